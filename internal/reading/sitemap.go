package reading

import (
	"context"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// MapPart is how many cases one part of the map of the site names: in two
// languages these are forty thousand addresses, and fifty may stand in a file.
const MapPart = 20_000

// maxMapped bounds the other pages of a kind that the map names.
const maxMapped = 10_000

// MapParts gives in how many parts the map of the site names cases.
func (r *Room) MapParts(ctx context.Context) (int, error) {
	n, err := r.shelf.CountMapped(ctx)
	return (n + MapPart - 1) / MapPart, err
}

// MapOf gives the cases of one part, counted from one; fault.NotFound for a
// part that there is not.
func (r *Room) MapOf(ctx context.Context, part int) ([]shelf.Mapped, error) {
	if parts, err := r.MapParts(ctx); err != nil || part < 1 || part > parts {
		if err != nil {
			return nil, err
		}
		return nil, fault.New(fault.NotFound, "There is nothing at this address.")
	}
	return r.shelf.Mapped(ctx, (part-1)*MapPart, MapPart)
}

// MapPages are the keys of pages that are no cases.
type MapPages struct {
	Countries, Facilities, Releases []string
	Snapshots                       []when.Day
}

// MapPages gives the pages beside cases that the map of the site names.
func (r *Room) MapPages(ctx context.Context) (p MapPages, err error) {
	countries, err := r.Countries(ctx)
	if err != nil {
		return p, err
	}
	for _, c := range countries {
		p.Countries = append(p.Countries, c.Country)
	}
	if p.Facilities, err = r.shelf.Addressed(ctx, public.DocFacility, maxMapped); err != nil {
		return p, err
	}
	if p.Releases, err = r.shelf.Addressed(ctx, public.DocReleaseEvent, maxMapped); err != nil {
		return p, err
	}
	days, err := r.Snapshots(ctx, when.Day{})
	if err != nil {
		return p, err
	}
	for _, s := range days.Snapshots {
		p.Snapshots = append(p.Snapshots, s.Day)
	}
	return p, nil
}
