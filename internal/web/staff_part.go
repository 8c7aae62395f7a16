package web

import (
	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/views/staff"
)

// The parts of a case that stand on its page as lines can be edited and
// removed from there. They come back to the page they were reached from.

// editCharge changes a charge.
func (s *Server) editCharge(w work) error {
	k, ref, err := s.o.Desk.Charge(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.CasePath(ref)
	draft := accusation{ChargeDraft: chargeDraft(k)}
	return serve(w, sheet[accusation]{
		name: "charge", title: w.t("edit_of", "what", w.t("kind.charge")), back: back, lists: withSources, ref: ref,
		draft: draft, version: k.Version, dates: []string{"filed", "outcome_on"},
		fields: func(f *staff.Form) templ.Component { return staff.ChargeFields(f) },
		save: func(in accusation) (string, error) {
			return back, s.o.Desk.EditCharge(w.ctx(), w.by, k.ID, w.version(), in.ChargeDraft, in.Cites, w.form.Get("reason"))
		},
		reload: func() (accusation, int, error) { return draft, k.Version, nil },
	})
}

// removeCharge takes a charge away, with a reason.
func (s *Server) removeCharge(w work) error {
	k, ref, err := s.o.Desk.Charge(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	return w.removePart(casebook.OnCharge, ref, k.Version, []string{w.text(k.Text), k.Statute}, func(reason string) error {
		return s.o.Desk.RemoveCharge(w.ctx(), w.by, k.ID, w.version(), reason)
	})
}

// editOverlap changes what is said of a possible overlap.
func (s *Server) editOverlap(w work) error {
	o, ref, err := s.o.Desk.Overlap(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	other, err := w.otherRef(o, ref)
	if err != nil {
		return err
	}
	back := staff.CasePath(ref)
	draft := overlapWith{OverlapDraft: casebook.OverlapDraft{Other: string(other), Note: o.Note}}
	return serve(w, sheet[overlapWith]{
		name: "overlap", title: w.t("edit_of", "what", w.t("kind.overlap")+", "+string(other)), back: back, lists: withSources, ref: ref,
		draft: draft, version: o.Version,
		fields: func(f *staff.Form) templ.Component { return staff.OverlapFields(f) },
		save: func(in overlapWith) (string, error) {
			in.Other = string(other)
			return back, s.o.Desk.EditOverlap(w.ctx(), w.by, o.ID, w.version(), in.OverlapDraft, in.Cites, w.form.Get("reason"))
		},
		reload: func() (overlapWith, int, error) { return draft, o.Version, nil },
	})
}

// otherRef gives the reference of the case at the other end of an overlap.
func (w work) otherRef(o *casebook.Overlap, ref casebook.Ref) (casebook.Ref, error) {
	f, err := w.s.o.Desk.File(w.ctx(), w.by, ref)
	if err != nil {
		return "", err
	}
	return f.Others[o.OtherID].Ref, nil
}

// removeOverlap takes a possible overlap back, with a reason.
func (s *Server) removeOverlap(w work) error {
	o, ref, err := s.o.Desk.Overlap(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	other, err := w.otherRef(o, ref)
	if err != nil {
		return err
	}
	return w.removePart(casebook.OnOverlap, ref, o.Version, []string{string(other), w.text(o.Note)}, func(reason string) error {
		return s.o.Desk.RemoveOverlap(w.ctx(), w.by, o.ID, w.version(), reason)
	})
}

// editStep changes who confirms a rung of a release, and for which day.
func (s *Server) editStep(w work) error {
	k, ref, err := s.o.Desk.Step(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.CasePath(ref)
	draft := casebook.ConfirmationDraft{Step: string(k.Step), Date: k.Date.String(), By: k.By}
	return serve(w, sheet[casebook.ConfirmationDraft]{
		name: "step", title: w.t("edit_of", "what", w.t("kind.confirmation")), back: back, lists: withSources, ref: ref,
		draft: draft, version: k.Version, dates: []string{"date"},
		fields: func(f *staff.Form) templ.Component { return staff.StepFields(f) },
		save: func(in casebook.ConfirmationDraft) (string, error) {
			err := s.o.Desk.EditStep(w.ctx(), w.by, k.ID, w.version(), in, w.form.Get("reason"))
			w.sayWaits(err == nil && casebook.Step(in.Step).Grave() && (in.Step != draft.Step || in.Date != draft.Date || in.By != draft.By))
			return back, err
		},
		reload: func() (casebook.ConfirmationDraft, int, error) { return draft, k.Version, nil },
	})
}

// removeStep takes a rung away that was recorded by mistake.
func (s *Server) removeStep(w work) error {
	k, ref, err := s.o.Desk.Step(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	what := []string{w.words.Label("confirmation", string(k.Step)) + ", " + locale.Date(w.words.Lang(), k.Date), w.text(k.By)}
	return w.removePart(casebook.OnConfirmation, ref, k.Version, what, func(reason string) error {
		return s.o.Desk.RemoveStep(w.ctx(), w.by, k.ID, w.version(), reason)
	})
}

// editCondition changes what binds a released person.
func (s *Server) editCondition(w work) error {
	k, ref, err := s.o.Desk.Condition(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.CasePath(ref)
	draft := casebook.ConditionDraft{Kind: string(k.Kind), Detail: k.Detail, From: k.From.String(), Until: k.Until.String(), ImposedBy: k.ImposedBy}
	return serve(w, sheet[casebook.ConditionDraft]{
		name: "condition", title: w.t("edit_of", "what", w.t("kind.condition")), back: back, lists: withSources, ref: ref,
		draft: draft, version: k.Version, dates: []string{"from", "until"},
		fields: func(f *staff.Form) templ.Component { return staff.ConditionFields(f) },
		save: func(in casebook.ConditionDraft) (string, error) {
			return back, s.o.Desk.EditCondition(w.ctx(), w.by, k.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.ConditionDraft, int, error) { return draft, k.Version, nil },
	})
}

// removeCondition takes a condition away that was recorded by mistake.
func (s *Server) removeCondition(w work) error {
	k, ref, err := s.o.Desk.Condition(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	what := []string{w.words.Label("condition", string(k.Kind)), w.text(k.Detail)}
	return w.removePart(casebook.OnCondition, ref, k.Version, what, func(reason string) error {
		return s.o.Desk.RemoveCondition(w.ctx(), w.by, k.ID, w.version(), reason)
	})
}

// removeClaim takes a claim away that was recorded by mistake.
func (s *Server) removeClaim(w work) error {
	c, err := s.o.Desk.Claim(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	what := []string{w.words.Label("claim_field", c.Field), w.text(c.Value), w.text(c.Attribution)}
	return w.removePart(casebook.OnClaim, "", c.Version, what, func(reason string) error {
		return s.o.Desk.RemoveClaim(w.ctx(), w.by, c.ID, w.version(), reason)
	})
}

// removePart asks before a part of a case is removed; ref is empty for what
// hangs on something else.
func (w work) removePart(kind casebook.SubjectKind, ref casebook.Ref, version int, what []string, do func(reason string) error) error {
	back := staff.HomePath
	if ref != "" {
		back = staff.CasePath(ref)
	}
	return confirm(w, asked{
		title: w.t("remove_of", "what", w.t("kind."+string(kind))), lead: w.t("remove_part.lead"), button: w.t("remove"),
		what: filled(what), back: back, version: version, do: do,
	})
}

// filled leaves out the texts that say nothing.
func filled(texts []string) (said []string) {
	for _, text := range texts {
		if text != "" {
			said = append(said, text)
		}
	}
	return said
}
