package staff

import (
	"time"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/when"
)

// Account is one person who may sign in.
type Account struct {
	Name, Display, Role     string
	Disabled, Waived, Ready bool // Ready: it has a password and what else it needs
	Invited                 bool // a link is open
}

// state is what an administrator should know of an account, by the key of its
// words; empty when all is well.
func (a Account) state() string {
	switch {
	case a.Disabled:
		return "disabled"
	case a.Invited:
		return "invited"
	case a.Waived:
		return "waived"
	case !a.Ready:
		return "unready"
	}
	return ""
}

// AccountPage is an account with everything by which it proves itself.
type AccountPage struct {
	Name, Display, Role, Lang string
	Disabled, Waived          bool
	HasPassword, HasSecret    bool
	ByName                    bool // the site has a name, so that passkeys can be used
	CodesLeft                 int
	LinkUntil                 time.Time // zero: no link is open
	Link                      string    // the address to hand over, shown once
	Passkeys                  []PasskeyLine
	Visits                    []VisitLine
}

// PasskeyLine is one passkey.
type PasskeyLine struct {
	ID    casebook.ID
	Label string
	Made  time.Time
	Used  when.Day
}

// VisitLine is one open session.
type VisitLine struct {
	ID, Device  string
	Begun, Seen time.Time
	Here        bool // the one that the page is read in
}

// Instant says an instant shortly: the day and the time of day, in UTC.
func (p Page) Instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return locale.DayShort(p.W.Lang(), when.DayOf(t)) + ", " + t.UTC().Format("15:04") + " UTC"
}

// Enrolment is what somebody needs to set up their authenticator app.
type Enrolment struct {
	First  bool   // they have no other second factor yet
	Square Square // the secret to be photographed
	Secret string // and to be typed, in groups
	Link   string // and to be opened on the phone itself
}

// Square is a picture of dark and light fields, drawn as one path.
type Square struct {
	Size int // fields on a side, with the margin
	Path string
}

// Proof is the page that asks somebody to prove themselves once more.
type Proof struct {
	Action, Back, Message string
	Kept                  []Kept // what was typed into the form that waits
	Ask, Ticket           string // for a passkey; empty where there are none
}
