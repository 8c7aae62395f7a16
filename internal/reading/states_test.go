package reading_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/when"
)

// vague are dates of states as they come: exact, ranges, open, unknown, none.
var vague = []string{
	"2025-12-08", "2025-12-08/2025-12-12", "2025-12", "2026-01-05?", "[2026-01-03..2026-01-09]", "[2026-01-08..]", "[..2025-12-20]", "2025-12-20/..", "2025-12-20/", "", "2025",
}

var someStates = []string{"in_custody", "house_arrest", "whereabouts_unknown", "at_liberty", "restricted_liberty", "deceased", "unknown"}

// wandering is a case that went through some states, dated in any way.
func wandering(r *rand.Rand, n int) *public.Case {
	c := person(n, "in_custody")
	c.Country = []string{"VE", "CU", "NI"}[r.IntN(3)]
	for range r.IntN(4) {
		at := when.MustParse(vague[r.IntN(len(vague))])
		c.State = public.State{Code: someStates[r.IntN(len(someStates))], Since: at, Sureness: public.Outlined}
		c.States = append(c.States, public.Stand{At: at, State: c.State})
	}
	c.UpdatedAt = time.Date(2026, 1, 1+r.IntN(19), 9, 0, 0, 0, time.UTC)
	return c
}

// Every number of the picture is that of the list as of its day.
func TestTheSeriesSaysWhatTheListOfEachDaySays(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	t.Cleanup(func() { room.Close() })
	r := rand.New(rand.NewPCG(7, 7))
	for n := range 150 {
		d.cases(wandering(r, n+1))
	}
	for _, country := range []string{"", "VE"} {
		s, err := room.States(t.Context(), reading.SeriesQuery{Country: country, From: when.NewDay(2025, 12, 1), To: shelftest.Today, By: "day"})
		if err != nil {
			t.Fatal(err)
		}
		for i, day := range s.Days {
			if i%3 != 0 && day != shelftest.Today {
				continue
			}
			want := listed(t, room, day, country)
			if diff := cmp.Diff(want, present(s.Counts[i])); diff != "" {
				t.Errorf("%q on %v (-list +series):\n%s", country, day, diff)
			}
		}
	}
}

// listed counts the list of cases as of a day by state.
func listed(t *testing.T, room *reading.Room, day when.Day, country string) map[string]int {
	t.Helper()
	then, done, err := room.At(t.Context(), reading.Past{AsOf: day})
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	q := public.Query{Filters: map[string][]string{}, Sort: "newest"}
	if country != "" {
		q.Filters["country"] = []string{country}
	}
	out := map[string]int{}
	for row, err := range then.EachCase(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		out[row.State]++
	}
	return out
}

// present leaves out what there is none of.
func present(of map[string]int) map[string]int {
	out := map[string]int{}
	for state, n := range of {
		if n != 0 {
			out[state] = n
		}
	}
	return out
}

func TestASeriesFollowsTheShelf(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	d.cases(freed(1), freed(2))
	last := func() map[string]int {
		s, err := room.States(t.Context(), reading.SeriesQuery{})
		if err != nil {
			t.Fatal(err)
		}
		return present(s.Counts[len(s.Counts)-1])
	}
	if diff := cmp.Diff(map[string]int{"at_liberty": 2}, last()); diff != "" {
		t.Error(diff)
	}
	d.remove(public.DocCase, "VE-2026-0002")
	if diff := cmp.Diff(map[string]int{"at_liberty": 1}, last()); diff != "" {
		t.Error(diff)
	}
	d.cases(person(3, "in_custody"), person(1, "in_custody"))
	if diff := cmp.Diff(map[string]int{"in_custody": 2}, last()); diff != "" {
		t.Error(diff)
	}
}

func TestASeriesHasAsManyDaysAsCanBeRead(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	d.cases(freed(1))
	for _, tt := range []struct {
		from  string
		by    string
		days  int
		first string
		step  string
	}{
		{"2026-01-01", "", 20, "2026-01-01", "day"},
		{"2025-01-01", "", 55, "2025-01-07", "week"},
		{"2020-01-01", "", 73, "2020-01-31", "month"},
		{"2025-11-15", "month", 3, "2025-11-30", "month"},
		{"", "", 17, "2026-01-04", "day"},
	} {
		q := reading.SeriesQuery{By: tt.by}
		if tt.from != "" {
			q.From = day(t, tt.from)
		}
		s, err := room.States(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Days) != tt.days || s.Days[0].String() != tt.first || s.Days[len(s.Days)-1] != shelftest.Today || s.By != tt.step {
			t.Errorf("from %q by %q: %d days by %s from %v to %v", tt.from, tt.by, len(s.Days), s.By, s.Days[0], s.Days[len(s.Days)-1])
		}
	}
	for name, q := range map[string]reading.SeriesQuery{
		"to":   {To: shelftest.Today.AddDays(1)},
		"from": {From: shelftest.Today, To: shelftest.Today},
		"by":   {From: day(t, "1900-01-01"), By: "week"},
	} {
		if _, err := room.States(t.Context(), q); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func day(t *testing.T, iso string) when.Day {
	t.Helper()
	d, err := when.ParseDay(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
