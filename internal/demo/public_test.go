package demo_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/public"
	"habeas/internal/when"
)

// nothingIsSaidInPublicWithoutASource looks at every document for the
// parts that carry marks of sources.
func nothingIsSaidInPublicWithoutASource(t *testing.T, r rooms) {
	var all []any
	add := func(docs ...any) { all = append(all, docs...) }
	for _, c := range cases(t, r.shelf) {
		add(c)
	}
	for _, d := range documents[public.ReleaseEvent](t, r.shelf, public.DocReleaseEvent) {
		add(d)
	}
	for _, d := range documents[public.Count](t, r.shelf, public.DocCount) {
		add(d)
	}
	for _, d := range documents[public.Position](t, r.shelf, public.DocPosition) {
		add(d)
	}
	for _, d := range documents[public.Advisory](t, r.shelf, public.DocAdvisory) {
		add(d)
	}
	for _, d := range documents[public.ContextEvent](t, r.shelf, public.DocContext) {
		add(d)
	}
	for _, d := range documents[public.CountryClaims](t, r.shelf, public.DocCountry) {
		add(d)
	}
	for _, d := range documents[public.FacilityPage](t, r.shelf, public.DocFacility) {
		add(d)
	}
	for _, d := range all {
		body, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if err := json.Unmarshal(body, &tree); err != nil {
			t.Fatal(err)
		}
		uncited(t, "", tree)
	}
}

// stated are the fields by which a part is known to say something of its own.
var stated = []string{"what", "value", "claimant", "mechanisms", "measure", "step", "stance", "level", "exit", "title"}

func uncited(t *testing.T, where string, tree any) {
	t.Helper()
	switch v := tree.(type) {
	case map[string]any:
		if _, isSource := v["n"]; isSource {
			return
		}
		if v["summary_cites"] == nil && v["cites"] == nil && v["claims"] == nil {
			for _, name := range stated {
				if v[name] != nil {
					t.Errorf("%s says something (%s) without a source: %v", where, name, v[name])
				}
			}
		}
		for name, child := range v {
			uncited(t, where+"."+name, child)
		}
	case []any:
		for _, child := range v {
			uncited(t, where, child)
		}
	}
}

func find(t *testing.T, all []*public.Case, who string) *public.Case {
	t.Helper()
	for _, c := range all {
		if strings.Contains(c.Name.Text+c.Label.En, who) {
			return c
		}
	}
	t.Fatalf("no case of %q", who)
	return nil
}

func luckeyLangeIsShownWithWhatIsKnownAndNotMore(t *testing.T, r rooms) {
	c := find(t, cases(t, r.shelf), "James Luckey-Lange")
	if c.Age == nil || *c.Age != 28 || c.AgeAsOf.String() != "2026-01-14~" {
		t.Errorf("got age %v as of %s, want 28 as of 2026-01-14~", c.Age, c.AgeAsOf)
	}
	if diff := cmp.Diff([]public.Nationality{{Country: "US", Basis: "citizen"}}, c.Nationalities); diff != "" {
		t.Error(diff)
	}
	if got := strings.Join(c.Roles, " "); got != "traveller" {
		t.Errorf("got roles %q, want traveller", got)
	}
	want := []string{"taken", "taken_place", "captor", "facility", "lawyer", "consular", "health", "charge"}
	if diff := cmp.Diff(want, c.NotKnown); diff != "" {
		t.Error(diff)
	}
	for _, rung := range c.Whereabouts {
		if rung.Answer != "unknown" {
			t.Errorf("got %s %s, want unknown: no text says so", rung.Code, rung.Answer)
		}
	}
	if d := c.Held.Days(when.DayOf(loadedAt)); d.Least != 6 || d.MostKnown {
		t.Errorf("got held %+v, want at least 6 days and no most", d)
	}
}

func theFiveMayOverlapWithOthersInBothDirections(t *testing.T, r rooms) {
	all := cases(t, r.shelf)
	five := find(t, all, "months before January 2026")
	for _, who := range []string{"James Luckey-Lange", "freed in Venezuela by 13 January"} {
		other := find(t, all, who)
		for _, pair := range [][2]*public.Case{{five, other}, {other, five}} {
			found := false
			for _, o := range pair[0].Overlaps {
				found = found || o.Ref == pair[1].Ref && strings.Contains(o.Note.En, "or not") && len(o.Cites) > 0
			}
			if !found {
				t.Errorf("%s does not say that it may overlap with %s", pair[0].Ref, pair[1].Ref)
			}
		}
	}
	if n := len(five.Positions); n != 1 {
		t.Errorf("got %d positions on the five, want the one on leverage", n)
	}
}

