package picture

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/locale"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/links"
)

// Widths of the two drawings, in pixels: one for a page, one for a telephone.
const (
	pageWidth  = 720
	phoneWidth = 330
)

// About is what every picture needs to stand alone.
type About struct {
	layout.Page
	Narrow bool     // the drawing for a telephone
	On     when.Day // the day that the record is read as of
	Table  string   // address of the page with the table, below the site's
}

// frame is a picture: what is said around the drawing, and the drawing.
type frame struct {
	About
	title string
	lead  string   // how to read it, in a sentence or two
	desc  string   // what it shows, for whoever does not see it
	notes []string // below the drawing: what is not in it, and why
	// body draws below y and gives where it ended. Sheet is drawn first: what
	// is filled with a pattern refers to it.
	sheet func(p *pen)
	body  func(p *pen, y float64) float64
}

// width of the whole drawing.
func (a About) width() float64 {
	if a.Narrow {
		return phoneWidth
	}
	return pageWidth
}

// margin at the sides.
func (a About) margin() float64 {
	if a.Narrow {
		return 10
	}
	return 24
}

// small is the size of most text: a telephone shows a picture a little smaller
// than it is drawn.
func (a About) small() float64 { return 13 }

// Render writes the picture.
func (f frame) Render(_ context.Context, w io.Writer) error {
	inside := &pen{}
	left, room := f.margin(), f.width()-2*f.margin()
	y := f.head(inside, left, room)
	y = f.body(inside, y)
	height := f.foot(inside, left, room, y)
	out := &pen{}
	out.open("svg", "xmlns", "http://www.w3.org/2000/svg", "role", "img", "aria-labelledby", "title desc", "width", f.width(), "height", height,
		"viewBox", "0 0 "+px(f.width())+" "+px(height), "lang", string(f.Lang()), "font-family", sans, "font-size", f.small())
	out.node("title", f.title, "id", "title")
	out.node("desc", f.desc, "id", "desc")
	out.node("style", Style)
	if f.sheet != nil {
		out.open("defs")
		f.sheet(out)
		out.close("defs")
	}
	out.rect(0, 0, f.width(), height, paper()...)
	out.open("g", "class", ink.class, "color", ink.light, "fill", "currentColor")
	out.b.Write(inside.b.Bytes())
	out.close("g")
	out.close("svg")
	out.b.WriteByte('\n')
	_, err := w.Write(out.b.Bytes())
	return err
}

// The fonts of a picture: an image brings none.
const (
	sans  = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif"
	serif = "Iowan Old Style, Palatino Linotype, Palatino, Noto Serif, Georgia, serif"
)

func (f frame) head(p *pen, left, room float64) float64 {
	size := 21.0
	if f.Narrow {
		size = 18
	}
	y := p.lines(left, 12+size, size*1.2, wrapped(f.title, size*1.04, room, 4), "font-family", serif, "font-size", size, "font-weight", "600")
	p.in(soft, func() {
		y = p.lines(left, y-size*1.2+size*.2+20, 18, wrapped(f.lead, f.small(), room, 8), "fill", "currentColor")
	})
	return y - 4
}

func (f frame) foot(p *pen, left, room, y float64) float64 {
	y += 20
	p.in(soft, func() {
		for _, note := range f.notes {
			y = p.lines(left, y, 17, wrapped(note, 12.5, room, 6), "fill", "currentColor", "font-size", 12.5) + 4
		}
		p.line(left, y-8, left+room, y-8, "stroke-opacity", ".4")
		y += 9
		for _, line := range f.source() {
			y = p.lines(left, y, 16, wrapped(line, 12, room, 6), "fill", "currentColor", "font-size", 12)
		}
	})
	return y
}

// source says whose record a picture is of, as of when, what may be done with
// it, and where its table is.
func (f frame) source() []string {
	day := locale.Day(f.Lang(), f.On)
	if !f.Past.KnownAt.IsZero() {
		day = f.T("picture.known_at", "day", locale.Day(f.Lang(), f.Past.KnownAt))
	}
	address := strings.TrimSuffix(links.Absolute(f.BaseURL, f.Table), "/")
	return []string{f.T("picture.source", "day", day), f.T("picture.table", "address", address)}
}

var _ templ.Component = frame{}
