package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
	"habeas/static"
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
	text := "User-agent: *\nDisallow: /staff\nDisallow: /account\nDisallow: /api/\nDisallow: /cases?\nDisallow: /es/cases?\nDisallow: /*package.zip\nDisallow: /*narrow=1\nDisallow: /*as_of=\nDisallow: /*known_at=\nSitemap: " + s.o.Config.Base() + "/sitemap.xml\n"
	return send(c, http.StatusOK, "text/plain; charset=utf-8", []byte(text))
}
