package desk_test

import (
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/when"
)

var reviewer = access.Actor{ID: "reviewer", Name: "Rosa", Role: access.Reviewer}

// freed puts a case into a release event that has left the facility.
func (b *bench) freed(ref casebook.Ref, source string) (event, part casebook.ID) {
	b.t.Helper()
	event, err := b.RecordReleaseEvent(b.ctx, editor, casebook.ReleaseEventDraft{Country: "VE", Date: "2026-01-08", Title: en("Releases"), Cites: cite(source)})
	b.must(err)
	part, err = b.RecordRelease(b.ctx, editor, casebook.ReleaseDraft{Event: string(event), Case: string(ref), Exit: "released", Cites: cite(source),
		Steps: []casebook.ConfirmationDraft{{Step: "left_facility", Date: "2026-01-08", By: en("his lawyer")}}})
	b.must(err)
	return event, part
}

func (b *bench) waiting() casebook.ID {
	b.t.Helper()
	all, err := b.AwaitingSecond(b.ctx, editor)
	b.must(err)
	if len(all) != 1 {
		b.t.Fatalf("%d things wait for a second person, want 1", len(all))
	}
	return all[0].ID
}

func verified(source string) casebook.ConfirmationDraft {
	return casebook.ConfirmationDraft{Step: "verified", Date: "2026-01-10", By: en("us, by telephone"), Cites: cite(source)}
}

func TestAVerifiedReleaseIsRecordedWhenAnotherPersonAgrees(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := b.source("An article")
	ref := b.person("Ana Pérez", source)
	_, part := b.freed(ref, source)
	b.must(b.ConfirmRelease(b.ctx, editor, part, verified(source)))
	if got := len(b.file(ref).Releases[0].Confirmations); got != 1 {
		t.Fatalf("%d steps stand before anybody agreed, want 1", got)
	}
	id := b.waiting()
	b.want(b.Agree(b.ctx, editor, id), fault.Denied)
	b.want(b.Agree(b.ctx, worker, id), fault.Denied)
	b.want(b.ConfirmRelease(b.ctx, admin, part, verified(source)), fault.Conflict)
	b.must(b.Agree(b.ctx, reviewer, id))
	b.want(b.Agree(b.ctx, admin, id), fault.Conflict)
	steps := b.file(ref).Releases[0].Confirmations
	if len(steps) != 2 || steps[1].Step != casebook.StepVerified || len(b.file(ref).Of(casebook.OnConfirmation, steps[1].ID)) != 1 {
		t.Errorf("the steps are %+v, want a verified one with its source", steps)
	}
}

func TestWhatWaitsIsRefusedAfterAChangeAndCanBeDeclined(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := b.source("An article")
	ref := b.person("Ana Pérez", source)
	id, err := b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "died", Date: "2026-01-09", What: en("She died."), Visibility: "public", Cites: cite(source)})
	b.must(err)
	if id != "" || b.file(ref).State().Code != casebook.InCustody {
		t.Fatalf("the death stands (%q) before anybody agreed", id)
	}
	waits := b.waiting()
	_, err = b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "family_visit", Date: "2026-01-12", What: en("Seen alive.")})
	b.must(err)
	b.want(b.Agree(b.ctx, reviewer, waits), fault.Conflict)
	b.must(b.AskAnew(b.ctx, admin, waits))
	b.want(b.Decline(b.ctx, reviewer, waits, " "), fault.Invalid)
	b.want(b.Decline(b.ctx, admin, waits, "I asked"), fault.Denied)
	b.must(b.Decline(b.ctx, reviewer, waits, "She was seen alive on the 12th."))
	if got := b.file(ref).State().Code; got != casebook.InCustody {
		t.Errorf("after declining the state is %s", got)
	}
}

