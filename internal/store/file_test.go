package store_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
	"habeas/internal/when"
)

func TestAFileIsWhole(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	want := &casebook.File{
		Case: *x.Case, Person: x.Person, Names: []casebook.Name{*x.Name}, Nationalities: []casebook.Nationality{*x.Nationality},
		Overlaps: []casebook.Overlap{*x.Overlap}, Consents: []casebook.Consent{*x.Consent}, Charges: []casebook.Charge{*x.Charge},
		Events: []casebook.Event{*x.Event}, Claims: []casebook.Claim{*x.Claim}, Positions: []casebook.Position{*x.Position},
		Releases: []casebook.ReleasePart{{
			Release: *x.Release, Event: *x.ReleaseEvent, Mechanisms: []casebook.MechanismClaim{*x.Mechanism},
			Confirmations: []casebook.Confirmation{*x.Confirmation}, Conditions: []casebook.Condition{*x.Condition},
		}},
		Others:   map[casebook.ID]casebook.Case{"crowd": *x.Crowd},
		MemberOf: []casebook.Membership{{Slot: *x.Slot, Case: *x.Crowd}},
		Evidence: casebook.Evidence{
			Citations:   []casebook.Citation{*x.Citation},
			Sources:     map[casebook.ID]casebook.Source{"source": *x.Source, "middle": *x.Middle, "root": *x.Root},
			Derivations: []casebook.Derivation{*x.Further, *x.Derivation},
			Facilities:  map[casebook.ID]casebook.Facility{"facility": *x.Facility},
		},
	}
	for how, read := range map[string]func() (*casebook.File, error){
		"by reference": func() (*casebook.File, error) { return s.File(t.Context(), x.Case.Ref) },
		"by id":        func() (*casebook.File, error) { return s.FileByID(t.Context(), "case") },
	} {
		got, err := read()
		if err != nil {
			t.Fatalf("%s: %v", how, err)
		}
		slices.SortFunc(got.Derivations, byDerivation)
		slices.SortFunc(want.Derivations, byDerivation)
		if d := diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", how, d)
		}
		if n := got.Origins(got.Citations); n != 1 {
			t.Errorf("%s: %d origins, want the one root", how, n)
		}
	}
}

func byDerivation(a, b casebook.Derivation) int { return len(a.ID) - len(b.ID) }

func TestAFileOfAGroupHoldsItsPlaces(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	got, err := s.File(t.Context(), x.Crowd.Ref)
	if err != nil {
		t.Fatal(err)
	}
	want := &casebook.File{
		Case: *x.Crowd, Group: x.Group, Slots: []casebook.Slot{*x.Slot}, Overlaps: []casebook.Overlap{*x.Overlap},
		Others:   map[casebook.ID]casebook.Case{"case": *x.Case},
		Evidence: casebook.Evidence{Sources: map[casebook.ID]casebook.Source{}, Facilities: map[casebook.ID]casebook.Facility{}},
	}
	if d := diff(want, got); d != "" {
		t.Errorf("file of a group (-want +got):\n%s", d)
	}
}

// citable are the subjects of the sample's case that can carry citations and
// claims, and those of its release event.
var (
	inFile = []casebook.Subject{
		{Kind: casebook.OnCase, ID: "case"}, {Kind: casebook.OnPerson, ID: "person"}, {Kind: casebook.OnName, ID: "name"},
		{Kind: casebook.OnOverlap, ID: "overlap"}, {Kind: casebook.OnCharge, ID: "charge"}, {Kind: casebook.OnEvent, ID: "event"},
		{Kind: casebook.OnPosition, ID: "position"}, {Kind: casebook.OnClaim, ID: "claim"}, {Kind: casebook.OnReleaseEvent, ID: "swap"},
		{Kind: casebook.OnMechanism, ID: "mechanism"}, {Kind: casebook.OnRelease, ID: "release"},
		{Kind: casebook.OnConfirmation, ID: "rung"}, {Kind: casebook.OnCondition, ID: "condition"},
	}
	inCrowd   = []casebook.Subject{{Kind: casebook.OnCase, ID: "crowd"}, {Kind: casebook.OnGroup, ID: "group"}, {Kind: casebook.OnSlot, ID: "slot"}, {Kind: casebook.OnOverlap, ID: "overlap"}}
	inRelease = []casebook.Subject{
		{Kind: casebook.OnReleaseEvent, ID: "swap"}, {Kind: casebook.OnMechanism, ID: "mechanism"}, {Kind: casebook.OnCount, ID: "count"},
		{Kind: casebook.OnRelease, ID: "release"}, {Kind: casebook.OnConfirmation, ID: "rung"}, {Kind: casebook.OnCondition, ID: "condition"},
	}
)

