package desk_test

import (
	"slices"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/internal/when"
)

var morningDay = when.NewDay(2026, 1, 20)

// morning gives one list of the morning page.
func (b *bench) morning(list casebook.WatchList) desk.MorningList {
	b.t.Helper()
	m, err := b.Morning(b.ctx, editor, morningDay, false)
	b.must(err)
	i := slices.IndexFunc(m.Lists, func(l desk.MorningList) bool { return l.List == list })
	if i < 0 {
		b.t.Fatalf("there is no list %s", list)
	}
	return m.Lists[i]
}

func TestAChangeIsOnTheNextMorningPage(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := b.source("An article")
	ref := b.person("Ana Ejemplo", source)
	if got := b.morning(casebook.WatchVerify); got.Total != 1 || got.Lines[0].CaseID != b.file(ref).Case.ID {
		t.Errorf("to be verified: %+v, want the new case", got)
	}
	if got := b.morning(casebook.WatchCheck); got.Total != 0 {
		t.Errorf("checks before: %+v, want none", got)
	}
	_, err := b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "home", Date: "2025-11-01", What: en("Home."), Cites: cite(source)})
	b.must(err)
	got := b.morning(casebook.WatchCheck)
	if got.Total == 0 || got.Lines[0].Code != "release_before_detention" || got.Lines[0].Text.En == "" || got.Lines[0].Text.Es == got.Lines[0].Text.En {
		t.Errorf("checks after an impossible order: %+v, want a sentence in both languages", got)
	}
}

// A source is of no case, and still what it says of itself can make a case
// impossible.
func TestAChangedSourceIsSeenInTheCasesThatRestOnIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := b.source("An article")
	b.person("Ana Ejemplo", source)
	if got := b.morning(casebook.WatchCheck); got.Total != 0 {
		t.Fatalf("checks before: %+v", got)
	}
	b.must(b.EditSource(b.ctx, editor, casebook.ID(source), 1, casebook.SourceDraft{Title: "An article", Kind: "news_article", Visibility: "public", Published: "2024-01-01"}, "the date was wrong"))
	if got := b.morning(casebook.WatchCheck); got.Total != 1 || got.Lines[0].Code != "source_before_event" {
		t.Errorf("checks after: %+v, want a source older than its event", got)
	}
}

func TestTheMorningIsLongerForWhoWasAway(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	m, err := b.Morning(b.ctx, reader, morningDay, false)
	b.must(err)
	if len(m.Changes) != 1 || m.Changes[0].By != "Edith" || m.Cases[m.Changes[0].CaseID].Case.Ref != ref {
		t.Errorf("a first visit is told of %+v, want the last week's case", m.Changes)
	}
	m, err = b.Morning(b.ctx, editor, morningDay, false)
	b.must(err)
	if len(m.Changes) != 0 {
		t.Errorf("whoever changed it is told of it: %+v", m.Changes)
	}
}

func TestFiltersAreOnesOwn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.staff()
	b.want(b.KeepFilter(b.ctx, editor, "  ", "q=x"), fault.Invalid)
	b.must(b.KeepFilter(b.ctx, editor, "Mine", "q=x"))
	b.must(b.KeepFilter(b.ctx, editor, "Mine", "q=y")) // written over
	m, err := b.Morning(b.ctx, editor, morningDay, false)
	b.must(err)
	if len(m.Filters) != 1 || m.Filters[0].Query != "q=y" {
		t.Fatalf("filters: %+v", m.Filters)
	}
	b.want(b.DropFilter(b.ctx, worker, m.Filters[0].ID), fault.NotFound)
	b.must(b.DropFilter(b.ctx, editor, m.Filters[0].ID))
}

func TestAPreviewOfManySaysWhatHappensAndDoesNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := b.source("An article")
	ref, other := b.person("Ana Ejemplo", source), b.person("Bea Ejemplo", source)
	tag := desk.Bulk{Do: desk.BulkTag, Tag: " élections  2026 ", Refs: []casebook.Ref{ref, "VE-1999-0001", other}}
	lines, err := b.PreviewBulk(b.ctx, editor, tag)
	b.must(err)
	if len(lines) != 3 || lines[0].Refused != nil || lines[0].Called.En != "Ana Ejemplo" || lines[1].Refused == nil || lines[2].Refused != nil {
		t.Errorf("the preview says %+v", lines)
	}
	history, err := b.store.Whole().Revisions(b.ctx, store.RevisionFilter{CaseID: b.file(ref).Case.ID})
	b.must(err)
	if on, all, err := b.Tags(b.ctx, editor, b.file(ref).Case.ID); err != nil || len(on) != 0 || len(all) != 0 || history[0].Operation == "TagCase" {
		t.Errorf("the preview left %v, %v, %v behind", on, all, err)
	}
	_, err = b.DoBulk(b.ctx, editor, tag)
	b.must(err)
	if on, _, err := b.Tags(b.ctx, editor, b.file(ref).Case.ID); err != nil || len(on) != 1 || on[0] != "élections 2026" {
		t.Errorf("tags: %v, %v", on, err)
	}
	if lines, err := b.Cases(b.ctx, editor, store.CaseFilter{Tag: "élections 2026"}); err != nil || len(lines) != 2 {
		t.Errorf("%d cases are found by the tag, %v, want 2", len(lines), err)
	}
	lines, err = b.PreviewBulk(b.ctx, editor, desk.Bulk{Do: desk.BulkPublish, Refs: []casebook.Ref{ref}})
	b.must(err)
	if lines[0].Refused == nil {
		t.Error("a case that nobody asked to publish would be published")
	}
	lines, err = b.PreviewBulk(b.ctx, reader, tag)
	b.must(err)
	if lines[0].Refused == nil || lines[0].Refused.Code != fault.Denied {
		t.Errorf("a reader would tag: %+v", lines[0])
	}
}

