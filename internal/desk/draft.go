package desk

import (
	"context"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// Limits of drafts: how long one lasts without use, how large it is in bytes,
// and how many one person keeps.
const (
	draftLasts = 30 * 24 * time.Hour
	draftSize  = 256 << 10
	draftCount = 50
)

// KeepDraft keeps a form that somebody has not finished, for that person
// alone, in place of what was kept of it before. It gives fault.TooLarge for
// one that is too large, or one too many.
func (d *Desk) KeepDraft(ctx context.Context, by access.Actor, path, title, form string) error {
	if err := by.May(access.ReadCasebook); err != nil {
		return err
	}
	if len(form) > draftSize {
		return fault.New(fault.TooLarge, "This is too long to be kept as a draft. Save it, or shorten it.")
	}
	id, err := d.newID()
	if err != nil {
		return err
	}
	now := d.store.Instant()
	return d.store.KeepDraft(ctx, store.Draft{ID: id, UserID: by.ID, Path: path, Title: title, Form: form, UpdatedAt: now}, now.Add(-draftLasts), draftCount)
}

// DropDraft lets go of the draft that was kept of a form, if there is one.
func (d *Desk) DropDraft(ctx context.Context, by access.Actor, path string) error {
	if mine, err := d.Drafts(ctx, by, path); err != nil || len(mine) == 0 {
		return err
	}
	return d.store.DropDraft(ctx, by.ID, path, "")
}

// DiscardDraft lets go of a draft. That of somebody else is not found.
func (d *Desk) DiscardDraft(ctx context.Context, by access.Actor, id casebook.ID) error {
	mine, err := d.Drafts(ctx, by, "")
	if err != nil {
		return err
	}
	for _, draft := range mine {
		if draft.ID == id {
			return d.store.DropDraft(ctx, by.ID, "", id)
		}
	}
	return fault.New(fault.NotFound, "There is no such draft. It may have been saved or discarded, or it was older than thirty days.")
}

// Drafts gives what somebody has not finished, the last first: all of it, or
// what was kept of one form.
func (d *Desk) Drafts(ctx context.Context, by access.Actor, path string) ([]store.Draft, error) {
	if err := by.May(access.ReadCasebook); err != nil {
		return nil, err
	}
	return d.store.Drafts(ctx, by.ID, path, d.store.Instant().Add(-draftLasts))
}
