package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/when"
)

// RecordProceeding records what was brought before whom for somebody.
func (d *Desk) RecordProceeding(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.ProceedingDraft) (id casebook.ID, err error) {
	row, err := in.Proceeding()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "RecordProceeding", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		row.CaseID = f.Case.ID
		if err := insert(a, casebook.OnProceeding, &row); err != nil {
			return err
		}
		id = row.ID
		return a.cite(casebook.Subject{Kind: casebook.OnProceeding, ID: id}, in.Cites)
	})
	return id, err
}

// EditProceeding changes a proceeding; citations in the draft are added.
func (d *Desk) EditProceeding(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.ProceedingDraft, reason string) error {
	row, err := in.Proceeding()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditProceeding", func(a *act) error {
		if err := a.inHistoryOf(casebook.Subject{Kind: casebook.OnProceeding, ID: id}); err != nil {
			return err
		}
		return editCited(a, casebook.OnProceeding, id, version, reason, in.Cites, &row, "CaseID")
	})
}

// RemoveProceeding takes a proceeding away that was recorded by mistake. One
// that was withdrawn is not removed: it gets that outcome.
func (d *Desk) RemoveProceeding(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	return d.edit(ctx, by, "RemoveProceeding", func(a *act) error {
		return removePart[casebook.Proceeding](a, casebook.OnProceeding, id, version, reason)
	})
}

// Proceeding gives one proceeding for its form, with the reference of its case.
func (d *Desk) Proceeding(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Proceeding, casebook.Ref, error) {
	return part[casebook.Proceeding](ctx, d, by, casebook.OnProceeding, id)
}

// Deadline is a day by which somebody must act in a proceeding.
type Deadline struct {
	Proceeding casebook.Proceeding
	Ref        casebook.Ref
	Name       string // of whom the case is about, as staff call them
}

// Deadlines gives the days by which somebody must act, until a day and those
// that have passed, in proceedings that nobody has decided; the first first.
func (d *Desk) Deadlines(ctx context.Context, by access.Actor, until when.Day) ([]Deadline, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	rows, lines, err := v.Deadlines(ctx, until)
	all := make([]Deadline, len(rows))
	for i, row := range rows {
		all[i] = Deadline{row, lines[row.CaseID].Case.Ref, lines[row.CaseID].Name}
	}
	return all, err
}
