package reading

import (
	"context"
	"slices"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// Would gives a reading room in which some documents read as they would if
// they were published, and everything else as it stands: the desk shows with
// it what a publication changes on the page itself. A publication without a
// document takes one away. Lists of cases stay as they are.
func (r *Room) Would(pubs ...public.Publication) *Room {
	would := New(r.shelf, r.today)
	would.over = map[place]public.Publication{}
	for _, p := range pubs {
		would.over[place{p.Kind, p.Key}] = p
	}
	return would
}

// place is where a document lies.
type place struct{ kind, key string }

// document gives one document, as it would be before as it is.
func document[T any](ctx context.Context, r *Room, kind, key string) (*T, error) {
	p, ok := r.over[place{kind, key}]
	if !ok {
		return shelf.Document[T](ctx, r.shelf, kind, key)
	}
	if p.Document == nil {
		return nil, nothing()
	}
	return shelf.Read[T](p.Document)
}

// documents gives the documents of a kind, those among them that would be
// different as they would be. Their order is that of their own dates.
func documents[T any](ctx context.Context, r *Room, kind string, f shelf.Filter) ([]T, error) {
	all, err := shelf.Documents[T](ctx, r.shelf, kind, f)
	if err != nil || r.over == nil {
		return all, err
	}
	for at, p := range r.over {
		if at.kind != kind {
			continue
		}
		all = slices.DeleteFunc(all, func(v T) bool { return identity(&v).key == at.key })
		if p.Document == nil {
			continue
		}
		v, err := shelf.Read[T](p.Document)
		if err != nil {
			return nil, err
		}
		if f.Country == "" || identity(v).country == f.Country {
			all = append(all, *v)
		}
	}
	slices.SortStableFunc(all, func(a, b T) int {
		if f.Newest {
			a, b = b, a
		}
		return when.Chronological(identity(&a).date, identity(&b).date)
	})
	return all, nil
}

// self is what a document says of itself.
type self struct {
	key, country string
	date         when.Date
}

func identity(v any) self {
	switch v := v.(type) {
	case *public.ReleaseEvent:
		return self{v.ID, v.Country, v.Date}
	case *public.Count:
		return self{v.ID, v.Country, v.AsOf}
	case *public.Position:
		return self{v.ID, v.Country, v.Date}
	case *public.Advisory:
		return self{v.ID, v.Country, v.IssuedOn}
	case *public.ContextEvent:
		return self{v.ID, v.Country, v.Date}
	case *public.FacilityPage:
		return self{key: v.Slug, country: v.Country}
	}
	return self{}
}

// Row gives the row of lists and exports of a case as it would be, and nil
// when it would not be public.
func (r *Room) Row(ctx context.Context, ref string) (*public.Row, error) {
	c, err := document[public.Case](ctx, r, public.DocCase, ref)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Gone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return shelf.RowOf(c), nil
}
