package casebook_test

import (
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/when"
)

// codes lists the problems of a case, those that block with a mark.
func codes(f *casebook.File) map[string]bool {
	found := map[string]bool{}
	for _, p := range f.Problems() {
		found[p.Code] = p.Blocks
	}
	return found
}

func TestImpossibleOrdersWarnAndDoNotBlock(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		events []casebook.Event
		want   string
	}{
		{"a release before the detention", []casebook.Event{event(casebook.Taken, "2026-01-08"), event(casebook.LeftFacility, "2026-01-02")}, "release_before_detention"},
		{"taken twice", []casebook.Event{event(casebook.Taken, "2025-01-08"), event(casebook.Taken, "2026-01-02")}, "taken_twice"},
		{"something after a death", []casebook.Event{event(casebook.Died, "2025-01-08"), event(casebook.Moved, "2026-01-02")}, "event_after_death"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if blocks, found := codes(file(tc.events...))[tc.want]; !found || blocks {
				t.Errorf("got found %t, blocks %t; want a warning", found, blocks)
			}
		})
	}
}

func TestOverlappingDatesAreNotAnImpossibleOrder(t *testing.T) {
	t.Parallel()
	f := file(event(casebook.Taken, "2026-01"), event(casebook.LeftFacility, "2026-01-13"))
	if _, found := codes(f)["release_before_detention"]; found {
		t.Error("taken some day in January, out on the 13th: nothing says that this is impossible")
	}
}

func TestASourceOlderThanItsEventWarns(t *testing.T) {
	t.Parallel()
	f := file(event(casebook.Taken, "2026-01-08"))
	f.Sources["s"] = casebook.Source{ID: "s", Title: "Earlier", Published: when.MustParse("2025-12-31")}
	f.Citations = []casebook.Citation{{SubjectKind: casebook.OnEvent, SubjectID: "a", SourceID: "s"}}
	if _, found := codes(f)["source_before_event"]; !found {
		t.Error("a source of December cannot tell of January; want a warning")
	}
}

func TestNothingIsSaidInPublicWithoutASource(t *testing.T) {
	t.Parallel()
	e := event(casebook.Taken, "2026-01-08")
	e.Visibility = casebook.Public
	f := file(e)
	if !codes(f)["no_source"] {
		t.Error("a public event without a source: want it to block")
	}
	f.Citations = []casebook.Citation{{SubjectKind: casebook.OnEvent, SubjectID: "a", SourceID: "s"}}
	if codes(f)["no_source"] {
		t.Error("it has a source now: want nothing to block")
	}
	f.Events[0].Visibility, f.Citations = casebook.Staff, nil
	if codes(f)["no_source"] {
		t.Error("an event for staff may wait for its source")
	}
}

func TestNothingIsPublishedWithoutAGround(t *testing.T) {
	t.Parallel()
	f := file()
	if codes(f)["no_consent"] {
		t.Error("consent covers the name: want nothing to block")
	}
	f.Consents[0].WithdrawnOn = when.NewDay(2026, 1, 20)
	if !codes(f)["no_consent"] {
		t.Error("the consent was withdrawn: want it to block")
	}
}

func TestTextMustNotTellANameThatIsWithheld(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Ana Ejemplo was taken from her home.": true,
		"Her family, the EJEMPLOS, wait.":      false,
		"La señora Ejemplo fue detenida.":      true,
		"She was taken from her home.":         false,
	} {
		f := file()
		f.Consents[0].Scopes = casebook.Codes{"publish_anonymously"}
		f.Case.Summary.En = text
		f.Citations = []casebook.Citation{{SubjectKind: casebook.OnCase, SubjectID: "case", SourceID: "s"}}
		if got := codes(f)["name_in_text"]; got != want {
			t.Errorf("%q: got blocked %t, want %t", text, got, want)
		}
	}
}

func TestChangesListWhatDiffersAndNothingElse(t *testing.T) {
	t.Parallel()
	was := casebook.Event{ID: "a", Kind: casebook.Taken, Date: when.MustParse("2026-01-08"), Version: 1}
	now := was
	now.Version, now.Date, now.What.En = 2, when.MustParse("2026-01-09?"), "Taken off a bus."
	got := casebook.Changes(&was, now)
	if len(got) != 2 || got[0] != (casebook.Change{Field: "Date", Was: "2026-01-08", Now: "2026-01-09?"}) || got[1].Field != "What" {
		t.Errorf("got %+v", got)
	}
	if got := casebook.Changes(was, was); got != nil {
		t.Errorf("nothing changed, got %+v", got)
	}
}
