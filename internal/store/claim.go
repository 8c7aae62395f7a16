package store

import (
	"context"

	"habeas/internal/casebook"
)

// Contested gives the claims that may ask whether we go by the right value,
// with every other claim on the same fields, oldest first: those disputed or
// also reported, and those we go by that were retracted. Kinds narrow it to
// subjects of these; without any it is all.
func (r reads) Contested(ctx context.Context, kinds ...casebook.SubjectKind) ([]casebook.Claim, error) {
	q, err := from[casebook.Claim](r)
	if err != nil {
		return nil, err
	}
	if len(kinds) > 0 {
		q = q.Where("claims.subject_kind IN ?", kinds)
	}
	rows, err := q.Where(`EXISTS (SELECT 1 FROM claims AS k WHERE k.subject_id = claims.subject_id AND k.subject_kind = claims.subject_kind AND k.field = claims.field
		AND (k.standing IN ('disputed', 'also_reported') AND k.retracted_at IS NULL OR k.standing = 'accepted' AND k.retracted_at IS NOT NULL))`).Order(made).Find(ctx)
	return rows, asFault(err)
}
