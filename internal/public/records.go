package public

import (
	"strconv"
	"time"

	"habeas/internal/when"
)

// ReleaseEvent is one published release event. The cases freed in it are
// joined when it is read, so that publishing a case shows it here at once.
type ReleaseEvent struct {
	ID          string        `json:"id"`
	Country     string        `json:"country"`
	Date        when.Date     `json:"date,omitzero"`
	Title       Text          `json:"title"`
	Announced   Text          `json:"announced,omitzero"`
	AnnouncedBy Text          `json:"announced_by,omitzero"`
	Summary     Text          `json:"summary,omitzero"`
	Mechanisms  []Mechanism   `json:"mechanisms,omitempty"`
	Unnamed     []Group       `json:"unnamed,omitempty"` // people in it whom nobody has named
	Also        []Claim       `json:"also,omitempty"`
	Cites       []int         `json:"cites,omitempty"`
	Sources     []CitedSource `json:"sources,omitempty"`
	Origins     int           `json:"origins"`
	UpdatedAt   time.Time     `json:"updated_at"`
}

// Count is a number of people as one claimant gave it.
type Count struct {
	ID             string        `json:"id"`
	Country        string        `json:"country"`
	Claimant       Text          `json:"claimant"`
	Measure        string        `json:"measure"`
	Population     Text          `json:"population"`
	PopulationKey  string        `json:"population_key"`
	Nationality    string        `json:"nationality,omitempty"`
	Min            *int          `json:"min,omitempty"`
	Max            *int          `json:"max,omitempty"`
	Qualifier      string        `json:"qualifier"`
	Words          string        `json:"words,omitempty"`
	WordsLang      string        `json:"words_lang,omitempty"`
	WindowStart    when.Date     `json:"window_start,omitzero"`
	AsOf           when.Date     `json:"as_of,omitzero"`
	Basis          string        `json:"basis"`
	NamesPublished string        `json:"names_published"`
	ReleaseEventID string        `json:"release_event_id,omitempty"`
	Note           Text          `json:"note,omitzero"`
	Cites          []int         `json:"cites,omitempty"`
	Sources        []CitedSource `json:"sources,omitempty"`
	UpdatedAt      time.Time     `json:"updated_at"`
}

// Position is a dated stance of an authority.
type Position struct {
	ID        string        `json:"id"`
	Country   string        `json:"country"`
	Authority Text          `json:"authority"`
	Stance    string        `json:"stance"`
	OnKind    string        `json:"on_kind"`
	OnKey     string        `json:"on_key,omitempty"` // ref of a case, id of a count or a release event, code of a country
	Date      when.Date     `json:"date,omitzero"`
	What      Text          `json:"what"`
	Cites     []int         `json:"cites,omitempty"`
	Sources   []CitedSource `json:"sources,omitempty"` // empty inside a case, whose own list is used
	UpdatedAt time.Time     `json:"updated_at,omitzero"`
}

// Advisory is a government's advice to its travellers.
type Advisory struct {
	ID         string        `json:"id"`
	Issuer     Text          `json:"issuer"`
	Country    string        `json:"country"`
	Level      int           `json:"level"`
	Indicators []string      `json:"indicators,omitempty"`
	IssuedOn   when.Date     `json:"issued_on,omitzero"`
	What       Text          `json:"what,omitzero"`
	Also       []Claim       `json:"also,omitempty"`
	Cites      []int         `json:"cites,omitempty"`
	Sources    []CitedSource `json:"sources,omitempty"`
	UpdatedAt  time.Time     `json:"updated_at"`
}

// ContextEvent is a dated event of a country.
type ContextEvent struct {
	ID        string        `json:"id"`
	Country   string        `json:"country"`
	Date      when.Date     `json:"date,omitzero"`
	What      Text          `json:"what"`
	Facility  *Facility     `json:"facility,omitempty"`
	Also      []Claim       `json:"also,omitempty"` // other datings and accounts
	Cites     []int         `json:"cites,omitempty"`
	Sources   []CitedSource `json:"sources,omitempty"`
	UpdatedAt time.Time     `json:"updated_at"`
}

// CountryClaims is what sources say about a country rather than about one
// case: treatment in detention, above all. One document per country.
type CountryClaims struct {
	Country string        `json:"country"`
	Claims  []Claim       `json:"claims"`
	Sources []CitedSource `json:"sources,omitempty"`
}

// treatment is the field of a claim that somebody was ill-treated.
const treatment = "treatment"

// Treatment gives the claims that people are ill-treated, and nothing else:
// that somebody was held for years, or at a roadblock, is no such claim.
func (c *CountryClaims) Treatment() []Claim { return c.told(true) }

