package web

import (
	"strconv"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/views/staff"
)

// slotRoutes are what can be done to one place of a group.
func (s *Server) slotRoutes(d door) {
	at := staff.CasesPath + "/:ref/slots/:number"
	d.sheet(at+"/open", s.openSlot, access.EditCasebook)
	d.sheet(at+"/link", s.linkSlot, access.EditCasebook)
	d.sheet(at+"/undo", s.freeSlot, access.EditCasebook)
	d.page(at+"/history", s.slotHistory, access.ReadCasebook)
}

// slot finds the place in the address.
func (w work) slot() (*casebook.File, *casebook.Slot, error) {
	f, err := w.s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return nil, nil, err
	}
	number, err := strconv.Atoi(w.Param("number"))
	if err != nil {
		return nil, nil, nothingThere()
	}
	place := f.Place(number)
	if place == nil {
		return nil, nil, fault.New(fault.NotFound, "This group has no place %d.", number)
	}
	return f, place, nil
}

// openedSlot is the form of a case opened for one place of a group.
type openedSlot struct {
	casebook.CaseDraft
	Events  []string                 `form:"events"`
	Because string                   `form:"because"`
	Cites   []casebook.CitationDraft `form:"cites"`
}

// openSlot opens a case for the person in a place.
func (s *Server) openSlot(w work) error {
	f, place, err := w.slot()
	if err != nil {
		return err
	}
	draft := openedSlot{CaseDraft: f.Opening(*place), Cites: f.OpeningCites()}
	at := w.t("slot_of", "n", strconv.Itoa(place.Number), "ref", string(f.Case.Ref))
	return serve(w, sheet[openedSlot]{
		name: "case", title: w.t("slot.open_of", "slot", at), button: w.t("slot.open"), back: staff.CasePath(f.Case.Ref), lists: withSources, draft: draft,
		dates: []string{"birth", "age_as_of"},
		fields: func(form *staff.Form) templ.Component {
			return staff.SlotOpenFields(form, staff.SlotChoice{Place: *place, Events: f.Events})
		},
		save: func(in openedSlot) (string, error) {
			ids := make([]casebook.ID, len(in.Events))
			for i, id := range in.Events {
				ids[i] = casebook.ID(id)
			}
			ref, err := s.o.Desk.OpenSlot(w.ctx(), w.by, f.Case.Ref, place.Number, w.slotVersion(), in.CaseDraft, in.Cites, ids, in.Because)
			return staff.CasePath(ref), asBecause(err)
		},
	})
}

// slotVersion is the version of the place, which a form that opens something
// new carries by itself: its own would ask for the reason of a change.
func (w work) slotVersion() int {
	n, err := strconv.Atoi(w.form.Get("place_version"))
	if err != nil {
		return 0
	}
	return n
}

// asBecause moves what is wrong with the reason to the field of these forms.
func asBecause(err error) error {
	fields := fault.FieldsOf(err)
	text, ok := fields["reason"]
	if !ok {
		return err
	}
	moved := fault.Fields{"because": text}
	for name, other := range fields {
		if name != "reason" {
			moved[name] = other
		}
	}
	return fault.InvalidFields(moved)
}

// linked is the form that ties a place to a case.
type linked struct {
	Other   string `form:"other"`
	Because string `form:"because"`
}

// linkSlot ties a place to a case that there is already.
func (s *Server) linkSlot(w work) error {
	f, place, err := w.slot()
	if err != nil {
		return err
	}
	var failed error
	at := w.t("slot_of", "n", strconv.Itoa(place.Number), "ref", string(f.Case.Ref))
	err = serve(w, sheet[linked]{
		name: "link", title: w.t("slot.link_of", "slot", at), button: w.t("slot.link"), back: staff.CasePath(f.Case.Ref),
		fields: func(form *staff.Form) templ.Component {
			choice := staff.SlotChoice{Place: *place}
			choice.Cases, failed = w.casesToLink(form, f)
			return staff.SlotLinkFields(form, choice)
		},
		save: func(in linked) (string, error) {
			return staff.CasePath(f.Case.Ref), asBecause(s.o.Desk.LinkSlot(w.ctx(), w.by, f.Case.Ref, place.Number, w.slotVersion(), in.Other, in.Because))
		},
	})
	if failed != nil {
		return failed
	}
	return err
}

// casesToLink gives the cases of one person that were searched for, or the
// newest; groups are left out.
func (w work) casesToLink(form *staff.Form, f *casebook.File) ([]staff.Choice, error) {
	found, err := w.s.o.Desk.Cases(w.ctx(), w.by, store.CaseFilter{Text: form.Searched("cases"), Limit: offered + 1})
	if err != nil {
		return nil, err
	}
	form.Lists.Cut["cases"] = len(found) > offered
	var choices []staff.Choice
	for _, line := range found[:min(len(found), offered)] {
		if line.Case.Kind != casebook.KindGroup && line.Case.ID != f.Case.ID {
			choices = append(choices, staff.Choice{Value: string(line.Case.Ref), Label: line.Name + ", " + string(line.Case.Ref)})
		}
	}
	form.Lists.Found["cases"] = len(choices)
	return choices, nil
}

// freeSlot undoes what a place was tied to.
func (s *Server) freeSlot(w work) error {
	f, place, err := w.slot()
	if err != nil {
		return err
	}
	to := string(f.Others[place.ResolvesTo].Ref)
	return confirm(w, asked{
		title: w.t("slot.undo_of", "slot", w.t("slot_of", "n", strconv.Itoa(place.Number), "ref", string(f.Case.Ref))), button: w.t("slot.undo"),
		lead: w.t("slot.undo.lead"), what: []string{to, place.Reason}, back: staff.CasePath(f.Case.Ref), version: place.Version,
		do: func(reason string) error {
			return s.o.Desk.FreeSlot(w.ctx(), w.by, f.Case.Ref, place.Number, w.version(), reason)
		},
	})
}

// slotHistory shows everything that was done to a place.
func (s *Server) slotHistory(w work) error {
	f, place, err := w.slot()
	if err != nil {
		return err
	}
	title := w.t("history_of", "what", w.t("slot_of", "n", strconv.Itoa(place.Number), "ref", string(f.Case.Ref)))
	return s.history(w, title, staff.CasePath(f.Case.Ref), store.RevisionFilter{SubjectKind: casebook.OnSlot, SubjectID: place.ID}, w.namedIn(f))
}
