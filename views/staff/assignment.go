package staff

import (
	"habeas/internal/access"
	"habeas/internal/casebook"
)

// PeoplePage is who works on a case and who sees it.
type PeoplePage struct {
	Ref        casebook.Ref
	Restricted bool
	Seen       bool // the reader of the page sees the case
	MayAssign  bool
	MayTake    bool
	Lines      []PersonLine
}

func (p PeoplePage) path(more ...string) string {
	return CasePath(p.Ref, append([]string{"people"}, more...)...)
}

// PersonLine is one person's part in a case, or one person who is named on a
// restricted thing.
type PersonLine struct {
	ID    casebook.ID // of the assignment
	Name  string
	Part  casebook.Part
	Since string
	Gone  bool // the account is closed
}

// NamedPage is who sees a restricted thing that lies in no case.
type NamedPage struct {
	On    casebook.Subject
	Back  string
	Lines []PersonLine
}

// Within is the page for somebody who stands in a relation to what it is about:
// it offers only what they may do there.
func (p Page) Within(r access.Relation) Page {
	p.Relation = r
	return p
}
