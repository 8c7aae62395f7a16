package public_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

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

func TestDaysOfSeveralTimesInCustodyAreAddedAndThoseBetweenAreNot(t *testing.T) {
	t.Parallel()
	today := when.NewDay(2026, 1, 31)
	spell := func(taken, ended string) public.Spell {
		return public.Spell{Taken: when.MustParse(taken), Ended: when.MustParse(ended)}
	}
	first := spell("2025-12-08", "2026-01-13") // 36 days
	for _, test := range []struct {
		name string
		held public.Held
		want when.Days
	}{
		{"both over", public.Held{End: when.EndKnown, Spells: []public.Spell{first, spell("2026-01-20", "2026-01-25")}}, when.Days{Least: 41, Most: 41, MostKnown: true}},
		{"the second goes on, and was checked", public.Held{End: when.EndOpen, SeenUntil: today, Spells: []public.Spell{first, spell("2026-01-20", "")}}, when.Days{Least: 47, Most: 47, MostKnown: true}},
		{"the second goes on, and nobody checked for long", public.Held{End: when.EndOpen, SeenUntil: when.NewDay(2025, 12, 20), Spells: []public.Spell{spell("2025-11-01", "2025-11-11"), spell("2025-12-15", "")}}, when.Days{Least: 15}},
		{"the second goes on, and was never checked", public.Held{End: when.EndOpen, Spells: []public.Spell{first, spell("2026-01-20", "")}}, when.Days{Least: 36}},
		{"nobody knows whether the second ended", public.Held{End: when.EndUnknown, SeenUntil: when.NewDay(2026, 1, 22), Spells: []public.Spell{first, spell("2026-01-20", "")}}, when.Days{Least: 38}},
		{"ends that are vague", public.Held{End: when.EndKnown, Spells: []public.Spell{spell("2025-12-08/2025-12-12", "2026-01-13"), spell("2026-01-20", "[2026-01-25..2026-01-27]")}}, when.Days{Least: 37, Most: 43, MostKnown: true}},
		{"nobody knows when the second began", public.Held{End: when.EndKnown, Spells: []public.Spell{first, spell("", "2026-01-25")}}, when.Days{Least: 36}},
		{"nobody knows when the first began", public.Held{End: when.EndKnown, Spells: []public.Spell{spell("", "2026-01-13"), spell("2026-01-20", "2026-01-25")}}, when.Days{Least: 5}},
		{"an end of the first that nobody dates", public.Held{End: when.EndKnown, Spells: []public.Spell{spell("2025-12-08", ""), spell("2026-01-20", "2026-01-25")}}, when.Days{Least: 5}},
		{"three times", public.Held{End: when.EndKnown, Spells: []public.Spell{first, spell("2026-01-20", "2026-01-25"), spell("2026-01-27", "2026-01-30")}}, when.Days{Least: 44, Most: 44, MostKnown: true}},
		{"one time alone is the whole of it", public.Held{Taken: when.MustParse("2025-12-08"), Ended: when.MustParse("2026-01-13"), End: when.EndKnown, Spells: []public.Spell{spell("2026-01-20", "2026-01-25")}}, when.Days{Least: 36, Most: 36, MostKnown: true}},
	} {
		if got := test.held.Days(today); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestTimesInCustodyArePublishedOneByOneOnlyWhenThereAreSeveral(t *testing.T) {
	t.Parallel()
	once := public.HeldOf(past(t, [2]string{"taken", "2025-12-08"}, [2]string{"left_facility", "2026-01-13"}))
	if once.Spells != nil || once.Taken.String() != "2025-12-08" || once.Ended.String() != "2026-01-13" {
		t.Errorf("held once: %+v", once)
	}
	twice := public.HeldOf(past(t, [2]string{"taken", "2025-12-08"}, [2]string{"left_facility", "2026-01-13"}, [2]string{"re_detained", "2026-01-20"}))
	want := []public.Spell{{Taken: when.MustParse("2025-12-08"), Ended: when.MustParse("2026-01-13")}, {Taken: when.MustParse("2026-01-20")}}
	if diff := cmp.Diff(want, twice.Spells); diff != "" || twice.End != when.EndOpen {
		t.Errorf("held twice, end %v (-want +got):\n%s", twice.End, diff)
	}
}
