package desk

import (
	"context"
	"slices"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/store"
)

// History gives the revisions of a case, or of one subject outside any case,
// newest first. That of an account is for whoever keeps accounts and for the
// person themselves; to others it answers with fault.Denied.
func (d *Desk) History(ctx context.Context, by access.Actor, f store.RevisionFilter) ([]casebook.Revision, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	if err := ofAccount(by, casebook.Subject{Kind: f.SubjectKind, ID: f.SubjectID}); err != nil {
		return nil, err
	}
	found, err := v.Revisions(ctx, f)
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(r casebook.Revision) bool {
		return ofAccount(by, casebook.Subject{Kind: r.SubjectKind, ID: r.SubjectID}) != nil
	})
	return found, d.lookedThrough(ctx, by, found...)
}

// ofAccount refuses what is told of an account to whoever neither keeps
// accounts nor is the person; of anything else it refuses nothing.
func ofAccount(by access.Actor, on casebook.Subject) error {
	if on.Kind != casebook.OnUser || on.ID == by.ID {
		return nil
	}
	return by.May(access.ManageAccounts)
}

// Republish builds the shelf anew from what the store has published.
func (d *Desk) Republish(ctx context.Context) error {
	d.shelving.Lock()
	defer d.shelving.Unlock()
	return d.rebuild(ctx, d.shelf)
}

func (d *Desk) rebuild(ctx context.Context, onto *shelf.Shelf) error {
	return onto.Rebuild(ctx, func(put func(public.Publication) error) error {
		return d.store.Publications(ctx, func(p store.Publication) error {
			return put(public.Publication(p))
		})
	})
}

// Verify checks that the store is sound and that the shelf says exactly what
// the store has published, by building a second shelf beside it. It answers
// with fault.Conflict when the two differ.
func (d *Desk) Verify(ctx context.Context, scratch *shelf.Shelf) error {
	if err := d.store.Check(ctx); err != nil {
		return err
	}
	if err := d.rebuild(ctx, scratch); err != nil {
		return err
	}
	want, err := scratch.Fingerprint(ctx)
	if err != nil {
		return err
	}
	have, err := d.shelf.Fingerprint(ctx)
	if err != nil {
		return err
	}
	if have != want {
		return fault.New(fault.Conflict, "The shelf does not say what the store has published. Run “habeas republish” to build it anew.")
	}
	return nil
}
