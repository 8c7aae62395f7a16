package web

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/export"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/visitor"
)

// en is the language whose addresses have no prefix: pages name themselves by
// it, and the switch of languages follows from that.
const en = locale.English

func (s *Server) home(v visit) (templ.Component, error) {
	home, err := v.room.Home(v.ctx())
	if err != nil {
		return nil, err
	}
	page := s.layoutOf(v, links.Home(en), "", layout.None)
	page.Description = v.words.T("home.title")
	return visitor.Home(visitor.HomeProps{Page: page, Home: home}), nil
}

func (s *Server) cases(v visit) (templ.Component, error) {
	q, err := public.ParseQuery(v.asked)
	if err != nil {
		return nil, err
	}
	q.AsOf, q.KnownAt = v.past.AsOf, v.past.KnownAt
	found, err := v.room.Cases(v.ctx(), q)
	if err != nil {
		return nil, err
	}
	page := s.layoutOf(v, links.CasesWhere(en, q), v.words.T("cases.title"), layout.Cases)
	page.NoIndex = q.Narrowed() || q.After != "" || q.Before != ""
	return visitor.Cases(visitor.CasesProps{Page: page, Query: q, Found: found, Today: v.room.Today()}), nil
}

func (s *Server) caseOf(v visit) (templ.Component, error) {
	c, err := v.room.Case(v.ctx(), v.Param("ref"))
	if err != nil {
		return nil, err
	}
	page := s.layoutOf(v, links.Case(en, c.Case.Ref), "", layout.Cases)
	page.Feed = links.CaseFeed(v.lang, c.Case.Ref)
	return visitor.Case(visitor.NewCase(page, c)), nil
}

func (s *Server) releases(v visit) (templ.Component, error) {
	lines, err := v.room.Releases(v.ctx())
	if err != nil {
		return nil, err
	}
	page := s.layoutOf(v, links.Releases(en), v.words.T("releases.title"), layout.Releases)
	page.Description = v.words.T("releases.lead")
	return visitor.Releases(visitor.ReleasesProps{Page: page, Lines: lines}), nil
}

func (s *Server) release(v visit) (templ.Component, error) {
	r, err := v.room.Release(v.ctx(), v.Param("id"))
	if err != nil {
		return nil, err
	}
	return visitor.Release(visitor.NewRelease(s.layoutOf(v, links.Release(en, r.Event.ID), "", layout.Releases), r)), nil
}

func (s *Server) counts(v visit) (templ.Component, error) {
	asked, err := only(v, "country")
	if err != nil {
		return nil, err
	}
	groups, err := v.room.Counts(v.ctx(), asked["country"])
	if err != nil {
		return nil, err
	}
	page := s.layoutOf(v, links.Counts(en, asked["country"]), v.words.T("counts.title"), layout.Counts)
	page.Description = v.words.T("counts.why")
	return visitor.Counts(visitor.NewCounts(page, asked["country"], groups)), nil
}

// only gives the parameters of an address that has no others than those named.
func only(v visit, names ...string) (map[string]string, error) {
	wrong, asked := fault.Fields{}, map[string]string{}
	for name, given := range v.asked {
		switch {
		case !slices.Contains(names, name):
			wrong[name] = fault.Say("There is no such parameter here.")
		case len(given) > 1:
			wrong[name] = fault.Say("Give this once only.")
		case name == "country" && given[0] != "" && !locale.ValidCountry(given[0]):
			wrong[name] = fault.Say("This is not a country code of two capital letters, like VE.")
		default:
			asked[name] = given[0]
		}
	}
	if len(wrong) == 0 {
		return asked, nil
	}
	f := fault.New(fault.Invalid, "This address asks for something that does not exist.")
	f.Fields = wrong
	if len(names) == 0 {
		return nil, f.Fix("Leave out the question mark and what stands behind it: there is nothing to choose here.")
	}
	return nil, f.Fix("Parameters: %s.", strings.Join(names, ", "))
}

func (s *Server) countries(v visit) (templ.Component, error) {
	all, err := v.room.Countries(v.ctx())
	if err != nil {
		return nil, err
	}
	page := s.layoutOf(v, links.Countries(en), v.words.T("countries.title"), layout.Countries)
	page.Description = v.words.T("countries.lead")
	return visitor.Countries(visitor.CountriesProps{Page: page, Countries: all}), nil
}

func (s *Server) country(v visit) (templ.Component, error) {
	code := v.Param("code")
	if !locale.ValidCountry(code) {
		return nil, fault.New(fault.NotFound, "There is no such country.")
	}
	c, err := v.room.Country(v.ctx(), code)
	if err != nil {
		return nil, err
	}
	page := visitor.NewCountry(s.layoutOf(v, links.Country(en, code), "", layout.Countries), c)
	return visitor.Country(page), nil
}

func (s *Server) facility(v visit) (templ.Component, error) {
	f, err := v.room.Facility(v.ctx(), v.Param("slug"))
	if err != nil {
		return nil, err
	}
	return visitor.Facility(visitor.NewFacility(s.layoutOf(v, links.Facility(en, f.Facility.Slug), "", layout.None), f)), nil
}

func (s *Server) source(v visit) (templ.Component, error) {
	src, err := v.room.Source(v.ctx(), v.Param("id"))
	if err != nil {
		return nil, err
	}
	return visitor.Source(visitor.NewSource(s.layoutOf(v, links.Source(en, src.Source.ID), "", layout.None), src)), nil
}

// sources is one page of the list of sources.
func (s *Server) sources(v visit) (templ.Component, error) {
	asked, err := only(v, "after")
	if err != nil {
		return nil, err
	}
	found, err := v.room.Sources(v.ctx(), asked["after"])
	if err != nil {
		return nil, err
	}
	page := s.layoutOf(v, links.SourcesAfter(en, asked["after"]), v.words.T("sources_list.title"), layout.None)
	page.Description, page.NoIndex = v.words.T("sources_list.lead"), page.NoIndex || asked["after"] != ""
	return visitor.Sources(visitor.SourcesProps{Page: page, Found: found}), nil
}

func (s *Server) methodology(v visit) (templ.Component, error) {
	return visitor.Essay(visitor.Methodology(s.layoutOf(v, links.Methodology(en), "", layout.Methodology))), nil
}

func (s *Server) data(v visit) (templ.Component, error) {
	return visitor.Data(visitor.NewData(s.layoutOf(v, links.Data(en), "", layout.None), export.CaseColumns(v.words))), nil
}

// guide tells how a program reads the record.
func (s *Server) guide(v visit) (templ.Component, error) {
	return visitor.Guide(visitor.NewGuide(s.layoutOf(v, links.API(en), "", layout.None))), nil
}
