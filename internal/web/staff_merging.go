package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/difference"
	"habeas/internal/fault"
	"habeas/views/staff"
)

// mergingRoutes are where two cases, or the persons of two, become one.
func (s *Server) mergingRoutes(d door) {
	d.sheet(staff.CasesPath+"/:ref/merge", s.mergeCase, access.EditCasebook)
}

// merged is the form of a merge. What is chosen field by field is read besides.
type merged struct {
	With   string `form:"with"`
	Only   string `form:"only"`
	Seen   string `form:"seen"`
	Reason string `form:"reason"`
}

// mergeCase asks which other case is meant, shows what would become of the two,
// and does it.
func (s *Server) mergeCase(w work) error {
	with, only := w.QueryParam("with"), w.QueryParam("only")
	if w.form != nil {
		with, only = w.form.Get("with"), w.form.Get("only")
	}
	other := casebook.Ref(strings.ToUpper(strings.TrimSpace(with)))
	if other == "" {
		return s.chooseMerge(w, "", "")
	}
	m, err := s.o.Desk.Merging(w.ctx(), w.by, w.ref(), other, only == "")
	if text, wrong := fault.FieldsOf(err)["other"]; wrong {
		return s.chooseMerge(w, with, w.words.Fault(text))
	} else if err != nil {
		return err
	}
	if w.form != nil && w.form.Get("seen") == "" { // the other case was given, and nothing decided yet
		return w.goTo(staff.MergingPath(m.Stays.Case.Ref, m.Goes.Case.Ref, only != ""))
	}
	page := staff.MergingPage{MergePlan: m.MergePlan, Seen: m.Seen, Loses: m.Loses}
	key := "merging.title.cases"
	if only != "" {
		key = "merging.title.persons"
	}
	title := w.t(key, "stays", string(m.Stays.Case.Ref), "goes", string(m.Goes.Case.Ref))
	if len(m.Refused) > 0 {
		status := http.StatusOK
		if w.form != nil {
			status = http.StatusUnprocessableEntity
		}
		return render(w, status, staff.MergingRefused(w.page(title), page))
	}
	return s.decideMerge(w, title, page)
}

// chooseMerge asks for the other case.
func (s *Server) chooseMerge(w work, with, wrong string) error {
	f, err := s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	if err := s.o.Desk.Allowed(w.ctx(), w.by, access.EditCasebook, w.ref()); err != nil {
		return err
	}
	choice := staff.MergingChoice{Ref: f.Case.Ref, With: with, Wrong: wrong}
	found, err := s.o.Desk.AlikeTo(w.ctx(), w.by, f)
	if err != nil {
		return err
	}
	if choice.Same, err = s.o.Desk.CasesOfPerson(w.ctx(), w.by, f); err != nil {
		return err
	}
	for _, one := range found {
		if holds(choice.Same, one.Case.Ref) {
			continue
		}
		alike := staff.AlikeCase{Ref: one.Case.Ref, Name: one.Name}
		if one.As != one.Name {
			alike.As = one.As
		}
		choice.Alike = append(choice.Alike, alike)
	}
	status := http.StatusOK
	if wrong != "" {
		status = statusOf(fault.Invalid, w.Request().Method)
	}
	return render(w, status, staff.MergingChoose(w.titled("merging.title", "ref", string(f.Case.Ref)), choice))
}

func holds(cases []casebook.Case, ref casebook.Ref) bool {
	for _, c := range cases {
		if c.Ref == ref {
			return true
		}
	}
	return false
}

// decideMerge shows the two beside each other, and takes what is decided.
func (s *Server) decideMerge(w work, title string, page staff.MergingPage) error {
	own := staff.CasePath(page.Stays.Case.Ref)
	button := w.t("merging.do.persons")
	if page.Cases {
		button = w.t("merging.do.cases")
	}
	waits := false
	err := serve(w, sheet[merged]{
		name: "merging", title: title, button: button, back: own,
		fields: func(f *staff.Form) templ.Component { return staff.MergingFields(f, page) },
		save: func(in merged) (string, error) {
			draft := w.mergeDraft(in, len(page.Doubles))
			if !page.Cases {
				return own, s.o.Desk.MergePersons(w.ctx(), w.by, page.Stays.Case.Ref, draft, in.Reason)
			}
			var err error
			waits, err = s.o.Desk.MergeCases(w.ctx(), w.by, page.Stays.Case.Ref, draft, in.Reason)
			w.sayWaits(err == nil && waits)
			return own, err
		},
	})
	return err
}

// mergeDraft reads what was chosen of each field and said of each thing told
// twice.
func (w work) mergeDraft(in merged, doubles int) casebook.MergeDraft {
	d := casebook.MergeDraft{Other: in.With, Seen: in.Seen, Choose: map[string]string{}}
	for name := range w.form {
		if key, ok := strings.CutPrefix(name, "choose."); ok {
			d.Choose[key] = w.form.Get(name)
		}
	}
	for i := range doubles {
		d.Doubles = append(d.Doubles, w.form.Get("double."+strconv.Itoa(i)+".same"))
	}
	return d
}

// publicAfterMerge shows a second person what the public would read.
func (s *Server) publicAfterMerge(w work, a *desk.Awaited) (templ.Component, error) {
	p, err := s.o.Desk.WouldMerge(w.ctx(), w.by, a.ID)
	if err != nil || len(p.Would) == 0 {
		return nil, err
	}
	before, address, err := s.publicPage(w, s.o.Reading, p.Would[0], w.words.Lang())
	if err != nil {
		return nil, err
	}
	after, _, err := s.publicPage(w, s.o.Reading.Would(p.Would...), p.Would[0], w.words.Lang())
	if err != nil {
		return nil, err
	}
	all, err := difference.Pages(before, after)
	return staff.MergingPublic(w.page(""), all, string(w.words.Lang()), address), err
}
