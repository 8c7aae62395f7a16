package store

import (
	"context"

	"gorm.io/gorm"
)

// asking is a question about the rows of one type. It does what the generic
// calls of GORM do, without them: those make the compiler write the whole of
// GORM anew for every type of row, which takes it a minute and two GiB.
type asking[T any] struct{ db *gorm.DB }

// rowsOf begins a question about the rows of a type, whoever asks.
func rowsOf[T any](db *gorm.DB) asking[T] { return asking[T]{db} }

// Where narrows a question.
func (q asking[T]) Where(query any, args ...any) asking[T] {
	return asking[T]{q.db.Where(query, args...)}
}

// Order orders what is found.
func (q asking[T]) Order(by any) asking[T] { return asking[T]{q.db.Order(by)} }

// Limit says how many rows are found at most.
func (q asking[T]) Limit(n int) asking[T] { return asking[T]{q.db.Limit(n)} }

// Take gives one row, or gorm.ErrRecordNotFound.
func (q asking[T]) Take(ctx context.Context) (row T, err error) {
	err = q.db.WithContext(ctx).Take(&row).Error
	return row, err
}

// Find gives every row.
func (q asking[T]) Find(ctx context.Context) (rows []T, err error) {
	err = q.db.WithContext(ctx).Find(&rows).Error
	return rows, err
}

// Create writes a row.
func (q asking[T]) Create(ctx context.Context, row *T) error {
	return q.db.WithContext(ctx).Create(row).Error
}

// Delete removes the rows.
func (q asking[T]) Delete(ctx context.Context) (int, error) {
	done := q.db.WithContext(ctx).Delete(new(T))
	return int(done.RowsAffected), done.Error
}
