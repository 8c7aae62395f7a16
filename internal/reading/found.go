package reading

import (
	"context"
	"slices"

	"habeas/internal/locale"
	"habeas/internal/names"
	"habeas/internal/public"
	"habeas/internal/shelf"
)

// maxPlaces bounds the places that a search offers.
const maxPlaces = 4

// found adds to the first page of a search what is not a case: the pages of
// places that it is the name of, and what the texts of cases say around it.
func (r *Room) found(ctx context.Context, q public.Query, page *public.Page) (err error) {
	if q.Text == "" {
		return nil
	}
	if page.Said, err = r.shelf.Said(ctx, q.Text, page.Rows); err != nil || q.After != "" || q.Before != "" {
		return err
	}
	places, err := r.named(ctx)
	if err != nil {
		return err
	}
	asked := names.Asked(q.Text)
	for _, p := range places {
		if len(page.Places) < maxPlaces && len(asked) > 0 && isNamed(p, asked) {
			page.Places = append(page.Places, p.place)
		}
	}
	return nil
}

// namedPlace is a place and the folded names under which it is found.
type namedPlace struct {
	place public.Place
	texts []string
}

// leastBegun is how many letters of the last word of a place's name have to be
// typed.
const leastBegun = 3

// isNamed reports whether a search is the name of a place, or its beginning.
func isNamed(p namedPlace, asked [][]string) bool {
	last := asked[len(asked)-1]
	return slices.ContainsFunc(p.texts, func(text string) bool {
		whole := slices.Concat(asked, [][]string{{""}}) // nothing follows: whole words
		return names.MatchAsked(text, whole) || len([]rune(last[0])) >= leastBegun && names.MatchAsked(text, asked)
	})
}

// named gives the countries that have cases, and the places of detention that
// have a page, in the order of their codes and names.
func (r *Room) named(ctx context.Context) ([]namedPlace, error) {
	return r.places.get(r.Generation(), "", func() ([]namedPlace, error) {
		states, err := r.shelf.CountryStates(ctx)
		if err != nil {
			return nil, err
		}
		var all []namedPlace
		for i, s := range states {
			if i > 0 && states[i-1].Country == s.Country {
				continue
			}
			p := namedPlace{place: public.Place{Kind: public.DocCountry, Key: s.Country}}
			for _, l := range locale.Langs {
				p.texts = append(p.texts, names.SearchText(locale.For(l).Country(s.Country)))
			}
			all = append(all, p)
		}
		facilities, err := documents[public.FacilityPage](ctx, r, public.DocFacility, shelf.Filter{})
		for _, f := range facilities {
			all = append(all, namedPlace{
				public.Place{Kind: public.DocFacility, Key: f.Slug, Name: f.Name},
				[]string{names.SearchText(append([]string{f.Name}, f.OtherNames...)...)},
			})
		}
		return all, err
	})
}
