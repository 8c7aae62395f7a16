package shelf

import (
	"context"
	"database/sql"
	"iter"
	"slices"
	"strings"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/when"
)

// Bounds on what a search orders and counts. Walking every hit of a word that
// stands in each text would take a second at a million cases.
const (
	maxCounted = 10_000 // hits counted, and put in an order other than newest
	maxRanked  = 5_000  // hits ranked by relevance
)

// List gives one page of cases with totals and facets. Without a search any
// order is walked along an index. A search comes newest first; another order
// is kept for up to 10,000 hits, relevance for up to 5,000, and beyond that
// the page falls back to newest first and says so. The first page of a search
// that found few, and nobody by name, has names that may have been meant. Cursors that no
// page gave are fault.Invalid. today is not needed yet: no filter depends on it.
func (s *Shelf) List(ctx context.Context, q public.Query, today when.Day) (page public.Page, err error) {
	defer fault.Wrap(&err, "shelf: list")
	p, err := s.planOf(ctx, q, "")
	if err != nil {
		return page, err
	}
	counts, err := s.count(ctx, q)
	if err != nil {
		return page, err
	}
	page.Total, page.Facets, page.MayBe = counts.total, counts.facets, counts.mayBe
	if err := s.listed(ctx, q, p, &page); err != nil {
		return page, err
	}
	if p.words != "" && !p.none && q.After == "" && q.Before == "" && page.Total.N < fewHits && !named(q.Text, page.Rows) {
		page.Near, err = s.near(ctx, p, q.Text, page.Rows)
	}
	return page, err
}

// listed fills a page with rows in the order of the query.
func (s *Shelf) listed(ctx context.Context, q public.Query, p plan, page *public.Page) error {
	o, ok := orders[q.Sort]
	if !ok || o.name == "relevance" && p.words == "" {
		o = orders["newest"]
	}
	if p.words != "" && o.name != "newest" {
		fits, err := s.ranked(ctx, q, p, o, page)
		if err != nil || fits {
			return err
		}
		page.FellBack, o = true, orders["newest"]
	}
	w, err := windowOf(q, o)
	if err != nil || p.none {
		return err
	}
	at, err := s.walked(ctx, p.places(w.order, w.from, w.limit+1))
	if err != nil {
		return err
	}
	return s.fill(ctx, w, page, at, o)
}

// walked reads where cases stand, in the order of a select of key and id.
func (s *Shelf) walked(ctx context.Context, q stream) ([]place, error) {
	stmt, err := s.statements.get(ctx, s.read, q.sql)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, q.args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []place
	for rows.Next() {
		var at place
		if err := rows.Scan(&at.key, &at.id); err != nil {
			return nil, err
		}
		out = append(out, at)
	}
	return out, rows.Err()
}

// fill puts the rows at places on a page, in the order of o, and sets its
// cursors. A place beyond the limit says that there are more; whether its case,
// or one before it, has just gone does not matter to whoever goes on.
func (s *Shelf) fill(ctx context.Context, w window, page *public.Page, at []place, o order) (err error) {
	more := len(at) > w.limit
	at = at[:min(len(at), w.limit)]
	if len(at) == 0 {
		return nil
	}
	if w.back {
		slices.Reverse(at)
	}
	if more || w.back {
		page.Next = o.cursor(at[len(at)-1])
	}
	if more && w.back || !w.back && w.from != nil {
		page.Prev = o.cursor(at[0])
	}
	page.Rows, err = s.at(ctx, at)
	return err
}

