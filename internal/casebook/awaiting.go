package casebook

import (
	"encoding/json"
	"time"
)

// AwaitingState says what has become of something that waits for a second
// person.
type AwaitingState string

// The states. Only the first is open.
const (
	AwaitsSecond AwaitingState = "waiting"
	AgreedTo     AwaitingState = "agreed"
	DeclinedBy   AwaitingState = "declined"
	TakenBack    AwaitingState = "retracted" // by whoever asked
)

// Awaiting is something that one person wants to record and another must agree
// to: that somebody is verified as free, or that somebody died. Nothing of it
// is in the casebook before: Draft is what will be recorded, as JSON, once a
// second person agrees, and only while Fingerprint is still that of the case.
type Awaiting struct {
	ID          ID `gorm:"primaryKey"`
	CaseID      ID
	Operation   string // the verb of the desk that it will be: "ConfirmRelease"
	OnID        ID     // the row that the verb is about: a release, a rung, an event; the case itself for a new event
	Matter      string // the code that needs two: verified, died, executed …
	Draft       string // of the operation, as JSON
	Version     int
	Fingerprint string // of the events and releases of the case when it was asked for
	State       AwaitingState
	Reason      string // of whoever asked
	Remarks     string // of whoever declined
	AskedBy     ID
	AskedName   string
	DecidedBy   ID
	DecidedName string
	DecidedAt   *time.Time
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// deadly are the exits that say that somebody died.
var deadly = map[Exit]bool{"died_in_custody": true, "executed": true, "killed_by_captor": true}

// Grave reports whether an exit says that somebody died. It takes two people.
func (e Exit) Grave() bool { return deadly[e] }

// Grave reports whether a rung takes two people to record.
func (s Step) Grave() bool { return s == StepVerified }

// Grave reports whether a kind of event takes two people to record.
func (k EventKind) Grave() bool { return k == Died || k == RemainsReturned }

// NeedsSecond gives the code for which changing was into now takes a second
// person, or nothing. Both are rows of one type; was is empty for a new row.
// It is asked of every row that is written, whichever way it came, so that no
// operation goes around it. Texts around the fact may be mended by one person.
func NeedsSecond(was, now any) string {
	switch n := now.(type) {
	case *Event:
		b, _ := was.(*Event)
		if n.Kind.Grave() && (b.Kind != n.Kind || b.Date.String() != n.Date.String()) {
			return string(n.Kind)
		}
	case *Confirmation:
		b, _ := was.(*Confirmation)
		if n.Step.Grave() && (b.Step != n.Step || b.Date.String() != n.Date.String() || b.By != n.By) {
			return string(n.Step)
		}
	case *Release:
		b, _ := was.(*Release)
		if n.Exit.Grave() && b.Exit != n.Exit {
			return string(n.Exit)
		}
	}
	return ""
}

// Standing gives the events and releases of a case as JSON: what a second
// person agrees to rests on them, and is asked for anew when they change.
func (f *File) Standing() ([]byte, error) {
	type part struct {
		Release       Release
		Confirmations []Confirmation
		Conditions    []Condition
	}
	var parts []part
	for _, r := range f.Releases {
		parts = append(parts, part{r.Release, r.Confirmations, r.Conditions})
	}
	return json.Marshal(struct {
		Events   []Event
		Releases []part
	}{f.Events, parts})
}
