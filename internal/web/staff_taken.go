package web

import (
	"strconv"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/views/staff"
)

// takenRoutes are what was taken from a source, and the walk through it when
// the source was corrected or withdrawn.
func (s *Server) takenRoutes(d door) {
	d.page(staff.SourcesPath+"/:id/taken", s.showTaken, access.ReadCasebook)
	d.sheet(staff.SourcesPath+"/:id/walk", s.startWalk, access.EditCasebook)
	d.page("/staff/walks/:id", s.showWalk, access.ReadCasebook)
	d.sheet("/staff/walks/:id/steps/:number", s.decideStep, access.EditCasebook)
	d.sheet("/staff/walks/:id/close", s.closeWalk, access.EditCasebook)
}

// showTaken lists what falls and what stays without a source.
func (s *Server) showTaken(w work) error {
	t, err := s.o.Desk.Taken(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	page := staff.TakenPage{Source: t.Source, Derived: t.Derived, Walks: t.Walks, Evidence: t.Evidence, Documents: w.documents(t)}
	for _, item := range t.Items {
		page.Items = append(page.Items, w.takenLine(item.Subject, item.Ref, item.Said, &item.Resting))
	}
	return w.show(staff.Taken(w.titled("taken_from", "source", staff.SourceName(w.words, t.Source)), page))
}

func (w work) takenLine(on casebook.Subject, ref casebook.Ref, said desk.Said, rests *casebook.Resting) staff.TakenLine {
	line := staff.TakenLine{On: on, Where: w.t("kind." + string(on.Kind)), Said: w.said(said)}
	if ref != "" {
		line.Where += ", " + string(ref)
	}
	line.To = whereStands(casebook.Citation{SubjectKind: on.Kind, SubjectID: on.ID}, ref)
	if rests != nil {
		line.Verdict, line.Origins, line.Cites = rests.Verdict, rests.Origins, rests.Cites
	}
	return line
}

// said says in short what a statement says.
func (w work) said(d desk.Said) string {
	if d.Gone {
		return w.t("taken.gone")
	}
	text := w.text(d.Text)
	if d.Code != "" {
		text = joinWith(": ", w.words.Label(d.Vocabulary, d.Code), text)
	}
	if !d.Date.IsZero() {
		text = joinWith(" · ", text, locale.DateShort(w.words.Lang(), d.Date))
	}
	return text
}

func joinWith(between, a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + between + b
}

// documents names the public pages that are affected, by what they say where
// that rests on the source itself, with where each is worked on.
func (w work) documents(t *desk.Taken) []staff.Choice {
	said := map[string]string{}
	for _, item := range t.Items {
		said[string(item.Subject.ID)] = w.said(item.Said)
	}
	var out []staff.Choice
	for _, d := range t.Documents {
		to := whereStands(casebook.Citation{SubjectKind: casebook.SubjectKind(d.Kind), SubjectID: casebook.ID(d.Key)}, "")
		switch d.Kind {
		case public.DocCase:
			to = staff.CasePath(casebook.Ref(d.Key))
		case public.DocFacility:
			to = ""
		case public.DocCountry:
			to = staff.Under(staff.CountriesPath, casebook.ID(d.Key))
		}
		label := w.t("kind." + d.Kind)
		switch {
		case d.Kind == public.DocCase || d.Kind == public.DocFacility:
			label += " " + d.Key
		case d.Kind == public.DocCountry:
			label = w.words.Country(d.Key)
		default:
			label = joinWith(": ", label, said[d.Key])
		}
		out = append(out, staff.Choice{Value: to, Label: label})
	}
	return out
}

// startWalk begins to go through what rests on a source.
func (s *Server) startWalk(w work) error {
	t, err := s.o.Desk.Taken(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	return serve(w, sheet[casebook.WalkDraft]{
		name: "walk", title: w.t("walk_of", "source", staff.SourceName(w.words, t.Source)), button: w.t("walk.begin"), back: staff.Under(staff.SourcesPath, t.Source.ID, "taken"),
		fields: func(f *staff.Form) templ.Component { return staff.WalkFields(f) },
		save: func(in casebook.WalkDraft) (string, error) {
			id, err := s.o.Desk.StartWalk(w.ctx(), w.by, t.Source.ID, in)
			return staff.WalkPath(id), err
		},
	})
}

// showWalk shows how far a walk is.
func (s *Server) showWalk(w work) error {
	f, err := s.o.Desk.Walk(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	page := staff.WalkPage{Walk: f.Walk, Source: f.Taken.Source, Left: f.Left, Next: f.Next, Documents: w.documents(f.Taken)}
	for i := range f.Steps {
		page.Stops = append(page.Stops, w.stopLine(f, &f.Steps[i]))
	}
	for _, code := range casebook.Vocabulary("decision") {
		if n := f.Counts[code]; n > 0 {
			page.Counts = append(page.Counts, staff.Choice{Label: w.words.Label("decision", code), Value: w.words.Number(n)})
		}
	}
	return w.show(staff.Walk(w.titled("walk_of", "source", staff.SourceName(w.words, f.Taken.Source)), page))
}

func (w work) stopLine(f *desk.WalkFile, stop *desk.WalkStop) staff.StopLine {
	on := stop.Step.Subject()
	line := staff.StopLine{Step: stop.Step, TakenLine: w.takenLine(on, stop.Ref, stop.Said, stop.Rests), Gone: stop.Said.Gone, Total: len(f.Steps)}
	if line.Verdict == "" {
		line.Verdict = stop.Step.Verdict
	}
	line.Ways = casebook.Decisions(on.Kind, line.Verdict)
	if !line.Gone {
		line.Edit = editOf(on, stop.Ref)
	}
	return line
}

// editOf gives the form in which a statement can be changed.
func editOf(on casebook.Subject, ref casebook.Ref) string {
	switch on.Kind {
	case casebook.OnEvent, casebook.OnClaim, casebook.OnCharge, casebook.OnOverlap, casebook.OnCondition:
		return staff.Under("/staff/"+string(on.Kind)+"s", on.ID, "edit")
	case casebook.OnConfirmation:
		return staff.Under("/staff/steps", on.ID, "edit")
	case casebook.OnName:
		return staff.CasePath(ref, "names", string(on.ID), "edit")
	case casebook.OnCase, casebook.OnPerson, casebook.OnGroup:
		return staff.CasePath(ref, "edit")
	case casebook.OnReleaseEvent, casebook.OnCount, casebook.OnPosition, casebook.OnAdvisory, casebook.OnContext, casebook.OnFacility:
		if page := whereStands(casebook.Citation{SubjectKind: on.Kind, SubjectID: on.ID}, ""); page != "" {
			return page + "/edit"
		}
	}
	return ""
}

// decideStep decides about one statement, and goes on to the next.
func (s *Server) decideStep(w work) error {
	f, err := s.o.Desk.Walk(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(w.Param("number"))
	if err != nil {
		return nothingThere()
	}
	stop := f.Stop(number)
	if stop == nil {
		return fault.New(fault.NotFound, "This walk has no step %d.", number)
	}
	line := w.stopLine(f, stop)
	if line.Edit != "" {
		line.Edit = staff.Back(line.Edit, w.Request().URL.Path)
	}
	return serve(w, sheet[casebook.DecisionDraft]{
		name: "decision", title: w.t("walk_of", "source", staff.SourceName(w.words, f.Taken.Source)), button: w.t("walk.decide_button"), back: staff.WalkPath(f.Walk.ID), lists: withSources,
		draft: casebook.DecisionDraft{Decision: stop.Step.Decision, Reason: stop.Step.Reason}, version: stop.Step.Version,
		fields: func(form *staff.Form) templ.Component { return staff.StopFields(form, line, f.Taken.Evidence) },
		save: func(in casebook.DecisionDraft) (string, error) {
			if err := s.o.Desk.DecideStep(w.ctx(), w.by, stop.Step.ID, w.version(), in); err != nil {
				return "", err
			}
			return w.nextStep(f, number), nil
		},
	})
}

// nextStep gives the step after this one that has no decision, or the walk.
func (w work) nextStep(f *desk.WalkFile, number int) string {
	for _, stop := range f.Steps {
		if n := stop.Step.Number; n != number && stop.Step.Decision == "" {
			w.form.Del("back") // on to the next, not back to the list
			return staff.WalkPath(f.Walk.ID, "steps", strconv.Itoa(n))
		}
	}
	return staff.WalkPath(f.Walk.ID)
}

// closeWalk ends a walk on which everything is decided.
func (s *Server) closeWalk(w work) error {
	f, err := s.o.Desk.Walk(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.WalkPath(f.Walk.ID)
	return confirm(w, asked{
		title: w.t("walk.close"), button: w.t("walk.close"), lead: w.t("walk.close.lead"), sure: true, back: back, version: f.Walk.Version,
		do: func(string) error { return s.o.Desk.CloseWalk(w.ctx(), w.by, f.Walk.ID, w.version()) },
	})
}
