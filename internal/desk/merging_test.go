package desk_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/store"
)

// decide looks at two cases and takes one side wherever there is a choice: what
// both tell happened once, and the one that stays is gone by.
func (b *bench) decide(by access.Actor, stays, goes casebook.Ref, cases bool) casebook.MergeDraft {
	b.t.Helper()
	m, err := b.Merging(b.ctx, by, stays, goes, cases)
	b.must(err)
	d := casebook.MergeDraft{Other: string(goes), Seen: m.Seen, Choose: map[string]string{}}
	for _, f := range m.Differ {
		d.Choose[f.Key()] = casebook.MergeStays
	}
	for range m.Doubles {
		d.Doubles = append(d.Doubles, casebook.MergeSame)
	}
	return d
}

// merge merges two cases at once, or fails.
func (b *bench) merge(stays, goes casebook.Ref) {
	b.t.Helper()
	waits, err := b.MergeCases(b.ctx, editor, stays, b.decide(editor, stays, goes, true), "the same arrest, told twice")
	b.must(err)
	if waits {
		b.t.Fatalf("merging %s into %s waits for a second person", goes, stays)
	}
}

// names lists the names of a case in the order in which they were recorded.
func names(f *casebook.File) []string {
	var all []string
	for _, n := range f.Names {
		all = append(all, n.Text)
	}
	return all
}

func TestTwoCasesBecomeOneAndNothingIsLost(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src, other := b.source("An article"), b.source("Another article")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", other)
	third := b.person("Ben Beispiel", src)
	crowd, _ := b.crowd("2", src)
	b.must(b.LinkSlot(b.ctx, editor, crowd, 1, 1, string(goes), "her family says so"))
	_, err := b.RecordEvent(b.ctx, editor, goes, casebook.EventDraft{Kind: "family_visit", Date: "2026-01-04", What: en("Her mother saw her."), Cites: cite(other)})
	b.must(err)
	b.must(b.RecordCharge(b.ctx, editor, goes, casebook.ChargeDraft{Text: en("Conspiracy")}, cite(other)))
	_, err = b.AddClaim(b.ctx, editor, b.on(goes), casebook.ClaimDraft{Field: "other", Value: en("She is ill."), Cites: cite(other)})
	b.must(err)
	for _, to := range []casebook.Ref{stays, third} {
		b.must(b.StateOverlap(b.ctx, editor, goes, casebook.OverlapDraft{Other: string(to), Note: en("Perhaps.")}, cite(other)))
	}
	b.must(b.SetTags(b.ctx, editor, goes, []string{"urgent"}))
	b.must(b.Assign(b.ctx, admin, goes, wilma.ID, "caseworker", ""))
	was := b.file(goes)

	b.merge(stays, goes)
	f := b.file(stays)
	if got, want := names(f), []string{"Ana Ejemplo", "Anna Ejemplo"}; !slices.Equal(got, want) {
		t.Errorf("the names are %v, want %v", got, want)
	}
	if f.DisplayName().Text != "Ana Ejemplo" {
		t.Errorf("%q stands first, want the name of the case that stays", f.DisplayName().Text)
	}
	var told []string
	for _, e := range f.Events {
		told = append(told, fmt.Sprintf("%s %d", e.Kind, len(f.Of(casebook.OnEvent, e.ID))))
	}
	if got := strings.Join(told, ", "); got != "taken 2, family_visit 1" {
		t.Errorf("the events with their sources are %q, want the arrest once with both, and the visit", got)
	}
	if len(f.Charges) != 1 || len(f.Consents) != 2 || len(f.MemberOf) != 1 || len(f.Overlaps) != 1 {
		t.Errorf("%d charges, %d consents, %d places, %d overlaps; want 1, 2, 1, 1", len(f.Charges), len(f.Consents), len(f.MemberOf), len(f.Overlaps))
	}
	if !slices.ContainsFunc(f.Claims, func(c casebook.Claim) bool { return c.Value.En == "She is ill." }) {
		t.Errorf("what was claimed of the case that went is not among %+v", f.Claims)
	}
	if on, _, err := b.Tags(b.ctx, editor, f.Case.ID); err != nil || !slices.Equal(on, []string{"urgent"}) {
		t.Errorf("the tags are %v, %v", on, err)
	}
	if people, err := b.People(b.ctx, admin, stays); err != nil || len(people.All) != 1 || people.All[0].UserID != wilma.ID {
		t.Errorf("who works on it is %+v, %v; want Wilma", people, err)
	}
	gone := b.file(goes)
	if gone.Case.MergedInto != f.Case.ID || gone.Case.Publication != casebook.Merged || len(gone.Events)+len(gone.Charges)+len(gone.Consents) != 0 {
		t.Errorf("of the case that went stays %+v with %d events", gone.Case, len(gone.Events))
	}
	if _, err := store.Get[casebook.Person](b.ctx, b.store.Whole(), was.Person.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("the second person record is still there: %v", err)
	}
	history, err := b.History(b.ctx, editor, store.RevisionFilter{CaseID: was.Case.ID, Limit: -1})
	b.must(err)
	if len(history) < 10 || history[0].Operation != "MergeCases" || history[0].Reason != "the same arrest, told twice" {
		t.Errorf("the history of the case that went has %d entries and ends with %+v", len(history), history[0])
	}
	lines, err := b.Cases(b.ctx, editor, store.CaseFilter{Text: "Ejemplo"})
	b.must(err)
	if len(lines) != 1 || lines[0].Case.Ref != stays {
		t.Errorf("a search for the name finds %+v, want the case that stays alone", lines)
	}
}

