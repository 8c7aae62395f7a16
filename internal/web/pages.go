package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/views/layout"
)

// visit is one request for a public page.
type visit struct {
	echo.Context
	lang  locale.Lang
	words *locale.Words
	asked url.Values // by the query of the address, but for the day it is read as of
	room  *reading.Room
	past  reading.Past
}

func (v visit) ctx() context.Context { return v.Request().Context() }

// readQuery gives what an address asks, without what other sites put on links
// to count their readers: those say nothing about the page. It answers with
// fault.Invalid for a query that is none.
func readQuery(c echo.Context) (url.Values, error) {
	raw := c.Request().URL.RawQuery
	if raw == "" {
		return nil, nil
	}
	asked, err := url.ParseQuery(raw)
	if err != nil {
		return nil, fault.New(fault.Invalid, "What stands behind the question mark cannot be read. Write it as name=value, joined by &, with other signs as %%3B and the like.").Because(err)
	}
	for name := range asked {
		if strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid" || name == "mc_cid" || name == "igshid" {
			delete(asked, name)
		}
	}
	return asked, nil
}

// pageHandler reads an address, asks the reading room, and gives the page.
type pageHandler func(v visit) (templ.Component, error)

// layoutOf gives what every page has; path is its address in English.
func (s *Server) layoutOf(v visit, path, title string, section layout.Section) layout.Page {
	path = carryOn(path, v.past)
	return layout.Page{Words: v.words, Title: title, Path: path, BaseURL: s.o.Config.Base(), Section: section, NoDesk: !s.hasDesk(), Contact: s.contact(), Past: layout.Past(v.past), Read: s.o.Reading.Today(), NoIndex: !v.past.IsZero()}
}

// contact is how readers reach whoever runs the site.
func (s *Server) contact() layout.Contact {
	return layout.Contact{Text: s.o.Config.Contact, Link: s.o.Config.ContactLink()}
}

// bare is a page that takes no parameters, and refuses any that it is given.
func bare(h pageHandler) pageHandler {
	return func(v visit) (templ.Component, error) {
		if _, err := only(v); err != nil {
			return nil, err
		}
		return h(v)
	}
}

// unasked is bare for what is no page.
func unasked(h echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		asked, err := readQuery(c)
		if err == nil {
			_, err = only(visit{Context: c, asked: asked})
		}
		if err != nil {
			return err
		}
		return h(c)
	}
}

// page registers a public page. It is the same for everybody, so that it may
// be kept: here once it was asked for twice, and with readers for a minute.
func (s *Server) page(l locale.Lang, pattern string, h pageHandler) {
	s.get(pattern, s.keeping(l, htmlPage, h))
}

// casePage answers for a case, and for its data where the address ends so:
// the router cannot part the two.
func (s *Server) casePage(l locale.Lang) echo.HandlerFunc {
	page, data := s.keeping(l, htmlPage, bare(s.caseOf)), s.keeping(l, "application/json", bare(s.caseData))
	return func(c echo.Context) error {
		if _, file := refOrFile(c.Param("ref")); file {
			return data(c)
		}
		return page(c)
	}
}

const htmlPage = "text/html; charset=utf-8"

// Values of headers that every public page shares, as those of [headers] are.
var (
	forAMinute = []string{"public, max-age=60"}
	byEncoding = []string{"Accept-Encoding"}
	gzipped    = []string{"gzip"}
)

// keeping is how a public page is answered: from what the reader has already,
// from what is kept, or made anew.
func (s *Server) keeping(l locale.Lang, media string, h pageHandler) echo.HandlerFunc {
	words := locale.For(l)
	return func(c echo.Context) error {
		now := stamp{s.o.Reading.Generation(), s.o.Reading.Today()}
		header := c.Response().Header()
		tag := s.pages.tag(now)
		header["Cache-Control"], header["Vary"], header["Etag"] = forAMinute, byEncoding, tag
		asked, err := readQuery(c)
		if err != nil {
			return err
		}
		// Every page of a stamp has one tag, so that what a query asks has to
		// be looked at before a reader is told that nothing changed.
		known := c.Request().Header.Get("If-None-Match") == tag[0]
		if known && len(asked) == 0 {
			return c.NoContent(http.StatusNotModified)
		}
		key := c.Request().URL.Path + "?" + asked.Encode()
		page, before := s.pages.get(key, now)
		if page != nil && !known {
			return sendKept(c, page)
		}
		if page != nil {
			return c.NoContent(http.StatusNotModified)
		}
		past, err := readPast(asked)
		if err != nil {
			return err
		}
		room, done, err := s.o.Reading.At(c.Request().Context(), past)
		if err != nil {
			return err
		}
		defer done()
		view, err := h(visit{c, l, words, asked, room, past})
		if from, to, moved := shelf.MovedTo(err); moved {
			return sendOn(c, from, to)
		} else if err != nil {
			return err
		}
		if known {
			return c.NoContent(http.StatusNotModified)
		}
		return rendered(c, view, func(body []byte) error {
			if !past.IsZero() && media == htmlPage {
				body = carryAll(body, past)
			}
			if !before {
				return send(c, http.StatusOK, media, body)
			}
			page, err := zip(key, media, body)
			if err != nil {
				return err
			}
			s.pages.put(page, now)
			return sendKept(c, page)
		})
	}
}

// sendOn leads from the address of a case that was found to be another one to
// the same address of that one: its page, its data, its feed, in the language
// and as of the day that were asked for.
func sendOn(c echo.Context, from, to string) error {
	at := *c.Request().URL
	at.Path, at.RawPath = strings.Replace(at.Path, from, to, 1), ""
	c.Response().Header().Del("Etag")
	return c.Redirect(http.StatusMovedPermanently, at.RequestURI())
}

// sendKept answers with a kept page, unzipped where the reader asks for that.
func sendKept(c echo.Context, page *keptPage) error {
	if !strings.Contains(c.Request().Header.Get("Accept-Encoding"), "gzip") {
		body, err := page.unzipped()
		if err != nil {
			return err
		}
		return send(c, http.StatusOK, page.media[0], body)
	}
	h := c.Response().Header()
	h["Content-Encoding"], h["Content-Type"], h["Content-Length"] = gzipped, page.media, page.size
	c.Response().WriteHeader(http.StatusOK)
	join(c, len(page.zipped))
	_, err := c.Response().Write(page.zipped)
	return err
}
