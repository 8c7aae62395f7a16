package store

import (
	"context"

	"habeas/internal/casebook"
)

// Awaitings gives what waits for a second person, the oldest first, with the
// cases it is about.
func (r reads) Awaitings(ctx context.Context) ([]casebook.Awaiting, map[casebook.ID]CaseLine, error) {
	rows, err := List[casebook.Awaiting](ctx, r, map[string]any{"state": casebook.AwaitsSecond}, "created_at")
	if err != nil {
		return nil, nil, err
	}
	ids := make([]casebook.ID, len(rows))
	for i, row := range rows {
		ids[i] = row.CaseID
	}
	lines, err := r.lines(ctx, ids)
	return rows, lines, err
}

// CasesOfPerson gives the cases of one person, the newest first.
func (r reads) CasesOfPerson(ctx context.Context, person casebook.ID) ([]casebook.Case, error) {
	if person == "" {
		return nil, nil
	}
	return List[casebook.Case](ctx, r, map[string]any{"person_id": person, "merged_into": casebook.ID("")}, "created_at desc")
}
