package reading

import (
	"context"
	"slices"

	"habeas/internal/public"
	"habeas/internal/when"
)

// Outcome is what one release came to for one case. Only [Out] may be counted
// as what the release did: the state of a case may follow from something else.
type Outcome string

// The outcomes, in the order in which a page tells them.
const (
	Out       Outcome = "out"       // reported to have left by this release, and out now
	Again     Outcome = "again"     // reported to have left by this release, and held again since
	Announced Outcome = "announced" // announced or ordered; nobody is reported to have left
	Undone    Outcome = "undone"    // ordered and not carried out
	Elsewhere Outcome = "elsewhere" // out now, and not by what is reported of this release
	Otherwise Outcome = "otherwise" // handed over, moved or dead: custody ended without liberty
)

var outcomes = []Outcome{Out, Again, Announced, Undone, Elsewhere, Otherwise}

// atLarge are the exits that lead out of custody.
var atLarge = []string{"", "released", "deported", "escaped", "rescued", "confirmed_not_held"}

// outcome says what a release of a case came to.
func outcome(r public.Release, c *public.Case) Outcome {
	out := slices.Contains(free, c.State.Code)
	left, day := leftOn(r)
	switch {
	case left && !slices.Contains(atLarge, r.Exit):
		return Otherwise
	case left && heldAgain(r, c, day):
		return Again
	case left && out:
		return Out
	case left:
		return Again
	case out:
		return Elsewhere
	case reached(r, "order_not_carried_out"):
		return Undone
	}
	return Announced
}

func reached(r public.Release, step string) bool {
	return slices.ContainsFunc(r.Steps, func(s public.Step) bool { return s.Code == step })
}

// leftOn reports whether somebody is said to have left by a release, and when.
func leftOn(r public.Release) (bool, when.Date) {
	for _, s := range r.Steps {
		switch s.Code {
		case "left_facility", "home", "verified":
			if s.Date.IsZero() {
				return true, r.Date
			}
			return true, s.Date
		}
	}
	return false, when.Date{}
}

// heldAgain reports whether somebody who left is said to have been detained
// again, on the ladder of the release or in an event that was not before it.
func heldAgain(r public.Release, c *public.Case, left when.Date) bool {
	return reached(r, "re_detained") || slices.ContainsFunc(c.Timeline, func(e public.Event) bool {
		return e.Kind == "re_detained" && e.Date.Compare(left) != when.Before
	})
}

// part adds up the listed cases by what the release came to for them.
func (r *Room) part(ctx context.Context, p *ReleasePage) error {
	l, err := r.linked(ctx)
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		part, refs, others := ReleasePart{Outcome: o, People: People{MostKnown: true}}, map[string]bool{}, map[string]bool{}
		for _, c := range p.Cases {
			others[c.Row.Ref] = others[c.Row.Ref] || c.Outcome != o
			if c.Outcome != o || refs[c.Row.Ref] {
				continue
			}
			refs[c.Row.Ref] = true
			part.add(c.Row)
		}
		if part.Cases == 0 {
			continue
		}
		least, most := l.twice(set{refs: refs, others: others})
		part.People.Least -= least
		if part.People.Most -= most; !part.People.MostKnown {
			part.People.Most = 0
		}
		p.Parts = append(p.Parts, part)
	}
	return nil
}

// add counts the people of a case: one, unless it is of a group.
func (p *ReleasePart) add(row public.Row) {
	p.Cases++
	if row.Kind != "group" || row.GroupMin == nil {
		p.People.Least, p.People.Most = p.People.Least+1, p.People.Most+1
		return
	}
	p.People.Least += *row.GroupMin
	if row.GroupMax == nil {
		p.People.MostKnown = false
	} else {
		p.People.Most += *row.GroupMax
	}
}
