package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

// RecordCharge records an accusation as it was given.
func (d *Desk) RecordCharge(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.ChargeDraft, cites []casebook.CitationDraft) error {
	row, err := in.Charge()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "RecordCharge", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		row.CaseID = f.Case.ID
		if err := insert(a, casebook.OnCharge, &row); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnCharge, ID: row.ID}, cites)
	})
}

// EditCharge changes a charge; citations in the draft are added to those it has.
func (d *Desk) EditCharge(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.ChargeDraft, cites []casebook.CitationDraft, reason string) error {
	row, err := in.Charge()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditCharge", func(a *act) error {
		return editPart(a, casebook.OnCharge, id, version, reason, cites, &row, "CaseID")
	})
}

// RemoveCharge takes a charge that was recorded by mistake out of its case; the
// history keeps it.
func (d *Desk) RemoveCharge(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	return d.edit(ctx, by, "RemoveCharge", func(a *act) error {
		return removePart[casebook.Charge](a, casebook.OnCharge, id, version, reason)
	})
}

// Charge gives one charge for its form, with the reference of its case.
func (d *Desk) Charge(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Charge, casebook.Ref, error) {
	return part[casebook.Charge](ctx, d, by, casebook.OnCharge, id)
}
