package shelf

import "habeas/internal/public"

// Title gives what lists and changes call a document of a kind.
func Title(kind string, document []byte) (public.Text, error) {
	f, err := faceOf(kind, document)
	return f.title, err
}

// RowOf gives the row of lists and exports of a case, before it is on any
// shelf.
func RowOf(c *public.Case) *public.Row { return rowOf(c) }

// Read gives a document that is not on any shelf yet.
func Read[T any](body []byte) (*T, error) {
	v := new(T)
	return v, decode(body, v)
}
