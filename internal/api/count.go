package api

import "habeas/internal/export"

// counts answers with what claimants have counted, the oldest first.
func (a *API) counts(r *request) ([]byte, error) {
	s, err := r.stretch("country", "after", "limit")
	if err != nil {
		return nil, err
	}
	counts, next, err := r.room.CountsAfter(r.ctx(), s.country, s.after, s.limit)
	if err != nil {
		return nil, err
	}
	return r.list(page{r.links("after", next)}, export.Counts(rows(counts)))
}
