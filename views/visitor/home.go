package visitor

import (
	"cmp"
	"slices"

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

// claimed is one thing that is counted with what others say of it: all of
// them beside each other, since choosing one would be taking a side.
type claimed struct {
	what, href string
	numbers    []claim
}

type claim struct{ number, who, when string }

// othersSay is what others say of at most so many groups of counts, with few
// enough numbers of each to read. A country narrows where the links lead.
func othersSay(w *locale.Words, groups []reading.CountGroup, country string, most int) []claimed {
	var all []claimed
	for _, g := range groups[:min(most, len(groups))] {
		one := claimed{what: groupTitle(w, g), href: links.Counts(w.Lang(), country) + "#" + groupID(g)}
		for _, c := range numbersFirst(g.Counts) {
			if len(one.numbers) == shownClaims {
				break
			}
			said := claim{number: countNumber(w, c), who: ui.Who(w, c.Claimant)}
			if !c.AsOf.IsZero() {
				said.when = countWhen(w, c)
			}
			one.numbers = append(one.numbers, said)
		}
		all = append(all, one)
	}
	return all
}

// How much of what others say, and of what changed, the first page shows.
const (
	shownGroups  = 4
	shownClaims  = 4
	shownChanges = 8
)

// numbersFirst puts what was said in numbers before what was said in words
// alone, each in its order.
func numbersFirst(counts []public.Count) []public.Count {
	sorted := slices.Clone(counts)
	slices.SortStableFunc(sorted, func(a, b public.Count) int {
		return cmp.Compare(min(size(b), 1), min(size(a), 1))
	})
	return sorted
}

// ChangeLink leads to what changed; empty when it has no page any more.
func ChangeLink(l locale.Lang, c public.Change) string {
	if c.What == "withdrawn" || c.What == "unpublished" {
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
