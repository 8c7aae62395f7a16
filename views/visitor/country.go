package visitor

import (
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/ui"
)

// CountriesProps is what the list of countries shows.
type CountriesProps struct {
	layout.Page
	Countries []reading.CountryFigures
}

// CountryProps is what the page of a country shows.
type CountryProps struct {
	layout.Page
	*reading.CountryPage
	notes *notes
}

// NewCountry puts the page of a country together.
func NewCountry(page layout.Page, c *reading.CountryPage) CountryProps {
	page.Title = page.Words.Country(c.Code)
	page.Description = page.T("country.description", "country", page.Title)
	return CountryProps{Page: page, CountryPage: c, notes: newNotes(nil)}
}

// figures are the casebook's own numbers of the country.
func (p CountryProps) figures() []figure {
	f := p.Figures
	return []figure{
		{p.Words.Number(f.Cases), p.Words.N("figure.cases", f.Cases)},
		{peopleOf(p.Words, f.Held), p.T("figure.held")},
		{peopleOf(p.Words, f.Free), p.T("figure.free")},
		{peopleOf(p.Words, f.Unknown), p.T("figure.unknown")},
	}
}

// FacilityProps is what the page of a place of detention shows.
type FacilityProps struct {
	layout.Page
	*reading.FacilityPage
	notes *notes
}

// NewFacility puts the page of a place of detention together.
func NewFacility(page layout.Page, f *reading.FacilityPage) FacilityProps {
	page.Title = f.Facility.Name
	page.Description = page.T("facility.description", "name", f.Facility.Name, "country", page.Words.Country(f.Facility.Country))
	return FacilityProps{Page: page, FacilityPage: f, notes: newNotes(f.Facility.Sources)}
}

// SourceProps is what the page of a source shows.
type SourceProps struct {
	layout.Page
	*reading.SourcePage
	titleLang string
}

// NewSource puts the page of a source together.
func NewSource(page layout.Page, s *reading.SourcePage) SourceProps {
	var in string
	page.Title, in = ui.SourceName(page.Words, s.Source.Title, s.Source.Language, s.Source.Label, s.Source.Publisher)
	page.Description = page.T("source.description", "title", page.Title)
	return SourceProps{Page: page, SourcePage: s, titleLang: in}
}

// published says when a source came out, or that it does not say.
func (p SourceProps) published() string {
	if p.Source.Published.IsZero() {
		return p.T("source.undated")
	}
	return locale.Date(p.Lang(), p.Source.Published)
}

// subjects puts what was taken from a source together by what it is about, in
// the order in which each is first met.
func (p SourceProps) subjects() [][]public.Taken {
	var all [][]public.Taken
	at := map[string]int{}
	for _, t := range p.Taken {
		key := t.OnKind + "/" + t.OnKey
		i, met := at[key]
		if !met {
			i, at[key] = len(all), len(all)
			all = append(all, nil)
		}
		all[i] = append(all[i], t)
	}
	return all
}

// takenLink leads to the page on which a statement stands.
func takenLink(l locale.Lang, t public.Taken) string {
	switch t.OnKind {
	case public.DocCase:
		return links.Case(l, t.OnKey)
	case public.DocReleaseEvent:
		return links.Release(l, t.OnKey)
	case public.DocFacility:
		return links.Facility(l, t.OnKey)
	case public.DocCountry:
		return links.Country(l, t.OnKey)
	case public.DocCount:
		return links.Counts(l, "")
	}
	return links.Countries(l)
}

// takenTitle says what a statement is on; a case whose name is withheld and a
// country have no title of their own.
func takenTitle(w *locale.Words, t public.Taken) string {
	title := ui.Plain(w, t.OnTitle)
	switch {
	case title != "":
		return clipped(title, 90)
	case t.OnKind == public.DocCase:
		return w.T("case.withheld_title", "ref", t.OnKey)
	case t.OnKind == public.DocCountry:
		return w.Country(t.OnKey)
	}
	return t.OnKey
}
