package web

import (
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
)

// policy is what a browser may do with a page of ours: show it with our own
// styles and pictures, and send its forms back to us. Nothing runs.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// headers stand on every answer. What may be kept says so itself; no-store is
// what holds until a handler knows better. Every answer shares the lists: Set
// puts a new one in place, and Add has no room to write into one of these.
var headers = map[string][]string{
	"Content-Security-Policy":      {policy},
	"Referrer-Policy":              {"no-referrer"}, // where a reader came from is nobody's business
	"X-Content-Type-Options":       {"nosniff"},
	"X-Frame-Options":              {"DENY"},
	"Cross-Origin-Opener-Policy":   {"same-origin"},
	"Cross-Origin-Resource-Policy": {"same-origin"},
	"Cross-Origin-Embedder-Policy": {"require-corp"},
	"Permissions-Policy":           {"camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"},
	"X-Robots-Tag":                 {"noarchive"}, // a withdrawn case should not live on in an archive
	"Cache-Control":                {"no-store"},
}

// frame is around everything: it sets the headers, names the request, turns a
// panic into a fault and a fault into an answer, and writes one line to the
// log. The line has the pattern of the address, never the address: a name may
// be searched for, and who asks is not kept at all.
func (s *Server) frame(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := s.o.Now()
		h, id := c.Response().Header(), requestID()
		for name, value := range headers {
			h[name] = value
		}
		h.Set("X-Request-Id", id)
		if err := s.guarded(c, next); err != nil {
			s.answerError(err, c)
		}
		s.logRequest(c, id, start)
		return nil
	}
}

// logRequest hands its line to the handler itself: the logger would first look
// for the line of source it was called from, a good part of what logging costs,
// which is the same for all of them.
func (s *Server) logRequest(c echo.Context, id string, start time.Time) {
	if c.Get(unloggedKey) != nil {
		return
	}
	r, h, now := c.Request(), s.o.Log.Handler(), s.o.Now()
	if !h.Enabled(r.Context(), slog.LevelInfo) {
		return
	}
	line := slog.NewRecord(now, slog.LevelInfo, "request", 0)
	line.AddAttrs(slog.String("id", id), slog.String("method", knownMethod(r.Method)),
		slog.String("route", c.Path()), slog.Int("status", c.Response().Status), slog.Duration("took", now.Sub(start)))
	_ = h.Handle(r.Context(), line) // whoever loses the log cannot be told there
}

// guarded hands a request on unless it says that it is too large, and survives
// a panic of whoever takes it. A body of unknown length is measured by whoever
// reads it: pages do not, forms do in readForm.
func (s *Server) guarded(c echo.Context, next echo.HandlerFunc) (err error) {
	defer func() {
		switch r := recover(); r {
		case nil:
		case http.ErrAbortHandler: // an answer that must not look complete
			panic(r)
		default:
			s.o.Log.Error("panic", "route", c.Path(), "what", r, "stack", string(debug.Stack()))
			err = fault.New(fault.Internal, "A mistake of ours stopped this page.")
		}
	}()
	if r := c.Request(); len(r.URL.RawQuery) > maxQuery {
		return fault.New(fault.Invalid, "This address is too long. Use fewer filters at a time.")
	}
	if r := c.Request(); r.ContentLength > maxForm && !(isUpload(r) && r.ContentLength <= maxSent) {
		drain(r.Body)
		return tooLarge()
	}
	return next(c)
}

// maxQuery is the length of a query in bytes: a search of 256 letters and
// fifty values fit in.
const maxQuery = 4096

// requestID names one request in the log and on the page of an incident.
func requestID() string {
	var b [6]byte
	_, _ = rand.Read(b[:]) // never fails, says crypto/rand
	return hex.EncodeToString(b[:])
}

// knownMethod keeps what a client made up out of the log.
func knownMethod(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "other"
}
