package web

import (
	"context"
	"net/url"
	"reflect"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/store"
	"habeas/views/staff"
)

// maxListed is how many cases the desk lists; search finds the rest.
const maxListed = 500

// listPage is how many lines a page of the other lists shows.
const listPage = 100

// page reads the page of a list that the address asks for, and tells the list
// what was searched and where it goes on. One row more than is shown is read,
// to know whether there is a next page.
func page[T any](w work, l *staff.ListPage, read func(context.Context, access.Actor, store.ListFilter) ([]T, error)) ([]T, error) {
	l.Query = w.QueryParam("q")
	rows, err := read(w.ctx(), w.by, store.ListFilter{Text: l.Query, Limit: listPage + 1, After: casebook.ID(w.QueryParam("after"))})
	if err != nil || len(rows) <= listPage {
		return rows, err
	}
	rows = rows[:listPage]
	last := reflect.ValueOf(rows[listPage-1]).FieldByName("ID").String()
	next := url.Values{"after": {last}}
	if l.Query != "" {
		next.Set("q", l.Query)
	}
	l.Next = w.Request().URL.Path + "?" + next.Encode()
	return rows, nil
}
