package web

import (
	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/views/staff"
)

// familyDeskRoutes are the relatives of a case: their codes, what is shared
// with them, and what they and staff write to each other.
func (s *Server) familyDeskRoutes(d door) {
	at := func(more string) string { return staff.CasesPath + "/:ref/private" + more }
	d.sheet(at("/relative/new"), s.issueCode, access.EditPrivateFile)
	d.page(at("/relative/card"), s.familyCard, access.EditPrivateFile)
	d.sheet(at("/relative/:id/code"), s.reissueCode, access.EditPrivateFile)
	d.sheet(at("/relative/:id/end"), s.endCode, access.EditPrivateFile)
	d.sheet(at("/relative/:id/share"), s.shareWithFamily, access.EditPrivateFile)
	d.sheet(at("/relative/:id/answer"), s.answerFamily, access.EditPrivateFile)
	d.act(at("/told/:id/settled"), s.settleTold, access.EditPrivateFile)
}

// relativeOf is the relative that the address names, or a new one.
func relativeOf(w work) (casebook.Relative, error) {
	row, _, err := line(w, func(p *casebook.PrivateFile) []casebook.Relative { return p.Relatives }, func(r casebook.Relative) casebook.Line { return r.Line })
	return row, err
}

// issueCode gives a relative a code, whose card the next page shows once.
func (s *Server) issueCode(w work) error {
	if _, err := relativeOf(w); err != nil {
		return err
	}
	return serve(w, sheet[casebook.RelativeDraft]{
		name: "relative", title: w.t("private.add.relative"), button: w.t("relative.give"), back: staff.CasePath(w.ref(), "private"),
		fields: func(f *staff.Form) templ.Component { return staff.RelativeFields(f) },
		save: func(in casebook.RelativeDraft) (string, error) {
			card, err := s.o.Desk.IssueCode(w.ctx(), w.by, w.ref(), in)
			return s.toCard(w, card, err)
		},
	})
}

// reissueCode gives a relative another code, after they were checked anew.
func (s *Server) reissueCode(w work) error {
	r, err := relativeOf(w)
	if err != nil {
		return err
	}
	return serve(w, sheet[casebook.RelativeDraft]{
		name: "relative", title: w.t("relative.reissue_to", "who", r.Who), button: w.t("relative.give"), back: staff.CasePath(w.ref(), "private"),
		draft: r.Draft(), version: r.Version,
		fields: func(f *staff.Form) templ.Component { return staff.RelativeFields(f) },
		save: func(in casebook.RelativeDraft) (string, error) {
			card, err := s.o.Desk.ReissueCode(w.ctx(), w.by, w.ref(), r.ID, w.version(), in)
			return s.toCard(w, card, err)
		},
		reload: func() (casebook.RelativeDraft, int, error) { return r.Draft(), r.Version, nil },
	})
}

// toCard keeps a card for the next page, and leads there.
func (s *Server) toCard(w work, card desk.Card, err error) (string, error) {
	if err != nil {
		return "", err
	}
	err = s.showOnce(w, shownCard, card.Number, card.Secret, card.Language, card.Expires.String())
	return staff.CasePath(w.ref(), "private", "relative", "card"), err
}

// familyCard shows a card, once: the secret is kept nowhere.
func (s *Server) familyCard(w work) error {
	if _, err := s.o.Desk.PrivateFile(w.ctx(), w.by, w.ref()); err != nil {
		return err
	}
	p := w.titled("relative.card")
	shown := s.shownOnce(w, shownCard)
	if len(shown) != 4 {
		return w.show(staff.NoCard(p, w.ref()))
	}
	return w.show(staff.FamilyCard(p, w.ref(), staff.Card{
		Number: access.Grouped(shown[0], 4, " "), Secret: access.FamilyGroups(shown[1]), Lang: shown[2], Expires: shown[3], Site: s.o.Config.Base(),
	}))
}

// endCode takes a code back.
func (s *Server) endCode(w work) error {
	r, err := relativeOf(w)
	if err != nil {
		return err
	}
	return confirm(w, asked{
		title: w.t("relative.end_of", "who", r.Who), button: w.t("relative.end"), lead: w.t("relative.end.lead"), sure: true,
		back: staff.CasePath(w.ref(), "private"),
		do:   func(string) error { return s.o.Desk.EndCode(w.ctx(), w.by, w.ref(), r.ID) },
	})
}

// shareWithFamily sets what one relative reads.
func (s *Server) shareWithFamily(w work) error {
	r, err := relativeOf(w)
	if err != nil {
		return err
	}
	now := casebook.Shared{}
	if r.Shared != nil {
		now = *r.Shared
	}
	sh := sheet[casebook.SharedDraft]{
		name: "shared", title: w.t("relative.share_with", "who", r.Who), back: staff.CasePath(w.ref(), "private"), draft: now.Draft(), version: now.Version,
		fields: func(f *staff.Form) templ.Component { return staff.SharedFields(f, r) },
		save: func(in casebook.SharedDraft) (string, error) {
			return staff.CasePath(w.ref(), "private"), s.o.Desk.ShareWithFamily(w.ctx(), w.by, w.ref(), r.ID, w.version(), in)
		},
	}
	if r.Shared != nil {
		sh.reload = func() (casebook.SharedDraft, int, error) { return now.Draft(), now.Version, nil }
	}
	return serve(w, sh)
}

// answerFamily writes to one relative.
func (s *Server) answerFamily(w work) error {
	r, err := relativeOf(w)
	if err != nil {
		return err
	}
	return serve(w, sheet[casebook.MessageDraft]{
		name: "answer", title: w.t("relative.answer_to", "who", r.Who), button: w.t("relative.send"), back: staff.CasePath(w.ref(), "private"),
		fields: func(f *staff.Form) templ.Component { return staff.AnswerFields(f, r) },
		save: func(in casebook.MessageDraft) (string, error) {
			return staff.CasePath(w.ref(), "private"), s.o.Desk.AnswerFamily(w.ctx(), w.by, w.ref(), r.ID, in)
		},
	})
}

// settleTold marks what a relative wrote as dealt with, or as open again.
func (s *Server) settleTold(w work) error {
	if err := s.o.Desk.SettleTold(w.ctx(), w.by, w.ref(), w.id(), w.version(), w.form.Get("done") != "no"); err != nil {
		return err
	}
	w.say("done", w.t("saved"))
	return w.goTo(w.back(staff.CasePath(w.ref(), "private")))
}
