package public

import (
	"time"

	"habeas/internal/when"
)

// Row is one line of a list or an export of cases: the typed columns of the
// shelf, nothing that must be decoded from the document.
type Row struct {
	Ref           string
	Kind          string
	Name          string // display name; empty when unnamed or withheld
	NameScript    string
	NameLang      string
	NameNative    string
	Label         Text
	AliasesCount  int
	NameWithheld  bool
	GroupMin      *int
	GroupMax      *int
	GroupPhrase   string
	Birth         when.Date
	Age           *int
	AgeAsOf       when.Date
	Gender        string
	Nationalities []string
	Roles         []string
	Country       string
	Captor        string
	Deprivation   string
	State         string
	StateSince    when.Date
	Sureness      Sureness
	StateOrigins  int
	Announced     bool
	Perhaps       string // of a list as of a day: the state that it may have come to by then
	Held          Held
	FacilitySlug  string
	FacilityName  string
	Released      when.Date
	Confirmation  string // highest step reached
	Mechanisms    []string
	Conditions    []string
	ChargesCount  int
	OriginsCount  int
	SourceIDs     []string
	LastVerified  when.Day
	PublishedAt   time.Time
	UpdatedAt     time.Time
	Version       int
	PersonRef     string // of the first case of the same person, this one's mostly; empty for a group. Not kept with the row
}

// Page is one page of a list with what helps to move on from it.
type Page struct {
	Rows   []Row
	Total  Total
	Facets []Facet
	Next   string // cursor of the next page; empty at the end
	Prev   string // cursor of the page before; empty at the start
	// Near is cases whose names are like the words of a search that found
	// little: what may have been meant.
	Near []Row
	// Places are the pages of places that a search is the name of.
	Places []Place
	// Said is, by ref, what the text of a case says around the words of a
	// search that its names do not have.
	Said map[string]Text
	// FellBack says that ranking by relevance was asked for but there were
	// too many hits, so that the newest come first.
	FellBack bool
	// MayBe is how many cases more may match: their names are withheld, and
	// with them what a filter asks for.
	MayBe int
}

// Place is the page of a country or of a place of detention.
type Place struct {
	Kind string // DocCountry or DocFacility
	Key  string // code or slug
	Name string // of a place of detention; a country has one in each language
}

// Total is how many cases match. Beyond a cap the number is not counted on.
type Total struct {
	N      int
	Capped bool // N or more
}

// Facet is one filter with the number of matching cases per value, the other
// filters applied.
type Facet struct {
	Filter string // country, nationality, state, captor, role, facility, release_event, mechanism
	Values []FacetValue
	Capped bool // counted over the newest matches only
	MayBe  int  // cases that may have any of the values, and tell none; see [CellOf]
}

// FacetValue is one value of a filter.
type FacetValue struct {
	Value  string
	Label  Text // for values that are not codes: the name of a facility, the title of a release event
	N      int
	Chosen bool
}

// Change is one line of the latest changes.
type Change struct {
	At    time.Time
	Kind  string // a kind of document
	Key   string
	What  string // published, updated, withdrawn
	Title Text   // empty for what was withdrawn

	Version int // of an edition; 0 where only the latest is meant
}
