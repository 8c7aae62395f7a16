package web

import (
	"bytes"
	"encoding/xml"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
	"habeas/static"
	"habeas/views/links"
)

// asset serves a file of the program. The address carries the hash of what is
// in it, so that a browser may keep it for good; with another hash it is
// served too, for a page from before an update, but not kept.
func (s *Server) asset(c echo.Context) error {
	f, ok := static.Get(c.Param("*"))
	if !ok {
		return fault.New(fault.NotFound, "There is no such file.")
	}
	h := c.Response().Header()
	if c.Param("hash") == f.Hash {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	tag := `"` + f.Hash + `"`
	h.Set("ETag", tag)
	if c.Request().Header.Get("If-None-Match") == tag {
		return c.NoContent(http.StatusNotModified)
	}
	return send(c, http.StatusOK, f.Type, f.Body)
}

// health answers whether the shelf can be read.
func (s *Server) health(c echo.Context) error {
	if _, err := s.o.Reading.Countries(c.Request().Context()); err != nil {
		return fault.New(fault.Unavailable, "The public record cannot be read.").Because(err)
	}
	return send(c, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}

// robots lets everything published be read, and keeps crawlers out of the
// endless combinations of filters.
func (s *Server) robots(c echo.Context) error {
	text := "User-agent: *\nDisallow: /staff\nDisallow: /account\nDisallow: /api/\nDisallow: /cases?\nDisallow: /es/cases?\nDisallow: /*package.zip\nDisallow: /*as_of=\nDisallow: /*known_at=\nSitemap: " + s.o.Config.Base() + "/sitemap.xml\n"
	return send(c, http.StatusOK, "text/plain; charset=utf-8", []byte(text))
}

// maxMapped is how many cases the map of the site names: the newest. A file of
// it may hold fifty thousand addresses, in both languages.
const maxMapped = 20_000

// sitemap lists the pages of the site for search engines.
func (s *Server) sitemap(c echo.Context) error {
	var out bytes.Buffer
	out.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	add := func(of func(locale.Lang) string, day string) {
		for _, l := range locale.Langs {
			out.WriteString("<url><loc>")
			_ = xml.EscapeText(&out, []byte(links.Absolute(s.o.Config.Base(), of(l)))) // a buffer does not fail
			out.WriteString("</loc>")
			if day != "" {
				out.WriteString("<lastmod>" + day + "</lastmod>")
			}
			out.WriteString("</url>\n")
		}
	}
	for _, page := range []func(locale.Lang) string{links.Home, links.Cases, links.Releases, links.Moves, links.Countries, links.Sources, links.Snapshots, links.Methodology, links.Data, links.API, links.Corrections} {
		add(page, "")
	}
	add(func(l locale.Lang) string { return links.Counts(l, "") }, "")
	q := public.Query{Sort: "updated"}
	n := 0
	for row, err := range s.o.Reading.EachCase(c.Request().Context(), q) {
		if err != nil {
			return err
		}
		ref := strings.Clone(row.Ref)
		add(func(l locale.Lang) string { return links.Case(l, ref) }, row.UpdatedAt.Format("2006-01-02"))
		if n++; n == maxMapped {
			break
		}
	}
	days, err := s.o.Reading.Snapshots(c.Request().Context(), when.Day{})
	if err != nil {
		return err
	}
	for _, one := range days.Snapshots {
		add(func(l locale.Lang) string { return links.Snapshot(l, one.Day.String()) }, one.Day.AddDays(1).String())
	}
	out.WriteString("</urlset>\n")
	c.Response().Header().Set("Cache-Control", "public, max-age=3600")
	return send(c, http.StatusOK, "application/xml", out.Bytes())
}