func TestEverySubjectBringsItsCitations(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	mustChange(t, s, func(tx *store.Tx) error {
		if err := store.Delete[casebook.Citation](tx, "citation"); err != nil {
			return err
		}
		for _, on := range slices.Concat(inFile, inCrowd, inRelease) {
			id := casebook.ID("on " + on.ID)
			if _, err := store.Get[casebook.Citation](t.Context(), tx, id); err == nil {
				continue
			}
			row := casebook.Citation{ID: id, SubjectKind: on.Kind, SubjectID: on.ID, SourceID: "source", CreatedAt: tx.Now}
			if err := store.Insert(tx, &row); err != nil {
				return err
			}
		}
		// The same id on another kind of subject is somebody else's citation.
		return store.Insert(tx, &casebook.Citation{ID: "stray", SubjectKind: casebook.OnAdvisory, SubjectID: "event", SourceID: "source", CreatedAt: tx.Now})
	})
	file, err := s.File(t.Context(), x.Case.Ref)
	if err != nil {
		t.Fatal(err)
	}
	crowd, err := s.File(t.Context(), x.Crowd.Ref)
	if err != nil {
		t.Fatal(err)
	}
	release, err := s.ReleaseFile(t.Context(), "swap")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		want []casebook.Subject
		got  casebook.Evidence
	}{"case": {inFile, file.Evidence}, "group": {inCrowd, crowd.Evidence}, "release event": {inRelease, release.Evidence}} {
		var got []string
		for _, cite := range c.got.Citations {
			got = append(got, string(cite.SubjectKind)+" "+string(cite.SubjectID))
		}
		var want []string
		for _, on := range c.want {
			want = append(want, string(on.Kind)+" "+string(on.ID))
		}
		slices.Sort(got)
		slices.Sort(want)
		if d := diff(want, got); d != "" {
			t.Errorf("citations of a %s (-want +got):\n%s", name, d)
		}
	}
}

func TestAReleaseFileIsWhole(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	got, err := s.ReleaseFile(t.Context(), "swap")
	if err != nil {
		t.Fatal(err)
	}
	want := &casebook.ReleaseFile{
		Event: *x.ReleaseEvent, Mechanisms: []casebook.MechanismClaim{*x.Mechanism}, Counts: []casebook.Count{*x.Count},
		Releases: []casebook.ReleaseOf{{
			Release: *x.Release, Case: *x.Case, Name: x.Name.Text,
			Confirmations: []casebook.Confirmation{*x.Confirmation}, Conditions: []casebook.Condition{*x.Condition},
		}},
		Evidence: casebook.Evidence{Sources: map[casebook.ID]casebook.Source{}, Facilities: map[casebook.ID]casebook.Facility{}},
	}
	if d := diff(want, got); d != "" {
		t.Errorf("release file (-want +got):\n%s", d)
	}
}

func TestEvidenceFollowsEveryRootAndEndsInACircle(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	withSample(t, s)
	mustChange(t, s, func(tx *store.Tx) error {
		return store.Insert(tx, &casebook.Derivation{ID: "back", SourceID: "root", FromID: "source"})
	})
	got, err := s.Evidence(t.Context(), casebook.Subject{Kind: casebook.OnEvent, ID: "event"}, casebook.Subject{Kind: casebook.OnEvent, ID: "event"})
	if err != nil {
		t.Fatal(err)
	}
	if ids := slices.Sorted(maps.Keys(got.Sources)); !slices.Equal(ids, []casebook.ID{"middle", "root", "source"}) || len(got.Derivations) != 3 || len(got.Citations) != 1 {
		t.Errorf("got sources %v, %d derivations, %d citations; want three, three and one", ids, len(got.Derivations), len(got.Citations))
	}
	if _, ok := got.Facilities["facility"]; !ok {
		t.Error("the facility of the event is missing")
	}
	for _, on := range []casebook.Subject{{Kind: casebook.OnContext, ID: "context"}, {Kind: casebook.OnFacility, ID: "facility"}} {
		if got, err := s.Evidence(t.Context(), on); err != nil || len(got.Facilities) != 1 {
			t.Errorf("%s: got %d facilities, %v; want one", on.Kind, len(got.Facilities), err)
		}
	}
	if got, err := s.Evidence(t.Context()); err != nil || len(got.Citations) != 0 || got.Sources == nil {
		t.Errorf("no subjects: got %v, %v", got, err)
	}
}

