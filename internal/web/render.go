package web

import (
	"bytes"
	"strconv"
	"sync"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
)

// buffers are reused: a page is rendered whole before its first byte is sent,
// so that one which fails halfway is a failure and not half a page.
var buffers = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 64<<10)) }}

// maxPooled keeps an unusually long page from staying in memory for good.
const maxPooled = 1 << 20

// rendered renders a view and lends the bytes to fn.
func rendered(c echo.Context, view templ.Component, fn func(body []byte) error) error {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	defer func() {
		if buf.Cap() <= maxPooled {
			buffers.Put(buf)
		}
	}()
	if err := view.Render(c.Request().Context(), buf); err != nil {
		return err
	}
	return fn(buf.Bytes())
}

// render answers with a page and a status chosen on purpose.
func render(c echo.Context, status int, view templ.Component) error {
	return rendered(c, view, func(body []byte) error {
		return send(c, status, htmlPage, body)
	})
}

// send answers with bytes; a HEAD request gets their headers alone.
func send(c echo.Context, status int, mediaType string, body []byte) error {
	h := c.Response().Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.Response().WriteHeader(status)
	join(c, len(body))
	_, err := c.Response().Write(body)
	return err
}
