package store

import (
	"context"
	"reflect"

	"gorm.io/gorm"

	"habeas/internal/casebook"
)

// Bulk writes many rows at once, for a synthetic or an imported casebook.
type Bulk struct{ db *gorm.DB }

// bulkRows is how many rows one statement carries: SQLite takes 32,766 values.
const bulkRows = 500

// Load runs fn in one transaction that may write without a revision for each
// row; one revision says that it happened. Numbers of references that the rows
// use are not given again.
func (s *Store) Load(ctx context.Context, fn func(b *Bulk) error) error {
	return s.Write(ctx, func(tx *Tx) error {
		if err := fn(&Bulk{tx.db}); err != nil {
			return err
		}
		if err := tx.db.Exec(takeNumbers).Error; err != nil {
			return asFault(err)
		}
		if err := tx.indexAll(); err != nil {
			return err
		}
		return tx.Append(casebook.Revision{At: tx.Now, By: "system", ByName: "Habeas", Operation: "Load", SubjectKind: casebook.OnCase, SubjectID: "all"})
	})
}

// takeNumbers marks the numbers of all references as given.
const takeNumbers = `INSERT INTO serials (country, year, last)
	SELECT substr(ref, 1, 2), CAST(substr(ref, 4, 4) AS INTEGER), max(CAST(substr(ref, 9) AS INTEGER)) FROM cases GROUP BY 1, 2
	ON CONFLICT (country, year) DO UPDATE SET last = max(last, excluded.last)`

// Insert writes a slice of rows.
func (b *Bulk) Insert(rows any) error {
	if reflect.ValueOf(rows).Len() == 0 {
		return nil
	}
	return asFault(b.db.CreateInBatches(rows, bulkRows).Error)
}

// indexAll folds the names of every case, a page at a time.
func (tx *Tx) indexAll() error {
	for last := int64(0); ; {
		var page []struct {
			ID    casebook.ID
			Rowid int64
		}
		err := tx.db.Table("cases").Select("id, rowid").Where("rowid > ?", last).Order(made).Limit(bulkRows).Scan(&page).Error
		if err != nil || len(page) == 0 {
			return asFault(err)
		}
		ids := make([]casebook.ID, len(page))
		for i, row := range page {
			ids[i], last = row.ID, row.Rowid
		}
		if err := tx.indexCases(ids); err != nil {
			return err
		}
	}
}
