package web

import (
	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/views/staff"
)

// publishable and withdrawable are the kinds of subject that stand in public
// by themselves.
var (
	withdrawable = []casebook.SubjectKind{
		casebook.OnCase, casebook.OnReleaseEvent, casebook.OnCount, casebook.OnPosition, casebook.OnAdvisory, casebook.OnContext,
	}
	publishable = append([]casebook.SubjectKind{casebook.OnCountry}, withdrawable...)
)

// publish shows something to the public as it stands now, after asking.
func (s *Server) publish(w work) error {
	if err := w.aim(publishable); err != nil {
		return err
	}
	behind, err := s.o.Desk.StaysBehind(w.ctx(), w.by, w.on())
	if err != nil {
		return err
	}
	return confirm(w, asked{
		behind: behind,
		title:  w.t("publish_of", "what", w.t("kind."+string(w.on().Kind))), button: w.t("publish"), lead: w.t("publish.lead"), sure: true,
		back: staff.HomePath,
		do:   func(string) error { return s.o.Desk.Publish(w.ctx(), w.by, w.on()) },
	})
}

// takeBack takes something off the public record, with a reason.
func (s *Server) takeBack(w work) error {
	if err := w.aim(withdrawable); err != nil {
		return err
	}
	return confirm(w, asked{
		title: w.t("take_back_of", "what", w.t("kind."+string(w.on().Kind))), button: w.t("take_back"), lead: w.t("take_back.lead"),
		back: staff.HomePath,
		do:   func(reason string) error { return s.o.Desk.TakeBack(w.ctx(), w.by, w.on(), reason) },
	})
}

// previewCase shows what the public would see of a case, and what stands in
// the way of showing it.
func (s *Server) previewCase(w work) error {
	f, err := s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	doc, problems, err := s.o.Desk.PreviewCase(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	back := staff.CasePath(f.Case.Ref)
	v := staff.PreviewPage{
		Subject: casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}, Publication: f.Case.Publication, Back: back, Behind: f.StaysBehind(),
		Blocking: casebook.Blocking(problems), Nothing: doc == nil,
		Mend: func(p casebook.Problem) string { return staff.Mend(f, p, back) },
	}
	body := templ.Component(templ.NopComponent)
	if doc != nil {
		body = w.publicCase(doc)
	}
	return w.preview(w.t("preview_of", "what", string(f.Case.Ref)), v, body)
}

// previewRelease shows what the public would see of a release event.
func (s *Server) previewRelease(w work) error {
	doc, err := s.o.Desk.PreviewReleaseEvent(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	f, err := s.o.Desk.ReleaseFile(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	on := casebook.Subject{Kind: casebook.OnReleaseEvent, ID: w.id()}
	behind, err := s.o.Desk.StaysBehind(w.ctx(), w.by, on)
	if err != nil {
		return err
	}
	v := staff.PreviewPage{Subject: on, Publication: f.Event.Publication, Back: staff.Under(staff.ReleasesPath, w.id()), Behind: behind}
	return w.preview(w.t("preview_of", "what", w.text(f.Event.Title)), v, w.publicRelease(doc))
}
