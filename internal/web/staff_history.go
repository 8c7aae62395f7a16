package web

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/views/staff"
)

// caseHistory shows every change to a case, the newest first.
func (s *Server) caseHistory(w work) error {
	f, err := s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	return s.history(w, w.t("history_of", "what", string(f.Case.Ref)), staff.CasePath(f.Case.Ref), store.RevisionFilter{CaseID: f.Case.ID}, w.namedIn(f))
}

// subjectHistory shows every change to one thing outside any case.
func (s *Server) subjectHistory(w work) error {
	on := w.on()
	switch {
	case on.Kind == casebook.OnCountry:
		if err := w.has(on.Kind); err != nil {
			return err
		}
	case on.Kind != casebook.OnSource && !slices.Contains(citable, on.Kind):
		return nothingThere()
	}
	return s.history(w, w.t("history_of", "what", w.t("kind."+string(on.Kind))), pageOf(on), store.RevisionFilter{SubjectKind: on.Kind, SubjectID: on.ID}, nil)
}

// pageOf gives the page of a thing that has one of its own.
func pageOf(on casebook.Subject) string {
	switch on.Kind {
	case casebook.OnSource:
		return staff.Under(staff.SourcesPath, on.ID)
	case casebook.OnCountry:
		return staff.Under(staff.CountriesPath, on.ID)
	}
	return whereStands(casebook.Citation{SubjectKind: on.Kind, SubjectID: on.ID}, "")
}

// historyPage is how many revisions a page of the history shows.
const historyPage = 200

func (s *Server) history(w work, title, to string, f store.RevisionFilter, named map[string]string) error {
	f.Limit = historyPage + 1
	if before := w.QueryParam("before"); before != "" {
		n, err := strconv.ParseInt(before, 10, 64)
		if err != nil || n <= 0 {
			return fault.Field("before", "This is the number of a revision. Follow the link “older” instead of writing it.")
		}
		f.Before = n
	}
	revisions, err := s.o.Desk.History(w.ctx(), w.by, f)
	if err != nil {
		return err
	}
	if len(revisions) == 0 && f.SubjectKind != "" && f.SubjectKind != casebook.OnCountry {
		return nothingThere() // whatever is or was in the casebook has a first revision
	}
	page := staff.HistoryPage{To: to}
	if len(revisions) > historyPage {
		revisions = revisions[:historyPage]
		page.Older = w.Request().URL.Path + "?before=" + strconv.FormatInt(revisions[historyPage-1].ID, 10)
	}
	page.Operations = w.operations(revisions, named)
	return w.show(staff.History(w.page(title), page))
}

// operations gathers the revisions of one instant, which one person made with
// one operation, into what they are to a reader: one thing that was done.
func (w work) operations(revisions []casebook.Revision, named map[string]string) []staff.Operation {
	var all []staff.Operation
	for _, r := range revisions {
		last := len(all) - 1
		if last < 0 || !all[last].At.Equal(r.At) || all[last].Name != r.Operation || all[last].By != r.ByName {
			all = append(all, staff.Operation{At: r.At, By: r.ByName, Name: r.Operation, Reason: r.Reason, Undo: undoAt(r)})
			last++
		}
		if r.Field != "" && !pointing[r.Field] {
			all[last].Changes = append(all[last].Changes, staff.Changed{
				Subject: string(r.SubjectKind), Field: w.fieldName(r.Field),
				Was: w.told(r.SubjectKind, r.Field, r.Was, named), Now: w.told(r.SubjectKind, r.Field, r.Now, named), Restore: restoreAt(r), Erase: w.eraseAt(r), Erased: r.Erased,
			})
		}
	}
	for _, o := range all {
		slices.Reverse(o.Changes) // within what was done at once, the order in which it was done
	}
	return all
}

// pointing are the fields that tie rows together and tell a reader nothing.
var pointing = map[string]bool{"SubjectKind": true, "SubjectID": true, "PersonID": true, "CaseID": true, "GroupID": true, "ReleaseID": true}

var humps = regexp.MustCompile(`([a-z])([A-Z])`)

// fieldName says a field of a row in the words of the forms, or in its own.
func (w work) fieldName(field string) string {
	snake := strings.ToLower(humps.ReplaceAllString(field, "${1}_${2}"))
	for _, key := range []string{snake, strings.TrimSuffix(snake, "_id")} {
		if w.words.Has("staff.field." + key) {
			return w.field(key)
		}
	}
	return strings.ReplaceAll(snake, "_", " ")
}
