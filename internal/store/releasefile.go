package store

import (
	"context"

	"habeas/internal/casebook"
)

// ReleaseFile gives a release event with all its parts, or fault.NotFound.
func (r reads) ReleaseFile(ctx context.Context, id casebook.ID) (f *casebook.ReleaseFile, err error) {
	err = r.snapshot(ctx, func(r reads) error {
		event, err := Get[casebook.ReleaseEvent](ctx, r, id)
		if err != nil {
			return err
		}
		f = &casebook.ReleaseFile{Event: *event}
		for _, part := range []func(context.Context, *casebook.ReleaseFile) error{r.fillEvent, r.fillFreed, r.fillSaid} {
			if err := part(ctx, f); err != nil {
				return err
			}
		}
		return nil
	})
	return f, err
}

func (r reads) fillEvent(ctx context.Context, f *casebook.ReleaseFile) (err error) {
	of := map[string]any{"release_event_id": f.Event.ID}
	if f.Mechanisms, err = List[casebook.MechanismClaim](ctx, r, of); err != nil {
		return err
	}
	if f.Unnamed, err = List[casebook.Unnamed](ctx, r, of); err != nil {
		return err
	}
	if f.Counts, err = List[casebook.Count](ctx, r, of, "as_of"); err != nil {
		return err
	}
	f.Positions, err = List[casebook.Position](ctx, r, map[string]any{"subject_kind": casebook.OnReleaseEvent, "subject_id": f.Event.ID}, "date")
	return err
}

// fillFreed reads whom the event is about.
func (r reads) fillFreed(ctx context.Context, f *casebook.ReleaseFile) error {
	rows, err := List[casebook.Release](ctx, r, map[string]any{"release_event_id": f.Event.ID})
	if err != nil {
		return err
	}
	ladders, err := r.ladders(ctx, rows)
	if err != nil {
		return err
	}
	ids := make([]casebook.ID, len(rows))
	for i, row := range rows {
		ids[i] = row.CaseID
	}
	lines, err := r.lines(ctx, ids)
	if err != nil {
		return err
	}
	for _, row := range rows {
		l, line := ladders[row.ID], lines[row.CaseID]
		f.Releases = append(f.Releases, casebook.ReleaseOf{
			Release: row, Case: line.Case, Name: line.Name, Confirmations: l.steps, Conditions: l.conditions,
		})
	}
	return nil
}

// fillSaid reads what is claimed about the event and its parts, and on what it
// all rests.
func (r reads) fillSaid(ctx context.Context, f *casebook.ReleaseFile) (err error) {
	all := list{{Kind: casebook.OnReleaseEvent, ID: f.Event.ID}}
	for _, m := range f.Mechanisms {
		all.add(casebook.OnMechanism, m.ID)
	}
	for _, c := range f.Counts {
		all.add(casebook.OnCount, c.ID)
	}
	for _, p := range f.Positions {
		all.add(casebook.OnPosition, p.ID)
	}
	for _, u := range f.Unnamed {
		all.add(casebook.OnUnnamed, u.ID)
	}
	for _, r := range f.Releases {
		all.addRelease(r.Release.ID, r.Confirmations, r.Conditions)
	}
	if f.Claims, err = about(ctx, r, all, onClaim); err != nil {
		return err
	}
	f.Evidence, err = r.Evidence(ctx, append(all, claimed(f.Claims)...)...)
	return err
}
