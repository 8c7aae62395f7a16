package web

import (
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
)

// notAllowed is the one way to fail that only a door knows: the address is
// there, and does not take this method. It is answered with 405.
const notAllowed fault.Code = "method_not_allowed"

// methods are those that addresses of the site can take, in the order of an
// Allow header.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions}

// everything is the pattern that takes what no other address does.
const everything = "/*"

// nowhere answers for what no route takes: fault.NotFound, or notAllowed with
// what the address would take.
func (s *Server) nowhere(c echo.Context) error {
	if taken := s.methodsAt(c.Request().URL); len(taken) > 0 {
		c.Response().Header().Set(echo.HeaderAllow, strings.Join(taken, ", "))
		return fault.New(notAllowed, "This address takes only %s.", strings.Join(taken, ", "))
	}
	return fault.New(fault.NotFound, "There is nothing at this address.")
}

// methodsAt lists what an address can be asked with; nothing when it is none.
func (s *Server) methodsAt(u *url.URL) []string {
	var taken []string
	for _, m := range methods {
		if s.routed(m, u) {
			taken = append(taken, m)
		}
	}
	return taken
}

// routed reports whether a route of ours takes an address.
func (s *Server) routed(method string, u *url.URL) bool {
	c := s.echo.AcquireContext()
	defer s.echo.ReleaseContext(c)
	r := &http.Request{Method: method, URL: u}
	c.Reset(r, nil)
	s.echo.Router().Find(method, echo.GetPath(r), c)
	switch c.Path() {
	case "", everything:
		return false
	case "/": // [Server.nowhere] stands there as well
		return isSafe(method)
	}
	for _, value := range c.ParamValues() {
		if value == "" { // “/cases/” is no case
			return false
		}
	}
	return true
}

// spelt finds the part of an address that people write in small letters: the
// reference of a case or the code of a country, behind a language or not.
var spelt = regexp.MustCompile(`^(?:/[a-z]{2})?/(?:cases|countries)/([A-Za-z]{2}(?:-[0-9]{4}-[0-9]{4,9})?)(?:\.json|/.*)?$`)

// rightly gives an address as this site writes it: references and codes of
// countries in capital letters, and no slash at the end. It answers only for
// pages there are; what could be read as the address of another site is left
// to be not found.
func (s *Server) rightly(u *url.URL) (to string, ok bool) {
	right := u.Path
	if len(right) > 1 {
		right = strings.TrimSuffix(right, "/")
	}
	if hasSmallCountry(right) {
		if at := spelt.FindStringSubmatchIndex(right); at != nil {
			right = right[:at[2]] + strings.ToUpper(right[at[2]:at[3]]) + right[at[3]:]
		}
	}
	if right == u.Path || u.RawPath != "" || path.Clean(right) != right || strings.ContainsRune(right, '\\') {
		return "", false // also two slashes, dots, and what some browsers take for a slash
	}
	asked := url.URL{Path: right, RawQuery: u.RawQuery}
	return asked.String(), s.routed(http.MethodGet, &asked)
}

// hasSmallCountry tells the few addresses that [spelt] may have to mend from
// all others, at a hundredth of its cost.
func hasSmallCountry(path string) bool {
	isSmall := func(c byte) bool { return 'a' <= c && c <= 'z' }
	for _, room := range []string{"/cases/", "/countries/"} {
		if _, rest, ok := strings.Cut(path, room); ok && len(rest) >= 2 && (isSmall(rest[0]) || isSmall(rest[1])) {
			return true
		}
	}
	return false
}

// moved sends readers of an address that is written in another way than ours
// to the one page there is, so that it is kept and cited under one address.
func (s *Server) moved(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if !isSafe(c.Request().Method) || forPrograms(c.Request().URL.Path) {
			return next(c)
		}
		to, ok := s.rightly(c.Request().URL)
		if !ok {
			return next(c)
		}
		h := c.Response().Header()
		h.Set("Location", to)
		h["Cache-Control"] = forAMinute
		c.Response().WriteHeader(http.StatusMovedPermanently)
		return nil
	}
}
