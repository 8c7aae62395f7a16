package shelf

import (
	"context"
	"slices"
	"strings"

	"habeas/internal/names"
	"habeas/internal/public"
)

// plan is what a query asks, in the terms of the database: the facet that
// narrows most is walked in the order wanted, the others are looked up case by
// case.
type plan struct {
	driver []int64   // a case has any of these facets
	every  bool      // which is the one that every case has
	probes [][]int64 // and any of each of these
	where  []string  // and is of these days, on alias c
	args   []any
	words  string // and says these words: a full-text query, empty for none
	prefix string // or has them in its names, the last as the beginning of a word
	none   bool   // nothing can match
	exact  int    // how many cases there are, when a counter knows; else -1
}

// planOf reads a query without the filter named, if any.
func (s *Shelf) planOf(ctx context.Context, q public.Query, without string) (p plan, err error) {
	p.exact = -1
	p.search(q.Text)
	p.days(q)
	filters, err := s.filtersOf(ctx, q, without)
	if err != nil {
		return p, err
	}
	best := 0
	for i, f := range filters {
		p.none = p.none || len(f.ids) == 0
		if f.n < filters[best].n {
			best = i
		}
	}
	p.driver, p.every = filters[best].ids, filters[best].name == facetAll
	for i, f := range filters {
		if i != best && f.name != facetAll {
			p.probes = append(p.probes, f.ids)
		}
	}
	// A case has one country, one state and one captor: their counters add up.
	apart := len(p.driver) == 1 || slices.Contains([]string{facetCountryState, "country", "state", "captor"}, filters[best].name)
	if apart && len(p.probes) == 0 && len(p.where) == 0 && p.words == "" {
		p.exact = filters[best].n
	}
	if p.none {
		p.exact = 0
	}
	return p, nil
}

// filter is one filter of a plan: the facets it allows, and how many cases
// have one of them at most.
type filter struct {
	name string
	ids  []int64
	n    int
}

// filtersOf looks up the facets of a query. Country and state together are one
// facet of their own, since most lists ask for both.
func (s *Shelf) filtersOf(ctx context.Context, q public.Query, without string) ([]filter, error) {
	countries, states := q.Filters["country"], q.Filters["state"]
	paired := without != "country" && without != "state" &&
		len(countries) > 0 && len(states) > 0 && len(countries)*len(states) <= maxStreams
	wanted := map[string][]string{facetAll: {""}}
	if paired {
		var pairs []string
		for _, c := range countries {
			for _, st := range states {
				pairs = append(pairs, c+" "+st)
			}
		}
		wanted[facetCountryState] = pairs
	}
	for name, values := range q.Filters {
		if name != without && len(values) > 0 && !(paired && (name == "country" || name == "state")) {
			wanted[name] = values
		}
	}
	var out []filter
	for name, values := range wanted {
		f := filter{name: name}
		for _, v := range values {
			known, err := s.facets.find(ctx, s, facetKey{name, v})
			if err != nil {
				return nil, err
			}
			if known.n > 0 {
				f.ids, f.n = append(f.ids, known.id), f.n+known.n
			}
		}
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b filter) int { return strings.Compare(a.name, b.name) })
	return out, nil
}

// search reads the words looked for. A case is found that says all of them as
// whole words, anywhere; or has all of them in its names, the last one as the
// beginning of a word; each in any of its ways, see [names.Asked]. Beginnings are for names only: elsewhere each would cost
// as much as the list has hits.
func (p *plan) search(text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	asked := names.Asked(text)
	if len(asked) == 0 {
		p.none = true // signs alone: there is nothing to find
		return
	}
	words, last := make([]string, len(asked)), len(asked)-1
	for i, ways := range asked {
		words[i] = anyOf(ways, "")
	}
	p.words = strings.Join(words, " AND ")
	words[last] = anyOf(asked[last], "*")
	p.prefix = strings.Join(words, " AND ")
}

// anyOf gives the full-text query for one word in any of its ways, with what
// stands after each.
func anyOf(ways []string, end string) string {
	said := make([]string, len(ways))
	for i, w := range ways {
		said[i] = quoted(w) + end
	}
	if len(said) == 1 {
		return said[0]
	}
	return "(" + strings.Join(said, " OR ") + ")"
}

// days adds the conditions on days. A date that is not certain matches when
// any day it can mean lies in the stretch asked for; no date matches none.
func (p *plan) days(q public.Query) {
	add := func(column, cmp string, n int64) {
		p.where, p.args = append(p.where, "c."+column+cmp+"?"), append(p.args, n)
	}
	if !q.DetainedFrom.IsZero() {
		add("taken_high", " >= ", dayNumber(q.DetainedFrom))
	}
	if !q.DetainedTo.IsZero() {
		add("taken_low", " <= ", dayNumber(q.DetainedTo))
	}
	if !q.ReleasedFrom.IsZero() {
		add("released_high", " >= ", dayNumber(q.ReleasedFrom))
	}
	if !q.ReleasedTo.IsZero() {
		add("released_low", " <= ", dayNumber(q.ReleasedTo))
	}
	if !q.UpdatedSince.IsZero() {
		add("updated", " >= ", q.UpdatedSince.Time().UnixMicro())
	}
}

