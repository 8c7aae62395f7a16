package picture

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"unicode"
)

// pen writes SVG. What it is given as text comes out as text, whatever it says.
type pen struct{ b bytes.Buffer }

// open begins an element; attrs are pairs of a name and a value, a string or a
// number of pixels. A pair with an empty string is left out.
func (p *pen) open(name string, attrs ...any) {
	p.tag(name, attrs)
	p.b.WriteByte('>')
}

func (p *pen) close(name string) {
	p.b.WriteString("</")
	p.b.WriteString(name)
	p.b.WriteByte('>')
}

// el is an element without content.
func (p *pen) el(name string, attrs ...any) {
	p.tag(name, attrs)
	p.b.WriteString("/>")
}

// node is an element with a text.
func (p *pen) node(name, text string, attrs ...any) {
	p.open(name, attrs...)
	p.escape(text)
	p.close(name)
}

// text sets one line of text; y is its base line.
func (p *pen) text(x, y float64, text string, attrs ...any) {
	p.node("text", isolated(text), append([]any{"x", x, "y", y}, attrs...)...)
}

// lines sets several lines of text below each other and gives the base line
// that a further one would have.
func (p *pen) lines(x, y, step float64, lines []string, attrs ...any) float64 {
	for _, l := range lines {
		p.text(x, y, l, attrs...)
		y += step
	}
	return y
}

// over sets a short text over whatever is drawn there, with the colour of the
// sheet around it.
func (p *pen) over(x, y float64, text string) {
	p.text(x, y, text, "class", "q", "stroke", paperLight, "stroke-width", 4, "stroke-linejoin", "round", "paint-order", "stroke", "font-weight", "bold")
}

func (p *pen) line(x1, y1, x2, y2 float64, attrs ...any) {
	p.el("line", append([]any{"x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", "currentColor"}, attrs...)...)
}

func (p *pen) rect(x, y, w, h float64, attrs ...any) {
	p.el("rect", append([]any{"x", x, "y", y, "width", max(w, 0), "height", max(h, 0)}, attrs...)...)
}

func (p *pen) tag(name string, attrs []any) {
	p.b.WriteByte('<')
	p.b.WriteString(name)
	for i := 0; i+1 < len(attrs); i += 2 {
		var value string
		switch v := attrs[i+1].(type) {
		case string:
			value = v
		case float64:
			value = px(v)
		case int:
			value = strconv.Itoa(v)
		}
		if value == "" {
			continue
		}
		p.b.WriteByte(' ')
		p.b.WriteString(attrs[i].(string))
		p.b.WriteString(`="`)
		p.escape(value)
		p.b.WriteByte('"')
	}
}

// escape writes text so that it stays text. What XML cannot hold becomes U+FFFD.
func (p *pen) escape(text string) { _ = xml.EscapeText(&p.b, []byte(text)) } // a buffer does not fail

// px writes a number of pixels, to a tenth.
func px(n float64) string {
	s := strconv.FormatFloat(n, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// Signs of Unicode that keep a text in another direction from turning around
// what stands beside it.
const (
	firstStrong = "\u2068"
	popIsolate  = "\u2069"
)

// isolated keeps a text with letters that run from right to left to itself.
func isolated(text string) string {
	if strings.IndexFunc(text, rightToLeft) < 0 || strings.Contains(text, firstStrong) {
		return text
	}
	return firstStrong + text + popIsolate
}

func rightToLeft(r rune) bool {
	return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam)
}
