package web

import (
	"net/http"
	"net/url"
	"strings"

	"habeas/internal/access"
	"habeas/views/staff"
)

// draftRoutes let go of what somebody has not finished. To keep a form it is
// sent to its own address: whoever may not use a form cannot keep it.
func (s *Server) draftRoutes(d door) {
	d.act("/staff/drafts/:id/discard", s.discardDraft, access.ReadCasebook)
}

// long are the forms without lists to choose from that take a while to fill.
// What lists sources takes one as well. No other form is kept: some carry
// passwords, and some are sealed where they are saved.
var long = map[string]bool{"case": true, "consent": true}

func (sh sheet[D]) keeps() bool { return sh.lists != 0 || long[sh.name] }

// notKept are the fields of a form that are no text of anybody's.
func notKept(name string) bool {
	return name == "csrf" || name == "keep" || name == "more" || name == "find" || name == "merge" || name == "edit" || name == "draft" ||
		strings.HasPrefix(name, "find.") || strings.HasPrefix(name, "found.") || strings.HasPrefix(name, "choose:") || strings.HasPrefix(name, "m:")
}

// keep keeps what was sent of a form that is not finished. A script gets an
// empty answer and stays where it is.
func (w work) keep(f *staff.Form) error {
	kept := url.Values{}
	for name, values := range w.form {
		if !notKept(name) {
			kept[name] = values
		}
	}
	if err := w.s.o.Desk.KeepDraft(w.ctx(), w.by, f.Action, f.Title, kept.Encode()); err != nil {
		return err
	}
	if w.form.Get("keep") == "auto" {
		return w.NoContent(http.StatusNoContent)
	}
	w.say("done", w.t("draft.kept"))
	return w.goTo(staff.HomePath)
}

// offerDraft puts what was kept of a form into it when the address says so,
// and otherwise says that there is something.
func (w work) offerDraft(f *staff.Form) error {
	mine, err := w.s.o.Desk.Drafts(w.ctx(), w.by, f.Action)
	if err != nil || len(mine) == 0 {
		return err
	}
	d := mine[0]
	if w.QueryParam("draft") == "" {
		f.Draft = staff.Unfinished{ID: string(d.ID), At: w.instant(d.UpdatedAt), To: withDraft(d.Path)}
		return nil
	}
	kept, err := url.ParseQuery(d.Form)
	if err != nil {
		return err
	}
	f.Values, f.Base = kept, kept.Get("base")
	if version := numberOf(kept.Get("version")); version > 0 {
		f.Version = version
	}
	return nil
}

// withDraft is the address of a form that opens with its draft.
func withDraft(path string) string {
	if strings.Contains(path, "?") {
		return path + "&draft=1"
	}
	return path + "?draft=1"
}

// unfinishedDrafts lists what whoever looks has not finished.
func (w work) unfinishedDrafts() ([]staff.Unfinished, error) {
	mine, err := w.s.o.Desk.Drafts(w.ctx(), w.by, "")
	var list []staff.Unfinished
	for _, d := range mine {
		list = append(list, staff.Unfinished{ID: string(d.ID), Title: d.Title, At: w.instant(d.UpdatedAt), To: withDraft(d.Path)})
	}
	return list, err
}

func (s *Server) discardDraft(w work) error {
	if err := s.o.Desk.DiscardDraft(w.ctx(), w.by, w.id()); err != nil {
		return err
	}
	w.say("done", w.t("draft.discarded"))
	return w.goTo(staff.HomePath)
}
