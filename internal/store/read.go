package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"habeas/internal/casebook"
)

// Reader is what rows can be read through: the store, or a transaction.
type Reader interface{ handle() reads }

// reads holds every way of reading; the store and a transaction share it.
type reads struct {
	db     *gorm.DB
	within bool // a transaction
	eyes        // whose sight it is
}

func (r reads) handle() reads { return r }

// made is the order in which rows were added. SQLite keeps it in a column that
// every table of rows has; VACUUM copies rows in this order.
const made = "rowid"

// snapshot runs fn on one state of the casebook: what is read in several steps
// must not be of before a change and of after it.
func (r reads) snapshot(ctx context.Context, fn func(r reads) error) error {
	if r.within {
		return fn(r)
	}
	return asFault(r.db.WithContext(ctx).Transaction(func(db *gorm.DB) error { return fn(reads{db, true, r.eyes}) }))
}

// Get gives a row by its id, or fault.NotFound.
func Get[T any](ctx context.Context, r Reader, id casebook.ID) (*T, error) {
	q, err := from[T](r.handle())
	if err != nil {
		return nil, err
	}
	row, err := q.Where("id = ?", id).Take(ctx)
	if err != nil {
		return nil, asFault(err)
	}
	return &row, nil
}

// List gives the rows whose columns have the given values, in the given order
// ("created_at desc") and then in the order in which they were added. Names
// that are no columns of the row are an error; an empty id stands for none.
func List[T any](ctx context.Context, r Reader, where map[string]any, order ...string) ([]T, error) {
	table, err := shape(r.handle().db, new(T))
	if err != nil {
		return nil, err
	}
	equal := map[string]any{}
	for column, value := range where {
		if table.FieldsByDBName[column] == nil {
			return nil, fmt.Errorf("store: %s has no column %q", table.Table, column)
		}
		if id, ok := value.(casebook.ID); ok && id == "" {
			value = nil
		}
		equal[column] = value
	}
	q := rowsOf[T](r.handle().db).Where(r.handle().seen(table)).Where(equal)
	for _, by := range order {
		sorted, err := orderBy(table, by)
		if err != nil {
			return nil, err
		}
		q = q.Order(sorted)
	}
	rows, err := q.Order(made).Find(ctx)
	return rows, asFault(err)
}

// orderBy checks an order. Rows without a time of their own are ordered by
// created_at as they were added.
func orderBy(table *schema.Schema, by string) (string, error) {
	column, direction, _ := strings.Cut(by, " ")
	if table.FieldsByDBName[column] == nil && column != made && column != "created_at" || direction != "" && direction != "desc" {
		return "", fmt.Errorf("store: %s cannot be ordered by %q", table.Table, by)
	}
	if table.FieldsByDBName[column] == nil {
		column = made
	}
	return `"` + column + `" ` + direction, nil
}

// shape is what GORM knows of a row's type.
func shape(db *gorm.DB, row any) (*schema.Schema, error) {
	statement := &gorm.Statement{DB: db}
	err := statement.Parse(row)
	return statement.Schema, err
}

// many is how many values a condition names at once: SQLite takes 32,766.
const many = 10_000

// in gives the rows whose column holds one of the values, in the order in
// which they were added, as long as there are not too many for one question.
func in[T any, V any](ctx context.Context, r reads, column string, values []V) ([]T, error) {
	var all []T
	for chunk := range slices.Chunk(values, many) {
		q, err := from[T](r)
		if err != nil {
			return nil, err
		}
		rows, err := q.Where(column+" IN ?", chunk).Order(made).Find(ctx)
		if err != nil {
			return nil, asFault(err)
		}
		all = append(all, rows...)
	}
	return all, nil
}

// IsEmpty reports whether nothing has been entered yet, accounts included.
func (r reads) IsEmpty(ctx context.Context) (bool, error) {
	for _, table := range []string{"revisions", "cases", "sources", "users"} {
		var n int
		if err := r.db.WithContext(ctx).Raw("SELECT count(*) FROM (SELECT 1 FROM " + table + " LIMIT 1)").Scan(&n).Error; err != nil || n > 0 {
			return false, asFault(err)
		}
	}
	return true, nil
}
