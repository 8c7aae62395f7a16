package picture

import (
	"cmp"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/locale"
	"habeas/internal/reading"
)

// States draws how many cases stood in which state, over time: areas on top of
// each other, each with a pattern of its own and its name beside it.
func States(a About, s *reading.StateSeries) templ.Component {
	shown := StatesIn(s)
	f := frame{
		About: a, title: statesTitle(a, s), lead: a.T("picture.states.lead"), desc: statesDesc(a, s, shown),
		sheet: func(p *pen) { p.patterns(shown) },
	}
	if s.Undated > 0 {
		f.notes = append(f.notes, a.Words.N("picture.states.undated", s.Undated))
	}
	f.body = func(p *pen, y float64) float64 { return f.areas(p, y, s, shown) }
	return f
}

// StatesIn gives the states in which there was a case on any day of a series,
// in the order in which they are drawn.
func StatesIn(s *reading.StateSeries) []string {
	var out []string
	for _, state := range states {
		if slices.ContainsFunc(s.Counts, func(of map[string]int) bool { return of[state] > 0 }) {
			out = append(out, state)
		}
	}
	return out
}

func statesTitle(a About, s *reading.StateSeries) string {
	if s.Country == "" {
		return a.T("picture.states.title")
	}
	return a.T("picture.states.title_in", "country", a.Words.Country(s.Country))
}

// statesDesc says the first and the last of the numbers for whoever hears it.
func statesDesc(a About, s *reading.StateSeries, shown []string) string {
	said := []string{a.T("picture.states.lead")}
	for _, i := range []int{0, len(s.Days) - 1} {
		if i < 0 {
			continue
		}
		said = append(said, a.T("picture.states.on", "day", locale.Day(a.Lang(), s.Days[i]), "numbers", stateNumbers(a, s.Counts[i], shown)))
	}
	return strings.Join(said, " ")
}

func stateNumbers(a About, of map[string]int, shown []string) string {
	var parts []string
	for _, state := range shown {
		parts = append(parts, a.Words.Label("state", state)+" "+a.Words.Number(of[state]))
	}
	return cmp.Or(strings.Join(parts, "; "), a.Words.Number(0))
}

// Sizes of the areas.
const (
	areasHeight = 300.0
	keyWidth    = 216.0 // beside the areas, on a page
	keyStep     = 22.0
	lastWidth   = 8.0 // how wide the last day is drawn: it holds until nobody knows when
)

// areas draws the areas, their axes, and the key.
func (f frame) areas(p *pen, y float64, s *reading.StateSeries, shown []string) float64 {
	most := 1
	for i := range s.Counts {
		most = max(most, s.Total(i))
	}
	if f.Narrow {
		y = f.key(p, y+10, s, shown)
	}
	sc := newScale(most, y+14, y+14+areasHeight)
	left := f.margin() + width(f.Words.Number(sc.most), 12) + 8
	right := f.width() - f.margin() - lastWidth
	if !f.Narrow {
		right -= keyWidth
	}
	a := axis{from: left, to: right}
	a.reach(s.Days...)
	f.numbers(p, sc, left, right+lastWidth)
	under := make([]float64, len(s.Days))
	for _, state := range shown {
		over := slices.Clone(under)
		for i := range over {
			over[i] += float64(s.Counts[i][state])
		}
		f.area(p, a, sc, s, state, under, over)
		under = over
	}
	f.days(p, a, sc.top, sc.bottom)
	if !f.Narrow {
		f.besides(p, sc, right+lastWidth, s, shown)
	}
	return sc.bottom + 28
}

// area draws one state. A number holds from the end of its day until the next.
func (f frame) area(p *pen, a axis, sc scale, s *reading.StateSeries, state string, under, over []float64) {
	var up, back []string
	end := px(a.to + lastWidth)
	for i, day := range s.Days {
		x := px(a.at(day))
		if i > 0 {
			up = append(up, "H"+x)
		}
		up = append(up, "V"+px(sc.at(over[i])))
	}
	up = append(up, "H"+end)
	for i := len(s.Days) - 1; i >= 0; i-- {
		back = append(back, "V"+px(sc.at(under[i])))
		back = append(back, "H"+px(a.at(s.Days[i])))
	}
	start := "M" + px(a.at(s.Days[0])) + " " + px(sc.at(under[0]))
	p.in(toneOf(state), func() {
		d := start + strings.Join(squeezed(up), "") + strings.Join(squeezed(back), "") + "Z"
		p.el("path", "d", d, "fill", "url(#s-"+state+")", "stroke", "currentColor", "stroke-width", 1)
	})
}

// squeezed draws one line where several go the same way, and none to where it
// is already.
func squeezed(steps []string) []string {
	var out []string
	at := map[byte]string{}
	for _, s := range steps {
		switch {
		case at[s[0]] == s:
			continue
		case len(out) > 0 && out[len(out)-1][0] == s[0]:
			out[len(out)-1] = s
		default:
			out = append(out, s)
		}
		at[s[0]] = s
	}
	return out
}

// key lists the states with their patterns and last numbers above the areas.
func (f frame) key(p *pen, y float64, s *reading.StateSeries, shown []string) float64 {
	last := s.Counts[len(s.Counts)-1]
	for _, state := range slices.Backward(shown) {
		f.keyLine(p, f.margin(), y, f.width()-2*f.margin(), state, last[state])
		y += keyStep
	}
	return y
}

// besides puts the key beside the areas, each line as near as may be to the
// area that it names, with a line between them.
func (f frame) besides(p *pen, sc scale, right float64, s *reading.StateSeries, shown []string) {
	last := s.Counts[len(s.Counts)-1]
	middle, want := make([]float64, len(shown)), make([]float64, len(shown))
	sum := 0.0
	for i, state := range shown {
		middle[i] = sc.at(sum + float64(last[state])/2)
		want[i], sum = middle[i], sum+float64(last[state])
	}
	for i := range want { // from the bottom up: none above the one below it
		limit := sc.bottom - 4
		if i > 0 {
			limit = want[i-1] - keyStep
		}
		want[i] = min(want[i], limit)
	}
	for i := len(want) - 1; i >= 0; i-- { // and none out at the top
		least := sc.top + keyStep*float64(len(want)-1-i)
		want[i] = max(want[i], least)
	}
	for i, state := range shown {
		if last[state] > 0 {
			p.in(toneOf(state), func() {
				p.el("path", "d", "M"+px(right+2)+" "+px(middle[i])+"L"+px(right+16)+" "+px(want[i]), "fill", "none", "stroke", "currentColor")
			})
		}
		f.keyLine(p, right+20, want[i]-7, keyWidth-20, state, last[state])
	}
}

// keyLine is a state with its pattern, its word and a number; y is its top.
func (f frame) keyLine(p *pen, x, y, room float64, state string, n int) {
	p.in(toneOf(state), func() {
		p.rect(x, y, 22, 14, "fill", "url(#s-"+state+")", "stroke", "currentColor")
	})
	number := f.Words.Number(n)
	label := one(f.Words.Label("state", state), f.small(), room-34-width(number, f.small())*1.1)
	p.open("text", "x", x+29, "y", y+12)
	p.escape(label + " ")
	p.node("tspan", number, "font-weight", "bold")
	p.close("text")
}
