package export

import (
	"iter"
	"strings"

	"habeas/internal/public"
)

// Counts are the rows of what claimants have counted.
func Counts(rows iter.Seq2[*public.Count, error]) Table {
	return tableOf("counts", rows, columns.count)
}

// count writes the columns of a count. The order is a promise: new ones go last.
func (c columns) count(n *public.Count) {
	c.code("id", n.ID)
	c.country("country", n.Country)
	c.prose("claimant", n.Claimant)
	c.label("measure", "measure", n.Measure)
	c.prose("population", n.Population)
	c.code("population_key", n.PopulationKey)
	c.country("nationality", n.Nationality)
	c.size("min", n.Min, "")
	c.size("max", n.Max, "")
	c.label("qualifier", "qualifier", n.Qualifier)
	c.text("words", n.Words)
	c.code("words_language", n.WordsLang)
	c.date("window_start", n.WindowStart)
	c.date("as_of", n.AsOf)
	c.label("basis", "basis", n.Basis)
	c.label("names_published", "answer", n.NamesPublished)
	c.code("release_event_id", n.ReleaseEventID)
	c.prose("note", n.Note)
	c.list("source_ids", cited(n.Sources, nil), "")
	c.instant("updated_at", n.UpdatedAt)
	c.code("url", c.countURL(n))
}

// countURL is the place of a count on the page of the counts of its country.
func (c columns) countURL(n *public.Count) string {
	if n.ID == "" {
		return ""
	}
	return c.site + "/counts?country=" + n.Country + "#count-" + strings.ToLower(n.Country) + "-" + n.Measure + "-" + n.PopulationKey
}
