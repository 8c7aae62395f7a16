// Package export writes cases as files: CSV, JSON and NDJSON, with the columns
// and the order that interface.md promises, in constant memory.
package export

import (
	"io"
	"iter"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

// Cases is what one export of cases is made of.
type Cases = iter.Seq2[*public.Row, error]

// CSV writes cases as comma-separated values.
func CSV(w io.Writer, words *locale.Words, today when.Day, baseURL string, rows Cases) error {
	panic("todo")
}

// JSON writes cases as one JSON array.
func JSON(w io.Writer, words *locale.Words, today when.Day, baseURL string, rows Cases) error {
	panic("todo")
}

// NDJSON writes cases as one JSON object a line.
func NDJSON(w io.Writer, words *locale.Words, today when.Day, baseURL string, rows Cases) error {
	panic("todo")
}