func TestManyArePublishedByTwoPeople(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := b.source("An article")
	refs := []casebook.Ref{b.person("Ana Ejemplo", source), b.person("Bea Ejemplo", source)}
	lines, err := b.DoBulk(b.ctx, editor, desk.Bulk{Do: desk.BulkReview, Refs: refs})
	b.must(err)
	for _, l := range lines {
		if l.Refused != nil {
			t.Fatalf("%s: %v", l.Ref, l.Refused.Message)
		}
	}
	lines, err = b.DoBulk(b.ctx, editor, desk.Bulk{Do: desk.BulkPublish, Refs: refs})
	b.must(err)
	if lines[0].Refused == nil {
		t.Error("whoever asked published it alone")
	}
	lines, err = b.PreviewBulk(b.ctx, second, desk.Bulk{Do: desk.BulkPublish, Refs: refs})
	b.must(err)
	if lines[0].Refused != nil || b.file(refs[0]).Case.Publication == casebook.Published {
		t.Errorf("the preview refuses or publishes: %+v", lines[0])
	}
	_, err = b.DoBulk(b.ctx, second, desk.Bulk{Do: desk.BulkPublish, Refs: refs})
	b.must(err)
	for _, ref := range refs {
		if got := b.file(ref).Case.Publication; got != casebook.Published {
			t.Errorf("%s is %s", ref, got)
		}
	}
}

func TestTheMorningAsksWhatSourcesTellDifferently(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	on := b.takenEvent(b.person("Ana Ejemplo", src))
	b.claimOf(on, "date", "2025-12-09", "6", src)
	if got := b.morning(casebook.WatchConflict); got.Total != 1 || got.Lines[0].Field != "date" || got.Lines[0].OnID != on.ID || got.Lines[0].Code != "as_good" {
		t.Errorf("conflicts in cases: %+v, want the date of the event", got)
	}
	release, err := b.RecordReleaseEvent(b.ctx, editor, casebook.ReleaseEventDraft{Country: "VE", Date: "2026-01-13", Title: en("Releases"), Cites: cite(src)})
	b.must(err)
	b.claimOf(casebook.Subject{Kind: casebook.OnReleaseEvent, ID: release}, "date", "2026-01-14", "6", src)
	m, err := b.Morning(b.ctx, editor, morningDay, false)
	b.must(err)
	if len(m.Loose) != 1 || m.LooseN != 1 || m.Loose[0].Title.En != "Releases" || m.Loose[0].Field.Name != "date" {
		t.Errorf("conflicts of no case: %+v of %d, want the date of the release event", m.Loose, m.LooseN)
	}
	if m, err = b.Morning(b.ctx, editor, morningDay, true); err != nil || len(m.Loose) != 0 {
		t.Errorf("among one's own cases: %+v, %v, want none", m.Loose, err)
	}
}

func TestTwoOverlapsOfOneCaseAreTwoLinesThatNameTheOtherEnd(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref, first, hidden := b.person("Ana Ejemplo", src), b.person("Ben Beispiel", src), b.person("Carla Caso", src)
	for _, other := range []casebook.Ref{first, hidden} {
		b.must(b.StateOverlap(b.ctx, editor, ref, casebook.OverlapDraft{Other: string(other), Note: en("Perhaps.")}, nil))
	}
	b.must(b.StateOverlap(b.ctx, editor, first, casebook.OverlapDraft{Other: string(ref), Note: en("Perhaps.")}, nil)) // the same two
	told := func(by access.Actor) (refs []casebook.Ref) {
		m, err := b.Morning(b.ctx, by, morningDay, false)
		b.must(err)
		for _, l := range m.Lists {
			for _, line := range l.Lines {
				if line.Code == "overlap" {
					refs = append(refs, m.Others[line.OnID])
				}
			}
		}
		slices.Sort(refs)
		return refs
	}
	if got := told(reader); !slices.Equal(got, []casebook.Ref{first, hidden}) {
		t.Errorf("the morning names %q, want each of the two others once", got)
	}
	id, err := b.AddUser(b.ctx, admin, "shuts", "Sam", access.Editor, "four quiet words here")
	b.must(err)
	b.must(b.RestrictCase(b.ctx, access.Actor{ID: id, Name: "Sam", Role: access.Editor}, hidden, b.file(hidden).Case.Version, true, "threats"))
	if got := told(reader); slices.Contains(got, hidden) {
		t.Errorf("the morning names a restricted case to somebody without a part in it: %q", got)
	}
}

func TestTheMorningHoldsWhatWaitsForASecondPerson(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	b.asked(editor, ref)
	m, err := b.Morning(b.ctx, second, morningDay, false)
	b.must(err)
	if m.Reviews != (desk.ReviewCounts{ForMe: 1}) || len(m.ForMe) != 1 || m.ForMe[0].Ref != ref || m.ForMe[0].Title.En != "Ana Ejemplo" {
		t.Errorf("the second person is told %+v, %+v", m.Reviews, m.ForMe)
	}
	if m, err = b.Morning(b.ctx, editor, morningDay, false); err != nil || m.Reviews != (desk.ReviewCounts{Mine: 1}) || len(m.ForMe) != 0 {
		t.Errorf("whoever asked is told %+v, %+v, %v", m.Reviews, m.ForMe, err)
	}
}
