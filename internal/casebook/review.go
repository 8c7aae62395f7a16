package casebook

import (
	"slices"
	"time"

	"habeas/internal/fault"
	"habeas/internal/when"
)

// ReviewState says how far a request to publish has come.
type ReviewState string

// The states of a review. The first two are open; there is at most one open
// review of a subject at a time.
const (
	Waiting      ReviewState = "waiting"   // for a second person
	Scheduled    ReviewState = "scheduled" // agreed to, and to be published at an instant
	ReviewDone   ReviewState = "published"
	ReviewBack   ReviewState = "returned"  // with remarks, to whoever asked
	ReviewTaken  ReviewState = "retracted" // by whoever asked
	ReviewLapsed ReviewState = "lapsed"    // what was asked for is no longer what would be published
)

// ReviewStep is what can happen to a review.
type ReviewStep string

// The steps.
const (
	Approve  ReviewStep = "approve"  // publish now
	Schedule ReviewStep = "schedule" // publish at an instant
	Return   ReviewStep = "return"   // give it back with remarks
	Retract  ReviewStep = "retract"  // take the request back
	Lapse    ReviewStep = "lapse"    // it no longer holds
	Appear   ReviewStep = "appear"   // its instant has come
)

// Hand says whose hand takes a step.
type Hand string

// The hands. Program is the program itself, for what is done by the clock and
// for what follows from a change.
const (
	Requester Hand = "requester"
	Second    Hand = "second"
	Program   Hand = "program"
)

// Review is one person's request to show something to the public, or to show
// it as it is now, and the decision of another. It binds to Documents: what
// the public would read. When that changes, the decision is void.
type Review struct {
	ID            ID `gorm:"primaryKey"`
	SubjectKind   SubjectKind
	SubjectID     ID
	CaseID        ID // in whose history it stands; empty outside any case
	State         ReviewState
	First         bool   // nothing of it was public when it was asked for
	Alone         bool   // one person asked and decided, since there was no second
	Note          string // to whoever decides
	Remarks       string // of whoever decided, or why it lapsed
	Documents     []byte // what would be published, as JSON; wiped when it is over
	Fingerprint   string // of Documents
	RequestedBy   ID
	RequestedName string
	DecidedBy     ID
	DecidedName   string
	DecidedAt     *time.Time
	PublishAt     *time.Time
	Zone          string // IANA name in which PublishAt was given
	Correction    *Correction
	Version       int
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

// Subject is what the review is about.
func (r *Review) Subject() Subject { return Subject{r.SubjectKind, r.SubjectID} }

// Open reports whether nobody has decided yet, or the decision waits for its day.
func (r *Review) Open() bool { return r.State == Waiting || r.State == Scheduled }

// HandOf says whose hand an account's is in this review. Nobody is a second
// person to themselves, whatever their role.
func (r *Review) HandOf(who ID) Hand {
	if who == r.RequestedBy {
		return Requester
	}
	return Second
}

// reviewSteps is the whole machine: where each step leads from each state, and
// whose hand may take it.
var reviewSteps = map[ReviewState]map[ReviewStep]struct {
	to    ReviewState
	hands []Hand
}{
	Waiting: {
		Approve:  {ReviewDone, []Hand{Second}},
		Schedule: {Scheduled, []Hand{Second}},
		Return:   {ReviewBack, []Hand{Second}},
		Retract:  {ReviewTaken, []Hand{Requester}},
		Lapse:    {ReviewLapsed, []Hand{Program}},
	},
	Scheduled: {
		Return:  {ReviewBack, []Hand{Second}},
		Retract: {ReviewTaken, []Hand{Requester}},
		Lapse:   {ReviewLapsed, []Hand{Program}},
		Appear:  {ReviewDone, []Hand{Program}},
	},
}

// After gives the state a step leads to. It answers with fault.Conflict when
// the review is over or not at this step, and with fault.Denied when this hand
// may not take it.
func (r *Review) After(step ReviewStep, hand Hand) (ReviewState, error) {
	next, ok := reviewSteps[r.State][step]
	switch {
	case !ok && r.Open():
		return "", fault.New(fault.Conflict, "This was decided meanwhile. Read below how it stands now.")
	case !ok:
		return "", fault.New(fault.Conflict, "This review is over. Ask for a new one if there is something to publish.")
	case slices.Contains(next.hands, hand):
		return next.to, nil
	case hand == Requester:
		return "", fault.New(fault.Denied, "You asked for this yourself, so somebody else must decide. Take your request back if you no longer want it.")
	}
	return "", fault.New(fault.Denied, "Only who asked for this can take the request back. Return it with a remark instead.")
}

// Standing of consent: one scope of publishing, whether something on record
// covers it, and what is to be looked at again.
type ScopeStanding struct {
	Scope   string
	Covered bool
	By      []Consent // in force, covering it
}

// publishScopes are the scopes that decide on what a page shows.
var publishScopes = []string{"publish_anonymously", "publish_name", "publish_photo", "publish_health"}

// Scopes gives, for each scope of publishing, what covers it now.
func (f *File) Scopes() []ScopeStanding {
	all := make([]ScopeStanding, len(publishScopes))
	for i, scope := range publishScopes {
		all[i].Scope = scope
		for _, c := range f.Consents {
			if c.WithdrawnOn.IsZero() && c.Scopes.Has(scope) {
				all[i].By, all[i].Covered = append(all[i].By, c), true
			}
		}
	}
	return all
}

// ConsentsToReview gives the consents in force whose day to be asked again has
// come, or comes within the given days.
func (f *File) ConsentsToReview(today when.Day, within int) []Consent {
	var due []Consent
	for _, c := range f.Consents {
		if c.WithdrawnOn.IsZero() && !c.ReviewOn.IsZero() && !c.ReviewOn.After(today.AddDays(within)) {
			due = append(due, c)
		}
	}
	return due
}
