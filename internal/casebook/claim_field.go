package casebook

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"habeas/internal/locale"
	"habeas/internal/when"
)

// Form says how a field keeps its value.
type Form string

// The forms of a field.
const (
	InWords     Form = "words"     // a text in several languages
	AsDate      Form = "date"      // EDTF
	AsCode      Form = "code"      // of the field's vocabulary
	AsCodes     Form = "codes"     // several, separated by spaces
	AsNumber    Form = "number"    // years
	AsCountries Form = "countries" // ISO 3166-1, separated by spaces; rows of their own
	AsFacility  Form = "facility"  // the id of a place of detention
)

// Field is one field of a row about which sources may state different values:
// how such a value is parsed, compared, said and written to the row.
type Field struct {
	Kind       SubjectKind
	Name       string // as in forms, and in the vocabulary claim_field
	Column     string // Go name of the row's field; empty: rows of their own
	Form       Form
	Vocabulary string // of codes
}

// Value is what a field holds: exact for most forms, a text for words.
type Value struct {
	Exact string
	Text  locale.Text
}

// IsZero reports whether nothing is held.
func (v Value) IsZero() bool { return v == Value{} }

// Key gives the value as one text, to remember it by.
func (v Value) Key() string {
	if v.Exact != "" {
		return v.Exact
	}
	text, _ := v.Text.Value()
	key, _ := text.(string)
	return key
}

// Holder is a row with the rows that are values of it.
type Holder struct {
	Row           any // pointer to the row
	Nationalities []Nationality
}

// fields are all of them, in the order in which they are offered.
var fields = map[SubjectKind][]Field{
	OnCase: of(OnCase,
		Field{Name: "captor", Column: "Captor", Form: AsCode, Vocabulary: "captor"},
		Field{Name: "deprivation", Column: "Deprivation", Form: AsCode, Vocabulary: "deprivation"},
		Field{Name: "summary", Column: "Summary", Form: InWords}),
	OnPerson: of(OnPerson,
		Field{Name: "label", Column: "Label", Form: InWords},
		Field{Name: "nationality", Form: AsCountries},
		Field{Name: "birth", Column: "Birth", Form: AsDate},
		Field{Name: "age", Column: "Age", Form: AsNumber},
		Field{Name: "age_as_of", Column: "AgeAsOf", Form: AsDate},
		Field{Name: "gender", Column: "Gender", Form: AsCode, Vocabulary: "gender"},
		Field{Name: "role", Column: "Roles", Form: AsCodes, Vocabulary: "role"},
		Field{Name: "occupation", Column: "Occupation", Form: InWords}),
	OnEvent: of(OnEvent,
		Field{Name: "date", Column: "Date", Form: AsDate},
		Field{Name: "place", Column: "Place", Form: InWords},
		Field{Name: "facility", Column: "FacilityID", Form: AsFacility},
		Field{Name: "actor", Column: "Actor", Form: InWords},
		Field{Name: "event", Column: "Kind", Form: AsCode, Vocabulary: "event"},
		Field{Name: "what", Column: "What", Form: InWords}),
	OnReleaseEvent: of(OnReleaseEvent,
		Field{Name: "date", Column: "Date", Form: AsDate},
		Field{Name: "title", Column: "Title", Form: InWords},
		Field{Name: "announced", Column: "Announced", Form: InWords},
		Field{Name: "announced_by", Column: "AnnouncedBy", Form: InWords},
		Field{Name: "summary", Column: "Summary", Form: InWords}),
	OnRelease: of(OnRelease,
		Field{Name: "exit", Column: "Exit", Form: AsCode, Vocabulary: "exit"},
		Field{Name: "note", Column: "Note", Form: InWords}),
	OnAdvisory: of(OnAdvisory, Field{Name: "date", Column: "IssuedOn", Form: AsDate}),
	OnContext:  of(OnContext, Field{Name: "date", Column: "Date", Form: AsDate}),
}

func of(kind SubjectKind, list ...Field) []Field {
	for i := range list {
		list[i].Kind = kind
	}
	return list
}

// FieldsOf lists the fields of a kind about which sources may differ.
func FieldsOf(kind SubjectKind) []Field { return slices.Clone(fields[kind]) }

