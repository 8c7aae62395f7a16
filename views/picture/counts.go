package picture

import (
	"math"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/internal/wording"
	"habeas/views/ui"
)

// point is one count on the picture: a number with its bounds, a day with its.
type point struct {
	letter    string
	low, high float64 // number; high is low when there is no other bound
	up, down  bool    // at least, at most: goes on beyond
	mark      mark
	window    when.Day // counted from this day on
	drawn     bool
	n         public.Count
}

// Counts draws what claimants say of one number over time: each number a point
// with a letter, a bar where it is a range, an end that fades where it is only
// a least or a most; and below, who said which.
func Counts(a About, g reading.CountGroup) templ.Component {
	f := frame{
		About: a, title: a.T("counts.group", "measure", a.Words.Label("measure", g.Measure), "population", ui.Plain(a.Words, g.Population)),
		lead: a.Words.Country(g.Country) + ". " + a.T("picture.counts.lead"), sheet: fades,
	}
	points := pointsOf(g)
	said := []string{f.lead}
	for _, pt := range points {
		said = append(said, ui.Plain(a.Words, pt.n.Claimant)+": "+number(a.Words, pt.n)+", "+counted(a.Words, pt.n)+".")
	}
	f.desc = strings.Join(said, " ")
	if slices.ContainsFunc(points, func(pt point) bool { return !pt.drawn }) {
		f.notes = append(f.notes, a.T("picture.counts.words"))
	}
	f.body = func(p *pen, y float64) float64 { return f.countKey(p, f.scatter(p, y, points), points) }
	return f
}

// pointsOf gives the points of a group, the oldest first.
func pointsOf(g reading.CountGroup) []point {
	var out []point
	letters := 0
	for _, c := range g.Counts {
		pt := point{n: c, mark: markOf(c.AsOf, sureOf(c), held), window: c.WindowStart.Earliest()}
		if pt.mark.from.IsZero() {
			pt.mark = markOf(c.WindowStart, sureOf(c), held)
		}
		low, high := c.Min, c.Max
		if pt.drawn = (low != nil || high != nil) && !pt.mark.from.IsZero(); pt.drawn {
			pt.letter = letter(letters)
			letters++
		}
		switch {
		case low != nil && high != nil:
			pt.low, pt.high = float64(*low), float64(*high)
		case low != nil:
			pt.low, pt.high = float64(*low), float64(*low)
		case high != nil:
			pt.low, pt.high = float64(*high), float64(*high)
		}
		switch c.Qualifier {
		case "at_least", "more_than":
			pt.up = high == nil
		case "at_most", "fewer_than":
			pt.down = low == nil || pt.low == pt.high
		}
		out = append(out, pt)
	}
	return out
}

// letter names a point: A to Z, then AA and on.
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letter(i/26-1) + letter(i%26)
}

// sureOf draws the basis of a count as certainties are drawn.
func sureOf(c public.Count) public.Sureness {
	switch {
	case c.Min == nil && c.Max == nil:
		return public.Dotted
	case c.Basis == "verified":
		return public.Solid
	case c.Basis == "announced":
		return public.Dashed
	}
	return public.Outlined
}

func number(w *locale.Words, c public.Count) string {
	return wording.People(w, c.Qualifier, c.Min, c.Max, c.Words)
}

// counted says up to when somebody counted, and from when.
func counted(w *locale.Words, c public.Count) string {
	switch {
	case c.AsOf.IsZero() && c.WindowStart.IsZero():
		return w.T("picture.timeline.no_date")
	case !c.WindowStart.IsZero() && !c.AsOf.IsZero() && c.WindowStart.String() != c.AsOf.String():
		return w.T("counts.window", "from", locale.DateShort(w.Lang(), c.WindowStart), "to", locale.DateShort(w.Lang(), c.AsOf))
	case c.AsOf.IsZero():
		return w.T("counts.window_open", "from", locale.DateShort(w.Lang(), c.WindowStart))
	}
	return locale.DateShort(w.Lang(), c.AsOf)
}

const scatterHeight = 240.0

// scatter draws the points on axes of days and of numbers.
func (f frame) scatter(p *pen, y float64, points []point) float64 {
	a, most := axis{}, 0.0
	for _, pt := range points {
		if pt.drawn {
			a.reach(pt.mark.from, pt.mark.to)
			most = max(most, pt.low, pt.high)
		}
	}
	if a.first.IsZero() {
		return y + 10
	}
	a.loosen()
	sc := newScale(int(math.Ceil(most*1.08)), y+18, y+18+scatterHeight)
	left := f.margin() + width(f.Words.Number(sc.most), 12) + 8
	right := f.width() - f.margin()
	a.from, a.to = left+24, right-30
	f.numbers(p, sc, left, right)
	f.days(p, a, sc.top, sc.bottom)
	var taken []box
	for _, pt := range points {
		if pt.drawn {
			taken = append(taken, pt.box(a, sc))
		}
	}
	for _, pt := range points {
		if pt.drawn {
			pt.draw(p, a, sc)
		}
	}
	for _, pt := range points {
		if pt.drawn {
			taken = append(taken, pt.label(p, a, sc, taken))
		}
	}
	return sc.bottom + 48
}

