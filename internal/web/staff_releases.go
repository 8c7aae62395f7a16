package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/views/staff"
)

// releasesRoutes are releases of many, people without names, lists of people
// and detentions after a release.
func (s *Server) releasesRoutes(d door) {
	at := func(more string) string { return staff.ReleasesPath + "/:id" + more }
	d.sheet(at("/many"), s.recordReleases, access.EditCasebook)
	d.sheet(at("/unnamed/new"), s.recordUnnamed, access.EditCasebook)
	d.sheet("/staff/unnamed/:id/edit", s.editUnnamed, access.EditCasebook)
	d.sheet("/staff/unnamed/:id/remove", s.removeUnnamed, access.EditCasebook)
	d.sheet(at("/lists/new"), s.keepList, access.EditCasebook)
	d.page(at("/compare"), s.compareLists, access.ReadCasebook)
	d.page(staff.MarkedListsPath+"/:id", s.releaseList, access.ReadCasebook)
	d.sheet(staff.MarkedListsPath+"/:id/match", s.matchList, access.EditCasebook)
	d.sheet(staff.MarkedListsPath+"/:id/edit", s.editList, access.EditCasebook)
	d.sheet(staff.MarkedListsPath+"/:id/remove", s.removeList, access.EditCasebook)
	d.sheet(staff.CasesPath+"/:ref/again", s.detainAgain, access.EditCasebook)
}

