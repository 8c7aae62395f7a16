package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// Tx is one transaction. Reads inside it see what it has written.
type Tx struct {
	reads
	Now      time.Time // the one instant of everything it writes
	ctx      context.Context
	changed  bool
	recorded bool
}

// Write runs fn in one transaction: all of it is kept, or none. A change to the
// casebook without a revision is not kept either, and neither is anything when
// fn panics.
func (s *Store) Write(ctx context.Context, fn func(tx *Tx) error) error {
	err := s.write.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		tx := &Tx{reads: reads{db}, Now: s.now().UTC().Truncate(time.Microsecond), ctx: ctx}
		if err := fn(tx); err != nil {
			return err
		}
		if tx.changed && !tx.recorded {
			return errors.New("store: the casebook was changed without a revision")
		}
		return nil
	})
	return asFault(err)
}

// Insert adds a row of the casebook.
func Insert[T any](tx *Tx, row *T) error {
	tx.changed = true
	return asFault(gorm.G[T](tx.db).Create(tx.ctx, row))
}

// Update writes the named fields of a row, empty ones too. A row that carries
// a version is saved only if nobody saved it since it was read, and carries the
// next version afterwards; otherwise Update gives fault.Conflict, or
// fault.NotFound when the row is gone.
func Update[T any](tx *Tx, row *T, fields ...string) error {
	shape, err := tx.shape(row)
	if err != nil {
		return err
	}
	v := reflect.ValueOf(row).Elem()
	values := map[string]any{}
	for _, name := range fields {
		f := shape.LookUpField(name)
		if f == nil {
			return fmt.Errorf("store: %s has no field %s", shape.Table, name)
		}
		values[f.DBName] = f.ReflectValueOf(tx.ctx, v).Interface()
	}
	where := tx.db.Table(shape.Table).Where("id = ?", v.FieldByName("ID").Interface())
	version := v.FieldByName("Version")
	if version.IsValid() {
		where = where.Where("version = ?", version.Int())
		values["version"] = version.Int() + 1
	}
	if shape.LookUpField("UpdatedAt") != nil {
		values["updated_at"] = tx.Now
	}
	tx.changed = true
	done := where.Updates(values)
	if done.Error != nil {
		return asFault(done.Error)
	}
	if done.RowsAffected == 0 {
		return tx.lost(shape.Table, v)
	}
	if version.IsValid() {
		version.SetInt(version.Int() + 1)
	}
	return nil
}

// lost says why an update reached no row.
func (tx *Tx) lost(table string, v reflect.Value) error {
	var n int64
	if err := tx.db.Table(table).Where("id = ?", v.FieldByName("ID").Interface()).Count(&n).Error; err != nil {
		return asFault(err)
	}
	if n == 0 {
		return fault.New(fault.NotFound, "This is no longer there.")
	}
	return fault.New(fault.Conflict, "Somebody else saved this first. Compare what is stored now with your text, and save again.")
}

// Delete removes a row of the casebook. Rows that others point at stay, with
// fault.Conflict.
func Delete[T any](tx *Tx, id casebook.ID) error {
	tx.changed = true
	n, err := gorm.G[T](tx.db).Where("id = ?", id).Delete(tx.ctx)
	if err == nil && n == 0 {
		err = gorm.ErrRecordNotFound
	}
	return asFault(err)
}

// Append adds revisions to the history.
func (tx *Tx) Append(revisions ...casebook.Revision) error {
	tx.recorded = true
	return asFault(gorm.G[casebook.Revision](tx.db).CreateInBatches(tx.ctx, &revisions, 100))
}

// NextRef gives the next reference of a country and year. A number is never
// given twice, whatever becomes of its case.
func (tx *Tx) NextRef(country string, year int) (casebook.Ref, error) {
	var last int
	err := tx.db.Raw(`INSERT INTO serials (country, year, last) VALUES (?, ?, 1)
		ON CONFLICT (country, year) DO UPDATE SET last = last + 1 RETURNING last`, country, year).Scan(&last).Error
	return casebook.Ref(fmt.Sprintf("%s-%04d-%04d", country, year, last)), asFault(err)
}

// shape is what GORM knows of a row's type.
func (r reads) shape(row any) (*schema.Schema, error) {
	statement := &gorm.Statement{DB: r.db}
	err := statement.Parse(row)
	return statement.Schema, err
}

// Bulk writes many rows at once, for a synthetic or an imported casebook.
type Bulk struct{ tx *Tx }

// Load runs fn in one transaction that may write without a revision for each
// row; one revision says that it happened.
func (s *Store) Load(ctx context.Context, fn func(b *Bulk) error) error {
	return s.Write(ctx, func(tx *Tx) error {
		if err := fn(&Bulk{tx}); err != nil {
			return err
		}
		tx.changed = true
		return tx.Append(casebook.Revision{At: tx.Now, By: "system", ByName: "Habeas", Operation: "Load", SubjectKind: casebook.OnCase, SubjectID: "all"})
	})
}

// bulkRows is how many rows one statement carries: SQLite takes 32,766 values.
const bulkRows = 500

// Insert writes a slice of rows.
func (b *Bulk) Insert(rows any) error {
	if reflect.ValueOf(rows).Len() == 0 {
		return nil
	}
	return asFault(b.tx.db.CreateInBatches(rows, bulkRows).Error)
}

// sortBy keeps rows in an order that the rules of the casebook give.
func sortBy[T any](rows []T, less func(a, b T) int) []T {
	slices.SortStableFunc(rows, less)
	return rows
}
