package reading_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/when"
)

// desk publishes one document after the other.
type desk struct {
	*testing.T
	shelf *shelf.Shelf
	seq   int64
}

func open(t *testing.T) (*desk, *reading.Room) {
	t.Helper()
	s := shelftest.Open(t)
	return &desk{T: t, shelf: s}, reading.New(s, func() when.Day { return shelftest.Today })
}

func (d *desk) put(kind, key string, document any) {
	d.Helper()
	d.seq++
	if err := d.shelf.Apply(d.Context(), shelftest.Publish(d, d.seq, kind, key, document)); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) cases(cases ...*public.Case) {
	d.Helper()
	for _, c := range cases {
		d.put("case", c.Ref, c)
	}
}

func (d *desk) remove(kind, key string) {
	d.Helper()
	d.seq++
	if err := d.shelf.Apply(d.Context(), shelftest.Remove(d.seq, kind, key)); err != nil {
		d.Fatal(err)
	}
}

func person(n int, state string) *public.Case {
	c := shelftest.Case(fmt.Sprintf("VE-2026-%04d", n), fmt.Sprintf("Person %d", n), "2026-01-05")
	c.State.Code = state
	c.Nationalities = []public.Nationality{{Country: "US", Basis: "citizen"}}
	return c
}

func group(n, least int, most *int) *public.Case {
	c := person(n, "in_custody")
	c.Kind, c.Name = "group", public.Name{}
	c.Label = public.Text{En: "US citizens held"}
	c.Group = &public.Group{Min: least, Max: most, Qualifier: "at_least"}
	return c
}

func number(n int) *int { return &n }

func TestNobodyIsCountedTwiceInTheLeast(t *testing.T) {
	t.Parallel()
	overlapping := group(2, 3, nil)
	overlapping.Overlaps = []public.Overlap{{Ref: "VE-2026-0001"}}
	withSlot := group(1, 5, number(8))
	withSlot.Group.Slots = []public.Slot{{Number: 1, Ref: "VE-2026-0003"}, {Number: 2, Ref: "VE-2026-0004"}, {Number: 3}}
	freed := person(4, "at_liberty")
	small := group(5, 1, number(2))
	small.Group.Slots = []public.Slot{{Number: 1, Ref: "VE-2026-0003"}, {Number: 2, Ref: "VE-2026-0006"}}
	for _, test := range []struct {
		name  string
		cases []*public.Case
		want  reading.People
	}{
		{"nobody", nil, reading.People{MostKnown: true}},
		{"two people", []*public.Case{person(1, "in_custody"), person(2, "house_arrest")}, reading.People{Least: 2, Most: 2, MostKnown: true}},
		{"two groups apart", []*public.Case{group(1, 5, number(8)), group(2, 3, number(3))}, reading.People{Least: 8, Most: 11, MostKnown: true}},
		{"two groups that may be the same people", []*public.Case{group(1, 5, number(8)), overlapping}, reading.People{Least: 5}},
		{"a group and its slots", []*public.Case{withSlot, person(3, "in_custody"), person(4, "in_custody")}, reading.People{Least: 5, Most: 8, MostKnown: true}},
		{"a slot whose person is free", []*public.Case{withSlot, person(3, "in_custody"), freed}, reading.People{Least: 4, Most: 7, MostKnown: true}},
		{"more persons than the group's least", []*public.Case{small, person(3, "in_custody"), person(6, "in_custody")}, reading.People{Least: 2, Most: 2, MostKnown: true}},
		{"an overlap with what is not public", []*public.Case{overlapping}, reading.People{Least: 3}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d, room := open(t)
			d.cases(test.cases...)
			home, err := room.Home(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if home.Held != test.want {
				t.Errorf("held are %+v, want %+v", home.Held, test.want)
			}
			if len(test.cases) > 0 && home.Countries[0].Held != test.want {
				t.Errorf("held in the country are %+v, want %+v", home.Countries[0].Held, test.want)
			}
		})
	}
}

