package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"habeas/internal/casebook"
)

// OpenReview gives the review of a subject that is waiting or scheduled, nil
// when there is none.
func (r reads) OpenReview(ctx context.Context, kind casebook.SubjectKind, id casebook.ID) (*casebook.Review, error) {
	row, err := rowsOf[casebook.Review](r.db).Where("subject_kind = ? AND subject_id = ? AND state IN ?", kind, id, open).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, asFault(err)
	}
	return &row, nil
}

var open = []casebook.ReviewState{casebook.Waiting, casebook.Scheduled}

// OpenReviews gives every review that is waiting or scheduled, the oldest
// request first.
func (r reads) OpenReviews(ctx context.Context) ([]casebook.Review, error) {
	rows, err := rowsOf[casebook.Review](r.db).Where("state IN ?", open).Order("created_at").Order(made).Find(ctx)
	return rows, asFault(err)
}

// ClosedReviews gives the reviews that are over, the last one first.
func (r reads) ClosedReviews(ctx context.Context, limit int) ([]casebook.Review, error) {
	rows, err := rowsOf[casebook.Review](r.db).Where("state NOT IN ?", open).Order("updated_at DESC").Order(made + " DESC").Limit(limit).Find(ctx)
	return rows, asFault(err)
}

// LastReview gives the newest review of a subject, nil when there is none.
func (r reads) LastReview(ctx context.Context, kind casebook.SubjectKind, id casebook.ID) (*casebook.Review, error) {
	row, err := rowsOf[casebook.Review](r.db).Where("subject_kind = ? AND subject_id = ?", kind, id).Order("created_at DESC").Order(made + " DESC").Limit(1).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, asFault(err)
	}
	return &row, nil
}
