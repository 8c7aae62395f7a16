package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"habeas/internal/casebook"
)

// Look says that a person looked at a case within an hour, and whether at its
// private file as well.
type Look struct {
	CaseID   casebook.ID
	Hour     time.Time
	UserID   casebook.ID
	UserName string
	Private  bool
}

// Instant gives the time by the store's clock.
func (s *Store) Instant() time.Time { return s.now().UTC().Truncate(time.Microsecond) }

// NoteLook keeps that somebody looked: one row for a person, a case and an
// hour, however often. It is no change to the casebook and has no revision.
func (s *Store) NoteLook(ctx context.Context, l Look) error {
	return s.transact(ctx, func(db *gorm.DB) error {
		return db.Exec(`INSERT INTO looks (case_id, hour, user_id, user_name, private) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (case_id, hour, user_id) DO UPDATE SET private = max(private, excluded.private)`,
			l.CaseID, l.Hour.UTC().Truncate(time.Hour), l.UserID, l.UserName, l.Private).Error
	})
}

// LooksAt gives who looked at a case, the latest first.
func (r reads) LooksAt(ctx context.Context, id casebook.ID, limit int) ([]Look, error) {
	rows, err := rowsOf[Look](r.db).Where("case_id = ?", id).Order("hour DESC, user_name").Limit(limit).Find(ctx)
	return rows, asFault(err)
}
