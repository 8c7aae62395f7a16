package casebook

import (
	"time"

	"habeas/internal/locale"
	"habeas/internal/when"
)

// Source is a thing that can be cited. A source with another visibility than
// Public is never named outside.
type Source struct {
	ID          ID          `gorm:"primaryKey"`
	Title       string      // its own, in its own language; empty when it has none
	Label       locale.Text // without a title: what it is, in our words
	Publisher   string
	Author      string
	Kind        SourceKind
	URL         string // as given; http or https
	Archive     string
	Published   when.Date
	Language    string // BCP 47
	ReadOn      when.Day
	Licence     string
	Reliability string // Admiralty A–F; F means it cannot be judged
	Description locale.Text
	Note        string // internal
	Visibility  Visibility
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// Name gives what a source is called: its title, or our words for it.
func (s Source) Name() locale.Text {
	if s.Title != "" {
		return locale.Text{En: s.Title}
	}
	return s.Label
}

// Derivation says that a source repeats another one, wholly or in part. A
// source that repeats another is not a second source.
type Derivation struct {
	ID       ID `gorm:"primaryKey"`
	SourceID ID // the one that repeats
	FromID   ID // the one repeated
	Note     locale.Text
}

// SubjectKind says what a citation, a claim or a revision is about.
type SubjectKind string

// Kinds of subject.
const (
	OnCase         SubjectKind = "case"
	OnPerson       SubjectKind = "person"
	OnName         SubjectKind = "name"
	OnGroup        SubjectKind = "group"
	OnSlot         SubjectKind = "slot"
	OnOverlap      SubjectKind = "overlap"
	OnConsent      SubjectKind = "consent"
	OnCharge       SubjectKind = "charge"
	OnEvent        SubjectKind = "event"
	OnReleaseEvent SubjectKind = "release_event"
	OnMechanism    SubjectKind = "mechanism"
	OnRelease      SubjectKind = "release"
	OnConfirmation SubjectKind = "confirmation"
	OnCondition    SubjectKind = "condition"
	OnFacility     SubjectKind = "facility"
	OnSource       SubjectKind = "source"
	OnCitation     SubjectKind = "citation"
	OnCapture      SubjectKind = "capture"
	OnClaim        SubjectKind = "claim"
	OnCount        SubjectKind = "count"
	OnPosition     SubjectKind = "position"
	OnAdvisory     SubjectKind = "advisory"
	OnContext      SubjectKind = "context"
	OnCountry      SubjectKind = "country" // its ID is the ISO code
	OnHelp         SubjectKind = "help"    // a page of help
	OnWalk         SubjectKind = "walk"
	OnUser         SubjectKind = "user"

	OnList       SubjectKind = "list"       // of people, about a release event
	OnEntry      SubjectKind = "entry"      // of such a list
	OnUnnamed    SubjectKind = "unnamed"    // people of a release event whom nobody has named
	OnAwaiting   SubjectKind = "awaiting"   // something that waits for a second person
	OnAssessment SubjectKind = "assessment" // within a legal frame
	OnFinding    SubjectKind = "finding"    // of an assessment, on one criterion
	OnProceeding SubjectKind = "proceeding"
)

// Subject points at one row of the casebook.
type Subject struct {
	Kind SubjectKind
	ID   ID
}

// Citation ties one statement of ours to a place in a source.
type Citation struct {
	ID          ID `gorm:"primaryKey"`
	SubjectKind SubjectKind
	SubjectID   ID
	Field       string      // which field it supports; empty: the whole
	SourceID    ID          // where it was read
	OriginID    ID          // whom that source was repeating here; empty: itself
	Place       string      // page, paragraph
	Quote       string      // at most 300 characters
	Speaker     locale.Text // who is quoted: "his aunt"
	CreatedAt   time.Time
}
