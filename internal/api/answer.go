package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/reading"
)

// handler works on a question and gives the body of its answer.
type handler func(r *request) ([]byte, error)

// request is one question.
type request struct {
	echo.Context
	api    *API
	asked  url.Values // without what was read of it
	words  *locale.Words
	wanted []string      // fields; none: all
	room   *reading.Room // as of the day that was asked for, after [request.at]
	close  func()        // lets go of room and of the place
}

func (r *request) ctx() context.Context { return r.Request().Context() }

// jsonType is the type of every answer that is no problem.
const jsonType = "application/json"

// answering reads a question, finds it a place, and sends what comes of it with
// the hash of the answer as its tag: the same on every machine that serves the
// same shelf.
func (a *API) answering(h handler) echo.HandlerFunc {
	return func(c echo.Context) error {
		open(c.Response().Header())
		if !accepts(c.Request().Header.Values("Accept")) {
			return fault.New(fault.NotAcceptable, "This address answers as application/json. Ask for that in Accept, or leave Accept out.")
		}
		body, err := a.work(c, h)
		if from, to, moved := reading.MovedTo(err); moved {
			return a.sendOn(c, from, to)
		}
		if err != nil {
			return err
		}
		return send(c, body)
	}
}

// work puts the body of an answer together.
func (a *API) work(c echo.Context, h handler) ([]byte, error) {
	r := &request{Context: c, api: a, room: a.o.Reading, close: func() {}}
	if err := r.read(); err != nil {
		return nil, err
	}
	defer func() { r.close() }()
	return h(r)
}

// open lets the scripts of every site read an answer. Nobody is known here, so
// that there is nothing of a reader's that they could take.
func open(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "ETag, Retry-After")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// preflight tells a browser what the scripts of other sites may ask.
func preflight(c echo.Context) error {
	h := c.Response().Header()
	open(h)
	h.Set(echo.HeaderAllow, "GET, HEAD, OPTIONS")
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
	h.Set("Access-Control-Allow-Headers", "Accept, If-None-Match")
	h.Set("Access-Control-Max-Age", "86400")
	h.Set("Cache-Control", "public, max-age=3600")
	return c.NoContent(http.StatusNoContent)
}

// accepts reports whether a client takes JSON: it says nothing, or names it, or
// a range that it is in, and not with the weight nothing.
func accepts(headers []string) bool {
	best, asked := -1, false
	taken := false
	for _, part := range strings.Split(strings.Join(headers, ","), ",") {
		kind, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		asked = true
		exact := map[string]int{"*/*": 0, "application/*": 1, jsonType: 2, "application/problem+json": -1}
		how, fits := exact[kind]
		weight, err := strconv.ParseFloat(params["q"], 64)
		if fits && how > best {
			best, taken = how, params["q"] == "" || err != nil || weight > 0
		}
	}
	return taken || !asked
}

// patience is how long a question waits for its place.
const patience = 2 * time.Second

// place finds a question its place among those that are worked on, and gives
// how to leave it; fault.Unavailable when there is none for too long.
func (a *API) place(ctx context.Context) (leave func(), err error) {
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case a.places <- struct{}{}:
		return func() { <-a.places }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-wait.C:
		return nil, fault.New(fault.Unavailable, "Too much is being asked at once. Try again in a few seconds, or take a whole list as a file: /cases.csv.")
	}
}

// send answers with a body, or says that the client has it already.
func send(c echo.Context, body []byte) error {
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	h := c.Response().Header()
	h.Set("Cache-Control", "public, max-age=60")
	h.Set("ETag", tag)
	if holds(c.Request().Header.Values("If-None-Match"), tag) {
		return c.NoContent(http.StatusNotModified)
	}
	h.Set("Content-Type", jsonType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.Response().WriteHeader(http.StatusOK)
	_, err := c.Response().Write(body)
	return err
}

// holds reports whether a client has what a tag names.
func holds(headers []string, tag string) bool {
	for _, one := range strings.Split(strings.Join(headers, ","), ",") {
		if one = strings.TrimPrefix(strings.TrimSpace(one), "W/"); one == tag || one == "*" {
			return true
		}
	}
	return false
}

// sendOn leads from a case that was found to be another one to that one, with
// all that was asked.
func (a *API) sendOn(c echo.Context, from, to string) error {
	at := url.URL{Path: strings.Replace(c.Request().URL.Path, from, to, 1), RawQuery: c.Request().URL.RawQuery}
	c.Response().Header().Set("Cache-Control", "public, max-age=60")
	return c.Redirect(http.StatusMovedPermanently, a.o.BaseURL+at.RequestURI())
}
