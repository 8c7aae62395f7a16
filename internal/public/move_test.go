package public_test

import (
	"testing"

	"habeas/internal/public"
	"habeas/internal/when"
)

func TestEveryMoveOfANumberHasAReason(t *testing.T) {
	t.Parallel()
	from := when.NewDay(2026, 1, 8)
	held := func(taken string) *public.Case {
		c := &public.Case{Ref: "VE-2026-0001", Country: "VE", State: public.State{Code: "in_custody", From: "taken"}}
		if taken != "" {
			c.Held.Taken, c.State.Since = when.MustParse(taken), when.MustParse(taken)
		}
		return c
	}
	out := func(state, since, by string) *public.Case {
		c := held("2025-12-01")
		c.State = public.State{Code: state, From: by}
		if since != "" {
			c.State.Since = when.MustParse(since)
		}
		return c
	}
	group := func(least int, own ...string) *public.Case {
		c := held("2025-12-01")
		c.Group = &public.Group{Min: least}
		for _, ref := range own {
			c.Group.Slots = append(c.Group.Slots, public.Slot{Ref: ref})
		}
		return c
	}
	abroad := held("2025-12-01")
	abroad.Country = "CU"
	again := held("2025-12-01")
	again.State = public.State{Code: "in_custody", From: "re_detained", Since: when.MustParse("2026-01-10")}
	for name, test := range map[string]struct {
		was, now *public.Case
		why      string // empty: the number does not move
		people   int
	}{
		"taken between the days":                       {nil, held("2026-01-09"), public.NewlyTaken, 1},
		"taken on the first day":                       {nil, held("2026-01-08"), public.LearnedLate, 1},
		"taken before, or between":                     {nil, held("2026-01-07/2026-01-09"), public.LearnedLate, 1},
		"taken on a day nobody knows":                  {nil, held(""), public.LearnedLate, 1},
		"new in the record, and free":                  {nil, out("at_liberty", "2026-01-09", "left_facility"), "", 0},
		"came out between the days":                    {held("2025-12-01"), out("at_liberty", "2026-01-12", "left_facility"), public.Released, -1},
		"came out before, and the record did not know": {held("2025-12-01"), out("restricted_liberty", "2026-01-05", "left_facility"), public.FreedEarlier, -1},
		"came out nobody knows when":                   {held("2025-12-01"), out("at_liberty", "", "home"), public.FreedEarlier, -1},
		"came out on the 5th or later":                 {held("2025-12-01"), out("at_liberty", "[2026-01-05..]", "home"), public.FreedEarlier, -1},
		"died":                                         {held("2025-12-01"), out("deceased", "2026-01-12", "died"), public.Died, -1},
		"nobody knows any more":                        {held("2025-12-01"), out("unknown", "", ""), public.Reclassified, -1},
		"detained again":                               {out("at_liberty", "2026-01-02", "left_facility"), again, public.ReDetained, 1},
		"said to be held after all":                    {out("unknown", "", ""), held("2025-12-01"), public.Reclassified, 1},
		"said to be in another country":                {held("2025-12-01"), abroad, public.Reclassified, -1},
		"moved to house arrest":                        {held("2025-12-01"), out("house_arrest", "2026-01-10", "moved"), "", 0},
		"a group grows":                                {group(5), group(7), public.Resized, 2},
		"a place of a group is a case of its own":      {group(5), group(5, "VE-2026-0002"), public.Resized, -1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, moved := public.MoveOf(test.was, test.now, "VE", from)
			if moved != (test.why != "") || m.Why != test.why || m.People != test.people {
				t.Errorf("got %q by %d (%v), want %q by %d", m.Why, m.People, moved, test.why, test.people)
			}
		})
	}
}
