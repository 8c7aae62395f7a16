package desk

import (
	"context"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// WalkFile is a walk with its steps, for its pages.
type WalkFile struct {
	Walk   casebook.Walk
	Taken  *Taken // as things are now
	Steps  []WalkStop
	Left   int // steps without a decision
	Next   int // number of the first of them; 0: none
	Counts map[string]int
}

// WalkStop is one step with what its statement says now.
type WalkStop struct {
	Step  casebook.WalkStep
	Ref   casebook.Ref
	Said  Said
	Rests *casebook.Resting // how it rests on the source now; nil: no more
}

// StartWalk begins a walk through everything that rests on a source which was
// corrected or withdrawn. There is one at a time for a source: fault.Conflict
// when one is open, and fault.Invalid when nothing rests on it.
func (d *Desk) StartWalk(ctx context.Context, by access.Actor, source casebook.ID, in casebook.WalkDraft) (id casebook.ID, err error) {
	row, err := in.Walk()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "StartWalk", func(a *act) error {
		src, err := store.Get[casebook.Source](a.ctx, a.Tx, source)
		if err != nil {
			return err
		}
		open, err := store.List[casebook.Walk](a.ctx, a.Tx, map[string]any{"source_id": source, "closed_at": nil})
		if err != nil {
			return err
		}
		if len(open) > 0 {
			return fault.New(fault.Conflict, "Somebody is going through this source already. Go on with that one.")
		}
		row.SourceID, row.StartedBy, row.StartedName = src.ID, by.ID, by.Name
		if err := insert(a, casebook.OnWalk, &row); err != nil {
			return err
		}
		id = row.ID
		added, err := a.addSteps(row, nil)
		if err == nil && added == 0 {
			return fault.New(fault.Invalid, "Nothing rests on this source, so there is nothing to go through.")
		}
		return err
	})
	return id, err
}

// addSteps makes a step of every statement that rests on the source and has
// none yet. All of it is read: what one person may not see must not be left out.
func (a *act) addSteps(w casebook.Walk, have []casebook.WalkStep) (added int, err error) {
	defer a.LookWhole()()
	src, err := store.Get[casebook.Source](a.ctx, a.Tx, w.SourceID)
	if err != nil {
		return 0, err
	}
	t := &Taken{Source: *src}
	if err := t.read(a.ctx, a.Tx); err != nil {
		return 0, err
	}
	known := map[casebook.Subject]bool{}
	for _, s := range have {
		known[s.Subject()] = true
	}
	for _, item := range t.Items {
		if known[item.Subject] {
			continue
		}
		step := casebook.WalkStep{WalkID: w.ID, Number: len(have) + added + 1, SubjectKind: item.Subject.Kind, SubjectID: item.Subject.ID, Verdict: item.Verdict}
		if item.Ref != "" {
			c, err := a.CaseByRef(a.ctx, item.Ref)
			if err != nil {
				return added, err
			}
			step.CaseID = c.ID
		}
		if err := insert(a, casebook.OnWalk, &step); err != nil {
			return added, err
		}
		added++
	}
	return added, nil
}

// Walk gives a walk as it stands, for whoever goes on with it.
func (d *Desk) Walk(ctx context.Context, by access.Actor, id casebook.ID) (*WalkFile, error) {
	w, err := get[casebook.Walk](ctx, d, by, id)
	if err != nil {
		return nil, err
	}
	f := &WalkFile{Walk: *w, Counts: map[string]int{}}
	if f.Taken, err = d.Taken(ctx, by, w.SourceID); err != nil {
		return nil, err
	}
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	steps, err := store.List[casebook.WalkStep](ctx, v, map[string]any{"walk_id": id}, "number")
	if err != nil {
		return nil, err
	}
	for _, step := range steps {
		stop := WalkStop{Step: step}
		if stop.Said, err = said(ctx, v, step.Subject()); err != nil {
			return nil, err
		}
		if !stop.Said.Gone {
			if stop.Ref, _, err = v.FileRef(ctx, step.Subject()); err != nil {
				return nil, err
			}
		}
		for i, item := range f.Taken.Items {
			if item.Subject == step.Subject() {
				stop.Rests = &f.Taken.Items[i].Resting
			}
		}
		f.add(stop)
	}
	return f, nil
}

func (f *WalkFile) add(stop WalkStop) {
	f.Steps = append(f.Steps, stop)
	if stop.Step.Decision != "" {
		f.Counts[stop.Step.Decision]++
		return
	}
	if f.Left++; f.Next == 0 {
		f.Next = stop.Step.Number
	}
}

// Stop gives one step by its number, nil when there is none.
func (f *WalkFile) Stop(number int) *WalkStop {
	for i := range f.Steps {
		if f.Steps[i].Step.Number == number {
			return &f.Steps[i]
		}
	}
	return nil
}

