package desk_test

import (
	"strings"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// additions are what can be added to a case and to a release event, each with
// what makes the public read it.
var additions = []struct {
	name string
	add  func(b *bench, by access.Actor, ref casebook.Ref, x added) error
}{
	{"an event", func(b *bench, by access.Actor, ref casebook.Ref, x added) error {
		_, err := b.RecordEvent(b.ctx, by, ref, casebook.EventDraft{Kind: "moved", Date: "2026-01-02", Visibility: "public", What: en("Moved."), Cites: cite(x.source)})
		return err
	}},
	{"a death, which waits for a second person", func(b *bench, by access.Actor, ref casebook.Ref, x added) error {
		_, err := b.RecordEvent(b.ctx, by, ref, casebook.EventDraft{Kind: "died", Date: "2026-01-02", Visibility: "public", What: en("Died."), Cites: cite(x.source)})
		return err
	}},
	{"a name", func(b *bench, by access.Actor, ref casebook.Ref, x added) error {
		return b.AddName(b.ctx, by, ref, casebook.NameDraft{Text: "Anita", Kind: "nickname", Visibility: "public"}, nil)
	}},
	{"a claim", func(b *bench, by access.Actor, ref casebook.Ref, x added) error {
		_, err := b.AddClaim(b.ctx, by, x.event, casebook.ClaimDraft{Field: "date", Exact: "2025-12-09", Visibility: "public", Cites: cite(x.source)})
		return err
	}},
	{"a citation", func(b *bench, by access.Actor, ref casebook.Ref, x added) error {
		return b.CiteSource(b.ctx, by, x.event, cite(x.source)[0])
	}},
	{"a charge", func(b *bench, by access.Actor, ref casebook.Ref, x added) error {
		return b.RecordCharge(b.ctx, by, ref, casebook.ChargeDraft{Text: en("Conspiracy"), Outcome: "pending"}, cite(x.source))
	}},
	{"a proceeding", func(b *bench, by access.Actor, ref casebook.Ref, x added) error {
		_, err := b.RecordProceeding(b.ctx, by, ref, casebook.ProceedingDraft{Body: en("A court"), Kind: "habeas_corpus", Cites: cite(x.source)})
		return err
	}},
	{"a release", func(b *bench, by access.Actor, ref casebook.Ref, x added) error {
		_, err := b.RecordRelease(b.ctx, by, casebook.ReleaseDraft{Event: string(x.swap), Case: string(ref), Cites: cite(x.source)})
		return err
	}},
	{"people without names in a release", func(b *bench, by access.Actor, ref casebook.Ref, x added) error {
		return b.RecordUnnamed(b.ctx, by, x.swap, casebook.UnnamedDraft{Min: "5", Population: en("Others"), Cites: cite(x.source)})
	}},
}

// added is what the additions hang on.
type added struct {
	source string
	event  casebook.Subject
	swap   casebook.ID
}

func (b *bench) toAddTo() (casebook.Ref, added) {
	b.t.Helper()
	src := b.source("An article")
	ref := b.person("Ana Ejemplo", src)
	swap, err := b.RecordReleaseEvent(b.ctx, editor, casebook.ReleaseEventDraft{Country: "VE", Date: "2026-01-13", Title: en("Releases"), Cites: cite(src)})
	b.must(err)
	return ref, added{src, b.takenEvent(ref), swap}
}

func TestWhatIsAddedToAPublicCaseIsGivenAReason(t *testing.T) {
	t.Parallel()
	for _, tt := range additions {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			ref, x := b.toAddTo()
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			b.must(b.Publish(b.ctx, editor, casebook.Subject{Kind: casebook.OnReleaseEvent, ID: x.swap}))
			err := tt.add(b, worker, ref, x)
			b.want(err, fault.Invalid)
			if fault.FieldsOf(err)["reason"].IsZero() {
				t.Errorf("without a reason: %v, want it at the field “reason”", err)
			}
			b.must(tt.add(b, worker.Because("  her lawyer wrote "), ref, x))
			history, err := b.store.Whole().Revisions(b.ctx, store.RevisionFilter{Limit: 1})
			b.must(err)
			if !strings.Contains(history[0].Reason, "her lawyer wrote") || strings.TrimSpace(history[0].Reason) != history[0].Reason {
				t.Errorf("the history keeps %q as the reason", history[0].Reason)
			}
		})
	}
}

func TestWhatThePublicDoesNotReadNeedsNoReason(t *testing.T) {
	t.Parallel()
	for _, tt := range additions {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			ref, x := b.toAddTo()
			b.must(tt.add(b, worker, ref, x))
		})
	}
	t.Run("what is for staff in a public case", func(t *testing.T) {
		t.Parallel()
		b := newBench(t)
		ref, x := b.toAddTo()
		b.must(b.Publish(b.ctx, editor, b.on(ref)))
		_, err := b.RecordEvent(b.ctx, worker, ref, casebook.EventDraft{Kind: "moved", What: en("Moved."), Cites: cite(x.source)})
		b.must(err)
		b.must(b.AddName(b.ctx, worker, ref, casebook.NameDraft{Text: "Anita", Kind: "nickname"}, nil))
		_, err = b.AddClaim(b.ctx, worker, x.event, casebook.ClaimDraft{Field: "date", Exact: "2025-12-09", Cites: cite(x.source)})
		b.must(err)
	})
}