// draw puts a point on its place: a bar up and down for a range of numbers, a
// bar across for a vague day, and the mark of its certainty.
func (pt point) draw(p *pen, a axis, sc scale) {
	x := (a.at(pt.mark.from) + a.at(pt.mark.to)) / 2
	low, high := sc.at(pt.low), sc.at(pt.high)
	p.in(pt.mark.tone, func() {
		if low != high {
			p.line(x, low, x, high, "stroke-width", 5, "stroke-opacity", ".55")
		}
		if pt.mark.from != pt.mark.to {
			p.line(a.at(pt.mark.from), low, a.at(pt.mark.to), low, "stroke-width", 3, "stroke-opacity", ".55")
		}
		if pt.up {
			p.el("path", "d", arrow(x, high-dotRadius, -1), "fill", "none", "stroke", "currentColor", "stroke-width", 2)
		}
		if pt.down {
			p.el("path", "d", arrow(x, low+dotRadius, 1), "fill", "none", "stroke", "currentColor", "stroke-width", 2)
		}
		for _, y := range slices.Compact([]float64{low, high}) {
			p.el("circle", append([]any{"cx", x, "cy", y, "r", dotRadius, "stroke", "currentColor", "stroke-width", 2}, pt.mark.filled()...)...)
		}
	})
}

// arrow points up or down from a place: at least, or at most.
func arrow(x, y, way float64) string {
	tip := y + way*14
	return "M" + px(x) + " " + px(y) + "V" + px(tip) + "M" + px(x-4) + " " + px(tip-way*5) + "L" + px(x) + " " + px(tip) + "L" + px(x+4) + " " + px(tip-way*5)
}

// box is a place that is taken.
type box struct{ x1, y1, x2, y2 float64 }

func (b box) meets(c box) bool { return b.x1 < c.x2 && c.x1 < b.x2 && b.y1 < c.y2 && c.y1 < b.y2 }

func (pt point) box(a axis, sc scale) box {
	x := (a.at(pt.mark.from) + a.at(pt.mark.to)) / 2
	b := box{x - dotRadius - 1, sc.at(pt.high) - dotRadius - 1, x + dotRadius + 1, sc.at(pt.low) + dotRadius + 1}
	if pt.up {
		b.y1 -= 14
	}
	if pt.down {
		b.y2 += 14
	}
	return b
}

// label sets the letter of a point beside it, where nothing else stands.
func (pt point) label(p *pen, a axis, sc scale, taken []box) box {
	b := beside(pt.box(a, sc), pt.letter, taken)
	p.over(b.x1, b.y2-2, pt.letter)
	return b
}

// beside finds room for a short text next to a box: at its sides, below, above,
// at its corners, and farther off; at its right when nothing is free.
func beside(own box, text string, taken []box) box {
	w, h := width(text, 13)*1.1, 13.0
	x, y := (own.x1+own.x2-w)/2, (own.y1+own.y2-h)/2
	for off := 2.0; off < 40; off += 9 {
		left, right, above, below := own.x1-off-w, own.x2+off, own.y1-off-h, own.y2+off
		for _, at := range [][2]float64{{right, y}, {left, y}, {x, below}, {x, above}, {right, below - 4}, {left, above + 4}, {right, above + 4}, {left, below - 4}} {
			b := box{at[0], at[1], at[0] + w, at[1] + h}
			if !slices.ContainsFunc(taken, b.meets) {
				return b
			}
		}
	}
	return box{own.x2 + 2, y, own.x2 + 2 + w, y + h}
}

// countKey says who said each number, and when.
func (f frame) countKey(p *pen, y float64, points []point) float64 {
	left, room := f.margin()+48, f.width()-2*f.margin()-48
	for _, pt := range points {
		if pt.drawn {
			p.text(f.margin(), y+5, pt.letter, "font-weight", "bold")
		}
		p.in(pt.mark.tone, func() {
			p.el("circle", append([]any{"cx", f.margin() + 30, "cy", y, "r", dotRadius, "stroke", "currentColor", "stroke-width", 2}, pt.mark.filled()...)...)
		})
		y = p.lines(left, y+5, lineStep, wrapped(ui.Plain(f.Words, pt.n.Claimant)+": "+number(f.Words, pt.n), f.small()*1.06, room, 3), "font-weight", "600")
		p.in(soft, func() {
			y = p.lines(left, y, lineStep, wrapped(counted(f.Words, pt.n)+" · "+f.Words.Label("basis", pt.n.Basis), f.small(), room, 2), "fill", "currentColor")
		})
		y += 8
	}
	return y - 4
}
