package casebook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"habeas/internal/locale"
	"habeas/internal/names"
	"habeas/internal/when"
)

// List is a list of people that somebody gave about a release event: who was
// to come free, who did, whom an organisation counted. It stays at the desk.
type List struct {
	ID             ID `gorm:"primaryKey"`
	ReleaseEventID ID
	Kind           ListKind
	Title          locale.Text
	Claimant       locale.Text // whose list it is
	AsOf           when.Date
	Claimed        *int // how many people its claimant says are on it
	Note           string
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

// ListKind says what a list of people is.
type ListKind string

// The kinds of list.
const (
	AnnouncedList ListKind = "announced" // who was to come free
	ActualList    ListKind = "actual"    // who did
	NGOList       ListKind = "ngo"       // whom an organisation counted
)

// Entry is one line of a list, as it was written there, and what a person
// found it to be.
type Entry struct {
	ID      ID `gorm:"primaryKey"`
	ListID  ID
	Number  int // from 1, in the order of the list
	Text    string
	Match   Match
	CaseID  ID // of ours, when Match says so
	Note    string
	Version int
}

// TableName keeps entries apart from other tables of that name.
func (Entry) TableName() string { return "list_entries" }

// Match says what a person found an entry to be. Similarity of names alone
// never settles it.
type Match string

// The matches.
const (
	NotLookedAt  Match = "open"
	IsOurs       Match = "ours"
	NotOurs      Match = "not_ours"
	MatchUnclear Match = "unclear"
)

// Unnamed are people of a release event whom nobody has named: "three others".
type Unnamed struct {
	ID             ID `gorm:"primaryKey"`
	ReleaseEventID ID
	Min            int
	Max            *int // nil: unknown
	Qualifier      Qualifier
	Phrase         string // the source's own words
	PhraseLang     string
	Population     locale.Text // who they are, in our words
	Version        int
}

// TableName says in plain words what the table holds.
func (Unnamed) TableName() string { return "release_unnamed" }

// ListDraft is what may be set of a list. Names are pasted, one a line.
type ListDraft struct {
	Kind     string          `form:"kind" json:"kind"`
	Title    locale.Text     `form:"title" json:"title"`
	Claimant locale.Text     `form:"claimant" json:"claimant"`
	AsOf     string          `form:"as_of" json:"as_of"`
	Claimed  string          `form:"claimed" json:"claimed"`
	Names    string          `form:"names" json:"names"`
	Note     string          `form:"note" json:"note"`
	Cites    []CitationDraft `form:"cites" json:"cites"`
}

// MaxEntries is how many lines a list may have at the desk.
const MaxEntries = 2000

// List checks the draft and gives its row with the entries to add to it.
func (d ListDraft) List() (List, []Entry, error) {
	c := newChecker()
	row := List{
		Kind:     ListKind(c.needCode("kind", "list", d.Kind, "Choose what kind of list it is.")),
		Title:    c.text("title", d.Title, maxLine),
		Claimant: c.text("claimant", d.Claimant, maxLine),
		AsOf:     c.date("as_of", d.AsOf),
		Claimed:  c.number("claimed", d.Claimed, "Leave it empty when no number was given."),
		Note:     c.prose("note", d.Note, maxNote),
	}
	c.needText("claimant", row.Claimant, "Say whose list it is: “the Attorney General”, “Foro Penal”.")
	c.cites(d.Cites)
	entries := c.entries("names", d.Names)
	return row, entries, c.fault()
}

// entries reads pasted names, one a line, without the numbers before them.
func (c *checker) entries(field, pasted string) []Entry {
	var all []Entry
	for i, line := range strings.Split(pasted, "\n") {
		clean, err := names.CleanText(strings.TrimSpace(line), maxLine)
		c.because(field, err)
		if line = withoutNumber(clean); line != "" {
			all = append(all, Entry{Number: len(all) + 1, Text: line, Match: NotLookedAt})
		}
		if len(all) > MaxEntries {
			c.say(field, "A list takes up to %d names; line %d is one too many. Make two lists of it.", MaxEntries, i+1)
			break
		}
	}
	return all
}

// withoutNumber takes away what numbers a line of a list: "12. ", "12) ", "- ".
func withoutNumber(line string) string {
	line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "-–•*·"))
	digits := strings.TrimLeft(line, "0123456789")
	if digits != line && digits != "" && strings.ContainsRune(".)-", rune(digits[0])) {
		return strings.TrimSpace(digits[1:])
	}
	return strings.TrimSpace(line)
}

// UnnamedDraft is what may be set of unnamed people of a release event.
type UnnamedDraft struct {
	Min        string          `form:"min" json:"min"`
	Max        string          `form:"max" json:"max"`
	Qualifier  string          `form:"qualifier" json:"qualifier"`
	Phrase     string          `form:"phrase" json:"phrase"`
	PhraseLang string          `form:"phrase_lang" json:"phrase_lang"`
	Population locale.Text     `form:"population" json:"population"`
	Cites      []CitationDraft `form:"cites" json:"cites"`
}

