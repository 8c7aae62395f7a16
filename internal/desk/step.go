package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/store"
)

// ConfirmRelease records one more rung of the ladder: who confirms, and for
// which day. That a release is verified waits for a second person.
func (d *Desk) ConfirmRelease(ctx context.Context, by access.Actor, release casebook.ID, in casebook.ConfirmationDraft) error {
	row, err := in.Confirmation()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "ConfirmRelease", func(a *act) error {
		if !a.alone() || !row.Step.Grave() {
			return a.confirmRelease(release, in)
		}
		f, err := a.caseOfRelease(release)
		if err != nil {
			return err
		}
		if err := a.sayWhyAsked(f); err != nil {
			return err
		}
		return await(a, f, "ConfirmRelease", release, string(row.Step), asked[casebook.ConfirmationDraft]{Draft: in, Reason: a.reason})
	})
}

// caseOfRelease finds the case of a release and puts the operation in its
// history.
func (a *act) caseOfRelease(id casebook.ID) (*casebook.File, error) {
	r, err := a.releaseInHistory(id)
	if err != nil {
		return nil, err
	}
	return a.FileByID(a.ctx, r.CaseID)
}

func (a *act) confirmRelease(release casebook.ID, in casebook.ConfirmationDraft) error {
	row, err := in.Confirmation()
	if err != nil {
		return err
	}
	if _, err := a.releaseInHistory(release); err != nil {
		return err
	}
	row.ReleaseID = release
	if err := insert(a, casebook.OnConfirmation, &row); err != nil {
		return err
	}
	return a.cite(casebook.Subject{Kind: casebook.OnConfirmation, ID: row.ID}, in.Cites)
}

// EditStep changes who confirms a rung, which one and for which day; citations
// in the draft are added. What takes two people waits for the second.
func (d *Desk) EditStep(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.ConfirmationDraft, reason string) error {
	row, err := in.Confirmation()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditStep", func(a *act) error {
		a.because(reason)
		was, err := store.Get[casebook.Confirmation](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		matter := casebook.NeedsSecond(was, &row)
		if !a.alone() || matter == "" {
			return a.editStep(id, version, in)
		}
		f, err := a.caseOfRelease(was.ReleaseID)
		if err != nil {
			return err
		}
		if err := stale(was.Version, version); err != nil {
			return err
		}
		return await(a, f, "EditStep", id, matter, asked[casebook.ConfirmationDraft]{in, version, a.reason})
	})
}

func (a *act) editStep(id casebook.ID, version int, in casebook.ConfirmationDraft) error {
	row, err := in.Confirmation()
	if err != nil {
		return err
	}
	return editPart(a, casebook.OnConfirmation, id, version, a.reason, in.Cites, &row, "ReleaseID")
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
