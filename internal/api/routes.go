package api

import (
	"bytes"
	_ "embed"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"habeas/internal/reading"
)

// Root is where the addresses begin.
const Root = "/api/v1"

// Options are what the door works with.
type Options struct {
	Reading *reading.Room
	BaseURL string // of the site, without a slash at the end
}

// API answers programs.
type API struct {
	o         Options
	places    chan struct{} // one token for each question that may be worked on
	described []byte
}

// maxAtOnce is how many questions are worked on at a time. An answer is short,
// and is sent without its place, so that slow readers keep nobody waiting.
const maxAtOnce = 4

//go:embed openapi.json
var described []byte

// New makes the door of a site.
func New(o Options) *API {
	o.BaseURL = strings.TrimSuffix(o.BaseURL, "/")
	return &API{o: o, places: make(chan struct{}, maxAtOnce), described: bytes.ReplaceAll(described, []byte("{{base}}"), []byte(o.BaseURL))}
}

// Routes puts the addresses into the server of the site.
func (a *API) Routes(e *echo.Echo) {
	for _, r := range []struct {
		path   string
		answer handler
	}{
		{"/cases", a.cases},
		{"/cases/:ref", a.oneCase},
		{"/events", a.events},
		{"/releases", a.releases},
		{"/counts", a.counts},
		{"/sources", a.sources},
		{"/facilities", a.facilities},
		{"/countries", a.countries},
		{"/changes", a.changes},
		{"/openapi.json", a.openapi},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			e.Add(method, Root+r.path, a.answering(r.answer))
		}
		e.OPTIONS(Root+r.path, preflight)
	}
}

// openapi gives the description of all addresses.
func (a *API) openapi(r *request) (body []byte, err error) {
	if err := r.only(); err != nil {
		return nil, err
	}
	return a.described, nil
}
