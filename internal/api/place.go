package api

import "habeas/internal/export"

// facilities answers with the places of detention that have a page.
func (a *API) facilities(r *request) ([]byte, error) {
	s, err := r.stretch("country", "after", "limit")
	if err != nil {
		return nil, err
	}
	places, next, err := r.room.FacilitiesAfter(r.ctx(), s.country, s.after, s.limit)
	if err != nil {
		return nil, err
	}
	return r.list(page{r.links("after", next)}, export.Facilities(rows(places)))
}

// countries answers with all countries that have cases, most cases first.
func (a *API) countries(r *request) ([]byte, error) {
	if _, err := r.stretch(); err != nil {
		return nil, err
	}
	all, err := r.room.Countries(r.ctx())
	if err != nil {
		return nil, err
	}
	return r.list(page{r.links("", "")}, export.Countries(values(all)))
}
