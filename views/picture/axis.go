package picture

import (
	"math"

	"habeas/internal/locale"
	"habeas/internal/when"
)

// axis puts days between two places across a picture.
type axis struct {
	first, last when.Day
	from, to    float64
}

// reach makes the axis long enough for a day.
func (a *axis) reach(days ...when.Day) {
	for _, d := range days {
		if d.IsZero() {
			continue
		}
		if a.first.IsZero() || d.Before(a.first) {
			a.first = d
		}
		if a.last.IsZero() || d.After(a.last) {
			a.last = d
		}
	}
}

// loosen gives an axis of few days some room at its ends.
func (a *axis) loosen() {
	for !a.first.IsZero() && a.last.Sub(a.first) < 6 {
		a.first, a.last = a.first.AddDays(-1), a.last.AddDays(1)
	}
}

// at gives the place of a day.
func (a axis) at(d when.Day) float64 {
	return a.from + (a.to-a.from)*float64(d.Sub(a.first))/float64(max(a.last.Sub(a.first), 1))
}

type tick struct {
	at    float64
	label string
}

// steps between the marks of an axis, in months; days come before them.
var monthSteps = []int{1, 2, 3, 6, 12, 24, 60, 120, 240, 600}

// ticks are the marks of an axis: as many as their labels have room for, each
// on the first of something wherever the axis is long enough.
func (a axis) ticks(l locale.Lang, size float64) []tick {
	if a.first.IsZero() {
		return nil
	}
	span := a.last.Sub(a.first)
	most := max(int((a.to-a.from)/(width("30 Sept 2026", size)+18)), 1)
	if span <= 45 {
		var out []tick
		step := max(1, int(math.Ceil(float64(span)/float64(most))))
		for d := a.first; !d.After(a.last); d = d.AddDays(step) {
			out = append(out, tick{a.at(d), locale.DayShort(l, d)})
		}
		return out
	}
	for _, step := range monthSteps {
		if span/30/step > most {
			continue
		}
		if out := a.months(l, step); len(out) > 1 {
			return out
		}
	}
	return []tick{{a.from, locale.DayShort(l, a.first)}, {a.to, locale.DayShort(l, a.last)}}
}

// months marks every so many months; whole years are written alone.
func (a axis) months(l locale.Lang, step int) []tick {
	var out []tick
	y, m := int(a.first.Year), int(a.first.Month)
	m = (m-1)/min(step, 12)*min(step, 12) + 1
	if step > 12 {
		y = y / (step / 12) * (step / 12)
	}
	for k := 0; ; k += step {
		d := when.NewDay(y, m+k, 1)
		if d.After(a.last) {
			return out
		}
		if d.Before(a.first) {
			continue
		}
		text := d.String()[:7]
		if step >= 12 {
			text = d.String()[:4]
		}
		if date, err := when.Parse(text); err == nil {
			out = append(out, tick{a.at(d), locale.DateShort(l, date)})
		}
	}
}

// days draws an axis of days below a drawing, with its grid from top on.
func (f frame) days(p *pen, a axis, top, bottom float64) {
	end := math.Inf(-1)
	p.in(soft, func() {
		for _, t := range a.ticks(f.Lang(), 12) {
			half := width(t.label, 12) / 2
			x := min(max(t.at, f.margin()+half), f.width()-f.margin()-half)
			if x-half < end+8 {
				continue // would run into the one before
			}
			end = x + half
			p.line(t.at, top, t.at, bottom+5, "stroke-opacity", ".25")
			p.text(x, bottom+19, t.label, "text-anchor", "middle", "font-size", 12, "fill", "currentColor")
		}
	})
}

// scale puts numbers from nought to most between two heights.
type scale struct {
	most        int
	step        int
	top, bottom float64
}

// newScale rounds up to a number that is easy to read, in at most five steps.
func newScale(most int, top, bottom float64) scale {
	most = max(most, 1)
	for unit := 1; ; unit *= 10 {
		for _, k := range []int{1, 2, 5} {
			if step := k * unit; step*5 >= most {
				return scale{(most + step - 1) / step * step, step, top, bottom}
			}
		}
	}
}

func (s scale) at(n float64) float64 { return s.bottom - (s.bottom-s.top)*n/float64(s.most) }

// numbers draws a scale of numbers with its grid between two places across.
func (f frame) numbers(p *pen, s scale, left, right float64) {
	p.in(soft, func() {
		for n := 0; n <= s.most; n += s.step {
			p.line(left, s.at(float64(n)), right, s.at(float64(n)), "stroke-opacity", ".25")
			p.text(left-6, s.at(float64(n))+4, f.Words.Number(n), "text-anchor", "end", "font-size", 12, "fill", "currentColor")
		}
	})
}
