package api

import "habeas/internal/export"

// releases answers with the release events, newest first: one row for each
// case's part in one, and one for an event in which no case has a part.
func (a *API) releases(r *request) ([]byte, error) {
	s, err := r.stretch("after", "limit")
	if err != nil {
		return nil, err
	}
	parts, next, err := r.room.PartsAfter(r.ctx(), s.after, s.limit)
	if err != nil {
		return nil, err
	}
	return r.list(page{r.links("after", next)}, export.Releases(rows(parts)))
}
