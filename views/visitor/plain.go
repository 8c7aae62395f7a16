package visitor

import (
	"slices"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
)

// PlainProps is what the plain page of a case shows: what its page shows, in
// whole sentences of the catalogues and nothing that somebody wrote in another
// language.
type PlainProps struct {
	layout.Family
	*reading.CasePage
}

// NewPlain puts the plain page of a case together. Its title is the reference:
// a telephone that others look at must not list a name among the pages read.
func NewPlain(page layout.Family, c *reading.CasePage) PlainProps {
	page.Title = page.T("plain.title", "ref", c.Case.Ref)
	return PlainProps{page, c}
}

// whom gives the form of sentences about this person or these people.
func (p PlainProps) whom() string {
	switch {
	case p.Case.Kind == "group":
		return locale.OfPeople
	case p.Case.Gender == "female":
		return locale.OfWoman
	case p.Case.Gender == "male":
		return locale.OfMan
	}
	return locale.OfPerson
}

// title is what stands in the place of a name that is not there.
func (p PlainProps) title() string {
	switch {
	case p.Case.Kind == "group":
		return p.T("plain.name.group")
	case p.Case.NameWithheld:
		return p.T("plain.name.withheld")
	}
	return p.T("plain.name.unnamed")
}

// label is what the page of the case calls somebody without a name, and the
// language that is in.
func (p PlainProps) label() (text string, in locale.Lang) {
	if p.Case.Kind == "group" && p.Case.Group != nil {
		return p.Case.Group.Population.In(p.Lang())
	}
	return p.Case.Label.In(p.Lang())
}

// standing is the sentence of state, by the same rule as on the page.
func (p PlainProps) standing() string {
	code, date := standOf(p.Case, !p.Past.IsZero())
	return p.Words.Of(p.whom(), "plain.state."+code, "date", p.Words.PlainDate(date.Start()))
}

// caution says what the state does not mean, or nothing.
func (p PlainProps) caution() string {
	code := cautionOf(p.Case, p.Today)
	if code == "" {
		return ""
	}
	return p.T("plain.caution."+code, "day", p.Words.PlainDay(p.Case.Held.SeenUntil))
}

// checked says when the case was last confirmed.
func (p PlainProps) checked() []string {
	if p.Case.LastVerified.IsZero() {
		return []string{p.T("plain.checked.never")}
	}
	said := []string{p.T("plain.checked.day", "day", p.Words.PlainDay(p.Case.LastVerified))}
	switch n := p.Today.Sub(p.Case.LastVerified); {
	case n == 0:
		said = append(said, p.T("plain.checked.today"))
	case n > 0:
		said = append(said, p.Words.N("plain.checked.ago", n))
	}
	return append(said, p.T("plain.checked.who"))
}

// known are the sentences of what is known beside the state.
func (p PlainProps) known() []string {
	var said []string
	add := func(key string, args ...any) {
		if p.Words.Has(key) {
			said = append(said, p.T(key, args...))
		}
	}
	if g := p.Case.Group; g != nil {
		said = append(said, p.people(g))
	}
	for _, f := range p.Case.Known {
		switch {
		case f.Key == "taken" && !f.Date.IsZero() && !slices.Contains(p.Case.NotKnown, "taken"):
			add("plain.know.taken", "date", p.Words.PlainDate(f.Date.Start()))
		case f.Key == "captor":
			add("plain.know.captor." + f.Code)
		}
	}
	if lengthKnown(p.Case.Held, p.Days) {
		said = append(said, p.length())
	}
	for _, r := range p.Case.Whereabouts {
		add("plain.know."+r.Code+"."+r.Answer, "date", p.Words.PlainDate(r.Date))
	}
	if n := len(p.Case.Charges); n > 0 {
		add("plain.know.charges", "n", n)
	}
	return append(said, p.released()...)
}

// people says how many a case is about, by the qualifier of whoever counted.
func (p PlainProps) people(g *public.Group) string {
	switch {
	case g.Max != nil && *g.Max != g.Min:
		return p.T("plain.group.range", "low", g.Min, "high", *g.Max)
	case p.Words.Has("plain.group." + g.Qualifier):
		return p.T("plain.group."+g.Qualifier, "n", g.Min)
	}
	return p.T("plain.group.at_least", "n", g.Min)
}

