package web

import (
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/internal/store"
	"habeas/views/staff"
)

// deskPositions lists the positions of authorities.
func (s *Server) deskPositions(w work) error {
	l := staff.ListPage{Add: staff.PositionsPath + "/new", AddText: w.t("add_position"), None: w.t("none.positions")}
	all, err := page(w, &l, s.o.Desk.Positions)
	if err != nil {
		return err
	}
	for _, p := range all {
		l.Lines = append(l.Lines, staff.Line{
			To: staff.Under(staff.PositionsPath, p.ID), Title: w.text(p.Authority), Detail: w.text(p.What), Date: p.Date, Country: p.Country,
			Kind: w.words.Label("stance", string(p.Stance)), Publication: p.Publication,
		})
	}
	return w.show(staff.List(w.titled("positions"), l))
}

// deskPosition shows a position and what it is on.
func (s *Server) deskPosition(w work) error {
	p, err := s.o.Desk.Position(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	key, err := w.aimOf(p)
	if err != nil {
		return err
	}
	on := staff.Fact{Name: w.field("on_kind"), Text: strings.TrimSpace(w.t("kind."+string(p.SubjectKind)) + " " + key), Link: pageOf(casebook.Subject{Kind: p.SubjectKind, ID: p.SubjectID})}
	if p.SubjectKind == casebook.OnCase {
		on.Link = staff.CasePath(casebook.Ref(key))
	}
	return s.record(w, w.text(p.Authority), staff.RecordPage{
		Subject: casebook.Subject{Kind: casebook.OnPosition, ID: p.ID}, Edit: staff.Under(staff.PositionsPath, p.ID, "edit"), Publication: p.Publication,
		Facts: []staff.Fact{
			{Name: w.field("country"), Text: w.words.Country(p.Country)},
			{Name: w.field("stance"), Text: w.words.Label("stance", string(p.Stance))},
			{Name: w.field("date"), Date: p.Date},
			{Name: w.field("what"), Said: p.What},
			on,
		},
	})
}

// aimOf gives the key of what a position is on, as a form takes it: for a case
// its reference, which the row does not hold.
func (w work) aimOf(p *casebook.Position) (string, error) {
	if p.SubjectKind != casebook.OnCase {
		return string(p.SubjectID), nil
	}
	cases, err := w.s.o.Desk.Cases(w.ctx(), w.by, store.CaseFilter{Country: p.Country})
	for _, c := range cases {
		if c.Case.ID == p.SubjectID {
			return string(c.Case.Ref), nil
		}
	}
	return "", err
}

// recordPosition records a dated stance of an authority.
func (s *Server) recordPosition(w work) error {
	draft := casebook.PositionDraft{Country: w.QueryParam("country"), OnKind: string(casebook.OnCountry)}
	if ref := w.QueryParam("on"); ref != "" {
		f, err := s.o.Desk.File(w.ctx(), w.by, casebook.Ref(strings.ToUpper(ref)))
		if err != nil {
			return err
		}
		draft.OnKind, draft.OnKey, draft.Country = string(casebook.OnCase), string(f.Case.Ref), f.Case.Country
	}
	return serve(w, sheet[casebook.PositionDraft]{
		name: "position", title: w.t("add_position"), back: staff.PositionsPath, lists: withSources, dates: []string{"date"}, draft: draft,
		fields: func(f *staff.Form) templ.Component { return staff.PositionFields(f) },
		save: func(in casebook.PositionDraft) (string, error) {
			id, err := s.o.Desk.RecordPosition(w.ctx(), w.by, in)
			return staff.Under(staff.PositionsPath, id), err
		},
	})
}

// editPosition changes a position.
func (s *Server) editPosition(w work) error {
	p, err := s.o.Desk.Position(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	key, err := w.aimOf(p)
	if err != nil {
		return err
	}
	back := staff.Under(staff.PositionsPath, p.ID)
	return serve(w, sheet[casebook.PositionDraft]{
		name: "position", title: w.t("edit_of", "what", w.t("kind.position")), back: back, lists: withSources, dates: []string{"date"},
		draft: positionDraft(p, key), version: p.Version,
		fields: func(f *staff.Form) templ.Component { return staff.PositionFields(f) },
		save: func(in casebook.PositionDraft) (string, error) {
			return back, s.o.Desk.EditPosition(w.ctx(), w.by, p.ID, w.version(), in, w.form.Get("reason"))
		},
		reload: func() (casebook.PositionDraft, int, error) { return positionDraft(p, key), p.Version, nil },
	})
}
