package export

import (
	"iter"

	"habeas/internal/public"
)

// Changes are the last changes of documents, named as in the record of a data
// package. What was taken off has neither a version nor any other word of what
// it said.
func Changes(rows iter.Seq2[*public.Publication, error]) Table {
	return tableOf("changes", rows, columns.changed)
}

// changed writes the columns of a change. The order is a promise: new ones go
// last.
func (c columns) changed(p *public.Publication) {
	c.code("kind", p.Kind)
	c.code("key", p.Key)
	c.code("change", p.Change)
	said := ""
	if p.Change != "" {
		said = c.words.T("change." + p.Change)
	}
	c.text("change_label", said)
	c.instant("at", p.At)
	c.number("version", p.Version, p.Version > 0)
	c.code("moved_to", p.MovedTo)
	path := map[string]string{public.DocCase: "/cases/", public.DocReleaseEvent: "/releases/"}[p.Kind]
	url := ""
	if path != "" {
		url = c.address(path, p.Key)
	}
	c.code("url", url)
}
