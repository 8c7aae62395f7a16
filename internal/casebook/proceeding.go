package casebook

import (
	"time"

	"habeas/internal/locale"
	"habeas/internal/when"
)

// Proceeding is something brought before a court, a treaty body or an
// authority for somebody. It stays at the desk.
type Proceeding struct {
	ID        ID `gorm:"primaryKey"`
	CaseID    ID
	Body      locale.Text // before whom
	Kind      string      // vocabulary proceeding
	Reference string      // the body's own number
	Filed     when.Date
	Deadline  when.Day // by which somebody must act; zero: none known
	DueFor    string   // what is due, in a line
	Decided   when.Date
	Outcome   string // vocabulary proceeding_outcome
	Note      locale.Text
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Open reports whether nothing has been decided yet.
func (p Proceeding) Open() bool {
	return p.Decided.IsZero() && (p.Outcome == "pending" || p.Outcome == "")
}

// ProceedingDraft is what may be set of a proceeding.
type ProceedingDraft struct {
	Body      locale.Text     `form:"body" json:"body"`
	Kind      string          `form:"kind" json:"kind"`
	Reference string          `form:"reference" json:"reference"`
	Filed     string          `form:"filed" json:"filed"`
	Deadline  string          `form:"deadline" json:"deadline"`
	DueFor    string          `form:"due_for" json:"due_for"`
	Decided   string          `form:"decided" json:"decided"`
	Outcome   string          `form:"outcome" json:"outcome"`
	Note      locale.Text     `form:"note" json:"note"`
	Cites     []CitationDraft `form:"cites" json:"cites"`
}

// Proceeding checks the draft and gives its row.
func (d ProceedingDraft) Proceeding() (Proceeding, error) {
	c := newChecker()
	row := Proceeding{
		Body:      c.text("body", d.Body, maxLine),
		Kind:      c.needCode("kind", "proceeding", d.Kind, "Choose what kind of proceeding it is."),
		Reference: c.prose("reference", d.Reference, maxLine),
		Filed:     c.date("filed", d.Filed),
		Deadline:  c.day("deadline", d.Deadline),
		DueFor:    c.prose("due_for", d.DueFor, maxLine),
		Decided:   c.date("decided", d.Decided),
		Outcome:   c.code("outcome", "proceeding_outcome", d.Outcome, "pending"),
		Note:      c.text("note", d.Note, maxProse),
	}
	c.needText("body", row.Body, "Say before whom: “the Second Control Court of Caracas”, “the UN Working Group on Arbitrary Detention”.")
	if row.Decided.Compare(row.Filed) == when.Before {
		c.say("decided", "The decision comes before it was filed. Check both dates.")
	}
	c.cites(d.Cites)
	return row, c.fault()
}
