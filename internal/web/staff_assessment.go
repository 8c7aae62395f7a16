package web

import (
	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/views/staff"
)

// legalRoutes are judgements within legal frames, and proceedings.
func (s *Server) legalRoutes(d door) {
	d.sheet(staff.CasesPath+"/:ref/assessments/new", s.recordAssessment, access.EditCasebook)
	d.sheet("/staff/assessments/:id/edit", s.editAssessment, access.EditCasebook)
	d.sheet("/staff/assessments/:id/remove", s.removeAssessment, access.EditCasebook)
	d.sheet(staff.CasesPath+"/:ref/proceedings/new", s.recordProceeding, access.EditCasebook)
	d.sheet("/staff/proceedings/:id/edit", s.editProceeding, access.EditCasebook)
	d.sheet("/staff/proceedings/:id/remove", s.removeProceeding, access.EditCasebook)
}

// recordAssessment records how somebody judges a case within a frame.
func (s *Server) recordAssessment(w work) error {
	frame := w.QueryParam("frame")
	if w.form != nil {
		frame = w.form.Get("frame")
	}
	if !casebook.InVocabulary("frame", frame) {
		return fault.New(fault.NotFound, "There is no such set of criteria. Choose one on the page of the case.")
	}
	back := staff.CasePath(w.ref())
	return inCase(w, sheet[casebook.AssessmentDraft]{
		name: "assessment", title: w.t("add_assessment", "frame", w.words.Label("frame", frame)), back: back, lists: withSources, dates: []string{"on"},
		draft:  casebook.AssessmentDraft{Frame: frame, Visibility: string(casebook.Staff)},
		fields: func(f *staff.Form) templ.Component { return staff.AssessmentFields(f, casebook.Frame(frame)) },
		save: func(in casebook.AssessmentDraft) (string, error) {
			_, err := s.o.Desk.RecordAssessment(w.ctx(), w.by, w.ref(), in)
			return back, err
		},
	})
}

// assessmentDraft gives an assessment as its form shows it: a line for every
// criterion of its frame.
func assessmentDraft(j *casebook.Judgement) casebook.AssessmentDraft {
	a := j.Assessment
	d := casebook.AssessmentDraft{Frame: string(a.Frame), Name: a.Name, By: a.By, On: a.On.String(), Note: a.Note, Visibility: string(a.Visibility)}
	said := map[string]casebook.Finding{}
	for _, f := range j.Findings {
		said[f.Criterion] = f
		if a.Frame == casebook.OwnFrame {
			d.Findings = append(d.Findings, casebook.FindingDraft{Label: f.Label, Answer: f.Answer, Basis: f.Basis})
		}
	}
	for _, code := range a.Frame.Criteria() {
		d.Findings = append(d.Findings, casebook.FindingDraft{Criterion: code, Answer: said[code].Answer, Basis: said[code].Basis})
	}
	return d
}

// editAssessment changes an assessment.
func (s *Server) editAssessment(w work) error {
	j, ref, err := s.o.Desk.Assessment(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back, draft, row := staff.CasePath(ref), assessmentDraft(j), j.Assessment
	return serve(w, sheet[casebook.AssessmentDraft]{
		name: "assessment", title: w.t("edit_of", "what", w.t("kind.assessment")), back: back, lists: withSources, dates: []string{"on"}, draft: draft, version: row.Version, ref: ref,
		fields: func(f *staff.Form) templ.Component { return staff.AssessmentFields(f, row.Frame) },
		save: func(in casebook.AssessmentDraft) (string, error) {
			in.Frame = string(row.Frame)
			return back, s.o.Desk.EditAssessment(w.ctx(), w.by, row.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.AssessmentDraft, int, error) { return draft, row.Version, nil },
	})
}

// removeAssessment takes an assessment away with its findings.
func (s *Server) removeAssessment(w work) error {
	j, ref, err := s.o.Desk.Assessment(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	return w.removePart(casebook.OnAssessment, ref, j.Assessment.Version, []string{w.words.Label("frame", string(j.Assessment.Frame)), w.text(j.Assessment.By)}, func(reason string) error {
		return s.o.Desk.RemoveAssessment(w.ctx(), w.by, j.Assessment.ID, w.version(), reason)
	})
}

// recordProceeding records what was brought before whom.
func (s *Server) recordProceeding(w work) error {
	back := staff.CasePath(w.ref())
	return inCase(w, sheet[casebook.ProceedingDraft]{
		name: "proceeding", title: w.t("add_proceeding"), back: back, lists: withSources, dates: []string{"filed", "decided"},
		draft:  casebook.ProceedingDraft{Outcome: "pending"},
		fields: func(f *staff.Form) templ.Component { return staff.ProceedingFields(f) },
		save: func(in casebook.ProceedingDraft) (string, error) {
			_, err := s.o.Desk.RecordProceeding(w.ctx(), w.by, w.ref(), in)
			return back, err
		},
	})
}

// editProceeding changes a proceeding.
func (s *Server) editProceeding(w work) error {
	k, ref, err := s.o.Desk.Proceeding(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.CasePath(ref)
	draft := casebook.ProceedingDraft{Body: k.Body, Kind: k.Kind, Reference: k.Reference, Filed: k.Filed.String(), Deadline: k.Deadline.String(), DueFor: k.DueFor,
		Decided: k.Decided.String(), Outcome: k.Outcome, Note: k.Note}
	return serve(w, sheet[casebook.ProceedingDraft]{
		name: "proceeding", title: w.t("edit_of", "what", w.t("kind.proceeding")), back: back, lists: withSources, dates: []string{"filed", "decided"}, draft: draft, version: k.Version, ref: ref,
		fields: func(f *staff.Form) templ.Component { return staff.ProceedingFields(f) },
		save: func(in casebook.ProceedingDraft) (string, error) {
			return back, s.o.Desk.EditProceeding(w.ctx(), w.by, k.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.ProceedingDraft, int, error) { return draft, k.Version, nil },
	})
}

// removeProceeding takes a proceeding away that was recorded by mistake.
func (s *Server) removeProceeding(w work) error {
	k, ref, err := s.o.Desk.Proceeding(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	return w.removePart(casebook.OnProceeding, ref, k.Version, []string{w.words.Label("proceeding", k.Kind), w.text(k.Body)}, func(reason string) error {
		return s.o.Desk.RemoveProceeding(w.ctx(), w.by, k.ID, w.version(), reason)
	})
}
