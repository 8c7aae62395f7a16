package shelf

import (
	"context"
	"database/sql"

	"habeas/internal/public"
)

// ReaderOf gives tests the connections that read.
func ReaderOf(s *Shelf) *sql.DB { return s.read }

// LatestChanges gives tests the SQL for what changed last.
const LatestChanges = latestChanges

// QueryOf gives tests the SQL by which a query is walked, with its arguments.
func QueryOf(ctx context.Context, s *Shelf, q public.Query) (string, []any, error) {
	p, err := s.planOf(ctx, q, "")
	if err != nil {
		return "", nil, err
	}
	w, err := windowOf(q, orders[q.Sort])
	if err != nil {
		return "", nil, err
	}
	st := p.query(w.order, w.from, 51, "line")
	return st.sql, st.args, nil
}

// CountAnew counts facets without looking at what is remembered.
func CountAnew(ctx context.Context, s *Shelf, q public.Query) error {
	_, err := s.countAnew(ctx, q)
	return err
}

// HitsOf gives tests the SQL that walks the full-text indexes for a search.
func HitsOf(ctx context.Context, s *Shelf, q public.Query) (map[string][]any, error) {
	p, err := s.planOf(ctx, q, "")
	if err != nil {
		return nil, err
	}
	out := map[string][]any{}
	for _, in := range []index{wholeWords, inNames} {
		st := p.hits(orders["newest"], &place{key: 1}, 51, in, "")
		out[st.sql] = st.args
	}
	return out, nil
}
