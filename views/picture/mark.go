package picture

import (
	"habeas/internal/public"
	"habeas/internal/when"
)

// mark is a date on an axis as it is drawn: a dot for a day, a bar for a range,
// an end that fades when it goes on, and one that stops at a question mark when
// nobody knows.
type mark struct {
	from, to        when.Day // zero both: no date
	fadeIn, fadeOut bool
	askIn, askOut   bool
	sure            public.Sureness
	tone            tone
	state           string // drawn with its pattern instead
}

// markOf gives the mark of a date.
func markOf(d when.Date, sure public.Sureness, t tone) mark {
	m := mark{from: d.Earliest(), to: d.Latest(), sure: sure, tone: t}
	m.fadeOut, m.askOut = d.OpenEnd(), d.UnknownEnd()
	m.fadeIn, m.askIn = d.OpenStart(), d.UnknownStart()
	if m.to.IsZero() && d.IsInterval() {
		m.to = d.Start().Latest()
	}
	if m.from.IsZero() && d.IsInterval() {
		m.from = d.End().Earliest()
	}
	if m.from.IsZero() {
		m.from = m.to
	}
	if m.to.IsZero() {
		m.to = m.from
	}
	return m
}

// fades writes the masks of ends that fade.
func fades(p *pen) {
	for _, side := range []struct{ id, from, to string }{{"out", "#fff", "#000"}, {"in", "#000", "#fff"}} {
		p.open("linearGradient", "id", "g-"+side.id)
		p.el("stop", "offset", ".25", "stop-color", side.from)
		p.el("stop", "offset", "1", "stop-color", side.to)
		p.close("linearGradient")
		p.open("mask", "id", "f-"+side.id, "maskContentUnits", "objectBoundingBox")
		p.el("rect", "x", "0", "y", "-1", "width", "1", "height", "3", "fill", "url(#g-"+side.id+")")
		p.close("mask")
	}
}

// Sizes of marks.
const (
	dotRadius = 6.0
	barThick  = 12.0
)

// fade is how long an end that fades runs on.
const fade = 34.0

// draw puts a mark on an axis; y is its middle.
func (m mark) draw(p *pen, a axis, y float64) {
	if m.from.IsZero() {
		p.in(soft, func() {
			p.text((a.from+a.to)/2, y+5, "?", "text-anchor", "middle", "font-weight", "bold", "fill", "currentColor")
		})
		return
	}
	if m.to.Before(a.first) {
		p.in(m.tone, func() {
			x := a.from
			p.el("path", append([]any{"d", "M" + px(x+4) + " " + px(y-6) + "L" + px(x-6) + " " + px(y) + "L" + px(x+4) + " " + px(y+6) + "Z", "stroke", "currentColor", "stroke-width", 2}, m.filled()...)...)
		})
		return
	}
	if m.from.Before(a.first) {
		m.from, m.fadeIn = a.first, true
	}
	p.in(m.tone, func() {
		from, to := a.at(m.from), a.at(m.to)
		if m.from == m.to && !m.fadeIn && !m.fadeOut && !m.askIn && !m.askOut && m.state == "" {
			p.el("circle", append([]any{"cx", from, "cy", y, "r", dotRadius, "stroke", "currentColor", "stroke-width", 2}, m.filled()...)...)
			return
		}
		m.bar(p, a, from, to, y)
	})
}

// bar draws a stretch, as wide as a dot at least, and what is known of its ends.
func (m mark) bar(p *pen, a axis, from, to, y float64) {
	if to-from < 2*dotRadius {
		middle := (from + to) / 2
		from, to = middle-dotRadius, middle+dotRadius
	}
	end := min(to+fade, a.to+dotRadius)
	start := max(from-fade, a.from-dotRadius)
	top := y - barThick/2
	fill := append([]any{"stroke", "currentColor", "stroke-width", 2}, m.filled()...)
	if m.fadeOut && end-to > 4 {
		p.rect(to, top, end-to, barThick, "fill", "currentColor", "mask", "url(#f-out)")
	}
	if m.fadeIn && from-start > 4 {
		p.rect(start, top, from-start, barThick, "fill", "currentColor", "mask", "url(#f-in)")
	}
	p.rect(from, top, to-from, barThick, append([]any{"rx", 2}, fill...)...)
	if m.askOut {
		p.text(min(to+10, a.to+4), y+5, "?", "text-anchor", "middle", "font-weight", "bold", "font-size", 15, "fill", "currentColor")
	}
	if m.askIn {
		p.text(max(from-10, a.from-4), y+5, "?", "text-anchor", "middle", "font-weight", "bold", "font-size", 15, "fill", "currentColor")
	}
}

// filled gives the attributes of how sure something is.
func (m mark) filled() []any {
	if m.state != "" {
		return []any{"fill", "url(#s-" + m.state + ")"}
	}
	switch m.sure {
	case public.Solid:
		return []any{"fill", "currentColor"}
	case public.Dashed:
		return paper("stroke-dasharray", "4 3")
	case public.Dotted:
		return paper("stroke-dasharray", ".1 4", "stroke-linecap", "round")
	}
	return paper()
}
