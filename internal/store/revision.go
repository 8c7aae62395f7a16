package store

import (
	"context"
	"time"

	"habeas/internal/casebook"
)

// RevisionFilter narrows the history. Before is the id of the last revision of
// the page before.
type RevisionFilter struct {
	CaseID      casebook.ID
	SubjectKind casebook.SubjectKind
	SubjectID   casebook.ID
	Field       string
	ID          int64 // this one alone
	Operation   string
	At          time.Time   // with the operation and who did it: all that was done at once
	By          casebook.ID // of the account
	Limit       int         // 0 gives 200, a negative one all
	Before      int64
}

// Revisions gives the history, newest first.
func (r reads) Revisions(ctx context.Context, f RevisionFilter) ([]casebook.Revision, error) {
	q, err := from[casebook.Revision](r)
	if err != nil {
		return nil, err
	}
	if f.CaseID != "" {
		q = q.Where("case_id = ?", f.CaseID)
	}
	if f.SubjectKind != "" {
		q = q.Where("subject_kind = ? AND subject_id = ?", f.SubjectKind, f.SubjectID)
	}
	if f.Before > 0 {
		q = q.Where("id < ?", f.Before)
	}
	if f.Field != "" {
		q = q.Where("field = ?", f.Field)
	}
	if f.ID != 0 {
		q = q.Where("id = ?", f.ID)
	}
	if f.Operation != "" {
		q = q.Where(`operation = ? AND at = ? AND "by" = ?`, f.Operation, f.At, f.By)
	}
	limit := f.Limit
	if limit == 0 {
		limit = 200
	}
	rows, err := q.Order("id DESC").Limit(limit).Find(ctx)
	return rows, asFault(err)
}
