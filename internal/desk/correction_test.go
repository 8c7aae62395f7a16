package desk_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/store"
)

// corrections gives what the shelf tells of what was put right.
func (b *bench) corrections() []shelf.Correction {
	b.t.Helper()
	all, _, err := b.shelf.CorrectionsOf(b.ctx, shelf.Corrections{})
	b.must(err)
	return all
}

// sound checks that a shelf built anew from the store says the same.
func (b *bench) sound() {
	b.t.Helper()
	scratch, err := shelf.Open(b.ctx, filepath.Join(b.t.TempDir(), "scratch.db"), shelf.Options{})
	b.must(err)
	defer scratch.Close()
	b.must(b.Verify(b.ctx, scratch))
}

// retell changes the day on which somebody was taken.
func (b *bench) retell(ref casebook.Ref, date, what string) {
	b.t.Helper()
	e := b.file(ref).Events[0]
	b.must(b.EditEvent(b.ctx, editor, e.ID, e.Version, casebook.EventDraft{Kind: "taken", Date: date, What: en(what), Visibility: "public"}, "it was read again"))
}

// correct publishes a case anew as a correction of what is said of the taking.
func (b *bench) correct(ref casebook.Ref, source string, why string) {
	b.t.Helper()
	id, err := b.RequestCorrection(b.ctx, editor, b.on(ref), "", "", &casebook.CorrectionDraft{
		Is: casebook.WasWrong, Why: en(why), Source: source, Parts: []string{"timeline.0>timeline.0"},
	})
	b.must(err)
	b.must(b.ApproveReview(b.ctx, second, id, ""))
}

func TestACorrectionTellsWhatWasSaidAndWhatIsSaidNow(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Rojas", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.retell(ref, "2025-12-07", "Taken at night.")
	b.correct(ref, src, "The article was misread.")
	all := b.corrections()
	if len(all) != 1 || all[0].Key != string(ref) || all[0].Country != "VE" {
		t.Fatalf("got %+v, want one correction of %s", all, ref)
	}
	var said public.Correction
	b.must(json.Unmarshal(all[0].Said, &said))
	parts, err := said.Corrected(all[0].Kind, all[0].Was, all[0].Now)
	b.must(err)
	if len(parts) != 1 || parts[0].Was.Values[0].Date.String() != "2025-12-08" || parts[0].Now.Values[0].Date.String() != "2025-12-07" || said.Why.En != "The article was misread." {
		t.Errorf("it says %+v because of %q", parts, said.Why.En)
	}
	if got := b.shown(ref); got.Version != 2 {
		t.Errorf("the case is at version %d", got.Version)
	}
	b.sound()
	b.retell(ref, "2025-12-07", "Taken at dawn.")
	b.must(b.Publish(b.ctx, editor, b.on(ref))) // new, and no correction
	if again := b.corrections(); len(again) != 1 || again[0].Now == nil {
		t.Errorf("after another edition: %+v", again)
	}
	b.sound()
}

func TestWhoAsksSaysWhetherSomethingWasWrong(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Rojas", src)
	ask := func(said casebook.CorrectionDraft) error {
		_, err := b.RequestCorrection(b.ctx, editor, b.on(ref), "", "", &said)
		return err
	}
	b.must(ask(casebook.CorrectionDraft{})) // a first publication corrects nothing
	open, err := b.LastReview(b.ctx, editor, b.on(ref))
	b.must(err)
	b.must(b.ApproveReview(b.ctx, second, open.ID, ""))
	b.retell(ref, "2025-12-07", "Taken.")
	parts := []string{"timeline.0>timeline.0"}
	for name, tt := range map[string]struct {
		said  casebook.CorrectionDraft
		field string
	}{
		"nothing said":           {casebook.CorrectionDraft{}, "correction.is"},
		"no reason":              {casebook.CorrectionDraft{Is: "correction", Parts: parts, Source: src}, "correction.why"},
		"nothing ticked":         {casebook.CorrectionDraft{Is: "correction", Why: en("Misread."), Source: src}, "correction.parts"},
		"no source":              {casebook.CorrectionDraft{Is: "correction", Why: en("Misread."), Parts: parts}, "correction.source"},
		"a source not named":     {casebook.CorrectionDraft{Is: "correction", Why: en("Misread."), Parts: parts, Source: "elsewhere"}, "correction.source"},
		"a reason without end":   {casebook.CorrectionDraft{Is: "correction", Why: en(strings.Repeat("x", 501)), Parts: parts, Source: src}, "correction.why"},
		"an answer that is none": {casebook.CorrectionDraft{Is: "perhaps"}, "correction.is"},
	} {
		if err := ask(tt.said); !fault.Is(err, fault.Invalid) || fault.FieldsOf(err)[tt.field].IsZero() {
			t.Errorf("%s: got %v with %v, want %s to be named", name, err, fault.FieldsOf(err), tt.field)
		}
	}
	b.want(ask(casebook.CorrectionDraft{Is: "correction", Why: en("Misread."), Parts: []string{"name>name"}, Source: src}), fault.Conflict)
	b.must(ask(casebook.CorrectionDraft{Is: "new"}))
}