func TestNoOperationGoesAroundTheSecondPerson(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := b.source("An article")
	ref := b.person("Ana Pérez", source)
	event, part := b.freed(ref, source)
	other := b.person("Berta Gil", source)
	id, err := b.RecordRelease(b.ctx, editor, casebook.ReleaseDraft{Event: string(event), Case: string(other), Exit: "executed", Cites: cite(source)})
	b.must(err)
	if id != "" || len(b.file(other).Releases) != 0 {
		t.Error("one person recorded an execution")
	}
	b.must(b.EditRelease(b.ctx, editor, part, 1, casebook.ReleaseDraft{Case: string(ref), Exit: "died_in_custody"}, "told so"))
	step := b.file(ref).Releases[0].Confirmations[0]
	b.must(b.EditStep(b.ctx, editor, step.ID, step.Version, verified(source), "told so"))
	e := b.file(ref).Events[0]
	b.must(b.EditEvent(b.ctx, editor, e.ID, e.Version, casebook.EventDraft{Kind: "died", Date: "2025-12-08", What: en("Died.")}, "told so"))
	f := b.file(ref)
	if f.Releases[0].Release.Exit != "released" || f.Releases[0].Confirmations[0].Step != casebook.StepLeftFacility || f.Events[0].Kind != casebook.Taken {
		t.Errorf("one person changed a fact that takes two: %+v", f.Releases[0])
	}
	if all, err := b.AwaitingSecond(b.ctx, reviewer); err != nil || len(all) != 4 || !all[0].May {
		t.Errorf("%d things wait, %v, want 4", len(all), err)
	}
}

func TestManyReleasesRecordEachCaseByItselfAndNothingTwice(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := b.source("An article")
	one, two, three := b.person("Ana Pérez", source), b.person("Berta Gil", source), b.person("Carla Ruiz", source)
	event, err := b.RecordReleaseEvent(b.ctx, editor, casebook.ReleaseEventDraft{Country: "VE", Date: "2026-01-08", Title: en("Releases"), Cites: cite(source)})
	b.must(err)
	in := casebook.ManyReleasesDraft{
		Cases: []string{string(one), string(two), "VE-1999-0001", string(three), string(two)}, Exit: "released", Step: "left_facility", Date: "2026-01-08", By: en("their lawyers"),
		Conditions: []casebook.ConditionDraft{{Kind: "travel_ban", From: "2026-01-08"}}, Own: []casebook.OwnCondition{{Case: string(two), Kind: "periodic_reporting", Until: "2026-07"}}, Cites: cite(source),
	}
	first, err := b.RecordReleases(b.ctx, editor, event, in)
	b.must(err)
	again, err := b.RecordReleases(b.ctx, editor, event, in)
	b.must(err)
	if len(first) != 4 || !first[0].Done || first[2].Done || first[2].Problem.IsZero() || !first[3].Done || !again[0].Already || !again[3].Already {
		t.Errorf("outcomes are %+v, then %+v", first, again)
	}
	f := b.file(two)
	if len(f.Releases) != 1 || len(f.Releases[0].Confirmations) != 1 || len(f.Releases[0].Conditions) != 2 || len(b.file(one).Releases[0].Conditions) != 1 {
		t.Errorf("the releases of %s are %+v", two, f.Releases)
	}
	in.Step = "verified"
	four := b.person("Dora Paz", source)
	in.Cases = []string{string(four)}
	waits, err := b.RecordReleases(b.ctx, editor, event, in)
	b.must(err)
	if !waits[0].Done || !waits[0].Waits || len(b.file(four).Releases[0].Confirmations) != 0 {
		t.Errorf("a verified release of many is %+v", waits)
	}
}

func TestDetainedAgainInTheSameMatterCountsBothSpells(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := b.source("An article")
	ref := b.person("Ana Pérez", source)
	_, err := b.DetainAgain(b.ctx, editor, ref, casebook.EventDraft{Date: "2026-01-15"})
	b.want(err, fault.Conflict)
	b.freed(ref, source)
	_, err = b.DetainAgain(b.ctx, editor, ref, casebook.EventDraft{Date: "2026-01-15", What: en("Detained again."), Visibility: "public", Cites: cite(source)})
	b.must(err)
	f := b.file(ref)
	if got := f.State().Code; got != casebook.InCustody || len(f.Releases) != 1 || len(f.Releases[0].Confirmations) != 1 {
		t.Errorf("the state is %s with %d releases, want in custody with the release kept", got, len(f.Releases))
	}
	spells := f.Spells()
	if len(spells) != 2 || spells[0].To.String() != "2026-01-08" || spells[1].From.String() != "2026-01-15" {
		t.Errorf("the spells are %+v", spells)
	}
	again, err := b.OpenAgain(b.ctx, editor, ref, casebook.EventDraft{Date: "2026-01-18", What: en("Another matter.")}, cite(source))
	b.must(err)
	if b.file(again).Case.PersonID != f.Case.PersonID || len(b.file(again).Consents) != 0 {
		t.Error("the new case is not of the same person, or took over a ground for publishing")
	}
}

