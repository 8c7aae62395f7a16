package web

import (
	"strconv"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/views/staff"
)

// eraseRoutes erase what should never have been written down.
func (s *Server) eraseRoutes(d door) {
	d.sheet("/staff/revisions/:id/erase", s.reauthenticated(s.erase), access.ManageAccounts)
}

// erase shows what will be erased and asks why. Afterwards the whole history is
// checked, and the next page says that it still holds.
func (s *Server) erase(w work) error {
	id, err := strconv.ParseInt(w.Param("id"), 10, 64)
	if err != nil || id <= 0 {
		return nothingThere()
	}
	past, err := s.o.Desk.WouldErase(w.ctx(), w.by, id)
	if err != nil {
		return err
	}
	back := w.pageOfRevision(past[0])
	entries := w.operations(past, nil)
	for i := range entries { // there is nothing else to be done to them here
		for j := range entries[i].Changes {
			entries[i].Changes[j].Restore, entries[i].Changes[j].Erase = "", ""
		}
	}
	return serve(w, sheet[because]{
		name: "confirm", title: w.t("erase.title", "what", w.t("kind."+string(past[0].SubjectKind))+", "+w.fieldName(past[0].Field)), button: w.t("erase.do"), back: back,
		fields: func(f *staff.Form) templ.Component { return staff.EraseFields(f, entries) },
		save:   func(in because) (string, error) { return back, s.eraseAndVerify(w, id, len(past), in.Reason) },
	})
}

// eraseAndVerify erases, and says whether the history still holds. That it does
// not is no refusal: what was asked for is done.
func (s *Server) eraseAndVerify(w work, id int64, entries int, reason string) error {
	if err := s.o.Desk.EraseHistory(w.ctx(), w.by, id, reason); err != nil {
		return err
	}
	w.say("done", w.words.N("staff.erase.done", entries))
	head, err := s.o.Desk.VerifyHistory(w.ctx())
	switch {
	case fault.Is(err, fault.Conflict):
		w.say("warning", w.t("erase.broken"))
		return nil
	case err != nil:
		return err
	}
	w.say("note", w.t("erase.verified", "n", w.words.Number(int(head.Count))))
	return nil
}

// eraseAt gives where what a revision says can be erased, and nothing to
// whoever may not, or where there is nothing left of it.
func (w work) eraseAt(r casebook.Revision) string {
	if r.Erased || r.Erases != 0 || w.by.May(access.ManageAccounts) != nil {
		return ""
	}
	return "/staff/revisions/" + strconv.FormatInt(r.ID, 10) + "/erase"
}
