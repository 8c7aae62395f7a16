package web

import (
	"github.com/labstack/echo/v4"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
	"habeas/views/links"
)

// routes is the whole table of addresses.
func (s *Server) routes() {
	for _, l := range locale.Langs {
		s.publicRoutes(l)
	}
	for _, l := range locale.Tongues {
		s.familyRoutes(l)
	}
	s.get("/static/:hash/*", s.asset)
	s.get("/healthz", unasked(s.health))
	s.get("/robots.txt", unasked(s.robots))
	s.get("/sitemap.xml", unasked(s.sitemap))
	s.get(links.SitemapPart(":part"), unasked(s.sitemapPart))
	if s.o.API != nil {
		s.o.API.Routes(s.echo)
	}
	s.staffRoutes(s.echo.Group(""))
	// Last, since a group of routes with a guard claims everything that no
	// route has: a mistyped address would ask people to sign in.
	s.echo.RouteNotFound("/", s.nowhere)
	s.echo.RouteNotFound(everything, s.nowhere)
}

// publicRoutes are the pages of the site in one language.
func (s *Server) publicRoutes(l locale.Lang) {
	s.page(l, links.Home(l), bare(s.home))
	s.page(l, links.Cases(l), s.cases)
	s.page(l, links.Releases(l), bare(s.releases))
	s.page(l, links.Release(l, ":id"), bare(s.release))
	s.page(l, links.Counts(l, ""), s.counts)
	s.page(l, links.Moves(l), s.moves)
	s.page(l, links.Countries(l), bare(s.countries))
	s.page(l, links.Country(l, ":code"), bare(s.country))
	s.page(l, links.Facility(l, ":slug"), bare(s.facility))
	s.page(l, links.Sources(l), s.sources)
	s.page(l, links.Source(l, ":id"), bare(s.source))
	s.page(l, links.Methodology(l), bare(s.methodology))
	s.page(l, links.Data(l), bare(s.data))
	s.page(l, links.API(l), bare(s.guide))
	s.page(l, links.Corrections(l), s.corrections)

	s.get(links.Case(l, ":ref"), s.casePage(l))
	s.get(links.Feed(l), s.keeping(l, atomFeed, bare(s.siteFeed)))
	s.get(links.CaseFeed(l, ":ref"), s.keeping(l, atomFeed, bare(s.caseFeed)))
	s.page(l, links.Pictures(l), s.pictures)
	s.page(l, links.Facilities(l, ""), s.facilities)
	s.picture(l, links.In(l, "/counts.svg"), s.countsPicture)
	s.picture(l, links.StatesPicture(l, "", when.Day{}, when.Day{}, ""), s.statesPicture)
	s.picture(l, links.In(l, "/held.svg"), s.heldPicture)
	s.picture(l, links.CaseTimeline(l, ":ref"), s.caseTimeline)
	s.picture(l, links.CountryTimeline(l, ":code"), s.countryTimeline)
	s.picture(l, links.Map(l, ""), s.mapPicture)
	s.get(links.In(l, "/changes.json"), s.keeping(l, "application/json", s.movesData))
	s.page(l, links.Snapshots(l), s.snapshots)
	s.get(links.Snapshot(l, ":day"), s.snapshotPage(l))
	s.get(links.SnapshotPackage(l, ":day"), s.snapshotPackage(l))
	s.get(links.Package(l, public.Query{}), s.dataPackage(l))
	for _, list := range listings {
		for format := range exporters {
			s.get(links.File(list.page(l), format), s.export(l, list, format))
		}
	}
}

// get answers GET, and HEAD with the same headers: link checkers and feed
// readers ask with HEAD.
func (s *Server) get(path string, h echo.HandlerFunc) {
	s.echo.GET(path, h)
	s.echo.HEAD(path, h)
}
