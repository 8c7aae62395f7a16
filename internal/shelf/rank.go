package shelf

import (
	"context"
	"slices"

	"habeas/internal/public"
)

// nameBonus puts a case whose names have the words before all others.
const nameBonus = 1 << 40

// ranked fills a page of a search in an order other than newest. It reports
// false when there are too many hits to put in order.
func (s *Shelf) ranked(ctx context.Context, q public.Query, p plan, o order, page *public.Page) (bool, error) {
	w, err := windowOf(q, o)
	if err != nil {
		if _, newest := windowOf(q, orders["newest"]); newest == nil {
			return false, nil // a cursor of a page that had fallen back
		}
		return false, err
	}
	if p.none {
		return true, nil
	}
	limit := maxCounted
	if o.name == "relevance" {
		limit = maxRanked
	}
	if page.Total.Capped || page.Total.N > limit {
		return false, nil
	}
	at, err := s.places(ctx, p, o, limit)
	if err != nil {
		return false, err
	}
	slices.SortFunc(at, func(a, b place) int {
		switch {
		case w.order.before(a, b):
			return -1
		case w.order.before(b, a):
			return 1
		}
		return 0
	})
	if w.from != nil {
		from, _ := slices.BinarySearchFunc(at, *w.from, func(a, b place) int {
			if w.order.before(b, a) {
				return 1
			}
			return -1
		})
		at = at[from:]
	}
	return true, s.fill(ctx, w, page, at, o)
}

// places gives where all hits stand in an order.
func (s *Shelf) places(ctx context.Context, p plan, o order, limit int) ([]place, error) {
	newest := orders["newest"]
	if o.name != "relevance" {
		var out []place
		err := scanPlaces(ctx, s, p.query(newest, nil, limit, o.column), func(id, key int64) { out = append(out, place{key, id}) })
		return out, err
	}
	best := map[int64]int64{}
	for _, in := range []index{wholeWords, inNames} {
		bonus := int64(0)
		if in == inNames {
			bonus = nameBonus
		}
		q := p.hits(newest, nil, limit, in, ", f.rank")
		err := scanPlaces(ctx, s, q, func(id int64, rank float64) { best[id] = max(best[id], bonus-int64(rank*1e6)) })
		if err != nil {
			return nil, err
		}
	}
	out := make([]place, 0, len(best))
	for id, key := range best {
		out = append(out, place{key, id})
	}
	return out, nil
}

// scanPlaces reads the id and the last column of each row.
func scanPlaces[T int64 | float64](ctx context.Context, s *Shelf, q stream, fn func(id int64, value T)) error {
	rows, err := s.read.QueryContext(ctx, q.sql, q.args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var key, id int64
		var value T
		if err := rows.Scan(&key, &id, &value); err != nil {
			return err
		}
		fn(id, value)
	}
	return rows.Err()
}
