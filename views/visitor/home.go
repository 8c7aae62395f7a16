package visitor

import (
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/ui"
)

// HomeProps is what the first page shows.
type HomeProps struct {
	layout.Page
	*reading.Home
}

// situation is the present situation in one sentence.
func (p HomeProps) situation() string {
	if p.Cases == 0 {
		return p.T("home.empty")
	}
	return p.Words.N("home.situation", p.Cases, "day", locale.Day(p.Lang(), p.Today),
		"countries", p.Words.N("home.countries", len(p.Countries)),
		"held", peopleOf(p.Words, p.Held), "free", peopleOf(p.Words, p.Free))
}

// claimed is one number that somebody else gives, for the first page.
type claimed struct {
	number, what, who, when, href string
}

// others are the latest numbers of others on what we count too, at most one
// of each group and few enough to read.
func (p HomeProps) others() []claimed {
	var all []claimed
	for _, g := range p.Counts {
		if len(all) == shownClaims {
			break
		}
		if c, ok := latestNumber(g.Counts); ok {
			all = append(all, claimed{
				number: countNumber(p.Words, c), what: groupTitle(p.Words, g), who: claimant(p.Words, c), when: countWhen(p.Words, c),
				href: links.Counts(p.Lang(), "") + "#" + groupID(g),
			})
		}
	}
	return all
}

// shownClaims is how many numbers of others the first page shows.
const shownClaims = 4

// latestNumber gives the last count that has a number.
func latestNumber(counts []public.Count) (public.Count, bool) {
	for i := len(counts) - 1; i >= 0; i-- {
		if counts[i].Min != nil || counts[i].Max != nil {
			return counts[i], true
		}
	}
	return public.Count{}, false
}

// changeLink leads to what changed; empty when it has no page any more.
func changeLink(l locale.Lang, c public.Change) string {
	if c.What == "withdrawn" {
		return ""
	}
	return takenLink(l, public.Taken{OnKind: c.Kind, OnKey: c.Key})
}

// changeTitle names what changed.
func changeTitle(w *locale.Words, c public.Change) string {
	if c.Title.IsZero() {
		return c.Key
	}
	return ui.Plain(w, c.Title)
}

// changeAgo says how long ago something changed.
func (p HomeProps) changeAgo(c public.Change) string {
	return locale.Ago(p.Lang(), when.DayOf(c.At), p.Today)
}

// ownFigures are the numbers of this record.
func (p HomeProps) ownFigures() []figure {
	return []figure{
		{p.Words.Number(p.Cases), p.Words.N("figure.cases", p.Cases)},
		{peopleOf(p.Words, p.Held), p.T("figure.held")},
		{peopleOf(p.Words, p.Free), p.T("figure.free")},
		{peopleOf(p.Words, p.Unknown), p.T("figure.unknown")},
	}
}
