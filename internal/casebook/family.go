package casebook

import (
	"time"

	"habeas/internal/fault"
	"habeas/internal/when"
)

// Relative is somebody of the family who may look at what staff share with
// them, by a code that staff gave them. Who they are is sealed; what stands open
// of the code says nothing of anybody.
type Relative struct {
	Line
	Who      string          // as staff call them: “the mother”
	Checked  string          // how staff made sure of who they are
	Language string          // of their pages and their card
	Code     CodeState       `json:"-"`
	Shared   *Shared         `json:"-"` // nil: nothing yet
	Messages []FamilyMessage `json:"-"` // in the order of time
}

// CodeState is what is known of a code, and never the code itself.
type CodeState struct {
	Number    string     // eight digits, not secret
	IssuedAt  time.Time  // of the code in use now
	Expires   when.Day   // the last day on which it opens
	EndedAt   *time.Time // taken back by staff or ended by the relative
	UsedMonth string     // “2026-11”; the day is nobody's business. Empty: never used
}

// Opens reports whether the code still opens on a day.
func (c CodeState) Opens(day when.Day) bool {
	return c.Number != "" && c.EndedAt == nil && !day.After(c.Expires)
}

// CodeDays is how long a code opens after it was issued or last used.
const CodeDays = 90

// Shared is what staff chose to tell one relative.
type Shared struct {
	Line
	Told    string // what can be told now, in the relative's language
	Next    string // what happens next, and who does it
	Liaison string // first name of whom they talk to
	Reach   string // how and when that person is reached
}

// FamilyMessage is one message between a relative and staff.
type FamilyMessage struct {
	Line
	Text     string
	ByName   string     // of staff; empty: the relative
	ByFamily bool       `json:"-"`
	DoneAt   *time.Time `json:"-"` // when staff were done with what the relative wrote
}

// RelativeDraft is what may be set of a relative who is given a code.
type RelativeDraft struct {
	Who      string `form:"who"`
	Checked  string `form:"checked"`
	Language string `form:"language"`
}

// Relative checks the draft and gives what is to be sealed.
func (d RelativeDraft) Relative() (Relative, error) {
	c := newChecker()
	row := Relative{Who: c.prose("who", d.Who, maxLine), Checked: c.prose("checked", d.Checked, maxProse), Language: c.language("language", d.Language)}
	if row.Who == "" {
		c.say("who", "Say who this is, as you call them: the mother, a brother.")
	}
	if row.Checked == "" {
		c.say("checked", "Say how you made sure of who this is. Whoever has the code reads what you share.")
	}
	if row.Language == "" {
		c.say("language", "Choose the language of the card and of the pages.")
	}
	return row, c.fault()
}

// Draft gives what stands in the form of a relative; how somebody was checked
// is asked anew every time a code is given.
func (r Relative) Draft() RelativeDraft { return RelativeDraft{Who: r.Who, Language: r.Language} }

// SharedDraft is what may be set of what is shared with a relative.
type SharedDraft struct {
	Told    string `form:"told"`
	Next    string `form:"next"`
	Liaison string `form:"liaison"`
	Reach   string `form:"reach"`
}

// Shared checks the draft and gives what is to be sealed.
func (d SharedDraft) Shared() (Shared, error) {
	c := newChecker()
	row := Shared{Told: c.prose("told", d.Told, maxNote), Next: c.prose("next", d.Next, maxProse), Liaison: c.prose("liaison", d.Liaison, maxLine), Reach: c.prose("reach", d.Reach, maxProse)}
	return row, c.fault()
}

// Draft gives what stands in the form of what is shared.
func (s Shared) Draft() SharedDraft {
	return SharedDraft{Told: s.Told, Next: s.Next, Liaison: s.Liaison, Reach: s.Reach}
}

// MaxMessage is the length of one message, in characters.
const MaxMessage = 4000

// MessageDraft is what somebody writes to the other side.
type MessageDraft struct {
	Text string `form:"message"`
}

// Message checks the draft and gives what is to be sealed.
func (d MessageDraft) Message() (FamilyMessage, error) {
	c := newChecker()
	row := FamilyMessage{Text: c.prose("message", d.Text, MaxMessage)}
	if row.Text == "" {
		c.say("message", "Write the message first.")
	}
	return row, c.fault()
}

// ErrNoSuchCode is the one answer to every code that does not open: unknown,
// mistyped, expired, taken back. Which of them it is, nobody is told.
func ErrNoSuchCode() error {
	return fault.New(fault.NotFound, "These digits open nothing. Look at the card again, digit by digit. If it still does not open, ask whoever gave it to you for a new one.")
}

// FamilyName is how a relative stands in the history: who they are is sealed.
const FamilyName = "A relative"
