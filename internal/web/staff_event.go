package web

import (
	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/views/staff"
)

// recordEvent records something dated that happened in a case.
func (s *Server) recordEvent(w work) error {
	back := staff.CasePath(w.ref())
	return inCase(w, sheet[casebook.EventDraft]{
		name: "event", title: w.t("new.event", "ref", string(w.ref())), back: back, lists: withSources | withFacilities,
		draft: casebook.EventDraft{Certainty: string(casebook.Reported)}, dates: []string{"date"},
		fields: func(f *staff.Form) templ.Component { return staff.EventFields(f) },
		save: func(in casebook.EventDraft) (string, error) {
			id, err := s.o.Desk.RecordEvent(w.ctx(), w.by, w.ref(), in)
			return back + "#event-" + string(id), err
		},
	})
}

// editEvent changes an event.
func (s *Server) editEvent(w work) error {
	e, ref, err := s.o.Desk.Event(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	slug, err := w.slug(e.FacilityID)
	if err != nil {
		return err
	}
	back := staff.CasePath(ref)
	return serve(w, sheet[casebook.EventDraft]{
		name: "event", title: w.t("edit_of", "what", w.words.Label("event", string(e.Kind))), back: back, lists: withSources | withFacilities,
		draft: eventDraft(e, slug), version: e.Version, ref: ref, dates: []string{"date"},
		fields: func(f *staff.Form) templ.Component { return staff.EventFields(f) },
		save: func(in casebook.EventDraft) (string, error) {
			return back, s.o.Desk.EditEvent(w.ctx(), w.by, e.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.EventDraft, int, error) { return eventDraft(e, slug), e.Version, nil },
	})
}

// removeEvent takes an event out of its case, with a reason.
func (s *Server) removeEvent(w work) error {
	e, ref, err := s.o.Desk.Event(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	what := w.words.Label("event", string(e.Kind)) + ", " + locale.Date(w.words.Lang(), e.Date)
	return confirm(w, asked{
		title: w.t("remove_of", "what", w.t("kind.event")), button: w.t("remove"), what: []string{what, w.text(e.What)}, lead: w.t("remove_event.lead"),
		back: staff.CasePath(ref),
		do:   func(reason string) error { return s.o.Desk.RemoveEvent(w.ctx(), w.by, e.ID, reason) },
	})
}

// addClaim records one source's statement beside what we go by.
func (s *Server) addClaim(w work) error {
	if err := w.aim(claimable); err != nil {
		return err
	}
	return serve(w, sheet[casebook.ClaimDraft]{
		name: "claim", title: w.t("new.claim", "what", w.t("kind."+string(w.on().Kind))), back: staff.HomePath, lists: withSources,
		draft: casebook.ClaimDraft{Standing: string(casebook.AlsoReported), Credibility: "6"}, dates: []string{"stated_on"},
		fields: func(f *staff.Form) templ.Component { return staff.ClaimFields(f) },
		save: func(in casebook.ClaimDraft) (string, error) {
			_, err := s.o.Desk.AddClaim(w.ctx(), w.by, w.on(), in)
			return staff.HomePath, err
		},
	})
}

// editClaim changes a claim: its words, its standing, who may see it.
func (s *Server) editClaim(w work) error {
	c, err := s.o.Desk.Claim(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	return serve(w, sheet[casebook.ClaimDraft]{
		name: "claim", title: w.t("edit_of", "what", w.t("kind.claim")), back: staff.HomePath, lists: withSources,
		draft: claimDraft(c), version: c.Version, dates: []string{"stated_on"},
		fields: func(f *staff.Form) templ.Component { return staff.ClaimFields(f) },
		save: func(in casebook.ClaimDraft) (string, error) {
			return staff.HomePath, s.o.Desk.EditClaim(w.ctx(), w.by, c.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.ClaimDraft, int, error) { return claimDraft(c), c.Version, nil },
	})
}
