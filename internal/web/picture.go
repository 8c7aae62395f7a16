package web

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/picture"
	"habeas/views/visitor"
)

// pictureHeaders stand on a picture in the place of those of pages: anybody may
// show it on a page of theirs, and it may do nothing but use the one style
// sheet inside it, which is named by its hash. Nothing else of ours may be
// embedded.
func pictureHeaders() map[string]string {
	sum := sha256.Sum256([]byte(picture.Style))
	return map[string]string{
		"Content-Security-Policy":      "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; frame-ancestors 'none'",
		"Cross-Origin-Resource-Policy": "cross-origin",
	}
}

const svgPicture = "image/svg+xml"

// picture registers a picture: kept like a page, with headers of its own. A
// failure is a page, and comes with those of pages.
func (s *Server) picture(l locale.Lang, pattern string, h pageHandler) {
	own, answer := pictureHeaders(), s.keeping(l, svgPicture, h)
	s.get(pattern, func(c echo.Context) error {
		header := c.Response().Header()
		for name, value := range own {
			header.Set(name, value)
		}
		err := answer(c)
		if err != nil {
			for name := range own {
				header[name] = headers[name]
			}
		}
		return err
	})
}

// about gives what every picture needs; table is the address of its page.
func (s *Server) about(v visit, narrow, table string) (picture.About, error) {
	if narrow != "" && narrow != "1" {
		return picture.About{}, fault.InvalidFields(fault.Fields{"narrow": fault.Say("Give 1 for the drawing for telephones, or leave it out.")})
	}
	return picture.About{
		Page: s.layoutOf(v, table, "", layout.None), Narrow: narrow == "1", On: v.room.Today(), Table: carryOn(links.In(v.lang, table), v.past),
	}, nil
}

// countsPicture draws one group of counts: the first of those that are asked
// for.
func (s *Server) countsPicture(v visit) (templ.Component, error) {
	asked, err := only(v, "country", "measure", "population", "narrow")
	if err != nil {
		return nil, err
	}
	a, err := s.about(v, asked["narrow"], links.Counts(en, asked["country"]))
	if err != nil {
		return nil, err
	}
	groups, err := v.room.Counts(v.ctx(), asked["country"])
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		if (asked["measure"] == "" || g.Measure == asked["measure"]) && (asked["population"] == "" || g.PopulationKey == asked["population"]) {
			return picture.Counts(a, g), nil
		}
	}
	return nil, fault.New(fault.NotFound, "There is no such group of counts.")
}

// readSeries reads which cases by state over time an address asks for.
func readSeries(asked map[string]string) (q reading.SeriesQuery, err error) {
	q.Country, q.By = asked["country"], asked["by"]
	wrong := fault.Fields{}
	for name, day := range map[string]*when.Day{"from": &q.From, "to": &q.To} {
		if asked[name] == "" {
			continue
		}
		if *day, err = when.ParseDay(asked[name]); err != nil {
			wrong[name] = fault.Say("“%s” is not a day like 2026-01-13.", asked[name])
		}
	}
	return q, fault.InvalidFields(wrong)
}

// statesPicture draws cases by state over time.
func (s *Server) statesPicture(v visit) (templ.Component, error) {
	asked, err := only(v, "country", "from", "to", "by", "narrow")
	if err != nil {
		return nil, err
	}
	q, err := readSeries(asked)
	if err != nil {
		return nil, err
	}
	a, err := s.about(v, asked["narrow"], links.PicturesWhere(en, q.Country, q.From, q.To, q.By))
	if err != nil {
		return nil, err
	}
	series, err := v.room.States(v.ctx(), q)
	if err != nil {
		return nil, err
	}
	return picture.States(a, series), nil
}

// heldPicture draws how long people have been held, of the cases that the
// filters of the list find.
func (s *Server) heldPicture(v visit) (templ.Component, error) {
	narrow := v.asked["narrow"]
	delete(v.asked, "narrow")
	if len(narrow) == 0 {
		narrow = []string{""}
	}
	q, err := readFilters(v.asked)
	if err != nil {
		return nil, err
	}
	q.AsOf, q.KnownAt = v.past.AsOf, v.past.KnownAt
	a, err := s.about(v, narrow[0], links.PicturesWhere(en, onlyOf(q, "country"), when.Day{}, when.Day{}, ""))
	if err != nil {
		return nil, err
	}
	lengths, err := v.room.HeldLengths(v.ctx(), q)
	if err != nil {
		return nil, err
	}
	return picture.Held(a, lengths, visitor.HeldTitle(v.words, q)), nil
}

