package web

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/views/staff"
)

// reviewRoutes are asking for a publication, deciding on it, and taking off.
func (s *Server) reviewRoutes(d door) {
	at := func(more string) string { return staff.ReviewsPath + "/:id" + more }
	d.page(staff.ReviewsPath, s.reviews, access.ReadCasebook)
	d.page(at(""), s.review, access.ReadCasebook)
	d.act(at("/approve"), s.approveReview, access.ReviewRecord)
	d.act(at("/schedule"), s.scheduleReview, access.ReviewRecord)
	d.act(at("/return"), s.returnReview, access.ReviewRecord)
	d.act(at("/retract"), s.retractReview, access.EditCasebook)
	d.sheet("/staff/publish/:kind/:id", s.publish, access.EditCasebook)
	d.sheet("/staff/take-back/:kind/:id", s.reauthenticated(s.takeBack), access.PublishRecord)
	d.sheet("/staff/withdraw/:kind/:id", s.reauthenticated(s.withdraw), access.PublishRecord)
}

// publish shows what publishing would do and takes the request for it. While
// one is open, its page stands here.
func (s *Server) publish(w work) error {
	if err := w.aim(publishable); err != nil {
		return err
	}
	if w.form != nil {
		return s.ask(w)
	}
	p, err := s.o.Desk.Prospect(w.ctx(), w.by, w.on())
	if err != nil {
		return err
	}
	if p.Last != nil && p.Last.Open() {
		return w.goTo(staff.ReviewPath(p.Last.ID))
	}
	return s.showProspect(w, p, nil)
}

// ask takes a request, or publishes alone where there is no second person.
func (s *Server) ask(w work) (err error) {
	to, said := w.back(w.ownPage(w.on(), "")), "review.asked_done"
	var answer struct {
		Correction casebook.CorrectionDraft `form:"correction"`
	}
	if err := bind(w.form, &answer); err != nil {
		return err
	}
	if w.form.Get("alone") != "" {
		err, said = s.o.Desk.CorrectAlone(w.ctx(), w.by, w.on(), w.form.Get("reason"), w.form.Get("seen"), &answer.Correction), "review.published_done"
	} else {
		_, err = s.o.Desk.RequestCorrection(w.ctx(), w.by, w.on(), w.form.Get("note_to_reviewer"), w.form.Get("seen"), &answer.Correction)
		err = inField(err, "note", "note_to_reviewer")
	}
	if err != nil {
		p, again := s.o.Desk.Prospect(w.ctx(), w.by, w.on())
		if again != nil {
			return again
		}
		return s.showProspect(w, p, err)
	}
	w.say("done", w.t(said))
	return w.goTo(to)
}

// inField moves what is wrong with a field to the name it has in the form.
func inField(err error, from, to string) error {
	fields := fault.FieldsOf(err)
	if text, ok := fields[from]; ok {
		return fault.InvalidFields(fault.Fields{to: text})
	}
	return err
}

// showProspect shows what publishing would do, to whoever may ask for it.
func (s *Server) showProspect(w work, p *desk.Prospect, refused error) error {
	r, err := s.prospectPage(w, p, refused)
	if err != nil {
		return err
	}
	r.MayAsk = r.Seen != "" && !r.Same
	r.MayAlone = r.MayAsk && !p.Second && !p.Embargo && w.by.May(access.PublishRecord) == nil
	if p.Last != nil {
		r.Review = p.Last
	}
	return w.answerReview(r, refused)
}

// review is the page of one review.
func (s *Server) review(w work) error { return s.showReview(w, nil) }

