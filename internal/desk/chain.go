package desk

import (
	"context"
	"slices"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/evidence"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// VerifyHistory checks the whole history and every row against it, and looks
// for heads that were kept elsewhere. It gives the end of the chain, or
// fault.Conflict with what does not hold, the first of it in words.
func (d *Desk) VerifyHistory(ctx context.Context, kept ...evidence.Head) (evidence.Head, error) {
	head, found, err := d.store.Verify(ctx, kept...)
	if err != nil || len(found) == 0 {
		return head, err
	}
	f := fault.New(fault.Conflict, "The casebook was changed behind the back of this program: %d things do not hold. Keep this file as it is, and compare it with a backup.", len(found))
	for _, one := range found[:min(len(found), shownFindings)] {
		f.Fixes = append(f.Fixes, inWords(one))
	}
	return head, f
}

// shownFindings is how many findings are told one by one.
const shownFindings = 20

// inWords says what was found.
func inWords(f evidence.Finding) fault.Text {
	switch f.Wrong {
	case evidence.RowChanged:
		return fault.Say("%s %s: what stands in %s is not what the history says.", f.SubjectKind, f.SubjectID, f.Field)
	case evidence.RowUnknown:
		return fault.Say("%s %s: the history does not know it.", f.SubjectKind, f.SubjectID)
	case evidence.RowLost:
		return fault.Say("%s %s: the history knows it, and it is gone.", f.SubjectKind, f.SubjectID)
	case evidence.RolledBack:
		return fault.Say("The history ends before entry %d, which was kept: an older file was put in place of this one.", f.Seq)
	case evidence.Rewritten:
		return fault.Say("The history does not hold the head that was kept of entry %d: it was written anew.", f.Seq)
	case evidence.CutOff:
		return fault.Say("Entries of the history are gone after entry %d.", f.Seq)
	case evidence.TextLost:
		return fault.Say("Entry %d of the history: its text is gone, and nothing says that it was erased.", f.Seq)
	case evidence.TextFalse, evidence.TextExtra:
		return fault.Say("Entry %d of the history: its text is not what was written then.", f.Seq)
	}
	return fault.Say("Entry %d of the history was changed, moved, or put in.", f.Seq)
}

// EraseHistory erases what one field of one thing said in the past, for good:
// who, what was, what is and why. That it was erased, by whom and why stands
// in the history, with what the field says now. It is for what should never
// have been written down, and needs the permission to manage accounts.
func (d *Desk) EraseHistory(ctx context.Context, by access.Actor, revision int64, reason string) error {
	defer d.forgetText(ctx)
	return d.do(ctx, by, access.ManageAccounts, "EraseHistory", func(a *act) error {
		r, err := a.revision(revision)
		if err != nil {
			return err
		}
		if a.because(reason); a.reason == "" {
			return fault.Field("reason", "Say why this is erased. Do not repeat what is to be erased.")
		}
		past, err := a.saidOf(r)
		if err != nil {
			return err
		}
		return a.erase(past)
	})
}

// WouldErase gives what [Desk.EraseHistory] would erase, newest first: every
// entry of the same field of the same thing whose text still stands. It
// answers with fault.Conflict when nothing of it does.
func (d *Desk) WouldErase(ctx context.Context, by access.Actor, revision int64) (past []casebook.Revision, err error) {
	err = d.do(ctx, by, access.ManageAccounts, "WouldErase", func(a *act) error {
		r, err := a.revision(revision)
		if err != nil {
			return err
		}
		past, err = a.saidOf(r)
		return err
	})
	if err != nil {
		return nil, err
	}
	past = slices.DeleteFunc(past, func(r casebook.Revision) bool { return r.Erased || r.Erases != 0 })
	if len(past) == 0 {
		return nil, fault.New(fault.Conflict, "What was written there is erased already.")
	}
	return past, nil
}

// saidOf gives every entry on the field that a revision is of, newest first.
func (a *act) saidOf(r casebook.Revision) ([]casebook.Revision, error) {
	return a.Revisions(a.ctx, store.RevisionFilter{SubjectKind: r.SubjectKind, SubjectID: r.SubjectID, Field: r.Field, Limit: -1})
}

// erase erases all that the given revisions of one field say, newest first, and
// says after them what the field holds now.
func (a *act) erase(past []casebook.Revision) error {
	var said []casebook.Revision
	for _, r := range past {
		if r.Erased || r.Erases != 0 {
			continue
		}
		if err := a.EraseText(r.ID); err != nil {
			return err
		}
		said = append(said, casebook.Revision{
			At: a.Now, By: a.by.ID, ByName: a.by.Name, Operation: a.name, SubjectKind: r.SubjectKind, SubjectID: r.SubjectID,
			CaseID: r.CaseID, Field: r.Field, Now: past[0].Now, Reason: a.reason, Erases: r.ID,
		})
	}
	return a.Append(said...)
}

// revision gives one revision, in whose case the operation then stands.
func (a *act) revision(id int64) (casebook.Revision, error) {
	found, err := a.Revisions(a.ctx, store.RevisionFilter{ID: id, Limit: 1})
	if err != nil {
		return casebook.Revision{}, err
	}
	if len(found) == 0 {
		return casebook.Revision{}, fault.New(fault.NotFound, "There is no such entry in the history.")
	}
	on := casebook.Subject{Kind: found[0].SubjectKind, ID: found[0].SubjectID}
	if err := ofAccount(a.by, on); err != nil {
		return casebook.Revision{}, err
	}
	return found[0], a.inHistoryOf(on)
}