func TestAMergeAsksForEveryDecision(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", src)
	for ref, birth := range map[casebook.Ref]string{stays: "1980-01-01", goes: "1981-01-01"} {
		b.must(b.EditCase(b.ctx, editor, ref, b.file(ref).Case.Version, casebook.CaseDraft{Kind: "person", Country: "VE", Summary: en("A person is held."), Birth: birth}, "she says so"))
	}
	m, err := b.Merging(b.ctx, editor, stays, goes, true)
	b.must(err)
	if len(m.Warned) == 0 {
		t.Error("two days of birth are not warned of")
	}
	d := casebook.MergeDraft{Other: string(goes), Seen: m.Seen}
	_, err = b.MergeCases(b.ctx, editor, stays, d, "one person")
	b.want(err, fault.Invalid)
	if got := fault.FieldsOf(err).Names(); !slices.Equal(got, []string{"choose.person.birth", "double.0.same"}) {
		t.Errorf("asked for %v, want the day of birth and the arrest", got)
	}
	_, err = b.MergeCases(b.ctx, editor, stays, d, " ")
	if _, ok := fault.FieldsOf(err)["reason"]; !ok {
		t.Errorf("without a reason: %v", err)
	}
	d.Choose, d.Doubles = map[string]string{"person.birth": casebook.MergeGoes}, []string{casebook.MergeBoth}
	_, err = b.MergeCases(b.ctx, editor, stays, d, "one person")
	b.must(err)
	f := b.file(stays)
	if f.Person.Birth.String() != "1981-01-01" || len(f.Events) != 2 {
		t.Errorf("born %s, %d events; want what was chosen", f.Person.Birth, len(f.Events))
	}
	kept := slices.IndexFunc(f.Claims, func(c casebook.Claim) bool { return c.Field == "birth" })
	if kept < 0 || f.Claims[kept].Exact != "1980-01-01" || f.Claims[kept].Standing != casebook.AlsoReported || f.Claims[kept].Visibility != casebook.Staff {
		t.Errorf("the other day of birth is not kept as also reported: %+v", f.Claims)
	}
}

