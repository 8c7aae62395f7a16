package web

import (
	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/views/staff"
)

// deskContext lists the events of countries.
func (s *Server) deskContext(w work) error {
	l := staff.ListPage{Add: staff.ContextPath + "/new", AddText: w.t("add_context"), Lead: w.t("context.lead"), None: w.t("none.context")}
	all, err := page(w, &l, s.o.Desk.ContextEvents)
	if err != nil {
		return err
	}
	for _, e := range all {
		l.Lines = append(l.Lines, staff.Line{
			To: staff.Under(staff.ContextPath, e.ID), Title: w.text(e.What), Date: e.Date, Country: e.Country, Publication: e.Publication,
		})
	}
	return w.show(staff.List(w.titled("context"), l))
}

// deskContextEvent shows an event of a country.
func (s *Server) deskContextEvent(w work) error {
	e, err := s.o.Desk.ContextEvent(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	facts := []staff.Fact{
		{Name: w.field("country"), Text: w.words.Country(e.Country)},
		{Name: w.field("date"), Date: e.Date},
		{Name: w.field("what"), Said: e.What},
	}
	if e.FacilityID != "" {
		place, err := s.o.Desk.Facility(w.ctx(), w.by, e.FacilityID)
		if err != nil {
			return err
		}
		facts = append(facts, staff.Fact{Name: w.field("facility"), Text: place.Name, Link: staff.Under(staff.FacilitiesPath, place.ID)})
	}
	return s.record(w, w.text(e.What), staff.RecordPage{
		Subject: casebook.Subject{Kind: casebook.OnContext, ID: e.ID}, Edit: staff.Under(staff.ContextPath, e.ID, "edit"), Publication: e.Publication, TakesClaims: true, Facts: facts,
	})
}

// recordContext records an event of a country.
func (s *Server) recordContext(w work) error {
	return serve(w, sheet[casebook.ContextDraft]{
		name: "context", title: w.t("add_context"), back: staff.ContextPath, lists: withSources | withFacilities, dates: []string{"date"},
		draft:  casebook.ContextDraft{Country: w.QueryParam("country")},
		fields: func(f *staff.Form) templ.Component { return staff.ContextFields(f) },
		save: func(in casebook.ContextDraft) (string, error) {
			id, err := s.o.Desk.RecordContext(w.ctx(), w.by, in)
			return staff.Under(staff.ContextPath, id), err
		},
	})
}

// editContext changes an event of a country.
func (s *Server) editContext(w work) error {
	e, err := s.o.Desk.ContextEvent(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	slug, err := w.slug(e.FacilityID)
	if err != nil {
		return err
	}
	back := staff.Under(staff.ContextPath, e.ID)
	return serve(w, sheet[casebook.ContextDraft]{
		name: "context", title: w.t("edit_of", "what", w.t("kind.context")), back: back, lists: withSources | withFacilities, dates: []string{"date"},
		draft: contextDraft(e, slug), version: e.Version,
		fields: func(f *staff.Form) templ.Component { return staff.ContextFields(f) },
		save: func(in casebook.ContextDraft) (string, error) {
			return back, s.o.Desk.EditContext(w.ctx(), w.by, e.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.ContextDraft, int, error) { return contextDraft(e, slug), e.Version, nil },
	})
}
