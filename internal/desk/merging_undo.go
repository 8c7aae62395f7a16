package desk

import (
	"reflect"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// IsMergeOfPersons reports whether a revision is a part of making one person
// record of two, which is undone as a whole.
func IsMergeOfPersons(r casebook.Revision) bool { return r.Operation == mergePersons }

// unmergePersons undoes what made one person record of two, step by step, the
// last first: what was brought goes back, what was kept once is there twice
// again. What somebody changed since stays as they left it, with the person
// that it is on now. It answers with fault.Conflict when the two were parted
// already, or when one of their cases became another person's meanwhile.
func (a *act) unmergePersons(r casebook.Revision) error {
	a.name, a.merges = "UnmergePersons", true
	if a.asked == nil {
		a.asked = map[casebook.ID]bool{}
	}
	defer a.LookWhole()()
	done, err := a.Revisions(a.ctx, store.RevisionFilter{Operation: mergePersons, At: r.At, By: r.By, Limit: -1})
	if err != nil {
		return err
	}
	if err := a.mayUnmerge(done); err != nil {
		return err
	}
	for len(done) > 0 {
		n := 1
		for n < len(done) && done[n].SubjectKind == done[0].SubjectKind && done[n].SubjectID == done[0].SubjectID {
			n++
		}
		if err := a.undo(done[:n]); err != nil {
			return err
		}
		done = done[n:]
	}
	return nil
}

// mayUnmerge asks for the permission in every case that was brought, and sees
// that it is still where it was brought to.
func (a *act) mayUnmerge(done []casebook.Revision) error {
	for _, r := range done {
		switch {
		case r.Erased:
			return fault.New(fault.Conflict, "A part of what was put together was erased, so that it cannot be parted again. Open a case of its own for the second person.")
		case r.SubjectKind != casebook.OnCase || r.Field != "PersonID":
			continue
		}
		row, err := store.Get[casebook.Case](a.ctx, a.Tx, r.SubjectID)
		if err != nil {
			return err
		}
		if err := a.mayTouch(row); err != nil {
			return err
		}
		if string(row.PersonID) != r.Now {
			return fault.New(fault.Conflict, "These two were parted already, or put together with a third one since. Undo what was done last first.")
		}
	}
	return nil
}

// undo takes back what was done to one row at once.
func (a *act) undo(done []casebook.Revision) error {
	r := done[0]
	defer a.historyOf(a.caseID)()
	if r.CaseID != "" {
		a.caseID = r.CaseID
	}
	switch r.SubjectKind {
	case casebook.OnCase:
		return undoRow[casebook.Case](a, done)
	case casebook.OnName:
		return undoRow[casebook.Name](a, done)
	case casebook.OnClaim:
		return undoRow[casebook.Claim](a, done)
	case casebook.OnCitation:
		return undoRow[casebook.Citation](a, done)
	case casebook.OnPerson:
		if nationality(done) {
			return undoRow[casebook.Nationality](a, done)
		}
		return undoRow[casebook.Person](a, done)
	}
	return nil
}

// nationality tells the row of a nationality from that of a person: both are
// told of the person in the history.
func nationality(done []casebook.Revision) bool {
	for _, r := range done {
		if r.Field == "PersonID" || r.Field == "Basis" || r.Field == "Country" {
			return true
		}
	}
	return false
}

// undoRow makes a row what it was: back in its place when it is there, anew
// when it was taken away, and gone when it was made.
func undoRow[T any](a *act, done []casebook.Revision) error {
	r := done[0]
	was, err := store.Get[T](a.ctx, a.Tx, r.SubjectID)
	if fault.Is(err, fault.NotFound) {
		if !removed(done) {
			return nil // somebody took it away since
		}
		return insertAgain[T](a, done)
	} else if err != nil {
		return err
	}
	if made(done) {
		return a.unmake(r)
	}
	now := *was
	row, as := reflect.ValueOf(&now).Elem(), casebook.Fields(was)
	for _, r := range done {
		if r.Field == "" || as[r.Field] != r.Now {
			continue // somebody changed it since
		}
		if err := setText(row.FieldByName(r.Field), r.Was); err != nil {
			return err
		}
	}
	return shift(a, r.SubjectKind, r.SubjectID, was, &now)
}

// made reports whether the row was written by the merge: what it is about was
// nothing before.
func made(done []casebook.Revision) bool {
	for _, r := range done {
		if r.Field == "SubjectID" {
			return r.Was == ""
		}
	}
	return false
}

// removed reports whether the merge took the row away: what it was about is
// nothing afterwards. Of persons it took away the one that went alone.
func removed(done []casebook.Revision) bool {
	for _, r := range done {
		if (r.Field == "PersonID" || r.Field == "SubjectID") && r.Now == "" {
			return true
		}
	}
	return done[0].SubjectKind == casebook.OnPerson && !nationality(done)
}

// unmake takes a claim or a citation away that the merge made, unless somebody
// has said something of it since.
func (a *act) unmake(r casebook.Revision) error {
	if r.SubjectKind == casebook.OnCitation {
		return remove[casebook.Citation](a, r.SubjectKind, r.SubjectID)
	}
	err := remove[casebook.Claim](a, r.SubjectKind, r.SubjectID)
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	return err
}

// insertAgain writes a row that was taken away, under its own id.
func insertAgain[T any](a *act, done []casebook.Revision) error {
	row := new(T)
	setNew(row, done[0].SubjectID, a)
	v := reflect.ValueOf(row).Elem()
	for _, r := range done {
		if r.Field == "" {
			continue
		}
		if err := setText(v.FieldByName(r.Field), r.Was); err != nil {
			return err
		}
	}
	if err := store.Insert(a.Tx, row); err != nil {
		return err
	}
	empty := new(T)
	return a.record(casebook.Subject{Kind: done[0].SubjectKind, ID: done[0].SubjectID}, casebook.Changes(empty, row))
}
