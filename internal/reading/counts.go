package reading

import (
	"cmp"
	"context"
	"slices"

	"habeas/internal/public"
	"habeas/internal/shelf"
)

// held and free are the states that support counts of people held and of
// people freed. Restricted liberty is a release with conditions.
var (
	held    = public.CountedHeld
	unknown = []string{"unknown", "whereabouts_unknown"}
	free    = []string{"at_liberty", "restricted_liberty"}
)

// fitting gives the states of ours that support a measure. An announcement,
// an order, an arrest or a death are no states that people are in, and nothing
// of ours stands beside them.
func fitting(measure string) []string {
	switch measure {
	case "held", "disappeared":
		return held
	case "released", "left_facility", "verified":
		return free
	}
	return nil
}

// measures is the order in which groups of counts are shown.
var measures = []string{"held", "released", "left_facility", "verified", "announced", "ordered", "arrested", "disappeared", "died"}

// Counts puts what claimants say side by side: one group for each country,
// measure, population and nationality. Numbers are never merged. Empty country
// means all. Beside each group stand the cases of ours of the same country,
// and nationality when the population has one, whose state fits the measure.
func (r *Room) Counts(ctx context.Context, country string) ([]CountGroup, error) {
	return r.groups.get(r.Generation(), country, func() ([]CountGroup, error) {
		counts, err := documents[public.Count](ctx, r, public.DocCount, shelf.Filter{Country: country})
		if err != nil {
			return nil, err
		}
		return r.grouped(ctx, counts)
	})
}

// grouped puts counts, oldest first, into groups and ours beside them.
func (r *Room) grouped(ctx context.Context, counts []public.Count) ([]CountGroup, error) {
	type key struct{ country, measure, population, nationality string }
	at := map[key]int{}
	var groups []CountGroup
	for _, c := range counts {
		k := key{c.Country, c.Measure, c.PopulationKey, c.Nationality}
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			groups = append(groups, CountGroup{Measure: c.Measure, PopulationKey: c.PopulationKey, Country: c.Country, Nationality: c.Nationality})
		}
		groups[i].Counts = append(groups[i].Counts, c)
		groups[i].Population = c.Population // as last worded
	}
	for i := range groups {
		if err := r.ours(ctx, &groups[i]); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(groups, func(a, b CountGroup) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country),
			cmp.Compare(slices.Index(measures, a.Measure), slices.Index(measures, b.Measure)),
			-cmp.Compare(len(a.Counts), len(b.Counts)), cmp.Compare(a.PopulationKey, b.PopulationKey))
	})
	return groups, nil
}

func (r *Room) ours(ctx context.Context, g *CountGroup) (err error) {
	s := set{country: g.Country, nationality: g.Nationality, states: fitting(g.Measure)}
	// A population that is not told by a nationality cannot be told among our
	// cases either: nothing on them says who counts as what.
	if g.OursFits = s.states != nil && g.Nationality != ""; !g.OursFits {
		return nil
	}
	if g.OursTotal, g.OursPeople, err = r.people(ctx, s); err != nil {
		return err
	}
	g.Ours, err = r.shelf.Newest(ctx, s.filters(), public.MaxLimit)
	return err
}
