package reading

import (
	"context"
	"slices"

	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// maxReleased is how many cases the page of a release event tells of.
const maxReleased = 200

// Releases gives all release events, newest first, with what our cases say of
// each.
func (r *Room) Releases(ctx context.Context) ([]ReleaseLine, error) {
	return r.releases.get(r.Generation(), "", func() ([]ReleaseLine, error) {
		events, err := documents[public.ReleaseEvent](ctx, r, public.DocReleaseEvent, shelf.Filter{Newest: true})
		if err != nil {
			return nil, err
		}
		lines := make([]ReleaseLine, len(events))
		slices.SortStableFunc(events, func(a, b public.ReleaseEvent) int { return when.Chronological(b.Date, a.Date) })
		for i, e := range events {
			lines[i].Event = e
			if lines[i].Cases, lines[i].People, err = r.people(ctx, set{event: e.ID}); err != nil {
				return nil, err
			}
			if lines[i].Confirmed, err = r.shelf.Left(ctx, e.ID); err != nil {
				return nil, err
			}
		}
		return lines, nil
	})
}

// Release gives what the page of a release event shows: fault.NotFound, and
// fault.Gone when it was withdrawn.
func (r *Room) Release(ctx context.Context, id string) (*ReleasePage, error) {
	e, err := document[public.ReleaseEvent](ctx, r, public.DocReleaseEvent, id)
	if err != nil {
		return nil, err
	}
	p := &ReleasePage{Event: e, Today: r.today()}
	if p.Total, _, err = r.people(ctx, set{event: id}); err != nil {
		return nil, err
	}
	if err := r.released(ctx, p); err != nil {
		return nil, err
	}
	counts, err := documents[public.Count](ctx, r, public.DocCount, shelf.Filter{Country: e.Country})
	if err != nil {
		return nil, err
	}
	about := counts[:0]
	for _, c := range counts {
		if c.ReleaseEventID == id {
			about = append(about, c)
		}
	}
	if p.Counts, err = r.grouped(ctx, about); err != nil {
		return nil, err
	}
	m, err := r.material(ctx, e.Country)
	if err != nil {
		return nil, err
	}
	for _, pos := range m.all {
		if pos.OnKind == public.DocReleaseEvent && pos.OnKey == id {
			p.Positions = append(p.Positions, pos)
		}
	}
	return p, nil
}

// released fills the cases with their own part in the event.
func (r *Room) released(ctx context.Context, p *ReleasePage) error {
	rows, err := r.shelf.CasesWith(ctx, "release_event", p.Event.ID, maxReleased)
	if err != nil {
		return err
	}
	for _, row := range rows {
		c, err := r.public(ctx, row.Ref)
		if err != nil {
			return err
		}
		if c == nil {
			continue // withdrawn just now
		}
		for _, rel := range c.Releases {
			if rel.EventID == p.Event.ID {
				p.Cases = append(p.Cases, ReleasedCase{Row: row, Release: rel, Outcome: outcome(rel, c), Sources: c.Sources})
			}
		}
	}
	return r.part(ctx, p)
}
