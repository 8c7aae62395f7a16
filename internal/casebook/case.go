package casebook

import (
	"database/sql/driver"
	"fmt"
	"time"

	"habeas/internal/locale"
	"habeas/internal/when"
)

// ID identifies a row of the casebook: ten random characters, never reused.
type ID string

// Value stores the id, and NULL for none, so that a foreign key can hold.
func (id ID) Value() (driver.Value, error) {
	if id == "" {
		return nil, nil
	}
	return string(id), nil
}

// Scan reads what Value wrote.
func (id *ID) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*id = ""
	case string:
		*id = ID(v)
	case []byte:
		*id = ID(v)
	default:
		return fmt.Errorf("casebook: cannot read an id from %T", src)
	}
	return nil
}

// Ref is the public reference of a case, like VE-2026-0042: country, year in
// which it was opened, running number. It is never reused.
type Ref string

// Person is a human being. A person may have several cases, and no name.
type Person struct {
	ID         ID          `gorm:"primaryKey"`
	Label      locale.Text // who this is when there is no name: "US citizen, unnamed 1 of 5"
	Birth      when.Date
	Age        *int // as told, in years
	AgeAsOf    when.Date
	Gender     string
	Roles      Codes
	Occupation locale.Text
	Version    int
	CreatedAt  time.Time
	UpdatedAt  time.Time
}

// Name is a name as some source wrote it.
type Name struct {
	ID         ID `gorm:"primaryKey"`
	PersonID   ID
	Text       string
	Script     string // ISO 15924, as found
	Language   string // BCP 47, empty when not known
	Kind       NameKind
	Display    bool // the name chosen by a person to stand on the page
	Visibility Visibility
	Version    int
	CreatedAt  time.Time
}

// Nationality is one nationality of a person, and on what it rests.
type Nationality struct {
	ID       ID `gorm:"primaryKey"`
	PersonID ID
	Country  string // ISO 3166-1 alpha-2
	Basis    string // vocabulary basis_citizen
}

// Case is one deprivation of liberty of one person or one group. A new arrest
// of the same person is a new case; a re-arrest in the same matter continues it.
type Case struct {
	ID           ID `gorm:"primaryKey"`
	Ref          Ref
	Kind         CaseKind
	PersonID     ID     // empty for a group
	Country      string // of detention, ISO 3166-1 alpha-2
	Captor       Captor
	Deprivation  Deprivation
	Summary      locale.Text
	ScopeNote    locale.Text // why this is a case here
	Note         string      // internal; never leaves the desk
	Publication  Publication
	EmbargoUntil when.Day
	LastVerified when.Day
	Restricted   bool // for everybody who is not named on it, it does not exist
	Version      int
	CreatedAt    time.Time
	UpdatedAt    time.Time
	PublishedAt  *time.Time
	PublishedVer int // Version when last published; behind Version means unpublished changes
	MergedInto   ID  // the case that this one was found to be; all that hung on it hangs there
}

// Group is how many people a case without one person is about, in the words
// of whoever counted them.
type Group struct {
	ID          ID `gorm:"primaryKey"`
	CaseID      ID
	Min         int
	Max         *int // nil: unknown
	Qualifier   Qualifier
	Phrase      string // the source's own words: "at least five American citizens"
	PhraseLang  string
	Population  locale.Text // who they are, in our words
	Nationality string      // ISO 3166-1 alpha-2 when all share one
	Roles       Codes
	Resolve     locale.Text // what would settle who they are
	Version     int
}

// Consent says on what the publication of a case rests.
type Consent struct {
	ID          ID `gorm:"primaryKey"`
	CaseID      ID
	Basis       string // consent, or public_record with a reason
	GivenBy     string // relation, not a name: "mother", "the person"
	GivenOn     when.Day
	How         string
	Scopes      Codes
	Reason      string
	ReviewOn    when.Day
	WithdrawnOn when.Day
	CreatedAt   time.Time
}

// Charge is an accusation as it was given, and what became of it.
type Charge struct {
	ID        ID `gorm:"primaryKey"`
	CaseID    ID
	Text      locale.Text
	Statute   string
	Filed     when.Date
	Outcome   string // vocabulary charge
	OutcomeOn when.Date
	Version   int
}

// Event is something dated that happened in a case.
type Event struct {
	ID         ID `gorm:"primaryKey"`
	CaseID     ID
	Kind       EventKind
	Date       when.Date
	Place      locale.Text
	FacilityID ID
	Actor      locale.Text // who did it
	What       locale.Text
	Certainty  Certainty
	Visibility Visibility
	CopiedFrom ID // the event of a group that this one tells again of one of its people
	Version    int
	CreatedAt  time.Time
	UpdatedAt  time.Time
}
