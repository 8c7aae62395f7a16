package web

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/shelf"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/problem"
	"habeas/views/visitor"
)

// familyRoutes are the pages for families in one language. Nobody is sent to
// one of them by what their browser says it reads: a shared telephone would
// then show the language of a family to whoever looks. They are offered.
func (s *Server) familyRoutes(l locale.Lang) {
	s.page(l, links.Plain(l, ":ref"), bare(s.plainPage))
	s.page(l, links.Help(l), bare(s.help))
	s.statusRoutes(l)
	if locale.Whole(l) == l {
		return
	}
	// Of the rest there is nothing in this language. What somebody means who
	// asks for it by hand is the nearest page that there is.
	s.get(links.Home(l), onlyFor(func(echo.Context) string { return links.Help(l) }))
	s.get(links.Case(l, ":ref"), onlyFor(func(c echo.Context) string { return links.Plain(l, c.Param("ref")) }))
}

// onlyFor sends a reader on to the page there is. It may be another one some
// day, so that browsers are not to remember it.
func onlyFor(to func(echo.Context) string) echo.HandlerFunc {
	return unasked(func(c echo.Context) error {
		c.Response().Header()["Cache-Control"] = forAMinute
		return c.Redirect(http.StatusSeeOther, to(c))
	})
}

// familyOf gives what every page for families has; path is its address in
// English.
func (s *Server) familyOf(v visit, path, title string) layout.Family {
	return layout.Family{Words: v.words, Title: title, Path: carryOn(path, v.past), BaseURL: s.o.Config.Base(), Contact: s.contact(), Past: layout.Past(v.past)}
}

func (s *Server) plainPage(v visit) (templ.Component, error) {
	c, err := v.room.Case(v.ctx(), v.Param("ref"))
	if err != nil {
		return nil, err
	}
	return visitor.Plain(visitor.NewPlain(s.familyOf(v, links.Plain(en, c.Case.Ref), ""), c)), nil
}

// help is the page for somebody whose relative has just been taken.
func (s *Server) help(v visit) (templ.Component, error) {
	own, err := v.room.Help(v.ctx(), string(v.lang))
	if err != nil {
		return nil, err
	}
	props, err := visitor.NewHelp(s.familyOf(v, links.Help(en), ""), own)
	return visitor.Help(props), err
}

// familyProblem is the page of a problem in a language that only the pages for
// families speak; nil for any other.
func (s *Server) familyProblem(c echo.Context, f *fault.Error) templ.Component {
	l := langOf(c.Request().URL.Path)
	if slices.Contains(locale.Langs, l) {
		return nil
	}
	p := problem.FamilyProps{
		Family: layout.Family{Words: locale.For(l), BaseURL: s.o.Config.Base(), Contact: s.contact(), NoIndex: true, NoSwitch: true},
		Code:   string(f.Code), TakenOff: shelf.TakenOff(f),
	}
	p.Title = p.T(p.Key() + ".title")
	return problem.Family(p)
}
