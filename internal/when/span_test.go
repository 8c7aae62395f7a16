package when_test

import (
	"testing"

	"habeas/internal/when"
)

func TestSpanGivesTheLeastAndTheMostDays(t *testing.T) {
	t.Parallel()
	const today = "2026-01-19"
	known := func(least, most int) when.Days { return when.Days{Least: least, Most: most, MostKnown: true} }
	atLeast := func(n int) when.Days { return when.Days{Least: n} }
	for _, c := range []struct {
		name, from, to string
		end            when.End
		seen           string
		want           when.Days
	}{
		{"both ends exact", "2024-07-28", "2026-01-13", when.EndKnown, "", known(534, 534)},
		{"the same day", "2026-01-13", "2026-01-13", when.EndKnown, "", known(0, 0)},
		{"start between, still going on", "[2025-12-08..2025-12-12]", "", when.EndOpen, "", known(38, 42)},
		{"start between, told as days of an interval", "2025-12-08/2025-12-12", "", when.EndOpen, "", known(38, 42)},
		{"start in a month, still going on", "2025-12", "", when.EndOpen, "", known(19, 49)},
		{"start in the month of today", "2026-01", "", when.EndOpen, "", known(0, 18)},
		{"start some day of a year", "2025-XX-XX", "", when.EndOpen, "", known(19, 383)},
		{"start about a day keeps its digits", "2026-01-10~", "", when.EndOpen, "", known(9, 9)},
		{"start by a day", "[..2026-01-13]", "", when.EndOpen, "", atLeast(6)},
		{"start on a day or later", "[2026-01-13..]", "", when.EndOpen, "", known(0, 6)},
		{"start that is an open interval", "2024-07-28/..", "", when.EndOpen, "", known(540, 540)},
		{"start today", "2026-01-19", "", when.EndOpen, "", known(0, 0)},
		{"start in the future", "2026-01-20", "", when.EndOpen, "", when.Days{}},
		{"start unknown", "", "", when.EndOpen, "", when.Days{}},
		{"start unknown, end known", "", "2026-01-13", when.EndKnown, "", when.Days{}},
		{"end between", "2024-07-28", "[2026-01-12..2026-01-14]", when.EndKnown, "", known(533, 535)},
		{"both between", "2024-07", "2026-01", when.EndKnown, "", known(519, 579)},
		{"end by a day", "2024-07-28", "[..2026-01-13]", when.EndKnown, "", known(0, 534)},
		{"end by a day, seen before it", "2024-07-28", "[..2026-01-13]", when.EndKnown, "2026-01-10", known(531, 534)},
		{"end between, seen within", "2024-07-28", "[2026-01-12..2026-01-14]", when.EndKnown, "2026-01-13", known(534, 535)},
		{"end between, seen after it, which cannot be", "2024-07-28", "[2026-01-12..2026-01-14]", when.EndKnown, "2026-01-18", known(533, 535)},
		{"end on a day or later", "2024-07-28", "[2026-01-13..]", when.EndKnown, "", atLeast(534)},
		{"overlapping ends", "2026-01", "2026-01-13", when.EndKnown, "", known(0, 12)},
		{"ends that contradict each other", "2026-01-13", "2024-07-28", when.EndKnown, "", when.Days{}},
		{"end unknown, seen", "2024-07-28", "", when.EndUnknown, "2026-01-13", atLeast(534)},
		{"end unknown, start between, seen", "[2025-12-08..2025-12-12]", "", when.EndUnknown, "2026-01-13", atLeast(32)},
		{"end unknown, never seen", "2024-07-28", "", when.EndUnknown, "", atLeast(0)},
		{"end unknown, seen before the start", "2024-07-28", "", when.EndUnknown, "2024-01-01", atLeast(0)},
		{"ended on a day nobody told", "2024-07-28", "", when.EndKnown, "2026-01-13", atLeast(534)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			span := when.Span{From: when.MustParse(c.from), To: when.MustParse(c.to), End: c.end}
			if c.seen != "" {
				span.SeenUntil = day(t, c.seen)
			}
			if got := span.Days(day(t, today)); got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

func TestDaysAreExactWhenTheyAreOneNumber(t *testing.T) {
	t.Parallel()
	for d, want := range map[when.Days]bool{
		{Least: 534, Most: 534, MostKnown: true}: true,
		{Least: 38, Most: 42, MostKnown: true}:   false,
		{Least: 534}:                             false,
		{}:                                       false,
		{MostKnown: true}:                        true,
	} {
		if got := d.Exact(); got != want {
			t.Errorf("%+v exact: %v, want %v", d, got, want)
		}
	}
}
