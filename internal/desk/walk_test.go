package desk_test

import (
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/fault"
)

func TestAWalkGoesThroughEverythingThatRestsOnASource(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	root, other := b.source("The root"), b.source("Another root")
	repeat, err := b.AddSource(b.ctx, editor, casebook.SourceDraft{Title: "It repeats", Kind: "news_article", Visibility: "public", DerivedFrom: []string{root}})
	b.must(err)
	ref := b.person("Ana Ejemplo", string(repeat)) // the case and the event rest on the root through it
	event := b.takenEvent(ref)
	b.must(b.CiteSource(b.ctx, editor, b.on(ref), casebook.CitationDraft{Source: other}))
	claim := b.claimOf(event, "date", "2025-12-09", "6", root)
	b.must(b.Publish(b.ctx, system, b.on(ref)))

	taken, err := b.Taken(b.ctx, reader, casebook.ID(root))
	b.must(err)
	verdicts := map[casebook.SubjectKind]string{}
	for _, item := range taken.Items {
		verdicts[item.Subject.Kind] = item.Verdict
	}
	if verdicts[casebook.OnCase] != casebook.RestStays || verdicts[casebook.OnEvent] != casebook.RestFalls || verdicts[casebook.OnClaim] != casebook.RestFalls {
		t.Errorf("without the source %v", verdicts)
	}
	if len(taken.Documents) != 1 || taken.Documents[0].Key != string(ref) {
		t.Errorf("affected are %+v, want the case", taken.Documents)
	}

	in := casebook.WalkDraft{Cause: "withdrawn", What: "The paper took it back."}
	_, err = b.StartWalk(b.ctx, reader, casebook.ID(root), in)
	b.want(err, fault.Denied)
	_, err = b.StartWalk(b.ctx, worker, casebook.ID(root), casebook.WalkDraft{Cause: "withdrawn"})
	b.want(err, fault.Invalid)
	id, err := b.StartWalk(b.ctx, worker, casebook.ID(root), in)
	b.must(err)
	_, err = b.StartWalk(b.ctx, editor, casebook.ID(root), in)
	b.want(err, fault.Conflict)

	b.want(b.CloseWalk(b.ctx, worker, id, 1), fault.Conflict)
	decide := func(on casebook.SubjectKind, d casebook.DecisionDraft) error {
		f, err := b.Walk(b.ctx, editor, id)
		b.must(err)
		for _, s := range f.Steps {
			if s.Step.SubjectKind == on {
				return b.DecideStep(b.ctx, editor, s.Step.ID, s.Step.Version, d)
			}
		}
		t.Fatalf("no step is about a %s", on)
		return nil
	}
	b.want(decide(casebook.OnCase, casebook.DecisionDraft{Decision: "untie"}), fault.Invalid)
	b.want(decide(casebook.OnCase, casebook.DecisionDraft{Decision: "remove", Reason: "x"}), fault.Invalid)
	b.must(decide(casebook.OnCase, casebook.DecisionDraft{Decision: "untie", Reason: "the other tells it"}))
	b.want(decide(casebook.OnEvent, casebook.DecisionDraft{Decision: "replace", Reason: "x"}), fault.Invalid)
	b.want(decide(casebook.OnEvent, casebook.DecisionDraft{Decision: "change", Reason: "x"}), fault.Invalid)
	b.must(decide(casebook.OnEvent, casebook.DecisionDraft{Decision: "replace", Reason: "found there", Cite: casebook.CitationDraft{Source: other, Quote: "taken"}}))
	f, err := b.Walk(b.ctx, reader, id)
	b.must(err)
	if f.Left != 1 || f.Stop(f.Next).Step.SubjectID != claim {
		t.Errorf("left are %d, the next %+v; a walk that was left must go on where it was", f.Left, f.Stop(f.Next))
	}
	b.must(decide(casebook.OnClaim, casebook.DecisionDraft{Decision: "retract", Reason: "taken back"}))
	b.must(b.CloseWalk(b.ctx, worker, id, 1))
	if got := b.claim(claim); got.RetractedAt == nil {
		t.Error("the claim was not retracted")
	}
	file := b.file(ref)
	for _, on := range []casebook.Subject{b.on(ref), event} {
		if cites := file.Of(on.Kind, on.ID); len(cites) != 1 || string(cites[0].SourceID) != other {
			t.Errorf("the %s rests on %+v, want the other source alone", on.Kind, cites)
		}
	}
	b.want(decide(casebook.OnClaim, casebook.DecisionDraft{Decision: "keep", Reason: "x"}), fault.Conflict)
	if f, err = b.Walk(b.ctx, reader, id); err != nil || f.Counts["retract"] != 1 || f.Walk.ClosedName == "" {
		t.Errorf("the summary is %+v, %v", f.Counts, err)
	}
}