// FieldKinds names the kinds of subject that have such fields, sorted.
func FieldKinds() []SubjectKind {
	kinds := make([]SubjectKind, 0, len(fields))
	for kind := range fields {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return kinds
}

// FieldOf finds a field by its kind of subject and its name.
func FieldOf(kind SubjectKind, name string) (Field, bool) {
	for _, f := range fields[kind] {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

// Parse reads a value as a person typed it. It answers with fault.Invalid on
// the form field "exact".
func (f Field) Parse(text string) (Value, error) {
	c := newChecker()
	text = strings.TrimSpace(text)
	var v Value
	switch f.Form {
	case AsDate:
		v.Exact = c.date("exact", text).String()
	case AsCode:
		v.Exact = c.code("exact", f.Vocabulary, text, "")
	case AsCodes:
		v.Exact = strings.Join(c.codes("exact", f.Vocabulary, listed(text)), " ")
	case AsCountries:
		var list []string
		for _, code := range listed(text) {
			list = append(list, c.country("exact", code, true))
		}
		slices.Sort(list)
		v.Exact = strings.Join(slices.Compact(list), " ")
	case AsNumber:
		if n := c.number("exact", text, "Give the age in years."); n != nil {
			if v.Exact = strconv.Itoa(*n); *n > 120 {
				c.say("exact", "%d years is not a possible age.", *n)
			}
		}
	case AsFacility:
		v.Exact = text
	default:
		v.Text = locale.Text{En: c.prose("exact", text, maxProse)}
	}
	return v, c.fault()
}

// listed cuts a list that may be written with commas.
func listed(text string) []string {
	return strings.Fields(strings.NewReplacer(",", " ", ";", " ").Replace(text))
}

// Read gives what a row says in the field.
func (f Field) Read(h Holder) Value {
	if f.Form == AsCountries {
		var list []string
		for _, n := range h.Nationalities {
			list = append(list, n.Country)
		}
		slices.Sort(list)
		return Value{Exact: strings.Join(list, " ")}
	}
	switch v := f.column(h.Row).Interface().(type) {
	case locale.Text:
		return Value{Text: v}
	case when.Date:
		return Value{Exact: v.String()}
	case *int:
		if v == nil {
			return Value{}
		}
		return Value{Exact: strconv.Itoa(*v)}
	case Codes:
		return Value{Exact: strings.Join(v, " ")}
	}
	return Value{Exact: f.column(h.Row).String()}
}

// Write sets the field of a row, a pointer, to a value that Parse or Read
// gave. Countries are rows of their own, which the desk writes.
func (f Field) Write(row any, v Value) error {
	if f.Form == AsCountries {
		return fmt.Errorf("casebook: the nationalities are no field of a row")
	}
	column := f.column(row)
	switch column.Interface().(type) {
	case locale.Text:
		column.Set(reflect.ValueOf(v.Text))
	case when.Date:
		d, err := when.Parse(v.Exact)
		if err != nil {
			return err
		}
		column.Set(reflect.ValueOf(d))
	case *int:
		n, err := strconv.Atoi(v.Exact)
		if err != nil {
			return err
		}
		column.Set(reflect.ValueOf(&n))
	case Codes:
		column.Set(reflect.ValueOf(Codes(strings.Fields(v.Exact))))
	default:
		column.SetString(v.Exact)
	}
	return nil
}

func (f Field) column(row any) reflect.Value {
	return reflect.ValueOf(row).Elem().FieldByName(f.Column)
}

// Same reports whether two values say the same. Texts do when they are written
// alike in every language that both have, and there is one.
func (f Field) Same(a, b Value) bool {
	if f.Form != InWords {
		return a.Exact == b.Exact
	}
	both := false
	for _, pair := range [][2]string{{a.Text.En, b.Text.En}, {a.Text.Es, b.Text.Es}} {
		if pair[0] == "" || pair[1] == "" {
			continue
		}
		if !strings.EqualFold(strings.TrimSpace(pair[0]), strings.TrimSpace(pair[1])) {
			return false
		}
		both = true
	}
	return both
}

// Words says a value in every language, for a claim that gives it exactly. A
// place of detention is called by its own name, which is not known here.
func (f Field) Words(v Value) locale.Text {
	if f.Form == InWords {
		return v.Text
	}
	var out locale.Text
	return out.Each(func(l locale.Lang, _ string) string { return f.Say(l, v) })
}

// Say says a value in one language.
func (f Field) Say(l locale.Lang, v Value) string {
	w := locale.For(l)
	switch f.Form {
	case InWords:
		text, _ := v.Text.In(l)
		return text
	case AsDate:
		d, err := when.Parse(v.Exact)
		if err != nil || d.IsZero() {
			return ""
		}
		return locale.Date(l, d)
	case AsCode, AsCodes:
		return joined(v.Exact, func(code string) string { return w.Label(f.Vocabulary, code) })
	case AsCountries:
		return joined(v.Exact, w.Country)
	}
	return v.Exact
}

func joined(list string, say func(string) string) string {
	var said []string
	for _, code := range strings.Fields(list) {
		said = append(said, say(code))
	}
	return strings.Join(said, ", ")
}
