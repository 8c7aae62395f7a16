package web

import (
	"context"
	"net"
	"net/http"

	"github.com/labstack/echo/v4"
)

// Joined makes a listener whose connections send the head of an answer and its
// body in one piece. Package net/http flushes its buffer of 4 KB when the head
// and the beginning of a body fill it, and writes what is left by itself: two
// calls of the system, and often two packets, for every page of this site.
func Joined(l net.Listener) net.Listener { return joinedListener{l} }

type joinedListener struct{ net.Listener }

func (l joinedListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &joinedConn{Conn: c}, nil
}

// joinedConn is one connection. Writes come from one goroutine, that of the
// request being answered.
type joinedConn struct {
	net.Conn
	holds bool // the next write waits for the one after it
	held  []byte
	both  [2][]byte
}

// buffered is the size of the buffer of net/http: a longer answer is never sent
// in one write, so that another follows whatever is held.
const buffered = 4 << 10

type connKey struct{}

// withConn hands a connection to the requests that come over it.
func withConn(ctx context.Context, c net.Conn) context.Context {
	if j, ok := c.(*joinedConn); ok {
		return context.WithValue(ctx, connKey{}, j)
	}
	return ctx
}

// join makes the answer to a request one piece; call it when the head stands,
// before the only write of its body, of so many bytes.
func join(c echo.Context, length int) {
	r := c.Request()
	if r.Method == http.MethodHead || length+headLength(c.Response().Header()) <= buffered {
		return
	}
	if j, ok := r.Context().Value(connKey{}).(*joinedConn); ok {
		j.holds = true
	}
}

// headLength is how many bytes a head has at least, with the date that the
// server adds.
func headLength(h http.Header) int {
	n := len("HTTP/1.1 200 OK\r\n") + len("Date: Mon, 02 Jan 2006 15:04:05 GMT\r\n\r\n")
	for name, values := range h {
		for _, v := range values {
			n += len(name) + len(": \r\n") + len(v)
		}
	}
	return n
}

// Write implements [net.Conn].
func (c *joinedConn) Write(p []byte) (int, error) {
	if c.holds {
		c.holds = false
		c.held = append(c.held[:0], p...)
		return len(p), nil
	}
	if len(c.held) == 0 {
		return c.Conn.Write(p)
	}
	first := int64(len(c.held))
	c.both = [2][]byte{c.held, p}
	pieces := net.Buffers(c.both[:])
	n, err := pieces.WriteTo(c.Conn)
	c.held, c.both = c.held[:0], [2][]byte{}
	return int(max(0, n-first)), err
}
