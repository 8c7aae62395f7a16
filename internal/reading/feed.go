package reading

import (
	"context"

	"habeas/internal/public"
)

// feedChanges is how many entries a feed has.
const feedChanges = 50

// Latest gives the latest changes of the record, newest first, one for each
// thing that changed.
func (r *Room) Latest(ctx context.Context) ([]public.Change, error) {
	return r.shelf.Changes(ctx, feedChanges)
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
