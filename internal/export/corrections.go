package export

import (
	"iter"

	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/wording"
)

// Corrections are the rows of what was put right: one for each statement, in
// words. Of what was taken off since there is one that says so and no more.
func Corrections(rows iter.Seq2[*reading.Correction, error]) Table {
	return tableOf("corrections", statements(rows), columns.restated)
}

// restated is one statement of a correction.
type restated struct {
	of   reading.Correction
	part *public.Restated // nil: it was taken off
}

func statements(rows iter.Seq2[*reading.Correction, error]) iter.Seq2[*restated, error] {
	return func(yield func(*restated, error) bool) {
		for c, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			if c.Off && !yield(&restated{of: *c}, nil) {
				return
			}
			for i := range c.Parts {
				if !yield(&restated{*c, &c.Parts[i]}, nil) {
					return
				}
			}
		}
	}
}

// restated writes the columns of one statement that was put right. The order
// is a promise: new ones go last.
func (c columns) restated(r *restated) {
	var about, was, now, source, id string
	if r.part != nil {
		about, was, now = wording.About(c.words, r.part.Was), wording.Line(c.words, &r.part.Was), wording.Line(c.words, r.part.Now)
	}
	if r.of.Source != nil {
		id, source = r.of.Source.ID, r.of.Source.Title
	}
	if r.of.Withheld {
		id, source = withheld, withheld
	}
	kind, country := "", ""
	if r.of.Kind != "" {
		kind = c.words.T("taken." + r.of.Kind)
	}
	if r.of.Country != "" {
		country = c.words.Country(r.of.Country)
	}
	c.instant("corrected_at", r.of.At)
	c.code("kind", r.of.Kind)
	c.text("kind_label", kind)
	c.code("key", r.of.Key)
	c.code("country", r.of.Country)
	c.text("country_label", country)
	c.text("about", about)
	c.text("was", was)
	c.text("now", now)
	c.prose("why", r.of.Why)
	c.code("source_id", id)
	c.text("source", source)
	c.flag("taken_off", r.of.Off)
	c.code("url", c.correctedPage(&r.of))
}

// correctedPage gives the address of the page that was put right, where the
// document has one of its own.
func (c columns) correctedPage(r *reading.Correction) string {
	path := map[string]string{
		public.DocCase: "/cases/", public.DocReleaseEvent: "/releases/", public.DocFacility: "/facilities/", public.DocSource: "/sources/", public.DocCountry: "/countries/",
	}[r.Kind]
	if path == "" {
		return ""
	}
	return c.site + path + r.Key
}
