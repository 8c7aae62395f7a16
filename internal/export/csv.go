package export

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"habeas/internal/public"
)

// csvCells writes cells as RFC 4180 wants them.
type csvCells struct {
	*buffer
	first bool
}

func (c *csvCells) comma() {
	if !c.first {
		c.buf = append(c.buf, ',')
	}
	c.first = false
}

func (c *csvCells) text(_, value string) {
	c.comma()
	c.buf = appendCell(c.buf, value)
}

func (c *csvCells) code(name, value string) { c.text(name, value) }

func (c *csvCells) number(_ string, n int, known bool) {
	c.comma()
	if known {
		c.integer(n)
	}
}

func (c *csvCells) size(name string, n *int, said string) {
	if n == nil || said != "" {
		c.text(name, said)
	} else {
		c.number(name, *n, true)
	}
}

func (c *csvCells) flag(name string, yes bool) {
	if yes {
		c.text(name, "yes")
	} else {
		c.text(name, "no")
	}
}

func (c *csvCells) list(name string, values []string, said string) {
	switch len(values) {
	case 0:
		c.text(name, said)
	case 1:
		c.text(name, escapeItem(values[0]))
	default:
		items := make([]string, len(values))
		for i, v := range values {
			items[i] = escapeItem(v)
		}
		c.text(name, strings.Join(items, "; "))
	}
}

func (c *csvCells) instant(_ string, at time.Time) {
	c.comma()
	c.time(at)
}

var itemEscapes = strings.NewReplacer(`\`, `\\`, `;`, `\;`)

func escapeItem(v string) string {
	if strings.IndexByte(v, ';') < 0 && strings.IndexByte(v, '\\') < 0 {
		return v
	}
	return itemEscapes.Replace(v)
}

// headings collects the names of the columns.
type headings []string

func (h *headings) text(name, _ string)                    { *h = append(*h, name) }
func (h *headings) code(name, _ string)                    { *h = append(*h, name) }
func (h *headings) number(name string, _ int, _ bool)      { *h = append(*h, name) }
func (h *headings) size(name string, _ *int, _ string)     { *h = append(*h, name) }
func (h *headings) flag(name string, _ bool)               { *h = append(*h, name) }
func (h *headings) list(name string, _ []string, _ string) { *h = append(*h, name) }
func (h *headings) instant(name string, _ time.Time)       { *h = append(*h, name) }

// appendCell writes one cell: guarded against being run, quoted when needed.
func appendCell(b []byte, value string) []byte {
	if plain(value) {
		return append(b, value...)
	}
	guard := dangerous(value)
	if !guard && !needsQuotes(value) {
		return append(b, value...)
	}
	b = append(b, '"')
	if guard {
		b = append(b, '\'')
	}
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '"':
			b = append(b, '"', '"')
		case c == '\r':
			if i+1 == len(value) || value[i+1] != '\n' {
				b = append(b, '\n')
			}
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

// plain reports whether a value begins with a letter or digit and holds no
// byte that needs a look: nearly all do.
func plain(value string) bool {
	if value == "" {
		return true
	}
	if c := value[0]; !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z') {
		return false
	}
	return !needsQuotes(value)
}

func needsQuotes(value string) bool {
	return strings.IndexByte(value, ',') >= 0 || strings.IndexByte(value, '"') >= 0 ||
		strings.IndexByte(value, '\n') >= 0 || strings.IndexByte(value, '\r') >= 0 ||
		value[0] == ' ' || value[len(value)-1] == ' '
}

// dangerous reports whether a spreadsheet might run a text: what it starts
// with, after signs that no one sees and apostrophes, begins a formula.
func dangerous(value string) bool {
	if c := value[0]; c == '\t' || c == '\r' || c == '\n' {
		return true
	}
	for i, r := range value {
		switch {
		case r == '\'', unicode.IsSpace(r), unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			if i > 0 && (r == '\t' || r == '\r' || r == '\n') {
				return true
			}
			continue
		case r == utf8.RuneError:
			return true // whatever this is, it is no name
		}
		return strings.ContainsRune("=+-@|%＝＋－＠｜％﹢﹣﹦﹪﹫−", r)
	}
	return false
}

// Values gives the cells of a case as texts, in the order of [CaseColumns], for
// comparing two of them.
func Values(s Style, r *public.Row) []string {
	var v values
	s.columns(&v).row(r)
	return v
}

// values collects the cells of one case.
type values []string

func (v *values) text(_, value string) { *v = append(*v, value) }
func (v *values) code(_, value string) { *v = append(*v, value) }

func (v *values) number(_ string, n int, known bool) {
	if !known {
		*v = append(*v, "")
		return
	}
	*v = append(*v, strconv.Itoa(n))
}

func (v *values) size(name string, n *int, said string) {
	if n == nil || said != "" {
		v.text(name, said)
	} else {
		v.number(name, *n, true)
	}
}

func (v *values) flag(name string, yes bool) {
	if yes {
		v.text(name, "yes")
	} else {
		v.text(name, "no")
	}
}

func (v *values) list(name string, all []string, said string) {
	if len(all) == 0 {
		v.text(name, said)
	} else {
		v.text(name, strings.Join(all, "; "))
	}
}

func (v *values) instant(name string, at time.Time) {
	if at.IsZero() {
		v.text(name, "")
	} else {
		v.text(name, at.UTC().Format(time.RFC3339))
	}
}
