package desk_test

import (
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
)

func TestWhatStaysBehindIsToldBeforePublishing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	id, err := b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "hospitalised", What: en("Kept for staff."), Cites: cite(src)})
	b.must(err)
	got, err := b.StaysBehind(b.ctx, editor, b.on(ref))
	b.must(err)
	if len(got) != 1 || got[0].Subject != (casebook.Subject{Kind: casebook.OnEvent, ID: id}) || got[0].What.En != "Kept for staff." {
		t.Errorf("got left out %+v, want the event that is for staff", got)
	}
}

// The source of another dating is named on the page, and so must have one.
func TestAnEventOfACountryIsPublishedWithItsOtherDatingsAndTheirSources(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src, other := b.source("An article"), b.source("Another one")
	id, err := b.RecordContext(b.ctx, editor, casebook.ContextDraft{Country: "VE", Date: "[2026-01-08,2026-01-09]", What: en("Strikes called off."), Cites: cite(src)})
	b.must(err)
	on := casebook.Subject{Kind: casebook.OnContext, ID: id}
	_, err = b.AddClaim(b.ctx, editor, on, casebook.ClaimDraft{Field: "date", Value: en("Thursday."), Standing: "also_reported", Visibility: "public", Cites: cite(other)})
	b.must(err)
	_, err = b.AddClaim(b.ctx, editor, on, casebook.ClaimDraft{Field: "date", Value: en("For staff."), Standing: "also_reported", Cites: cite(src)})
	b.must(err)
	behind, err := b.StaysBehind(b.ctx, editor, on)
	b.must(err)
	b.must(b.Publish(b.ctx, editor, on))
	doc, err := shelf1[public.ContextEvent](b, public.DocContext, string(id))
	b.must(err)
	if len(behind) != 1 || len(doc.Also) != 1 || doc.Also[0].Value.En != "Thursday." {
		t.Errorf("got also %+v with %d left out, want Thursday with one left out", doc.Also, len(behind))
	}
	if _, err := shelf1[public.Source](b, public.DocSource, other); err != nil {
		t.Errorf("got %v for the source of the other dating, want its page", err)
	}
	if _, err := b.StaysBehind(b.ctx, access.Actor{}, on); !fault.Is(err, fault.SignedOut) {
		t.Errorf("got %v, want to be asked to sign in", err)
	}
}
