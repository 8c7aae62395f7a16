package web

import (
	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/store"
	"habeas/internal/when"
	"habeas/views/staff"
)

// assignmentRoutes are who works on a case, and who sees what is restricted.
func (s *Server) assignmentRoutes(d door) {
	at := func(more string) string { return staff.CasesPath + "/:ref" + more }
	d.page(at("/people"), s.peopleOf, access.ReadCasebook)
	d.sheet(at("/people/new"), s.assign, access.AssignCases)
	d.sheet(at("/people/:id/remove"), s.unassign, access.AssignCases)
	d.act(at("/take"), s.takeCase, access.EditCasebook)
	d.sheet(at("/restrict"), s.restrictCase, access.EditCasebook)
	d.sheet("/staff/named/:kind/:id", s.named, access.EditCasebook)
	d.sheet("/staff/named/:kind/:id/:naming/remove", s.unname, access.EditCasebook)
}

// peopleOf shows who works on a case and who sees it.
func (s *Server) peopleOf(w work) error {
	p, err := s.o.Desk.People(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	page := staff.PeoplePage{Ref: p.Ref, Restricted: p.Restricted, Seen: p.Seen, MayAssign: p.MayAssign, MayTake: p.MayTake}
	for _, one := range p.All {
		page.Lines = append(page.Lines, w.personLine(one.ID, one.Name, one.Part, when.DayOf(one.Since), one.Gone))
	}
	return w.show(staff.People(w.titled("people_of", "ref", string(p.Ref)).Within(p.Relation), page))
}

func (w work) personLine(id casebook.ID, name string, part casebook.Part, since when.Day, gone bool) staff.PersonLine {
	return staff.PersonLine{ID: id, Name: name, Part: part, Since: staff.Page{W: w.words}.Day(since), Gone: gone}
}

// assigning is the form of an assignment.
type assigning struct {
	User   string `form:"user"`
	Part   string `form:"part"`
	Reason string `form:"reason"`
}

// assign gives somebody a part in a case.
func (s *Server) assign(w work) error {
	p, err := s.o.Desk.People(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	back := staff.CasePath(w.ref(), "people")
	return serve(w, sheet[assigning]{
		name: "assignment", title: w.t("assign_to", "ref", string(w.ref())), button: w.t("assign"), back: back,
		draft:  assigning{Part: string(casebook.PartCaseworker)},
		fields: func(f *staff.Form) templ.Component { return staff.AssignFields(f, accountChoices(p.Accounts)) },
		save: func(in assigning) (string, error) {
			return back, s.o.Desk.Assign(w.ctx(), w.by, w.ref(), casebook.ID(in.User), in.Part, in.Reason)
		},
	})
}

func accountChoices(users []store.User) []staff.Choice {
	choices := make([]staff.Choice, len(users))
	for i, u := range users {
		choices[i] = staff.Choice{Value: string(u.ID), Label: u.DisplayName}
	}
	return choices
}

// unassign ends somebody's part in a case.
func (s *Server) unassign(w work) error {
	p, err := s.o.Desk.People(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	for _, one := range p.All {
		if one.ID == w.id() {
			return confirm(w, asked{
				title: w.t("unassign_from", "ref", string(w.ref())), lead: w.t("unassign.lead"), button: w.t("unassign"),
				what: []string{one.Name, w.words.Label("part", string(one.Part))}, back: staff.CasePath(w.ref(), "people"),
				do: func(reason string) error { return s.o.Desk.Unassign(w.ctx(), w.by, w.ref(), one.ID, reason) },
			})
		}
	}
	return nothingThere()
}

// takeCase makes whoever asks the caseworker of a case that nobody has.
func (s *Server) takeCase(w work) error {
	if err := s.o.Desk.TakeCase(w.ctx(), w.by, w.ref()); err != nil {
		return err
	}
	w.say("done", w.t("saved"))
	return w.goTo(staff.CasePath(w.ref(), "people"))
}

// restrictCase shuts a case to whoever has no part in it, or opens it again.
func (s *Server) restrictCase(w work) error {
	f, err := s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	key := "restrict"
	if f.Case.Restricted {
		key = "unrestrict"
	}
	return confirm(w, asked{
		title: w.t(key+"_of", "ref", string(w.ref())), lead: w.t(key + ".lead"), button: w.t(key),
		back: staff.CasePath(w.ref(), "people"), version: f.Case.Version,
		do: func(reason string) error {
			return s.o.Desk.RestrictCase(w.ctx(), w.by, w.ref(), w.version(), !f.Case.Restricted, reason)
		},
	})
}

// named shows who is named on a restricted thing outside any case, and names
// one more.
func (s *Server) named(w work) error {
	n, err := s.o.Desk.Named(w.ctx(), w.by, w.on())
	if err != nil {
		return err
	}
	page := w.namedPage(n)
	return serve(w, sheet[assigning]{
		name: "assignment", title: w.t("named_on", "what", w.t("kind."+string(w.on().Kind))), button: w.t("name_on"), back: page.Back,
		fields: func(f *staff.Form) templ.Component { return staff.NamedFields(f, page, accountChoices(n.Accounts)) },
		save: func(in assigning) (string, error) {
			return page.Back, s.o.Desk.NameOn(w.ctx(), w.by, w.on(), casebook.ID(in.User))
		},
	})
}

func (w work) namedPage(n *desk.NamedOn) staff.NamedPage {
	page := staff.NamedPage{On: w.on(), Back: staff.HomePath}
	if to := pageOf(w.on()); to != "" {
		page.Back = to
	}
	for _, one := range n.All {
		page.Lines = append(page.Lines, w.personLine(one.ID, one.Name, "", when.DayOf(one.Since), one.Gone))
	}
	return page
}

// unname takes somebody off a restricted thing.
func (s *Server) unname(w work) error {
	n, err := s.o.Desk.Named(w.ctx(), w.by, w.on())
	if err != nil {
		return err
	}
	for _, one := range n.All {
		if string(one.ID) == w.Param("naming") {
			return confirm(w, asked{
				title: w.t("named_on", "what", w.t("kind."+string(w.on().Kind))), lead: w.t("unname.lead"), button: w.t("unassign"), what: []string{one.Name},
				back: staff.On("named", w.on()), do: func(reason string) error { return s.o.Desk.Unname(w.ctx(), w.by, w.on(), one.ID, reason) },
			})
		}
	}
	return nothingThere()
}
