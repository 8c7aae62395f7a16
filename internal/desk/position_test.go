package desk_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
)

// position records a position on a case.
func (b *bench) position(ref casebook.Ref, what, source string) casebook.Subject {
	b.t.Helper()
	in := casebook.PositionDraft{Country: "VE", Authority: en("The ministry"), Stance: "denies", OnKind: "case", OnKey: string(ref), What: en(what)}
	if source != "" {
		in.Cites = []casebook.CitationDraft{{Source: source, Quote: "we know of no such person"}}
	}
	id, err := b.RecordPosition(b.ctx, worker.Because("it is new"), in)
	b.must(err)
	return casebook.Subject{Kind: casebook.OnPosition, ID: id}
}

// says gives what the public reads of positions on the page of a case, and
// fails when a document of their own says something else.
func (b *bench) says(ref casebook.Ref) []string {
	b.t.Helper()
	var all []string
	for _, p := range b.shown(ref).Positions {
		own, err := shelf1[public.Position](b, public.DocPosition, p.ID)
		if err != nil || own.What != p.What || own.OnKey != string(ref) {
			b.t.Errorf("on the page it says %q, in its own document %+v, %v", p.What.En, own, err)
		}
		all = append(all, p.What.En)
	}
	return all
}

// wantSays compares what the public reads of positions on a case.
func (b *bench) wantSays(when string, ref casebook.Ref, want ...string) {
	b.t.Helper()
	got := b.says(ref)
	if len(got) != len(want) {
		b.t.Errorf("%s the page says %q, want %q", when, got, want)
		return
	}
	for i := range want {
		if got[i] != want[i] {
			b.t.Errorf("%s the page says %q, want %q", when, got, want)
		}
	}
}

func TestAPositionOnACaseComesToThePublicInOneRound(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	b.position(ref, "Denied.", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.wantSays("published with its case", ref, "Denied.")

	later := b.position(ref, "Denied again.", src)
	b.wantSays("before a second person saw the next", ref, "Denied.")
	b.must(b.Publish(b.ctx, editor, later))
	b.wantSays("published by itself", ref, "Denied.", "Denied again.")

	b.position(ref, "Denied for good.", src)
	if changed, err := b.Unpublished(b.ctx, editor, ref); err != nil || !changed {
		t.Errorf("a new position changes nothing of the page: %t, %v", changed, err)
	}
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.wantSays("published with the case again", ref, "Denied.", "Denied again.", "Denied for good.")

	row, err := b.Position(b.ctx, editor, later.ID)
	b.must(err)
	edited := casebook.PositionDraft{Country: "VE", Authority: en("The ministry"), Stance: "acknowledges", OnKind: "case", OnKey: string(ref), What: en("Said so.")}
	b.must(b.EditPosition(b.ctx, worker, later.ID, row.Version, edited, "a slip"))
	b.wantSays("before a second person saw the edit", ref, "Denied.", "Denied again.", "Denied for good.")
	b.must(b.Publish(b.ctx, editor, later))
	b.wantSays("after", ref, "Denied.", "Said so.", "Denied for good.")
	b.rebuilt()
}

func TestTheReviewOfAPositionShowsThePageOfItsCase(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	p, err := b.Prospect(b.ctx, editor, b.position(ref, "Denied.", src))
	b.must(err)
	var kinds []string
	for _, w := range p.Would {
		kinds = append(kinds, w.Kind)
	}
	if diff := cmp.Diff([]string{public.DocCase, public.DocSource, public.DocPosition}, kinds); diff != "" || p.Same() {
		t.Errorf("it would show what is public already: %t, and (-want +got):\n%s", p.Same(), diff)
	}
	if behind, err := b.StaysBehind(b.ctx, editor, b.on(ref)); err != nil || len(behind) > 0 {
		t.Errorf("%+v would stay behind, %v; want nothing", behind, err)
	}
}

func TestAPositionOnACaseThatIsNotPublicWaitsForIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	on := b.position(ref, "Denied.", src)
	_, err := b.RequestReview(b.ctx, editor, on, "", "")
	b.want(err, fault.Invalid)
}

func TestAPositionWithoutASourceStaysBehindAndIsNamed(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	on := b.position(ref, "Denied.", "")
	behind, err := b.StaysBehind(b.ctx, editor, b.on(ref))
	b.must(err)
	if len(behind) != 1 || behind[0].Subject != on {
		t.Errorf("what stays behind is %+v, want the position", behind)
	}
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.wantSays("without a source", ref)
}

func TestARequestForAPositionLapsesWhenItComesWithItsCase(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	on := b.position(ref, "Denied.", src)
	waiting, err := b.RequestReview(b.ctx, editor, on, "", "")
	b.must(err)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.wantSays("with the case", ref, "Denied.")
	if got := b.reviewed(waiting); got.State != casebook.ReviewLapsed || got.Remarks != "with_case" {
		t.Errorf("the request for it is %s, %s; want it lapsed", got.State, got.Remarks)
	}
}

func TestAPositionThatIsTakenOffIsGoneFromThePageOfItsCase(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src, own := b.source("An article"), b.source("A statement of the ministry")
	ref := b.person("Ana Ejemplo", src)
	on := b.position(ref, "Denied.", own)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	if !b.stands(own) {
		t.Error("its source has no page")
	}
	_, err := b.RecordEvent(b.ctx, worker.Because("a lawyer says so"), ref, casebook.EventDraft{Kind: "hearing", What: en("Heard."), Visibility: "public", Cites: cite(src)})
	b.must(err)
	before := len(b.shown(ref).Timeline)
	b.must(b.TakeBack(b.ctx, editor, on, "it was another person"))
	b.wantSays("taken off", ref)
	if got := b.shown(ref); len(got.Timeline) != before || len(got.Sources) != 1 || got.Sources[0].ID != src {
		t.Errorf("the page has %d events and the sources %+v; want what it had, without those of the position", len(got.Timeline), got.Sources)
	}
	if b.stands(own) {
		t.Error("the source that only the position cites has a page")
	}
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.wantSays("published again", ref)
	b.must(b.Publish(b.ctx, editor, on))
	b.wantSays("asked for by itself", ref, "Denied.")
	b.rebuilt()
}

func TestAPositionGoesAndComesWithItsCase(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	on := b.position(ref, "Denied.", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.must(b.TakeBack(b.ctx, editor, b.on(ref), "to be looked at again"))
	if _, err := shelf1[public.Position](b, public.DocPosition, string(on.ID)); err == nil {
		t.Error("the position stands without its case")
	}
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.wantSays("with the case again", ref, "Denied.")
	b.rebuilt()
}
