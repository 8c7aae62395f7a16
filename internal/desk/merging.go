package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// Merging makes one of two: two records of one human being, or two cases of
// one deprivation of liberty. Nothing is lost: what hung on the one that goes
// hangs on the one that stays, what the two say differently is kept as also
// reported, and the history tells every step.
//
//   - The case that goes stays as a row that nothing can be recorded in, since
//     its reference is never used again; whoever sees the other one sees its
//     history.
//   - Whoever merges must be allowed to edit both cases. Of restricted ones,
//     nobody sees more afterwards than they saw of both before.
//   - Of two grounds for publishing the stricter one holds.
//   - When the public reads the case that goes, a second person agrees: its
//     address then leads to the other one, whose page tells what both told.

// mergeCases is what the operation is called in the history.
const mergeCases = "MergeCases"

// Merging is what a person looks at before two become one.
type Merging struct {
	*casebook.MergePlan
	Seen  string   // the fingerprint of both, to be sent back
	Loses []string // who sees one of two restricted cases alone, and will see neither
}

// Merging says what making the case of the second reference, or its person
// alone, one with that of the first would do. What stands in the way is part of
// the answer. It answers with fault.NotFound, or fault.Denied, for a case that
// the actor may not edit.
func (d *Desk) Merging(ctx context.Context, by access.Actor, stays, goes casebook.Ref, cases bool) (m *Merging, err error) {
	err = d.edit(ctx, by, "Foresee", func(a *act) error {
		p, err := a.mergePlan(stays, goes, cases)
		if err != nil {
			return err
		}
		m = &Merging{MergePlan: p}
		if m.Seen, err = mergeFingerprint(ctx, a.Tx, p.Stays.Case.ID, p.Goes.Case.ID); err != nil {
			return err
		}
		if cases {
			m.Loses, err = a.wouldLose(p)
		}
		return err
	})
	return m, err
}