func TestEventsStandInTheOrderOfTheirDatesAndRungsInThatOfTheLadder(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	mustChange(t, s, func(tx *store.Tx) error {
		for id, date := range map[casebook.ID]string{"e3": "2026-02", "e1": "2025-12-31", "e2": "2026-01-13"} {
			if err := store.Insert(tx, &casebook.Event{ID: id, CaseID: "case", Date: when.MustParse(date), Visibility: casebook.Staff, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}); err != nil {
				return err
			}
		}
		return store.Insert(tx, &casebook.Confirmation{ID: "first", ReleaseID: "release", Step: casebook.StepAnnounced, CreatedAt: tx.Now})
	})
	f, err := s.File(t.Context(), x.Case.Ref)
	if err != nil {
		t.Fatal(err)
	}
	var events []casebook.ID
	for _, e := range f.Events {
		if e.ID != "event" {
			events = append(events, e.ID)
		}
	}
	if !slices.Equal(events, []casebook.ID{"e1", "e2", "e3"}) {
		t.Errorf("events are %v, want them by date", events)
	}
	if steps := f.Releases[0].Confirmations; len(steps) != 2 || steps[0].ID != "first" {
		t.Errorf("rungs are %v, want the announcement first", steps)
	}
}

func TestCitationsStandInTheOrderInWhichTheyWereMade(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	withSample(t, s)
	want := []casebook.ID{"citation", "z", "m", "a"} // ids say nothing of order, nor does one instant
	mustChange(t, s, func(tx *store.Tx) error {
		for _, id := range want[1:] {
			if err := store.Insert(tx, &casebook.Citation{ID: id, SubjectKind: casebook.OnEvent, SubjectID: "event", SourceID: "source", CreatedAt: tx.Now}); err != nil {
				return err
			}
		}
		return nil
	})
	for name, read := range map[string]func() ([]casebook.Citation, error){
		"evidence": func() ([]casebook.Citation, error) {
			e, err := s.Evidence(t.Context(), casebook.Subject{Kind: casebook.OnEvent, ID: "event"})
			return e.Citations, err
		},
		"of a source": func() ([]casebook.Citation, error) { return s.SubjectsOf(t.Context(), "source") },
	} {
		rows, err := read()
		var got []casebook.ID
		for _, c := range rows {
			got = append(got, c.ID)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %v, %v; want %v", name, got, err, want)
		}
	}
	if rows, err := s.SubjectsOf(t.Context(), "middle"); err != nil || len(rows) != 1 {
		t.Errorf("cited as an origin: got %d, %v; want 1", len(rows), err)
	}
}

func TestASubjectLeadsToItsFile(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	for _, on := range append(inFile[:len(inFile):len(inFile)], casebook.Subject{Kind: casebook.OnConsent, ID: "consent"}, casebook.Subject{Kind: casebook.OnCitation, ID: "citation"}) {
		want, in := x.Case.Ref, true
		switch on.Kind {
		case casebook.OnOverlap:
			want = x.Crowd.Ref
		case casebook.OnReleaseEvent, casebook.OnMechanism: // these are about many cases
			want, in = "", false
		}
		if ref, ok, err := s.FileRef(t.Context(), on); ref != want || ok != in || err != nil {
			t.Errorf("%s: got %q, %v, %v; want %q, %v", on.Kind, ref, ok, err, want, in)
		}
	}
	for _, on := range []casebook.Subject{{Kind: casebook.OnGroup, ID: "group"}, {Kind: casebook.OnSlot, ID: "slot"}} {
		if ref, ok, err := s.FileRef(t.Context(), on); ref != x.Crowd.Ref || !ok || err != nil {
			t.Errorf("%s: got %q, %v, %v; want %q", on.Kind, ref, ok, err, x.Crowd.Ref)
		}
	}
	for _, on := range []casebook.Subject{{Kind: casebook.OnSource, ID: "source"}, {Kind: casebook.OnCountry, ID: "VE"}, {Kind: casebook.OnEvent, ID: "gone"}, {}} {
		if ref, ok, err := s.FileRef(t.Context(), on); ref != "" || ok || err != nil {
			t.Errorf("%v: got %q, %v, %v; want none", on, ref, ok, err)
		}
	}
}

