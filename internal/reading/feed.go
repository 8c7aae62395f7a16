package reading

import (
	"context"
	"slices"

	"habeas/internal/public"
	"habeas/internal/shelf"
)

// feedChanges is how many entries a feed has.
const feedChanges = 50

// Latest gives the latest changes of the record, newest first: one for each
// thing that changed, and every correction, also when it changed again since.
func (r *Room) Latest(ctx context.Context) ([]public.Change, error) {
	changes, err := r.shelf.Changes(ctx, feedChanges)
	if err != nil {
		return nil, err
	}
	corrected, _, err := r.shelf.CorrectionsOf(ctx, shelf.Corrections{Limit: feedChanges})
	if err != nil {
		return nil, err
	}
	for _, c := range corrected {
		said := slices.ContainsFunc(changes, func(o public.Change) bool { return o.Kind == c.Kind && o.Key == c.Key && o.At.Equal(c.At) })
		if !said {
			changes = append(changes, public.Change{At: c.At, Kind: c.Kind, Key: c.Key, What: "corrected"})
		}
	}
	slices.SortStableFunc(changes, func(a, b public.Change) int { return b.At.Compare(a.At) })
	return changes[:min(len(changes), feedChanges)], nil
}

// Versions gives the versions of a published case, newest first: as many as a
// feed has. It answers as [Room.Case] does when the case is not public.
func (r *Room) Versions(ctx context.Context, ref string) (*public.Case, []public.Change, error) {
	c, err := document[public.Case](ctx, r, public.DocCase, ref)
	if err != nil {
		return nil, nil, err
	}
	all, err := r.shelf.Editions(ctx, public.DocCase, ref)
	if err != nil {
		return nil, nil, err
	}
	var changes []public.Change
	for i := len(all) - 1; i >= 0 && len(changes) < feedChanges; i-- {
		changes = append(changes, public.Change{At: all[i].At, Kind: public.DocCase, Key: ref, What: all[i].Change, Version: all[i].Version})
	}
	return c, changes, nil
}
