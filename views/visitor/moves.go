package visitor

import (
	"cmp"
	"slices"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/ui"
)

// MovesProps is what the page about a number that moved shows.
type MovesProps struct {
	layout.Page
	From, To  when.Day
	Country   string
	Countries []reading.CountryFigures // to choose from
	Moves     *reading.Moves           // nil until two days are asked for
}

// NewMoves puts the page together.
func NewMoves(p MovesProps) MovesProps {
	p.Page.Title, p.Page.Description = p.T("moves.title"), p.T("moves.lead")
	return p
}

func (p MovesProps) field(name string, day when.Day) ui.Field {
	return ui.Field{Words: p.Words, Name: name, Label: p.T("moves." + name), Value: day.String(), Type: "date", Class: "short"}
}

func (p MovesProps) countries() []ui.Option { return countryOptions(p.Words, p.Countries) }

func (p MovesProps) heading() string {
	where := p.T("moves.everywhere")
	if p.Country != "" {
		where = p.Words.Country(p.Country)
	}
	return p.T("moves.heading", "where", where, "from", locale.Day(p.Lang(), p.Moves.From), "to", locale.Day(p.Lang(), p.Moves.To))
}

// sentence says both numbers.
func (p MovesProps) sentence() string {
	return p.T("moves.sentence", "was", peopleOf(p.Words, p.Moves.Was), "now", peopleOf(p.Words, p.Moves.Now))
}

// of gives the lines with one reason.
func (p MovesProps) of(why string) []public.Move {
	return slices.DeleteFunc(slices.Clone(p.Moves.Lines), func(m public.Move) bool { return m.Why != why })
}

// reason names a reason and by how much it moved the number.
func (p MovesProps) reason(why string, of []public.Move) string {
	n := 0
	for _, m := range of {
		n += m.People
	}
	return p.T("moves.reason", "why", p.T("moves."+why), "n", signed(p.Words, n))
}

// signed writes a number with its sign, a minus as print has it.
func signed(w *locale.Words, n int) string {
	switch {
	case n > 0:
		return "+" + w.Number(n)
	case n < 0:
		return "−" + w.Number(-n)
	}
	return "0"
}

// called is what a case without a name is called.
func (p MovesProps) called(m public.Move) string {
	return cmp.Or(m.Label.Get(p.Lang()), m.Into, m.Ref)
}

// became says what a case is now, and since when.
func (p MovesProps) became(m public.Move) string {
	if m.Into != "" {
		return p.T("moves.merged_into", "ref", m.Into)
	}
	state := p.Words.Label("state", m.Now)
	if m.Since.IsZero() {
		return state
	}
	return p.T("moves.became", "state", state, "since", locale.Date(p.Lang(), m.Since))
}

func (p MovesProps) once() string { return p.T("moves.once", "n", signed(p.Words, p.Moves.Once)) }
