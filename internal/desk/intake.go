package desk

import (
	"context"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/intake"
	"habeas/internal/names"
	"habeas/internal/store"
)

// SourceDesk is a source laid out to be logged: what it says, what was made
// from it so far, and what its words suggest. Nothing suggested is saved.
type SourceDesk struct {
	SourceFile
	SourceText
	Kept    []Kept
	Reading intake.Reading
	Country string // that the text names most often, empty when it names none
}

// maxLooked bounds how many names of a text are looked up in the casebook.
const maxLooked = 60

// SourceDesk lays a source out. People are known by a case that the actor may
// see, so that a restricted one is not given away by a suggestion.
func (d *Desk) SourceDesk(ctx context.Context, by access.Actor, id casebook.ID) (*SourceDesk, error) {
	file, err := d.Source(ctx, by, id)
	if err != nil {
		return nil, err
	}
	out := &SourceDesk{SourceFile: *file}
	if out.Kept, err = d.Captures(ctx, by, id); err != nil {
		return nil, err
	}
	if out.SourceText, err = d.CaptureText(ctx, by, id); err != nil || out.Text == "" {
		return out, err
	}
	places, err := d.knownPlaces(ctx, by)
	if err != nil {
		return nil, err
	}
	about := intake.About{Published: out.Source.Published, Language: out.Source.Language, Facilities: places}
	out.Reading = intake.Read(out.Text, about)
	out.Country = mostNamed(out.Reading.Countries)
	return out, d.recognise(ctx, by, out.Reading.People)
}

// knownPlaces gives the facilities by every name they have.
func (d *Desk) knownPlaces(ctx context.Context, by access.Actor) ([]intake.Known, error) {
	rows, err := d.Facilities(ctx, by, store.ListFilter{Limit: 5000})
	known := make([]intake.Known, len(rows))
	for i, f := range rows {
		known[i] = intake.Known{Key: f.Slug, Names: append([]string{f.Name}, splitNames(f.OtherNames)...)}
	}
	return known, err
}

// recognise gives the people of a text the reference of the case that a search
// for their whole name finds.
func (d *Desk) recognise(ctx context.Context, by access.Actor, people []intake.Named) error {
	for i := range people[:min(len(people), maxLooked)] {
		lines, err := d.Cases(ctx, by, store.CaseFilter{Text: people[i].Name, Limit: 1})
		if err != nil {
			return err
		}
		if len(lines) == 1 && lines[0].Case.Kind == casebook.KindPerson && names.Match(names.SearchText(lines[0].Name), names.Query(people[i].Name)) {
			people[i].Key, people[i].Why.Rule = string(lines[0].Case.Ref), "person_known"
		}
	}
	return nil
}

// mostNamed gives the country that a text names most often, the first of
// equals; none when it names the people of countries alone, since a
// nationality is no place.
func mostNamed(countries []intake.Named) string {
	code, most := "", 0
	for _, c := range countries {
		if c.Placed > most {
			code, most = c.Key, c.Placed
		}
	}
	return code
}

// splitNames gives the names in a line of names.
func splitNames(line string) []string {
	return strings.FieldsFunc(line, func(r rune) bool { return r == ';' || r == ',' || r == '\n' })
}
