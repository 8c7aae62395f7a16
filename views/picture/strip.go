package picture

import (
	"slices"

	"habeas/internal/when"
)

// strip is rows on one axis of time: what happened stands in words at the side,
// or above on a telephone, so that no two labels can meet.
type strip struct {
	rows []stripRow
	axis axis
}

// stripRow is one thing that has a date, or a heading when it has no mark.
type stripRow struct {
	heading string
	shape   string // of a state, before the head
	head    string
	when    string
	text    string
	marks   []mark
	faint   bool // in the background: an event of the country behind a case
}

// reach makes the axis long enough for every mark. When most of them lie close
// together and a few long before, it begins with those that are close: the
// others are marked at its edge, and reach gives true.
func (s *strip) reach() (cut bool) {
	var starts []when.Day
	for _, r := range s.rows {
		for _, m := range r.marks {
			s.axis.reach(m.from, m.to)
			if !m.from.IsZero() {
				starts = append(starts, m.from)
			}
		}
	}
	slices.SortFunc(starts, func(a, b when.Day) int { return a.Sub(b) })
	if len(starts) >= 5 {
		most, last := starts[len(starts)*3/10], s.axis.last
		if near := last.Sub(most); near*6 < last.Sub(s.axis.first) {
			s.axis.first, cut = most.AddDays(-max(near/20, 1)), true
		}
	}
	s.axis.loosen()
	return cut
}

// Sizes of a strip.
const (
	besideWidth = 300.0
	lineStep    = 17.0
	rowGap      = 14.0
	markRoom    = 24.0
)

// strips draws the rows from y on.
func (f frame) strips(p *pen, y float64, s strip) float64 {
	s.axis.from, s.axis.to = f.margin()+dotRadius+2, f.width()-f.margin()-dotRadius-10
	if !f.Narrow {
		s.axis.from += besideWidth
	}
	body := &pen{}
	top := y + 10
	y = top + 18
	for _, r := range s.rows {
		y = f.stripRow(body, s, r, y)
	}
	if f.Narrow {
		top = y // the text stands where the grid would
	}
	f.days(p, s.axis, top, y)
	p.b.Write(body.b.Bytes())
	return y + 26
}

// stripRow draws one row below y.
func (f frame) stripRow(p *pen, s strip, r stripRow, y float64) float64 {
	room := besideWidth - 24
	if f.Narrow {
		room = f.width() - 2*f.margin()
	}
	if r.heading != "" {
		p.text(f.margin(), y+16, one(r.heading, 15, room+60), "font-weight", "600", "font-size", 15, "font-family", serif)
		return y + 34
	}
	middle := y
	base := f.stripText(p, r, y, room)
	if f.Narrow {
		middle = base - lineStep + 16
		base += markRoom - 4
		p.in(soft, func() { p.line(s.axis.from, middle, s.axis.to, middle, "stroke-opacity", ".35") })
	}
	for _, m := range r.marks {
		m.draw(p, s.axis, middle)
	}
	return base + rowGap - lineStep + 6
}

// stripText sets the words of a row and gives the base line after the last.
func (f frame) stripText(p *pen, r stripRow, y, room float64) float64 {
	left := f.margin()
	base := y + 5
	for i, line := range wrapped(r.head, f.small()*1.05, room-shapeRoom(r), 2) {
		x := left + shapeRoom(r)
		if i == 0 && r.shape != "" {
			p.shape(r.shape, left, base-12)
		}
		p.text(x, base, line, "font-weight", weight(r))
		base += lineStep
	}
	p.in(soft, func() {
		base = p.lines(left, base, lineStep, wrapped(r.when, f.small(), room, 2), "fill", "currentColor")
		base = p.lines(left, base, lineStep, wrapped(r.text, f.small(), room, 3), "fill", "currentColor")
	})
	return base
}

func shapeRoom(r stripRow) float64 {
	if r.shape == "" {
		return 0
	}
	return 20
}

func weight(r stripRow) string {
	if r.faint {
		return ""
	}
	return "600"
}

// undated is the mark of what has no date.
func undated() mark { return mark{tone: soft, from: when.Day{}} }
