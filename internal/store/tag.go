package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"habeas/internal/casebook"
)

// TagsOf gives the words that staff put on some cases, in alphabetical order.
func (r reads) TagsOf(ctx context.Context, ids ...casebook.ID) (map[casebook.ID][]string, error) {
	var rows []struct {
		CaseID casebook.ID
		Tag    string
	}
	err := r.db.WithContext(ctx).Raw("SELECT case_id, tag FROM case_tags WHERE case_id IN ? AND "+r.open("case_id")+" ORDER BY tag", ids).Scan(&rows).Error
	tags := map[casebook.ID][]string{}
	for _, row := range rows {
		tags[row.CaseID] = append(tags[row.CaseID], row.Tag)
	}
	return tags, asFault(err)
}

// AllTags gives every word in use on cases that the one who asks may see.
func (r reads) AllTags(ctx context.Context) (tags []string, err error) {
	err = r.db.WithContext(ctx).Raw("SELECT DISTINCT tag FROM case_tags WHERE " + r.open("case_id") + " ORDER BY tag LIMIT 500").Scan(&tags).Error
	return tags, asFault(err)
}

// PutTag puts a word on a case; TakeTag takes it off. Both say whether that
// changed anything.
func (tx *Tx) PutTag(id casebook.ID, tag string) (bool, error) {
	done := tx.db.Exec("INSERT OR IGNORE INTO case_tags VALUES (?, ?)", id, tag)
	tx.changed = tx.changed || done.RowsAffected > 0
	return done.RowsAffected > 0, asFault(done.Error)
}

// TakeTag is the reverse of PutTag.
func (tx *Tx) TakeTag(id casebook.ID, tag string) (bool, error) {
	done := tx.db.Exec("DELETE FROM case_tags WHERE case_id = ? AND tag = ?", id, tag)
	tx.changed = tx.changed || done.RowsAffected > 0
	return done.RowsAffected > 0, asFault(done.Error)
}

// SavedFilter is a narrowing of the list of cases that somebody gave a name.
type SavedFilter struct {
	ID        casebook.ID `gorm:"primaryKey"`
	UserID    casebook.ID
	Name      string
	Query     string // of the address of the list
	CreatedAt time.Time
}

// FiltersOf gives the filters of one person, by name.
func (r reads) FiltersOf(ctx context.Context, who casebook.ID) ([]SavedFilter, error) {
	rows, err := rowsOf[SavedFilter](r.db).Where("user_id = ?", who).Order("name").Limit(100).Find(ctx)
	return rows, asFault(err)
}

// KeepFilter keeps a filter; one of the same name is written over. It is no
// part of the casebook and has no revision.
func (s *Store) KeepFilter(ctx context.Context, f SavedFilter) error {
	return s.transact(ctx, func(db *gorm.DB) error {
		return db.Exec(`INSERT INTO saved_filters VALUES (?, ?, ?, ?, ?) ON CONFLICT (user_id, name) DO UPDATE SET query = excluded.query`,
			f.ID, f.UserID, f.Name, f.Query, s.Instant()).Error
	})
}

// DropFilter takes a filter away from the one whose it is, and says whether
// there was one.
func (s *Store) DropFilter(ctx context.Context, who, id casebook.ID) (there bool, err error) {
	err = s.transact(ctx, func(db *gorm.DB) error {
		done := db.Exec("DELETE FROM saved_filters WHERE id = ? AND user_id = ?", id, who)
		there = done.RowsAffected > 0
		return done.Error
	})
	return there, err
}
