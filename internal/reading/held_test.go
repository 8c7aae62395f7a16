package reading_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/when"
)

// heldSince is somebody in custody since a date, last confirmed so many days ago.
func heldSince(n int, taken string, confirmed int) *public.Case {
	c := person(n, "in_custody")
	c.Held = public.Held{Taken: when.MustParse(taken), End: when.EndOpen, SeenUntil: shelftest.Today.AddDays(-confirmed)}
	return c
}

// Today is 20 January 2026.
func TestALengthIsCountedWhereItSurelyOrPerhapsLies(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name          string
		c             *public.Case
		sure, perhaps []int // of the classes from 0, 30, 183, 365, 731 and 1826 days on
		undated       int
	}{
		{"exact", heldSince(1, "2025-12-22", 1), []int{1, 0, 0, 0, 0, 0}, []int{0, 0, 0, 0, 0, 0}, 0},
		{"thirty days are a month", heldSince(1, "2025-12-21", 1), []int{0, 1, 0, 0, 0, 0}, []int{0, 0, 0, 0, 0, 0}, 0},
		{"a range within one class", heldSince(1, "2025-09/2025-11", 1), []int{0, 1, 0, 0, 0, 0}, []int{0, 0, 0, 0, 0, 0}, 0},
		{"a range over two", heldSince(1, "[2025-12-15..2025-12-30]", 1), []int{0, 0, 0, 0, 0, 0}, []int{1, 1, 0, 0, 0, 0}, 0},
		{"not confirmed for long: at least, and no most", heldSince(1, "2024-12-01", 200), []int{0, 0, 0, 0, 0, 0}, []int{0, 0, 1, 1, 1, 1}, 0},
		{"so long that no class is beyond", heldSince(1, "2014-02-18", 400), []int{0, 0, 0, 0, 0, 1}, []int{0, 0, 0, 0, 0, 0}, 0},
		{"nobody says since when", heldSince(1, "", 1), []int{0, 0, 0, 0, 0, 0}, []int{0, 0, 0, 0, 0, 0}, 1},
		{"not held", freed(1), []int{0, 0, 0, 0, 0, 0}, []int{0, 0, 0, 0, 0, 0}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d, room := open(t)
			d.cases(tt.c)
			l, err := room.HeldLengths(t.Context(), public.Query{})
			if err != nil {
				t.Fatal(err)
			}
			var sure, perhaps []int
			for _, c := range l.Classes {
				sure, perhaps = append(sure, c.Sure), append(perhaps, c.Perhaps)
			}
			if diff := cmp.Diff(tt.sure, sure) + cmp.Diff(tt.perhaps, perhaps); diff != "" || l.Undated != tt.undated {
				t.Errorf("undated %d, want %d; sure and perhaps (-want +got):\n%s", l.Undated, tt.undated, diff)
			}
		})
	}
}

func TestLengthsAreThoseOfTheListWithTheSameFilters(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	one, two, three := heldSince(1, "2025-12-22", 1), heldSince(2, "2024-01-01", 1), heldSince(3, "2024-01-01", 1)
	two.Nationalities = nil
	three.State.Code = "whereabouts_unknown"
	hidden := heldSince(4, "2024-01-01", 1)
	hidden.Name, hidden.NameWithheld, hidden.Nationalities = public.Name{}, true, nil
	d.cases(one, two, three, hidden)
	for _, tt := range []struct {
		filters      map[string][]string
		cases, maybe int
	}{
		{nil, 3, 0},
		{map[string][]string{"nationality": {"US"}}, 1, 1},
		{map[string][]string{"state": {"whereabouts_unknown"}}, 1, 0},
		{map[string][]string{"country": {"CU"}}, 0, 0},
	} {
		l, err := room.HeldLengths(t.Context(), public.Query{Filters: tt.filters})
		if err != nil {
			t.Fatal(err)
		}
		if l.Cases != tt.cases || l.MayBe != tt.maybe {
			t.Errorf("%v: %d cases and perhaps %d more, want %d and %d", tt.filters, l.Cases, l.MayBe, tt.cases, tt.maybe)
		}
	}
	if _, err := room.HeldLengths(t.Context(), public.Query{Filters: map[string][]string{"state": {"at_liberty"}}}); !fault.Is(err, fault.Invalid) {
		t.Errorf("days held of people at liberty: %v", err)
	}
}