// recordReleases releases many cases at once.
func (s *Server) recordReleases(w work) error {
	file, err := s.o.Desk.ReleaseFile(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.Under(staff.ReleasesPath, file.Event.ID)
	f, err := w.newForm("many", w.t("many.title", "what", w.text(file.Event.Title)), w.t("many.save"), back)
	if err != nil {
		return err
	}
	m := staff.Many{Form: f}
	f.Values.Set("exit", "released")
	if w.form != nil {
		f.Values = w.form
	}
	pasted, err := s.gather(w, &m)
	if err != nil {
		return err
	}
	f.AsksWhy = slices.ContainsFunc(m.Chosen, func(c store.CaseLine) bool { return c.Case.Publication == casebook.Published })
	if err := w.fill(f, withSources); err != nil {
		return err
	}
	f.More = f.Value("more")
	if w.form == nil || f.Value("look") != "" || f.More != "" || f.Searching() {
		return w.show(staff.ManyReleases(m, nil))
	}
	outcomes, err := s.takeMany(w, file.Event.ID, pasted)
	if err != nil {
		return refuseMany(w, m, nil, err)
	}
	results, refused := resultsOf(w, outcomes)
	if refused {
		return refuseMany(w, m, results, fault.New(fault.Invalid, "Some cases were refused; the others are recorded. Mend these and send the form again: nothing is recorded twice."))
	}
	return w.goTo(back)
}

// gather finds the cases that are ticked, those that the search finds, and whom
// of ours pasted names may mean. Pasted references are ticked by it; it gives
// the pasted names that nobody has settled.
func (s *Server) gather(w work, m *staff.Many) (open []string, err error) {
	for _, text := range strings.Split(m.Value("paste"), "\n") {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		alike, err := s.o.Desk.AlikeCases(w.ctx(), w.by, text, 4)
		if err != nil {
			return nil, err
		}
		if len(alike) == 1 && strings.EqualFold(string(alike[0].Case.Ref), text) {
			m.Values.Add("case", string(alike[0].Case.Ref))
			continue
		}
		m.Suggested = append(m.Suggested, staff.Pasted{Text: text, Alike: alike})
		if !slices.ContainsFunc(alike, func(a store.Alike) bool { return slices.Contains(m.Values["case"], string(a.Case.Ref)) }) {
			open = append(open, text)
		}
	}
	if m.Chosen, err = s.o.Desk.CaseLines(w.ctx(), w.by, m.Values["case"]); err != nil {
		return nil, err
	}
	if q := strings.TrimSpace(m.Value("q")); q != "" {
		found, err := s.o.Desk.Cases(w.ctx(), w.by, store.CaseFilter{Text: q, Limit: 20})
		if err != nil {
			return nil, err
		}
		m.Searched = true
		for _, c := range found {
			if !slices.Contains(m.Values["case"], string(c.Case.Ref)) {
				m.Found = append(m.Found, c)
			}
		}
	}
	return open, nil
}

func (s *Server) takeMany(w work, event casebook.ID, open []string) ([]desk.Outcome, error) {
	if len(open) > 0 {
		return nil, fault.Field("paste", "Nobody is ticked for “%s”. Tick who it is, or take the line out and record it among the people without names.", open[0])
	}
	var in casebook.ManyReleasesDraft
	if err := bind(w.form, &in); err != nil {
		return nil, err
	}
	if err := unfinished(w.form); err != nil {
		return nil, err
	}
	return s.o.Desk.RecordReleases(w.ctx(), w.by, event, in)
}

// resultsOf says what became of each case, on the next page when all is well.
func resultsOf(w work, outcomes []desk.Outcome) (results []staff.Result, refused bool) {
	refs := map[string][]string{}
	for _, o := range outcomes {
		r := staff.Result{Ref: o.Ref, State: "recorded", Why: o.Problem}
		switch {
		case o.Already:
			r.State = "already"
		case o.Waits:
			r.State = "waits"
		case !o.Done:
			r.State, refused = "refused", true
		}
		results = append(results, r)
		refs[r.State] = append(refs[r.State], string(o.Ref))
	}
	for _, state := range []string{"recorded", "waits", "already"} {
		if all := refs[state]; len(all) > 0 && !refused {
			w.say("done", w.t("many."+state)+" "+strings.Join(all, ", "))
		}
	}
	return results, refused
}

func refuseMany(w work, m staff.Many, results []staff.Result, err error) error {
	var wrong *fault.Error
	if !errors.As(err, &wrong) || wrong.Code != fault.Invalid {
		return err
	}
	m.Message, m.Errors, m.Fixes = wrong.Message, wrong.Fields, wrong.Fixes
	return render(w, statusOf(wrong.Code, http.MethodPost), staff.ManyReleases(m, results))
}

// recordUnnamed records people of a release event whom nobody has named.
func (s *Server) recordUnnamed(w work) error {
	file, err := s.o.Desk.ReleaseFile(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.Under(staff.ReleasesPath, file.Event.ID)
	return serve(w, sheet[casebook.UnnamedDraft]{
		name: "unnamed", title: w.t("add_unnamed"), back: back, lists: withSources, adds: casebook.Subject{Kind: casebook.OnReleaseEvent, ID: file.Event.ID}, draft: casebook.UnnamedDraft{Qualifier: string(casebook.AtLeast)},
		fields: func(f *staff.Form) templ.Component { return staff.UnnamedFields(f) },
		save: func(in casebook.UnnamedDraft) (string, error) {
			return back, s.o.Desk.RecordUnnamed(w.ctx(), w.by, file.Event.ID, in)
		},
	})
}

// editUnnamed changes what is said of them.
func (s *Server) editUnnamed(w work) error {
	u, err := s.o.Desk.Unnamed(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	draft := casebook.UnnamedDraft{Min: numeral(&u.Min), Max: numeral(u.Max), Qualifier: string(u.Qualifier), Phrase: u.Phrase, PhraseLang: u.PhraseLang, Population: u.Population}
	back := staff.Under(staff.ReleasesPath, u.ReleaseEventID)
	return serve(w, sheet[casebook.UnnamedDraft]{
		name: "unnamed", title: w.t("edit_of", "what", w.t("kind.unnamed")), back: back, lists: withSources, draft: draft, version: u.Version,
		fields: func(f *staff.Form) templ.Component { return staff.UnnamedFields(f) },
		save: func(in casebook.UnnamedDraft) (string, error) {
			return back, s.o.Desk.EditUnnamed(w.ctx(), w.by, u.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.UnnamedDraft, int, error) { return draft, u.Version, nil },
	})
}

// removeUnnamed takes away what was recorded of them by mistake.
func (s *Server) removeUnnamed(w work) error {
	u, err := s.o.Desk.Unnamed(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	return confirm(w, asked{
		title: w.t("remove_of", "what", w.t("kind.unnamed")), lead: w.t("remove_part.lead"), button: w.t("remove"), what: filled([]string{w.text(u.Population), u.Phrase}),
		back: staff.Under(staff.ReleasesPath, u.ReleaseEventID), version: u.Version,
		do: func(reason string) error { return s.o.Desk.RemoveUnnamed(w.ctx(), w.by, u.ID, w.version(), reason) },
	})
}

// again is the form of a new detention of somebody who had come out.
type again struct {
	casebook.EventDraft
	Matter string `form:"matter"`
}

// detainAgain records a new detention: in the same matter in the same case, in
// another one in a case of its own.
func (s *Server) detainAgain(w work) error {
	back := staff.CasePath(w.ref())
	return inCase(w, sheet[again]{
		name: "again", title: w.t("again_of", "ref", string(w.ref())), back: back, lists: withSources, dates: []string{"date"},
		draft:  again{EventDraft: casebook.EventDraft{Visibility: string(casebook.Staff), Certainty: string(casebook.Reported)}},
		fields: func(f *staff.Form) templ.Component { return staff.AgainFields(f) },
		save: func(in again) (string, error) {
			switch in.Matter {
			case "same":
				_, err := s.o.Desk.DetainAgain(w.ctx(), w.by, w.ref(), in.EventDraft)
				return back, err
			case "new":
				ref, err := s.o.Desk.OpenAgain(w.ctx(), w.by, w.ref(), in.EventDraft, in.Cites)
				return staff.CasePath(ref), err
			}
			return "", fault.Field("matter", "Say whether it is the same matter or a new one.")
		},
	})
}

// numeral writes a number into a field; nothing for none.
func numeral(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}