// What two tell of one event differently is kept beside it, with the sources of
// each.
func TestAnEventToldTwiceKeepsWhatBothSay(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src, other := b.source("An article"), b.source("Another")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", other)
	e := b.file(goes).Events[0]
	b.must(b.EditEvent(b.ctx, editor, e.ID, e.Version, casebook.EventDraft{Kind: "taken", Date: "[2025-12-08..2025-12-10]", Place: en("Caracas"), What: en("Taken."), Visibility: "public"}, "mended"))
	b.merge(stays, goes)
	f := b.file(stays)
	got := f.Events[0]
	if len(f.Events) != 1 || got.Date.String() != "2025-12-08" || got.Place.En != "Caracas" {
		t.Errorf("the event is %+v, want the day of the case that stays and the place that only the other told", got)
	}
	i := slices.IndexFunc(f.Claims, func(c casebook.Claim) bool { return c.SubjectID == got.ID && c.Field == "date" })
	if i < 0 || f.Claims[i].Exact != "[2025-12-08..2025-12-10]" || len(f.Of(casebook.OnClaim, f.Claims[i].ID)) != 1 {
		t.Errorf("the other date is not kept with its source: %+v", f.Claims)
	}
}

func TestWhatCannotBeMergedIsRefusedWithWhatToDo(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("An article")
	ana := b.person("Ana Ejemplo", src)
	shown := b.person("Ben Beispiel", src)
	b.must(b.Publish(b.ctx, editor, b.on(shown)))
	crowd, _ := b.crowd("2", src)
	withdrawn := b.person("Cleo Muestra", src)
	b.must(b.Publish(b.ctx, editor, b.on(withdrawn)))
	b.must(b.Withdraw(b.ctx, editor, b.on(withdrawn), "she asked"))
	embargoed := b.person("Dora Prueba", src)
	b.must(b.EditCase(b.ctx, editor, embargoed, b.file(embargoed).Case.Version, casebook.CaseDraft{Kind: "person", Country: "VE", EmbargoUntil: "2099-01-01"}, "asked"))
	shy := b.person("Eva Prueba", src)
	b.must(b.WithdrawConsent(b.ctx, editor, shy, b.file(shy).Consents[0].ID, "she asked"))
	one, two := b.person("Fay Prueba", src), b.person("Gus Prueba", src)
	b.must(b.LinkSlot(b.ctx, editor, crowd, 1, 1, string(one), "said"))
	b.must(b.LinkSlot(b.ctx, editor, crowd, 2, 1, string(two), "said"))
	shut := b.shut(src)
	for _, c := range []struct {
		name        string
		by          access.Actor
		stays, goes casebook.Ref
		says        string
	}{
		{"itself", editor, ana, ana, "This is the case itself."},
		{"a group", editor, ana, crowd, "is about a group"},
		{"a public one into a draft", editor, ana, shown, "Keep " + string(shown)},
		{"a withdrawn one", editor, ana, withdrawn, "withdrawn for good"},
		{"an embargo into a public one", editor, shown, embargoed, "must not be shown before 2099-01-01"},
		{"withdrawn consent into a public one", editor, shown, shy, "The stricter one holds"},
		{"two places of one group", editor, one, two, "Nobody stands in two places"},
		{"a restricted one into an open one", worker, ana, shut, "Restrict " + string(ana) + " first"},
	} {
		m, err := b.Merging(b.ctx, c.by, c.stays, c.goes, true)
		b.must(err)
		if len(m.Refused) == 0 || !strings.Contains(m.Refused[0].String(), c.says) {
			t.Errorf("%s is refused with %v, want %q", c.name, m.Refused, c.says)
		}
		_, err = b.MergeCases(b.ctx, c.by, c.stays, casebook.MergeDraft{Other: string(c.goes), Seen: m.Seen}, "because")
		b.want(err, fault.Invalid)
	}
}

func TestWhoMayNotSeeACaseDoesNotLearnOfItByMerging(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("An article")
	open, shut := b.person("Ana Ejemplo", src), b.shut(src)
	_, err := b.Merging(b.ctx, editor, open, shut, true)
	_, nowhere := b.Merging(b.ctx, editor, open, "VE-2026-0999", true)
	if said(err) != said(nowhere) || fmt.Sprint(fault.FieldsOf(err)) != fmt.Sprint(fault.FieldsOf(nowhere)) {
		t.Errorf("a restricted case answers %v, one that is not there %v", err, nowhere)
	}
	_, err = b.Merging(b.ctx, editor, shut, open, true)
	b.want(err, fault.NotFound)
	_, err = b.Merging(b.ctx, reader, open, open, true)
	b.want(err, fault.Denied)
	b.must(b.Assign(b.ctx, admin, open, wilma.ID, "caseworker", ""))
	free := b.person("Ben Beispiel", src)
	_, err = b.Merging(b.ctx, worker, free, open, true) // Wilma's
	b.want(err, fault.Denied)
}

