package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"habeas/internal/casebook"
)

// Reader is what rows can be read through: the store, or a transaction.
type Reader interface{ handle() *gorm.DB }

// reads holds every way of reading; the store and a transaction share it.
type reads struct{ db *gorm.DB }

func (r reads) handle() *gorm.DB { return r.db }

// Get gives a row by its id, or fault.NotFound.
func Get[T any](ctx context.Context, r Reader, id casebook.ID) (*T, error) {
	row, err := gorm.G[T](r.handle()).Where("id = ?", id).Take(ctx)
	if err != nil {
		return nil, asFault(err)
	}
	return &row, nil
}

// List gives the rows whose columns have the given values, in the given order
// ("created_at desc"; "rowid" is the order in which they came). Names that are no columns of the row are an error.
func List[T any](ctx context.Context, r Reader, where map[string]any, order ...string) ([]T, error) {
	shape, err := reads{r.handle()}.shape(new(T))
	if err != nil {
		return nil, err
	}
	q := gorm.G[T](r.handle()).Where("1 = 1")
	for _, column := range sortedKeys(where) {
		if shape.FieldsByDBName[column] == nil {
			return nil, fmt.Errorf("store: %s has no column %q", shape.Table, column)
		}
		q = q.Where("? = ?", gorm.Expr(`"`+column+`"`), where[column])
	}
	for _, by := range order {
		column, direction, _ := strings.Cut(by, " ")
		if shape.FieldsByDBName[column] == nil && column != "rowid" || direction != "" && direction != "desc" {
			return nil, fmt.Errorf("store: %s cannot be ordered by %q", shape.Table, by)
		}
		q = q.Order(column + " " + direction)
	}
	rows, err := q.Find(ctx)
	return rows, asFault(err)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// in gives the rows whose column holds one of the values, in chunks that
// SQLite takes.
func in[T any, V any](ctx context.Context, r reads, column string, values []V, order string) ([]T, error) {
	var all []T
	for chunk := range slices.Chunk(values, 1000) {
		rows, err := gorm.G[T](r.db).Where(column+" IN ?", chunk).Order(order).Find(ctx)
		if err != nil {
			return nil, asFault(err)
		}
		all = append(all, rows...)
	}
	return all, nil
}

// IsEmpty reports whether nothing has been entered yet.
func (r reads) IsEmpty(ctx context.Context) (bool, error) {
	for _, table := range []string{"cases", "sources", "counts", "users"} {
		var n int64
		if err := r.db.WithContext(ctx).Table(table).Limit(1).Count(&n).Error; err != nil || n > 0 {
			return false, asFault(err)
		}
	}
	return true, nil
}
