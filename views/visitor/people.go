package visitor

import (
	"strconv"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/wording"
)

// peopleOf says one of our own sums of people.
func peopleOf(w *locale.Words, p reading.People) string {
	if !p.MostKnown {
		return w.T("num.at_least", "n", p.Least)
	}
	return wording.People(w, "exactly", &p.Least, &p.Most, "")
}

// steps of the confirmation ladder, lowest first. The two reversals are no
// rungs: they are said in words.
var steps = []string{"announced", "ordered", "left_facility", "home", "verified"}

// highestStep gives the highest rung that any release of a case has reached,
// or its reversal when there was one; empty without a rung.
func highestStep(releases []public.Release) string {
	best := -1
	for _, r := range releases {
		for _, s := range r.Steps {
			if s.Code == "re_detained" || s.Code == "order_not_carried_out" {
				return s.Code
			}
			for i, code := range steps {
				if s.Code == code {
					best = max(best, i)
				}
			}
		}
	}
	if best < 0 {
		return ""
	}
	return steps[best]
}

// stepOf gives the step of a release with a code, nil when it was not reached.
func stepOf(r public.Release, code string) *public.Step {
	for i := range r.Steps {
		if r.Steps[i].Code == code {
			return &r.Steps[i]
		}
	}
	return nil
}

// stepSureness says how sure a rung makes us: what is announced or ordered is
// not done, and only the last rung is confirmed.
func stepSureness(code string) public.Sureness {
	switch code {
	case "left_facility", "home", "re_detained":
		return public.Outlined
	case "verified":
		return public.Solid
	}
	return public.Dashed
}

// releasePlainly says a release as far as it is confirmed, and no further.
func releasePlainly(w *locale.Words, r public.Release) string {
	step := highestStep([]public.Release{r})
	switch {
	case step == "":
		return w.T("release.plain.none")
	case r.Exit != "released" && stepOf(r, "left_facility") != nil:
		return w.T("release.plain.exit", "exit", w.Label("exit", r.Exit))
	}
	return w.T("release.plain." + step)
}

func itoa(n int) string { return strconv.Itoa(n) }
