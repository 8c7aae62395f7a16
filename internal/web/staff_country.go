package web

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/store"
	"habeas/views/staff"
)

// deskCountries lists the countries in which something is logged.
func (s *Server) deskCountries(w work) error {
	if code := w.QueryParam("go"); locale.ValidCountry(code) {
		return w.goTo(staff.Under(staff.CountriesPath, casebook.ID(code)))
	}
	codes, err := w.loggedCountries()
	if err != nil {
		return err
	}
	var all []staff.Choice
	for _, c := range locale.Countries(w.words.Lang()) {
		all = append(all, staff.Choice{Value: c.Code, Label: c.Name})
	}
	return w.show(staff.Countries(w.titled("countries"), codes, all))
}

// loggedCountries gives the countries of the latest cases and of what is known
// of countries.
func (w work) loggedCountries() ([]string, error) {
	found := map[string]bool{}
	cases, err := w.s.o.Desk.Cases(w.ctx(), w.by, store.CaseFilter{Limit: maxListed})
	for _, c := range cases {
		found[c.Case.Country] = true
	}
	if err != nil {
		return nil, err
	}
	events, err := w.s.o.Desk.ContextEvents(w.ctx(), w.by, store.ListFilter{Limit: maxListed})
	for _, e := range events {
		found[e.Country] = true
	}
	return slices.Sorted(maps.Keys(found)), err
}

// deskCountry shows the claims about a country.
func (s *Server) deskCountry(w work) error {
	code := strings.ToUpper(w.Param("id"))
	if !locale.ValidCountry(code) {
		return fault.New(fault.NotFound, "There is no country with this code.")
	}
	on := casebook.Subject{Kind: casebook.OnCountry, ID: casebook.ID(code)}
	claims, e, err := s.o.Desk.Claims(w.ctx(), w.by, on)
	if err != nil {
		return err
	}
	return w.show(staff.Country(w.page(w.words.Country(code)), staff.RecordPage{Subject: on, Claims: claims, ClaimsFrom: e}))
}

// deskCounts lists the counts.
func (s *Server) deskCounts(w work) error {
	l := staff.ListPage{Add: staff.CountsPath + "/new", AddText: w.t("door.count"), Lead: w.t("counts.lead"), None: w.t("none.counts")}
	all, err := page(w, &l, s.o.Desk.Counts)
	if err != nil {
		return err
	}
	p := staff.Page{W: w.words}
	for _, n := range all {
		l.Lines = append(l.Lines, staff.Line{
			To: staff.Under(staff.CountsPath, n.ID), Title: p.CountTitle(n), Date: n.AsOf, Country: n.Country,
			Kind: w.words.Label("measure", string(n.Measure)), Publication: n.Publication,
		})
	}
	return w.show(staff.List(w.titled("counts"), l))
}

