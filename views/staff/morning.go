package staff

import (
	"time"

	"habeas/internal/casebook"
	"habeas/internal/when"
)

// Addresses of the morning page's own parts.
const (
	BulkPath    = "/staff/bulk"
	FiltersPath = "/staff/filters"
)

// MorningPage is where a day at the desk begins.
type MorningPage struct {
	Unfinished []Unfinished // forms that whoever looks has not finished
	Mine       bool
	Since      time.Time
	Changes    []MorningLine
	Tasks      []DueTask
	Told       []Told // what families wrote and nobody has dealt with
	Lists      []MorningList
	Bands      []Choice // a number in words, and where it leads
	Filters    []SavedFilter
	Waiting    int
	Reviews    ReviewCounts
	ForMe      []ReviewLine // the head of those that wait for whoever looks
}

// ReviewCounts is how many reviews wait for whoever looks, how many they asked
// for themselves, and how many have a day set.
type ReviewCounts struct{ ForMe, Mine, Scheduled int }

// MorningList is one list: its head and how long it is.
type MorningList struct {
	Key   string
	Lines []MorningLine
	Total int
}

// MorningLine is one thing to look at.
type MorningLine struct {
	Ref, Name string
	Day       when.Day
	What      string // in words
	To        string // its page; empty: that of the case
	Fix       string // where it is mended
	FixText   string
}

// to gives the page that a line leads to.
func (l MorningLine) to() string {
	if l.To != "" {
		return l.To
	}
	return CasesPath + "/" + l.Ref
}

// SavedFilter is a narrowing of the list of cases with a name.
type SavedFilter struct{ ID, Name, Query string }

// Mending gives where a line of the morning page is mended.
func Mending(ref casebook.Ref, code string, kind casebook.SubjectKind, id casebook.ID) string {
	on := casebook.Subject{Kind: kind, ID: id}
	switch code {
	case "no_source", "unsupported_state":
		return Back(On("cite", on), CasePath(ref))
	case "no_consent":
		return CasePath(ref, "consents", "new")
	case "no_name":
		return CasePath(ref, "names", "new")
	case "no_state":
		return CasePath(ref, "events", "new")
	}
	switch kind {
	case casebook.OnEvent:
		return Back(Under("/staff/events", id, "edit"), CasePath(ref))
	case casebook.OnClaim:
		return Back(Under("/staff/claims", id, "edit"), CasePath(ref))
	case casebook.OnOverlap:
		return Back(Under("/staff/overlaps", id, "edit"), CasePath(ref))
	case casebook.OnConfirmation:
		return Back(Under("/staff/steps", id, "edit"), CasePath(ref))
	case casebook.OnReleaseEvent:
		return Under(ReleasesPath, id)
	}
	return CasePath(ref)
}

// BulkPage is a preview of what is done to several cases, or what was done.
type BulkPage struct {
	Form  *Form
	Lines []BulkLine
	Done  bool
	Fine  int // how many nothing stands in the way of
}

// BulkLine is what becomes of one case.
type BulkLine struct {
	Ref, Name string
	Refused   []string // why not, in sentences
}

// values are the fields that a preview hands on to what is done.
func (b BulkPage) values() []Choice {
	var all []Choice
	for _, name := range []string{"do", "to", "tag", "reason"} {
		all = append(all, Choice{name, b.Form.Value(name)})
	}
	return all
}

// Narrowed gives the address of the list of cases with a filter.
func Narrowed(query string) string {
	if query == "" {
		return CasesPath
	}
	return CasesPath + "?" + query
}
