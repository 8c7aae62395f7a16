package picture

import (
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/locale"
	"habeas/internal/reading"
)

// Held draws for how long people have been held: a bar for each stretch of
// lengths, full for those surely in it, outlined for those that may be.
func Held(a About, l *reading.HeldLengths, of string) templ.Component {
	said := []string{a.T("picture.held.lead")}
	for _, c := range l.Classes {
		said = append(said, ClassName(a.Words, c)+": "+ClassNumber(a.Words, c)+".")
	}
	f := frame{About: a, title: of, lead: a.T("picture.held.lead"), desc: strings.Join(said, " "), notes: HeldNotes(a.Words, l)}
	f.body = func(p *pen, y float64) float64 { return f.bars(p, y, l) }
	return f
}

// HeldNotes says which cases are in no bar, and why.
func HeldNotes(w *locale.Words, l *reading.HeldLengths) []string {
	var notes []string
	if l.Undated > 0 {
		notes = append(notes, w.N("picture.held.undated", l.Undated))
	}
	if l.MayBe > 0 {
		notes = append(notes, w.N("picture.held.may_be", l.MayBe))
	}
	return notes
}

// ClassName says a stretch of lengths in words.
func ClassName(w *locale.Words, c reading.LengthClass) string {
	return w.T("picture.held.class." + px(float64(c.From)))
}

// ClassNumber says how many cases lie in a stretch of lengths: at least those
// that surely do, at most those that may as well.
func ClassNumber(w *locale.Words, c reading.LengthClass) string {
	switch {
	case c.Perhaps == 0:
		return w.Number(c.Sure)
	case c.Sure == 0:
		return w.T("picture.held.up_to", "most", c.Perhaps)
	}
	return w.T("picture.held.range", "least", c.Sure, "most", c.Sure+c.Perhaps)
}

// Sizes of the bars.
const (
	barHeight = 22.0
	barStep   = 38.0
)

func (f frame) bars(p *pen, y float64, l *reading.HeldLengths) float64 {
	left, right, step := f.margin()+150, f.width()-f.margin()-110, barStep
	if f.Narrow {
		left, right, step = f.margin(), f.width()-f.margin()-86, barStep+20
	}
	most := 1
	for _, c := range l.Classes {
		most = max(most, c.Sure+c.Perhaps)
	}
	per := (right - left) / float64(most)
	y += 8
	for _, c := range l.Classes {
		name := ClassName(f.Words, c)
		bar := y
		if f.Narrow {
			p.text(f.margin(), y+13, name)
			bar += 20
		} else {
			p.text(left-12, bar+15, name, "text-anchor", "end")
		}
		p.in(held, func() { f.bar(p, left, bar, per, c) })
		p.text(left+per*float64(c.Sure+c.Perhaps)+8, bar+16, ClassNumber(f.Words, c), "font-weight", "bold")
		y += step
	}
	if !f.Narrow {
		p.in(soft, func() { p.line(left, y-step*float64(len(l.Classes))-2, left, y-8) })
	}
	return y
}

// bar draws those surely in a class full, and those perhaps in it dashed.
func (f frame) bar(p *pen, left, y, per float64, c reading.LengthClass) {
	sure, perhaps := per*float64(c.Sure), per*float64(c.Perhaps)
	if c.Sure > 0 {
		p.rect(left, y, sure, barHeight, "fill", "currentColor")
	}
	if c.Perhaps > 0 {
		p.rect(left+sure+.75, y+.75, perhaps-1.5, barHeight-1.5, paper("stroke", "currentColor", "stroke-width", 1.5, "stroke-dasharray", "5 3")...)
	}
}
