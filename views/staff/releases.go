package staff

import (
	"slices"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/views/ui"
)

// Many is the form in which many cases are released at once.
type Many struct {
	*Form
	Chosen    []store.CaseLine
	Found     []store.CaseLine // by the search, not chosen
	Searched  bool
	Suggested []Pasted
}

// Called says how a case is called among staff, in the language of the page
// where there are words in it.
func (p Page) Called(l store.CaseLine) string { return ui.Plain(p.W, l.Called) }

// Pasted is one pasted name with whom of ours it may be.
type Pasted struct {
	Text  string
	Alike []store.Alike
}

// Result is what became of one case of many.
type Result struct {
	Ref   casebook.Ref
	State string // recorded, waits, already, refused
	Why   fault.Text
}

// OwnLines is how many cases can get a condition of their own in one form.
const OwnLines = MaxLines

// MarkedListsPath is where lists of people lie.
const MarkedListsPath = "/staff/lists"

// Sheet is a list with its entries.
type Sheet struct {
	casebook.ListTally
	Matched  map[casebook.ID]store.CaseLine
	Alike    map[casebook.ID][]store.Alike
	Evidence casebook.Evidence
}

// chosenRef reports whether a case is ticked.
func (f *Form) chosenRef(ref casebook.Ref) bool {
	return slices.Contains(f.Values["case"], string(ref))
}

// matches are what an entry may be found to be, besides one of ours.
var matches = []casebook.Match{casebook.NotLookedAt, casebook.NotOurs, casebook.MatchUnclear}

// findingsShown is the order of a comparison.
var findingsShown = []casebook.Found{casebook.OnlyAnnounced, casebook.OnlyActual, casebook.OnNeither, casebook.OnOther, casebook.OnBoth}
