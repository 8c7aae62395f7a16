package store

import (
	"context"

	"gorm.io/gorm"

	"habeas/internal/casebook"
)

// RevisionFilter narrows the history. Before is the id of the last revision of
// the page before.
type RevisionFilter struct {
	CaseID      casebook.ID
	SubjectKind casebook.SubjectKind
	SubjectID   casebook.ID
	Limit       int
	Before      int64
}

// Revisions gives the history, newest first.
func (r reads) Revisions(ctx context.Context, f RevisionFilter) ([]casebook.Revision, error) {
	q := gorm.G[casebook.Revision](r.db).Where("1 = 1")
	if f.CaseID != "" {
		q = q.Where("case_id = ?", f.CaseID)
	}
	if f.SubjectKind != "" {
		q = q.Where("subject_kind = ? AND subject_id = ?", f.SubjectKind, f.SubjectID)
	}
	if f.Before > 0 {
		q = q.Where("id < ?", f.Before)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 200
	}
	rows, err := q.Order("id DESC").Limit(limit).Find(ctx)
	return rows, asFault(err)
}
