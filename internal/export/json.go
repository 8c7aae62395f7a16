package export

import (
	"time"
	"unicode/utf8"
)

// jsonCells writes the members of an object.
type jsonCells struct {
	*buffer
	first bool
}

func (j *jsonCells) name(name string) {
	if !j.first {
		j.buf = append(j.buf, ',')
	}
	j.first = false
	j.buf = append(j.buf, '"')
	j.buf = append(j.buf, name...)
	j.buf = append(j.buf, '"', ':')
}

func (j *jsonCells) text(name, value string) {
	j.name(name)
	if value == "" {
		j.null()
		return
	}
	j.buf = appendString(j.buf, value)
}

func (j *jsonCells) null() { j.buf = append(j.buf, "null"...) }

func (j *jsonCells) code(name, value string) { j.text(name, value) }

func (j *jsonCells) number(name string, n int, known bool) {
	j.name(name)
	if known {
		j.integer(n)
	} else {
		j.null()
	}
}

func (j *jsonCells) size(name string, n *int, said string) {
	if n == nil || said != "" {
		j.number(name, 0, false)
	} else {
		j.number(name, *n, true)
	}
}

func (j *jsonCells) flag(name string, yes bool) {
	j.name(name)
	if yes {
		j.buf = append(j.buf, "true"...)
	} else {
		j.buf = append(j.buf, "false"...)
	}
}

func (j *jsonCells) list(name string, values []string, _ string) {
	j.name(name)
	j.buf = append(j.buf, '[')
	for i, v := range values {
		if i > 0 {
			j.buf = append(j.buf, ',')
		}
		j.buf = appendString(j.buf, v)
	}
	j.buf = append(j.buf, ']')
}

func (j *jsonCells) instant(name string, at time.Time) {
	j.name(name)
	if at.IsZero() {
		j.null()
		return
	}
	j.buf = append(j.buf, '"')
	j.time(at)
	j.buf = append(j.buf, '"')
}

const hexDigits = "0123456789abcdef"

// appendString writes a JSON string. Beside what must be escaped, the two line
// separators that old scripts trip over are, and < so that no tag closes.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != '<' && c != 0x7f {
				i++
				continue
			}
			b = append(b, s[start:i]...)
			b = escapeByte(b, c)
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || r == '\u2028' || r == '\u2029' {
			b = append(b, s[start:i]...)
			b = append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
			start = i + n
		}
		i += n
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

func escapeByte(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}
