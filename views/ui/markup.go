package ui

import (
	"context"
	"io"
	"sync"

	"github.com/a-h/templ"

	"habeas/internal/locale"
	"habeas/internal/names"
	"habeas/views/links"
)

// Markup is a piece of a page written by hand. The long repeating parts of a
// list use it: there, what templ spends on each value (it formats every one
// anew) was more than half of the page, and thirty places that write a row are
// few enough to be looked at one by one. Everything else is a template.
type Markup struct{ buf []byte }

var markups = sync.Pool{New: func() any { return &Markup{buf: make([]byte, 0, 64<<10)} }}

// maxMarkup keeps an unusually long piece from staying in memory for good.
const maxMarkup = 1 << 20

// ByHand makes a component of a function that writes its markup.
func ByHand(write func(m *Markup)) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, to io.Writer) error {
		m := markups.Get().(*Markup)
		m.buf = m.buf[:0]
		write(m)
		_, err := to.Write(m.buf)
		if cap(m.buf) <= maxMarkup {
			markups.Put(m)
		}
		return err
	})
}

// Raw adds pieces of markup of our own, as they are.
func (m *Markup) Raw(pieces ...string) {
	for _, s := range pieces {
		m.buf = append(m.buf, s...)
	}
}

// Text adds a text that may be anybody's: nothing in it can become markup, in
// an element as in a quoted attribute.
func (m *Markup) Text(s string) {
	from := 0
	for i := range len(s) {
		var escaped string
		switch s[i] {
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		case '"':
			escaped = "&#34;"
		case '\'':
			escaped = "&#39;"
		default:
			continue
		}
		m.buf = append(m.buf, s[from:i]...)
		m.buf = append(m.buf, escaped...)
		from = i + 1
	}
	m.buf = append(m.buf, s[from:]...)
}

// Marked adds a text that may be anybody's, with some pieces of it marked: in
// order, none within another.
func (m *Markup) Marked(s string, spans []names.Span) {
	from := 0
	for _, at := range spans {
		m.Text(s[from:at.From])
		m.Raw(`<mark>`)
		m.Text(s[at.From:at.To])
		m.Raw(`</mark>`)
		from = at.To
	}
	m.Text(s[from:])
}

// Part adds a component, for the few that a piece written by hand shares with
// templates.
func (m *Markup) Part(c templ.Component) {
	_ = c.Render(context.Background(), m) // writing to memory does not fail
}

// Write lets a component write here.
func (m *Markup) Write(p []byte) (int, error) {
	m.buf = append(m.buf, p...)
	return len(p), nil
}

// String gives what was written so far.
func (m *Markup) String() string { return string(m.buf) }

// Cites are the numbers of the sources of what stands before them.
func Cites(w *locale.Words, cites []int) templ.Component {
	if len(cites) == 0 {
		return templ.NopComponent
	}
	return ByHand(func(m *Markup) {
		m.Raw(`<sup class="cites">`)
		for _, n := range cites {
			said := number(n)
			m.Raw(`<a href="`, links.Footnote(n), `" aria-label="`)
			m.Text(w.T("cite.source", "number", said))
			m.Raw(`">`, said, `</a>`)
		}
		m.Raw(`</sup>`)
	})
}

// Sanitised puts markup on a page that package help has made of a text: it has
// left everything out that a text does not need.
func Sanitised(markup string) templ.Component {
	return ByHand(func(m *Markup) { m.Raw(markup) })
}
