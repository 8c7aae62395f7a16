package api

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"habeas/internal/export"
	"habeas/internal/fault"
	"habeas/internal/public"
	views "habeas/views/links"
)

// found is what is said of the cases that filters find.
type found struct {
	Total   int   `json:"total"`
	AtLeast bool  `json:"total_at_least"`     // there are so many, or more
	MayBe   int   `json:"withheld_may_match"` // cases that withhold what a filter asks for
	Links   links `json:"links"`
}

// cases answers with one page of the list of cases.
func (a *API) cases(r *request) ([]byte, error) {
	q, err := r.query()
	if err != nil {
		return nil, err
	}
	p, err := r.room.Listed(r.ctx(), q)
	if err == nil && p.FellBack {
		err = invalid(fault.Fields{"sort": fault.Say("Too many cases are found for this order. Narrow the search, or leave this out.")})
	}
	if err != nil {
		return nil, err
	}
	head := found{p.Total.N, p.Total.Capped, p.MayBe, r.links("after", p.Next)}
	return r.list(head, export.Cases(values(p.Rows)))
}

// one is a case with where else it is.
type one struct {
	Links struct {
		Self string `json:"self"`
		Page string `json:"page"` // for people
	} `json:"links"`
}

// oneCase answers with the published document of a case.
func (a *API) oneCase(r *request) ([]byte, error) {
	if _, err := r.stretch(); err != nil {
		return nil, err
	}
	if err := r.choose(membersOf[public.Case]()); err != nil {
		return nil, err
	}
	c, err := r.room.Case(r.ctx(), r.Param("ref"))
	if err != nil {
		return nil, err
	}
	var head one
	head.Links.Self = r.address(r.Request().URL.Query())
	head.Links.Page = views.Absolute(a.o.BaseURL, views.Case(r.words.Lang(), c.Case.Ref))
	var out bytes.Buffer
	if err := opening(&out, head); err != nil {
		return nil, err
	}
	body, err := json.Marshal(c.Case)
	if err == nil {
		body, err = r.chosen(body, membersOf[public.Case]())
	}
	if err != nil {
		return nil, err
	}
	out.Write(body)
	out.WriteString("}\n")
	return out.Bytes(), nil
}

// chosen gives an object with the members that are wanted, in their own order.
func (r *request) chosen(body []byte, order []string) ([]byte, error) {
	if len(r.wanted) == 0 {
		return body, nil
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(body, &all); err != nil {
		return nil, err
	}
	out := []byte("{")
	for _, name := range order {
		if value, has := all[name]; has && slices.Contains(r.wanted, name) {
			if len(out) > 1 {
				out = append(out, ',')
			}
			out = append(append(append(append(out, '"'), name...), '"', ':'), value...)
		}
	}
	return append(out, '}'), nil
}

// membersOf names the members of a published type as JSON has them.
func membersOf[T any]() (names []string) {
	t := reflect.TypeFor[T]()
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}