func TestACorrectionGoesWithWhatItTells(t *testing.T) {
	t.Parallel()
	for name, off := range map[string]func(b *bench, ref casebook.Ref) error{
		"withdrawn":  func(b *bench, ref casebook.Ref) error { return b.Withdraw(b.ctx, editor, b.on(ref), "they asked") },
		"taken back": func(b *bench, ref casebook.Ref) error { return b.TakeBack(b.ctx, editor, b.on(ref), "a danger") },
		"consent withdrawn": func(b *bench, ref casebook.Ref) error {
			return b.WithdrawConsent(b.ctx, editor, ref, b.file(ref).Consents[0].ID, "they asked")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			src := b.source("An article")
			ref := b.person("Ana Rojas", src)
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			b.retell(ref, "2025-12-07", "Taken at night.")
			b.correct(ref, src, "The article was misread.")
			b.must(off(b, ref))
			all := b.corrections()
			if len(all) != 1 || all[0].Said != nil || all[0].Was != nil || all[0].Now != nil || all[0].Country != "" {
				t.Errorf("of what was taken off the corrections tell %+v; want that there was one", all)
			}
			b.sound()
			b.must(b.Republish(b.ctx))
			if all := b.corrections(); len(all) != 1 || all[0].Said != nil {
				t.Errorf("built anew they tell %+v", all)
			}
		})
	}
}

func TestACorrectionOfANumberThatIsTakenOffWasNever(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	id, err := b.RecordCount(b.ctx, editor, casebook.CountDraft{Country: "VE", Claimant: en("A group"), Measure: "held", Population: en("people"), Min: "40", Max: "40", Cites: cite(src)})
	b.must(err)
	on := casebook.Subject{Kind: casebook.OnCount, ID: id}
	b.must(b.Publish(b.ctx, editor, on))
	row, err := store.Get[casebook.Count](b.ctx, b.store.Whole(), id)
	b.must(err)
	b.must(b.EditCount(b.ctx, editor.Because("misread"), id, row.Version, casebook.CountDraft{Country: "VE", Claimant: en("A group"), Measure: "held", Population: en("people"), Min: "14", Max: "14"}, "misread"))
	asked, err := b.RequestCorrection(b.ctx, editor, on, "", "", &casebook.CorrectionDraft{Is: "correction", Why: en("Fourteen, not forty."), Source: src, Parts: []string{"number>number"}})
	b.must(err)
	b.must(b.ApproveReview(b.ctx, second, asked, ""))
	if all := b.corrections(); len(all) != 1 {
		t.Fatalf("got %d corrections, want 1", len(all))
	}
	b.sound()
	b.must(b.TakeBack(b.ctx, editor, on, "it is doubted"))
	if all := b.corrections(); len(all) != 0 {
		t.Errorf("got %+v, want none", all)
	}
	b.sound()
}

func TestASourceThatMayNotBeNamedLeavesTheEarlierEditions(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src, other := b.source("An article with a telling title"), b.source("Another article")
	ref := b.person("Ana Rojas", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.retell(ref, "2025-12-07", "Taken at night.")
	b.must(b.CiteSource(b.ctx, editor.Because("a second source"), casebook.Subject{Kind: casebook.OnEvent, ID: b.file(ref).Events[0].ID}, cite(other)[0]))
	b.correct(ref, src, "It was misread.")
	b.must(b.TakeBack(b.ctx, editor, casebook.Subject{Kind: casebook.OnSource, ID: casebook.ID(src)}, "it endangers somebody"))
	editions, err := b.shelf.Editions(b.ctx, public.DocCase, string(ref))
	b.must(err)
	for _, e := range editions {
		if strings.Contains(string(e.Document), "telling title") {
			t.Errorf("the edition of %s names the source", e.At)
		}
	}
	all := b.corrections()
	var said public.Correction
	b.must(json.Unmarshal(all[0].Said, &said))
	if source, err := said.SourceOf(all[0].Kind, all[0].Now); source != nil || err != nil {
		t.Errorf("the correction names %+v (%v)", source, err)
	}
	b.sound()
}

func TestAPlaceThatNothingNamesAnyMoreLosesItsPage(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	slug, err := b.AddFacility(b.ctx, editor, casebook.FacilityDraft{Name: "The old mill", Country: "VE", Visibility: "public"})
	b.must(err)
	ref := b.person("Ana Rojas", src)
	at := func(place string) {
		e := b.file(ref).Events[0]
		b.must(b.EditEvent(b.ctx, editor, e.ID, e.Version, casebook.EventDraft{Kind: "taken", Date: "2025-12-08", What: en("Taken."), Facility: place, Visibility: "public"}, "read again"))
		b.must(b.Publish(b.ctx, editor, b.on(ref)))
	}
	at(slug)
	if _, err := shelf1[public.FacilityPage](b, public.DocFacility, slug); err != nil {
		t.Fatal(err)
	}
	at("")
	if _, err := shelf1[public.FacilityPage](b, public.DocFacility, slug); !fault.Is(err, fault.NotFound) {
		t.Errorf("a place that no public document names has a page: %v", err)
	}
	b.sound()
}