func TestCasesAreFoundHoweverTheirNamesAreTyped(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	withSample(t, s)
	mustChange(t, s, func(tx *store.Tx) error {
		row := get[casebook.Name](t, tx, "name")
		row.Text, row.Display = "José Łukasz Peña", true
		if err := store.Update(tx, row, "Text", "Display"); err != nil {
			return err
		}
		person := get[casebook.Person](t, tx, "person")
		person.Label = locale.Text{}
		if err := store.Update(tx, person, "Label"); err != nil {
			return err
		}
		native := casebook.Name{ID: "native", PersonID: "person", Text: "王伟", Visibility: casebook.Staff, CreatedAt: tx.Now}
		if err := store.Insert(tx, &native); err != nil {
			return err
		}
		group := get[casebook.Group](t, tx, "group")
		group.Phrase, group.Population = "at least five American citizens", locale.Text{}
		return store.Update(tx, group, "Phrase", "Population")
	})
	for text, want := range map[string][]casebook.ID{
		"pena jose": {"case"}, "LUKASZ": {"case"}, "peñ": {"case"}, "伟": {"case"}, "american five": {"crowd"},
		"VE-2026-0041": {"case"}, "ve-2026-004": {"crowd", "case"}, "": {"crowd", "case"}, "luka jose": nil, "nobody": nil,
		"100%": nil, "_ose": nil, "' OR 1=1 --": nil, "!!": nil, "en": nil,
	} {
		lines, err := s.Cases(t.Context(), store.CaseFilter{Text: text})
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		var got []casebook.ID
		for _, l := range lines {
			got = append(got, l.Case.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", text, got, want)
		}
	}
	mustChange(t, s, func(tx *store.Tx) error { return store.Delete[casebook.Name](tx, "native") })
	if lines, err := s.Cases(t.Context(), store.CaseFilter{Text: "伟"}); err != nil || len(lines) != 0 {
		t.Errorf("a removed name finds %d cases, %v", len(lines), err)
	}
}

func TestALineSaysHowACaseIsCalledAndWhetherItChanged(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	withSample(t, s)
	lines := func(f store.CaseFilter) map[casebook.ID]store.CaseLine {
		rows, err := s.Cases(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		byID := map[casebook.ID]store.CaseLine{}
		for _, l := range rows {
			byID[l.Case.ID] = l
		}
		return byID
	}
	publish := func(tx *store.Tx) error {
		row := get[casebook.Case](t, tx, "case")
		at := tx.Now
		row.Publication, row.PublishedAt = casebook.Published, &at
		if err := store.Update(tx, row, "Publication", "PublishedAt"); err != nil {
			return err
		}
		if _, err := tx.Enqueue(store.Publication{Kind: "case", Key: string(row.Ref), Version: 1, At: tx.Now, Document: []byte("{}"), Change: "published"}); err != nil {
			return err
		}
		r := revision("case", "case")
		r.At = tx.Now
		return tx.Append(r)
	}
	if err := s.Write(t.Context(), publish); err != nil {
		t.Fatal(err)
	}
	if got := lines(store.CaseFilter{}); got["case"].Name != "the Text" || got["crowd"].Name != "Population “en” 伟" || got["case"].Changed {
		t.Errorf("got %q, %q and changed %v; want the name, the population and false", got["case"].Name, got["crowd"].Name, got["case"].Changed)
	}
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		r := revision(casebook.OnEvent, "event")
		r.At = tx.Now
		return tx.Append(r)
	})
	if got := lines(store.CaseFilter{Publication: casebook.Published, Country: "VE"}); err != nil || len(got) != 1 || !got["case"].Changed {
		t.Errorf("after an event changed: got %v, %v; want the one published case, changed", got, err)
	}
	if got := lines(store.CaseFilter{Country: "IR"}); len(got) != 0 {
		t.Errorf("another country has %d cases, want none", len(got))
	}
	first := lines(store.CaseFilter{Limit: 1})
	for id := range first {
		second := lines(store.CaseFilter{Limit: 1, After: id})
		if _, again := second[id]; len(first) != 1 || len(second) != 1 || again {
			t.Errorf("pages of one are %v and %v", first, second)
		}
	}
	if of, err := s.CasesOf(t.Context(), "person"); err != nil || len(of) != 1 {
		t.Errorf("cases of the person: %d, %v; want 1", len(of), err)
	}
}

// TestAFileIsOfOneMoment reads while another writes an event and its claim
// together: whoever reads sees both as they were, or both as they are.
func TestAFileIsOfOneMoment(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	done := make(chan struct{})
	together(t, 2, func(i int) error {
		if i == 0 {
			defer close(done)
			for range 150 {
				if err := change(t.Context(), s, func(tx *store.Tx) error {
					x.Event.Version, x.Claim.Version = get[casebook.Event](t, tx, "event").Version, get[casebook.Claim](t, tx, "claim").Version
					return errors.Join(store.Update(tx, x.Event, "What"), store.Update(tx, x.Claim, "Value"))
				}); err != nil {
					return err
				}
			}
			return nil
		}
		for {
			f, err := s.FileByID(t.Context(), "case")
			if err != nil {
				return err
			}
			if event, claim := f.Events[0].Version, f.Claims[0].Version; event != claim {
				return fmt.Errorf("the event is of version %d, its claim of %d", event, claim)
			}
			select {
			case <-done:
				return nil
			default:
			}
		}
	})
}
