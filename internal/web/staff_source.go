package web

import (
	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/views/staff"
)

// deskSources lists the sources, the newest first.
func (s *Server) deskSources(w work) error {
	l := staff.ListPage{Add: staff.SourcesPath + "/start", AddText: w.t("capture.start"), Lead: w.t("sources.lead"), None: w.t("none.sources")}
	all, err := page(w, &l, s.o.Desk.Sources)
	if err != nil {
		return err
	}
	for _, src := range all {
		l.Lines = append(l.Lines, staff.Line{
			To: staff.Under(staff.SourcesPath, src.ID), Title: staff.SourceTitle(w.words, src), Detail: src.Publisher, Date: src.Published,
			Kind: w.words.Label("source_kind", string(src.Kind)), Visibility: src.Visibility,
		})
	}
	return w.show(staff.List(w.titled("sources"), l))
}

// deskSource shows a source with everything that rests on it.
func (s *Server) deskSource(w work) error {
	file, err := s.o.Desk.Source(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	page := staff.SourcePage{Source: file.Source, RepeatedBy: file.RepeatedBy}
	along, err := s.o.Desk.Along(w.ctx(), w.by, casebook.Subject{Kind: casebook.OnSource, ID: file.Source.ID})
	if err != nil {
		return err
	}
	if page.Changed = along.Changed; along.State == casebook.Published || file.Source.Visibility == casebook.Public && len(file.Cited) > 0 {
		page.Publication = along.State
	}
	if page.Publication != "" {
		if page.Review, err = s.o.Desk.LastReview(w.ctx(), w.by, casebook.Subject{Kind: casebook.OnSource, ID: file.Source.ID}); err != nil {
			return err
		}
	}
	for _, d := range file.DerivedFrom {
		from, err := s.o.Desk.Source(w.ctx(), w.by, d.FromID)
		if err != nil {
			return err
		}
		page.From = append(page.From, from.Source)
	}
	for _, c := range file.Cited {
		page.Cited = append(page.Cited, staff.CitedAt{Citation: c.Citation, Ref: c.Ref, To: whereStands(c.Citation, c.Ref), CopiedFrom: c.CopiedFrom})
	}
	return w.show(staff.Source(w.page(staff.SourceTitle(w.words, file.Source)), page))
}

// whereStands gives the page on which a cited statement is found: its own, even
// when it is about a case, since it is published from there.
func whereStands(c casebook.Citation, ref casebook.Ref) string {
	switch c.SubjectKind {
	case casebook.OnReleaseEvent:
		return staff.Under(staff.ReleasesPath, c.SubjectID)
	case casebook.OnList:
		return staff.Under(staff.MarkedListsPath, c.SubjectID)
	case casebook.OnCount:
		return staff.Under(staff.CountsPath, c.SubjectID)
	case casebook.OnPosition:
		return staff.Under(staff.PositionsPath, c.SubjectID)
	case casebook.OnAdvisory:
		return staff.Under(staff.AdvisoriesPath, c.SubjectID)
	case casebook.OnContext:
		return staff.Under(staff.ContextPath, c.SubjectID)
	case casebook.OnFacility:
		return staff.Under(staff.FacilitiesPath, c.SubjectID)
	}
	if ref != "" {
		return staff.CasePath(ref)
	}
	return ""
}

// addSource adds a thing that can be cited.
func (s *Server) addSource(w work) error {
	return serve(w, sheet[casebook.SourceDraft]{
		name: "source", title: w.t("new.source"), back: staff.SourcesPath, lists: withSources, dates: []string{"published"},
		draft:  casebook.SourceDraft{Kind: "news_article", Reliability: "F"},
		fields: func(f *staff.Form) templ.Component { return staff.SourceFields(f) },
		save: func(in casebook.SourceDraft) (string, error) {
			id, err := s.o.Desk.AddSource(w.ctx(), w.by, in)
			return staff.Under(staff.SourcesPath, id), err
		},
	})
}

// editSource changes a source.
func (s *Server) editSource(w work) error {
	file, err := s.o.Desk.Source(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.Under(staff.SourcesPath, file.Source.ID)
	draft := sourceDraft(file.Source, file.DerivedFrom)
	return serve(w, sheet[casebook.SourceDraft]{
		name: "source", title: w.t("edit_of", "what", staff.SourceTitle(w.words, file.Source)), back: back, lists: withSources, dates: []string{"published"},
		draft: draft, version: file.Source.Version,
		fields: func(f *staff.Form) templ.Component { return staff.SourceFields(f) },
		save: func(in casebook.SourceDraft) (string, error) {
			return back, s.o.Desk.EditSource(w.ctx(), w.by, file.Source.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.SourceDraft, int, error) { return draft, file.Source.Version, nil },
	})
}

// deskFacilities lists the facilities by name.
func (s *Server) deskFacilities(w work) error {
	l := staff.ListPage{Add: staff.FacilitiesPath + "/new", AddText: w.t("add_facility"), None: w.t("none.facilities")}
	all, err := page(w, &l, s.o.Desk.Facilities)
	if err != nil {
		return err
	}
	for _, place := range all {
		l.Lines = append(l.Lines, staff.Line{
			To: staff.Under(staff.FacilitiesPath, place.ID), Title: place.Name, Detail: place.OtherNames, Country: place.Country,
			Kind: w.words.Label("facility_kind", place.Kind), Visibility: place.Visibility,
		})
	}
	return w.show(staff.List(w.titled("facilities"), l))
}

// deskFacility shows a facility.
func (s *Server) deskFacility(w work) error {
	place, err := s.o.Desk.Facility(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	on := casebook.Subject{Kind: casebook.OnFacility, ID: place.ID}
	along, err := s.o.Desk.Along(w.ctx(), w.by, on)
	if err != nil {
		return err
	}
	if along.State != casebook.Published && place.Visibility != casebook.Public {
		along.State = "" // nothing can show it
	}
	return s.record(w, place.Name, staff.RecordPage{
		Subject: on, Edit: staff.Under(staff.FacilitiesPath, place.ID, "edit"), Visibility: place.Visibility, Publication: along.State, Changed: along.Changed,
		Facts: []staff.Fact{
			{Name: w.field("other_names"), Text: place.OtherNames},
			{Name: w.field("country"), Text: w.words.Country(place.Country)},
			{Name: w.field("place"), Said: place.Place},
			{Name: w.field("kind"), Text: w.words.Label("facility_kind", place.Kind)},
			{Name: w.field("coordinates"), Text: place.Coordinates},
			{Name: w.field("exactness"), Text: w.words.Label("exactness", place.Exactness)},
			{Name: w.field("operator"), Said: place.Operator},
			{Name: w.field("description"), Said: place.Description},
		},
	})
}

// addFacility adds a place of detention.
func (s *Server) addFacility(w work) error {
	return serve(w, sheet[casebook.FacilityDraft]{
		name: "facility", title: w.t("add_facility"), back: staff.FacilitiesPath, lists: withSources,
		draft:  casebook.FacilityDraft{Kind: "unknown", Country: w.QueryParam("country")},
		fields: func(f *staff.Form) templ.Component { return staff.FacilityFields(f) },
		save: func(in casebook.FacilityDraft) (string, error) {
			_, err := s.o.Desk.AddFacility(w.ctx(), w.by, in)
			return staff.FacilitiesPath, err
		},
	})
}

// editFacility changes a place of detention; its public address stays.
func (s *Server) editFacility(w work) error {
	place, err := s.o.Desk.Facility(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.Under(staff.FacilitiesPath, place.ID)
	return serve(w, sheet[casebook.FacilityDraft]{
		name: "facility", title: w.t("edit_of", "what", place.Name), back: back, lists: withSources, draft: facilityDraft(place), version: place.Version,
		fields: func(f *staff.Form) templ.Component { return staff.FacilityFields(f) },
		save: func(in casebook.FacilityDraft) (string, error) {
			return back, s.o.Desk.EditFacility(w.ctx(), w.by, place.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.FacilityDraft, int, error) { return facilityDraft(place), place.Version, nil },
	})
}

// field gives the label of a field, as the forms have it.
func (w work) field(name string) string { return w.t("field." + name) }

// record shows the page of one thing with what it rests on.
func (s *Server) record(w work, title string, r staff.RecordPage) error {
	var err error
	if r.Evidence, err = s.o.Desk.Evidence(w.ctx(), w.by, r.Subject); err != nil {
		return err
	}
	if r.TakesClaims {
		if r.Claims, r.ClaimsFrom, err = s.o.Desk.Claims(w.ctx(), w.by, r.Subject); err != nil {
			return err
		}
	}
	if r.Publication != "" {
		if r.Review, err = s.o.Desk.LastReview(w.ctx(), w.by, r.Subject); err != nil {
			return err
		}
	}
	return w.show(staff.Record(w.page(title), r))
}