func TestOfTwoRestrictedCasesOnlyThoseWhoSawBothSeeTheOne(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("An article")
	stays, goes := b.shut(src), b.shut(src)
	b.must(b.Assign(b.ctx, admin, stays, wilma.ID, "named", "she knows the family"))
	b.must(b.Assign(b.ctx, admin, goes, editor.ID, "named", "she translates"))
	m, err := b.Merging(b.ctx, worker, stays, goes, true)
	b.must(err)
	if got := strings.Join(m.Loses, ", "); got != "Wilma, Edith" {
		t.Errorf("it is said that %q lose sight, want Wilma, Edith", got)
	}
	d := b.decide(worker, stays, goes, true)
	_, err = b.MergeCases(b.ctx, worker, stays, d, "one arrest")
	b.must(err)
	for _, who := range []access.Actor{editor, wilma} {
		for _, ref := range []casebook.Ref{stays, goes} {
			_, err := b.File(b.ctx, who, ref)
			b.want(err, fault.NotFound)
		}
	}
	if _, err := b.File(b.ctx, worker, goes); err != nil {
		t.Errorf("who sees the merged case does not see what went into it: %v", err)
	}
}

func TestOfTwoGroundsForPublishingTheStricterHolds(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", src)
	b.must(b.RecordConsent(b.ctx, editor, stays, casebook.ConsentDraft{Basis: "consent", GivenBy: "mother", Scopes: []string{"publish_name", "publish_photo", "share_un"}}))
	b.must(b.RecordConsent(b.ctx, editor, goes, casebook.ConsentDraft{Basis: "consent", GivenBy: "mother", Scopes: []string{"publish_photo"}}))
	b.must(b.WithdrawConsent(b.ctx, editor, goes, b.file(goes).Consents[0].ID, "no name any more"))
	b.merge(stays, goes)
	f := b.file(stays)
	for scope, want := range map[string]bool{"publish_name": false, "publish_photo": true, "share_un": false} {
		if got := f.Allows(scope); got != want {
			t.Errorf("%s is allowed: %t, want %t", scope, got, want)
		}
	}
	if len(f.Consents) != 4 {
		t.Errorf("%d grounds are on record, want all four", len(f.Consents))
	}
}

// A form that was opened before the merge and is sent after it is refused with
// where to go, and a merge that was looked at before a save is refused too.
func TestAMergeAndASaveNeverLoseEachOther(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", src)
	d := b.decide(editor, stays, goes, true)
	_, err := b.RecordEvent(b.ctx, worker, goes, casebook.EventDraft{Kind: "statement", Date: "2026-01-09", What: en("Said.")})
	b.must(err)
	_, err = b.MergeCases(b.ctx, editor, stays, d, "one arrest")
	b.want(err, fault.Conflict)
	version := b.file(goes).Case.Version
	b.merge(stays, goes)
	err = b.EditCase(b.ctx, worker, goes, version, casebook.CaseDraft{Kind: "person", Country: "VE", Summary: en("Typed meanwhile.")}, "mended")
	b.want(err, fault.Conflict)
	if !strings.Contains(said(err), string(stays)) {
		t.Errorf("it is refused with %q, want where to enter it", said(err))
	}
	_, err = b.RecordEvent(b.ctx, worker, goes, casebook.EventDraft{Kind: "statement", Date: "2026-01-10", What: en("Said again.")})
	b.want(err, fault.Conflict)
	b.must(b.Desk.Verify(b.ctx, b.scratch()))
}

