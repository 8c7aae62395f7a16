package staff

import "habeas/internal/casebook"

// TakenPage is everything that was taken from a source.
type TakenPage struct {
	Source    casebook.Source
	Derived   []casebook.Source
	Items     []TakenLine
	Documents []Choice // Value is the address, empty for one without a page at the desk
	Walks     []casebook.Walk
	casebook.Evidence
}

// TakenLine is one statement that rests on the source.
type TakenLine struct {
	On      casebook.Subject
	To      string // where it stands; empty: no page of its own
	Where   string // kind and reference
	Said    string
	Verdict string
	Origins int
	Cites   []casebook.Citation
}

// Open gives the walk that is not closed, nil without one.
func (t TakenPage) Open() *casebook.Walk {
	for i := range t.Walks {
		if t.Walks[i].ClosedAt == nil {
			return &t.Walks[i]
		}
	}
	return nil
}

// WalkPage is a walk as it stands.
type WalkPage struct {
	Walk      casebook.Walk
	Source    casebook.Source
	Stops     []StopLine
	Left      int
	Next      int
	Counts    []Choice // a decision in words, and how often
	Documents []Choice
}

// StopLine is one step of a walk.
type StopLine struct {
	Step casebook.WalkStep
	TakenLine
	Gone  bool
	Edit  string // the form in which it can be changed; empty: none
	Ways  []string
	Total int
}

// WalkPath is the address of a walk, with what follows it.
func WalkPath(id casebook.ID, more ...string) string { return Under("/staff/walks", id, more...) }