// maxStreams is how many values one walk is put together from; a filter with
// more is looked up case by case.
const maxStreams = 50

// stream is one source of cases in the order asked for.
type stream struct {
	sql  string
	args []any
}

// query gives the select of the key, the id and one column more, in the
// order asked for and cut to a limit. A plan of one stream is walked along an
// index without sorting; several are cut each, then merged.
func (p plan) query(o order, from *place, limit int, column string) stream {
	if len(p.driver) == 1 && p.words == "" {
		return p.walk(o, from, limit, p.driver[0], column)
	}
	u := p.merged(o, from, limit)
	var b sqlText
	b.add("SELECT u.key, u.id, x."+column+" FROM ("+u.sql+") u CROSS JOIN "+tableOf(column)+" x ON x.id = u.id ORDER BY u.key"+o.dir()+", u.id"+o.dir(), u.args...)
	return b.stream
}

// places gives the select of the key and the id alone, in the order asked for
// and cut to a limit.
func (p plan) places(o order, from *place, limit int) stream {
	if len(p.driver) == 1 && p.words == "" {
		return p.walk(o, from, limit, p.driver[0], "")
	}
	return p.merged(o, from, limit)
}

// tableOf names the table of a column: lines stand apart, so that what is
// counted and compared stays close together.
func tableOf(column string) string {
	if column == "line" {
		return "lines"
	}
	return "cases"
}

// merged gives the select of key and id of all streams.
func (p plan) merged(o order, from *place, limit int) stream {
	var parts []stream
	if p.words != "" {
		parts = []stream{p.hits(o, from, limit, wholeWords, ""), p.hits(o, from, limit, inNames, "")}
	} else {
		for _, facet := range p.driver {
			parts = append(parts, p.walk(o, from, limit, facet, ""))
		}
	}
	var b sqlText
	b.add("SELECT key, id FROM (")
	for i, s := range parts {
		if i > 0 {
			b.add(" UNION ")
		}
		b.add("SELECT * FROM ("+s.sql+")", s.args...)
	}
	b.add(") ORDER BY key"+o.dir()+", id"+o.dir()+" LIMIT ?", limit)
	return b.stream
}

// walk goes along one facet and reads one column more, if any.
func (p plan) walk(o order, from *place, limit int, facet int64, column string) stream {
	var b sqlText
	b.add("SELECT t." + o.column + " AS key, t.id AS id")
	if column != "" {
		b.add(", x." + column)
	}
	b.add(" FROM tags t")
	if len(p.where) > 0 {
		b.add(" CROSS JOIN cases c ON c.id = t.id")
	}
	if column != "" {
		b.add(" CROSS JOIN " + tableOf(column) + " x ON x.id = t.id")
	}
	b.add(" WHERE t.facet = ?", facet)
	b.from(o, from, "t")
	b.conditions(p.probes, p, "t.id")
	b.add(" ORDER BY "+o.by("t")+" LIMIT ?", limit)
	return b.stream
}

// index says in which of the two full-text indexes to look.
type index bool

const (
	wholeWords index = false // in all that a page says
	inNames    index = true  // in names, the last word as a beginning
)

// hits goes along the cases that say the words, newest first: o is by id.
// column is one more to read, with its comma.
func (p plan) hits(o order, from *place, limit int, in index, column string) stream {
	var b sqlText
	table, match := "find_all", p.words
	if in == inNames {
		table, match = "find_names", p.prefix
	}
	b.add("SELECT f.rowid AS key, f.rowid AS id" + column + " FROM " + table + " f")
	if len(p.where) > 0 || strings.HasPrefix(column, ", c.") {
		b.add(" CROSS JOIN cases c ON c.id = f.rowid")
	}
	b.add(" WHERE f."+table+" MATCH ?", match)
	if from != nil {
		b.add(" AND f.rowid"+o.cmp()+"?", from.key)
	}
	b.conditions(p.narrowing(), p, "f.rowid")
	b.add(" ORDER BY f.rowid"+o.dir()+" LIMIT ?", limit)
	return b.stream
}

// narrowing gives all filters as lookups.
func (p plan) narrowing() [][]int64 {
	if p.every {
		return p.probes
	}
	return append([][]int64{p.driver}, p.probes...)
}

// sqlText puts a query together with its arguments.
type sqlText struct{ stream }

func (b *sqlText) add(text string, args ...any) {
	b.sql += text
	b.args = append(b.args, args...)
}

func (b *sqlText) from(o order, from *place, alias string) {
	if from == nil {
		return
	}
	cond, args := o.past(alias, *from)
	b.add(" AND "+cond, args...)
}

func (b *sqlText) conditions(probes [][]int64, p plan, id string) {
	for _, ids := range probes {
		b.add(" AND EXISTS (SELECT 1 FROM tags p WHERE p.id = " + id + " AND p.facet ")
		if len(ids) == 1 {
			b.add("= ?)", ids[0])
			continue
		}
		b.add("IN (?" + strings.Repeat(", ?", len(ids)-1) + "))")
		for _, facet := range ids {
			b.args = append(b.args, facet)
		}
	}
	for i, cond := range p.where {
		b.add(" AND "+cond, p.args[i])
	}
}
