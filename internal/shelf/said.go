package shelf

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"habeas/internal/locale"
	"habeas/internal/names"
	"habeas/internal/public"
)

// Around how many letters a text is quoted in a list, before and after the
// words that were looked for.
const (
	saidBefore = 60
	saidAfter  = 120
)

// Said gives, by ref, what the texts of cases say around the words of a search
// that neither their names have nor what stands for one: the passage with most of them, in each
// language that has some. It is read from the documents, as their pages are.
func (s *Shelf) Said(ctx context.Context, search string, rows []public.Row) (map[string]public.Text, error) {
	f := names.NewFinder(search)
	var refs []string
	for _, r := range rows {
		if !f.All(r.Name, r.NameNative) && !f.Says(r.Label.En) && !f.Says(r.Label.Es) {
			refs = append(refs, r.Ref)
		}
	}
	if len(refs) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(refs)
	if err != nil {
		return nil, err
	}
	stmt, err := s.statements.get(ctx, s.read, "SELECT d.document FROM json_each(?) j CROSS JOIN documents d ON d.kind = 'case' AND d.key = j.value WHERE d.document IS NOT NULL")
	if err != nil {
		return nil, err
	}
	found, err := stmt.QueryContext(ctx, string(list))
	if err != nil {
		return nil, err
	}
	defer found.Close()
	said := map[string]public.Text{}
	var raw sql.RawBytes
	for found.Next() {
		if err := found.Scan(&raw); err != nil {
			return nil, err
		}
		var c public.Case
		if err := decode(raw, &c); err != nil {
			return nil, err
		}
		if t := saidIn(f, &c); !t.IsZero() {
			said[c.Ref] = t
		}
	}
	return said, found.Err()
}

// saidIn quotes the passage of a case that has most elements of a search.
func saidIn(f *names.Finder, c *public.Case) (best public.Text) {
	most := 0
	for _, t := range passagesOf(c) {
		n := max(f.Elements(t.En), f.Elements(t.Es))
		if n > most {
			most = n
			best = t.Each(func(_ locale.Lang, text string) string { return around(text, f.InText(text)) })
		}
	}
	return best
}

// around cuts a text between words around the first of some spans; nothing
// without any.
func around(text string, spans []names.Span) string {
	if len(spans) == 0 {
		return ""
	}
	from, to := back(text, spans[0].From, saidBefore), forth(text, spans[0].To, saidAfter)
	said := strings.Join(strings.Fields(text[from:to]), " ")
	if from > 0 {
		said = "… " + said
	}
	if to < len(text) {
		said += " …"
	}
	return said
}

// back gives the beginning of a word at most so many letters before.
func back(text string, at, letters int) int {
	from := at
	for ; letters > 0 && from > 0; letters-- {
		_, n := utf8.DecodeLastRuneInString(text[:from])
		from -= n
	}
	if from == 0 {
		return 0
	}
	if space := strings.IndexAny(text[from:at], " \n"); space >= 0 {
		return from + space + 1
	}
	return from
}

// forth gives the end of a word at most so many letters after.
func forth(text string, at, letters int) int {
	to := at
	for ; letters > 0 && to < len(text); letters-- {
		_, n := utf8.DecodeRuneInString(text[to:])
		to += n
	}
	if to == len(text) {
		return to
	}
	if space := strings.LastIndexAny(text[at:to], " \n"); space > 0 {
		return at + space
	}
	return to
}
