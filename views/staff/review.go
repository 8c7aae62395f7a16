package staff

import (
	"time"

	"habeas/internal/casebook"
	"habeas/internal/difference"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/when"
)

// ReviewsPath is the list of reviews.
const ReviewsPath = "/staff/reviews"

// ReviewPath is the page of a review, with what follows it.
func ReviewPath(id casebook.ID, more ...string) string { return Under(ReviewsPath, id, more...) }

// ReviewPage is what a person sees before something is shown to the public:
// what changes for the public, what is missing, and what can be done about it.
type ReviewPage struct {
	Form    *Form // carries what was typed and refused
	Subject casebook.Subject
	Name    string // what it is called, in words
	Own     string // its page at the desk
	State   casebook.Publication
	Review  *casebook.Review // nil before anybody asked
	Missing []fault.Text
	Mend    func(casebook.Problem) string
	File    *casebook.File // of a case
	Behind  []casebook.Behind
	Embargo bool

	Lang    locale.Lang // in which the public page is compared
	Same    bool        // the public would read what it reads already
	New     bool        // the page does not exist yet
	Page    []difference.Section
	Address string // of the public page
	Others  []OtherPage
	Columns []Column

	Restated   []Restated  // what the public reads already and would read otherwise
	Sources    []Choice    // that the page names, for a correction to follow
	Correction *Correction // as it was asked for

	Changed bool // since it was asked for
	Since   []difference.Section
	Done    []Operation // what was done meanwhile

	Seen      string // fingerprint of what is shown here
	MayAsk    bool
	MayAlone  bool // there is no second person
	MayDecide bool
	MayTake   bool // their own request back
}

// OtherPage is a public page that comes or changes along.
type OtherPage struct {
	Kind, Title string
	New         bool
	Page        []difference.Section // of one that changes
}

// Restated is one statement that the public would read otherwise; Now is empty
// when it would read nothing of it any more.
type Restated struct{ Part, About, Was, Now string }

// Correction is what was said of a publication that puts something right.
type Correction struct {
	Parts  []Restated
	Why    locale.Text
	Source string
}

// Column is a field of the export whose value changes.
type Column struct{ Name, Was, Would string }

// Due lists the consents that should be asked again.
func (r ReviewPage) Due(today when.Day) []casebook.Consent {
	if r.File == nil {
		return nil
	}
	return r.File.ConsentsToReview(today, 30)
}

// Warnings are the problems of a case that stop nothing.
func (r ReviewPage) Warnings() []casebook.Problem {
	if r.File == nil {
		return nil
	}
	var found []casebook.Problem
	for _, p := range r.File.Problems() {
		if !p.Blocks {
			found = append(found, p)
		}
	}
	return found
}

// Moment says an instant in the time of a place, with the place, and in UTC.
func (p Page) Moment(at time.Time, zone string) string {
	said := p.Day(when.DayOf(at)) + ", " + at.UTC().Format("15:04") + " UTC"
	place, err := time.LoadLocation(zone)
	if err != nil || zone == "" || zone == "UTC" {
		return said
	}
	local := at.In(place)
	return p.T("review.moment", "local", p.Day(when.DayOf(local))+", "+local.Format("15:04"), "zone", zone, "utc", said)
}

// standing says how a review stands, and who did what.
func standing(p Page, r casebook.Review) string {
	switch {
	case r.Alone:
		return p.T("review.alone", "name", r.DecidedName)
	case r.RequestedBy == "system" && r.DecidedBy == "system":
		return p.T("review.program")
	case r.State == casebook.Scheduled:
		return p.T("review.scheduled", "name", r.DecidedName, "at", p.Moment(*r.PublishAt, r.Zone))
	case r.State == casebook.ReviewLapsed:
		return p.T("review.lapsed." + r.Remarks)
	}
	return p.T("review."+string(r.State), "asked", r.RequestedName, "name", r.DecidedName)
}

// ReviewLine is one review in the list.
type ReviewLine struct {
	Review casebook.Review
	Kind   string
	Name   string
}

// ReviewsPage is the list of reviews as one person sees it.
type ReviewsPage struct{ ForMe, Mine, Others, Scheduled, Decided []ReviewLine }

// OffPage is what a person sees before something is taken off.
type OffPage struct {
	Goes    []OtherPage // pages that go
	Changes []OtherPage // pages that are told without it
}
