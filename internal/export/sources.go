package export

import (
	"iter"

	"habeas/internal/public"
)

// Sources are the rows of the sources that may be named.
func Sources(rows iter.Seq2[*public.Source, error]) Table {
	return tableOf("sources", rows, columns.source)
}

// source writes the columns of a source. The order is a promise: new ones go
// last.
func (c columns) source(s *public.Source) {
	c.code("id", s.ID)
	c.text("title", s.Title)
	c.prose("our_label", s.Label)
	c.text("publisher", s.Publisher)
	c.text("author", s.Author)
	c.label("kind", "source_kind", s.Kind)
	c.language("language", s.Language)
	c.date("published", s.Published)
	c.code("read_on", s.ReadOn.String())
	c.text("address", s.URL)
	c.text("archive", s.Archive)
	c.text("licence", s.Licence)
	c.label("reliability", "reliability", s.Reliability)
	c.prose("description", s.Description)
	var from []string
	for _, d := range s.DerivedFrom {
		from = append(from, d.ID)
	}
	c.list("derived_from", from, "")
	c.code("url", c.address("/sources/", s.ID))
}

// language writes the tag of a language, and its name.
func (c columns) language(name, tag string) {
	c.code(name, tag)
	said := ""
	if tag != "" {
		said = c.words.Language(tag)
	}
	c.text(name+"_label", said)
}