// length says how long somebody is or was held, of whom that is known.
func (p PlainProps) length() string {
	switch d := p.Days; {
	case !d.MostKnown:
		return p.Words.N("plain.length.at_least", d.Least)
	case d.Most == 0:
		return p.T("plain.length.under_one")
	case d.Exact():
		return p.Words.N("plain.length.exact", d.Least)
	case d.Least == 0:
		return p.Words.N("plain.length.at_most", d.Most)
	default:
		return p.Words.N("plain.length.between", d.Most, "least", d.Least)
	}
}

// released says how the last custody ended and what still binds, while the
// person is out: of somebody who is held again neither would be true.
func (p PlainProps) released() []string {
	out := slices.Contains([]string{"at_liberty", "restricted_liberty", "deceased"}, p.Case.State.Code)
	if !out && p.Case.State.Code != "house_arrest" || len(p.Case.Releases) == 0 {
		return nil
	}
	last := p.Case.Releases[len(p.Case.Releases)-1]
	var said []string
	if key := "plain.exit." + last.Exit; out && last.Left() && p.Words.Has(key) {
		said = append(said, p.T(key))
	}
	for _, c := range last.Conditions {
		key := "plain.condition." + c.Kind
		if !c.Until.IsZero() || !p.Words.Has(key) || c.Kind == "none_known" && bound(p.Case) {
			continue
		}
		if text := p.T(key); !slices.Contains(said, text) {
			said = append(said, text)
		}
	}
	return said
}

// gaps are the sentences of what is not known.
func (p PlainProps) gaps() []string {
	var said []string
	for _, code := range p.Case.NotKnown {
		if key := "plain.gap." + code; p.Words.Has(key) {
			said = append(said, p.T(key))
		}
	}
	if len(said) == 0 {
		return []string{p.T("plain.gap.none")}
	}
	return said
}

// sure says how sure the state is, and what its level of confirmation means.
func (p PlainProps) sure() []string {
	s := p.Case.State
	sureness := s.Sureness
	if sureness == "" {
		sureness = public.Dotted
	}
	said := []string{p.T("plain.sure." + string(sureness))}
	if s.Origins > 1 {
		said = append(said, p.T("plain.sure.origins", "n", s.Origins))
	}
	if step := p.level(); step != "" {
		said = append(said, p.T("plain.level."+step))
	}
	return said
}

// level gives the rung of confirmation that a release has reached, while there
// is one to speak of.
func (p PlainProps) level() string {
	step := highestStep(p.Case.Releases)
	switch {
	case p.Case.State.Announced:
		return cautionOf(p.Case, p.Today)
	case p.Case.State.Code == "at_liberty", p.Case.State.Code == "restricted_liberty", step == "re_detained", step == "order_not_carried_out":
		return step
	}
	return ""
}

// changed says what came last into the record, by its date. What is disputed
// is not told as if it had been.
func (p PlainProps) changed() []string {
	var said []string
	if kind, date := p.lastEntry(); kind != "" {
		said = append(said, p.T("plain.changed.entry", "event", p.T("plain.event."+kind), "date", p.Words.PlainDate(date)))
	}
	if len(p.Corrections) > 0 {
		said = append(said, p.T("plain.changed.correction", "day", p.Words.PlainDay(when.DayOf(p.Corrections[0].At))))
	}
	return append(said, p.T("plain.changed.page", "day", p.Words.PlainDay(when.DayOf(p.Case.UpdatedAt))))
}

// lastEntry gives the kind and date of the last dated entry of the timeline.
func (p PlainProps) lastEntry() (kind string, date when.Date) {
	for _, e := range slices.Backward(entriesOf(p.Case, nil)) {
		switch {
		case e.date.IsZero():
			continue
		case e.step != nil:
			kind = e.step.Code
		case e.event.Sureness == public.Dashed && !announcing(e.event.Kind):
			continue
		default:
			kind = e.event.Kind
		}
		if kind == "announced" || kind == "ordered" {
			kind = "release_" + kind
		}
		if p.Words.Has("plain.event." + kind) {
			return kind, e.date
		}
	}
	return "", when.Date{}
}

// announcing reports whether an event is one of words: its sentence says itself
// that nobody has confirmed it.
func announcing(kind string) bool { return kind == "release_announced" || kind == "release_ordered" }
