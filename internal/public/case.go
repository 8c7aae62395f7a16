package public

import (
	"time"

	"habeas/internal/locale"
	"habeas/internal/when"
)

// Text is prose in one or more languages.
type Text = locale.Text

// Name is a personal name that may be shown.
type Name struct {
	Text     string `json:"text"`
	Script   string `json:"script,omitempty"`   // ISO 15924
	Language string `json:"language,omitempty"` // BCP 47
	Kind     string `json:"kind,omitempty"`
}

// Case is one published case: a ready document that holds all its page shows
// apart from what belongs to its country.
type Case struct {
	Ref           string        `json:"ref"`
	Kind          string        `json:"kind"` // person, unnamed, group
	Name          Name          `json:"name"` // empty when unnamed or withheld
	Label         Text          `json:"label,omitzero"`
	NameWithheld  bool          `json:"name_withheld,omitempty"`
	Person        string        `json:"person,omitempty"` // the same in every case of one person; only beside a name
	OtherNames    []Name        `json:"other_names,omitempty"`
	Birth         when.Date     `json:"birth,omitzero"`
	Age           *int          `json:"age,omitempty"`
	AgeAsOf       when.Date     `json:"age_as_of,omitzero"`
	Gender        string        `json:"gender,omitempty"`
	Nationalities []Nationality `json:"nationalities,omitempty"`
	Roles         []string      `json:"roles,omitempty"`
	Occupation    Text          `json:"occupation,omitzero"`
	Group         *Group        `json:"group,omitempty"`
	MemberOf      []Membership  `json:"member_of,omitempty"` // the groups in which this person has a place
	Overlaps      []Overlap     `json:"overlaps,omitempty"`
	Country       string        `json:"country"`
	Captor        string        `json:"captor"`
	Deprivation   string        `json:"deprivation"`
	Summary       Text          `json:"summary,omitzero"`
	SummaryCites  []int         `json:"summary_cites,omitempty"`
	ScopeNote     Text          `json:"scope_note,omitzero"`
	State         State         `json:"state"`
	States        []Stand       `json:"states,omitempty"` // where the person stood before, and now; see [AsOf]
	Held          Held          `json:"held"`
	Facility      *Facility     `json:"facility,omitempty"` // where the person was last said to be held
	Known         []Fact        `json:"known,omitempty"`
	NotKnown      []string      `json:"not_known,omitempty"` // codes, vocabulary of the page: "facility" "charge" "lawyer" "health" "taken" …
	Whereabouts   []Rung        `json:"whereabouts,omitempty"`
	Timeline      []Event       `json:"timeline,omitempty"` // by date, oldest first
	Releases      []Release     `json:"releases,omitempty"`
	Charges       []Charge      `json:"charges,omitempty"`
	Treatment     []Claim       `json:"treatment,omitempty"`
	Claims        []Claim       `json:"claims,omitempty"` // on the case itself, "also reported" among them
	Positions     []Position    `json:"positions,omitempty"`
	Assessments   []Assessment  `json:"assessments,omitempty"` // within legal frames, each by whoever made it
	Sources       []CitedSource `json:"sources,omitempty"`     // numbered from 1; Cites elsewhere point here
	Origins       int           `json:"origins"`               // independent origins in the whole case
	LastVerified  when.Day      `json:"last_verified,omitzero"`
	PublishedAt   time.Time     `json:"published_at"`
	UpdatedAt     time.Time     `json:"updated_at"`
	Version       int           `json:"version"`
}

// Nationality is a nationality and on what it rests.
type Nationality struct {
	Country string `json:"country"`
	Basis   string `json:"basis"`
}

// Group is how many people a case is about, in the words of who counted them.
type Group struct {
	Min        int    `json:"min"`
	Max        *int   `json:"max,omitempty"` // absent: unknown
	Qualifier  string `json:"qualifier"`
	Phrase     string `json:"phrase,omitempty"`
	PhraseLang string `json:"phrase_lang,omitempty"`
	Cites      []int  `json:"cites,omitempty"`
	Population Text   `json:"population,omitzero"`
	Resolve    Text   `json:"resolve,omitzero"` // what would settle who they are
	Slots      []Slot `json:"slots,omitempty"`
}

