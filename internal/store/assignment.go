package store

import (
	"context"

	"habeas/internal/casebook"
)

// AssignmentsOf gives who has which part in a case, the longest there first.
// It answers for every case, since it is what the rest is decided by.
func (r reads) AssignmentsOf(ctx context.Context, id casebook.ID) ([]casebook.Assignment, error) {
	return List[casebook.Assignment](ctx, r.whole(), map[string]any{"case_id": id}, "since")
}

// NamingsOf gives who is named on a restricted thing outside any case.
func (r reads) NamingsOf(ctx context.Context, on casebook.Subject) ([]casebook.Naming, error) {
	return List[casebook.Naming](ctx, r.whole(), map[string]any{"subject_kind": on.Kind, "subject_id": on.ID}, "since")
}

// CaseByRef gives the row of a case and nothing that hangs on it, for whoever
// decides about it, or fault.NotFound.
func (r reads) CaseByRef(ctx context.Context, ref casebook.Ref) (*casebook.Case, error) {
	q, err := from[casebook.Case](r)
	if err != nil {
		return nil, err
	}
	row, err := q.Where("ref = ?", ref).Take(ctx)
	if err != nil {
		return nil, asFault(err)
	}
	return &row, nil
}

// WorkedOnBy gives the cases that are somebody's own.
func (r reads) WorkedOnBy(ctx context.Context, user casebook.ID) ([]casebook.Assignment, error) {
	rows, err := rowsOf[casebook.Assignment](r.db).Where("user_id = ? AND part <> ?", user, casebook.PartNamed).Order("since").Find(ctx)
	return rows, asFault(err)
}

// DeleteAssignment ends a part in a case.
func DeleteAssignment(tx *Tx, id casebook.ID) error {
	tx.changed = true
	return asFault(tx.db.Exec("DELETE FROM assignments WHERE id = ?", id).Error)
}

// DeleteNaming takes somebody off a restricted thing.
func DeleteNaming(tx *Tx, id casebook.ID) error {
	tx.changed = true
	return asFault(tx.db.Exec("DELETE FROM namings WHERE id = ?", id).Error)
}
