package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/store"
)

// That somebody is verified as free, or died, takes two people. The first one
// asks: nothing of it is recorded, so that nothing public can change. A second
// account agrees, and then the operation is done as it was asked for, in the
// name of the one who agreed; or declines, with a reason.

// asked is what waits: the operation with its draft, as it came from the form.
type asked[D any] struct {
	Draft   D
	Version int    // of the row it changes; 0 for something new
	Reason  string // of the change
}

// alone reports whether what is being done rests on one person.
func (a *act) alone() bool { return a.by.Role != access.System && !a.agreed }

// second is asked of every row that is written, whichever way it came: what
// takes two people is not recorded by one.
func (a *act) second(was, now any) error {
	if !a.alone() || casebook.NeedsSecond(was, now) == "" {
		return nil
	}
	return fault.New(fault.Denied, "This takes two people: that somebody is verified as free, or died, is recorded only when a second person agrees. Record it on the page of the case or of the release, and it is put before somebody else.")
}

// await keeps something for a second person. It answers with fault.Conflict
// when the same is waiting already.
func await[D any](a *act, f *casebook.File, operation string, on casebook.ID, matter string, what asked[D]) error {
	body, err := json.Marshal(what)
	if err != nil {
		return err
	}
	row := casebook.Awaiting{CaseID: f.Case.ID, Operation: operation, OnID: on, Matter: matter, Draft: string(body), State: casebook.AwaitsSecond,
		Reason: what.Reason, AskedBy: a.by.ID, AskedName: a.by.Name}
	if row.Fingerprint, err = a.fingerprintOf(&row, f); err != nil {
		return err
	}
	same, err := store.List[casebook.Awaiting](a.ctx, a.Tx, map[string]any{"case_id": f.Case.ID, "on_id": on, "matter": matter, "state": casebook.AwaitsSecond})
	if err != nil {
		return err
	}
	if len(same) > 0 {
		return fault.New(fault.Conflict, "This waits for a second person already: %s asked for it. It is on the list of what two must agree to.", same[0].AskedName)
	}
	return insert(a, casebook.OnAwaiting, &row)
}

// fingerprintOf tells one standing of what somebody asked for from another: of
// the events and releases of the case, or of both cases that are to be one.
func (a *act) fingerprintOf(row *casebook.Awaiting, f *casebook.File) (string, error) {
	if row.Operation == mergeCases {
		return mergeFingerprint(a.ctx, a.Tx, row.CaseID, row.OnID)
	}
	return fingerprintOf(f)
}

// fingerprintOf tells one standing of a case from another.
func fingerprintOf(f *casebook.File) (string, error) {
	body, err := f.Standing()
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:]), err
}

// Awaited is something that waits for a second person, as it is listed.
type Awaited struct {
	casebook.Awaiting
	Ref     casebook.Ref
	Called  locale.Text // the person, as staff call them
	May     bool        // whoever asks may agree to it
	Mine    bool        // they asked for it themselves
	Changed bool        // the case has changed since it was asked for
}

// AwaitingSecond gives what waits for a second person, the oldest first.
func (d *Desk) AwaitingSecond(ctx context.Context, by access.Actor) ([]Awaited, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	rows, lines, err := v.Awaitings(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]Awaited, len(rows))
	for i, row := range rows {
		line := lines[row.CaseID]
		all[i] = Awaited{Awaiting: row, Ref: line.Case.Ref, Called: line.Called, Mine: row.AskedBy == by.ID}
		all[i].May = !all[i].Mine && related(ctx, v, by, access.SecondPerson, row.CaseID) == nil
		f, err := v.FileByID(ctx, row.CaseID)
		if err != nil {
			return nil, err
		}
		now, err := fingerprintOf(f)
		if row.Operation == mergeCases {
			now, err = mergeFingerprint(ctx, d.store.Whole(), row.CaseID, row.OnID)
		}
		if err != nil {
			return nil, err
		}
		all[i].Changed = now != row.Fingerprint
	}
	return all, nil
}

// Awaited gives one thing that waits, for its page.
func (d *Desk) Awaited(ctx context.Context, by access.Actor, id casebook.ID) (*Awaited, error) {
	all, err := d.AwaitingSecond(ctx, by)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].ID == id {
			return &all[i], d.looked(ctx, by, all[i].CaseID, false)
		}
	}
	return nil, fault.New(fault.NotFound, "This does not wait for anybody: it was decided, or taken back.")
}

// agreeing finds what waits and sees that it still does.
func (a *act) agreeing(id casebook.ID) (*casebook.Awaiting, *casebook.File, error) {
	row, err := store.Get[casebook.Awaiting](a.ctx, a.Tx, id)
	if err != nil {
		return nil, nil, err
	}
	if err := a.relate(row.CaseID); err != nil {
		return nil, nil, err
	}
	if row.State != casebook.AwaitsSecond {
		return nil, nil, fault.New(fault.Conflict, "This was decided meanwhile.")
	}
	f, err := a.FileByID(a.ctx, row.CaseID)
	return row, f, err
}

