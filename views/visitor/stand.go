package visitor

import (
	"habeas/internal/public"
	"habeas/internal/when"
)

// standOf gives which sentence says where somebody stands, and the date in it.
// Every page that says it in words asks here, so that none goes further than
// another: past is set when the page is read as of an earlier day.
//
// The code is that of the state; "again" for somebody detained again in the
// same matter; "out." with the rung of confirmation for somebody who came out
// by a release; "then_unknown" for a day of which nothing is known.
func standOf(c *public.Case, past bool) (code string, date when.Date) {
	s := c.State
	if spells := c.Held.Spells; len(spells) > 1 && c.Held.End != when.EndKnown {
		return "again", spells[len(spells)-1].Taken
	}
	switch s.Code {
	case "at_liberty", "restricted_liberty":
		if step := highestStep(c.Releases); step != "" {
			return "out." + step, s.Since
		}
	case "unknown":
		if past {
			return "then_unknown", when.Date{}
		}
	}
	return s.Code, s.Since
}

// cautionOf gives which sentence says what a state does not mean; empty when
// there is nothing to add.
func cautionOf(c *public.Case, today when.Day) string {
	s := c.State
	switch {
	case s.Announced && highestStep(c.Releases) == "ordered":
		return "ordered"
	case s.Announced:
		return "announced"
	case s.Code == "at_liberty" && s.FullyFree:
		return "free_full"
	case s.Code != "at_liberty" && s.Code != "restricted_liberty":
		return staleOf(c.Held, today)
	case s.Code == "restricted_liberty" || bound(c):
		return "free_bound"
	}
	return "free_unknown"
}

// staleOf says that nobody has confirmed lately that a custody goes on: a page
// must not tell in the present what was last known months ago.
func staleOf(held public.Held, today when.Day) string {
	switch {
	case held.End != when.EndOpen || held.Fresh(today):
		return ""
	case held.SeenUntil.IsZero():
		return "stale_undated"
	}
	return "stale"
}
