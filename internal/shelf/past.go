package shelf

import (
	"context"
	"time"

	"habeas/internal/fault"
	"habeas/internal/public"
)

// Past makes a shelf in a new file at path that says what this one said at an
// instant, each document changed by fn, or left out when fn says so. It lists,
// filters, searches and counts as every shelf does.
func (s *Shelf) Past(ctx context.Context, path string, at time.Time, fn func(*public.Publication) (bool, error)) (past *Shelf, err error) {
	defer fault.Wrap(&err, "shelf: make the record of an earlier day")
	past, err = Open(ctx, path, Options{Log: s.log, Now: s.now})
	if err != nil {
		return nil, err
	}
	err = past.Rebuild(ctx, func(put func(public.Publication) error) error {
		return s.SaidAt(ctx, at, func(p public.Publication) error {
			if p.Document == nil { // it was another case by then, and its address leads there
				return put(p)
			}
			stays, err := fn(&p)
			if err != nil || !stays {
				return err
			}
			return put(p)
		})
	})
	if err != nil {
		past.Close()
		return nil, err
	}
	return past, nil
}
