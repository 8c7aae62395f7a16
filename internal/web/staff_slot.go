package web

import (
	"strconv"

	"github.com/a-h/templ"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/views/staff"
)

// labelled is the form of one place in a group.
type labelled struct {
	Label locale.Text `form:"label"`
}

// labelSlot says in words who one place of a group is.
func (s *Server) labelSlot(w work) error {
	f, err := s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(w.Param("number"))
	if err != nil {
		return fault.New(fault.NotFound, "There is no such place in this group.")
	}
	var draft labelled
	version := 0
	for _, slot := range f.Slots {
		if slot.Number == number {
			draft.Label, version = slot.Label, slot.Version
		}
	}
	if version == 0 {
		return fault.New(fault.NotFound, "This group has no place %d.", number)
	}
	back := staff.CasePath(f.Case.Ref)
	return serve(w, sheet[labelled]{
		name: "slot", title: w.t("slot_of", "n", strconv.Itoa(number), "ref", string(f.Case.Ref)), back: back, draft: draft, version: version, ref: f.Case.Ref,
		fields: func(f *staff.Form) templ.Component { return staff.SlotFields(f) },
		save: func(in labelled) (string, error) {
			return back, s.o.Desk.LabelSlot(w.ctx(), w.by, f.Case.Ref, number, w.version(), in.Label, w.form.Get("reason"))
		},
		reload: func() (labelled, int, error) { return draft, version, nil },
	})
}
