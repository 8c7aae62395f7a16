package staff

import "habeas/internal/casebook"

// ConfirmationsPath is the list of what two must agree to.
const ConfirmationsPath = "/staff/confirmations"

// Awaited is something that waits for a second person.
type Awaited struct {
	ID      casebook.ID
	Ref     casebook.Ref
	Name    string
	Matter  string // in words
	Says    []Fact // what would be recorded
	By      string // who asked
	Reason  string
	May     bool
	Mine    bool
	Changed bool
}
