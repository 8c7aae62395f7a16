package reading

import (
	"cmp"
	"context"
	"slices"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// homeCountries and homeGroups bound what the first page compares.
const (
	homeCountries = 3
	homeGroups    = 8
	homeChanges   = 12
)

// Home gives what the first page shows.
func (r *Room) Home(ctx context.Context) (*Home, error) {
	today := r.today()
	return r.homes.get(r.Generation(), today.String(), func() (*Home, error) {
		h := &Home{Today: today}
		var err error
		if h.Countries, err = r.Countries(ctx); err != nil {
			return nil, err
		}
		for _, f := range []struct {
			into   *People
			states []string
		}{{&h.Held, held}, {&h.Free, free}, {&h.Unknown, unknown}} {
			if _, *f.into, err = r.people(ctx, set{states: f.states}); err != nil {
				return nil, err
			}
		}
		for i, c := range h.Countries {
			h.Cases += c.Cases
			if i < homeCountries && len(h.Counts) < homeGroups {
				groups, err := r.Counts(ctx, c.Country)
				if err != nil {
					return nil, err
				}
				h.Counts = append(h.Counts, groups[:min(len(groups), homeGroups-len(h.Counts))]...)
			}
		}
		h.Changes, err = r.shelf.Changes(ctx, homeChanges)
		return h, err
	})
}

// Countries gives the figures of each country with cases, most cases first.
func (r *Room) Countries(ctx context.Context) ([]CountryFigures, error) {
	return r.figured.get(r.Generation(), "", func() ([]CountryFigures, error) { return r.countFigures(ctx) })
}

func (r *Room) countFigures(ctx context.Context) ([]CountryFigures, error) {
	states, err := r.shelf.CountryStates(ctx)
	if err != nil {
		return nil, err
	}
	var out []CountryFigures
	for _, cs := range states { // in the order of countries
		if len(out) == 0 || out[len(out)-1].Country != cs.Country {
			out = append(out, CountryFigures{Country: cs.Country})
		}
		c := &out[len(out)-1]
		c.Cases += cs.Cases
		_, people, err := r.people(ctx, set{country: cs.Country, states: []string{cs.State}})
		if err != nil {
			return nil, err
		}
		c.States = append(c.States, StateFigure{State: cs.State, Cases: cs.Cases, People: people})
	}
	for i := range out {
		if err := r.figures(ctx, &out[i]); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, func(a, b CountryFigures) int {
		return cmp.Or(cmp.Compare(b.Cases, a.Cases), cmp.Compare(a.Country, b.Country))
	})
	return out, nil
}

func (r *Room) figures(ctx context.Context, c *CountryFigures) (err error) {
	for _, f := range []struct {
		into   *People
		states []string
	}{{&c.Held, held}, {&c.Free, free}, {&c.Unknown, unknown}} {
		if _, *f.into, err = r.people(ctx, set{country: c.Country, states: f.states}); err != nil {
			return err
		}
	}
	return nil
}

// Country gives what the page of a country shows; fault.NotFound for what is
// no country, or one about which nothing is published.
func (r *Room) Country(ctx context.Context, cc string) (*CountryPage, error) {
	if !locale.ValidCountry(cc) {
		return nil, nothing()
	}
	today := r.today()
	m, err := r.material(ctx, cc)
	if err != nil {
		return nil, err
	}
	p := &CountryPage{Code: cc, Today: today, Claims: m.claims, Positions: m.positions, Context: m.context, Advisory: inForce(m.advisories, today)}
	for _, a := range m.advisories {
		if p.Advisory == nil || a.ID != p.Advisory.ID {
			p.Older = append(p.Older, a)
		}
	}
	if err := r.countryCases(ctx, p); err != nil {
		return nil, err
	}
	if len(p.Cases)+len(p.Releases)+len(p.Counts)+len(p.Facilities)+len(p.Context)+len(m.advisories)+len(m.all) == 0 && p.Claims == nil {
		return nil, nothing()
	}
	p.timeline(m)
	return p, nil
}

func nothing() error {
	return fault.New(fault.NotFound, "There is nothing published at this address.")
}

func (r *Room) countryCases(ctx context.Context, p *CountryPage) error {
	all, err := r.Countries(ctx)
	if err != nil {
		return err
	}
	p.Figures.Country = p.Code
	for _, c := range all {
		if c.Country == p.Code {
			p.Figures = c
		}
	}
	if p.Cases, err = r.shelf.CasesWith(ctx, "country", p.Code, public.MaxLimit); err != nil {
		return err
	}
	if p.Counts, err = r.Counts(ctx, p.Code); err != nil {
		return err
	}
	if p.Facilities, err = documents[public.FacilityPage](ctx, r, public.DocFacility, shelf.Filter{Country: p.Code}); err != nil {
		return err
	}
	releases, err := r.Releases(ctx)
	for _, line := range releases {
		if line.Event.Country == p.Code {
			p.Releases = append(p.Releases, line)
		}
	}
	return err
}

// timeline merges what has a date, in the order of [when.Chronological]; what
// has none is left out.
func (p *CountryPage) timeline(m *material) {
	add := func(d when.Date, at Moment) {
		if !d.IsZero() {
			at.Date = d
			p.Timeline = append(p.Timeline, at)
		}
	}
	for i := range p.Context {
		add(p.Context[i].Date, Moment{Context: &p.Context[i]})
	}
	for i := range p.Releases {
		add(p.Releases[i].Event.Date, Moment{Release: &p.Releases[i].Event})
	}
	for i := range m.advisories {
		add(m.advisories[i].IssuedOn, Moment{Advisory: &m.advisories[i]})
	}
	for i := range m.all {
		add(m.all[i].Date, Moment{Position: &m.all[i]})
	}
	for i := range p.Cases {
		add(p.Cases[i].Held.Taken, Moment{Case: &p.Cases[i]})
	}
	slices.SortStableFunc(p.Timeline, func(a, b Moment) int { return when.Chronological(a.Date, b.Date) })
}
