package desk_test

import (
	"errors"

	"habeas/internal/fault"
	"habeas/internal/shelf"
)

// shelf1 reads one document of the shelf.
func shelf1[T any](b *bench, kind, key string) (*T, error) {
	return shelf.Document[T](b.ctx, b.shelf, kind, key)
}

// fixes gives what a refusal says can be done.
func fixes(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) {
		return ""
	}
	return fault.Join(f.Fixes...).String()
}
