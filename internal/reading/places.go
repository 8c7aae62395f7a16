package reading

import (
	"cmp"
	"context"
	"slices"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
)

// Facility gives what the page of a place of detention shows; fault.NotFound
// when it is not public.
func (r *Room) Facility(ctx context.Context, slug string) (*FacilityPage, error) {
	f, err := document[public.FacilityPage](ctx, r, public.DocFacility, slug)
	if err != nil {
		return nil, err
	}
	p := &FacilityPage{Facility: f}
	if p.Cases, err = r.shelf.CasesWith(ctx, "facility", slug, public.MaxLimit); err != nil {
		return nil, err
	}
	sum, err := r.shelf.Sum(ctx, shelf.Filters{"facility": {slug}})
	if err != nil {
		return nil, err
	}
	p.Total = sum.Cases
	m, err := r.material(ctx, f.Country)
	if err != nil {
		return nil, err
	}
	for _, e := range m.context {
		if e.Facility != nil && e.Facility.Slug == slug {
			p.Context = append(p.Context, e)
		}
	}
	return p, nil
}

// Places gives the places of detention of a country, or all of them.
func (r *Room) Places(ctx context.Context, country string) (*PlacesPage, error) {
	return r.mapped.get(r.Generation(), country, func() (*PlacesPage, error) {
		all, err := documents[public.FacilityPage](ctx, r, public.DocFacility, shelf.Filter{Country: country})
		if err != nil {
			return nil, err
		}
		p := &PlacesPage{Country: country}
		for i := range all {
			sum, err := r.shelf.Sum(ctx, shelf.Filters{"facility": {all[i].Slug}})
			if err != nil {
				return nil, err
			}
			p.Places = append(p.Places, Place{&all[i], sum.Cases})
		}
		slices.SortFunc(p.Places, func(a, b Place) int {
			return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Slug, b.Slug))
		})
		return p, nil
	})
}

// Source gives what the page of a source shows; fault.NotFound when it may not
// be named.
func (r *Room) Source(ctx context.Context, id string) (*SourcePage, error) {
	s, err := document[public.Source](ctx, r, public.DocSource, id)
	if err != nil {
		return nil, err
	}
	p := &SourcePage{Source: s}
	if p.Taken, err = r.shelf.Taken(ctx, id); err != nil {
		return nil, err
	}
	ids, err := r.shelf.Repeating(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, other := range ids {
		o, err := document[public.Source](ctx, r, public.DocSource, other)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		link := public.SourceLink{ID: o.ID, Title: o.Title, Label: o.Label, Publisher: o.Publisher}
		for _, d := range o.DerivedFrom {
			if d.ID == id {
				link.Note = d.Note
			}
		}
		p.RepeatedBy = append(p.RepeatedBy, link)
	}
	return p, nil
}
