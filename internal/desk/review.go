package desk

import (
	"context"
	"strings"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// maxRemark is how long a note to a reviewer or a remark may be, in letters.
const maxRemark = 2000

// furthest is how far ahead a publication may be scheduled.
const furthest = 366 * 24 * time.Hour

// RequestReview asks for a second person's decision on showing a subject to
// the public as it stands now. Seen is the fingerprint of what whoever asks
// has looked at; empty asks for whatever it is. A request that no longer says
// what would be published gives way to a new one. It answers with
// fault.Invalid when something is missing, with fault.Conflict when the
// subject changed since it was looked at, or is waiting already.
func (d *Desk) RequestReview(ctx context.Context, by access.Actor, on casebook.Subject, note, seen string) (casebook.ID, error) {
	return d.RequestCorrection(ctx, by, on, note, seen, nil)
}

// RequestCorrection is RequestReview with an answer to whether something that
// was published was wrong. Where nothing public would be told otherwise, the
// answer does not matter; otherwise fault.Invalid names what is missing of it.
func (d *Desk) RequestCorrection(ctx context.Context, by access.Actor, on casebook.Subject, note, seen string, said *casebook.CorrectionDraft) (id casebook.ID, err error) {
	if err := remark("note", note, false); err != nil {
		return "", err
	}
	if err := by.May(access.EditCasebook); err != nil {
		return "", err
	}
	would, err := d.rehearse(ctx, by, on)
	if err != nil {
		return "", err
	}
	if seen != "" && seen != would.fingerprint {
		return "", changedMeanwhile()
	}
	err = d.edit(ctx, by, "RequestReview", func(a *act) error {
		if err := a.inHistoryOf(on); err != nil {
			return err
		}
		if err := a.giveWay(on, would.fingerprint); err != nil {
			return err
		}
		was, err := a.publicationOf(on)
		if err != nil {
			return err
		}
		row := casebook.Review{
			State: casebook.Waiting, First: was != casebook.Published, Note: strings.TrimSpace(note), RequestedBy: by.ID, RequestedName: by.Name,
			Documents: would.documents, Fingerprint: would.fingerprint,
		}
		if row.Correction, err = a.answered(said, would.shown); err != nil {
			return err
		}
		a.because(note)
		id, err = a.openReview(on, &row)
		return err
	})
	return id, err
}

func changedMeanwhile() error {
	return fault.New(fault.Conflict, "This changed while you were looking at it. Read below what would be published now, and decide again.")
}

// giveWay ends an open request whose subject has changed since; one that still
// says what would be published stands, and a second is refused.
func (a *act) giveWay(on casebook.Subject, fingerprint string) error {
	open, err := a.OpenReview(a.ctx, on.Kind, on.ID)
	if err != nil || open == nil {
		return err
	}
	if open.Fingerprint == fingerprint {
		return fault.New(fault.Conflict, "Somebody has asked for this already, and it has not changed since. Open the list of reviews to see who decides.")
	}
	return a.lapse(open, "renewed")
}

// openReview writes a new review and marks a subject that was never public as
// being in review.
func (a *act) openReview(on casebook.Subject, row *casebook.Review) (casebook.ID, error) {
	row.SubjectKind, row.SubjectID, row.CaseID = on.Kind, on.ID, a.caseID
	id, err := a.desk.newID()
	if err != nil {
		return "", err
	}
	setNew(row, id, a)
	if err := store.Insert(a.Tx, row); err != nil {
		return "", err
	}
	if row.State == casebook.Waiting && row.First {
		if err := a.setPublication(on, casebook.InReview); err != nil {
			return "", err
		}
	}
	return id, a.record(on, []casebook.Change{{Field: "Review", Now: string(row.State)}})
}

// ApproveReview publishes what was asked for, as the second person. It answers
// with fault.Denied to whoever asked, and with fault.Conflict when what would
// be published is no longer what was asked for.
func (d *Desk) ApproveReview(ctx context.Context, by access.Actor, id casebook.ID, remarks string) error {
	if err := remark("remarks", remarks, false); err != nil {
		return err
	}
	defer d.catchUp(ctx)
	return d.decide(ctx, by, "ApproveReview", id, casebook.Approve, remarks, func(a *act, row *casebook.Review) error {
		if err := a.embargoOver(row.Subject(), a.Now); err != nil {
			return err
		}
		return a.publishAsAsked(row)
	})
}

// ScheduleReview agrees to what was asked for, to be published at an instant.
// Zone is the name of the time zone in which the instant was given, for saying
// it again. It answers with fault.Invalid naming at, and otherwise as
// [Desk.ApproveReview] does; an embargo must be over by then.
func (d *Desk) ScheduleReview(ctx context.Context, by access.Actor, id casebook.ID, at time.Time, zone, remarks string) error {
	if err := remark("remarks", remarks, false); err != nil {
		return err
	}
	asked, err := get[casebook.Review](ctx, d, by, id)
	if err != nil {
		return err
	}
	would, err := d.rehearse(ctx, by, asked.Subject())
	if err != nil {
		return err
	}
	return d.decide(ctx, by, "ScheduleReview", id, casebook.Schedule, remarks, func(a *act, row *casebook.Review) error {
		if !at.After(a.Now) || at.After(a.Now.Add(furthest)) {
			return fault.Field("at", "Give a moment that is still to come, within a year. To publish at once, approve without one.")
		}
		if err := a.embargoOver(row.Subject(), at); err != nil {
			return err
		}
		if would.fingerprint != row.Fingerprint {
			return changedSince()
		}
		instant := at.UTC().Truncate(time.Second)
		row.PublishAt, row.Zone = &instant, zone
		return nil
	})
}

// ReturnReview gives a request back with remarks that say what to mend.
func (d *Desk) ReturnReview(ctx context.Context, by access.Actor, id casebook.ID, remarks string) error {
	if err := remark("remarks", remarks, true); err != nil {
		return err
	}
	return d.decide(ctx, by, "ReturnReview", id, casebook.Return, remarks, func(a *act, row *casebook.Review) error {
		return a.backToDraft(row.Subject())
	})
}

// RetractReview takes one's own request back.
func (d *Desk) RetractReview(ctx context.Context, by access.Actor, id casebook.ID) error {
	return d.edit(ctx, by, "RetractReview", func(a *act) error {
		row, err := a.review(id)
		if err != nil {
			return err
		}
		was := *row
		if row.State, err = row.After(casebook.Retract, row.HandOf(by.ID)); err != nil {
			return err
		}
		if err := a.backToDraft(row.Subject()); err != nil {
			return err
		}
		return a.moveReview(&was, row)
	})
}

// decide is one step of a second person: who it is, and how the review stands,
// are looked at inside the transaction.
func (d *Desk) decide(ctx context.Context, by access.Actor, name string, id casebook.ID, step casebook.ReviewStep, remarks string, fn func(a *act, row *casebook.Review) error) error {
	return d.do(ctx, by, access.ReviewRecord, name, func(a *act) error {
		row, err := a.review(id)
		if err != nil {
			return err
		}
		was := *row
		if row.State, err = row.After(step, row.HandOf(by.ID)); err != nil {
			return err
		}
		a.because(remarks)
		if a.reason == "" {
			a.reason = row.Note
		}
		if err := fn(a, row); err != nil {
			return err
		}
		row.Remarks, row.DecidedBy, row.DecidedName, row.DecidedAt = strings.TrimSpace(remarks), by.ID, by.Name, &a.Now
		return a.moveReview(&was, row)
	})
}

// review gives a review and puts the operation in the history of its case.
func (a *act) review(id casebook.ID) (*casebook.Review, error) {
	row, err := store.Get[casebook.Review](a.ctx, a.Tx, id)
	if err != nil {
		return nil, err
	}
	return row, a.inHistoryOf(row.Subject())
}

// moveReview saves where a review has come to. What would have been published
// is wiped when it is over: what is taken back must not stay behind here.
func (a *act) moveReview(was, row *casebook.Review) error {
	if !row.Open() {
		row.Documents, row.Correction = nil, nil
	}
	if err := store.Update(a.Tx, row, "State", "Remarks", "Documents", "Correction", "DecidedBy", "DecidedName", "DecidedAt", "PublishAt", "Zone"); err != nil {
		return err
	}
	return a.record(row.Subject(), []casebook.Change{{Field: "Review", Was: string(was.State), Now: string(row.State)}})
}

// lapse ends an open review that no longer holds; why is a code with words.
func (a *act) lapse(row *casebook.Review, why string) error {
	was, err := *row, error(nil)
	if row.State, err = row.After(casebook.Lapse, casebook.Program); err != nil {
		return err
	}
	row.Remarks = why
	if err := a.backToDraft(row.Subject()); err != nil {
		return err
	}
	return a.moveReview(&was, row)
}

// lapseOf ends the open review of a subject, if there is one.
func (a *act) lapseOf(on casebook.Subject, why string) error {
	open, err := a.OpenReview(a.ctx, on.Kind, on.ID)
	if err != nil || open == nil {
		return err
	}
	return a.lapse(open, why)
}

// publishAsAsked publishes exactly what was asked for, or refuses.
func (a *act) publishAsAsked(row *casebook.Review) error {
	a.correction = row.Correction
	if err := a.show(row.Subject()); err != nil {
		return err
	}
	now, err := rehearsed(a.shown)
	if err != nil {
		return err
	}
	if now.fingerprint != row.Fingerprint {
		return changedSince()
	}
	return nil
}

func changedSince() error {
	return fault.New(fault.Conflict, "This is no longer what you were asked to decide on. Read below what changed since, and let it be asked for again as it stands now.")
}

// PublishAlone publishes without a second person, where there is none: no
// other active account may decide on reviews. The reason stands in the
// history, and the page of the subject says that one person published it. It
// answers with fault.Denied as soon as somebody else could decide.
func (d *Desk) PublishAlone(ctx context.Context, by access.Actor, on casebook.Subject, reason, seen string) error {
	return d.CorrectAlone(ctx, by, on, reason, seen, nil)
}

// CorrectAlone is PublishAlone with an answer to whether something that was
// published was wrong, as of [Desk.RequestCorrection].
func (d *Desk) CorrectAlone(ctx context.Context, by access.Actor, on casebook.Subject, reason, seen string, said *casebook.CorrectionDraft) error {
	if err := remark("reason", reason, true); err != nil {
		return err
	}
	defer d.catchUp(ctx)
	if err := by.May(access.PublishRecord); err != nil {
		return err
	}
	would := rehearsal{}
	if said != nil {
		var err error
		if would, err = d.rehearse(ctx, by, on); err != nil {
			return err
		}
	}
	return d.do(ctx, by, access.PublishRecord, "PublishAlone", func(a *act) error {
		second, err := secondPerson(ctx, a.Tx, by)
		if err != nil {
			return err
		}
		if second {
			return fault.New(fault.Denied, "There is a second person here who can decide. Ask for a review instead of publishing alone.")
		}
		if err := a.inHistoryOf(on); err != nil {
			return err
		}
		if err := a.lapseOf(on, "renewed"); err != nil {
			return err
		}
		if a.correction, err = a.answered(said, would.shown); err != nil {
			return err
		}
		a.because(reason)
		row := casebook.Review{State: casebook.ReviewDone, Alone: true, Remarks: a.reason, RequestedBy: by.ID, RequestedName: by.Name}
		return a.publishAs(on, row, seen)
	})
}

// publishAs publishes in one go and leaves a review behind that says who stood
// for both persons.
func (a *act) publishAs(on casebook.Subject, row casebook.Review, seen string) error {
	if err := a.inHistoryOf(on); err != nil {
		return err
	}
	if err := a.embargoOver(on, a.Now); err != nil {
		return err
	}
	was, err := a.publicationOf(on)
	if err != nil {
		return err
	}
	if err := a.show(on); err != nil {
		return err
	}
	now, err := rehearsed(a.shown)
	if err != nil {
		return err
	}
	if seen != "" && seen != now.fingerprint {
		return changedMeanwhile()
	}
	row.Fingerprint, row.DecidedBy, row.DecidedName, row.DecidedAt = now.fingerprint, row.RequestedBy, row.RequestedName, &a.Now
	row.First = was != casebook.Published
	_, err = a.openReview(on, &row)
	return err
}

// secondPerson reports whether an active account besides the actor's may
// decide on reviews.
func secondPerson(ctx context.Context, r interface {
	Users(context.Context) ([]store.User, error)
}, by access.Actor) (bool, error) {
	users, err := r.Users(ctx)
	if err != nil {
		return false, err
	}
	for _, u := range users {
		if u.ID != by.ID && !u.Disabled && actorOf(&u).May(access.ReviewRecord) == nil {
			return true, nil
		}
	}
	return false, nil
}

// remark checks a text that goes from one person to another.
func remark(field, text string, needed bool) error {
	switch n := len([]rune(strings.TrimSpace(text))); {
	case n == 0 && needed && field == "reason":
		return fault.Field(field, "Say why. The reason stands in the history.")
	case n == 0 && needed:
		return fault.Field(field, "Say what to mend, so that whoever asked knows what to do.")
	case n > maxRemark:
		return fault.Field(field, "This is %d letters long; at most %d are kept. Say it more shortly.", n, maxRemark)
	}
	return nil
}
