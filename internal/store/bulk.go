package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"habeas/internal/casebook"
)

// Bulk writes many rows at once, for a synthetic or an imported casebook. It
// goes past GORM, which makes every statement anew: the statements of a table
// are prepared once and used for all its rows.
type Bulk struct {
	ctx      context.Context
	db       *gorm.DB
	now      time.Time
	prepared map[string]*sql.Stmt
	watched  bool
}

// bulkRows is how many rows are folded, or asked for, at a time.
const bulkRows = 500

// bulkValues is about how many values one statement carries: with more, making
// it ready costs more than it saves.
const bulkValues = 400

// loadPages is how much a load keeps in memory, in KiB: ids are random, so that
// every row touches pages all over its indexes.
const loadPages = 96 << 10

// loading is what the history calls a load.
const loading = "Load"

// Load runs fn in one transaction that may write without a revision for each
// row; one revision says that it happened. Numbers of references that the rows
// use are not given again.
func (s *Store) Load(ctx context.Context, fn func(b *Bulk) error) error {
	if err := s.write.WithContext(ctx).Exec(fmt.Sprintf("PRAGMA cache_size = %d", -loadPages)).Error; err != nil {
		return asFault(err)
	}
	defer func() {
		small := s.write.WithContext(context.WithoutCancel(ctx))
		small.Exec("PRAGMA cache_size = -2000")
		small.Exec("PRAGMA shrink_memory")
	}()
	return s.Write(ctx, func(tx *Tx) error {
		b := &Bulk{ctx: ctx, db: tx.db, now: tx.Now, prepared: map[string]*sql.Stmt{}}
		if err := errors.Join(fn(b), b.close()); err != nil {
			return err
		}
		if err := tx.db.Exec(takeNumbers).Error; err != nil {
			return asFault(err)
		}
		if err := tx.indexAll(); err != nil {
			return err
		}
		if err := tx.Append(casebook.Revision{At: tx.Now, By: "system", ByName: "Habeas", Operation: loading, SubjectKind: casebook.OnCase, SubjectID: "all"}); err != nil {
			return err
		}
		return b.noticed()
	})
}

// takeNumbers marks the numbers of all references as given.
const takeNumbers = `INSERT INTO serials (country, year, last)
	SELECT substr(ref, 1, 2), CAST(substr(ref, 4, 4) AS INTEGER), max(CAST(substr(ref, 9) AS INTEGER)) FROM cases GROUP BY 1, 2
	ON CONFLICT (country, year) DO UPDATE SET last = max(last, excluded.last)`

// Insert writes a slice of rows. What every row has and these do not say, a
// version and their times, is filled as it is for a single row.
func (b *Bulk) Insert(rows any) error {
	all := reflect.ValueOf(rows)
	if all.Len() == 0 {
		return nil
	}
	table, err := shape(b.db, rows)
	if err != nil {
		return err
	}
	fields := columns(table)
	for from, step := 0, max(1, bulkValues/len(fields)); from < all.Len(); from += step {
		if err := b.insert(table.Table, fields, all.Slice(from, min(from+step, all.Len()))); err != nil {
			return asFault(err)
		}
	}
	return nil
}

// columns gives the fields of a row that have a column.
func columns(table *schema.Schema) (fields []*schema.Field) {
	for _, name := range table.DBNames {
		fields = append(fields, table.FieldsByDBName[name])
	}
	return fields
}

// insert writes some rows with one statement.
func (b *Bulk) insert(table string, fields []*schema.Field, rows reflect.Value) error {
	stmt, err := b.statement(table, fields, rows.Len())
	if err != nil {
		return err
	}
	values := make([]any, 0, rows.Len()*len(fields))
	for i := range rows.Len() {
		for _, f := range fields {
			values = append(values, b.value(f, rows.Index(i)))
		}
	}
	_, err = stmt.ExecContext(b.ctx, values...)
	return err
}

// value gives what is written of one field of a row.
func (b *Bulk) value(f *schema.Field, row reflect.Value) any {
	value, zero := f.ValueOf(b.ctx, row)
	switch {
	case !zero:
	case f.AutoIncrement:
		return nil
	case f.AutoCreateTime > 0 || f.AutoUpdateTime > 0:
		return b.now
	case f.Name == "Version":
		return 1
	}
	return value
}

// statement gives the prepared statement that adds n rows to a table.
func (b *Bulk) statement(table string, fields []*schema.Field, n int) (*sql.Stmt, error) {
	key := fmt.Sprintf("%s %d", table, n)
	if stmt := b.prepared[key]; stmt != nil {
		return stmt, nil
	}
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = `"` + f.DBName + `"`
	}
	row := ", (?" + strings.Repeat(", ?", len(fields)-1) + ")"
	stmt, err := b.db.Statement.ConnPool.PrepareContext(b.ctx,
		`INSERT INTO "`+table+`" (`+strings.Join(names, ", ")+") VALUES "+strings.Repeat(row, n)[2:])
	if err == nil {
		b.prepared[key] = stmt
	}
	return stmt, err
}

// close lets go of what was prepared.
func (b *Bulk) close() error {
	var errs []error
	for _, stmt := range b.prepared {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(errs...)
}

// indexAll folds the names of every case and the titles on every list.
func (tx *Tx) indexAll() error {
	if err := eachPage(tx.db, "cases", tx.indexCases); err != nil {
		return err
	}
	return tx.indexLists()
}
