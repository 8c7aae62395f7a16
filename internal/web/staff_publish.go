package web

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/views/staff"
)

// withdrawable are the kinds of subject that stand in public by themselves, and
// publishable those and what comes along with them.
var (
	withdrawable = []casebook.SubjectKind{
		casebook.OnCase, casebook.OnReleaseEvent, casebook.OnCount, casebook.OnPosition, casebook.OnAdvisory, casebook.OnContext, casebook.OnCountry,
	}
	publishable = append(slices.Clone(withdrawable), casebook.OnSource, casebook.OnFacility)
)

// takingOff takes a subject off the public record, with a reason.
type takingOff func(ctx context.Context, by access.Actor, on casebook.Subject, reason string) error

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
