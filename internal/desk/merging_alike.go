package desk

import (
	"context"
	"slices"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/store"
)

// alikeToMerge is how many cases are offered for one that may be told twice.
const alikeToMerge = 6

// AlikeTo gives the cases that may be of the same person as one: those of its
// person record, and those whose people are called much alike, the most alike
// first.
func (d *Desk) AlikeTo(ctx context.Context, by access.Actor, f *casebook.File) ([]store.Alike, error) {
	v, err := d.view(by, access.EditCasebook)
	if err != nil {
		return nil, err
	}
	best := map[casebook.ID]store.Alike{}
	for _, text := range calledBy(f) {
		found, err := v.AlikeCases(ctx, text, alikeToMerge+1)
		if err != nil {
			return nil, err
		}
		for _, one := range found {
			if one.Case.ID != f.Case.ID && one.Case.Kind != casebook.KindGroup && one.Case.Publication != casebook.Withdrawn && one.Score > best[one.Case.ID].Score {
				best[one.Case.ID] = one
			}
		}
	}
	all := make([]store.Alike, 0, len(best))
	for _, id := range sortedIDs(best) {
		all = append(all, best[id])
	}
	slices.SortStableFunc(all, func(a, b store.Alike) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	return all[:min(len(all), alikeToMerge)], nil
}

// calledBy gives what the person of a case is called, at most a few ways.
func calledBy(f *casebook.File) []string {
	var texts []string
	for _, n := range f.Names {
		if n.Visibility != casebook.Restricted && len(texts) < 6 {
			texts = append(texts, n.Text)
		}
	}
	if f.Person != nil && len(texts) == 0 {
		texts = append(texts, f.Person.Label.En, f.Person.Label.Es)
	}
	return texts
}
