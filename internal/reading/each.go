package reading

import (
	"context"
	"iter"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
)

// EachCount gives all counts, of a country or of all, by the day up to which
// they count, for exports.
func (r *Room) EachCount(ctx context.Context, country string) iter.Seq2[*public.Count, error] {
	return eachOf[public.Count](ctx, r, public.DocCount, shelf.Filter{Country: country})
}

// EachSource gives all sources that may be named, newest first.
func (r *Room) EachSource(ctx context.Context) iter.Seq2[*public.Source, error] {
	return eachOf[public.Source](ctx, r, public.DocSource, shelf.Filter{Newest: true})
}

// eachOf reads the documents of a kind one after the other.
func eachOf[T any](ctx context.Context, r *Room, kind string, f shelf.Filter) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for p, err := range r.shelf.Standing(ctx, kind, f) {
			if err != nil {
				yield(nil, err)
				return
			}
			if doc, err := shelf.Read[T](p.Document); !yield(doc, err) || err != nil {
				return
			}
		}
	}
}

// EventPart is one release event and one case's part in it; Part is nil for an
// event in which no case of ours has one.
type EventPart struct {
	Event *public.ReleaseEvent
	Part  *ReleasedCase
}

// EachPart gives all release events, newest first, each with the parts of all
// cases in it, newest case first.
func (r *Room) EachPart(ctx context.Context) iter.Seq2[*EventPart, error] {
	return func(yield func(*EventPart, error) bool) {
		for e, err := range eachOf[public.ReleaseEvent](ctx, r, public.DocReleaseEvent, shelf.Filter{Newest: true}) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !r.eachPartOf(ctx, e, yield) {
				return
			}
		}
	}
}

func (r *Room) eachPartOf(ctx context.Context, e *public.ReleaseEvent, yield func(*EventPart, error) bool) bool {
	none := true
	for c, err := range r.EachStanding(ctx, public.Query{Filters: map[string][]string{public.DocReleaseEvent: {e.ID}}}) {
		if err != nil {
			yield(nil, err)
			return false
		}
		for _, rel := range c.Case.Releases {
			if rel.EventID != e.ID {
				continue
			}
			none = false
			if !yield(&EventPart{e, &ReleasedCase{Row: *c.Row, Release: rel, Outcome: outcome(rel, c.Case), Sources: c.Case.Sources}}, nil) {
				return false
			}
		}
	}
	return !none || yield(&EventPart{Event: e}, nil)
}

// StandingCase is a case as it was published, with its row.
type StandingCase struct {
	public.Publication
	Case *public.Case
	Row  *public.Row
}

// EachStanding gives all cases of a query with their documents, in its order.
// One that is taken off meanwhile is left out.
func (r *Room) EachStanding(ctx context.Context, q public.Query) iter.Seq2[*StandingCase, error] {
	return func(yield func(*StandingCase, error) bool) {
		first, err := r.first(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for row, err := range r.shelf.Each(ctx, q) {
			if err != nil {
				yield(nil, err)
				return
			}
			c, err := r.standing(ctx, row.Ref)
			if fault.Is(err, fault.NotFound) {
				continue
			}
			if err == nil {
				c.Row.PersonRef = personRef(c.Row, first)
				err = r.join(ctx, c.Case)
			}
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}

// standing reads one case. Its row is made from the same document, so that
// both say the same while others publish.
func (r *Room) standing(ctx context.Context, ref string) (*StandingCase, error) {
	p, err := r.shelf.StandingOf(ctx, public.DocCase, ref)
	if err != nil {
		return nil, err
	}
	c, err := shelf.Read[public.Case](p.Document)
	if err != nil {
		return nil, err
	}
	return &StandingCase{p, c, shelf.RowOf(c)}, nil
}

// Standing is a document with all that its publication said.
type Standing[T any] struct {
	public.Publication
	Doc *T
}

// Each gives all documents of a kind as they were published, in the order of
// their own dates, the newest first where the list of them begins with it.
func Each[T any](ctx context.Context, r *Room, kind string) iter.Seq2[*Standing[T], error] {
	newest := kind == public.DocReleaseEvent || kind == public.DocSource
	return func(yield func(*Standing[T], error) bool) {
		for p, err := range r.shelf.Standing(ctx, kind, shelf.Filter{Newest: newest}) {
			if err != nil {
				yield(nil, err)
				return
			}
			if doc, err := shelf.Read[T](p.Document); !yield(&Standing[T]{*p, doc}, err) || err != nil {
				return
			}
		}
	}
}

// Stands reports whether a document is published.
func (r *Room) Stands(ctx context.Context, kind, key string) (bool, error) {
	_, err := r.shelf.StandingOf(ctx, kind, key)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// Gone gives what is kept of cases and release events that were taken off:
// which, and when.
func (r *Room) Gone(ctx context.Context) ([]public.Publication, error) { return r.shelf.Gone(ctx) }