// Eight people record events in a case while it is merged again and again from
// fresh looks: each event is in the case that stays, or was refused.
func TestPeopleWhoSaveDuringAMergeLoseNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", src)
	var mu sync.Mutex
	kept, refused := 0, 0
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for i := range 6 {
				_, err := b.RecordEvent(b.ctx, editor, goes, casebook.EventDraft{Kind: "statement", Date: "2026-01-09", What: en(fmt.Sprintf("Said %d.%d", n, i))})
				mu.Lock()
				switch {
				case err == nil:
					kept++
				case fault.Is(err, fault.Conflict):
					refused++
				default:
					t.Errorf("an event is refused with %v", err)
				}
				mu.Unlock()
			}
		})
	}
	all.Go(func() {
		for range 200 {
			m, err := b.Merging(b.ctx, editor, stays, goes, true)
			if err != nil {
				t.Error(err)
				return
			}
			_, err = b.MergeCases(b.ctx, editor, stays, casebook.MergeDraft{Other: string(goes), Seen: m.Seen, Doubles: []string{casebook.MergeSame}}, "one arrest")
			if err == nil {
				return
			}
			if !fault.Is(err, fault.Conflict) {
				t.Errorf("the merge is refused with %v", err)
				return
			}
		}
	})
	all.Wait()
	if got := len(b.file(stays).Events) + len(b.file(goes).Events); got != kept+1+boolInt(b.file(goes).Case.MergedInto == "") {
		t.Errorf("%d events are on record, %d were acknowledged beside the arrest", got, kept)
	}
	t.Logf("%d kept, %d refused, merged %t", kept, refused, b.file(goes).Case.MergedInto != "")
}