func (s *Server) showReview(w work, refused error) error {
	f, err := s.o.Desk.Review(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	r, err := s.prospectPage(w, &f.Prospect, refused)
	if err != nil {
		return err
	}
	r.Review, r.Changed = &f.Review, f.Changed
	if c := f.Review.Correction; c != nil {
		r.Correction = w.correctionOf(c, r)
	}
	if f.Changed {
		if r.Since, err = s.sinceAsked(w, f, r.Lang); err != nil {
			return err
		}
		r.Done = w.operations(f.Since, nil)
	}
	r.MayAsk = f.Changed && r.Seen != "" && !r.Same && w.by.May(access.EditCasebook) == nil
	hand := f.Review.HandOf(w.by.ID)
	r.MayDecide = f.Review.Open() && hand == casebook.Second && w.by.May(access.ReviewRecord) == nil
	r.MayTake = f.Review.Open() && hand == casebook.Requester && w.by.May(access.EditCasebook) == nil
	if !f.Review.Open() && f.State == casebook.Published {
		r.Seen = "" // it is over: what is public now is not what this page is about
	}
	return w.answerReview(r, refused)
}

// answerReview sends the page, with the status of what was refused.
func (w work) answerReview(r staff.ReviewPage, refused error) error {
	status := 200
	if refused != nil {
		status = statusOf(fault.CodeOf(refused), "POST")
	}
	return render(w, status, staff.Review(r))
}

// decideReview takes one step and comes back to the list, or to the page with
// what is wrong.
func (s *Server) decideReview(w work, said string, step func() error) error {
	err := step()
	if err == nil {
		w.say("done", w.t(said))
		return w.goTo(staff.ReviewsPath)
	}
	switch fault.CodeOf(err) {
	case fault.Invalid, fault.Conflict, fault.Denied:
		return s.showReview(w, err)
	}
	return err
}

// approveReview publishes what was asked for.
func (s *Server) approveReview(w work) error {
	return s.decideReview(w, "review.published_done", func() error { return s.o.Desk.ApproveReview(w.ctx(), w.by, w.id(), "") })
}

// scheduleReview agrees to what was asked for, for an instant to come.
func (s *Server) scheduleReview(w work) error {
	return s.decideReview(w, "review.scheduled_done", func() error {
		at, zone, err := readMoment(w.form)
		if err != nil {
			return err
		}
		return s.o.Desk.ScheduleReview(w.ctx(), w.by, w.id(), at, zone, "")
	})
}

// readMoment reads a day and a time of day in the time of a place.
func readMoment(form url.Values) (time.Time, string, error) {
	zone := strings.TrimSpace(form.Get("zone"))
	if zone == "" {
		zone = "UTC"
	}
	place, err := time.LoadLocation(zone)
	if err != nil || zone == "Local" {
		return time.Time{}, "", fault.Field("zone", "There is no such time zone. Give a name like America/Caracas, Europe/Madrid or UTC.")
	}
	text := strings.Join(strings.Fields(strings.Replace(form.Get("at"), "T", " ", 1)), " ")
	at, err := time.ParseInLocation("2006-01-02 15:04", text, place)
	if err != nil {
		return time.Time{}, "", fault.Field("at", "Give a day and a time, like 2026-02-01 09:00.")
	}
	return at, zone, nil
}

// returnReview gives a request back with remarks.
func (s *Server) returnReview(w work) error {
	return s.decideReview(w, "review.returned_done", func() error {
		return s.o.Desk.ReturnReview(w.ctx(), w.by, w.id(), w.form.Get("remarks"))
	})
}

// retractReview takes one's own request back.
func (s *Server) retractReview(w work) error {
	return s.decideReview(w, "review.retracted_done", func() error { return s.o.Desk.RetractReview(w.ctx(), w.by, w.id()) })
}

// reviews is the list of what waits for a second person.
func (s *Server) reviews(w work) error {
	q, err := s.o.Desk.Reviews(w.ctx(), w.by)
	if err != nil {
		return err
	}
	return w.show(staff.Reviews(w.titled("reviews"), staff.ReviewsPage{
		ForMe: w.reviewLines(q.ForMe), Mine: w.reviewLines(q.Mine), Others: w.reviewLines(q.Others),
		Scheduled: w.reviewLines(q.Scheduled), Decided: w.reviewLines(q.Decided),
	}))
}

func (w work) reviewLines(lines []desk.ReviewLine) []staff.ReviewLine {
	all := make([]staff.ReviewLine, len(lines))
	for i, l := range lines {
		all[i] = staff.ReviewLine{Review: l.Review, Kind: string(l.SubjectKind), Name: w.calledName(l.Called)}
	}
	return all
}

// calledName says what a subject is called, in words.
func (w work) calledName(c desk.Called) string {
	text := w.text(c.Title)
	switch {
	case c.Kind == casebook.OnCountry:
		return w.words.Country(string(c.ID))
	case c.Ref != "" && text != "":
		return string(c.Ref) + ", " + text
	case c.Ref != "":
		return string(c.Ref)
	case text == "":
		return w.t("no_name")
	}
	return text
}

// ownPage gives the page of a subject at the desk.
func (w work) ownPage(on casebook.Subject, ref casebook.Ref) string {
	if on.Kind == casebook.OnCase && ref == "" {
		if p, err := w.s.o.Desk.Called(w.ctx(), w.by, on); err == nil {
			ref = p.Ref
		}
	}
	if ref != "" {
		return staff.CasePath(ref)
	}
	if to := pageOf(on); to != "" {
		return to
	}
	return staff.HomePath
}

// pageLang is the language in which the public page is compared: what the
// address or the form asks for, and otherwise the desk's.
func (w work) pageLang() locale.Lang {
	for _, asked := range []string{w.QueryParam("page"), w.form.Get("page")} {
		if slices.Contains(locale.Langs, locale.Lang(asked)) {
			return locale.Lang(asked)
		}
	}
	return w.words.Lang()
}
