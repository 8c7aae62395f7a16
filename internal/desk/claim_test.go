package desk_test

import (
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
)

// claimOf records that a source says a field is something else.
func (b *bench) claimOf(on casebook.Subject, field, exact, credibility, source string) casebook.ID {
	b.t.Helper()
	id, err := b.AddClaim(b.ctx, editor, on, casebook.ClaimDraft{Field: field, Exact: exact, Credibility: credibility, Visibility: "public", Cites: cite(source)})
	b.must(err)
	return id
}

func (b *bench) claim(id casebook.ID) *casebook.Claim {
	b.t.Helper()
	c, err := b.Claim(b.ctx, editor, id)
	b.must(err)
	return c
}

func (b *bench) takenEvent(ref casebook.Ref) casebook.Subject {
	return casebook.Subject{Kind: casebook.OnEvent, ID: b.file(ref).Events[0].ID}
}

func TestAcceptingAClaimChangesTheRecordAndKeepsWhatWeWentBy(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	old, fresh := b.source("The first article"), b.source("A later article")
	ref := b.person("Ana Ejemplo", old)
	on := b.takenEvent(ref)
	id := b.claimOf(on, "date", "2025-12-09", "2", fresh)
	b.want(b.AcceptClaim(b.ctx, reader, id, 1, casebook.AlsoReported, "better informed"), fault.Denied)
	b.want(b.AcceptClaim(b.ctx, worker, id, 1, casebook.AlsoReported, " "), fault.Invalid)
	b.want(b.AcceptClaim(b.ctx, worker, id, 1, "disputed", "better informed"), fault.Invalid)
	b.want(b.AcceptClaim(b.ctx, worker, id, 7, casebook.AlsoReported, "better informed"), fault.Conflict)
	b.must(b.AcceptClaim(b.ctx, worker, id, 1, casebook.AlsoReported, "better informed"))
	f := b.file(ref)
	if got := f.Events[0].Date.String(); got != "2025-12-09" {
		t.Errorf("the event is of %s, want the accepted 2025-12-09", got)
	}
	if got := b.claim(id).Standing; got != casebook.Accepted {
		t.Errorf("the claim is %s, want accepted", got)
	}
	former := f.Claims[len(f.Claims)-1]
	if former.Exact != "2025-12-08" || former.Standing != casebook.AlsoReported || len(f.Of(casebook.OnClaim, former.ID)) != 1 {
		t.Errorf("what we went by became %+v, want also reported with its source", former)
	}
	b.want(b.AcceptClaim(b.ctx, worker, id, 2, casebook.AlsoReported, "again"), fault.Conflict)
	// Back again: the value is accepted that the made claim holds, and nothing is made twice.
	b.must(b.AcceptClaim(b.ctx, worker, former.ID, former.Version, casebook.Superseded, "the first was right"))
	f = b.file(ref)
	if f.Events[0].Date.String() != "2025-12-08" || len(f.Claims) != 2 || b.claim(id).Standing != casebook.Superseded {
		t.Errorf("back: the event is of %s with %d claims, the other %s", f.Events[0].Date, len(f.Claims), b.claim(id).Standing)
	}
}

func TestThePublicReadsWhatWeGoByOnceAndTheOtherBesideIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	old, fresh := b.source("The first article"), b.source("A later article")
	ref := b.person("Ana Ejemplo", old)
	id := b.claimOf(b.takenEvent(ref), "date", "2025-12-09", "2", fresh)
	b.must(b.AcceptClaim(b.ctx, editor, id, 1, casebook.AlsoReported, "better informed"))
	b.must(b.Publish(b.ctx, system, b.on(ref)))
	e := b.shown(ref).Timeline[0]
	if e.Date.String() != "2025-12-09" || len(e.Also) != 1 || e.Also[0].Standing != "also_reported" || e.Origins != 2 {
		t.Errorf("the public reads %s on %d origins and also %+v", e.Date, e.Origins, e.Also)
	}
}