func boolInt(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// scratch is an empty shelf beside that of the bench.
func (b *bench) scratch() *shelf.Shelf {
	b.t.Helper()
	sh, err := shelf.Open(b.ctx, filepath.Join(b.t.TempDir(), "scratch.db"), shelf.Options{Now: time.Now})
	b.must(err)
	b.t.Cleanup(func() { sh.Close() })
	return sh
}

func TestWhatThePublicReadsIsMergedByTwo(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src, other := b.source("An article"), b.source("Another")
	stays, goes, third := b.person("Ana Ejemplo", src), b.person("Anita Prueba", other), b.person("Ben Beispiel", src)
	crowd, _ := b.crowd("2", src)
	b.must(b.LinkSlot(b.ctx, editor, crowd, 1, 1, string(goes), "her family says so"))
	b.must(b.StateOverlap(b.ctx, editor, third, casebook.OverlapDraft{Other: string(goes), Note: en("Perhaps.")}, cite(src)))
	for _, ref := range []casebook.Ref{goes, stays, third, crowd} {
		b.must(b.Publish(b.ctx, editor, b.on(ref)))
	}
	waits, err := b.MergeCases(b.ctx, editor, stays, b.decide(editor, stays, goes, true), "one arrest")
	b.must(err)
	if !waits || b.file(goes).Case.MergedInto != "" || len(b.shown(goes).Timeline) != 1 {
		t.Fatalf("one person alone merged what the public reads (waits %t)", waits)
	}
	id := b.waiting()
	b.want(b.Agree(b.ctx, editor, id), fault.Denied)
	would, err := b.WouldMerge(b.ctx, second, id)
	b.must(err)
	if len(would.Would) == 0 || would.Would[0].Key != string(stays) || b.file(goes).Case.MergedInto != "" {
		t.Errorf("to look at what would be merged shows %d documents", len(would.Would))
	}
	b.must(b.Agree(b.ctx, second, id))

	_, err = b.shelf.Case(b.ctx, string(goes))
	if from, to, moved := shelf.MovedTo(err); !moved || from != string(goes) || to != string(stays) {
		t.Errorf("the address of the case that went gives %v, want the way to %s", err, stays)
	}
	page := b.shown(stays)
	if page.Name.Text != "Ana Ejemplo" || len(page.OtherNames) != 0 || len(page.Timeline) != 1 || len(page.Timeline[0].Cites) != 2 {
		t.Errorf("the page of the case that stays tells %+v", page)
	}
	if got := b.shown(crowd).Group.Slots[0].Ref; got != string(stays) {
		t.Errorf("the place in the group leads to %q, want %s: the person would be counted twice", got, stays)
	}
	if got := b.shown(third).Overlaps; len(got) != 1 || got[0].Ref != string(stays) {
		t.Errorf("the overlap leads to %+v, want %s", got, stays)
	}
	if before, err := b.shelf.Editions(b.ctx, public.DocCase, string(goes)); err != nil || len(before) != 1 {
		t.Errorf("of the case that went %d editions are kept, %v; want what it said", len(before), err)
	}
	b.must(b.Desk.Verify(b.ctx, b.scratch()))
	grown, err := b.shelf.Fingerprint(b.ctx)
	b.must(err)
	b.must(b.Republish(b.ctx))
	if rebuilt, err := b.shelf.Fingerprint(b.ctx); err != nil || rebuilt != grown {
		t.Errorf("a rebuilt shelf says something else than the grown one: %v", err)
	}

	b.must(b.Withdraw(b.ctx, editor, b.on(stays), "she asked"))
	if before, err := b.shelf.Editions(b.ctx, public.DocCase, string(goes)); err != nil || len(before) != 0 {
		t.Errorf("after the withdrawal %d editions of the case that went are kept, %v", len(before), err)
	}
	b.must(b.store.Whole().Publications(b.ctx, func(p store.Publication) error {
		if bytes.Contains(p.Document, []byte("Anita Prueba")) || bytes.Contains(p.Document, []byte("Ana Ejemplo")) {
			t.Errorf("the outbox still holds a name, in %s %s", p.Kind, p.Key)
		}
		return nil
	}))
	b.must(b.shelf.SaidAt(b.ctx, time.Now(), func(p public.Publication) error {
		if bytes.Contains(p.Document, []byte("Anita Prueba")) {
			t.Errorf("the shelf still holds a name, in %s %s", p.Kind, p.Key)
		}
		return nil
	}))
	b.must(b.Desk.Verify(b.ctx, b.scratch()))
}

func TestAMergeThatWaitsIsAskedAnewAfterAChange(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("An article")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", src)
	b.must(b.Publish(b.ctx, editor, b.on(goes)))
	b.must(b.Publish(b.ctx, editor, b.on(stays)))
	_, err := b.MergeCases(b.ctx, editor, stays, b.decide(editor, stays, goes, true), "one arrest")
	b.must(err)
	_, err = b.RecordEvent(b.ctx, editor.Because("new"), goes, casebook.EventDraft{Kind: "statement", Date: "2026-01-09", What: en("Said.")})
	b.must(err)
	b.want(b.Agree(b.ctx, second, b.waiting()), fault.Conflict)
	b.want(b.AskAnew(b.ctx, editor, b.waiting()), fault.Conflict)
}

func TestAPrivateFileIsSealedAnewAndTheOldKeyDestroyed(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	b.staff()
	src := b.source("An article")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", src)
	b.fill(goes)
	b.must(b.KeepNote(b.ctx, editor, stays, "", 0, casebook.NoteDraft{Text: "kept before"}))
	was := b.file(goes).Case.ID
	b.must(b.Assign(b.ctx, admin, goes, wilma.ID, "caseworker", ""))
	b.must(b.Assign(b.ctx, admin, stays, wilma.ID, "caseworker", ""))
	m, err := b.Merging(b.ctx, wilma, stays, goes, true)
	b.must(err)
	if len(m.Refused) > 0 {
		t.Errorf("who works on both is refused: %v", m.Refused)
	}
	b.merge(stays, goes)
	file := b.privateFile(stays)
	if len(file.Contacts) != 1 || len(file.Needs) != 1 || len(file.Notes) != 2 || len(file.Tasks) != 1 || len(file.Exhibits) != 1 {
		t.Fatalf("the private file holds %+v", file)
	}
	if file.Contacts[0].Phone != "555-0199" || file.Tasks[0].Due.String() != "2026-01-25" {
		t.Errorf("what was kept came along as %+v, %+v", file.Contacts[0], file.Tasks[0])
	}
	var body bytes.Buffer
	_, write, err := b.OpenExhibit(b.ctx, editor, stays, file.Exhibits[0].ID)
	b.must(err)
	b.must(write(&body))
	if !strings.HasPrefix(body.String(), "letter-from-cell") {
		t.Errorf("the exhibit comes back with %d bytes", body.Len())
	}
	var log []string
	for _, h := range b.privateFile(stays).Exhibits[0].Custody {
		log = append(log, h.What+" "+h.Note)
	}
	if got := strings.Join(log, ", "); got != "received given-by-cousin, moved "+string(goes)+", viewed " {
		t.Errorf("the custody log goes on as %q", got)
	}
	if key, err := b.store.Whole().CaseKeyOf(b.ctx, was); err != nil || key != nil {
		t.Errorf("the key of the case that went is still there: %v, %v", key, err)
	}
}

func TestWhoMayNotReadAPrivateFileDoesNotMoveIt(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	b.staff()
	src := b.source("An article")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", src)
	b.fill(goes)
	m, err := b.Merging(b.ctx, admin, stays, goes, true) // who keeps accounts reads private files of own cases alone
	b.must(err)
	if len(m.Refused) == 0 || !strings.Contains(m.Refused[0].String(), "private file") {
		t.Errorf("who may not read the private file is refused with %v", m.Refused)
	}
}

func TestPersonsBecomeOneAndAreParted(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src, other := b.source("An article"), b.source("Another")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", other)
	b.must(b.AddName(b.ctx, editor, stays, casebook.NameDraft{Text: "Anita", Kind: "nickname"}, cite(src)))
	b.must(b.AddName(b.ctx, editor, goes, casebook.NameDraft{Text: "anita", Kind: "nickname", Visibility: "public"}, cite(other)))
	for ref, d := range map[casebook.Ref]casebook.CaseDraft{
		stays: {Birth: "1980-01-01", Nationalities: []casebook.NationalityDraft{{Country: "VE", Basis: "unknown"}}, Roles: []string{"lawyer"}},
		goes:  {Birth: "1981-01-01", Gender: "female", Nationalities: []casebook.NationalityDraft{{Country: "VE", Basis: "citizen"}, {Country: "US", Basis: "dual"}}, Roles: []string{"activist"}},
	} {
		d.Kind, d.Country, d.Summary = "person", "VE", en("A person is held.")
		b.must(b.EditCase(b.ctx, editor, ref, b.file(ref).Case.Version, d, "she says so"))
	}
	b.must(b.CiteSource(b.ctx, editor, casebook.Subject{Kind: casebook.OnPerson, ID: b.file(goes).Person.ID}, cite(other)[0]))
	before := []*casebook.File{b.file(stays), b.file(goes)}
	b.must(b.MergePersons(b.ctx, editor, stays, b.decide(editor, stays, goes, false), "her passport"))

	f, g := b.file(stays), b.file(goes)
	if f.Person.ID != g.Person.ID || len(f.Events) != 1 || len(g.Events) != 1 {
		t.Fatalf("the two cases are of %s and %s", f.Person.ID, g.Person.ID)
	}
	if got := names(f); !slices.Equal(got, []string{"Ana Ejemplo", "Anna Ejemplo", "Anita"}) {
		t.Errorf("the names are %v", got)
	}
	if got := fmt.Sprintf("%s %s %s %d", f.Person.Birth, f.Person.Gender, f.Person.Roles, len(f.Nationalities)); got != "1980-01-01 female [lawyer activist] 2" {
		t.Errorf("the person is %s", got)
	}
	if shown := f.DisplayName(); shown == nil || shown.Text != "Ana Ejemplo" {
		t.Errorf("%+v stands first", shown)
	}
	history, err := b.History(b.ctx, editor, store.RevisionFilter{CaseID: g.Case.ID, Limit: 1})
	b.must(err)
	if history[0].Operation != "MergePersons" || !desk.IsMergeOfPersons(history[0]) {
		t.Fatalf("the history of the other case ends with %+v", history[0])
	}
	b.want(b.Restore(b.ctx, reader, history[0].ID, "they are two"), fault.Denied)
	b.must(b.AddName(b.ctx, editor, stays, casebook.NameDraft{Text: "Added since", Kind: "alias"}, nil))
	b.must(b.Restore(b.ctx, editor, history[0].ID, "they are two"))
	for i, ref := range []casebook.Ref{stays, goes} {
		now := b.file(ref)
		want := names(before[i])
		if i == 0 {
			want = append(want, "Added since")
		}
		got := names(now)
		slices.Sort(got)
		slices.Sort(want)
		if now.Person.ID != before[i].Person.ID || !slices.Equal(got, want) || now.DisplayName().Text != before[i].DisplayName().Text {
			t.Errorf("%s is of %s with %v, want %s with %v", ref, now.Person.ID, got, before[i].Person.ID, want)
		}
		if got, want := casebook.Fields(now.Person), casebook.Fields(before[i].Person); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("the person of %s is %v, want %v", ref, got, want)
		}
		if len(now.Nationalities) != len(before[i].Nationalities) || len(now.Claims) != len(before[i].Claims) || len(now.Of(casebook.OnPerson, now.Person.ID)) != len(before[i].Of(casebook.OnPerson, now.Person.ID)) {
			t.Errorf("%s has %d nationalities and %d claims, want %d and %d", ref, len(now.Nationalities), len(now.Claims), len(before[i].Nationalities), len(before[i].Claims))
		}
	}
	b.want(b.Restore(b.ctx, editor, history[0].ID, "again"), fault.Conflict)
}

