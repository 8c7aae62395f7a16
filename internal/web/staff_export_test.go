package web

import (
	"errors"
	"net/http/httptest"

	"github.com/labstack/echo/v4"

	"habeas/internal/access"
	"habeas/internal/fault"
)

// Routes lists what the router knows, "METHOD /path", for the test that no
// address is forgotten.
func (s *Server) Routes() []string {
	var all []string
	for _, r := range s.echo.Routes() {
		all = append(all, r.Method+" "+r.Path)
	}
	return all
}

// Asks gives the permission that stands on each address of the desk.
func (s *Server) Asks() map[string]access.Permission { return s.staff.asks }

// Refusals gives what somebody is answered at an address of each kind.
func Refusals(p access.Permission, by access.Actor) (statuses []int) {
	e := echo.New()
	s := &Server{echo: e}
	d := door{e.Group("", func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			c.Set(actorKey, by)
			err := next(c)
			var f *fault.Error
			if errors.As(err, &f) {
				return c.NoContent(statusOf(f.Code, c.Request().Method))
			}
			return err
		}
	}), s}
	reached := func(work) error { return nil }
	d.page("/page", reached, p)
	d.sheet("/sheet", reached, p)
	d.act("/act", reached, p)
	for _, at := range []struct{ method, path string }{{"GET", "/page"}, {"GET", "/sheet"}, {"POST", "/sheet"}, {"POST", "/act"}} {
		answer := httptest.NewRecorder()
		func() {
			defer func() { _ = recover() }() // there is no desk behind it
			e.ServeHTTP(answer, httptest.NewRequest(at.method, at.path, nil))
		}()
		statuses = append(statuses, answer.Code)
	}
	return statuses
}

// ForgetPages lets go of the pages that are kept, so that the next is made.
func (s *Server) ForgetPages() { s.pages = newPageCache(s.o.Now()) }

// Bind, Unbind, DeskPath and DeskAction are tested from outside.
var (
	Bind       = bind
	Unbind     = unbind
	DeskPath   = deskPath
	DeskAction = deskAction
)