// Slot is one place in a group; Ref is the case it resolved to, if that is public.
type Slot struct {
	Number int    `json:"number"`
	Label  Text   `json:"label,omitzero"`
	Ref    string `json:"ref,omitempty"`
	Name   string `json:"name,omitempty"`
}

// Membership says that the person of this case is in one place of a group.
type Membership struct {
	Ref    string `json:"ref"` // of the group
	Number int    `json:"number"`
	Label  Text   `json:"label,omitzero"`
}

// Overlap says that this case may be about some of the people of another one.
type Overlap struct {
	Ref   string `json:"ref"`
	Label Text   `json:"label,omitzero"`
	Note  Text   `json:"note,omitzero"`
	Cites []int  `json:"cites,omitempty"`
}

// State is where a person stands, derived from events and releases.
type State struct {
	Code      string    `json:"code"`
	Since     when.Date `json:"since,omitzero"`
	Sureness  Sureness  `json:"sureness"`
	Origins   int       `json:"origins"` // independent origins of the fact it follows from
	Cites     []int     `json:"cites,omitempty"`
	Announced bool      `json:"announced,omitempty"`  // a release was announced or ordered, nobody has confirmed it
	From      string    `json:"from,omitempty"`       // what it follows from: an event kind or a step of the ladder
	FullyFree bool      `json:"fully_free,omitempty"` // out, no condition known to be in force, no open charge
	Perhaps   string    `json:"perhaps,omitempty"`    // as of a day that a change may have come before: the state it led to
}

// Stand is a state and when something led to it, or told that it would end.
type Stand struct {
	At    when.Date `json:"at,omitzero"`
	State State     `json:"state"`
}

// Sureness is how a certainty is drawn everywhere.
type Sureness string

// The four ways a certainty is drawn.
const (
	Solid    Sureness = "solid"    // confirmed, or told by independent origins
	Outlined Sureness = "outlined" // reported by one origin
	Dashed   Sureness = "dashed"   // announced only, or disputed
	Dotted   Sureness = "dotted"   // unknown
)

// Held is the time in custody: from when, until when, and what is known of the end.
type Held struct {
	Taken     when.Date `json:"taken,omitzero"`
	Ended     when.Date `json:"ended,omitzero"`
	End       when.End  `json:"end"`
	SeenUntil when.Day  `json:"seen_until,omitzero"` // last day on which it was known to go on
	Spells    []Spell   `json:"spells,omitempty"`    // one by one, when the person was detained again in the same matter
}

// Fact is one thing known: a code, and a value said as text, as a date or as codes.
type Fact struct {
	Key      string    `json:"key"` // taken, captor, facility, charge, age, contact …
	Text     Text      `json:"text,omitzero"`
	Date     when.Date `json:"date,omitzero"`
	Code     string    `json:"code,omitempty"` // a code of the vocabulary named by Key
	Link     string    `json:"link,omitempty"` // slug of a facility
	Cites    []int     `json:"cites,omitempty"`
	Sureness Sureness  `json:"sureness,omitempty"`
	Also     []Claim   `json:"also,omitempty"`
}

// Rung is one rung of the whereabouts ladder (after HURIDOCS list 30).
type Rung struct {
	Code   string    `json:"code"`   // acknowledged, place_disclosed, contact_family, contact_lawyer, contact_consular, contact_humanitarian
	Answer string    `json:"answer"` // yes, no, unknown
	Date   when.Date `json:"date,omitzero"`
	Cites  []int     `json:"cites,omitempty"`
}

// Event is one entry of a timeline.
type Event struct {
	Kind     string    `json:"kind"`
	Date     when.Date `json:"date,omitzero"`
	Place    Text      `json:"place,omitzero"`
	Facility *Facility `json:"facility,omitempty"`
	Actor    Text      `json:"actor,omitzero"`
	What     Text      `json:"what,omitzero"`
	Sureness Sureness  `json:"sureness"`
	Origins  int       `json:"origins"`
	Cites    []int     `json:"cites,omitempty"`
	Also     []Claim   `json:"also,omitempty"`
}

