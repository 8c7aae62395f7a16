package export

import (
	"io"
	"strconv"
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
