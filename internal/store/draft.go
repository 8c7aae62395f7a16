package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// Draft is a form that somebody has not finished, as it was sent. It is theirs
// alone: every question names whose it is. The store cannot open it.
type Draft struct {
	ID        casebook.ID
	UserID    casebook.ID
	Path      string // of the form
	Sealed    []byte // what was typed
	UpdatedAt time.Time
}

// KeepDraft keeps a form in place of what was kept of it before. It gives
// fault.TooLarge when the person has more drafts than most.
func (s *Store) KeepDraft(ctx context.Context, d Draft, most int) error {
	return s.transact(ctx, func(db *gorm.DB) error {
		var others int64
		if err := db.Table("drafts").Where("user_id = ? AND path <> ?", d.UserID, d.Path).Count(&others).Error; err != nil {
			return err
		}
		if int(others) >= most {
			return fault.New(fault.TooLarge, "You keep %d drafts already. Finish or discard one of them first: they are listed on the first page of the desk.", most)
		}
		return db.Exec(`INSERT INTO drafts (id, user_id, path, sealed, updated_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (user_id, path) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at`,
			d.ID, d.UserID, d.Path, d.Sealed, d.UpdatedAt).Error
	})
}

// ExpireDrafts lets go of every draft that was last kept before an instant, and
// gives how many those were.
func (s *Store) ExpireDrafts(ctx context.Context, before time.Time) (n int, err error) {
	err = s.transact(ctx, func(db *gorm.DB) error {
		done := db.Exec("DELETE FROM drafts WHERE updated_at < ?", before)
		n = int(done.RowsAffected)
		return done.Error
	})
	return n, err
}

// AllDrafts gives the drafts of everybody, for the keys to be wrapped anew.
func (tx *Tx) AllDrafts() ([]Draft, error) {
	rows, err := rowsOf[Draft](tx.db).Order("id").Find(tx.ctx)
	return rows, asFault(err)
}

// ResealDraft puts another wrapping of the same draft in place.
func (tx *Tx) ResealDraft(id casebook.ID, sealed []byte) error {
	return asFault(tx.db.Exec("UPDATE drafts SET sealed = ? WHERE id = ?", sealed, id).Error)
}

// DropDraft lets go of what a person kept of a form, by its path or its id.
func (s *Store) DropDraft(ctx context.Context, user casebook.ID, path string, id casebook.ID) error {
	return s.transact(ctx, func(db *gorm.DB) error {
		return db.Exec("DELETE FROM drafts WHERE user_id = ? AND (path = ? OR id = ?)", user, path, string(id)).Error
	})
}

// Drafts gives what a person kept since an instant, the last first; of one
// path alone when it is given.
func (r reads) Drafts(ctx context.Context, user casebook.ID, path string, since time.Time) ([]Draft, error) {
	q := rowsOf[Draft](r.db).Where("user_id = ? AND updated_at >= ?", user, since)
	if path != "" {
		q = q.Where("path = ?", path)
	}
	rows, err := q.Order("updated_at DESC, id").Find(ctx)
	return rows, asFault(err)
}