// deskCount shows a count.
func (s *Server) deskCount(w work) error {
	n, err := s.o.Desk.Count(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	p := staff.Page{W: w.words}
	facts := []staff.Fact{
		{Name: w.field("claimant"), Said: n.Claimant},
		{Name: w.field("measure"), Text: w.words.Label("measure", string(n.Measure))},
		{Name: w.t("people_n"), Text: p.Number(n.Qualifier, n.Min, n.Max)},
		{Name: w.field("words"), Text: n.Words},
		{Name: w.field("population"), Said: n.Population},
		{Name: w.field("as_of"), Date: n.AsOf},
		{Name: w.field("window_start"), Date: n.WindowStart},
		{Name: w.field("basis"), Text: w.words.Label("basis", string(n.Basis))},
		{Name: w.field("names_published"), Text: w.words.Label("answer", string(n.NamesPublished))},
		{Name: w.field("country"), Text: w.words.Country(n.Country)},
		{Name: w.field("population_key"), Text: n.PopulationKey},
		{Name: w.field("note"), Said: n.Note},
	}
	if n.ReleaseEventID != "" {
		facts = append(facts, staff.Fact{Name: w.field("release_event"), Text: w.t("open"), Link: staff.Under(staff.ReleasesPath, n.ReleaseEventID)})
	}
	return s.record(w, p.CountTitle(*n), staff.RecordPage{
		Subject: casebook.Subject{Kind: casebook.OnCount, ID: n.ID}, Edit: staff.Under(staff.CountsPath, n.ID, "edit"), Publication: n.Publication, Facts: facts,
	})
}

// recordCount records a number of people as one claimant gave it.
func (s *Server) recordCount(w work) error {
	return serve(w, sheet[casebook.CountDraft]{
		name: "count", title: w.t("new.count"), back: staff.CountsPath, lists: withSources | withReleaseEvents, dates: []string{"as_of", "window_start"},
		draft: casebook.CountDraft{
			Country: w.QueryParam("country"), Qualifier: string(casebook.Exactly), Basis: "not_stated", ReleaseEvent: w.QueryParam("release_event"),
		},
		fields: func(f *staff.Form) templ.Component { return staff.CountFields(f) },
		save: func(in casebook.CountDraft) (string, error) {
			id, err := s.o.Desk.RecordCount(w.ctx(), w.by, in)
			return staff.Under(staff.CountsPath, id), err
		},
	})
}

// editCount changes a count.
func (s *Server) editCount(w work) error {
	n, err := s.o.Desk.Count(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.Under(staff.CountsPath, n.ID)
	return serve(w, sheet[casebook.CountDraft]{
		name: "count", title: w.t("edit_of", "what", w.t("kind.count")), back: back, lists: withSources | withReleaseEvents,
		dates: []string{"as_of", "window_start"}, draft: countDraft(n), version: n.Version,
		fields: func(f *staff.Form) templ.Component { return staff.CountFields(f) },
		save: func(in casebook.CountDraft) (string, error) {
			return back, s.o.Desk.EditCount(w.ctx(), w.by, n.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.CountDraft, int, error) { return countDraft(n), n.Version, nil },
	})
}

// deskAdvisories lists the advisories.
func (s *Server) deskAdvisories(w work) error {
	l := staff.ListPage{Add: staff.AdvisoriesPath + "/new", AddText: w.t("add_advisory"), None: w.t("none.advisories")}
	all, err := page(w, &l, s.o.Desk.Advisories)
	if err != nil {
		return err
	}
	for _, a := range all {
		l.Lines = append(l.Lines, staff.Line{
			To: staff.Under(staff.AdvisoriesPath, a.ID), Title: w.text(a.Issuer), Detail: w.text(a.What), Date: a.IssuedOn, Country: a.Country,
			Kind: w.level(a.Level), Publication: a.Publication,
		})
	}
	return w.show(staff.List(w.titled("advisories"), l))
}

// level says the level of an advisory.
func (w work) level(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + " – " + w.words.Label("advisory", strconv.Itoa(n))
}

// deskAdvisory shows an advisory.
func (s *Server) deskAdvisory(w work) error {
	a, err := s.o.Desk.Advisory(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	p := staff.Page{W: w.words}
	return s.record(w, w.text(a.Issuer), staff.RecordPage{
		Subject: casebook.Subject{Kind: casebook.OnAdvisory, ID: a.ID}, Edit: staff.Under(staff.AdvisoriesPath, a.ID, "edit"), Publication: a.Publication, TakesClaims: true,
		Facts: []staff.Fact{
			{Name: w.field("country"), Text: w.words.Country(a.Country)},
			{Name: w.field("level"), Text: w.level(a.Level)},
			{Name: w.field("issued_on"), Date: a.IssuedOn},
			{Name: w.field("what"), Said: a.What},
			{Name: w.field("indicators"), Text: p.Codes("risk", a.Indicators)},
		},
	})
}

// recordAdvisory records a government's advice to its travellers.
func (s *Server) recordAdvisory(w work) error {
	return serve(w, sheet[casebook.AdvisoryDraft]{
		name: "advisory", title: w.t("add_advisory"), back: staff.AdvisoriesPath, lists: withSources, dates: []string{"issued_on"},
		draft:  casebook.AdvisoryDraft{Country: w.QueryParam("country")},
		fields: func(f *staff.Form) templ.Component { return staff.AdvisoryFields(f) },
		save: func(in casebook.AdvisoryDraft) (string, error) {
			id, err := s.o.Desk.RecordAdvisory(w.ctx(), w.by, in)
			return staff.Under(staff.AdvisoriesPath, id), err
		},
	})
}

// editAdvisory changes an advisory.
func (s *Server) editAdvisory(w work) error {
	a, err := s.o.Desk.Advisory(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.Under(staff.AdvisoriesPath, a.ID)
	return serve(w, sheet[casebook.AdvisoryDraft]{
		name: "advisory", title: w.t("edit_of", "what", w.t("kind.advisory")), back: back, lists: withSources, dates: []string{"issued_on"},
		draft: advisoryDraft(a), version: a.Version,
		fields: func(f *staff.Form) templ.Component { return staff.AdvisoryFields(f) },
		save: func(in casebook.AdvisoryDraft) (string, error) {
			return back, s.o.Desk.EditAdvisory(w.ctx(), w.by, a.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.AdvisoryDraft, int, error) { return advisoryDraft(a), a.Version, nil },
	})
}
