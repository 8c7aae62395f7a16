package casebook

import (
	"time"

	"habeas/internal/locale"
	"habeas/internal/when"
)

// Facility is a place where people are held, official or not.
type Facility struct {
	ID          ID `gorm:"primaryKey"`
	Slug        string
	Name        string
	OtherNames  string // separated by semicolons
	Country     string
	Place       locale.Text
	Kind        string // vocabulary facility_kind
	Coordinates string // "10.5, -66.9": degrees north and east; empty when not known. See [Coordinates]
	Exactness   string // vocabulary exactness: how near to the place the coordinates are
	Operator    locale.Text
	Description locale.Text
	Visibility  Visibility
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// Count is a number of people as one claimant gave it. Counts of different
// claimants are never merged into one number.
type Count struct {
	ID             ID `gorm:"primaryKey"`
	Country        string
	Claimant       locale.Text
	Measure        Measure
	Population     locale.Text // who is counted, in words
	PopulationKey  string      // groups counts of the same population: "political_prisoners"
	Nationality    string      // ISO 3166-1 alpha-2, when the population is of one
	Min            *int
	Max            *int
	Qualifier      Qualifier
	Words          string // the claimant's own words: "dozens"
	WordsLang      string
	WindowStart    when.Date // counted since; zero: not a window
	AsOf           when.Date
	Basis          Basis
	NamesPublished Answer
	ReleaseEventID ID
	Note           locale.Text
	Publication    Publication
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

// Position is a dated stance of an authority on a case, a count, a release
// event or a country.
type Position struct {
	ID          ID `gorm:"primaryKey"`
	Country     string
	Authority   locale.Text
	Stance      Stance
	SubjectKind SubjectKind
	SubjectID   ID
	Date        when.Date
	What        locale.Text
	Publication Publication
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// Advisory is a government's advice to its travellers about a country.
type Advisory struct {
	ID          ID `gorm:"primaryKey"`
	Issuer      locale.Text
	Country     string
	Level       int // 1–4, as the US State Department counts; 0 when there is none
	Indicators  Codes
	IssuedOn    when.Date
	What        locale.Text
	Publication Publication
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// ContextEvent is a dated event of a country that timelines may show behind a
// case's own: an election, a strike, an amnesty.
type ContextEvent struct {
	ID          ID `gorm:"primaryKey"`
	Country     string
	Date        when.Date
	What        locale.Text
	FacilityID  ID
	Publication Publication
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}