// Others gives what else is said of detention in the country.
func (c *CountryClaims) Others() []Claim { return c.told(false) }

func (c *CountryClaims) told(ofTreatment bool) []Claim {
	if c == nil {
		return nil
	}
	var out []Claim
	for _, claim := range c.Claims {
		if (claim.Field == treatment) == ofTreatment {
			out = append(out, claim)
		}
	}
	return out
}

// FacilityPage is a place of detention.
type FacilityPage struct {
	Slug        string        `json:"slug"`
	Name        string        `json:"name"`
	OtherNames  []string      `json:"other_names,omitempty"`
	Country     string        `json:"country"`
	Place       Text          `json:"place,omitzero"`
	Kind        string        `json:"kind"`
	Spot        *Spot         `json:"spot,omitempty"` // nil when not known, or not to be told
	Operator    Text          `json:"operator,omitzero"`
	Description Text          `json:"description,omitzero"`
	Cites       []int         `json:"cites,omitempty"`
	Sources     []CitedSource `json:"sources,omitempty"`
}

// Spot is where a place is on a map, in degrees.
type Spot struct {
	Lat       float64 `json:"lat"`       // north
	Lon       float64 `json:"lon"`       // east
	Exactness string  `json:"exactness"` // site: the place itself; settlement: somewhere in that town
}

// Source is a source that may be named, with what it repeats.
type Source struct {
	ID          string       `json:"id"`
	Title       string       `json:"title"`
	Label       Text         `json:"label,omitzero"` // what it is, in our words, when it has no title
	Publisher   string       `json:"publisher,omitempty"`
	Author      string       `json:"author,omitempty"`
	Kind        string       `json:"kind"`
	URL         string       `json:"url,omitempty"`
	Archive     string       `json:"archive,omitempty"`
	Published   when.Date    `json:"published,omitzero"`
	Language    string       `json:"language,omitempty"`
	ReadOn      when.Day     `json:"read_on,omitzero"`
	Licence     string       `json:"licence,omitempty"`
	Reliability string       `json:"reliability,omitempty"`
	Description Text         `json:"description,omitzero"`
	DerivedFrom []SourceLink `json:"derived_from,omitempty"` // public ones only
}

// SourceLink points at another source.
type SourceLink struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Label     Text   `json:"label,omitzero"`
	Publisher string `json:"publisher,omitempty"`
	Note      Text   `json:"note,omitzero"`
}

// Taken is one thing taken from a source: which statement of ours rests on it.
// The shelf keeps these beside the documents, so that a source page lists them.
type Taken struct {
	SourceID string    `json:"source_id"`
	OnKind   string    `json:"on_kind"` // case, release_event, count, position, advisory, context, facility, country
	OnKey    string    `json:"on_key"`  // ref, id, slug or code
	OnTitle  Text      `json:"on_title"`
	What     Text      `json:"what"` // the statement, shortened
	Date     when.Date `json:"date,omitzero"`
	Place    string    `json:"place,omitempty"`
	Quote    string    `json:"quote,omitempty"`
	AsOrigin bool      `json:"as_origin,omitempty"` // the source is whom the source read was repeating
}

// Kinds of document on the shelf.
const (
	DocCase         = "case"
	DocReleaseEvent = "release_event"
	DocCount        = "count"
	DocPosition     = "position"
	DocAdvisory     = "advisory"
	DocContext      = "context"
	DocCountry      = "country" // CountryClaims
	DocFacility     = "facility"
	DocSource       = "source"
)

// Publication is one instruction to the shelf: put this document, or remove
// it. Seq orders instructions; applying one twice, or an older one after a
// newer one, changes nothing. A document that is replaced stays as an earlier
// edition, unless Forget says that the past of its key is not to be kept, or
// Tells that it is about somebody who was taken off since.
type Publication struct {
	Seq      int64
	Kind     string
	Key      string // ref, id, slug or country code
	Version  int
	At       time.Time
	Document []byte // JSON of the type that Kind names; nil removes it
	Change   string // code for the list of latest changes: published, updated, withdrawn, unpublished, merged
	Forget   bool
	Tells    bool
	First    time.Time // when the key was first published since it was last absent; zero: by what the shelf knows
	MovedTo  string    // the ref of the case that this one was found to be; of a change that says merged alone

	Corrects   int64  // the publication of the key that this one puts right; 0: none
	Correction []byte // JSON of [Correction]; an empty object: something of it was taken off since
}

// String gives the place as it is written, north before east.
func (s Spot) String() string {
	return strconv.FormatFloat(s.Lat, 'f', -1, 64) + ", " + strconv.FormatFloat(s.Lon, 'f', -1, 64)
}
