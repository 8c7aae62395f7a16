package web

import (
	"bufio"
	"encoding/xml"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/views/links"
)

const (
	siteMapXML = "application/xml; charset=utf-8"
	siteMapNS  = `xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`
	// pagesPart names the part of the map with all pages that are no cases.
	pagesPart = "pages"
)

// sitemap lists the parts of the map of the site for search engines: one of
// pages, and as many of cases as there are.
func (s *Server) sitemap(c echo.Context) error {
	parts, err := s.o.Reading.MapParts(c.Request().Context())
	if err != nil {
		return err
	}
	return sendMap(c, func(m *siteMap) {
		m.say(`<sitemapindex `, siteMapNS, ">\n")
		for n := range parts + 1 {
			name := pagesPart
			if n > 0 {
				name = "cases-" + strconv.Itoa(n)
			}
			m.say("<sitemap><loc>")
			m.text(links.Absolute(s.o.Config.Base(), links.SitemapPart(name)))
			m.say("</loc></sitemap>\n")
		}
		m.say("</sitemapindex>\n")
	})
}

// sitemapPart is one part of the map. Every address is there in every language,
// each beside the others, so that readers are led to their own.
func (s *Server) sitemapPart(c echo.Context) error {
	name, ok := strings.CutSuffix(c.Param("part"), ".xml")
	if ok && name == pagesPart {
		return s.mapPages(c)
	}
	n, err := strconv.Atoi(strings.TrimPrefix(name, "cases-"))
	if !ok || err != nil || links.SitemapPart("cases-"+strconv.Itoa(n)) != c.Request().URL.Path {
		return fault.New(fault.NotFound, "There is nothing at this address.")
	}
	cases, err := s.o.Reading.MapOf(c.Request().Context(), n)
	if err != nil {
		return err
	}
	return sendMap(c, func(m *siteMap) {
		m.begin(s.o.Config.Base())
		for _, one := range cases {
			m.page(func(l locale.Lang) string { return links.Case(l, one.Ref) }, one.Updated.Format("2006-01-02"))
		}
		m.end()
	})
}

// mapPages is the part with everything but cases.
func (s *Server) mapPages(c echo.Context) error {
	p, err := s.o.Reading.MapPages(c.Request().Context())
	if err != nil {
		return err
	}
	return sendMap(c, func(m *siteMap) {
		m.begin(s.o.Config.Base())
		for _, page := range []func(locale.Lang) string{links.Home, links.Cases, links.Releases, links.Moves, links.Countries, links.Sources, links.Snapshots, links.Pictures, links.Methodology, links.Data, links.API, links.Corrections} {
			m.page(page, "")
		}
		m.page(func(l locale.Lang) string { return links.Counts(l, "") }, "")
		m.page(func(l locale.Lang) string { return links.Facilities(l, "") }, "")
		m.pageIn(locale.Tongues, links.Help, "")
		for _, kind := range []struct {
			keys []string
			page func(locale.Lang, string) string
		}{{p.Countries, links.Country}, {p.Facilities, links.Facility}, {p.Releases, links.Release}} {
			for _, key := range kind.keys {
				m.page(func(l locale.Lang) string { return kind.page(l, key) }, "")
			}
		}
		for _, day := range p.Snapshots {
			m.page(func(l locale.Lang) string { return links.Snapshot(l, day.String()) }, day.AddDays(1).String())
		}
		m.end()
	})
}

// siteMap writes the addresses of pages as they come.
type siteMap struct {
	out  *bufio.Writer
	base string
}

// sendMap answers with what fn writes, piece by piece. A part that breaks off
// is cut, so that it does not look whole.
func sendMap(c echo.Context, fn func(m *siteMap)) error {
	h := c.Response().Header()
	h.Set("Cache-Control", "public, max-age=3600")
	h.Set("Content-Type", siteMapXML)
	c.Response().WriteHeader(http.StatusOK)
	if c.Request().Method == http.MethodHead {
		return nil
	}
	m := &siteMap{out: bufio.NewWriterSize(c.Response(), 64<<10)}
	m.say(xml.Header)
	fn(m)
	if err := m.out.Flush(); err != nil {
		panic(http.ErrAbortHandler)
	}
	return nil
}

func (m *siteMap) begin(base string) {
	m.base = base
	m.say(`<urlset `, siteMapNS, ` xmlns:xhtml="http://www.w3.org/1999/xhtml">`, "\n")
}

func (m *siteMap) end() { m.say("</urlset>\n") }

// say writes markup of our own. What fails here fails when all is flushed.
func (m *siteMap) say(pieces ...string) {
	for _, p := range pieces {
		_, _ = io.WriteString(m.out, p)
	}
}

func (m *siteMap) text(text string) { _ = xml.EscapeText(m.out, []byte(text)) }

// page writes a page in every language, with the day on which it changed.
func (m *siteMap) page(of func(locale.Lang) string, day string) {
	m.pageIn(locale.Langs, of, day)
}

// pageIn writes a page in the languages that it is in.
func (m *siteMap) pageIn(langs []locale.Lang, of func(locale.Lang) string, day string) {
	for _, l := range langs {
		m.say("<url><loc>")
		m.text(links.Absolute(m.base, of(l)))
		m.say("</loc>")
		if day != "" {
			m.say("<lastmod>", day, "</lastmod>")
		}
		for _, other := range langs {
			m.say(`<xhtml:link rel="alternate" hreflang="`, string(other), `" href="`)
			m.text(links.Absolute(m.base, of(other)))
			m.say(`"/>`)
		}
		m.say("</url>\n")
	}
}
