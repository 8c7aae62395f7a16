package desk

import (
	"context"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// RecordReleaseEvent records what happened on a day to one or many people,
// with the accounts of how it came about.
func (d *Desk) RecordReleaseEvent(ctx context.Context, by access.Actor, in casebook.ReleaseEventDraft) (id casebook.ID, err error) {
	row, accounts, err := in.ReleaseEvent()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "RecordReleaseEvent", func(a *act) error {
		row.Publication = casebook.Draft
		if err := insert(a, casebook.OnReleaseEvent, &row); err != nil {
			return err
		}
		id = row.ID
		if err := a.addAccounts(id, accounts, in.Mechanisms); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnReleaseEvent, ID: id}, in.Cites)
	})
	return id, err
}

// addAccounts writes the accounts of how a release came about; drafts without
// a mechanism are blank lines of the form, and left out on both sides.
func (a *act) addAccounts(event casebook.ID, accounts []casebook.MechanismClaim, drafts []casebook.MechanismDraft) error {
	n := 0
	for i, draft := range drafts {
		if draft.Mechanism == "" {
			continue
		}
		row := accounts[n]
		n++
		row.ReleaseEventID = event
		if err := insert(a, casebook.OnMechanism, &row); err != nil {
			return err
		}
		if err := a.cite(casebook.Subject{Kind: casebook.OnMechanism, ID: row.ID}, draft.Cites); err != nil {
			return underPrefix(err, "mechanisms."+itoa(i)+".")
		}
	}
	return nil
}

// EditReleaseEvent changes a release event; accounts and citations in the
// draft are added to those it has.
func (d *Desk) EditReleaseEvent(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.ReleaseEventDraft, reason string) error {
	row, accounts, err := in.ReleaseEvent()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditReleaseEvent", func(a *act) error {
		was, err := store.Get[casebook.ReleaseEvent](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		a.because(reason)
		if err := stale(was.Version, version); err != nil {
			return err
		}
		keep(&row, was)
		if err := update(a, casebook.OnReleaseEvent, id, was, &row); err != nil {
			return err
		}
		if err := a.addAccounts(id, accounts, in.Mechanisms); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnReleaseEvent, ID: id}, in.Cites)
	})
}

// RemoveAccount takes one account of how a release came about away.
func (d *Desk) RemoveAccount(ctx context.Context, by access.Actor, id casebook.ID, reason string) error {
	return d.edit(ctx, by, "RemoveAccount", func(a *act) error {
		a.because(reason)
		return a.removeCited(casebook.OnMechanism, id, func() error { return remove[casebook.MechanismClaim](a, casebook.OnMechanism, id) })
	})
}

// RecordRelease records one case's part in a release event: how it ended, how
// far that is confirmed, under what conditions. A case takes part in a release
// event once. A verified release is recorded without that rung, which waits
// for a second person; one by a death waits as a whole, and gives no id.
func (d *Desk) RecordRelease(ctx context.Context, by access.Actor, in casebook.ReleaseDraft) (id casebook.ID, err error) {
	row, _, _, err := in.Release()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "RecordRelease", func(a *act) error {
		if !a.alone() {
			id, err = a.recordRelease(in)
			return err
		}
		if row.Exit.Grave() {
			f, err := a.caseFor(in)
			if err != nil {
				return err
			}
			if err := a.sayWhyAsked(f); err != nil {
				return err
			}
			return await(a, f, "RecordRelease", casebook.ID(in.Event), string(row.Exit), asked[casebook.ReleaseDraft]{Draft: in, Reason: a.reason})
		}
		now, later := in.Parted()
		if id, err = a.recordRelease(now); err != nil {
			return err
		}
		return a.awaitSteps(id, later)
	})
	return id, err
}

// awaitSteps keeps the rungs that take two people for the second.
func (a *act) awaitSteps(release casebook.ID, steps []casebook.ConfirmationDraft) error {
	for _, in := range steps {
		f, err := a.caseOfRelease(release)
		if err != nil {
			return err
		}
		if err := await(a, f, "ConfirmRelease", release, in.Step, asked[casebook.ConfirmationDraft]{Draft: in, Reason: a.reason}); err != nil {
			return err
		}
	}
	return nil
}

// caseFor finds the case a release is of, and checks that it can be in it.
func (a *act) caseFor(in casebook.ReleaseDraft) (*casebook.File, error) {
	f, err := a.inCase(casebook.Ref(strings.ToUpper(strings.TrimSpace(in.Case))))
	if fault.Is(err, fault.NotFound) {
		return nil, fault.Field("case", "There is no case with this reference. Copy it from the case's page, like VE-2026-0042.")
	} else if err != nil {
		return nil, err
	}
	return f, a.eventFor(in.Event, f)
}

