package intake

import (
	"habeas/internal/casebook"
	"habeas/internal/when"
)

// About is what is known of a text beside its words.
type About struct {
	Published  when.Date // relative dates count from it; zero leaves them open
	Language   string    // BCP 47; empty or another language: told from the words
	Facilities []Known   // places of detention the casebook knows
	People     []Known   // people the casebook knows
}

// Known is something of the casebook that a text may name.
type Known struct {
	Key   string   // of the caller: a slug, a reference
	Names []string // as written; each is looked for whole
}

// Span is a place in the text, in bytes, from the first to behind the last.
type Span struct{ From, To int }

// In gives the words at a place.
func (s Span) In(text string) string { return text[s.From:s.To] }

// Why says by which rule something was found; people see words for the rule,
// with these words of the text in them.
type Why struct {
	Rule  string
	Words string
}

// Found is what every finding has.
type Found struct {
	Span
	Sentence int // index into the sentences
	Why      Why
}

// Sentence is one sentence, with the paragraph it stands in, counted from 1.
type Sentence struct {
	Span
	Paragraph int
	tokens    []token
}

// Date is a date that the text names.
type Date struct {
	Found
	When   when.Date // zero when it cannot be worked out
	Stands Stands    // how the sentence stands to it
}

// Stands says whether a sentence tells of a date, or of what was around it.
type Stands string

// How a sentence can stand to a date.
const (
	On     Stands = ""
	After  Stands = "after"
	Before Stands = "before"
	Since  Stands = "since"
	AsOf   Stands = "as_of"
)

// Number is a number of people as it was told. With words alone (“dozens”)
// neither bound is set.
type Number struct {
	Min, Max  *int
	Qualifier casebook.Qualifier
}

// Count is a number of people with what the sentence says about it.
type Count struct {
	Found
	Number
	Phrase      string // the number as told: “at least five”
	Words       string // the phrase again, when it names no figure: “dozens”
	Measure     casebook.Measure
	Population  string // who is counted, in the text's words
	Nationality string // ISO code, when one is named with them
	Claimant    string // who gave it, in the text's words
	AsOf        when.Date
	AsOfWhy     Why
	Since       when.Date // when what is counted began
}

// Event is something that happened on a date.
type Event struct {
	Found                    // of the words that tell what happened
	Date  Date               // when
	What  What               // which form it belongs into
	Kind  casebook.EventKind // for a case; empty for another form
}

// What says what an event is to the casebook.
type What string

// What an event can be.
const (
	InCase    What = "case"    // happened to one person or to a group
	IsRelease What = "release" // people came free, or were said to
	InCountry What = "country" // belongs to the country behind the cases
	IsSaid    What = "said"    // somebody took a position
)

// Named is somebody or something that the text names, at the first place.
type Named struct {
	Found
	Name   string
	Key    string // of the casebook, when it is known; a country's code
	Times  int    // how often the text names it
	Placed int    // how often it names a country itself, and not its people: where something may be
}

// Reading is all that was found, each list in the order of the text.
type Reading struct {
	Language   string // en or es, whichever it was read as
	Sentences  []Sentence
	Dates      []Date
	Counts     []Count
	Events     []Event
	Claimants  []Named
	Countries  []Named
	Facilities []Named
	People     []Named
}

// Longest is how much of a text is read, in bytes; more is no article.
const Longest = 1 << 20

// Read reads a text. It takes time in proportion to its length and never
// fails: what it does not understand it leaves out.
func Read(text string, about About) Reading {
	if len(text) > Longest {
		text = text[:atRune(text, Longest)]
	}
	r := &reader{text: text, about: about, out: Reading{Language: languageOf(text, about.Language)}}
	r.words = vocabularyOf(r.out.Language)
	r.out.Sentences = sentences(text)
	for i := range r.out.Sentences {
		r.at = i
		r.sentence(&r.out.Sentences[i])
	}
	r.named()
	return r.out
}

// reader is one reading as it goes.
type reader struct {
	text  string
	about About
	words *vocabulary
	out   Reading
	at    int  // the sentence being read
	last  Date // the date before, for “the same day”
	year  int  // the year before, for “of the same year”
}

// sentence reads one sentence: first its dates and who speaks in it, since
// numbers and events hang on both.
func (r *reader) sentence(s *Sentence) {
	line := &line{r: r, tokens: s.tokens}
	line.dates()
	line.speakers()
	line.counts()
	line.events()
	r.out.Dates = append(r.out.Dates, line.found...)
	for _, sp := range line.spoken {
		r.out.Claimants = append(r.out.Claimants, sp.named)
	}
	s.tokens = nil
}

// line is one sentence as it is read.
type line struct {
	r      *reader
	tokens []token
	found  []Date
	dated  []placed // where in the tokens each date stands
	spoken []speaker
}

// placed is a stretch of tokens: from the first to behind the last.
type placed struct{ from, to int }

// at gives the finding of a stretch of tokens.
func (l *line) at(p placed, rule string, words string) Found {
	return Found{Span: l.span(p), Sentence: l.r.at, Why: Why{rule, words}}
}

func (l *line) span(p placed) Span {
	return Span{l.tokens[p.from].from, l.tokens[p.to-1].to}
}

// text gives the words of a stretch as they stand in the text.
func (l *line) text(p placed) string {
	if p.from >= p.to {
		return ""
	}
	return l.span(p).In(l.r.text)
}

// key gives the folded word at an index, and nothing outside the sentence.
func (l *line) key(i int) string {
	if i < 0 || i >= len(l.tokens) {
		return ""
	}
	return l.tokens[i].key
}

func (l *line) capital(i int) bool { return i >= 0 && i < len(l.tokens) && l.tokens[i].capital }
