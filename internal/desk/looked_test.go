package desk_test

import (
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// Whoever knows the id of a part need not open the page of its case; they have
// looked at the case all the same.
func TestAPartReachedByItsIdIsALookAtItsCase(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("An article")
	ref, other := b.person("Ana Ejemplo", src), b.person("Ben Beispiel", src)
	event := casebook.Subject{Kind: casebook.OnEvent, ID: b.file(ref).Events[0].ID}
	claim, err := b.AddClaim(b.ctx, editor, event, casebook.ClaimDraft{Field: "place", Value: en("At home."), Cites: cite(src)})
	b.must(err)
	b.must(b.RecordCharge(b.ctx, editor, ref, casebook.ChargeDraft{Text: en("Conspiracy")}, nil))
	b.must(b.StateOverlap(b.ctx, editor, ref, casebook.OverlapDraft{Other: string(other), Note: en("Perhaps.")}, nil))
	happened, err := b.RecordReleaseEvent(b.ctx, editor, casebook.ReleaseEventDraft{Country: "VE", Title: en("Releases")})
	b.must(err)
	release, err := b.RecordRelease(b.ctx, editor, casebook.ReleaseDraft{Event: string(happened), Case: string(ref), Steps: []casebook.ConfirmationDraft{{Step: "announced", By: en("A ministry")}}})
	b.must(err)
	b.must(b.ImposeCondition(b.ctx, editor, release, casebook.ConditionDraft{Kind: "exile"}))
	b.must(b.ConfirmRelease(b.ctx, editor, release, casebook.ConfirmationDraft{Step: "verified", By: en("her aunt")}))
	waiting, err := b.AwaitingSecond(b.ctx, editor)
	b.must(err)
	history, err := b.History(b.ctx, editor, store.RevisionFilter{SubjectKind: event.Kind, SubjectID: event.ID})
	b.must(err)
	f := b.file(ref)
	part := f.Releases[0]
	for name, open := range map[string]func(by access.Actor) error{
		"event":     func(by access.Actor) error { _, _, err := b.Event(b.ctx, by, event.ID); return err },
		"charge":    func(by access.Actor) error { _, _, err := b.Charge(b.ctx, by, f.Charges[0].ID); return err },
		"overlap":   func(by access.Actor) error { _, _, err := b.Overlap(b.ctx, by, f.Overlaps[0].ID); return err },
		"step":      func(by access.Actor) error { _, _, err := b.Step(b.ctx, by, part.Confirmations[0].ID); return err },
		"condition": func(by access.Actor) error { _, _, err := b.Condition(b.ctx, by, part.Conditions[0].ID); return err },
		"claim":     func(by access.Actor) error { _, err := b.Claim(b.ctx, by, claim); return err },
		"claims":    func(by access.Actor) error { _, _, err := b.Claims(b.ctx, by, event); return err },
		"field":     func(by access.Actor) error { _, err := b.Field(b.ctx, by, event, "place"); return err },
		"citations": func(by access.Actor) error { _, err := b.Evidence(b.ctx, by, event); return err },
		"history": func(by access.Actor) error {
			_, err := b.History(b.ctx, by, store.RevisionFilter{SubjectKind: event.Kind, SubjectID: event.ID})
			return err
		},
		"revision":           func(by access.Actor) error { _, err := b.Revision(b.ctx, by, history[0].ID); return err },
		"what waits for two": func(by access.Actor) error { _, err := b.Awaited(b.ctx, by, waiting[0].ID); return err },
	} {
		by := access.Actor{ID: casebook.ID("peeker " + name), Name: name, Role: access.Reader}
		b.must(open(by))
		if !b.lookedAt(ref, name) {
			t.Errorf("whoever opened the %s by its id is not among those who looked at the case", name)
		}
		if name != "overlap" && b.lookedAt(other, name) {
			t.Errorf("whoever opened the %s is said to have looked at another case", name)
		}
	}
}

// lookedAt reports whether the access log of a case names somebody.
func (b *bench) lookedAt(ref casebook.Ref, name string) bool {
	b.t.Helper()
	all, err := b.WhoLooked(b.ctx, admin, ref)
	b.must(err)
	for _, l := range all {
		if l.UserName == name {
			return true
		}
	}
	return false
}

func TestTheHistoryOfAnAccountIsForItsOwnerAndForWhoKeepsAccounts(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	id, err := b.AddUser(b.ctx, admin, "rita", "Rita", access.Reader, "four quiet words here")
	b.must(err)
	of := store.RevisionFilter{SubjectKind: casebook.OnUser, SubjectID: id}
	known, err := b.History(b.ctx, admin, of)
	b.must(err)
	if len(known) == 0 {
		t.Fatal("the account has no history")
	}
	owner := access.Actor{ID: id, Name: "Rita", Role: access.Reader}
	for _, by := range []access.Actor{reader, worker, editor, second} {
		_, err := b.History(b.ctx, by, of)
		b.want(err, fault.Denied)
		_, err = b.Revision(b.ctx, by, known[0].ID)
		b.want(err, fault.Denied)
		all, err := b.History(b.ctx, by, store.RevisionFilter{Limit: -1})
		b.must(err)
		for _, r := range all {
			if r.SubjectKind == casebook.OnUser {
				t.Errorf("%s reads of an account among everything: %+v", by.Role, r)
			}
		}
	}
	for _, by := range []access.Actor{owner, admin} {
		if got, err := b.History(b.ctx, by, of); err != nil || len(got) != len(known) {
			t.Errorf("%s reads %d entries, %v; want %d", by.Role, len(got), err, len(known))
		}
		_, err := b.Revision(b.ctx, by, known[0].ID)
		b.must(err)
	}
}
