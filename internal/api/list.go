package api

import (
	"bytes"
	"encoding/json"
	"iter"
	"net/url"

	"habeas/internal/export"
)

// links are the addresses that an answer leads to.
type links struct {
	Self string  `json:"self"`
	Next *string `json:"next"` // null at the end of a list
}

// links gives the address of this answer, and that of the next page when it has
// a cursor.
func (r *request) links(parameter, cursor string) links {
	asked := r.Request().URL.Query()
	l := links{Self: r.address(asked)}
	if cursor != "" {
		asked.Set(parameter, cursor)
		next := r.address(asked)
		l.Next = &next
	}
	return l
}

func (r *request) address(asked url.Values) string {
	at := url.URL{Path: r.Request().URL.Path, RawQuery: asked.Encode()}
	return r.api.o.BaseURL + at.String()
}

// list writes rows behind what is said of all of them.
func (r *request) list(head any, t export.Table) ([]byte, error) {
	if err := r.choose(t.Columns(r.words)); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := opening(&out, head); err != nil {
		return nil, err
	}
	if err := export.Objects(&out, r.style(), t, r.wanted); err != nil {
		return nil, err
	}
	out.WriteString("}\n")
	return out.Bytes(), nil
}

// opening writes an object up to the value of its last member, data.
func opening(out *bytes.Buffer, head any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false) // addresses stay readable; no page of ours shows them
	if err := enc.Encode(head); err != nil {
		return err
	}
	out.Truncate(out.Len() - len("}\n"))
	out.WriteString(",\n\"data\":")
	return nil
}

// page is what is said of the rows of a list without a total.
type page struct {
	Links links `json:"links"`
}

// rows lends rows one after the other.
func rows[T any](all []*T) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for _, one := range all {
			if !yield(one, nil) {
				return
			}
		}
	}
}

// values lends the rows of a list that holds them itself.
func values[T any](all []T) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for i := range all {
			if !yield(&all[i], nil) {
				return
			}
		}
	}
}
