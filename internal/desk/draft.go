package desk

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/store"
)

// Limits of drafts: how long one lasts without use, how large it is in bytes,
// and how many one person keeps.
const (
	draftLasts = 30 * 24 * time.Hour
	draftSize  = 256 << 10
	draftCount = 50
)

// Draft is a form that somebody has not finished.
type Draft struct {
	ID        casebook.ID
	Path      string // of the form
	Title     string
	Form      string // encoded as an address encodes it
	UpdatedAt time.Time
}

// typed is what is sealed of a draft.
type typed struct{ Title, Form string }

// draftField binds what is sealed to the form it was typed into.
func draftField(path string) string { return "draft of " + path }

// KeepDraft keeps a form that somebody has not finished, for that person
// alone, in place of what was kept of it before. It is sealed with a key of its
// own, which goes when the draft goes. It gives fault.TooLarge for one that is
// too large, or one too many, and fault.Unavailable without the master key:
// what may be private is not kept in the open.
func (d *Desk) KeepDraft(ctx context.Context, by access.Actor, path, title, form string) error {
	if err := by.May(access.ReadCasebook); err != nil {
		return err
	}
	if len(form) > draftSize {
		return fault.New(fault.TooLarge, "This is too long to be kept as a draft. Save it, or shorten it.")
	}
	if d.ring == nil {
		return fault.New(fault.Unavailable, "Drafts are not kept: the server was started without the master key that seals them. Save the form instead.")
	}
	text, err := json.Marshal(typed{title, form})
	if err != nil {
		return err
	}
	sealed, err := d.sealFor(by.ID, draftField(path), string(text))
	if err != nil {
		return err
	}
	id, err := d.newID()
	if err != nil {
		return err
	}
	if err := d.ExpireDrafts(ctx); err != nil {
		return err
	}
	return d.store.KeepDraft(ctx, store.Draft{ID: id, UserID: by.ID, Path: path, Sealed: sealed, UpdatedAt: d.store.Instant()}, draftCount)
}

// ExpireDrafts lets go of every draft that was not used for thirty days. It is
// timed work, and is done before a draft is kept.
func (d *Desk) ExpireDrafts(ctx context.Context) error {
	n, err := d.store.ExpireDrafts(ctx, d.store.Instant().Add(-draftLasts))
	if err != nil || n == 0 {
		return err
	}
	d.forgetText(ctx)
	return nil
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
// what was kept of one form. One that does not open is left out and noted in
// the log: it was sealed with a master key that is not here.
func (d *Desk) Drafts(ctx context.Context, by access.Actor, path string) ([]Draft, error) {
	if err := by.May(access.ReadCasebook); err != nil {
		return nil, err
	}
	rows, err := d.store.Drafts(ctx, by.ID, path, d.store.Instant().Add(-draftLasts))
	if err != nil || d.ring == nil {
		return nil, err
	}
	var out []Draft
	for _, row := range rows {
		var was typed
		text, err := d.openFor(by.ID, draftField(row.Path), row.Sealed)
		if err == nil {
			err = json.Unmarshal([]byte(text), &was)
		}
		if err != nil {
			d.log.Warn("a draft does not open with the master key at hand", slog.String("id", string(row.ID)))
			continue
		}
		out = append(out, Draft{row.ID, row.Path, was.Title, was.Form, row.UpdatedAt})
	}
	return out, nil
}

// rewrapDrafts wraps the keys of the drafts with the first key of a ring. One
// that another key sealed stays as it is, and goes when its time is over.
func (a *act) rewrapDrafts(ring *seal.Ring) error {
	all, err := a.AllDrafts()
	if err != nil {
		return err
	}
	for _, draft := range all {
		sealed, err := a.desk.rewrapped(ring, draft.UserID, draft.Sealed)
		if err != nil {
			a.desk.log.Warn("a draft does not open with any master key at hand, and is left as it is", slog.String("id", string(draft.ID)))
			continue
		}
		if err := a.ResealDraft(draft.ID, sealed); err != nil {
			return err
		}
	}
	return nil
}
