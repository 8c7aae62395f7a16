package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

// ImposeCondition records what still binds a released person.
func (d *Desk) ImposeCondition(ctx context.Context, by access.Actor, release casebook.ID, in casebook.ConditionDraft) error {
	row, err := in.Condition()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "ImposeCondition", func(a *act) error {
		if _, err := a.releaseInHistory(release); err != nil {
			return err
		}
		row.ReleaseID = release
		if err := insert(a, casebook.OnCondition, &row); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnCondition, ID: row.ID}, in.Cites)
	})
}

// EditCondition changes what binds a released person; citations in the draft
// are added. A condition that was lifted is not removed: it gets its last day.
func (d *Desk) EditCondition(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.ConditionDraft, reason string) error {
	row, err := in.Condition()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditCondition", func(a *act) error {
		return editPart(a, casebook.OnCondition, id, version, reason, in.Cites, &row, "ReleaseID")
	})
}

// RemoveCondition takes a condition away that was recorded by mistake.
func (d *Desk) RemoveCondition(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	return d.edit(ctx, by, "RemoveCondition", func(a *act) error {
		return removePart[casebook.Condition](a, casebook.OnCondition, id, version, reason)
	})
}

// Condition gives one condition for its form, with the reference of its case.
func (d *Desk) Condition(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Condition, casebook.Ref, error) {
	return part[casebook.Condition](ctx, d, by, casebook.OnCondition, id)
}
