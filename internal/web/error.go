package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/shelf"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/problem"
)

// statuses of faults. A signed-out person is sent to the sign-in page by the
// desk's own routes; where that is not possible the answer is 401.
var statuses = map[fault.Code]int{
	fault.Invalid:       http.StatusUnprocessableEntity,
	fault.SignedOut:     http.StatusUnauthorized,
	fault.Denied:        http.StatusForbidden,
	fault.NotFound:      http.StatusNotFound,
	fault.Gone:          http.StatusGone,
	fault.Conflict:      http.StatusConflict,
	fault.NotAcceptable: http.StatusNotAcceptable,
	fault.TooLarge:      http.StatusRequestEntityTooLarge,
	fault.Limited:       http.StatusTooManyRequests,
	fault.Unavailable:   http.StatusServiceUnavailable,
	fault.Internal:      http.StatusInternalServerError,
	notAllowed:          http.StatusMethodNotAllowed,
}

// statusOf gives the status of a fault: what is wrong in an address is 400,
// what is wrong in a form is 422.
func statusOf(code fault.Code, method string) int {
	if code == fault.Invalid && method != http.MethodPost {
		return http.StatusBadRequest
	}
	return statuses[code]
}

// answerError is the one place where a failure becomes an answer: a page, or
// problem+json for programs. What went wrong inside stays in the log, under a
// number that the page shows.
func (s *Server) answerError(err error, c echo.Context) {
	f := asFault(err)
	status := statusOf(f.Code, c.Request().Method)
	incident := ""
	if status >= http.StatusInternalServerError {
		incident = c.Response().Header().Get("X-Request-Id")
		s.o.Log.Error("failed", "id", incident, "route", c.Path(), "error", err.Error())
	}
	if c.Response().Committed {
		return // too late: the connection ends, and the client sees that it does
	}
	h := c.Response().Header()
	h.Set("Cache-Control", "no-store")
	h.Del("ETag")
	if forPrograms(c.Request().URL.Path) {
		h.Set("Access-Control-Allow-Origin", "*") // or a script could not read what is wrong
	}
	if f.Code == fault.Unavailable || f.Code == fault.Limited {
		h.Set("Retry-After", "10")
	}
	if wantsJSON(c.Request()) {
		err = sendProblem(c, status, f, incident)
	} else if page := s.familyProblem(c, f); page != nil {
		err = render(c, status, page)
	} else {
		err = render(c, status, problem.Page(s.problem(c, status, f, incident)))
	}
	if err != nil && !c.Response().Committed {
		s.o.Log.Error("the page of a problem failed", "id", incident, "error", err.Error())
		http.Error(c.Response(), http.StatusText(status), status)
	}
}

// asFault takes a fault out of err. An address or a method that no route has
// comes from the router as an error of its own.
func asFault(err error) *fault.Error {
	var f *fault.Error
	if errors.As(err, &f) && f.Code != fault.Internal {
		return f
	}
	var routed *echo.HTTPError
	if errors.As(err, &routed) && routed.Code < http.StatusInternalServerError {
		return fault.New(fault.NotFound, "")
	}
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return fault.New(fault.TooLarge, "")
	}
	return fault.New(fault.Internal, "")
}

func (s *Server) problem(c echo.Context, status int, f *fault.Error, incident string) problem.Props {
	words := wordsOf(c.Request())
	p := problem.Props{
		Page:     layout.Page{Words: words, Path: "/", BaseURL: s.o.Config.Base(), NoIndex: true, NoDesk: !s.hasDesk(), Contact: s.contact()},
		Status:   status,
		Code:     string(f.Code),
		Message:  f.Message,
		Fields:   f.Fields,
		Fixes:    f.Fixes,
		Incident: incident,
		TakenOff: shelf.TakenOff(f),
	}
	p.Title = words.T(p.Key() + ".title")
	return p
}

// wordsOf gives the words for an answer: those of the language in the address,
// for programs those that they ask for with lang, and at the desk, whose
// addresses have none, those the browser asks for.
func wordsOf(r *http.Request) *locale.Words {
	if strings.HasPrefix(r.URL.Path, "/staff") || strings.HasPrefix(r.URL.Path, "/account") {
		return locale.For(locale.Match(r.Header.Get("Accept-Language")))
	}
	if forPrograms(r.URL.Path) && r.URL.Query().Get("lang") == string(locale.Spanish) {
		return locale.For(locale.Spanish)
	}
	return locale.For(langOf(r.URL.Path))
}

// langOf reads the language out of an address.
func langOf(path string) locale.Lang {
	for _, l := range locale.Tongues {
		if home := links.Home(l); l != locale.English && (path == home || strings.HasPrefix(path, home+"/")) {
			return l
		}
	}
	return locale.English
}

// forPrograms reports whether an address is one of those for programs.
func forPrograms(path string) bool { return strings.HasPrefix(path, "/api/") }

// wantsJSON reports whether a program asks: it says so, or it asks for a file.
func wantsJSON(r *http.Request) bool {
	if forPrograms(r.URL.Path) {
		return true
	}
	for _, ext := range []string{".json", ".ndjson", ".csv", ".svg"} {
		if strings.HasSuffix(r.URL.Path, ext) {
			return !strings.Contains(r.Header.Get("Accept"), "text/html")
		}
	}
	accept := r.Header.Get("Accept")
	return strings.Contains(accept, "json") && !strings.Contains(accept, "text/html")
}

// sendProblem answers a program, after RFC 9457, in the language of the address.
func sendProblem(c echo.Context, status int, f *fault.Error, incident string) error {
	words := wordsOf(c.Request())
	wrong := make(map[string]string, len(f.Fields))
	for name, text := range f.Fields {
		wrong[name] = words.Fault(text)
	}
	body, err := json.MarshalIndent(struct {
		Type     string            `json:"type"`
		Title    string            `json:"title"`
		Status   int               `json:"status"`
		Code     fault.Code        `json:"code"`
		Detail   string            `json:"detail,omitempty"`
		Instance string            `json:"instance"` // the address, without what it asks: that may be a name
		Errors   map[string]string `json:"errors,omitempty"`
		Fixes    []string          `json:"fixes,omitempty"`
		Incident string            `json:"incident,omitempty"`
	}{"about:blank", http.StatusText(status), status, f.Code, words.Fault(f.Message), c.Request().URL.Path, wrong, words.Faults(f.Fixes), incident}, "", "  ")
	if err != nil {
		return err
	}
	return send(c, status, "application/problem+json", append(body, '\n'))
}
