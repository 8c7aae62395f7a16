package visitor

import (
	"strings"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/wording"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/ui"
)

// CountsProps is what the page of the counts shows.
type CountsProps struct {
	layout.Page
	Country string // narrows the page; empty for all
	Groups  []reading.CountGroup
	notes   *notes
}

// NewCounts puts the page of the counts together.
func NewCounts(page layout.Page, country string, groups []reading.CountGroup) CountsProps {
	page.About = listed(page, "counts", links.Counts(page.Lang(), country)).onPage()
	return CountsProps{Page: page, Country: country, Groups: groups, notes: newNotes(nil)}
}

// groupTitle says what is counted.
func groupTitle(w *locale.Words, g reading.CountGroup) string {
	return w.T("counts.group", "measure", w.Label("measure", g.Measure), "population", ui.Plain(w, g.Population))
}

// groupID is the place of a group on a page.
func groupID(g reading.CountGroup) string {
	return "count-" + strings.ToLower(g.Country) + "-" + g.Measure + "-" + g.PopulationKey
}

// countNumber says a count as its claimant gave it.
func countNumber(w *locale.Words, c public.Count) string {
	return wording.People(w, c.Qualifier, c.Min, c.Max, c.Words)
}

// countWhen says up to when somebody counted, and from when.
func countWhen(w *locale.Words, c public.Count) string {
	switch {
	case !c.WindowStart.IsZero() && !c.AsOf.IsZero() && c.WindowStart.String() != c.AsOf.String():
		return w.T("counts.window", "from", locale.DateShort(w.Lang(), c.WindowStart), "to", locale.DateShort(w.Lang(), c.AsOf))
	case !c.WindowStart.IsZero() && c.AsOf.IsZero():
		return w.T("counts.window_open", "from", locale.DateShort(w.Lang(), c.WindowStart))
	}
	return locale.DateShort(w.Lang(), c.AsOf)
}

// oursSentence says what this record itself holds of what is counted.
func oursSentence(w *locale.Words, g reading.CountGroup) string {
	switch {
	case !g.OursFits:
		return w.T("counts.ours_cannot")
	case g.OursTotal == 0 && g.OursPeople.Most > 0:
		return w.T("counts.ours_perhaps", "n", g.OursPeople.Most)
	case g.OursTotal == 0:
		return w.T("counts.ours_none")
	}
	return w.N("counts.ours", g.OursTotal, "people", peopleOf(w, g.OursPeople))
}

// shownOurs is how many of our own cases stand under a count before a link to
// the list takes over.
const shownOurs = 12