func TestClaimantsStandSideBySideAndOursBesideThem(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	spaniard := person(3, "in_custody")
	spaniard.Nationalities[0].Country = "ES"
	d.cases(person(1, "in_custody"), person(2, "at_liberty"), spaniard, group(4, 4, nil))
	for i, c := range []public.Count{
		{Measure: "released", PopulationKey: "all", Claimant: public.Text{En: "Government"}, Min: number(116), AsOf: when.MustParse("2026-01-12")},
		{Measure: "held", PopulationKey: "us", Nationality: "US", Claimant: public.Text{En: "Officials"}, Min: number(5), AsOf: when.MustParse("2026-01-14")},
		{Measure: "released", PopulationKey: "all", Claimant: public.Text{En: "Foro"}, Min: number(56), AsOf: when.MustParse("2026-01-11")},
		{Measure: "arrested", PopulationKey: "all", Claimant: public.Text{En: "Union"}, Min: number(14), AsOf: when.MustParse("2026-01-05")},
	} {
		c.ID, c.Country = fmt.Sprintf("count%d", i), "VE"
		d.put("count", c.ID, c)
	}
	groups, err := room.Counts(t.Context(), "VE")
	if err != nil {
		t.Fatal(err)
	}
	type line struct {
		Measure, First string
		Counts, Ours   int
		Fits           bool
		People         reading.People
	}
	var got []line
	for _, g := range groups {
		got = append(got, line{g.Measure, g.Counts[0].Claimant.En, len(g.Counts), g.OursTotal, g.OursFits, g.OursPeople})
		if len(g.Ours) != g.OursTotal {
			t.Errorf("%s lists %d of %d", g.Measure, len(g.Ours), g.OursTotal)
		}
	}
	want := []line{
		{"held", "Officials", 1, 2, true, reading.People{Least: 5}},
		{"released", "Foro", 2, 0, false, reading.People{}}, // nothing on a case says who counts as "all"
		{"arrested", "Union", 1, 0, false, reading.People{}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}

func TestWhetherAdviceWasInForceOnTheDayHasThreeAnswers(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	for id, issued := range map[string]string{"old": "2024-05", "then": "2025-12-03", "later": "2026-01-10"} {
		d.put("advisory", id, public.Advisory{ID: id, Country: "VE", Level: 4, Issuer: public.Text{En: "State"}, IssuedOn: when.MustParse(issued)})
	}
	d.put("advisory", "undated", public.Advisory{ID: "undated", Country: "IR"})
	for i, test := range []struct {
		country, taken, want string
		then                 reading.Then
	}{
		{"VE", "2026-01-05", "then", reading.ThenYes},
		{"VE", "2025-12-03", "then", reading.ThenYes},
		{"VE", "2024-06", "old", reading.ThenYes},
		{"VE", "2026-01-1X", "later", reading.ThenYes},
		{"VE", "2025-12", "", reading.ThenUnknown},       // one was issued on some day of the range
		{"VE", "2024-05-30", "", reading.ThenUnknown},    // issued on some day of that month
		{"VE", "../2026-01-14", "", reading.ThenUnknown}, // no first day
		{"VE", "", "", reading.ThenUnknown},
		{"VE", "2024-04-30", "", reading.ThenNo},
		{"VE", "../2024-04", "", reading.ThenNo},
		{"IR", "2024-04-30", "", reading.ThenUnknown}, // undated advice may have been earlier
	} {
		c := person(i+1, "in_custody")
		c.Country, c.Held.Taken = test.country, when.Date{}
		if test.taken != "" {
			c.Held.Taken = when.MustParse(test.taken)
		}
		d.cases(c)
		page, err := room.Case(t.Context(), c.Ref)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if page.Advisory != nil {
			got = page.Advisory.ID
		}
		if got != test.want || page.AdvisoryThen != test.then {
			t.Errorf("%s, taken %q: got advisory %q, %s, want %q, %s", test.country, test.taken, got, page.AdvisoryThen, test.want, test.then)
		}
	}
}

func TestACasePageNamesTheCasesItPointsAtWhileTheyArePublic(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	g := group(1, 2, nil)
	g.Group.Slots = []public.Slot{{Number: 1, Ref: "VE-2026-0002"}, {Number: 2, Ref: "VE-2026-0009"}}
	g.Overlaps = []public.Overlap{{Ref: "VE-2026-0003"}, {Ref: "VE-2026-0009"}}
	d.cases(g, person(2, "in_custody"), group(3, 2, nil))
	page, err := room.Case(t.Context(), g.Ref)
	if err != nil {
		t.Fatal(err)
	}
	wantSlots := []public.Slot{{Number: 1, Ref: "VE-2026-0002", Name: "Person 2"}, {Number: 2}}
	wantOverlaps := []public.Overlap{{Ref: "VE-2026-0003", Label: public.Text{En: "US citizens held"}}}
	if diff := cmp.Diff(wantSlots, page.Case.Group.Slots) + cmp.Diff(wantOverlaps, page.Case.Overlaps); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	d.remove("case", "VE-2026-0002")
	if page, err = room.Case(t.Context(), g.Ref); err != nil || page.Case.Group.Slots[0] != (public.Slot{Number: 1}) {
		t.Errorf("after the withdrawal the slot is %+v, %v", page.Case.Group.Slots[0], err)
	}
	if _, err := room.Case(t.Context(), "VE-2026-0002"); !fault.Is(err, fault.Gone) {
		t.Errorf("the withdrawn case gives %v", err)
	}
}

// What a release did is told from its own ladder: that somebody is out now may
// follow from another release, and that somebody left once may be over.
func TestAReleasePageCountsAsOutOnlyWhoLeftByThatRelease(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	d.put("release_event", "ev1", public.ReleaseEvent{ID: "ev1", Country: "VE", Date: when.MustParse("2026-01-08")})
	part := func(event, exit string, steps ...string) public.Release {
		r := public.Release{EventID: event, Exit: exit, Date: when.MustParse("2026-01-08")}
		for _, s := range steps {
			r.Steps = append(r.Steps, public.Step{Code: s})
		}
		return r
	}
	again := public.Event{Kind: "re_detained", Date: when.MustParse("2026-01-20")}
	for i, test := range []struct {
		state    string
		timeline []public.Event
		releases []public.Release
	}{
		{"at_liberty", nil, []public.Release{part("ev1", "released", "announced", "left_facility")}},
		{"restricted_liberty", nil, []public.Release{part("ev1", "released", "home")}},
		{"in_custody", []public.Event{again}, []public.Release{part("ev1", "released", "left_facility")}},
		{"at_liberty", []public.Event{again}, []public.Release{part("ev1", "released", "left_facility"), part("ev2", "released", "left_facility")}},
		{"in_custody", nil, []public.Release{part("ev1", "released", "announced")}},
		{"in_custody", nil, []public.Release{part("ev1", "released", "ordered", "order_not_carried_out")}},
		{"at_liberty", nil, []public.Release{part("ev1", "released", "announced"), part("ev2", "released", "left_facility")}},
		{"in_custody", nil, []public.Release{part("ev1", "transferred", "left_facility")}},
	} {
		c := person(i+1, test.state)
		c.Timeline, c.Releases = test.timeline, test.releases
		d.cases(c)
	}
	page, err := room.Release(t.Context(), "ev1")
	if err != nil {
		t.Fatal(err)
	}
	some := func(n int) reading.People { return reading.People{Least: n, Most: n, MostKnown: true} }
	want := []reading.ReleasePart{
		{Outcome: reading.Out, Cases: 2, People: some(2)}, {Outcome: reading.Again, Cases: 2, People: some(2)},
		{Outcome: reading.Announced, Cases: 1, People: some(1)}, {Outcome: reading.Undone, Cases: 1, People: some(1)},
		{Outcome: reading.Elsewhere, Cases: 1, People: some(1)}, {Outcome: reading.Otherwise, Cases: 1, People: some(1)},
	}
	if diff := cmp.Diff(want, page.Parts); diff != "" {
		t.Errorf("got parts (-want +got):\n%s", diff)
	}
}

func TestAReleasePageTellsWhoWasFreedAndHowSurely(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	d.put("release_event", "ev1", public.ReleaseEvent{ID: "ev1", Country: "VE", Title: public.Text{En: "Releases of January"}, Date: when.MustParse("2026-01-08/2026-01-12")})
	freed, announced := person(1, "at_liberty"), group(2, 3, nil)
	freed.Releases = []public.Release{{EventID: "ev1", Exit: "released", Steps: []public.Step{{Code: "announced"}, {Code: "left_facility"}}}}
	announced.Releases = []public.Release{{EventID: "ev1", Exit: "released", Steps: []public.Step{{Code: "announced"}}}}
	d.cases(freed, announced, person(3, "in_custody"))
	d.put("count", "c1", public.Count{ID: "c1", Country: "VE", Measure: "released", ReleaseEventID: "ev1", Min: number(9)})
	d.put("count", "c2", public.Count{ID: "c2", Country: "VE", Measure: "released", Min: number(99)})
	d.put("position", "p1", public.Position{ID: "p1", Country: "VE", OnKind: "release_event", OnKey: "ev1"})
	page, err := room.Release(t.Context(), "ev1")
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Cases) != 2 || page.Total != 2 || len(page.Parts) != 2 || page.Parts[0].People.Least != 1 || page.Parts[1].People.Least != 3 || len(page.Counts) != 1 || len(page.Counts[0].Counts) != 1 || len(page.Positions) != 1 {
		t.Errorf("release page is %+v", page)
	}
	lines, err := room.Releases(t.Context())
	if err != nil || len(lines) != 1 || lines[0].Cases != 2 || lines[0].Confirmed != 1 {
		t.Errorf("releases are %+v, %v", lines, err)
	}
	d.remove("release_event", "ev1")
	if _, err := room.Release(t.Context(), "ev1"); !fault.Is(err, fault.Gone) {
		t.Errorf("the withdrawn event gives %v", err)
	}
}

func TestASourcePageTellsWhatRestsOnIt(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	d.put("source", "s1", public.Source{ID: "s1", Title: "Wire report", Publisher: "Wire"})
	d.put("source", "s2", public.Source{ID: "s2", Title: "Local copy", Publisher: "Local", DerivedFrom: []public.SourceLink{{ID: "s1", Note: public.Text{En: "republished"}}}})
	c := person(1, "in_custody")
	c.Sources = []public.CitedSource{
		{N: 1, ID: "s1", Quotes: []public.Quote{{Place: "paragraph 2", Text: "taken from home"}}},
		{N: 2, ID: "s2", Publisher: "Local", Quotes: []public.Quote{{Text: "told again", OriginID: "s1"}}},
	}
	d.cases(c)
	page, err := room.Source(t.Context(), "s1")
	if err != nil {
		t.Fatal(err)
	}
	base := public.Taken{SourceID: "s1", OnKind: "case", OnKey: c.Ref, OnTitle: public.Text{En: "Person 1"}}
	first, second := base, base
	first.What, first.Date, first.Place, first.Quote = public.Text{En: "Taken from home."}, when.MustParse("2026-01-05"), "paragraph 2", "taken from home"
	second.What, second.Quote, second.AsOrigin = public.Text{En: "Local"}, "told again", true
	if diff := cmp.Diff([]public.Taken{first, second}, page.Taken); diff != "" {
		t.Errorf("taken (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]public.SourceLink{{ID: "s2", Title: "Local copy", Publisher: "Local", Note: public.Text{En: "republished"}}}, page.RepeatedBy); diff != "" {
		t.Errorf("repeated by (-want +got):\n%s", diff)
	}
}

func TestACountryPageMergesItsTimeline(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	d.cases(person(1, "in_custody"))
	d.put("context", "x1", public.ContextEvent{ID: "x1", Country: "VE", Date: when.MustParse("2026-01-03"), Facility: &public.Facility{Slug: "evin"}})
	d.put("advisory", "a1", public.Advisory{ID: "a1", Country: "VE", IssuedOn: when.MustParse("2025-12-03")})
	d.put("advisory", "a2", public.Advisory{ID: "a2", Country: "VE", IssuedOn: when.MustParse("2026-01-10")})
	d.put("position", "p1", public.Position{ID: "p1", Country: "VE", OnKind: "country", OnKey: "VE", Date: when.MustParse("2026-01-09")})
	d.put("release_event", "e1", public.ReleaseEvent{ID: "e1", Country: "VE", Date: when.MustParse("2026-01-08")})
	d.put("facility", "evin", public.FacilityPage{Slug: "evin", Name: "Evin", Country: "VE"})
	d.put("country", "VE", public.CountryClaims{Country: "VE", Claims: []public.Claim{{Field: "treatment"}}})
	page, err := room.Country(t.Context(), "VE")
	if err != nil {
		t.Fatal(err)
	}
	var dates []string
	for _, m := range page.Timeline {
		dates = append(dates, m.Date.String())
	}
	if want := []string{"2025-12-03", "2026-01-03", "2026-01-05", "2026-01-08", "2026-01-09", "2026-01-10"}; !slices.Equal(dates, want) {
		t.Errorf("timeline is %v, want %v", dates, want)
	}
	if page.Advisory.ID != "a2" || len(page.Older) != 1 || page.Claims == nil || len(page.Facilities) != 1 || page.Figures.Held.Least != 1 {
		t.Errorf("country page is %+v", page)
	}
	f, err := room.Facility(t.Context(), "evin")
	if err != nil || len(f.Context) != 1 || f.Total != 0 {
		t.Errorf("facility page is %+v, %v", f, err)
	}
	for _, cc := range []string{"CU", "XX", "ve", ""} {
		if _, err := room.Country(t.Context(), cc); !fault.Is(err, fault.NotFound) {
			t.Errorf("country %q gives %v, want not found", cc, err)
		}
	}
}

func TestAnEmptyShelfIsReadWithoutFaults(t *testing.T) {
	t.Parallel()
	_, room := open(t)
	home, err := room.Home(t.Context())
	if err != nil || home.Cases != 0 || len(home.Changes) != 0 {
		t.Errorf("home is %+v, %v", home, err)
	}
	page, err := room.Cases(t.Context(), public.Query{Text: "anybody"})
	if err != nil || len(page.Rows) != 0 {
		t.Errorf("the list is %+v, %v", page, err)
	}
	if _, err := room.Counts(t.Context(), ""); err != nil {
		t.Error(err)
	}
}

func TestWhatIsRememberedIsForgottenWithTheNextPublication(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	d.cases(person(1, "in_custody"))
	first, err := room.Home(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.cases(person(2, "in_custody"))
	second, err := room.Home(t.Context())
	if err != nil || first.Held.Least != 1 || second.Held.Least != 2 || second.Cases != 2 {
		t.Errorf("held were %d, then %d of %d, %v", first.Held.Least, second.Held.Least, second.Cases, err)
	}
}
