package casebook

import (
	"time"

	"habeas/internal/fault"
)

// Walk goes through everything that rests on a source which was corrected or
// withdrawn, one statement after the other. It can be left and taken up again.
type Walk struct {
	ID          ID `gorm:"primaryKey"`
	SourceID    ID
	Cause       string // vocabulary walk_cause
	What        string // what was corrected, or why it was withdrawn
	StartedBy   ID
	StartedName string
	ClosedAt    *time.Time
	ClosedName  string
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// WalkStep is one statement on the way, and what was decided about it.
type WalkStep struct {
	ID          ID `gorm:"primaryKey"`
	WalkID      ID
	Number      int // from 1
	SubjectKind SubjectKind
	SubjectID   ID
	CaseID      ID     // in which it lies; may be empty
	Verdict     string // vocabulary rests, when the walk began
	Decision    string // vocabulary decision; empty: not yet
	Reason      string
	DecidedAt   *time.Time
	DecidedName string
	Version     int
}

// Subject gives what the step is about.
func (s WalkStep) Subject() Subject { return Subject{s.SubjectKind, s.SubjectID} }

// What can be decided about a statement; codes of the vocabulary decision.
const (
	DecideKeep    = "keep"    // it stands, in spite of the source
	DecideReplace = "replace" // it rests on another source from now on
	DecideChange  = "change"  // it was changed to what holds now
	DecideRetract = "retract" // the claim was taken back by its source
	DecideUntie   = "untie"   // it rests on its other sources alone
	DecideRemove  = "remove"  // it was taken out
)

// removable are the kinds of statement that can be taken out by themselves.
var removable = map[SubjectKind]bool{
	OnEvent: true, OnClaim: true, OnName: true, OnCharge: true, OnOverlap: true, OnCondition: true, OnConfirmation: true, OnMechanism: true,
}

// Decisions lists what can be decided about a kind of statement that rests on
// a source in this way.
func Decisions(kind SubjectKind, verdict string) []string {
	list := []string{DecideKeep, DecideReplace, DecideChange}
	if kind == OnClaim {
		list = append(list, DecideRetract)
	}
	if verdict == RestStays {
		list = append(list, DecideUntie)
	}
	if removable[kind] {
		list = append(list, DecideRemove)
	}
	return list
}

// WalkDraft is what may be set of a walk when it begins.
type WalkDraft struct {
	Cause string `form:"cause" json:"cause"`
	What  string `form:"what" json:"what"`
}

// Walk checks the draft and gives its row, without ids.
func (d WalkDraft) Walk() (Walk, error) {
	c := newChecker()
	row := Walk{
		Cause: c.needCode("cause", "walk_cause", d.Cause, "Say whether the source was corrected or withdrawn."),
		What:  c.prose("what", d.What, maxProse),
	}
	if row.What == "" {
		c.say("what", "Say what the source corrected, or why it was withdrawn, and how you know.")
	}
	return row, c.fault()
}

// DecisionDraft is what may be decided about one statement.
type DecisionDraft struct {
	Decision string        `form:"decision" json:"decision"`
	Reason   string        `form:"reason" json:"reason"`
	Cite     CitationDraft `form:"cite" json:"cite"` // the source that takes its place
}

// Check reads the draft for a step. It answers with fault.Invalid, each field
// named.
func (d DecisionDraft) Check(step WalkStep, verdict string) (decision, reason string, err error) {
	c := newChecker()
	decision = c.needCode("decision", "decision", d.Decision, "Choose what becomes of this statement.")
	reason = c.prose("reason", d.Reason, maxProse)
	if reason == "" {
		c.say("reason", "Say why. The reason stands in the history beside what it said before.")
	}
	if decision == DecideReplace {
		d.Cite.citation(c, "cite.")
	}
	if decision != "" && c.fault() == nil && !contains(Decisions(step.SubjectKind, verdict), decision) {
		return "", "", fault.Field("decision", "This cannot be done to this statement. Choose another way.")
	}
	return decision, reason, c.fault()
}

func contains(list []string, code string) bool { return Codes(list).Has(code) }
