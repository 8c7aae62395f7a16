package api

import "habeas/internal/export"

// sources answers with the sources that may be named, newest first.
func (a *API) sources(r *request) ([]byte, error) {
	s, err := r.stretch("after", "limit")
	if err != nil {
		return nil, err
	}
	sources, next, err := r.room.SourcesAfter(r.ctx(), s.after, s.limit)
	if err != nil {
		return nil, err
	}
	return r.list(page{r.links("after", next)}, export.Sources(rows(sources)))
}
