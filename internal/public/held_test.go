package public_test

import (
	"testing"

	"habeas/internal/public"
	"habeas/internal/when"
)

func TestDaysHeldClaimNoMoreThanSomebodyChecked(t *testing.T) {
	t.Parallel()
	today := when.NewDay(2026, 1, 31)
	taken := when.MustParse("2026-01-01")
	for _, test := range []struct {
		name string
		held public.Held
		want when.Days
	}{
		{"goes on, seen today", public.Held{Taken: taken, End: when.EndOpen, SeenUntil: today}, when.Days{Least: 30, Most: 30, MostKnown: true}},
		{"goes on, seen thirty days ago", public.Held{Taken: taken, End: when.EndOpen, SeenUntil: when.NewDay(2026, 1, 1)}, when.Days{Least: 30, Most: 30, MostKnown: true}},
		{"goes on, seen long ago", public.Held{Taken: when.MustParse("2025-12-01"), End: when.EndOpen, SeenUntil: when.NewDay(2025, 12, 31)}, when.Days{Least: 30}},
		{"goes on, never seen", public.Held{Taken: taken, End: when.EndOpen}, when.Days{}},
		{"end unknown", public.Held{Taken: taken, End: when.EndUnknown, SeenUntil: when.NewDay(2026, 1, 11)}, when.Days{Least: 10}},
		{"ended", public.Held{Taken: when.MustParse("2024-07-28"), Ended: when.MustParse("2026-01-13?"), End: when.EndKnown}, when.Days{Least: 534, Most: 534, MostKnown: true}},
		{"ended between two days", public.Held{Taken: when.MustParse("2025-12-08"), Ended: when.MustParse("[2026-01-12..2026-01-14]"), End: when.EndKnown}, when.Days{Least: 35, Most: 37, MostKnown: true}},
		{"nothing known", public.Held{End: when.EndOpen, SeenUntil: today}, when.Days{}},
	} {
		if got := test.held.Days(today); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}
