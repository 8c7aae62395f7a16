package shelf

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"sync"

	"habeas/internal/public"
)

// maxFacetValues bounds the values offered per filter: those with most cases,
// and whichever are chosen.
const maxFacetValues = 100

// facetInfo is a facet's id and how many cases have it, zero without any.
type facetInfo struct {
	id int64
	n  int
}

// facetBook remembers facets: their numbers as long as nothing changes, their
// names for ever, since ids are not used again.
type facetBook struct {
	mu         sync.RWMutex
	generation uint64
	known      map[facetKey]facetInfo
	names      map[int64]facetKey
}

// maxRemembered bounds what readers can make the shelf remember.
const maxRemembered = 20_000

func (b *facetBook) find(ctx context.Context, s *Shelf, key facetKey) (info facetInfo, err error) {
	generation := s.Generation()
	b.mu.RLock()
	info, ok := b.known[key]
	fresh := b.generation == generation
	b.mu.RUnlock()
	if ok && fresh {
		return info, nil
	}
	err = s.hot.facet.QueryRowContext(ctx, key.filter, key.value).Scan(&info.id, &info.n)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return facetInfo{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.known == nil || b.generation != generation || len(b.known) > maxRemembered {
		b.known, b.generation = map[facetKey]facetInfo{}, generation
	}
	b.known[key] = info
	return info, nil
}

func (b *facetBook) name(ctx context.Context, s *Shelf, id int64) (key facetKey, err error) {
	b.mu.RLock()
	key, ok := b.names[id]
	b.mu.RUnlock()
	if ok {
		return key, nil
	}
	err = s.read.QueryRowContext(ctx, "SELECT filter, value FROM facets WHERE id = ?", id).Scan(&key.filter, &key.value)
	if errors.Is(err, sql.ErrNoRows) {
		return facetKey{}, nil
	}
	if err != nil {
		return facetKey{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.names == nil || len(b.names) > maxRemembered {
		b.names = map[int64]facetKey{}
	}
	b.names[id] = key
	return key, nil
}

// countCache remembers totals and facets of queries as long as nothing
// changes: many readers ask the same, and counting is the dear part of a list.
type countCache struct {
	mu         sync.Mutex
	generation uint64
	kept       map[string]counted
}

type counted struct {
	total  public.Total
	facets []public.Facet
	mayBe  int
}

// maxCountsKept is about two megabytes of facets.
const maxCountsKept = 512

// count gives how many cases match, and how many per value of each filter.
func (s *Shelf) count(ctx context.Context, q public.Query) (counted, error) {
	q.Sort, q.Limit = "", 0
	key, generation := q.Values().Encode(), s.Generation()
	c := &s.counted
	c.mu.Lock()
	have, ok := c.kept[key]
	ok = ok && c.generation == generation
	c.mu.Unlock()
	if !ok {
		var err error
		if have, err = s.countAnew(ctx, q); err != nil {
			return counted{}, err
		}
		c.mu.Lock()
		if c.kept == nil || c.generation != generation || len(c.kept) >= maxCountsKept {
			c.kept, c.generation = map[string]counted{}, generation
		}
		c.kept[key] = have
		c.mu.Unlock()
	}
	have.facets = cloneFacets(have.facets)
	return have, nil
}

// cloneFacets keeps what is remembered from whoever changes a page.
func cloneFacets(facets []public.Facet) []public.Facet {
	out := slices.Clone(facets)
	for i := range out {
		out[i].Values = slices.Clone(out[i].Values)
	}
	return out
}

func (s *Shelf) countAnew(ctx context.Context, q public.Query) (c counted, err error) {
	base, err := s.tally(ctx, q, "")
	if err != nil {
		return c, err
	}
	c.total = base.total
	withheld, err := s.withheld(ctx, q, base)
	if err != nil {
		return c, err
	}
	if guardedIn(q) {
		c.mayBe = withheld
	}
	for _, name := range public.FacetFilters() {
		t := base
		if len(q.Filters[name]) > 0 {
			if t, err = s.tally(ctx, q, name); err != nil {
				return c, err
			}
		}
		f, err := s.facet(ctx, q, name, t)
		if err != nil {
			return c, err
		}
		if public.Guarded(name) {
			f.MayBe = withheld
		}
		c.facets = append(c.facets, f)
	}
	return c, nil
}

// guardedIn reports whether a query asks for what some cases do not tell.
func guardedIn(q public.Query) bool {
	return slices.ContainsFunc(public.FacetFilters(), func(name string) bool { return public.Guarded(name) && len(q.Filters[name]) > 0 })
}

// withheld gives how many cases may match a query that do not tell what its
// guarded filters ask for, counted over the newest as everything here is. What
// was tallied for the whole query knows, unless one of those filters is chosen.
func (s *Shelf) withheld(ctx context.Context, q public.Query, whole tallied) (int, error) {
	all, err := s.facets.find(ctx, s, facetKey{facetWithheld, "yes"})
	if err != nil || all.n == 0 || whole.all {
		return all.n, err
	}
	if !guardedIn(q) {
		for _, v := range whole.values[facetWithheld] {
			return v.N, nil
		}
		return 0, nil
	}
	open := q
	open.Filters = Filters{facetWithheld: {"yes"}}
	for name, values := range q.Filters {
		if !public.Guarded(name) {
			open.Filters[name] = values
		}
	}
	t, err := s.tally(ctx, open, "")
	return t.total.N, err
}

// tallied is how many cases of a query have each facet.
type tallied struct {
	total  public.Total
	values map[string][]public.FacetValue // by filter
	all    bool                           // nothing narrows: the counters know
	capped bool
}

// tally counts the facets of the newest matches, without one of the filters.
func (s *Shelf) tally(ctx context.Context, q public.Query, without string) (t tallied, err error) {
	p, err := s.planOf(ctx, q, without)
	if err != nil {
		return t, err
	}
	t.values = map[string][]public.FacetValue{}
	if p.none {
		return t, nil
	}
	if p.every && p.exact >= 0 {
		return tallied{total: public.Total{N: p.exact}, all: true}, nil
	}
	perID, n, err := s.tallyIDs(ctx, p)
	if err != nil {
		return t, err
	}
	t.capped = n > maxCounted
	t.total = public.Total{N: min(n, maxCounted), Capped: t.capped}
	if p.exact >= 0 {
		t.total = public.Total{N: p.exact}
	}
	for id, n := range perID {
		key, err := s.facets.name(ctx, s, id)
		if err != nil {
			return t, err
		}
		t.values[key.filter] = append(t.values[key.filter], public.FacetValue{Value: key.value, N: n})
	}
	return t, nil
}

// tallyIDs counts over the newest matches, and says how many it met: one more
// than the limit when there are more.
func (s *Shelf) tallyIDs(ctx context.Context, p plan) (map[int64]int, int, error) {
	perID, n := map[int64]int{}, 0
	count := func(_ int64, packed []byte) bool {
		if n++; n > maxCounted {
			return false
		}
		for facet := range unpackIDs(packed) {
			perID[facet]++
		}
		return true
	}
	if p.words != "" {
		err := s.eachHit(ctx, p, count)
		return perID, n, err
	}
	err := s.eachFacets(ctx, p.query(orders["newest"], nil, maxCounted+1, "facets"), count)
	return perID, n, err
}

// eachHit gives the newest hits with their facets. The two full-text indexes
// are read one after the other and merged here: letting the database do it
// costs a sorted table of its own for each search.
func (s *Shelf) eachHit(ctx context.Context, p plan, fn func(id int64, packed []byte) bool) error {
	newest := orders["newest"]
	type hit struct {
		id     int64
		packed []byte
	}
	var named []hit
	err := s.eachFacets(ctx, p.hits(newest, nil, maxCounted+1, inNames, ", c.facets"), func(id int64, packed []byte) bool {
		named = append(named, hit{id, slices.Clone(packed)})
		return true
	})
	if err != nil {
		return err
	}
	more := true
	err = s.eachFacets(ctx, p.hits(newest, nil, maxCounted+1, wholeWords, ", c.facets"), func(id int64, packed []byte) bool {
		for more && len(named) > 0 && named[0].id >= id {
			if named[0].id > id {
				more = fn(named[0].id, named[0].packed)
			}
			named = named[1:]
		}
		more = more && fn(id, packed)
		return more
	})
	for ; more && len(named) > 0; named = named[1:] {
		more = fn(named[0].id, named[0].packed)
	}
	return err
}

// eachFacets gives the id and the facets of each case of a select until fn
// has enough. The facets are lent.
func (s *Shelf) eachFacets(ctx context.Context, q stream, fn func(id int64, packed []byte) bool) error {
	stmt, err := s.statements.get(ctx, s.read, q.sql)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(ctx, q.args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var key, id int64
	var packed sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&key, &id, &packed); err != nil {
			return err
		}
		if !fn(id, packed) {
			return nil
		}
	}
	return rows.Err()
}

// facet puts the values of one filter in order: most cases first, with those
// that the query chose even when they have none.
func (s *Shelf) facet(ctx context.Context, q public.Query, name string, t tallied) (public.Facet, error) {
	values := slices.Clone(t.values[name])
	if t.all {
		var err error
		if values, err = s.facetCounters(ctx, name); err != nil {
			return public.Facet{}, err
		}
	}
	slices.SortFunc(values, func(a, b public.FacetValue) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value))
	})
	chosen := map[string]bool{}
	for _, v := range q.Filters[name] {
		chosen[v] = true
	}
	f := public.Facet{Filter: name, Capped: t.capped}
	for i, v := range values {
		v.Chosen = chosen[v.Value]
		delete(chosen, v.Value)
		if i < maxFacetValues || v.Chosen {
			f.Values = append(f.Values, v)
		}
	}
	for _, v := range slices.Sorted(maps.Keys(chosen)) {
		f.Values = append(f.Values, public.FacetValue{Value: v, Chosen: true})
	}
	return f, s.label(ctx, f)
}

func (s *Shelf) facetCounters(ctx context.Context, name string) ([]public.FacetValue, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT value, n FROM facets WHERE filter = ? AND n > 0", name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []public.FacetValue
	for rows.Next() {
		var v public.FacetValue
		if err := rows.Scan(&v.Value, &v.N); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// label gives the values that are not codes their names.
func (s *Shelf) label(ctx context.Context, f public.Facet) error {
	if f.Filter != public.DocFacility && f.Filter != public.DocReleaseEvent {
		return nil
	}
	stmt, err := s.statements.get(ctx, s.read, "SELECT title FROM documents WHERE kind = ? AND key = ? AND document IS NOT NULL")
	if err != nil {
		return err
	}
	for i, v := range f.Values {
		rows, err := stmt.QueryContext(ctx, f.Filter, v.Value)
		if err != nil {
			return err
		}
		var title string
		if rows.Next() {
			err = rows.Scan(&title)
		}
		if err = errors.Join(err, rows.Close()); err != nil {
			return err
		}
		if f.Values[i].Label, err = readTitle(title); err != nil {
			return err
		}
	}
	return nil
}
