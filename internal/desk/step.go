package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

// ConfirmRelease records one more rung of the ladder: who confirms, and for
// which day.
func (d *Desk) ConfirmRelease(ctx context.Context, by access.Actor, release casebook.ID, in casebook.ConfirmationDraft) error {
	row, err := in.Confirmation()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "ConfirmRelease", func(a *act) error {
		if _, err := a.releaseInHistory(release); err != nil {
			return err
		}
		row.ReleaseID = release
		if err := insert(a, casebook.OnConfirmation, &row); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnConfirmation, ID: row.ID}, in.Cites)
	})
}

// EditStep changes who confirms a rung, which one and for which day; citations
// in the draft are added.
func (d *Desk) EditStep(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.ConfirmationDraft, reason string) error {
	row, err := in.Confirmation()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditStep", func(a *act) error {
		return editPart(a, casebook.OnConfirmation, id, version, reason, in.Cites, &row, "ReleaseID")
	})
}

// RemoveStep takes a rung away that was recorded by mistake.
func (d *Desk) RemoveStep(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	return d.edit(ctx, by, "RemoveStep", func(a *act) error {
		return removePart[casebook.Confirmation](a, casebook.OnConfirmation, id, version, reason)
	})
}

// Step gives one rung for its form, with the reference of its case.
func (d *Desk) Step(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Confirmation, casebook.Ref, error) {
	return part[casebook.Confirmation](ctx, d, by, casebook.OnConfirmation, id)
}
