package web

import (
	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/views/links"
)

// routes is the whole table of addresses.
func (s *Server) routes() {
	for _, l := range locale.Langs {
		s.publicRoutes(l)
	}
	s.get("/static/:hash/*", s.asset)
	s.get("/healthz", s.health)
	s.get("/robots.txt", s.robots)
	s.get("/sitemap.xml", s.sitemap)
	s.staffRoutes(s.echo.Group(""))
	// Last, since a group of routes with a guard claims everything that no
	// route has: a mistyped address would ask people to sign in.
	s.echo.RouteNotFound("/*", func(echo.Context) error { return fault.New(fault.NotFound, "There is nothing at this address.") })
}

// publicRoutes are the pages of the site in one language.
func (s *Server) publicRoutes(l locale.Lang) {
	s.page(l, links.Home(l), s.home)
	s.page(l, links.Cases(l), s.cases)
	s.page(l, links.Releases(l), s.releases)
	s.page(l, links.Release(l, ":id"), s.release)
	s.page(l, links.Counts(l, ""), s.counts)
	s.page(l, links.Countries(l), s.countries)
	s.page(l, links.Country(l, ":code"), s.country)
	s.page(l, links.Facility(l, ":slug"), s.facility)
	s.page(l, links.Source(l, ":id"), s.source)
	s.page(l, links.Methodology(l), s.methodology)
	s.page(l, links.Data(l), s.data)
	s.page(l, links.Corrections(l), s.corrections)

	s.get(links.Case(l, ":ref"), s.casePage(l))
	s.get(links.In(l, "/counts.svg"), s.keeping(l, "image/svg+xml", s.chart))
	for format := range exporters {
		s.get(links.In(l, "/cases."+format), s.export(l, format))
	}
}

// get answers GET, and HEAD with the same headers: link checkers and feed
// readers ask with HEAD.
func (s *Server) get(path string, h echo.HandlerFunc) {
	s.echo.GET(path, h)
	s.echo.HEAD(path, h)
}
