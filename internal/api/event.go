package api

import (
	"habeas/internal/export"
	"habeas/internal/fault"
)

// events answers with the timelines of one page of the list of cases. A page
// ends between two cases: what is told of one stays together, however its
// timeline grows meanwhile.
func (a *API) events(r *request) ([]byte, error) {
	q, err := r.query()
	if err != nil {
		return nil, err
	}
	cases, p, err := r.room.Told(r.ctx(), q)
	if err == nil && p.FellBack {
		err = invalid(fault.Fields{"sort": fault.Say("Too many cases are found for this order. Narrow the search, or leave this out.")})
	}
	if err != nil {
		return nil, err
	}
	return r.list(page{r.links("after", p.Next)}, export.Events(rows(cases)))
}
