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
	st := p.places(w.order, w.from, 51)
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

// LineBook gives tests what lists remember.
type LineBook struct{ lineBook }

// MaxLineBytes is how much of it there may be.
const MaxLineBytes = maxLineBytes

// NewLineBook gives an empty one, for a shelf at a generation.
func NewLineBook(generation uint64) *LineBook {
	return &LineBook{lineBook{generation: generation}}
}

// Find is the method by which lists look.
func (b *LineBook) Find(generation uint64, ids []int64) ([]string, []int64) {
	return b.find(generation, ids)
}

// Keep is the method by which lists remember.
func (b *LineBook) Keep(generation uint64, lines map[int64]string) { b.keep(generation, lines) }

// Bytes counts what is remembered.
func (b *LineBook) Bytes() (n int) {
	for _, part := range []map[int64]string{b.young, b.old} {
		for _, line := range part {
			n += len(line) + lineCost
		}
	}
	return n
}

// Passages gives what a search looks through of a case, and what is quoted of
// its document.
func Passages(c *public.Case, document []byte) (searched, quoted []public.Text, err error) {
	var t told
	err = decode(document, &t)
	return passagesOf(c), t.texts(), err
}