func TestListsAreComparedByWhatAPersonSettled(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := b.source("An article")
	ana, berta := b.person("Ana Pérez", source), b.person("Berta Gil", source)
	event, _ := b.freed(berta, source)
	keep := func(kind, names string) *casebook.ListTally {
		id, err := b.KeepList(b.ctx, editor, event, casebook.ListDraft{Kind: kind, Claimant: en("Somebody"), Names: names, Cites: cite(source)})
		b.must(err)
		l, err := b.ReleaseList(b.ctx, editor, id, 10)
		b.must(err)
		return &l.ListTally
	}
	announced := keep("announced", "1. PEREZ, Ana\n2. Zoe Lugo\n")
	keep("actual", "Lugo Zoe\nHugo Sosa")
	alike, err := b.AlikeCases(b.ctx, editor, announced.Entries[0].Text, 3)
	b.must(err)
	if len(alike) == 0 || alike[0].Case.Ref != ana {
		t.Fatalf("for %q %+v is suggested, want %s", announced.Entries[0].Text, alike, ana)
	}
	b.must(b.SettleEntries(b.ctx, editor, announced.List.ID, []desk.Settlement{{Entry: announced.Entries[0].ID, Version: 1, Match: casebook.IsOurs, Ref: ana}}))
	_, c, err := b.CompareLists(b.ctx, editor, event)
	b.must(err)
	want := map[casebook.Found]int{casebook.OnlyAnnounced: 1, casebook.OnlyActual: 1, casebook.OnBoth: 1, casebook.OnNeither: 1}
	for found, n := range want {
		if c.Known[found] != n {
			t.Errorf("%d people are %s, want %d: %+v", c.Known[found], found, n, c.Rows)
		}
	}
}

func TestAnAssessmentKeepsItsFindingsAndADeadlineIsFound(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := b.source("An article")
	ref := b.person("Ana Pérez", source)
	id, err := b.RecordAssessment(b.ctx, editor, ref, casebook.AssessmentDraft{Frame: "wgad", By: en("Our lawyers"), Findings: []casebook.FindingDraft{
		{Criterion: "I", Answer: "yes", Basis: en("No warrant."), Source: source}, {Criterion: "II"}, {Criterion: "V", Answer: "unclear"},
	}})
	b.must(err)
	b.must(b.EditAssessment(b.ctx, editor, id, 1, casebook.AssessmentDraft{Frame: "wgad", By: en("Our lawyers"), Findings: []casebook.FindingDraft{{Criterion: "I", Answer: "no"}, {Criterion: "III", Answer: "yes"}}}, "read again"))
	j := b.file(ref).Judgements
	if len(j) != 1 || len(j[0].Findings) != 2 || j[0].Findings[0].Answer != "no" || j[0].Met()[0] != "III" {
		t.Errorf("the findings are %+v", j)
	}
	_, err = b.RecordProceeding(b.ctx, editor, ref, casebook.ProceedingDraft{Body: en("A court"), Kind: "appeal", Deadline: "2026-01-25"})
	b.must(err)
	due, err := b.Deadlines(b.ctx, reader, when.NewDay(2026, 1, 31))
	b.must(err)
	early, err := b.Deadlines(b.ctx, reader, when.NewDay(2026, 1, 24))
	b.must(err)
	if len(due) != 1 || due[0].Ref != ref || len(early) != 0 {
		t.Errorf("due are %+v and before %+v", due, early)
	}
}
