package web

import (
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/views/staff"
)

// deskReleases lists the release events, the latest first.
func (s *Server) deskReleases(w work) error {
	l := staff.ListPage{Add: staff.ReleasesPath + "/new", AddText: w.t("door.release"), Lead: w.t("releases.lead"), None: w.t("none.release_events")}
	all, err := page(w, &l, s.o.Desk.ReleaseEvents)
	if err != nil {
		return err
	}
	for _, e := range all {
		l.Lines = append(l.Lines, staff.Line{
			To: staff.Under(staff.ReleasesPath, e.ID), Title: w.text(e.Title), Date: e.Date, Country: e.Country, Publication: e.Publication,
		})
	}
	return w.show(staff.List(w.titled("releases"), l))
}

// deskRelease shows a release event: accounts, who came free, numbers.
func (s *Server) deskRelease(w work) error {
	f, err := s.o.Desk.ReleaseFile(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	r := staff.ReleasePage{File: f, RecordPage: staff.RecordPage{
		Subject: casebook.Subject{Kind: casebook.OnReleaseEvent, ID: f.Event.ID}, Edit: staff.Under(staff.ReleasesPath, f.Event.ID, "edit"),
		Publication: f.Event.Publication, Evidence: f.Evidence,
		Facts: []staff.Fact{
			{Name: w.field("date"), Date: f.Event.Date},
			{Name: w.field("country"), Text: w.words.Country(f.Event.Country)},
			{Name: w.field("announced"), Said: f.Event.Announced},
			{Name: w.field("announced_by"), Said: f.Event.AnnouncedBy},
			{Name: w.field("summary"), Said: f.Event.Summary},
		},
	}}
	if r.Review, err = s.o.Desk.LastReview(w.ctx(), w.by, r.Subject); err != nil {
		return err
	}
	return w.show(staff.Release(w.page(w.text(f.Event.Title)), r))
}

// recordReleaseEvent records what happened on a day to one or many people.
func (s *Server) recordReleaseEvent(w work) error {
	return serve(w, sheet[casebook.ReleaseEventDraft]{
		name: "release_event", title: w.t("new.release_event"), back: staff.ReleasesPath, lists: withSources, dates: []string{"date"},
		fields: func(f *staff.Form) templ.Component { return staff.ReleaseEventFields(f) },
		save: func(in casebook.ReleaseEventDraft) (string, error) {
			id, err := s.o.Desk.RecordReleaseEvent(w.ctx(), w.by, in)
			return staff.Under(staff.ReleasesPath, id), err
		},
	})
}

// editReleaseEvent changes a release event; accounts are added to it.
func (s *Server) editReleaseEvent(w work) error {
	f, err := s.o.Desk.ReleaseFile(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.Under(staff.ReleasesPath, f.Event.ID)
	return serve(w, sheet[casebook.ReleaseEventDraft]{
		name: "release_event", title: w.t("edit_of", "what", w.text(f.Event.Title)), back: back, lists: withSources, dates: []string{"date"},
		draft: releaseEventDraft(f.Event), version: f.Event.Version,
		fields: func(f *staff.Form) templ.Component { return staff.ReleaseEventFields(f) },
		save: func(in casebook.ReleaseEventDraft) (string, error) {
			return back, s.o.Desk.EditReleaseEvent(w.ctx(), w.by, f.Event.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.ReleaseEventDraft, int, error) {
			return releaseEventDraft(f.Event), f.Event.Version, nil
		},
	})
}

// removeAccount takes one account of how people came free away.
func (s *Server) removeAccount(w work) error {
	if err := w.has(casebook.OnMechanism); err != nil {
		return err
	}
	return confirm(w, asked{
		title: w.t("remove_of", "what", w.t("kind.mechanism")), button: w.t("remove"), back: staff.ReleasesPath,
		do: func(reason string) error { return s.o.Desk.RemoveAccount(w.ctx(), w.by, w.id(), reason) },
	})
}

// recordRelease records one case's part in a release event.
func (s *Server) recordRelease(w work) error {
	f, err := s.o.Desk.ReleaseFile(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back, adds := staff.Under(staff.ReleasesPath, f.Event.ID), casebook.Subject{}
	if ref := casebook.Ref(strings.ToUpper(w.QueryParam("case"))); ref != "" {
		if c, err := s.o.Desk.File(w.ctx(), w.by, ref); err == nil { // a slip in the address is told by the form
			adds = casebook.Subject{Kind: casebook.OnCase, ID: c.Case.ID}
		}
	}
	return serve(w, sheet[casebook.ReleaseDraft]{
		name: "release", title: w.t("new.release", "what", w.text(f.Event.Title)), back: back, lists: withSources, adds: adds,
		draft: casebook.ReleaseDraft{Case: w.QueryParam("case"), Exit: "released"},
		dates: []string{"steps.0.date", "steps.1.date", "conditions.0.from", "conditions.0.until"}, ref: casebook.Ref(strings.ToUpper(strings.TrimSpace(w.form.Get("case")))),
		fields: func(f *staff.Form) templ.Component { return staff.ReleaseFields(f, true) },
		save: func(in casebook.ReleaseDraft) (string, error) {
			in.Event = string(f.Event.ID)
			_, err := s.o.Desk.RecordRelease(w.ctx(), w.by, in)
			w.sayWaits(err == nil && in.NeedsSecond())
			return back, err
		},
	})
}

// releaseOf finds one release of a release event.
func (w work) releaseOf(f *casebook.ReleaseFile) (casebook.ReleaseOf, error) {
	for _, r := range f.Releases {
		if string(r.Release.ID) == w.Param("release") {
			return r, nil
		}
	}
	return casebook.ReleaseOf{}, fault.New(fault.NotFound, "This release event has no such release.")
}

// editRelease changes how one case's part in a release event is told.
func (s *Server) editRelease(w work) error {
	f, err := s.o.Desk.ReleaseFile(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	r, err := w.releaseOf(f)
	if err != nil {
		return err
	}
	back := staff.Under(staff.ReleasesPath, f.Event.ID)
	return serve(w, sheet[casebook.ReleaseDraft]{
		name: "release", title: w.t("edit_of", "what", string(r.Case.Ref)), back: back, lists: withSources,
		draft: releaseDraft(r), version: r.Release.Version, ref: r.Case.Ref,
		dates:  []string{"steps.0.date", "conditions.0.from", "conditions.0.until"},
		fields: func(f *staff.Form) templ.Component { return staff.ReleaseFields(f, false) },
		save: func(in casebook.ReleaseDraft) (string, error) {
			err := s.o.Desk.EditRelease(w.ctx(), w.by, r.Release.ID, w.version(), in, w.form.Get("reason"))
			w.sayWaits(err == nil && in.NeedsSecond() && (in.Exit != string(r.Release.Exit) || !casebook.Exit(in.Exit).Grave()))
			return back, err
		},
		reload: func() (casebook.ReleaseDraft, int, error) { return releaseDraft(r), r.Release.Version, nil },
	})
}

// confirmRelease records one more rung of the ladder.
func (s *Server) confirmRelease(w work) error {
	if err := w.has(casebook.OnRelease); err != nil {
		return err
	}
	return serve(w, sheet[casebook.ConfirmationDraft]{
		name: "step", title: w.t("add_step"), back: staff.ReleasesPath, lists: withSources, adds: casebook.Subject{Kind: casebook.OnRelease, ID: w.id()}, dates: []string{"date"},
		fields: func(f *staff.Form) templ.Component { return staff.StepFields(f) },
		save: func(in casebook.ConfirmationDraft) (string, error) {
			err := s.o.Desk.ConfirmRelease(w.ctx(), w.by, w.id(), in)
			w.sayWaits(err == nil && casebook.Step(in.Step).Grave())
			return staff.ReleasesPath, err
		},
	})
}

// imposeCondition records what still binds a released person.
func (s *Server) imposeCondition(w work) error {
	if err := w.has(casebook.OnRelease); err != nil {
		return err
	}
	return serve(w, sheet[casebook.ConditionDraft]{
		name: "condition", title: w.t("add_condition"), back: staff.ReleasesPath, lists: withSources, adds: casebook.Subject{Kind: casebook.OnRelease, ID: w.id()}, dates: []string{"from", "until"},
		fields: func(f *staff.Form) templ.Component { return staff.ConditionFields(f) },
		save: func(in casebook.ConditionDraft) (string, error) {
			return staff.ReleasesPath, s.o.Desk.ImposeCondition(w.ctx(), w.by, w.id(), in)
		},
	})
}