// Unnamed checks the draft and gives its row.
func (d UnnamedDraft) Unnamed() (Unnamed, error) {
	c := newChecker()
	low := c.number("min", d.Min, "Give the least number that the source allows: “at least five” is 5.")
	row := Unnamed{
		Max:        c.number("max", d.Max, "Leave it empty when nobody gave a most."),
		Qualifier:  Qualifier(c.code("qualifier", "qualifier", d.Qualifier, string(AtLeast))),
		Phrase:     c.prose("phrase", d.Phrase, maxQuote),
		PhraseLang: c.language("phrase_lang", d.PhraseLang),
		Population: c.text("population", d.Population, maxLine),
	}
	switch {
	case low == nil || *low < 1:
		c.say("min", "Give the least number of people, at least 1.")
	case row.Max != nil && *row.Max < *low:
		c.say("max", "The most is less than the least. Swap them, or leave the most empty.")
	default:
		row.Min = *low
	}
	c.cites(d.Cites)
	return row, c.fault()
}

// Comparison sets the lists of a release event beside each other and beside
// our own cases in it.
type Comparison struct {
	Lists []ListTally
	Rows  []Compared // by what is found, then by name
	Known map[Found]int
}

// ListTally is one list with how its entries stand.
type ListTally struct {
	List    List
	Entries []Entry
	By      map[Match]int
}

// Found says on which kinds of list somebody stands.
type Found string

// What can be found.
const (
	OnlyAnnounced Found = "announced_not_actual"
	OnlyActual    Found = "actual_not_announced"
	OnBoth        Found = "both"
	OnOther       Found = "other_list" // on an organisation's list alone
	OnNeither     Found = "neither"    // a case of ours that no list names
)

// findings is the order in which they are shown: what needs a call comes first.
var findings = []Found{OnlyAnnounced, OnlyActual, OnNeither, OnOther, OnBoth}

// Compared is one person across the lists.
type Compared struct {
	Name  string
	Case  *Case // of ours, when an entry was matched or the case is in the event
	Ours  bool  // the case is recorded in the release event
	Kinds map[ListKind]bool
	On    map[ID]int // number of the entry on each list
	Found Found
}

// Compare sets lists beside each other. Entries are one person when they were
// matched to one case, or when two names of unmatched entries are written with
// the same words; similar is not the same. Namesakes on one list are as many
// people as there are lines: one list does not name anybody twice. Entries
// found not to be ours are people as well: they were announced or came free.
func Compare(lists []ListTally, freed []ReleaseOf, cases map[ID]Case) Comparison {
	people, order := map[string]*Compared{}, []string{}
	at := func(key, name string) *Compared {
		if people[key] == nil {
			people[key] = &Compared{Name: name, Kinds: map[ListKind]bool{}, On: map[ID]int{}}
			order = append(order, key)
		}
		return people[key]
	}
	for _, r := range freed {
		p := at("case "+string(r.Case.ID), cmp.Or(r.Name, string(r.Case.Ref)))
		c := r.Case
		p.Case, p.Ours = &c, true
	}
	for _, l := range lists {
		times := map[string]int{} // that a name stands on this list
		for _, e := range l.Entries {
			key := sameAs(e)
			if times[key]++; times[key] > 1 && e.CaseID == "" {
				key += " " + strconv.Itoa(times[key])
			}
			p := at(key, e.Text)
			if c, ok := cases[e.CaseID]; ok && p.Case == nil {
				p.Case = &c
			}
			p.Kinds[l.List.Kind], p.On[l.List.ID] = true, e.Number
		}
	}
	out := Comparison{Lists: lists, Known: map[Found]int{}}
	for _, key := range order {
		p := people[key]
		p.Found = found(p.Kinds)
		out.Known[p.Found]++
		out.Rows = append(out.Rows, *p)
	}
	slices.SortStableFunc(out.Rows, func(a, b Compared) int {
		return cmp.Or(slices.Index(findings, a.Found)-slices.Index(findings, b.Found), cmp.Compare(names.Fold(a.Name), names.Fold(b.Name)))
	})
	return out
}

// sameAs gives what makes two entries one person. An unclear entry stays its
// own: it may be anybody.
func sameAs(e Entry) string {
	switch e.Match {
	case IsOurs:
		return "case " + string(e.CaseID)
	case MatchUnclear:
		return "entry " + string(e.ListID) + strconv.Itoa(e.Number)
	}
	words := strings.Fields(names.Fold(e.Text))
	slices.Sort(words)
	return "name " + strings.Join(words, " ")
}

func found(kinds map[ListKind]bool) Found {
	switch {
	case kinds[AnnouncedList] && kinds[ActualList]:
		return OnBoth
	case kinds[AnnouncedList]:
		return OnlyAnnounced
	case kinds[ActualList]:
		return OnlyActual
	case kinds[NGOList]:
		return OnOther
	}
	return OnNeither
}

// Tally counts how the entries of a list stand.
func Tally(l List, entries []Entry) ListTally {
	t := ListTally{List: l, Entries: entries, By: map[Match]int{}}
	for _, e := range entries {
		t.By[e.Match]++
	}
	return t
}

// Settle gives an entry as a person found it. A match needs its case; anything
// else has none.
func (e Entry) Settle(match Match, of ID, note string) (Entry, error) {
	c := newChecker()
	e.Match, e.CaseID = Match(c.code("match", "match", string(match), string(NotLookedAt))), ""
	e.Note = c.prose("note", note, maxLine)
	if e.Match == IsOurs {
		if e.CaseID = of; of == "" {
			c.say("match", "Choose which of our cases this is, or say that it is not ours.")
		}
	}
	return e, c.fault()
}
