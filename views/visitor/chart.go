package visitor

import (
	"fmt"
	"math"

	"github.com/a-h/templ"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
)

// chart is the geometry of one group of counts: claimants one below the other
// on a shared axis of time. Positions across are in per cent, so that text
// keeps its size on a narrow screen; positions down are in pixels.
type chart struct {
	id          string
	title, desc string
	rows        []chartRow
	ticks       []tick
	height      int
}

type chartRow struct {
	y         int
	who       string
	value     string
	sure      public.Sureness
	dated     bool
	from, to  float64 // per cent; the bar between them is the window or the vagueness
	window    bool    // the bar is a stretch of counting, not a vague date
	radius    float64 // grows with the square root of the number
	anchorEnd bool    // the value stands to the left of the mark
}

type tick struct {
	at     float64
	label  string
	anchor string
}

// Heights of a chart in pixels.
const (
	rowHeight  = 58
	axisHeight = 30
	markLine   = 42 // below the top of a row
	whoLine    = 15
)

// newChart lays out a group of counts; id must be unique on the page.
func newChart(w *locale.Words, g reading.CountGroup, id string) chart {
	c := chart{id: id, title: groupTitle(w, g), desc: w.T("counts.chart_desc"), height: len(g.Counts)*rowHeight + axisHeight}
	axis := axisOf(g.Counts)
	most := 1
	for _, n := range g.Counts {
		most = max(most, size(n))
	}
	for i, n := range g.Counts {
		c.rows = append(c.rows, axis.row(w, n, i*rowHeight, most))
	}
	c.ticks = axis.ticks(w)
	return c
}

// axis is the stretch of time that a chart shows.
type axis struct{ first, last when.Day }

func axisOf(counts []public.Count) axis {
	var a axis
	for _, c := range counts {
		for _, d := range []when.Date{c.WindowStart, c.AsOf} {
			a.reach(d.Earliest())
			a.reach(d.Latest())
		}
	}
	for !a.first.IsZero() && a.last.Sub(a.first) < 6 {
		a.first, a.last = a.first.AddDays(-1), a.last.AddDays(1)
	}
	return a
}

func (a *axis) reach(d when.Day) {
	if d.IsZero() {
		return
	}
	if a.first.IsZero() || d.Before(a.first) {
		a.first = d
	}
	if a.last.IsZero() || d.After(a.last) {
		a.last = d
	}
}

// at gives the place of a day between 2 and 98 per cent.
func (a axis) at(d when.Day) float64 {
	return 2 + 96*float64(d.Sub(a.first))/float64(a.last.Sub(a.first))
}

func (a axis) row(w *locale.Words, c public.Count, y, most int) chartRow {
	row := chartRow{y: y, who: clipped(claimant(w, c), 44), value: clipped(countNumber(w, c), 26), sure: countSureness(c), radius: 5}
	if n := size(c); n > 0 {
		row.radius = math.Round(10*(4+6*math.Sqrt(float64(n)/float64(most)))) / 10
	}
	from, to := c.AsOf.Earliest(), c.AsOf.Latest()
	if start := c.WindowStart.Earliest(); !start.IsZero() {
		from, row.window = start, true
	}
	if to.IsZero() {
		to = from
	}
	if from.IsZero() {
		from = to
	}
	if to.IsZero() {
		return row
	}
	row.dated, row.from, row.to = true, a.at(from), a.at(to)
	row.anchorEnd = row.to > 60
	return row
}

// mark is where the dot of a row stands: at the end of what was counted, in
// the middle of a vague date.
func (r chartRow) mark() float64 {
	if r.window {
		return r.to
	}
	return (r.from + r.to) / 2
}

func (a axis) ticks(w *locale.Words) []tick {
	if a.first.IsZero() {
		return nil
	}
	middle := a.first.AddDays(a.last.Sub(a.first) / 2)
	return []tick{
		{a.at(a.first), locale.DayShort(w.Lang(), a.first), "start"},
		{a.at(middle), locale.DayShort(w.Lang(), middle), "middle"},
		{a.at(a.last), locale.DayShort(w.Lang(), a.last), "end"},
	}
}

// size is the number that a mark is drawn by.
func size(c public.Count) int {
	switch {
	case c.Min != nil:
		return *c.Min
	case c.Max != nil:
		return *c.Max
	}
	return 0
}

// countSureness draws the basis of a count as certainties are drawn.
func countSureness(c public.Count) public.Sureness {
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

func claimant(w *locale.Words, c public.Count) string {
	text, _ := c.Claimant.In(w.Lang())
	return text
}

func clipped(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return text
}

func percent(x float64) string { return fmt.Sprintf("%.1f%%", x) }

func px(n float64) string { return fmt.Sprintf("%g", n) }

// paper is what a hollow mark is filled with, so that the line does not show
// through it; the style sheet replaces it in the dark.
const paper = "#fbfaf6"

// drawnAs gives the attributes of a mark for how sure it is.
func drawnAs(s public.Sureness) templ.Attributes {
	switch s {
	case public.Solid:
		return templ.Attributes{"fill": "currentColor"}
	case public.Dashed:
		return templ.Attributes{"fill": paper, "stroke-dasharray": "4 3"}
	case public.Dotted:
		return templ.Attributes{"fill": paper, "stroke-dasharray": ".1 4", "stroke-linecap": "round"}
	}
	return templ.Attributes{"fill": paper}
}