// Agree records what another person asked for. It answers with fault.Denied to
// that person, and with fault.Conflict when the case has changed since.
func (d *Desk) Agree(ctx context.Context, by access.Actor, id casebook.ID) error {
	defer d.forgetText(ctx)
	return d.do(ctx, by, access.SecondPerson, "Agree", func(a *act) error {
		row, f, err := a.agreeing(id)
		if err != nil {
			return err
		}
		if row.AskedBy == by.ID {
			return fault.New(fault.Denied, "You asked for this yourself, so somebody else must agree. Take it back if it no longer holds.")
		}
		now, err := a.fingerprintOf(row, f)
		if err != nil {
			return err
		}
		if now != row.Fingerprint {
			return fault.New(fault.Conflict, "The events or releases of this case have changed since this was asked for. Read the case again; whoever still wants it asks anew.")
		}
		if err := a.decideAwaiting(row, casebook.AgreedTo, ""); err != nil {
			return err
		}
		a.agreed, a.name, a.reason = true, row.Operation, agreedReason(row)
		return a.carryOut(row, f.Case.Ref)
	})
}

// agreedReason says in the history whose the fact is, besides who agreed.
func agreedReason(row *casebook.Awaiting) string {
	if row.Reason == "" {
		return row.AskedName
	}
	return row.AskedName + ": " + row.Reason
}

// Decline says no to what another asked for, with a reason.
func (d *Desk) Decline(ctx context.Context, by access.Actor, id casebook.ID, remarks string) error {
	if err := remark("remarks", remarks, true); err != nil {
		return err
	}
	return d.do(ctx, by, access.SecondPerson, "Decline", func(a *act) error {
		row, _, err := a.agreeing(id)
		if err != nil {
			return err
		}
		if row.AskedBy == by.ID {
			return fault.New(fault.Denied, "You asked for this yourself. Take it back if it no longer holds.")
		}
		a.because(remarks)
		return a.decideAwaiting(row, casebook.DeclinedBy, a.reason)
	})
}

// Unask takes back what somebody asked for themselves.
func (d *Desk) Unask(ctx context.Context, by access.Actor, id casebook.ID) error {
	return d.edit(ctx, by, "Unask", func(a *act) error {
		row, _, err := a.agreeing(id)
		if err != nil {
			return err
		}
		if row.AskedBy != by.ID {
			return fault.New(fault.Denied, "Only who asked for this can take it back. Decline it with a reason instead.")
		}
		return a.decideAwaiting(row, casebook.TakenBack, "")
	})
}

// AskAnew puts what was asked for on the case as it stands now, in the name of
// whoever has read it again.
func (d *Desk) AskAnew(ctx context.Context, by access.Actor, id casebook.ID) error {
	return d.edit(ctx, by, "AskAnew", func(a *act) error {
		was, f, err := a.agreeing(id)
		if err != nil {
			return err
		}
		if was.Operation == mergeCases {
			return fault.New(fault.Conflict, "What would be put together has changed since. Take this back, or decline it, and ask anew on the page of the case.")
		}
		now := *was
		if now.Fingerprint, err = fingerprintOf(f); err != nil {
			return err
		}
		now.AskedBy, now.AskedName = a.by.ID, a.by.Name
		return update(a, casebook.OnAwaiting, was.ID, was, &now)
	})
}

func (a *act) decideAwaiting(was *casebook.Awaiting, state casebook.AwaitingState, remarks string) error {
	now, at := *was, a.Now
	now.State, now.Remarks = state, remarks
	now.DecidedBy, now.DecidedName, now.DecidedAt = a.by.ID, a.by.Name, &at
	return update(a, casebook.OnAwaiting, was.ID, was, &now)
}

// carryOut does what was asked for, by the same steps as the operation itself.
func (a *act) carryOut(row *casebook.Awaiting, ref casebook.Ref) error {
	switch row.Operation {
	case "RecordEvent":
		return carry(a, row, func(in asked[casebook.EventDraft]) error { _, err := a.recordEvent(ref, in.Draft); return err })
	case "EditEvent":
		return carry(a, row, func(in asked[casebook.EventDraft]) error { return a.editEvent(row.OnID, in.Version, in.Draft) })
	case "ConfirmRelease":
		return carry(a, row, func(in asked[casebook.ConfirmationDraft]) error { return a.confirmRelease(row.OnID, in.Draft) })
	case "EditStep":
		return carry(a, row, func(in asked[casebook.ConfirmationDraft]) error { return a.editStep(row.OnID, in.Version, in.Draft) })
	case "RecordRelease":
		return carry(a, row, func(in asked[casebook.ReleaseDraft]) error { _, err := a.recordRelease(in.Draft); return err })
	case mergeCases:
		return carry(a, row, func(in asked[casebook.MergeDraft]) error { return a.agreeToMerge(row, ref, in.Draft) })
	case "EditRelease":
		return carry(a, row, func(in asked[casebook.ReleaseDraft]) error { return a.editRelease(row.OnID, in.Version, in.Draft) })
	}
	return fault.New(fault.Conflict, "This was asked for by an earlier program that could do it. Decline it, and ask anew.")
}

func carry[D any](a *act, row *casebook.Awaiting, do func(in asked[D]) error) error {
	var in asked[D]
	if err := json.Unmarshal([]byte(row.Draft), &in); err != nil {
		return err
	}
	return do(in)
}
