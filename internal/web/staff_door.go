package web

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/views/staff"
)

// Staff is what the desk's side of the server needs; empty for the public
// record alone.
type Staff struct {
	Desk     *desk.Desk
	Sessions SessionStore // of the private database
	Attempts *access.Attempts
}

// SessionStore keeps sessions by the hash of their token, and knows whose they
// are, so that they end when their account does.
type SessionStore interface {
	scs.CtxStore
	Bind(ctx context.Context, token string, user casebook.ID, device string) error
}

// staffDoor is what the desk's side keeps while it runs.
type staffDoor struct {
	asks     map[string]access.Permission // by address, for the table of the policy
	sessions *scs.SessionManager
	origins  *http.CrossOriginProtection
	key      [32]byte         // signs the sign-in form, for as long as the program runs
	passkeys *access.Passkeys // nil where the site has no name
	once     *access.Once     // questions to passkeys that were answered
}

// furnishStaff prepares sessions, if there is a desk.
func (s *Server) furnishStaff() error {
	if !s.hasDesk() {
		return nil
	}
	if _, err := rand.Read(s.staff.key[:]); err != nil {
		return err
	}
	passkeys, err := access.NewPasskeys(s.o.Config.Base())
	if err != nil {
		return err
	}
	s.staff.passkeys, s.staff.once = passkeys, access.NewOnce(s.o.Now)
	s.staff.sessions = sessionManager(s.o.Sessions, s.overTLS())
	s.staff.origins = http.NewCrossOriginProtection()
	return s.staff.origins.AddTrustedOrigin(strings.TrimSuffix(s.o.Config.Base(), "/"))
}

// hasDesk reports whether people can sign in here.
func (s *Server) hasDesk() bool { return s.o.Desk != nil }

// overTLS reports whether readers reach the site over TLS. The setting says
// so, never a header of the request.
func (s *Server) overTLS() bool { return strings.HasPrefix(s.o.Config.Base(), "https://") }

// at makes a handler of the desk an echo handler.
func (s *Server) at(h func(w work) error) echo.HandlerFunc {
	return func(c echo.Context) error { return h(s.workOf(c)) }
}

// need refuses whoever may not do this. The desk asks again; this shows the
// permission where the address stands, and refuses before a form is read.
func need(p access.Permission) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			by, _ := c.Get(actorKey).(access.Actor)
			if err := by.May(p); err != nil {
				return err
			}
			return next(c)
		}
	}
}

// private sets what every answer of the desk and of the accounts says. The
// referrer stays on the site: without one, browsers on plain http send no
// origin with a form, and it could not be told where the form came from.
func (s *Server) private(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Robots-Tag", "noindex, noarchive")
		h.Set("Cache-Control", "no-store")
		h.Set("Vary", "Cookie")
		return next(c)
	}
}

// answered turns what the desk refuses into a page of the desk, so that nobody
// loses their place. Failures of ours go on to the one place that logs them.
func (s *Server) answered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		err := next(c)
		var f *fault.Error
		switch {
		case err == nil || c.Response().Committed || !errors.As(err, &f):
			return err
		case f.Code == fault.SignedOut:
			return s.askToSignIn(c)
		case f.Code == fault.Internal || f.Code == fault.Unavailable:
			return err
		}
		w := s.workOf(c)
		if w.by.ID == "" {
			return err
		}
		return render(c, statusOf(f.Code, c.Request().Method), staff.Problem(w.page(w.words.T("staff.problem."+string(f.Code))), w.words.Fault(f.Message), w.words.Faults(f.Fixes)))
	}
}

// idle and whole are how long a session lasts without and with use.
const (
	idle  = 30 * time.Minute
	whole = 12 * time.Hour
)
