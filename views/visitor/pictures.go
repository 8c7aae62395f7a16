package visitor

import (
	"regexp"
	"slices"
	"strings"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/picture"
	"habeas/views/ui"
)

// PicturesProps is what the page of the pictures shows.
type PicturesProps struct {
	layout.Page
	Asked     reading.SeriesQuery
	Held      public.Query // whose days held are drawn
	States    *reading.StateSeries
	Lengths   *reading.HeldLengths
	Counts    []reading.CountGroup
	Places    *reading.PlacesPage
	Countries []reading.CountryFigures // to choose from
}

// NewPictures puts the page together.
func NewPictures(p PicturesProps) PicturesProps {
	p.Page.Title, p.Page.Description = p.T("pictures.title"), p.T("pictures.lead")
	return p
}

// shown is a picture on a page: where it is, and what it is called.
type shown struct{ address, title string }

// embed is the line that shows a picture on somebody else's page.
func (s shown) embed(p layout.Page) string {
	return `<img src="` + attribute(links.Absolute(p.BaseURL, s.address)) + `" alt="` + attribute(s.title) + `">`
}

// id is the place of its line on a page.
func (s shown) id() string {
	return "embed-" + strings.Trim(notInIDs.ReplaceAllString(s.address, "-"), "-")
}

var notInIDs = regexp.MustCompile(`[^a-zA-Z0-9]+`)

// attribute writes a text so that it can stand in an attribute of the line that
// a reader copies.
func attribute(text string) string {
	return strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// where says which country the page is about.
func (p PicturesProps) where() string {
	if p.Asked.Country == "" {
		return p.T("moves.everywhere")
	}
	return p.Words.Country(p.Asked.Country)
}

func (p PicturesProps) states() shown {
	title := p.T("picture.states.title")
	if p.Asked.Country != "" {
		title = p.T("picture.states.title_in", "country", p.where())
	}
	return shown{links.StatesPicture(p.Lang(), p.Asked.Country, p.Asked.From, p.Asked.To, p.Asked.By), title}
}

func (p PicturesProps) held() shown {
	return shown{links.HeldPicture(p.Lang(), p.Held), HeldTitle(p.Words, p.Held)}
}

// HeldTitle says of whom a picture of days held is.
func HeldTitle(w *locale.Words, q public.Query) string {
	var parts []string
	for _, name := range public.FacetFilters() {
		for _, v := range q.Filters[name] {
			parts = append(parts, facetLabel(w, name, v))
		}
	}
	if q.Text != "" {
		parts = append(parts, "“"+q.Text+"”")
	}
	if len(parts) == 0 {
		return w.T("picture.held.title")
	}
	return w.T("picture.held.title_of", "which", strings.Join(parts, ", "))
}

// facetLabel says the value of a filter: a place and a release by the part of
// their address.
func facetLabel(w *locale.Words, name, value string) string {
	switch name {
	case "country", "nationality":
		return w.Country(value)
	case "facility", "release_event":
		return value
	}
	return w.Label(name, value)
}

// maxDrawn is how many groups of counts the page draws.
const maxDrawn = 4

// drawn gives the groups of counts with at least two numbers that have a day.
func (p PicturesProps) drawn() []reading.CountGroup {
	var out []reading.CountGroup
	for _, g := range p.Counts {
		n := 0
		for _, c := range g.Counts {
			if (c.Min != nil || c.Max != nil) && !(c.AsOf.IsZero() && c.WindowStart.IsZero()) {
				n++
			}
		}
		if n > 1 && len(out) < maxDrawn {
			out = append(out, g)
		}
	}
	return out
}

// countsShown is the picture of one group of counts.
func countsShown(p layout.Page, g reading.CountGroup) shown {
	return shown{links.Chart(p.Lang(), g.Country, g.Measure, g.PopulationKey), groupTitle(p.Words, g) + ". " + p.Words.Country(g.Country)}
}

func (p PicturesProps) places() shown { return placesShown(p.Page, p.Asked.Country) }

// placesShown is the map of a country, or of all.
func placesShown(p layout.Page, country string) shown {
	title := p.T("picture.places.title")
	if country != "" {
		title = p.T("picture.places.title_in", "country", p.Words.Country(country))
	}
	return shown{links.Map(p.Lang(), country), title}
}

// field is a day that the pictures are drawn from or up to.
func (p PicturesProps) field(name string, day when.Day) ui.Field {
	return ui.Field{Words: p.Words, Name: name, Label: p.T("pictures." + name), Value: day.String(), Type: "date", Class: "short"}
}

func (p PicturesProps) steps() []ui.Option {
	all := []ui.Option{{Value: "", Label: p.T("pictures.by.easy")}}
	for _, by := range reading.Steps {
		all = append(all, ui.Option{Value: by, Label: p.T("pictures.by." + by)})
	}
	return all
}

// newest gives the places of the days of a series, the latest first.
func (p PicturesProps) newest() []int {
	var out []int
	for i := range p.States.Days {
		out = append(out, i)
	}
	slices.Reverse(out)
	return out
}

// FacilitiesProps is what the list of places of detention shows.
type FacilitiesProps struct {
	layout.Page
	Places *reading.PlacesPage
}

// mapped reports whether there is a map of the places.
func (p FacilitiesProps) mapped() bool { return len(picture.OnMap(p.Places)) > 0 }

// exactness says how exactly a place is on the map.
func exactness(w *locale.Words, s *public.Spot) string {
	if s == nil {
		return w.T("facilities.off_map")
	}
	return w.Label("exactness", s.Exactness)
}

// countryPicture is the timeline of a country.
func (p CountryProps) countryPicture() shown {
	return shown{links.CountryTimeline(p.Lang(), p.Code), p.T("picture.country.title", "country", p.Words.Country(p.Code))}
}

// mapped reports whether a place of the country can be shown on a map.
func (p CountryProps) mapped() bool {
	return slices.ContainsFunc(p.Facilities, func(f public.FacilityPage) bool { return f.Spot != nil })
}
