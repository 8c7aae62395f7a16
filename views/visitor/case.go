package visitor

import (
	"slices"
	"strings"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/internal/wording"
	"habeas/views/layout"
	"habeas/views/ui"
)

// CaseProps is what the page of a case shows.
type CaseProps struct {
	layout.Page
	*reading.CasePage
	notes *notes
}

// NewCase puts the page of a case together.
func NewCase(page layout.Page, c *reading.CasePage) CaseProps {
	page.Title, page.Updated, page.Lean = CaseTitle(page.Words, c.Case), c.Case.UpdatedAt, true
	p := CaseProps{Page: page, CasePage: c, notes: newNotes(c.Case.Sources)}
	p.Page.Description = p.T("case.description", "who", page.Title, "country", page.Words.Country(c.Case.Country), "state", page.Words.Label("state", c.Case.State.Code))
	return p
}

// CaseTitle is the name of a case: the person's name where it may be said,
// otherwise what is said in its place.
func CaseTitle(w *locale.Words, c *public.Case) string {
	switch {
	case c.Name.Text != "":
		return c.Name.Text
	case c.Kind == "group" && c.Group != nil:
		return ui.Plain(w, c.Group.Population)
	case !c.Label.IsZero():
		return ui.Plain(w, c.Label)
	case c.NameWithheld:
		return w.T("case.withheld_title", "ref", c.Ref)
	}
	return w.T("case.unnamed_title", "ref", c.Ref)
}

// standing says the state in a sentence that goes no further than what is known.
func (p CaseProps) standing() string {
	code, date := standOf(p.Case, !p.Past.IsZero())
	step, out := strings.CutPrefix(code, "out.")
	switch {
	case code == "again":
		key, spells := "case.now.again", p.Case.Held.Spells
		if date.IsZero() {
			key = "case.now.again_undated"
		}
		return p.T(key, "first", locale.Date(p.Lang(), spells[0].Taken), "out", locale.Date(p.Lang(), spells[len(spells)-2].Ended),
			"again", locale.Date(p.Lang(), date))
	case out:
		return p.T("case.out."+step, "date", locale.Date(p.Lang(), date))
	case code == "deceased":
		return p.T("case.now.deceased", "date", locale.Date(p.Lang(), date))
	case code == "then_unknown":
		return p.T("case.then.unknown")
	case code == "unknown":
		return p.T("case.now.unknown")
	case date.IsZero():
		return p.T("case.undated." + code)
	}
	return p.T("case.now."+code, "since", locale.Since(p.Lang(), date))
}

// caution says what the state does not mean, or nothing.
func (p CaseProps) caution() string {
	switch code := cautionOf(p.Case, p.Today); code {
	case "":
		return ""
	case "announced", "ordered":
		return p.T("release.plain." + code)
	case "stale":
		return p.T("case.stale", "day", locale.Day(p.Lang(), p.Case.Held.SeenUntil))
	case "stale_undated":
		return p.T("case.stale_undated")
	default:
		return p.T("case." + strings.Replace(code, "free_", "free.", 1))
	}
}

// bound reports whether something is known that still binds a released person:
// a condition that has not ended, or a charge that is open.
func bound(c *public.Case) bool {
	for _, r := range c.Releases {
		if slices.ContainsFunc(r.Conditions, func(c public.Condition) bool { return c.Kind != "none_known" && c.Until.IsZero() }) {
			return true
		}
	}
	return slices.ContainsFunc(c.Charges, func(c public.Charge) bool { return c.Outcome == "pending" || c.Outcome == "appeal" })
}

// figure is a number in the head of a page with what it means.
type figure struct{ value, means string }

// figures are the numbers in the head of the page.
func (p CaseProps) figures() []figure {
	var all []figure
	if g := p.Case.Group; g != nil {
		all = append(all, figure{wording.People(p.Words, g.Qualifier, &g.Min, g.Max, ""), p.T("case.figure.people")})
	}
	all = append(all, p.daysHeld())
	all = append(all, figure{p.Words.Number(p.Case.Origins), p.Words.N("case.figure.origins", p.Case.Origins)})
	if p.Case.LastVerified.IsZero() {
		return append(all, figure{p.T("case.figure.not_verified"), p.T("case.figure.not_verified_means")})
	}
	return append(all, figure{locale.Ago(p.Lang(), p.Case.LastVerified, p.Today), p.T("case.figure.verified")})
}

// daysHeld says how long, and up to when that is known.
func (p CaseProps) daysHeld() figure {
	held := p.Case.Held
	if !lengthKnown(held, p.Days) {
		return figure{p.T("case.days.unknown"), p.T("case.days.unknown_means")}
	}
	days := locale.Days(p.Lang(), p.Days)
	switch {
	case len(held.Spells) > 1:
		return figure{days, p.Words.N("case.days.spells", len(held.Spells))}
	case held.End == when.EndKnown:
		return figure{days, p.T("case.days.ended")}
	case held.Fresh(p.Today):
		return figure{days, p.T("case.days.today", "day", locale.Day(p.Lang(), p.Today))}
	}
	return figure{days, p.T("case.days.seen", "day", locale.Day(p.Lang(), held.SeenUntil))}
}

// lengthKnown reports whether anything can be said of how long it lasted.
func lengthKnown(h public.Held, d when.Days) bool {
	return !h.Taken.IsZero() && (d.Least > 0 || d.MostKnown)
}

// advisoryNowDiffers reports whether the advice of today differs from that of
// the day of detention.
func (p CaseProps) advisoryNowDiffers() bool {
	return p.AdvisoryNow != nil && (p.Advisory == nil || p.Advisory.ID != p.AdvisoryNow.ID)
}

// citation is how to cite the page.
func (p CaseProps) citation() string {
	return p.T("case.citation", "title", p.Title, "ref", p.Case.Ref, "version", p.Words.Number(p.Case.Version),
		"updated", locale.Day(p.Lang(), when.DayOf(p.Case.UpdatedAt)), "address", p.Page.Address(),
		"today", locale.Day(p.Lang(), p.readOn()))
}

// readOn gives the day on which the page is read: today, also when it is read
// as of an earlier one.
func (p CaseProps) readOn() when.Day {
	if p.Read.IsZero() {
		return p.Today
	}
	return p.Read
}

// age says how old somebody was at a stated date, or when they were born.
func (p CaseProps) age() string {
	switch c := p.Case; {
	case c.Age != nil && !c.AgeAsOf.IsZero():
		return p.T("fact.age_as_of", "age", *c.Age, "date", locale.Date(p.Lang(), c.AgeAsOf))
	case c.Age != nil:
		return p.Words.N("fact.age_years", *c.Age)
	}
	return p.T("fact.born", "date", locale.Date(p.Lang(), p.Case.Birth))
}

// roles says the roles of a person in words.
func (p CaseProps) roles() []string {
	var said []string
	for _, r := range p.Case.Roles {
		said = append(said, p.Words.Label("role", r))
	}
	return said
}

// chargesTellMore reports whether there is more to say of the charges than
// stands among what is known.
func (p CaseProps) chargesTellMore() bool {
	return slices.ContainsFunc(p.Case.Charges, func(c public.Charge) bool { return c.Statute != "" })
}
