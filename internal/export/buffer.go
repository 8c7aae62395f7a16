package export

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// full is when the buffer is sent: about a hundred and fifty rows.
const full = 64 << 10

// buffer collects what is to be written and sends it in large pieces.
type buffer struct {
	to  io.Writer
	buf []byte
}

func (b *buffer) text(s string) { b.buf = append(b.buf, s...) }
func (b *buffer) integer(n int) { b.buf = strconv.AppendInt(b.buf, int64(n), 10) }
func (b *buffer) time(t time.Time) {
	if !t.IsZero() {
		b.buf = t.UTC().AppendFormat(b.buf, time.RFC3339)
	}
}

// header writes the line of a CSV that names its columns.
func (b *buffer) header(names []string) { b.text(strings.Join(names, ",") + "\r\n") }

func (b *buffer) flushFull() error {
	if len(b.buf) < full {
		return nil
	}
	return b.flush()
}

func (b *buffer) flush() error {
	_, err := b.to.Write(b.buf)
	b.buf = b.buf[:0]
	return err
}

func has[T comparable](list []T, v T) bool { return slices.Contains(list, v) }