func nobodyIsShownAsVerified(t *testing.T, r rooms) {
	want := map[string][]string{
		"freed in Venezuela by 13 January":  {"announced", "left_facility"},
		"Spanish citizens":                  {"left_facility"},
		"Opposition figures reported freed": {"left_facility"},
	}
	all := cases(t, r.shelf)
	for who, steps := range want {
		c := find(t, all, who)
		var got []string
		for _, step := range c.Releases[0].Steps {
			got = append(got, step.Code)
		}
		if diff := cmp.Diff(steps, got); diff != "" || len(c.Releases[0].Conditions) > 0 || c.Releases[0].EventID == "" {
			t.Errorf("%s: %s; conditions %v, event %q", who, diff, c.Releases[0].Conditions, c.Releases[0].EventID)
		}
	}
}

func theBusPassengerIsNotCountedAsHeldForDays(t *testing.T, r rooms) {
	c := find(t, cases(t, r.shelf), "Bus passenger")
	if d := c.Held.Days(when.DayOf(loadedAt)); d != (when.Days{}) {
		t.Errorf("got held %+v, want nothing: no text says that there was a detention", d)
	}
	if e := c.Timeline[0]; e.Place.En != "Caracas, on a bus" || e.Actor.En != "Police" || e.Date.String() != "2026-01-08" {
		t.Errorf("got %s, %s, %s", e.Date, e.Place.En, e.Actor.En)
	}
}

func maduroAndFloresAreContextAndNoCase(t *testing.T, r rooms) {
	for _, c := range cases(t, r.shelf) {
		if strings.Contains(c.Name.Text+c.Label.En, "Maduro") || strings.Contains(c.Name.Text+c.Label.En, "Flores") {
			t.Errorf("%s is a case of theirs", c.Ref)
		}
	}
	for _, e := range documents[public.ContextEvent](t, r.shelf, public.DocContext) {
		if e.Date.String() != "2026-01-03" {
			continue
		}
		body, _ := json.Marshal(e.Sources)
		for _, word := range []string{"operation", "raid", "arresting", "captured", "abduction"} {
			if !strings.Contains(string(body), word) {
				t.Errorf("no source is quoted with its word %q", word)
			}
		}
		return
	}
	t.Error("3 January 2026 is not among the events of the country")
}

func everySourceSaysWhatItRepeats(t *testing.T, r rooms) {
	want := map[string][]string{
		"Slay News": {"US Embassy in Caracas", "Ministry of Foreign Affairs of Venezuela", "Donald Trump"},
		"US issues emergency warning for citizens to evacuate Venezuela immediately": {"US Department of State", "A bus driver in Caracas, in his forties, speaking to the media"},
		"Report on at least five US citizens detained in Venezuela":                  {"CNN", "The New York Times", "CNN", "Foro Penal", "Rights groups on political prisoners in Venezuela, about 2 January 2026"},
		"Report on exploratory talks between Venezuela and the United States":        {"Government of Venezuela", "UN experts on the blockade and Venezuelan oil", "Donald Trump"},
		"Report on the first release of US citizens since 3 January 2026":            {"US Department of State", "United Nations", "United Nations", "The New York Times", "The Washington Post", "Rick Scott, US Senator for Florida", "Donald Trump", "Government of Venezuela", "Government of Venezuela", "Campaigners' count of political prisoners in Venezuela"},
	}
	got := map[string][]string{}
	for _, src := range documents[public.Source](t, r.shelf, public.DocSource) {
		key := src.Title + src.Label.En
		if src.Publisher == "Slay News" {
			key = src.Publisher
		}
		for _, from := range src.DerivedFrom {
			name := from.Publisher
			if name == "" {
				name = from.Title + from.Label.En
			}
			got[key] = append(got[key], name)
		}
	}
	for key, names := range want {
		if diff := cmp.Diff(names, got[key]); diff != "" {
			t.Errorf("%s: %s", key, diff)
		}
	}
}
