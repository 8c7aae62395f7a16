package store

import (
	"context"

	"gorm.io/gorm"

	"habeas/internal/casebook"
)

// Captures gives what is kept of a source, the newest first.
func (r reads) Captures(ctx context.Context, source casebook.ID) ([]casebook.Capture, error) {
	return List[casebook.Capture](ctx, r, map[string]any{"source_id": source}, "at desc")
}

// EachCapture calls fn with every capture, in the order of their ids.
func (r reads) EachCapture(ctx context.Context, fn func(c casebook.Capture) error) error {
	var rows []casebook.Capture
	return asFault(r.db.WithContext(ctx).FindInBatches(&rows, 500, func(*gorm.DB, int) error {
		for _, c := range rows {
			if err := fn(c); err != nil {
				return err
			}
		}
		return nil
	}).Error)
}

// HeldBy gives who had a capture in hand, in the order of time.
func (r reads) HeldBy(ctx context.Context, capture casebook.ID) ([]casebook.Custody, error) {
	return List[casebook.Custody](ctx, r, map[string]any{"capture_id": capture}, "at")
}

// Log adds a row that tells what was done and changes nothing of the casebook:
// it needs no revision.
func Log[T any](tx *Tx, row *T) error {
	return asFault(rowsOf[T](tx.db).Create(tx.ctx, row))
}
