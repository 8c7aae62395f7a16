package web

import (
	"strconv"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/views/staff"
)

// restoreRoutes give one field the value back that it had before.
func (s *Server) restoreRoutes(d door) {
	d.sheet("/staff/revisions/:id/restore", s.restore, access.EditCasebook)
}

// restore asks, for the reason as well, and restores.
func (s *Server) restore(w work) error {
	id, err := strconv.ParseInt(w.Param("id"), 10, 64)
	if err != nil || id <= 0 {
		return nothingThere()
	}
	r, err := s.o.Desk.Revision(w.ctx(), w.by, id)
	if err != nil {
		return err
	}
	if err := desk.Restorable(r); err != nil {
		return err
	}
	if desk.IsMergeOfPersons(r) {
		return confirm(w, asked{
			title: w.t("merging.undo"), button: w.t("merging.undo.do"), lead: w.t("merging.undo.lead"), back: w.pageOfRevision(r),
			do: func(reason string) error { return s.o.Desk.Restore(w.ctx(), w.by, id, reason) },
		})
	}
	before := w.told(r.SubjectKind, r.Field, r.Was, nil)
	if before == "" {
		before = w.t("nothing")
	}
	return confirm(w, asked{
		title: w.t("restore.title", "what", w.fieldName(r.Field)), button: w.t("restore.do"), lead: w.t("restore.lead"), back: w.pageOfRevision(r),
		what: []string{before},
		do:   func(reason string) error { return s.o.Desk.Restore(w.ctx(), w.by, id, reason) },
	})
}

// pageOfRevision gives the history in which a revision is shown.
func (w work) pageOfRevision(r casebook.Revision) string {
	if r.CaseID != "" {
		if ref, err := w.s.o.Desk.RefOf(w.ctx(), w.by, r.CaseID); err == nil && ref != "" {
			return staff.CasePath(ref, "history")
		}
	}
	return staff.On("history", casebook.Subject{Kind: r.SubjectKind, ID: r.SubjectID})
}

// restoreAt gives where the value before a revision can be restored, and
// nothing when it cannot be by itself.
func restoreAt(r casebook.Revision) string {
	if desk.IsMergeOfPersons(r) || desk.Restorable(r) != nil {
		return ""
	}
	return revisionPath(r)
}

// undoAt gives where the whole of what a revision is a part of can be undone.
func undoAt(r casebook.Revision) string {
	if !desk.IsMergeOfPersons(r) {
		return ""
	}
	return revisionPath(r)
}

func revisionPath(r casebook.Revision) string {
	return "/staff/revisions/" + strconv.FormatInt(r.ID, 10) + "/restore"
}
