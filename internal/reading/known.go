package reading

import (
	"context"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
)

// Known answers with fault.Invalid, naming the parameter, when a query asks
// for a place or a release event that nothing on the shelf has. An empty list
// would say that nobody is held there, which nobody knows.
func (r *Room) Known(ctx context.Context, q public.Query) error {
	wrong := fault.Fields{}
	for _, slug := range q.Filters["facility"] {
		ok, err := onShelf[public.FacilityPage](ctx, r, public.DocFacility, slug)
		if err != nil {
			return err
		}
		if !ok {
			wrong["facility"] = fault.Say("There is no place of detention “%s” here. Choose one from the filters of the list.", slug)
		}
	}
	for _, id := range q.Filters["release_event"] {
		ok, err := onShelf[public.ReleaseEvent](ctx, r, public.DocReleaseEvent, id)
		if err != nil {
			return err
		}
		if !ok {
			wrong["release_event"] = fault.Say("There is no release event “%s” here. Choose one from the page of releases.", id)
		}
	}
	return fault.InvalidFields(wrong)
}

// onShelf reports whether a document is public, or a filter of a case that is.
// A place may be named by a case without having a page of its own.
func onShelf[T any](ctx context.Context, r *Room, kind, key string) (bool, error) {
	_, err := shelf.Document[T](ctx, r.shelf, kind, key)
	if !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Gone) {
		return err == nil, err
	}
	sum, err := r.shelf.Sum(ctx, shelf.Filters{kind: {key}})
	return sum.Cases > 0, err
}
