package shelf

import (
	"context"
	"time"

	"habeas/internal/public"
)

// Mapped is a case as the map of the site names it.
type Mapped struct {
	Ref     string
	Updated time.Time
}

// Mapped gives a part of the cases that the map of the site names: in the order
// of their refs, after so many others. Cases whose names are withheld are left
// out: their pages are read by whoever has the ref, and need not be looked for.
func (s *Shelf) Mapped(ctx context.Context, after, limit int) ([]Mapped, error) {
	withheld, err := s.facets.find(ctx, s, facetKey{facetWithheld, "yes"})
	if err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT c.ref, c.updated FROM cases c
		WHERE NOT EXISTS (SELECT 1 FROM tags t WHERE t.facet = ? AND t.id = c.id) ORDER BY c.ref LIMIT ? OFFSET ?`, withheld.id, limit, after)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Mapped
	for rows.Next() {
		var m Mapped
		var at int64
		if err := rows.Scan(&m.Ref, &at); err != nil {
			return nil, err
		}
		m.Updated = time.UnixMicro(at).UTC()
		out = append(out, m)
	}
	return out, rows.Err()
}

// CountMapped gives how many cases the map of the site names.
func (s *Shelf) CountMapped(ctx context.Context) (int, error) {
	all, err := s.facets.find(ctx, s, facetKey{facetAll, ""})
	if err != nil {
		return 0, err
	}
	withheld, err := s.facets.find(ctx, s, facetKey{facetWithheld, "yes"})
	return all.n - withheld.n, err
}

// Addressed gives the keys of the documents of a kind that have pages of their
// own, at most so many.
func (s *Shelf) Addressed(ctx context.Context, kind string, limit int) ([]string, error) {
	if kind != public.DocReleaseEvent && kind != public.DocFacility {
		return nil, nil
	}
	return column[string](ctx, s.read, "SELECT key FROM documents WHERE kind = ? AND document IS NOT NULL ORDER BY key LIMIT ?", kind, limit)
}