func (a *act) recordRelease(in casebook.ReleaseDraft) (casebook.ID, error) {
	row, steps, conditions, err := in.Release()
	if err != nil {
		return "", err
	}
	f, err := a.caseFor(in)
	if err != nil {
		return "", err
	}
	row.CaseID, row.ReleaseEventID = f.Case.ID, casebook.ID(in.Event)
	if err := insert(a, casebook.OnRelease, &row); err != nil {
		return "", err
	}
	if err := a.climb(row.ID, in, steps, conditions); err != nil {
		return "", err
	}
	return row.ID, a.cite(casebook.Subject{Kind: casebook.OnRelease, ID: row.ID}, in.Cites)
}

// eventFor checks that the release event exists and that the case is not in it yet.
func (a *act) eventFor(event string, f *casebook.File) error {
	if _, err := store.Get[casebook.ReleaseEvent](a.ctx, a.Tx, casebook.ID(event)); fault.Is(err, fault.NotFound) {
		return fault.Field("event", "There is no such release event. Record what happened on the day first, then who was freed.")
	} else if err != nil {
		return err
	}
	for _, r := range f.Releases {
		if r.Event.ID == casebook.ID(event) {
			return fault.New(fault.Conflict, "%s is already in this release event. Add a step or a condition to it instead.", f.Case.Ref)
		}
	}
	return nil
}

// climb writes the rungs reached and the conditions of a release.
func (a *act) climb(release casebook.ID, in casebook.ReleaseDraft, steps []casebook.Confirmation, conditions []casebook.Condition) error {
	n := 0
	for i, draft := range in.Steps {
		if draft.Step == "" {
			continue
		}
		row := steps[n]
		n++
		row.ReleaseID = release
		if err := insert(a, casebook.OnConfirmation, &row); err != nil {
			return err
		}
		if err := a.cite(casebook.Subject{Kind: casebook.OnConfirmation, ID: row.ID}, draft.Cites); err != nil {
			return underPrefix(err, "steps."+itoa(i)+".")
		}
	}
	n = 0
	for i, draft := range in.Conditions {
		if draft.Kind == "" {
			continue
		}
		row := conditions[n]
		n++
		row.ReleaseID = release
		if err := insert(a, casebook.OnCondition, &row); err != nil {
			return err
		}
		if err := a.cite(casebook.Subject{Kind: casebook.OnCondition, ID: row.ID}, draft.Cites); err != nil {
			return underPrefix(err, "conditions."+itoa(i)+".")
		}
	}
	return nil
}

// EditRelease changes how one case's part in a release event is told; steps,
// conditions and citations in the draft are added to those it has. What takes
// two people waits for the second, as in [Desk.RecordRelease].
func (d *Desk) EditRelease(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.ReleaseDraft, reason string) error {
	row, _, _, err := in.Release()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditRelease", func(a *act) error {
		a.because(reason)
		was, err := a.releaseInHistory(id)
		if err != nil {
			return err
		}
		if !a.alone() {
			return a.editRelease(id, version, in)
		}
		if matter := casebook.NeedsSecond(was, &row); matter != "" {
			f, err := a.FileByID(a.ctx, was.CaseID)
			if err != nil {
				return err
			}
			if err := stale(was.Version, version); err != nil {
				return err
			}
			return await(a, f, "EditRelease", id, matter, asked[casebook.ReleaseDraft]{in, version, a.reason})
		}
		now, later := in.Parted()
		if err := a.editRelease(id, version, now); err != nil {
			return err
		}
		return a.awaitSteps(id, later)
	})
}

func (a *act) editRelease(id casebook.ID, version int, in casebook.ReleaseDraft) error {
	row, steps, conditions, err := in.Release()
	if err != nil {
		return err
	}
	was, err := a.releaseInHistory(id)
	if err != nil {
		return err
	}
	if err := stale(was.Version, version); err != nil {
		return err
	}
	now := *was
	now.Exit, now.Note = row.Exit, row.Note
	if err := update(a, casebook.OnRelease, id, was, &now); err != nil {
		return err
	}
	if err := a.climb(id, in, steps, conditions); err != nil {
		return err
	}
	return a.cite(casebook.Subject{Kind: casebook.OnRelease, ID: id}, in.Cites)
}

func (a *act) releaseInHistory(id casebook.ID) (*casebook.Release, error) {
	r, err := store.Get[casebook.Release](a.ctx, a.Tx, id)
	if err != nil {
		return nil, err
	}
	return r, a.relate(r.CaseID)
}

// ReleaseFile gives a release event with all its parts, for staff.
func (d *Desk) ReleaseFile(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.ReleaseFile, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	return v.ReleaseFile(ctx, id)
}

// ReleaseEvents gives a page of the release events, what was added last first.
func (d *Desk) ReleaseEvents(ctx context.Context, by access.Actor, f store.ListFilter) ([]casebook.ReleaseEvent, error) {
	return list[casebook.ReleaseEvent](ctx, d, by, f)
}
