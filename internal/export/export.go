package export

import (
	"io"
	"iter"
	"strings"
	"time"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

// Cases is what one export of cases is made of.
type Cases = iter.Seq2[*public.Row, error]

// What is said instead of a value that is not there.
const (
	withheld      = "withheld"
	notApplicable = "not_applicable"
)

// CSV writes cases as comma-separated values. It stops at the first error of
// the cases or of w; what was written by then is cut off within a line.
func CSV(w io.Writer, words *locale.Words, today when.Day, baseURL string, rows Cases) error {
	out := &buffer{to: w}
	c := &csvCells{buffer: out}
	out.text(strings.Join(Columns(words), ",") + "\r\n")
	return each(out, c, words, today, baseURL, rows, func(bool) { c.first = true }, func() { out.text("\r\n") })
}

// Columns names the columns of the export of cases in their order.
func Columns(words *locale.Words) []string {
	var h headings
	columns{cells: &h, words: words}.row(&public.Row{})
	return h
}

// JSON writes cases as one JSON array.
func JSON(w io.Writer, words *locale.Words, today when.Day, baseURL string, rows Cases) error {
	out := &buffer{to: w}
	c := &jsonCells{buffer: out}
	out.text("[")
	err := each(out, c, words, today, baseURL, rows, func(first bool) {
		if !first {
			out.text(",")
		}
		out.text("\n{")
		c.first = true
	}, func() { out.text("}") })
	if err != nil {
		return err
	}
	out.text("\n]\n")
	return out.flush()
}

// NDJSON writes cases as one JSON object a line.
func NDJSON(w io.Writer, words *locale.Words, today when.Day, baseURL string, rows Cases) error {
	out := &buffer{to: w}
	c := &jsonCells{buffer: out}
	return each(out, c, words, today, baseURL, rows,
		func(bool) { out.text("{"); c.first = true }, func() { out.text("}\n") })
}

// each writes every row between what begins and what ends it.
func each(out *buffer, c cells, words *locale.Words, today when.Day, baseURL string, rows Cases, begin func(first bool), end func()) error {
	cols := columns{cells: c, words: words, today: today, base: address(baseURL, words.Lang())}
	first := true
	for row, err := range rows {
		if err != nil {
			return err
		}
		begin(first)
		cols.row(row)
		end()
		first = false
		if err := out.flushFull(); err != nil {
			return err
		}
	}
	return out.flush()
}

// address gives what stands before the ref in the address of a case.
func address(baseURL string, lang locale.Lang) string {
	base := strings.TrimSuffix(baseURL, "/")
	if lang != locale.English {
		base += "/" + string(lang)
	}
	return base + "/cases/"
}

// cells takes the values of a row one after the other.
type cells interface {
	// text is what people wrote.
	text(name, value string)
	// code is an identifier, a date or an address: nothing a person typed freely.
	code(name, value string)
	number(name string, n int, known bool)
	// size is a number that only some rows can have; said stands where it is a
	// text that can, and there is no number for a reason.
	size(name string, n *int, said string)
	flag(name string, yes bool)
	// list is several codes; said stands for an empty one where lists are joined.
	list(name string, values []string, said string)
	instant(name string, at time.Time)
}

// columns knows which columns there are, in which order.
type columns struct {
	cells
	words *locale.Words
	today when.Day
	base  string
}

// row writes the columns of a case. The order is a promise: new ones go last.
func (c columns) row(r *public.Row) {
	group := r.Kind == "group"
	c.code("ref", r.Ref)
	c.text("name", hidden(r, r.Name, true))
	c.text("name_native", hidden(r, r.NameNative, true))
	c.number("aliases_count", r.AliasesCount, true)
	c.flag("name_withheld", r.NameWithheld)
	c.code("kind", r.Kind)
	c.size("group_min", r.GroupMin, applies(group, ""))
	c.size("group_max", r.GroupMax, applies(group, ""))
	c.text("group_phrase", applies(group, r.GroupPhrase))
	c.code("birth", hidden(r, r.Birth.String(), false))
	c.age(r, group)
	c.code("gender", applies(!group, r.Gender))
	c.list("nationalities", r.Nationalities, "")
	c.list("roles", r.Roles, "")
	c.code("country", r.Country)
	c.text("country_label", c.words.Country(r.Country))
	c.code("captor_type", r.Captor)
	c.code("deprivation", r.Deprivation)
	c.code("state", r.State)
	c.text("state_label", c.words.Label("state", r.State))
	c.code("state_since", r.StateSince.String())
	c.code("taken", r.Held.Taken.String())
	c.code("taken_earliest", r.Held.Taken.Earliest().String())
	c.code("taken_latest", r.Held.Taken.Latest().String())
	c.code("taken_precision", precision(r.Held.Taken))
	c.code("facility", r.FacilitySlug)
	c.release(r)
	c.days(r)
	c.number("charges_count", r.ChargesCount, true)
	c.number("origins_count", r.OriginsCount, true)
	c.list("source_ids", r.SourceIDs, "")
	c.code("last_verified", r.LastVerified.String())
	c.instant("published_at", r.PublishedAt)
	c.instant("updated_at", r.UpdatedAt)
	c.number("version", r.Version, true)
	c.code("url", c.base+r.Ref)
	c.number("spells", max(1, len(r.Held.Spells)), !r.Held.Taken.IsZero())
	c.code("person_ref", applies(!group, r.PersonRef))
}

func (c columns) age(r *public.Row, group bool) {
	said := applies(!group, "")
	if r.NameWithheld {
		said = withheld
	}
	c.size("age", r.Age, said)
	c.code("age_as_of", hidden(r, r.AgeAsOf.String(), false))
}

// release writes what is known of a release; while somebody is in custody
// there is none, though one may have been announced.
func (c columns) release(r *public.Row) {
	none := ""
	if r.Held.End == when.EndOpen {
		none = notApplicable
	}
	said := func(v string) string {
		if v == "" && r.Released.IsZero() {
			return none
		}
		return v
	}
	c.code("released", said(r.Released.String()))
	c.code("released_earliest", said(r.Released.Earliest().String()))
	c.code("released_latest", said(r.Released.Latest().String()))
	c.code("release_confirmation", said(r.Confirmation))
	c.list("mechanism", r.Mechanisms, none)
	c.list("conditions", r.Conditions, none)
}

// days writes how long the custody has been or was. At least no days at all is
// nothing known.
func (c columns) days(r *public.Row) {
	d := r.Held.Days(c.today)
	c.number("days_held_min", d.Least, d.Least > 0 || d.MostKnown)
	c.number("days_held_max", d.Most, d.MostKnown)
}

// hidden gives a value that goes with a name: withheld with it, and not
// applicable to groups.
func hidden(r *public.Row, value string, name bool) string {
	switch {
	case r.NameWithheld:
		return withheld
	case r.Kind == "group", name && r.Kind == "unnamed":
		return applies(r.Kind != "group", value)
	}
	return value
}

func applies(it bool, value string) string {
	if !it {
		return notApplicable
	}
	return value
}

func precision(d when.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Precision().String()
}
