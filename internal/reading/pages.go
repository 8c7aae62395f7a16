package reading

import (
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

// CasePage is what the page of one case shows.
type CasePage struct {
	Case  *public.Case
	Today when.Day
	Days  when.Days // in custody so far, or until the end
	// Advisory was in force on the day of detention; nil unless AdvisoryThen is
	// ThenYes.
	Advisory     *public.Advisory
	AdvisoryThen Then
	// AdvisoryNow is in force today.
	AdvisoryNow *public.Advisory
	// CountryPositions are on the country; those on the case are inside it.
	CountryPositions []public.Position
	CountryClaims    *public.CountryClaims // nil when there are none
	Context          []public.ContextEvent // oldest first
	Corrections      []Correction          // newest first
}

// CountryFigures is one country in the casebook's own numbers. Held is in
// custody or under house arrest; Free is at liberty or at restricted liberty;
// Unknown is the state or the whereabouts unknown. Death and exit bans are in
// States only.
type CountryFigures struct {
	Country             string
	Cases               int
	Held, Free, Unknown People
	States              []StateFigure
}

// StateFigure is how many cases and people are in one state.
type StateFigure struct {
	State  string
	Cases  int
	People People
}

// Home is what the first page shows.
type Home struct {
	Today               when.Day
	Cases               int
	Held, Free, Unknown People
	Countries           []CountryFigures // most cases first
	Counts              []CountGroup     // of the countries with most cases: the latest of each group first
	Changes             []public.Change  // newest first
}

// CountGroup puts the claimants of one number side by side: one measure of one
// population.
type CountGroup struct {
	Measure       string
	PopulationKey string
	Population    locale.Text
	Country       string
	Nationality   string         // empty when the population has none
	Counts        []public.Count // by as-of, oldest first
	// Ours are the cases of ours that support the measure, newest first, at
	// most a hundred; OursTotal is how many there are.
	Ours       []public.Row
	OursTotal  int
	OursPeople People
	// OursFits is false for a measure that states of ours cannot support, such
	// as arrested: then there is nothing to compare.
	OursFits bool
}

// ReleaseLine is one release event in the list of them.
type ReleaseLine struct {
	Event     public.ReleaseEvent
	Cases     int    // of ours that are part of it
	People    People // in those cases
	Confirmed int    // cases in which someone is reported to have left the facility by this release
}

// ReleasePage is what the page of a release event shows.
type ReleasePage struct {
	Event     *public.ReleaseEvent
	Today     when.Day
	Cases     []ReleasedCase // newest case first, at most two hundred
	Total     int            // cases in it
	Parts     []ReleasePart  // the listed cases, by what this release did for them; empty parts are left out
	Counts    []CountGroup   // about this event
	Positions []public.Position
}

// ReleasePart is the cases of one release event for which it came to the same.
type ReleasePart struct {
	Outcome Outcome
	Cases   int
	People  People
}

// ReleasedCase is one case in a release event, with its own part in it.
type ReleasedCase struct {
	Row     public.Row
	Release public.Release
	Outcome Outcome
	// Sources are those of the case: the numbers in Release.Cites point there.
	Sources []public.CitedSource
}

// Moment is one entry of a country's merged timeline: exactly one of the
// pointers is set.
type Moment struct {
	Date     when.Date
	Context  *public.ContextEvent
	Release  *public.ReleaseEvent
	Advisory *public.Advisory
	Position *public.Position
	Case     *public.Row // somebody was taken
}

// CountryPage is what the page of a country shows.
type CountryPage struct {
	Code       string
	Today      when.Day
	Figures    CountryFigures
	Claims     *public.CountryClaims
	Advisory   *public.Advisory  // in force today, nil when there is none
	Older      []public.Advisory // newest first
	Positions  []public.Position // on the country, newest first
	Context    []public.ContextEvent
	Cases      []public.Row // newest first, at most a hundred
	Releases   []ReleaseLine
	Counts     []CountGroup
	Facilities []public.FacilityPage
	Timeline   []Moment // oldest first
}

// FacilityPage is what the page of a place of detention shows.
type FacilityPage struct {
	Facility *public.FacilityPage
	Cases    []public.Row // held there at some time, newest first, at most a hundred
	Total    int
	Context  []public.ContextEvent
}

// PlacesPage is what the list of places of detention shows, and their map.
type PlacesPage struct {
	Country string  // empty: all
	Places  []Place // by country, then by name
}

// Place is one place of detention, with how many cases tell that somebody was
// held there.
type Place struct {
	*public.FacilityPage
	Held int
}

// SourcePage is what the page of a source shows.
type SourcePage struct {
	Source     *public.Source
	Taken      []public.Taken      // what of ours rests on it
	RepeatedBy []public.SourceLink // sources of ours that repeat it
}
