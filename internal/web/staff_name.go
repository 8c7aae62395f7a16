package web

import (
	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/views/staff"
)

// namedAs is the form of a name.
type namedAs struct {
	casebook.NameDraft
	Cites []casebook.CitationDraft `form:"cites"`
}

// addName adds a name to the person of a case.
func (s *Server) addName(w work) error {
	back := staff.CasePath(w.ref())
	return inCase(w, sheet[namedAs]{
		name: "name", title: w.t("new.name", "ref", string(w.ref())), back: back, lists: withSources,
		fields: func(f *staff.Form) templ.Component { return staff.NameFields(f) },
		save: func(in namedAs) (string, error) {
			return back, s.o.Desk.AddName(w.ctx(), w.by, w.ref(), in.NameDraft, in.Cites)
		},
	})
}

// nameOf finds the name in the address among those of the case.
func (w work) nameOf() (*casebook.Name, error) {
	f, err := w.s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return nil, err
	}
	for _, n := range f.Names {
		if n.ID == w.id() {
			return &n, nil
		}
	}
	return nil, nothingThere()
}

// editName changes how a name is written and kept.
func (s *Server) editName(w work) error {
	n, err := w.nameOf()
	if err != nil {
		return err
	}
	back := staff.CasePath(w.ref())
	draft := namedAs{NameDraft: casebook.NameDraft{Text: n.Text, Kind: string(n.Kind), Language: n.Language, Visibility: string(n.Visibility)}}
	return serve(w, sheet[namedAs]{
		name: "name", title: w.t("edit_of", "what", n.Text), back: back, lists: withSources, ref: w.ref(), draft: draft, version: n.Version,
		fields: func(f *staff.Form) templ.Component { return staff.NameFields(f) },
		save: func(in namedAs) (string, error) {
			return back, s.o.Desk.EditName(w.ctx(), w.by, w.ref(), n.ID, w.version(), in.NameDraft, in.Cites, w.form.Get("reason"))
		},
		reload: func() (namedAs, int, error) { return draft, n.Version, nil },
	})
}

// showName makes a name the one that stands on the page.
func (s *Server) showName(w work) error {
	if err := s.o.Desk.ShowName(w.ctx(), w.by, w.ref(), w.id()); err != nil {
		return err
	}
	w.say("done", w.t("saved"))
	return w.goTo(staff.CasePath(w.ref()))
}

// removeName takes a name off a person, with a reason.
func (s *Server) removeName(w work) error {
	n, err := w.nameOf()
	if err != nil {
		return err
	}
	return w.removePart(casebook.OnName, w.ref(), n.Version, []string{n.Text}, func(reason string) error {
		return s.o.Desk.RemoveName(w.ctx(), w.by, w.ref(), n.ID, w.version(), reason)
	})
}
