package shelf

import (
	"fmt"

	"habeas/internal/public"
	"habeas/internal/when"
)

// face is what the shelf reads off a document to file it.
type face struct {
	country string
	day     int64
	title   public.Text
	sources []public.CitedSource
	cased   *public.Case // set for a case
}

// faceOf reads a document of a kind.
func faceOf(kind string, document []byte) (f face, err error) {
	switch kind {
	case public.DocCase:
		return read(document, func(c *public.Case) face {
			return face{c.Country, dateNumber(c.Held.Taken), caseTitle(c), c.Sources, c}
		})
	case public.DocReleaseEvent:
		return read(document, func(e *public.ReleaseEvent) face {
			return face{e.Country, dateNumber(e.Date), e.Title, e.Sources, nil}
		})
	case public.DocCount:
		return read(document, func(c *public.Count) face {
			return face{c.Country, dateNumber(c.AsOf), c.Claimant, c.Sources, nil}
		})
	case public.DocPosition:
		return read(document, func(p *public.Position) face {
			return face{p.Country, dateNumber(p.Date), p.Authority, p.Sources, nil}
		})
	case public.DocAdvisory:
		return read(document, func(a *public.Advisory) face {
			return face{a.Country, dateNumber(a.IssuedOn), a.Issuer, a.Sources, nil}
		})
	case public.DocContext:
		return read(document, func(c *public.ContextEvent) face {
			return face{c.Country, dateNumber(c.Date), c.What, c.Sources, nil}
		})
	case public.DocCountry:
		return read(document, func(c *public.CountryClaims) face {
			return face{c.Country, noDay, public.Text{}, c.Sources, nil}
		})
	case public.DocFacility:
		return read(document, func(p *public.FacilityPage) face {
			return face{p.Country, noDay, public.Text{En: p.Name}, p.Sources, nil}
		})
	case public.DocSource:
		return read(document, func(s *public.Source) face {
			links := make([]public.CitedSource, len(s.DerivedFrom))
			for i, d := range s.DerivedFrom {
				links[i].ID = d.ID
			}
			return face{"", dateNumber(s.Published), public.Text{En: s.Title}, links, nil}
		})
	case public.DocHelp:
		return read(document, func(*public.Help) face { return face{day: noDay} })
	case public.DocSnapshot:
		return read(document, func(s *public.Snapshot) face {
			return face{"", dayNumber(s.Day), public.Text{}, nil, nil}
		})
	}
	return face{}, fmt.Errorf("shelf: there is no kind of document %q", kind)
}

func read[T any](document []byte, fn func(*T) face) (face, error) {
	v := new(T)
	if err := decode(document, v); err != nil {
		return face{}, fmt.Errorf("shelf: document cannot be read: %w", err)
	}
	return fn(v), nil
}

// caseTitle is what a list of changes calls a case.
func caseTitle(c *public.Case) public.Text {
	if c.Name.Text != "" {
		return public.Text{En: c.Name.Text}
	}
	return c.Label
}

// dateNumber places a date among others by its last day, or its first when it
// has no last; undated things come after all.
func dateNumber(d when.Date) int64 {
	for _, day := range []when.Day{d.Latest(), d.Earliest()} {
		if !day.IsZero() {
			return dayNumber(day)
		}
	}
	return noDay
}

// sourceIDs gives the sources a document rests on, those it knows of at second
// hand among them.
func (f face) sourceIDs() []string {
	var ids []string
	for _, s := range f.sources {
		ids = addOnce(ids, s.ID)
		for _, q := range s.Quotes {
			ids = addOnce(ids, q.OriginID)
		}
	}
	return ids
}