func TestEveryFieldOfTheRegistryCanBeAccepted(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	_, err := b.AddFacility(b.ctx, editor, casebook.FacilityDraft{Name: "Somewhere prison", Country: "VE", Kind: "prison"})
	b.must(err)
	swap, err := b.RecordReleaseEvent(b.ctx, editor, casebook.ReleaseEventDraft{Country: "VE", Title: en("A swap")})
	b.must(err)
	release, err := b.RecordRelease(b.ctx, editor, casebook.ReleaseDraft{Event: string(swap), Case: string(ref)})
	b.must(err)
	f := b.file(ref)
	exact := map[string]string{
		"date": "2026-01-02", "captor": "armed_group", "deprivation": "abduction", "nationality": "VE, US", "birth": "1980", "age": "44",
		"age_as_of": "2025", "gender": "female", "role": "lawyer activist", "facility": "somewhere-prison", "event": "missing", "exit": "deported",
	}
	for _, on := range []casebook.Subject{
		b.on(ref), {Kind: casebook.OnPerson, ID: f.Person.ID}, b.takenEvent(ref), {Kind: casebook.OnReleaseEvent, ID: swap}, {Kind: casebook.OnRelease, ID: release},
	} {
		for _, field := range casebook.FieldsOf(on.Kind) {
			draft := casebook.ClaimDraft{Field: field.Name, Exact: exact[field.Name], Value: en("Said otherwise")}
			id, err := b.AddClaim(b.ctx, editor, on, draft)
			b.must(err)
			b.must(b.AcceptClaim(b.ctx, editor, id, 1, casebook.Superseded, "checked"))
			got, err := b.Field(b.ctx, editor, on, field.Name)
			b.must(err)
			if said, _ := b.claim(id).Means(); !field.Same(said, got.Now) || got.Now.IsZero() {
				t.Errorf("%s of a %s is %+v after %+v was accepted", field.Name, on.Kind, got.Now, said)
			}
		}
	}
}

func TestWhatDisagreesIsAskedUntilSomebodySettlesIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	on := b.takenEvent(ref)
	id := b.claimOf(on, "date", "2025-12-09", "6", src)
	b.claimOf(on, "date", "2025-12-08", "1", src)
	all, err := b.Conflicts(b.ctx, reader)
	b.must(err)
	if len(all) != 1 || all[0].Claim.ID != id || all[0].Reason != "as_good" || all[0].Ref != ref {
		t.Fatalf("conflicts are %+v, want the one differing date", all)
	}
	b.must(b.SettleClaim(b.ctx, worker, id, 1, "a typing error of theirs"))
	if all, err = b.Conflicts(b.ctx, reader); err != nil || len(all) != 0 {
		t.Errorf("after settling %+v, %v", all, err)
	}
	other := b.claimOf(on, "date", "2025-12-10", "6", src)
	b.must(b.AcceptClaim(b.ctx, worker, other, 1, casebook.AlsoReported, "the family says so"))
	if all, _ = b.Conflicts(b.ctx, reader); len(all) != 3 { // both earlier dates, and what was settled is asked again
		reasons(t, all, 2)
	}
	b.must(b.RetractClaim(b.ctx, worker, other, b.claim(other).Version, "they corrected it"))
	all, err = b.Conflicts(b.ctx, reader)
	b.must(err)
	found := false
	for _, c := range all {
		found = found || c.Reason == "retracted" && c.Claim.ID == other
	}
	if !found {
		t.Errorf("what we go by was retracted, and nobody is asked: %+v", all)
	}
	_, err = b.Conflicts(b.ctx, access.Actor{})
	b.want(err, fault.SignedOut)
}

func reasons(t *testing.T, all []desk.Conflict, want int) {
	t.Helper()
	if len(all) != want {
		t.Errorf("%d conflicts, want %d: %+v", len(all), want, all)
	}
}

func TestWhatWeGoByIsNotChangedByTheFormOfAClaim(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	on := b.takenEvent(b.person("Ana Ejemplo", src))
	_, err := b.AddClaim(b.ctx, editor, on, casebook.ClaimDraft{Field: "date", Exact: "2025-12-09", Standing: "accepted"})
	b.want(err, fault.Invalid)
	id := b.claimOf(on, "date", "2025-12-09", "2", src)
	b.want(b.EditClaim(b.ctx, editor, id, 1, casebook.ClaimDraft{Field: "date", Exact: "2025-12-09", Standing: "accepted"}, "x"), fault.Invalid)
	same, err := b.AddClaim(b.ctx, editor, on, casebook.ClaimDraft{Field: "date", Exact: "2025-12-08", Standing: "accepted"})
	b.must(err)
	b.want(b.EditClaim(b.ctx, editor, same, 1, casebook.ClaimDraft{Field: "date", Exact: "2025-12-08", Standing: "disputed"}, "x"), fault.Invalid)
}
