package web

import (
	"slices"

	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/views/staff"
)

// deskCase shows a case with everything that can be done to it.
func (s *Server) deskCase(w work) error {
	f, err := s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	from, into, err := s.o.Desk.MergedWith(w.ctx(), w.by, f.Case)
	if err != nil {
		return err
	}
	if into != nil {
		w.say("note", w.t("merging.led", "goes", string(f.Case.Ref), "stays", string(into.Ref)))
		return w.goTo(staff.CasePath(into.Ref))
	}
	behind := false
	if f.Case.Publication == casebook.Published {
		if behind, err = s.o.Desk.Unpublished(w.ctx(), w.by, f.Case.Ref); err != nil {
			return err
		}
	}
	p := w.page(string(f.Case.Ref))
	p.Title = p.Name(f)
	if p.Relation, err = s.o.Desk.RelationTo(w.ctx(), w.by, f.Case.ID); err != nil {
		return err
	}
	page := staff.CasePage{File: f, State: f.State(), Problems: f.Problems(), Unpublished: behind, Merged: from}
	if page.Review, err = s.o.Desk.LastReview(w.ctx(), w.by, casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}); err != nil {
		return err
	}
	if f.Person != nil {
		if page.Others, err = s.o.Desk.CasesOfPerson(w.ctx(), w.by, f); err != nil {
			return err
		}
	}
	return w.show(staff.Case(p, page))
}

// openedCase is the form in which a case is opened: the case with its first
// citations.
type openedCase struct {
	casebook.CaseDraft
	Cites []casebook.CitationDraft `form:"cites"`
}

// openCase opens a case.
func (s *Server) openCase(w work) error {
	draft := openedCase{CaseDraft: casebook.CaseDraft{
		Kind: w.QueryParam("kind"), Captor: "unknown", Deprivation: "detention", Gender: "unknown",
		Group: casebook.GroupDraft{Qualifier: string(casebook.AtLeast)},
	}}
	return serve(w, sheet[openedCase]{
		name: "case", title: w.t("new.case"), back: staff.CasesPath, lists: withSources, draft: draft,
		dates:  []string{"birth", "age_as_of"},
		fields: func(f *staff.Form) templ.Component { return staff.CaseFields(f, true) },
		save: func(in openedCase) (string, error) {
			ref, err := s.o.Desk.OpenCase(w.ctx(), w.by, in.CaseDraft, in.Cites)
			return staff.CasePath(ref), err
		},
	})
}

// editCase changes what a case says of itself, its person or its group.
func (s *Server) editCase(w work) error {
	f, err := s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	return serve(w, sheet[casebook.CaseDraft]{
		name: "case", title: w.t("edit_of", "what", string(f.Case.Ref)), back: staff.CasePath(f.Case.Ref),
		draft: caseDraft(f), version: f.Case.Version, ref: f.Case.Ref, dates: []string{"birth", "age_as_of"},
		fields: func(f *staff.Form) templ.Component { return staff.CaseFields(f, false) },
		save: func(in casebook.CaseDraft) (string, error) {
			return staff.CasePath(f.Case.Ref), s.o.Desk.EditCase(w.ctx(), w.by, f.Case.Ref, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.CaseDraft, int, error) { return caseDraft(f), f.Case.Version, nil },
	})
}

// overlapWith is the form of a possible overlap.
type overlapWith struct {
	casebook.OverlapDraft
	Cites []casebook.CitationDraft `form:"cites"`
}

// stateOverlap says that another case may be about some of the same people.
func (s *Server) stateOverlap(w work) error {
	back := staff.CasePath(w.ref())
	return inCase(w, sheet[overlapWith]{
		name: "overlap", title: w.t("new.overlap", "ref", string(w.ref())), back: back, lists: withSources,
		fields: func(f *staff.Form) templ.Component { return staff.OverlapFields(f) },
		save: func(in overlapWith) (string, error) {
			return back, s.o.Desk.StateOverlap(w.ctx(), w.by, w.ref(), in.OverlapDraft, in.Cites)
		},
	})
}

// accusation is the form of a charge.
type accusation struct {
	casebook.ChargeDraft
	Cites []casebook.CitationDraft `form:"cites"`
}

// recordCharge records an accusation as it was given.
func (s *Server) recordCharge(w work) error {
	back := staff.CasePath(w.ref())
	return inCase(w, sheet[accusation]{
		name: "charge", title: w.t("new.charge", "ref", string(w.ref())), back: back, lists: withSources,
		draft: accusation{ChargeDraft: casebook.ChargeDraft{Outcome: "unknown"}}, dates: []string{"filed", "outcome_on"},
		fields: func(f *staff.Form) templ.Component { return staff.ChargeFields(f) },
		save: func(in accusation) (string, error) {
			return back, s.o.Desk.RecordCharge(w.ctx(), w.by, w.ref(), in.ChargeDraft, in.Cites)
		},
	})
}

// recordConsent records on what the publication of a case rests.
func (s *Server) recordConsent(w work) error {
	back := staff.CasePath(w.ref())
	return inCase(w, sheet[casebook.ConsentDraft]{
		name: "consent", title: w.t("new.consent", "ref", string(w.ref())), back: back,
		fields: func(f *staff.Form) templ.Component { return staff.ConsentFields(f) },
		save: func(in casebook.ConsentDraft) (string, error) {
			return back, s.o.Desk.RecordConsent(w.ctx(), w.by, w.ref(), in)
		},
	})
}

// withdrawConsent ends a ground for publishing, with a reason.
func (s *Server) withdrawConsent(w work) error {
	f, err := s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(f.Consents, func(c casebook.Consent) bool { return c.ID == w.id() }) {
		return nothingThere()
	}
	return confirm(w, asked{
		title: w.t("withdraw_of", "ref", string(w.ref())), button: w.t("withdraw"), lead: w.t("withdraw.lead"), back: staff.CasePath(w.ref()),
		do: func(reason string) error { return s.o.Desk.WithdrawConsent(w.ctx(), w.by, w.ref(), w.id(), reason) },
	})
}

// inCase serves a form that adds something to a case which must exist.
func inCase[D any](w work, sh sheet[D]) error {
	f, err := w.s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	sh.ref, sh.adds = w.ref(), casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}
	return serve(w, sh)
}