// mergeFingerprint tells one standing of two cases from another, with all that
// hangs on them, whoever looks.
func mergeFingerprint(ctx context.Context, r interface {
	FileByID(context.Context, casebook.ID) (*casebook.File, error)
}, stays, goes casebook.ID) (string, error) {
	if tx, ok := r.(*store.Tx); ok {
		defer tx.LookWhole()()
	}
	sum := sha256.New()
	for _, id := range []casebook.ID{stays, goes} {
		f, err := r.FileByID(ctx, id)
		if err != nil {
			return "", err
		}
		f.Others = nil // what other cases say of themselves is theirs
		for i := range f.MemberOf {
			f.MemberOf[i].Case = casebook.Case{}
		}
		body, err := json.Marshal(f)
		if err != nil {
			return "", err
		}
		sum.Write(body)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// mergePlan reads both cases as whoever acts sees them, once they may edit
// both, and says what a merge would do.
func (a *act) mergePlan(stays, goes casebook.Ref, cases bool) (*casebook.MergePlan, error) {
	g, err := a.caseToMerge(goes)
	if err != nil {
		return nil, err
	}
	s, err := a.inCase(stays) // the last that is asked for is the history it stands in
	if err != nil {
		return nil, err
	}
	if !cases {
		return casebook.PlanMergePersons(s, g), nil
	}
	p := casebook.PlanMergeCases(s, g, dayOf(a.Now))
	return p, a.refuseBesides(p)
}

// caseToMerge finds the case that a person gave the reference of.
func (a *act) caseToMerge(ref casebook.Ref) (*casebook.File, error) {
	f, err := a.File(a.ctx, casebook.Ref(strings.ToUpper(strings.TrimSpace(string(ref)))))
	if fault.Is(err, fault.NotFound) {
		return nil, fault.Field("other", "There is no other case with this reference. Copy it from the case's page, like VE-2026-0042.")
	} else if err != nil {
		return nil, err
	}
	return f, a.relate(f.Case.ID)
}

// refuseBesides adds to a plan what stands in the way beside the two cases
// themselves: what waits for a second person, and a private file that whoever
// asks may not put into another one.
func (a *act) refuseBesides(p *casebook.MergePlan) error {
	goes := p.Goes.Case
	waiting, err := store.List[casebook.Awaiting](a.ctx, a.Tx, map[string]any{"case_id": goes.ID, "state": casebook.AwaitsSecond})
	if err != nil {
		return err
	}
	if len(waiting) > 0 {
		p.Refused = append(p.Refused, fault.Say("Something about %s waits for a second person. Let it be decided, or take it back, and merge then.", goes.Ref))
	}
	key, err := a.CaseKeyOf(a.ctx, goes.ID)
	if err != nil || key == nil || a.agreed {
		return err
	}
	for _, id := range []casebook.ID{goes.ID, p.Stays.Case.ID} {
		err := related(a.ctx, a.Tx, a.by, access.EditPrivateFile, id)
		if fault.Is(err, fault.Denied) {
			p.Refused = append(p.Refused, fault.Say("%s has a private file, which only those who work with both families may put into another one. Ask somebody who does to merge the two.", goes.Ref))
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

// decidedMerge gives the plan of a merge that a person decided on. It answers
// with fault.Conflict when either case changed since they looked.
func (a *act) decidedMerge(stays casebook.Ref, in casebook.MergeDraft, cases bool) (*casebook.MergePlan, error) {
	p, err := a.mergePlan(stays, casebook.Ref(in.Other), cases)
	if err != nil {
		return nil, err
	}
	if err := p.Fault(); err != nil {
		return nil, err
	}
	now, err := mergeFingerprint(a.ctx, a.Tx, p.Stays.Case.ID, p.Goes.Case.ID)
	if err != nil {
		return nil, err
	}
	if now != in.Seen {
		return nil, fault.New(fault.Conflict, "One of the two changed while you were looking. Read below what would become of them now, and decide again.")
	}
	return p, p.Decided(in)
}

// MergeCases makes one case of two that are the same deprivation of liberty,
// and one person record of two where there are two. The case of the draft goes,
// and its reference leads to the one that stays. When the public reads it, the
// merge waits for a second person. It answers with fault.Invalid for what
// cannot be merged, or was left undecided, and with fault.Conflict when either
// case changed since it was looked at.
func (d *Desk) MergeCases(ctx context.Context, by access.Actor, stays casebook.Ref, in casebook.MergeDraft, reason string) (waits bool, err error) {
	if err := remark("reason", reason, true); err != nil {
		return false, err
	}
	defer d.forgetText(ctx)
	err = d.edit(ctx, by, mergeCases, func(a *act) error {
		a.because(reason)
		p, err := a.decidedMerge(stays, in, true)
		if err != nil {
			return err
		}
		if waits = p.ByTwo && a.alone(); waits {
			return await(a, p.Stays, mergeCases, p.Goes.Case.ID, string(casebook.Merged), asked[casebook.MergeDraft]{Draft: in, Reason: a.reason})
		}
		return a.mergeCases(p, in, by)
	})
	return waits, err
}

// MergePersons makes one person record of those of two cases, which stay two
// cases. Names, facts and what is said of either are kept with their sources.
// It can be undone from the history. It answers as [Desk.MergeCases] does.
func (d *Desk) MergePersons(ctx context.Context, by access.Actor, stays casebook.Ref, in casebook.MergeDraft, reason string) error {
	if err := remark("reason", reason, true); err != nil {
		return err
	}
	return d.edit(ctx, by, mergePersons, func(a *act) error {
		a.because(reason)
		p, err := a.decidedMerge(stays, in, false)
		if err != nil {
			return err
		}
		a.merges = true
		defer a.LookWhole()()
		return a.joinPersons(p, in)
	})
}

// agreeToMerge merges as a second person agreed to it, by what the one who
// asked could see.
func (a *act) agreeToMerge(row *casebook.Awaiting, stays casebook.Ref, in casebook.MergeDraft) error {
	if _, err := a.mergePlan(stays, casebook.Ref(in.Other), true); err != nil { // the second person must see both as well
		return err
	}
	a.LookAs(row.AskedBy)
	p, err := a.decidedMerge(stays, in, true)
	if err != nil {
		return err
	}
	return a.mergeCases(p, in, access.Actor{ID: row.AskedBy, Name: row.AskedName})
}

// mergeCases is the whole of making two cases one.
func (a *act) mergeCases(p *casebook.MergePlan, in casebook.MergeDraft, askedBy access.Actor) error {
	a.merges = true
	defer a.LookWhole()()
	if err := a.lapseOf(casebook.Subject{Kind: casebook.OnCase, ID: p.Goes.Case.ID}, string(casebook.Merged)); err != nil {
		return err
	}
	if p.Persons {
		if err := a.joinPersons(p, in); err != nil {
			return err
		}
	}
	if err := a.joinCase(p, in); err != nil {
		return err
	}
	stays, goes := p.Stays.Case.ID, p.Goes.Case.ID
	for _, step := range []func() error{
		func() error { return a.moveHung(p, in) },
		func() error { return a.moveParts(stays, goes) },
		func() error { return a.movePrivateFile(stays, goes, p.Goes.Case.Ref) },
		func() error { return a.closeMerged(stays, goes) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	if !p.ByTwo {
		return nil
	}
	return a.showMerged(p, askedBy)
}

// joinCase puts together what the two cases say of themselves.
func (a *act) joinCase(p *casebook.MergePlan, in casebook.MergeDraft) error {
	from, to := casebook.Subject{Kind: casebook.OnCase, ID: p.Goes.Case.ID}, casebook.Subject{Kind: casebook.OnCase, ID: p.Stays.Case.ID}
	if err := a.keepLeftOut(p, in, from, to); err != nil {
		return err
	}
	was, err := store.Get[casebook.Case](a.ctx, a.Tx, to.ID)
	if err != nil {
		return err
	}
	now, err := p.Row(in)
	if err != nil {
		return err
	}
	now.Version, now.UpdatedAt, now.PersonID = was.Version, was.UpdatedAt, was.PersonID
	if err := shift(a, casebook.OnCase, to.ID, was, &now); err != nil {
		return err
	}
	if err := a.moveSaid(from, to); err != nil {
		return err
	}
	return a.settleStandings(to)
}

// closeMerged leaves of the case that goes its reference, its history, and
// where it leads to. Those that were merged into it lead there at once.
func (a *act) closeMerged(stays, goes casebook.ID) error {
	rows, err := store.List[casebook.Case](a.ctx, a.Tx, map[string]any{"merged_into": goes})
	if err != nil {
		return err
	}
	row, err := store.Get[casebook.Case](a.ctx, a.Tx, goes)
	if err != nil {
		return err
	}
	defer a.historyOf(a.caseID)()
	for _, was := range append(rows, *row) {
		now := was
		now.MergedInto, now.Publication, now.Restricted = stays, casebook.Merged, false
		a.caseID = was.ID
		if err := shift(a, casebook.OnCase, was.ID, &was, &now); err != nil {
			return err
		}
	}
	return nil
}

// historyOf gives what puts the operation back into the history of a case.
func (a *act) historyOf(id casebook.ID) func() { return func() { a.caseID = id } }

// notMerged gives fault.Conflict for a case that was merged into another one:
// nothing more is recorded in it.
func (a *act) notMerged(c *casebook.Case) error {
	if c.MergedInto == "" || a.merges || a.needs == access.ReadCasebook {
		return nil
	}
	into, err := store.Get[casebook.Case](a.ctx, a.Tx, c.MergedInto)
	if fault.Is(err, fault.NotFound) {
		return mergedAway()
	} else if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "%s was merged into %s. Nothing more is recorded in it: what you typed is kept below, so enter it in %s.", c.Ref, into.Ref, into.Ref).Because(errMerged)
}

func mergedAway() error {
	return fault.New(fault.Conflict, "This case was merged into another one, and nothing more is recorded in it.").Because(errMerged)
}

var errMerged = errors.New("desk: merged into another case")

// MergedAway reports whether a conflict is that the case was merged into
// another one: nothing that is stored in it now can be compared with.
func MergedAway(err error) bool { return errors.Is(err, errMerged) }

// MergedWith gives what was merged into a case, and into which it was merged
// itself: nil when it was not, or when the actor may not see that one.
func (d *Desk) MergedWith(ctx context.Context, by access.Actor, c casebook.Case) (from []casebook.Case, into *casebook.Case, err error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, nil, err
	}
	if from, err = store.List[casebook.Case](ctx, v, map[string]any{"merged_into": c.ID}); err != nil || c.MergedInto == "" {
		return from, nil, err
	}
	into, err = store.Get[casebook.Case](ctx, v, c.MergedInto)
	if fault.Is(err, fault.NotFound) {
		return from, nil, nil
	}
	return from, into, err
}
