package desk

import (
	"context"
	"errors"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// Outcome is what became of one case in a release of many.
type Outcome struct {
	Ref     casebook.Ref
	Done    bool // recorded now
	Waits   bool // recorded as far as one person can; a second must agree to the rest
	Already bool // it was in the release event before; nothing was changed
	Problem fault.Text
}

// RecordReleases records the release of many cases in one release event. Each
// case is written in a transaction of its own, whole or not at all, so that one
// refusal keeps no other back; a case that is in the event already stays as it
// is, so that a form sent twice records nothing twice. It answers with
// fault.Invalid when what holds for all does not make sense: then no case was
// touched.
func (d *Desk) RecordReleases(ctx context.Context, by access.Actor, event casebook.ID, in casebook.ManyReleasesDraft) ([]Outcome, error) {
	if err := by.May(access.EditCasebook); err != nil {
		return nil, err
	}
	if _, err := get[casebook.ReleaseEvent](ctx, d, by, event); err != nil {
		return nil, err
	}
	if err := in.Check(); err != nil {
		return nil, err
	}
	var all []Outcome
	seen := map[string]bool{}
	for _, given := range in.Cases {
		ref := strings.ToUpper(strings.TrimSpace(given))
		if ref == "" || seen[ref] {
			continue
		}
		seen[ref] = true
		one, err := d.oneOfMany(ctx, by, in.For(event, ref))
		if err != nil {
			return all, err
		}
		all = append(all, one)
	}
	return all, nil
}

// oneOfMany records one case's part and says what became of it; failures that
// are ours, and not of the case, end the whole.
func (d *Desk) oneOfMany(ctx context.Context, by access.Actor, in casebook.ReleaseDraft) (Outcome, error) {
	one := Outcome{Ref: casebook.Ref(in.Case)}
	f, err := d.file(ctx, by, access.EditCasebook, one.Ref)
	if err == nil {
		for _, r := range f.Releases {
			if r.Event.ID == casebook.ID(in.Event) {
				one.Already = true
				return one, nil
			}
		}
		_, err = d.RecordRelease(ctx, by, in)
	}
	var refusal *fault.Error
	switch {
	case err == nil:
		one.Done, one.Waits = true, in.NeedsSecond() && by.Role != access.System
	case errors.As(err, &refusal) && refusal.Code != fault.Internal && refusal.Code != fault.Unavailable:
		one.Problem = sentence(refusal)
	default:
		return one, err
	}
	return one, nil
}

// sentence gives what a refusal says: of its fields when it says it there.
func sentence(f *fault.Error) fault.Text {
	for _, name := range f.Fields.Names() {
		return f.Fields[name]
	}
	return f.Message
}

// AlikeCases gives the cases whose people are called much like a text, the
// most alike first; a reference finds its case. Nobody is matched by it.
func (d *Desk) AlikeCases(ctx context.Context, by access.Actor, text string, most int) ([]store.Alike, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	c, err := v.CaseByRef(ctx, casebook.Ref(strings.ToUpper(strings.TrimSpace(text))))
	switch {
	case fault.Is(err, fault.NotFound):
		return v.AlikeCases(ctx, text, most)
	case err != nil:
		return nil, err
	}
	lines, err := v.CaseLines(ctx, []casebook.ID{c.ID})
	return []store.Alike{{CaseLine: lines[c.ID], Score: 1}}, err
}

// CaseLines gives cases by their references, in the same order, as they are
// listed among staff; those that are not there are left out.
func (d *Desk) CaseLines(ctx context.Context, by access.Actor, refs []string) ([]store.CaseLine, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	rows, err := store.Chosen[casebook.Case](ctx, v, "ref", refs)
	if err != nil {
		return nil, err
	}
	ids, byRef := make([]casebook.ID, len(rows)), map[string]casebook.ID{}
	for i, c := range rows {
		ids[i], byRef[string(c.Ref)] = c.ID, c.ID
	}
	lines, err := v.CaseLines(ctx, ids)
	if err != nil {
		return nil, err
	}
	var all []store.CaseLine
	seen := map[string]bool{}
	for _, ref := range refs {
		if id, ok := byRef[ref]; ok && !seen[ref] {
			all, seen[ref] = append(all, lines[id]), true
		}
	}
	return all, nil
}

// RecordUnnamed records people of a release event whom nobody has named.
func (d *Desk) RecordUnnamed(ctx context.Context, by access.Actor, event casebook.ID, in casebook.UnnamedDraft) error {
	row, err := in.Unnamed()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "RecordUnnamed", func(a *act) error {
		if _, err := store.Get[casebook.ReleaseEvent](a.ctx, a.Tx, event); err != nil {
			return err
		}
		row.ReleaseEventID = event
		if err := insert(a, casebook.OnUnnamed, &row); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnUnnamed, ID: row.ID}, in.Cites)
	})
}

// EditUnnamed changes what is said of unnamed people of a release event.
func (d *Desk) EditUnnamed(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.UnnamedDraft, reason string) error {
	row, err := in.Unnamed()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditUnnamed", func(a *act) error {
		return editPart(a, casebook.OnUnnamed, id, version, reason, in.Cites, &row, "ReleaseEventID")
	})
}

// RemoveUnnamed takes away what was recorded of unnamed people by mistake.
func (d *Desk) RemoveUnnamed(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	return d.edit(ctx, by, "RemoveUnnamed", func(a *act) error {
		return removePart[casebook.Unnamed](a, casebook.OnUnnamed, id, version, reason)
	})
}

// Unnamed gives unnamed people of a release event for their form.
func (d *Desk) Unnamed(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Unnamed, error) {
	return get[casebook.Unnamed](ctx, d, by, id)
}
