package desk

import (
	"context"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// StateOverlap says that another case may be about some of the same people.
func (d *Desk) StateOverlap(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.OverlapDraft, cites []casebook.CitationDraft) error {
	row, err := in.Overlap()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "StateOverlap", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		other, err := a.File(a.ctx, casebook.Ref(strings.ToUpper(strings.TrimSpace(in.Other))))
		if fault.Is(err, fault.NotFound) || err == nil && other.Case.ID == f.Case.ID {
			return fault.Field("other", "There is no other case with this reference. Copy it from the case's page, like VE-2026-0042.")
		} else if err != nil {
			return err
		}
		row.CaseID, row.OtherID = f.Case.ID, other.Case.ID
		if err := insert(a, casebook.OnOverlap, &row); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnOverlap, ID: row.ID}, cites)
	})
}

// EditOverlap changes what is said of an overlap; citations are added. Which
// two cases it ties together stays: another pair is another overlap.
func (d *Desk) EditOverlap(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.OverlapDraft, cites []casebook.CitationDraft, reason string) error {
	row, err := in.Overlap()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditOverlap", func(a *act) error {
		return editPart(a, casebook.OnOverlap, id, version, reason, cites, &row, "CaseID", "OtherID")
	})
}

// RemoveOverlap takes back that two cases may be about some of the same people;
// the history keeps it.
func (d *Desk) RemoveOverlap(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	return d.edit(ctx, by, "RemoveOverlap", func(a *act) error {
		return removePart[casebook.Overlap](a, casebook.OnOverlap, id, version, reason)
	})
}

// Overlap gives one overlap for its form, with the reference of the case in
// which it was stated.
func (d *Desk) Overlap(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Overlap, casebook.Ref, error) {
	return part[casebook.Overlap](ctx, d, by, casebook.OnOverlap, id)
}