// rows walks cases of a plan and gives each with its place until fn has enough.
func (s *Shelf) rows(ctx context.Context, p plan, o order, from *place, limit int, fn func(place, string) (bool, error)) error {
	q := p.query(o, from, limit, "line")
	stmt, err := s.statements.get(ctx, s.read, q.sql)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(ctx, q.args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var raw sql.RawBytes
	for rows.Next() {
		var at place
		if err := rows.Scan(&at.key, &at.id, &raw); err != nil {
			return err
		}
		if more, err := fn(at, string(raw)); !more || err != nil {
			return err
		}
	}
	return rows.Err()
}

// chunk is how many rows an export reads at once. Between two chunks nothing
// is held open, so a slow reader does not keep the log from being cleared.
const chunk = 2000

// Each gives all cases of a query in its order, a search newest first, in
// constant memory. The row is used again for the next one: keep a copy, not
// the pointer. A case that moves in the order meanwhile may be met twice or
// not at all; all others are met once.
func (s *Shelf) Each(ctx context.Context, q public.Query) iter.Seq2[*public.Row, error] {
	return func(yield func(*public.Row, error) bool) {
		p, err := s.planOf(ctx, q, "")
		if err != nil {
			yield(nil, err)
			return
		}
		o, ok := orders[q.Sort]
		if !ok || p.words != "" {
			o = orders["newest"]
		}
		if !p.none {
			s.each(ctx, p, o, yield)
		}
	}
}

func (s *Shelf) each(ctx context.Context, p plan, o order, yield func(*public.Row, error) bool) {
	var from *place
	var row public.Row
	lines := make([]string, 0, chunk)
	for {
		lines = lines[:0]
		var last place
		err := s.rows(ctx, p, o, from, chunk, func(at place, line string) (bool, error) {
			last, lines = at, append(lines, line)
			return true, nil
		})
		if err != nil {
			yield(nil, err)
			return
		}
		for _, line := range lines {
			if err := unpackRow(line, &row); !yield(&row, err) || err != nil {
				return
			}
		}
		if len(lines) < chunk {
			return
		}
		from = &last
	}
}

// CasesWith gives the newest cases that have a value: kind is the name of a
// filter, or "source" for those that rest on a source. Limit 0 means a hundred.
func (s *Shelf) CasesWith(ctx context.Context, kind, key string, limit int) ([]public.Row, error) {
	if kind == "source" {
		return s.casesOn(ctx, key, orDefault(limit))
	}
	return s.Newest(ctx, Filters{kind: {key}}, limit)
}

func orDefault(limit int) int {
	if limit <= 0 {
		return public.MaxLimit
	}
	return limit
}

// Filters are values allowed by the name of a filter, as in [public.Query].
type Filters map[string][]string

// Newest gives the newest cases that pass the filters, without counting any.
// Limit 0 means a hundred.
func (s *Shelf) Newest(ctx context.Context, f Filters, limit int) ([]public.Row, error) {
	p, err := s.planOf(ctx, public.Query{Filters: f}, "")
	if err != nil || p.none {
		return nil, err
	}
	var out []public.Row
	err = s.rows(ctx, p, orders["newest"], nil, orDefault(limit), func(_ place, line string) (bool, error) {
		var r public.Row
		err := unpackRow(line, &r)
		out = append(out, r)
		return true, err
	})
	return out, err
}

// Linked gives the refs of all cases that say they may be about people of
// another case, or have a slot that is one.
func (s *Shelf) Linked(ctx context.Context) ([]string, error) {
	return column[string](ctx, s.read, `SELECT c.ref FROM facets f JOIN tags t ON t.facet = f.id JOIN cases c ON c.id = t.id
		WHERE f.filter = 'linked' ORDER BY c.ref`)
}

// Shared gives the refs of the cases of everybody who has several, the newest
// first. Whose name is withheld in a case is not told to be the same there.
func (s *Shelf) Shared(ctx context.Context) ([][]string, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT p.person, c.ref FROM shared s JOIN persons p ON p.person = s.person
		JOIN cases c ON c.id = p.id ORDER BY p.person, p.id DESC`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out [][]string
	var last string
	for rows.Next() {
		var person, ref string
		if err := rows.Scan(&person, &ref); err != nil {
			return nil, err
		}
		if person != last {
			out, last = append(out, nil), person
		}
		out[len(out)-1] = append(out[len(out)-1], ref)
	}
	return out, rows.Err()
}

// casesOn gives the newest cases that cite a source.
func (s *Shelf) casesOn(ctx context.Context, source string, limit int) ([]public.Row, error) {
	lines, err := column[string](ctx, s.read, `SELECT l.line FROM citations x JOIN cases c ON c.ref = x.key JOIN lines l ON l.id = c.id
		WHERE x.source = ? AND x.kind = 'case' ORDER BY c.id DESC LIMIT ?`, source, limit)
	if err != nil {
		return nil, err
	}
	out := make([]public.Row, len(lines))
	for i, line := range lines {
		if err := unpackRow(line, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Row gives the row of one case; fault.NotFound when it is not on the shelf.
func (s *Shelf) Row(ctx context.Context, ref string) (*public.Row, error) {
	lines, err := column[string](ctx, s.read, "SELECT l.line FROM cases c JOIN lines l ON l.id = c.id WHERE c.ref = ?", ref)
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 {
		return nil, notOnShelf()
	}
	r := new(public.Row)
	return r, unpackRow(lines[0], r)
}

// Left gives how many cases of a release event somebody is known to have left
// the facility in.
func (s *Shelf) Left(ctx context.Context, releaseEvent string) (int, error) {
	f, err := s.facets.find(ctx, s, facetKey{facetLeft, releaseEvent})
	return f.n, err
}

// Sum is how many cases there are and how many people they are about: at least
// Least; at most Most in the cases that have an upper bound, which Open of
// them have not. A person in two cases is in it twice.
type Sum struct{ Cases, Least, Most, Open int }

// Sum adds up the cases that pass the filters.
func (s *Shelf) Sum(ctx context.Context, f Filters) (sum Sum, err error) {
	p, err := s.planOf(ctx, public.Query{Filters: f}, "")
	if err != nil || p.none {
		return sum, err
	}
	q := p.sum()
	rows, err := s.read.QueryContext(ctx, q.sql, q.args...)
	if err != nil {
		return sum, err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&sum.Cases, &sum.Least, &sum.Most, &sum.Open); err != nil {
			return sum, err
		}
	}
	return sum, rows.Err()
}

// Withheld gives how many cases may pass the filters that do not tell what
// these ask for, since their names are withheld.
func (s *Shelf) Withheld(ctx context.Context, f Filters) (int, error) {
	open := Filters{facetWithheld: {"yes"}}
	for name, values := range f {
		if !public.Guarded(name) {
			open[name] = values
		}
	}
	sum, err := s.Sum(ctx, open)
	return sum.Cases, err
}

// sum gives the select that adds up a plan without days or words: from the
// counters when they know, else case by case, each once.
func (p plan) sum() stream {
	var b sqlText
	sums := "SELECT sum(n), sum(least), sum(most), sum(open) FROM facets WHERE id IN ("
	if p.exact < 0 {
		sums = "SELECT count(*), coalesce(sum(least), 0), coalesce(sum(most), 0), coalesce(sum(open), 0) FROM (" +
			"SELECT DISTINCT t.id, t.least, t.most, t.open FROM tags t WHERE t.facet IN ("
	}
	b.add(sums + "?" + strings.Repeat(", ?", len(p.driver)-1) + ")")
	for _, id := range p.driver {
		b.args = append(b.args, id)
	}
	if p.exact < 0 {
		b.conditions(p.probes, p, "t.id")
		b.add(")")
	}
	return b.stream
}
