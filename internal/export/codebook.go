package export

import (
	"context"
	"io"
	"slices"

	"habeas/internal/locale"
)

// explained is one line of the codebook: a column of a table, or a code of a
// vocabulary, in every language of the site.
type explained struct {
	what, table, column, vocabulary, code string
	kind                                  string // of a column: what it holds
	label, label2                         string
}

func (c columns) explained(e explained) {
	c.code("what", e.what)
	c.code("table", e.table)
	c.code("column", e.column)
	c.code("type", e.kind)
	c.code("vocabulary", e.vocabulary)
	c.code("code", e.code)
	c.text("meaning", e.label)
	c.text("meaning_es", e.label2)
}

// codebook writes what every column means, and then every code.
func (k *packer) codebook(context.Context) error {
	en, es := locale.For(locale.English), locale.For(locale.Spanish)
	var s *sheet
	return k.now(codebookTable+".csv", func() int { return s.rows }, func(w io.Writer) error {
		s = k.newSheet(tableNamed(codebookTable), w)
		var vocabularies []string
		for _, t := range packageTables {
			for _, f := range t.fields() {
				if f.vocabulary != "" && !slices.Contains(vocabularies, f.vocabulary) {
					vocabularies = append(vocabularies, f.vocabulary)
				}
				line := explained{what: "column", table: t.name, column: f.name, vocabulary: f.vocabulary, kind: f.kind, label: meaning(en, t.name, f.name), label2: meaning(es, t.name, f.name)}
				if err := s.add(func(c columns) { c.explained(line) }); err != nil {
					return err
				}
			}
		}
		slices.Sort(vocabularies)
		for _, v := range vocabularies {
			for _, code := range en.Codes(v) {
				line := explained{what: "code", vocabulary: v, code: code, label: en.Label(v, code), label2: es.Label(v, code)}
				if err := s.add(func(c columns) { c.explained(line) }); err != nil {
					return err
				}
			}
		}
		return s.out.flush()
	})
}

// meaning says what a column holds: in its table where that has words of its
// own, by its name everywhere else; the last days, labels and other languages
// by the column that they stand beside.
func meaning(w *locale.Words, table, column string) string {
	for _, key := range []string{"column." + table + "." + column, "column." + column} {
		if w.Has(key) {
			return w.T(key)
		}
	}
	for _, end := range []string{"_earliest", "_latest", "_labels", "_label", "_es"} {
		if has := len(column) > len(end) && column[len(column)-len(end):] == end; has {
			return w.T("column.beside."+end[1:], "column", column[:len(column)-len(end)])
		}
	}
	return w.T("column." + column)
}