// readFilters reads the filters of the list, without what a list alone needs.
func readFilters(asked url.Values) (public.Query, error) {
	wrong := fault.Fields{}
	for _, name := range []string{"limit", "after", "before", "sort"} {
		if asked.Has(name) {
			wrong[name] = fault.Say("A picture is of all that the filters find. Leave this out.")
		}
	}
	if err := fault.InvalidFields(wrong); err != nil {
		return public.Query{}, err
	}
	q, err := public.ParseQuery(asked)
	q.Limit = 0
	return q, err
}

// onlyOf gives the value of a filter that has one.
func onlyOf(q public.Query, filter string) string {
	if values := q.Filters[filter]; len(values) == 1 {
		return values[0]
	}
	return ""
}

// caseTimeline draws the timeline of a case.
func (s *Server) caseTimeline(v visit) (templ.Component, error) {
	asked, err := only(v, "narrow")
	if err != nil {
		return nil, err
	}
	c, err := v.room.Case(v.ctx(), v.Param("ref"))
	if err != nil {
		return nil, err
	}
	a, err := s.about(v, asked["narrow"], links.Case(en, c.Case.Ref))
	if err != nil {
		return nil, err
	}
	return picture.Case(a, c, visitor.CaseTitle(v.words, c.Case)), nil
}

// countryTimeline draws the timeline of a country.
func (s *Server) countryTimeline(v visit) (templ.Component, error) {
	asked, err := only(v, "narrow")
	if err != nil {
		return nil, err
	}
	c, err := v.room.Country(v.ctx(), v.Param("code"))
	if err != nil {
		return nil, err
	}
	a, err := s.about(v, asked["narrow"], links.Country(en, c.Code))
	if err != nil {
		return nil, err
	}
	return picture.Country(a, c), nil
}

// mapPicture draws where places of detention are.
func (s *Server) mapPicture(v visit) (templ.Component, error) {
	asked, err := only(v, "country", "narrow")
	if err != nil {
		return nil, err
	}
	a, err := s.about(v, asked["narrow"], links.Facilities(en, asked["country"]))
	if err != nil {
		return nil, err
	}
	places, err := v.room.Places(v.ctx(), asked["country"])
	if err != nil {
		return nil, err
	}
	return picture.Places(a, places), nil
}

// facilities lists the places of detention, with a map of them.
func (s *Server) facilities(v visit) (templ.Component, error) {
	asked, err := only(v, "country")
	if err != nil {
		return nil, err
	}
	places, err := v.room.Places(v.ctx(), asked["country"])
	if err != nil {
		return nil, err
	}
	page := s.layoutOf(v, links.Facilities(en, asked["country"]), v.words.T("facilities.title"), layout.Countries)
	page.Description = v.words.T("facilities.lead")
	return visitor.Facilities(visitor.FacilitiesProps{Page: page, Places: places}), nil
}

// pictures is the page of the pictures.
func (s *Server) pictures(v visit) (templ.Component, error) {
	asked, err := only(v, "country", "from", "to", "by")
	if err != nil {
		return nil, err
	}
	q, err := readSeries(asked)
	if err != nil {
		return nil, err
	}
	page := s.layoutOf(v, links.PicturesWhere(en, q.Country, q.From, q.To, q.By), v.words.T("pictures.title"), layout.None)
	page.NoIndex = page.NoIndex || len(v.asked) > 0
	p := visitor.PicturesProps{Page: page, Asked: q, Held: public.Query{Filters: map[string][]string{}, Sort: public.Sorts[0]}}
	if q.Country != "" {
		p.Held.Filters["country"] = []string{q.Country}
	}
	ctx := v.ctx()
	if p.States, err = v.room.States(ctx, q); err != nil {
		return nil, err
	}
	if p.Lengths, err = v.room.HeldLengths(ctx, p.Held); err != nil {
		return nil, err
	}
	if p.Counts, err = v.room.Counts(ctx, q.Country); err != nil {
		return nil, err
	}
	if p.Places, err = v.room.Places(ctx, q.Country); err != nil {
		return nil, err
	}
	if p.Countries, err = v.room.Countries(ctx); err != nil {
		return nil, err
	}
	return visitor.Pictures(visitor.NewPictures(p)), nil
}
