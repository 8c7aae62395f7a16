package staff

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/when"
)

// Form is a form with what stands in it: what a person typed, what was wrong
// with it, and what somebody else saved meanwhile. Field names are those of
// the drafts of package casebook.
type Form struct {
	Page
	Name    string // finds words of its own: staff.field.NAME.FIELD before staff.field.FIELD
	Action  string
	Back    string // where “cancel” leads, and where a saved form returns to
	Save    string // words on the button; empty: “Save”
	Version int    // of the row the form was opened on; 0 for a new one
	Values  url.Values
	Errors  fault.Fields
	Message fault.Text
	Fixes   []fault.Text
	Theirs  url.Values // what is stored now, when somebody else saved first
	More    string     // the list that gets one more blank line
	Lists   Lists
	Aside   *casebook.Source // the source that is being logged, beside the form
	Text    *SourceText      // what it says, to be quoted from; nil when nothing is kept
	Upload  bool             // it takes a file
	Base    string           // what stood in it when it was opened, encoded; empty for a new one
	Keeps   bool             // it can be kept as a draft
	AsksWhy bool             // what it adds to is public
	Draft   Unfinished       // what was kept of it before, if anything
}

// Lists are the things a form lets a person choose from.
type Lists struct {
	Sources, Facilities, ReleaseEvents []Choice
	Found                              map[string]int  // how many were found of a kind
	Cut                                map[string]bool // there are more of a kind than are listed
}

// Choice is one thing that can be chosen.
type Choice struct{ Value, Label string }

// Value gives what stands in a field.
func (f *Form) Value(name string) string { return f.Values.Get(name) }

// Has reports whether a box is ticked.
func (f *Form) Has(name, value string) bool { return slices.Contains(f.Values[name], value) }

// Error gives what is wrong with a field.
func (f *Form) Error(name string) string { return f.W.Fault(f.Errors[name]) }

// ID gives the id of a field's input, to which the error summary links.
func (f *Form) ID(name string) string { return "f-" + strings.ReplaceAll(name, ".", "-") }

var lineNumber = regexp.MustCompile(`\.\d+\.`)

// words finds the words for a field: those of this form, or those that every
// form shares. Numbers of lines do not count.
func (f *Form) words(what, name string) string {
	name = lineNumber.ReplaceAllString(name, ".")
	for _, key := range []string{
		"staff." + what + "." + f.Name + "." + name,
		"staff." + what + "." + name,
		"staff." + what + "." + name[strings.LastIndex(name, ".")+1:],
	} {
		if f.W.Has(key) {
			return f.W.T(key)
		}
	}
	return ""
}

// Label gives the label of a field.
func (f *Form) FieldLabel(name string) string {
	if label := f.words("field", name); label != "" {
		return label
	}
	return "[staff.field." + name + "]"
}

// Hint gives the help text of a field, or nothing.
func (f *Form) Hint(name string) string { return f.words("hint", name) }

// Lines gives how many lines of a list to show: those that were sent, and one
// more when there was none or when a person asked for it.
func (f *Form) Lines(list string) int {
	count := 0
	for key := range f.Values {
		if rest, ok := strings.CutPrefix(key, list+"."); ok {
			number, _, _ := strings.Cut(rest, ".")
			if n, err := strconv.Atoi(number); err == nil && n < MaxLines {
				count = max(count, n+1)
			}
		}
	}
	if count == 0 || f.More == list {
		count++
	}
	return min(count, MaxLines)
}

// MaxLines is how many numbered lines a form shows of one list.
const MaxLines = 20

// Picked gives the values of a field that can be chosen several times, with
// empty ones behind them up to the number of boxes to show.
func (f *Form) Picked(name string, atLeast int) []string {
	var picked []string
	for _, v := range f.Values[name] {
		if v != "" {
			picked = append(picked, v)
		}
	}
	picked = append(picked, "")
	for len(picked) < atLeast {
		picked = append(picked, "")
	}
	return picked
}

// Stored gives what somebody else saved in a field, when it is not what
// stands in it now.
func (f *Form) Stored(name string) (text string, differs bool) {
	theirs, known := f.Theirs[name]
	text = joined(theirs)
	return text, known && plain(text) != plain(joined(f.Values[name]))
}

// joined puts the values of one field into a line. Boxes left empty say
// nothing and are left out.
func joined(values []string) string {
	filled := slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
	return strings.Join(filled, ", ")
}

// plain leaves out what a browser changes in a text by sending it.
func plain(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
}

// Differing lists the fields in which a stale form differs from what is
// stored, in alphabetical order.
func (f *Form) Differing() []string {
	var names []string
	for name := range f.Theirs {
		if _, differs := f.Stored(name); differs {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Understood says how a date that stands in a field is read, and nothing for
// an empty field or one that is no date.
func (f *Form) Understood(name string) string {
	d, err := when.Parse(f.Value(name))
	if err != nil || d.IsZero() {
		return ""
	}
	return locale.Date(f.W.Lang(), d)
}

// described gives the ids that describe an input: its hint and its error.
func (f *Form) described(name string) string {
	var ids []string
	if f.Hint(name) != "" {
		ids = append(ids, f.ID(name)+"-hint")
	}
	if f.Error(name) != "" {
		ids = append(ids, f.ID(name)+"-error")
	}
	return strings.Join(ids, " ")
}

// where gives the id of the input an error is about. An error on a whole list
// stands at its first line.
func (f *Form) where(name string) string { return "#" + f.ID(name) }

// errorLabel says which field an error is about, with the number of its line.
func (f *Form) errorLabel(name string) string {
	label := f.FieldLabel(name)
	if parts := lineNumber.FindAllString(name, -1); len(parts) > 0 {
		n, _ := strconv.Atoi(strings.Trim(parts[len(parts)-1], "."))
		return f.T("line_label", "label", label, "line", strconv.Itoa(n+1))
	}
	if base, lang, ok := cutLang(name); ok {
		return f.FieldLabel(base) + " (" + f.W.T("staff.lang."+lang) + ")"
	}
	return label
}

// cutLang cuts the language off the name of one language's field.
func cutLang(name string) (base, lang string, ok bool) {
	for _, l := range locale.Langs {
		if base, ok := strings.CutSuffix(name, "."+string(l)); ok {
			return base, string(l), true
		}
	}
	return name, "", false
}

// vocabulary gives the codes of a vocabulary with their words, to choose from.
func (f *Form) vocabulary(name string) []Choice {
	var choices []Choice
	for _, code := range casebook.Vocabulary(name) {
		choices = append(choices, Choice{code, f.Label(name, code)})
	}
	return choices
}

// countries gives the countries in the order of the reader's alphabet.
func (f *Form) countries() []Choice {
	list := locale.Countries(f.W.Lang())
	choices := make([]Choice, len(list))
	for i, c := range list {
		choices[i] = Choice{c.Code, c.Name}
	}
	return choices
}

// withChosen adds a value that is not on the list, so that a form never drops
// what was chosen before.
func withChosen(choices []Choice, value string) []Choice {
	if value == "" || slices.ContainsFunc(choices, func(c Choice) bool { return c.Value == value }) {
		return choices
	}
	return append(slices.Clone(choices), Choice{value, value})
}
