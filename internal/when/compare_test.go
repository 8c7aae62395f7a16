package when_test

import (
	"testing"

	"habeas/internal/when"
)

func TestCompareHasFourAnswers(t *testing.T) {
	t.Parallel()
	mirror := map[when.Order]when.Order{when.Unknown: when.Unknown, when.Before: when.After, when.Overlaps: when.Overlaps, when.After: when.Before}
	for _, c := range []struct {
		d, e string
		want when.Order
	}{
		{"2026-01-12", "2026-01-13", when.Before},
		{"2026-01-13", "2026-01-13", when.Overlaps},
		{"2025", "2026-01-01", when.Before},
		{"2026-01", "2026-01-13", when.Overlaps},
		{"2026-01-XX", "2026-02", when.Before},
		{"2026-01-1X", "2026-01-20", when.Before},
		{"2026-01-1X", "2026-01-19", when.Overlaps},
		{"[2026-01-12..2026-01-14]", "2026-01-15", when.Before},
		{"[2026-01-12..2026-01-14]", "2026-01-13", when.Overlaps},
		{"[..2026-01-13]", "2026-01-14", when.Before},
		{"[..2026-01-13]", "2025", when.Overlaps},
		{"[2026-01-13..]", "2026-01-12", when.After},
		{"[2026-01-13..]", "2030", when.Overlaps},
		{"2024-07-28/..", "2024-07-27", when.After},
		{"2024-07-28/..", "2026", when.Overlaps},
		{"2024-07-28/", "2024-07", when.Overlaps},
		{"2024-07-28/", "2024-06", when.After},
		{"2024-07-28/", "2026", when.Unknown},
		{"/2026-01-13", "2026-01", when.Overlaps},
		{"/2026-01-13", "2026-02", when.Before},
		{"/2026-01-13", "2020", when.Unknown},
		{"/..", "2026", when.Unknown},
		{"../", "2026", when.Unknown},
		{"../..", "2026", when.Overlaps},
		{"", "2026", when.Unknown},
		{"", "", when.Unknown},
		{"XXXX-12-25", "2026", when.Overlaps},
		{"-0044-03-15", "0001", when.Before},
		{"Y-17E7", "Y17E7", when.Before},
		{"2026-01-26T09:00:00-04:00", "2026-01-26T13:00:00Z", when.Overlaps},
		{"2026-01-26T09:00:00-04:00", "2026-01-26T13:00:01Z", when.Before},
		{"2026-01-26T23:30:00-04:00", "2026-01-27T01:00:00Z", when.After},
		{"2026-01-26T09:00:00", "2026-01-26T13:00:00Z", when.Overlaps},
		{"2026-01-26T09:00:00Z", "2026-01-26", when.Overlaps},
		{"2026-01-13?", "2026-01-14~", when.Before},
	} {
		d, e := when.MustParse(c.d), when.MustParse(c.e)
		if got := d.Compare(e); got != c.want {
			t.Errorf("%q compared with %q is %v, want %v", c.d, c.e, got, c.want)
		}
		if got := e.Compare(d); got != mirror[c.want] {
			t.Errorf("%q compared with %q is %v, want %v", c.e, c.d, got, mirror[c.want])
		}
	}
}

func TestDatesAreEqualByTheirText(t *testing.T) {
	t.Parallel()
	if !when.MustParse("2026-01").Equal(when.MustParse(" 2026-01 ")) {
		t.Error("the same text is not equal")
	}
	if when.MustParse("2026-01").Equal(when.MustParse("2026-01-01/2026-01-31")) {
		t.Error("dates with the same bounds and other texts are equal")
	}
}

func TestOrdersReadAsWords(t *testing.T) {
	t.Parallel()
	for order, want := range map[when.Order]string{when.Unknown: "unknown", when.Before: "before", when.Overlaps: "overlaps", when.After: "after", 9: "unknown"} {
		if got := order.String(); got != want {
			t.Errorf("order %d reads %q, want %q", order, got, want)
		}
	}
}