// Facility is a place of detention as far as it may be named.
type Facility struct {
	Slug string `json:"slug"`
	Name string `json:"name"`
}

// Claim is one source's statement of a value, shown beside what we go by.
type Claim struct {
	Field       string    `json:"field"`
	Value       Text      `json:"value"`
	Standing    string    `json:"standing"`
	Credibility string    `json:"credibility,omitempty"`
	Attribution Text      `json:"attribution,omitzero"`
	StatedOn    when.Date `json:"stated_on,omitzero"`
	Cites       []int     `json:"cites,omitempty"`
}

// Release is one case's part in a release event.
type Release struct {
	EventID    string      `json:"event_id,omitempty"` // set when the release event itself is published
	Title      Text        `json:"title,omitzero"`
	Date       when.Date   `json:"date,omitzero"`
	Exit       string      `json:"exit"`
	Note       Text        `json:"note,omitzero"`
	Mechanisms []Mechanism `json:"mechanisms,omitempty"`
	Steps      []Step      `json:"steps,omitempty"`
	Conditions []Condition `json:"conditions,omitempty"`
	Cites      []int       `json:"cites,omitempty"`
	Also       []Claim     `json:"also,omitempty"`
}

// Mechanism is how a release came about, by one party's account.
type Mechanism struct {
	Code     string `json:"code"`
	Claimant Text   `json:"claimant,omitzero"`
	Note     Text   `json:"note,omitzero"`
	Cites    []int  `json:"cites,omitempty"`
}

// Step is a rung reached on the confirmation ladder.
type Step struct {
	Code  string    `json:"code"`
	Date  when.Date `json:"date,omitzero"`
	By    Text      `json:"by,omitzero"`
	Cites []int     `json:"cites,omitempty"`
}

// Condition is what still binds a released person.
type Condition struct {
	Kind      string    `json:"kind"`
	Detail    Text      `json:"detail,omitzero"`
	From      when.Date `json:"from,omitzero"`
	Until     when.Date `json:"until,omitzero"`
	ImposedBy Text      `json:"imposed_by,omitzero"`
	Cites     []int     `json:"cites,omitempty"`
}

// Charge is an accusation as given, and what became of it.
type Charge struct {
	Text    Text      `json:"text"`
	Statute string    `json:"statute,omitempty"`
	Filed   when.Date `json:"filed,omitzero"`
	Outcome string    `json:"outcome"`
	Cites   []int     `json:"cites,omitempty"`
}

// CitedSource is one numbered source of a page with the places quoted from it.
// A source that may not be named has Withheld set and nothing else.
type CitedSource struct {
	N           int       `json:"n"`
	ID          string    `json:"id,omitempty"`
	Withheld    bool      `json:"withheld,omitempty"`
	Title       string    `json:"title,omitempty"`
	Label       Text      `json:"label,omitzero"` // what it is, in our words, when it has no title
	Publisher   string    `json:"publisher,omitempty"`
	Author      string    `json:"author,omitempty"`
	Kind        string    `json:"kind,omitempty"`
	URL         string    `json:"url,omitempty"`
	Archive     string    `json:"archive,omitempty"`
	Published   when.Date `json:"published,omitzero"`
	ReadOn      when.Day  `json:"read_on,omitzero"`
	Language    string    `json:"language,omitempty"`
	Reliability string    `json:"reliability,omitempty"`
	Quotes      []Quote   `json:"quotes,omitempty"`
}

// Quote is one place in a source: what it says, who is quoted, and whom the
// source was repeating.
type Quote struct {
	Place    string `json:"place,omitempty"`
	Text     string `json:"text,omitempty"`
	Speaker  Text   `json:"speaker,omitzero"`
	OriginID string `json:"origin_id,omitempty"`
	Origin   string `json:"origin,omitempty"` // title or publisher of the origin

	OriginLabel Text `json:"origin_label,omitzero"` // in our words, when it has neither
}
