package public_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/public"
	"habeas/internal/when"
)

// past is a case of a few public events, each "kind date".
func past(t *testing.T, events ...[2]string) *casebook.File {
	t.Helper()
	f := &casebook.File{
		Case:     casebook.Case{ID: "case", Ref: "VE-2026-0001", Kind: casebook.KindPerson, Country: "VE", Captor: "state", Deprivation: "detention", LastVerified: when.NewDay(2026, 2, 1)},
		Person:   &casebook.Person{ID: "person"},
		Consents: []casebook.Consent{{ID: "k", Scopes: casebook.Codes{"publish_anonymously"}}},
		Evidence: casebook.Evidence{Sources: map[casebook.ID]casebook.Source{}, Facilities: map[casebook.ID]casebook.Facility{}},
	}
	for i, e := range events {
		f.Events = append(f.Events, casebook.Event{ID: casebook.ID(fmt.Sprint(i)), CaseID: "case", Kind: casebook.EventKind(e[0]), Date: when.MustParse(e[1]), Visibility: casebook.Public, Certainty: casebook.Reported})
	}
	casebook.SortEvents(f.Events)
	return f
}

func projected(t *testing.T, f *casebook.File) *public.Case {
	t.Helper()
	c, err := public.ProjectCase(f, stamp)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func day(t *testing.T, text string) when.Day {
	t.Helper()
	d, err := when.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestACaseStandsAsItStoodOnADay(t *testing.T) {
	t.Parallel()
	taken, moved, free := [2]string{"taken", "2025-12-08/2025-12-12"}, [2]string{"moved", "2025-12-20"}, [2]string{"left_facility", "2026-01-08/2026-01-12"}
	for _, test := range []struct {
		name    string
		events  [][2]string
		day     string
		state   string // empty: nothing of it had happened
		perhaps string
		entries int
		held    string // least and most days to that day
	}{
		{"before it began", [][2]string{taken, free}, "2025-12-07", "", "", 0, ""},
		{"on a day that it may have begun", [][2]string{taken, free}, "2025-12-10", "unknown", "in_custody", 0, "0"},
		{"on the last day that it can have begun", [][2]string{taken, free}, "2025-12-12", "in_custody", "", 1, "0–4"},
		{"in between", [][2]string{taken, moved, free}, "2025-12-31", "in_custody", "", 2, "19–23"},
		{"on a day that it may have ended", [][2]string{taken, moved, free}, "2026-01-09", "in_custody", "at_liberty", 2, "26"},
		{"on the last day that it can have ended", [][2]string{taken, moved, free}, "2026-01-12", "at_liberty", "", 3, "27–35"},
		{"between two times in custody", [][2]string{taken, free, {"re_detained", "2026-01-20"}}, "2026-01-15", "at_liberty", "", 2, "27–35"},
		{"in the second time", [][2]string{taken, free, {"re_detained", "2026-01-20"}}, "2026-01-25", "in_custody", "", 3, "32–40"},
		{"before a second time that began nobody knows when", [][2]string{taken, free, {"re_detained", ""}}, "2025-12-31", "in_custody", "", 2, "19–23"},
		{"in a second time that began nobody knows when", [][2]string{taken, free, {"re_detained", ""}}, "2026-01-25", "in_custody", "", 3, "27"},
		{"an announcement changes nothing", [][2]string{taken, {"release_announced", "2026-01-01"}, free}, "2026-01-02", "in_custody", "", 2, "21–25"},
		{"8 January or later is not 9 January", [][2]string{taken, {"left_facility", "[2026-01-08..]"}}, "2026-01-09", "in_custody", "at_liberty", 1, "26"},
		{"what was told had happened by the day it was told", [][2]string{taken, {"left_facility", "[2026-01-08..]"}}, "2026-01-20", "at_liberty", "", 2, ""},
		{"what began in some day of a month had not by its first", [][2]string{{"taken", "2024-07/.."}}, "2024-07-01", "unknown", "in_custody", 0, "0"},
		{"what goes on had begun", [][2]string{{"taken", "2024-07-28/.."}}, "2025-01-01", "in_custody", "", 1, "157"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			on := day(t, test.day)
			c, ok := public.AsOf(projected(t, past(t, test.events...)), on)
			if ok != (test.state != "") {
				t.Fatalf("it had happened: %v", ok)
			}
			if !ok {
				return
			}
			if c.State.Code != test.state || c.State.Perhaps != test.perhaps || len(c.Timeline) != test.entries {
				t.Errorf("it stood at %s, perhaps %q, with %d entries; want %s, %q, %d", c.State.Code, c.State.Perhaps, len(c.Timeline), test.state, test.perhaps, test.entries)
			}
			days := c.Held.Days(on)
			got := fmt.Sprint(days.Least)
			if days.MostKnown && days.Most != days.Least {
				got = fmt.Sprintf("%d–%d", days.Least, days.Most)
			}
			if test.held != "" && got != test.held {
				t.Errorf("held for %s days, want %s (%+v)", got, test.held, c.Held)
			}
		})
	}
}

// The state as of a day is that of a file which ends on it, whatever happened
// in whatever order.
func TestTheStateOfADayIsThatOfAFileThatEndsOnIt(t *testing.T) {
	t.Parallel()
	kinds := []string{"taken", "acknowledged", "missing", "moved", "release_announced", "left_facility", "home", "re_detained", "conditions_imposed", "conditions_lifted", "died", "hearing", "deported"}
	r := rand.New(rand.NewPCG(4, 4))
	for range 3000 {
		var events [][2]string
		for range 1 + r.IntN(8) {
			events = append(events, [2]string{kinds[r.IntN(len(kinds))], when.NewDay(2026, 1, 1+r.IntN(20)).String()})
		}
		f, on := past(t, events...), when.NewDay(2026, 1, 1+r.IntN(20))
		whole := projected(t, f)
		cut := *f
		cut.Events = slices.DeleteFunc(slices.Clone(f.Events), func(e casebook.Event) bool { return e.Date.Latest().After(on) })
		want := projected(t, &cut)
		got, ok := public.AsOf(whole, on)
		if !ok {
			if want.State.Code != "unknown" {
				t.Fatalf("%v as of %v: nothing had happened, want %s", events, on, want.State.Code)
			}
			continue
		}
		if got.State.Code != want.State.Code || got.State.Announced != want.State.Announced || !got.State.Since.Equal(want.State.Since) {
			t.Fatalf("%v as of %v: %+v, want %+v", events, on, got.State, want.State)
		}
		if len(got.Timeline) != len(want.Timeline) {
			t.Fatalf("%v as of %v: %d entries, want %d", events, on, len(got.Timeline), len(want.Timeline))
		}
		if g, w := got.Held.Days(on), want.Held.Days(on); want.Held.End == when.EndKnown && !want.Held.Taken.IsZero() && want.Held.Taken.Equal(whole.Held.Taken) && g != w {
			t.Fatalf("%v as of %v: held %+v, want %+v (%+v against %+v)", events, on, g, w, got.Held, want.Held)
		}
	}
}
