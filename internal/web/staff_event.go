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
			w.sayWaits(err == nil && id == "")
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
			err := s.o.Desk.EditEvent(w.ctx(), w.by, e.ID, w.version(), in, w.form.Get("reason"))
			w.sayWaits(err == nil && casebook.EventKind(in.Kind).Grave() && (in.Kind != string(e.Kind) || in.Date != e.Date.String()))
			return back, err
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