// A person's other cases change hands as well, so that each is asked for.
func TestEveryCaseOfAPersonIsAskedForBeforeItFollows(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("An article")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", src)
	again, err := b.OpenAgain(b.ctx, editor, goes, casebook.EventDraft{Date: "2026-01-10", What: en("Taken again.")}, cite(src))
	b.must(err)
	b.must(b.Assign(b.ctx, admin, again, wilma.ID, "caseworker", ""))
	b.want(b.MergePersons(b.ctx, worker, stays, b.decide(worker, stays, goes, false), "her passport"), fault.Denied)
	if b.file(goes).Person.ID == b.file(stays).Person.ID {
		t.Error("a refused merge changed the person")
	}
	b.must(b.MergePersons(b.ctx, editor, stays, b.decide(editor, stays, goes, false), "her passport"))
	if b.file(again).Person.ID != b.file(stays).Person.ID {
		t.Error("the third case is of another person still")
	}
}

// A case that whoever merges may not know of follows its person, and nothing
// tells them of it.
func TestAHiddenCaseFollowsItsPersonUnseen(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("An article")
	stays, goes := b.person("Ana Ejemplo", src), b.person("Anna Ejemplo", src)
	again, err := b.OpenAgain(b.ctx, worker, goes, casebook.EventDraft{Date: "2026-01-10", What: en("Taken again.")}, cite(src))
	b.must(err)
	b.must(b.RestrictCase(b.ctx, worker, again, 1, true, "her lawyer asks"))
	b.must(b.MergePersons(b.ctx, editor, stays, b.decide(editor, stays, goes, false), "her passport"))
	f, err := b.File(b.ctx, worker, again)
	b.must(err)
	if f.Person.ID != b.file(stays).Person.ID {
		t.Errorf("the hidden case is of %s, want the one record", f.Person.ID)
	}
	history, err := b.History(b.ctx, editor, store.RevisionFilter{CaseID: f.Case.ID})
	if err == nil && len(history) > 0 {
		t.Errorf("who is not named on the hidden case reads %d entries of its history", len(history))
	}
}

func TestAlikeNamesAreOffered(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	src := b.source("An article")
	ana, alike := b.person("José Pérez García", src), b.person("Jose Perez Garcia", src)
	b.person("Wu Xiaoming", src)
	b.shut(src)
	found, err := b.AlikeTo(b.ctx, editor, b.file(ana))
	b.must(err)
	if len(found) != 1 || found[0].Case.Ref != alike {
		t.Errorf("%+v are offered, want %s alone", found, alike)
	}
}