// DecideStep decides about one statement and does what was decided, in the
// history of its case. Version is that of the step. A decision can be followed
// by another one until the walk is closed.
func (d *Desk) DecideStep(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.DecisionDraft) error {
	defer d.catchUp(ctx)
	return d.edit(ctx, by, "DecideStep", func(a *act) error {
		was, err := store.Get[casebook.WalkStep](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		w, err := a.openWalk(was.WalkID)
		if err != nil {
			return err
		}
		if err := stale(was.Version, version); err != nil {
			return err
		}
		rests, err := a.restsNow(w.SourceID, was.Subject())
		if err != nil {
			return err
		}
		verdict := was.Verdict
		if rests != nil {
			verdict = rests.Verdict
		}
		decision, reason, err := in.Check(*was, verdict)
		if err != nil {
			return err
		}
		if err := a.inHistoryOf(was.Subject()); err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		a.because(reason)
		if err := a.fulfil(w, was.Subject(), decision, rests, in.Cite); err != nil {
			return err
		}
		now, at := *was, a.Now
		now.Decision, now.Reason, now.DecidedAt, now.DecidedName = decision, reason, &at, by.Name
		return update(a, casebook.OnWalk, id, was, &now)
	})
}

func (a *act) openWalk(id casebook.ID) (*casebook.Walk, error) {
	w, err := store.Get[casebook.Walk](a.ctx, a.Tx, id)
	if err != nil {
		return nil, err
	}
	if w.ClosedAt != nil {
		return nil, fault.New(fault.Conflict, "This walk is closed. Begin a new one from the page of the source.")
	}
	return w, nil
}

// restsNow says how a statement rests on a source at this moment, nil when it
// does no more.
func (a *act) restsNow(source casebook.ID, on casebook.Subject) (*casebook.Resting, error) {
	e, err := a.Evidence(a.ctx, on)
	if err != nil {
		return nil, err
	}
	for _, r := range e.RestingOn(source) {
		if r.Subject == on {
			return &r, nil
		}
	}
	return nil, nil
}

func (a *act) fulfil(w *casebook.Walk, on casebook.Subject, decision string, rests *casebook.Resting, cite casebook.CitationDraft) error {
	switch decision {
	case casebook.DecideReplace:
		if err := a.citeOne(on, cite); err != nil {
			return underPrefix(err, "cite.")
		}
		return a.untie(rests)
	case casebook.DecideUntie:
		return a.untie(rests)
	case casebook.DecideChange:
		return a.changedSince(on, w.CreatedAt)
	case casebook.DecideRetract:
		c, err := store.Get[casebook.Claim](a.ctx, a.Tx, on.ID)
		if err != nil {
			return err
		}
		return a.retract(on.ID, c.Version, a.reason)
	case casebook.DecideRemove:
		return a.takeOut(on)
	}
	return nil
}

// untie takes the citations away that lead to the source.
func (a *act) untie(rests *casebook.Resting) error {
	if rests == nil {
		return nil
	}
	for _, c := range rests.Cites {
		if err := remove[casebook.Citation](a, casebook.OnCitation, c.ID); err != nil {
			return err
		}
	}
	return nil
}

// changedSince answers with fault.Invalid unless somebody changed a statement
// after the walk began.
func (a *act) changedSince(on casebook.Subject, began time.Time) error {
	history, err := a.Revisions(a.ctx, store.RevisionFilter{SubjectKind: on.Kind, SubjectID: on.ID, Limit: 1})
	if err != nil {
		return err
	}
	if len(history) == 0 || !history[0].At.After(began) {
		return fault.Field("decision", "Nothing has changed since this walk began. Open the statement, change it, come back and choose this again.")
	}
	return nil
}

// takeOut removes a statement with what is said about it.
func (a *act) takeOut(on casebook.Subject) error {
	claims, err := a.ClaimsOn(a.ctx, on.Kind, on.ID)
	if err != nil {
		return err
	}
	for _, c := range claims {
		if err := a.removeCited(casebook.OnClaim, c.ID, func() error { return remove[casebook.Claim](a, casebook.OnClaim, c.ID) }); err != nil {
			return err
		}
	}
	return a.removeCited(on.Kind, on.ID, func() error { return a.removeRow(on) })
}

func (a *act) removeRow(on casebook.Subject) error {
	switch on.Kind {
	case casebook.OnEvent:
		return remove[casebook.Event](a, on.Kind, on.ID)
	case casebook.OnClaim:
		return remove[casebook.Claim](a, on.Kind, on.ID)
	case casebook.OnName:
		return remove[casebook.Name](a, on.Kind, on.ID)
	case casebook.OnCharge:
		return remove[casebook.Charge](a, on.Kind, on.ID)
	case casebook.OnOverlap:
		return remove[casebook.Overlap](a, on.Kind, on.ID)
	case casebook.OnCondition:
		return remove[casebook.Condition](a, on.Kind, on.ID)
	case casebook.OnConfirmation:
		return remove[casebook.Confirmation](a, on.Kind, on.ID)
	case casebook.OnMechanism:
		return remove[casebook.MechanismClaim](a, on.Kind, on.ID)
	}
	return fault.Field("decision", "This cannot be done to this statement. Choose another way.")
}

// CloseWalk ends a walk once everything on it is decided. What came to rest on
// the source meanwhile is added first, and then stands in the way: the answer is
// fault.Conflict.
func (d *Desk) CloseWalk(ctx context.Context, by access.Actor, id casebook.ID, version int) error {
	left := 0
	err := d.edit(ctx, by, "CloseWalk", func(a *act) error {
		was, err := a.openWalk(id)
		if err != nil {
			return err
		}
		if err := stale(was.Version, version); err != nil {
			return err
		}
		back := a.LookWhole()
		steps, err := store.List[casebook.WalkStep](a.ctx, a.Tx, map[string]any{"walk_id": id}, "number")
		back()
		if err != nil {
			return err
		}
		if left, err = a.addSteps(*was, steps); err != nil {
			return err
		}
		for _, s := range steps {
			if s.Decision == "" {
				left++
			}
		}
		if left > 0 { // what was added is kept
			return nil
		}
		now, at := *was, a.Now
		now.ClosedAt, now.ClosedName = &at, by.Name
		return update(a, casebook.OnWalk, id, was, &now)
	})
	if err == nil && left > 0 {
		return fault.New(fault.Conflict, "%d statements are still without a decision. Some may lie in cases that you do not see; then ask whoever works on them.", left)
	}
	return err
}
