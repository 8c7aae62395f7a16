package intake

import (
	"strings"
	"sync"

	"habeas/internal/casebook"
)

// vocabulary are the words of one language that the rules look for, folded.
type vocabulary struct {
	months   map[string]int
	weekdays map[string]int // Sunday is 0, as in package time
	figures  map[string]int
	tens     map[string]int // what a word of one figure may follow
	scales   map[string]int

	vague     phrases[vagueness]          // numbers without figures
	before    phrases[casebook.Qualifier] // “at least” five
	after     phrases[casebook.Qualifier] // five “or more”
	ranges    []between                   // “between” five “and” ten
	people    map[string]bool             // nouns for people
	heldNouns map[string]bool             // nouns for people who are held
	measures  stems[casebook.Measure]     // verbs that say what is counted
	inside    map[string]bool             // buildings and states that count with “in” before them
	auxiliary map[string]bool             // “were”, “have been”
	bounds    phrases[bool]               // where what is said of one thing ends
	pool      phrases[bool]               // “out of”: the number behind is what others are taken from
	promises  phrases[bool]               // what is announced and not done yet
	of        map[string]bool             // between a number and its people
	fillers   map[string]bool             // words that may stand between and say nothing
	nouns     map[string]bool             // words that no group of people runs over

	says                  map[string]bool // verbs of saying
	according             phrases[bool]   // “according to”
	adverbs               map[string]bool // between a speaker and the verb
	passives, determiners map[string]bool // before a verb of saying: nobody says it here
	stops                 map[string]bool // where the name of a speaker begins anew
	inverted              bool            // the speaker may follow the verb

	today      phrases[int]        // “yesterday”: days from publication
	spans      phrases[spanOfDays] // “last week”
	ago        agoWords
	leading    phrases[Stands] // words before a date
	sameDay    phrases[bool]
	sameYear   phrases[bool]
	lastBefore map[string]bool // “last” Tuesday
	nextBefore map[string]bool
	lastAfter  map[string]bool // martes “pasado”
	future     phrases[bool]   // the sentence looks ahead
	inYear     map[string]bool // words before a year alone
	yearNouns  map[string]bool // what a year may stand before: “2024 election”
	articles   map[string]bool // “the”, “late”: between “after” and a date
	dayNoise   map[string]bool // “early”, “night”
	monthWords map[string]bool // months that are also other words
	inMonth    map[string]bool

	triggers stems[trigger]
	titles   map[string]bool
	nobody   map[string]bool // capitalised words that are no name of a person
	joining  map[string]bool // small words inside a name
	places   map[string]bool // “prison”: makes the name beside it a facility
	ofPlaces bool            // the word for the place stands first: cárcel de …
}

// vagueness is a number told in words: dozens have no figure, a dozen has.
type vagueness struct {
	figure    int
	qualifier casebook.Qualifier
}

// between is a pair of words around a range.
type between struct{ first, second string }

// spanOfDays is a stretch relative to the publication.
type spanOfDays string

// agoWords are the parts of “three days ago” and “hace tres días”.
type agoWords struct {
	lead, tail string
	units      map[string]string
}

// trigger is what a word says happened.
type trigger struct {
	what What
	kind casebook.EventKind
}

// phrases finds sequences of words; the longest that begins at a place counts.
type phrases[V any] map[string][]phrase[V]

type phrase[V any] struct {
	rest  []string
	value V
}

// phrasesOf reads “at least, no fewer than” for each value.
func phrasesOf[V any](lists map[string]V) phrases[V] {
	p := phrases[V]{}
	for list, value := range lists {
		for one := range strings.SplitSeq(list, ",") {
			words := strings.Fields(one)
			p[words[0]] = append(p[words[0]], phrase[V]{words[1:], value})
		}
	}
	return p
}

// at gives the value of the longest phrase that begins at a place, and how
// many tokens it takes; 0 when there is none.
func (p phrases[V]) at(l *line, i int) (value V, n int) {
	for _, candidate := range p[l.key(i)] {
		if len(candidate.rest)+1 <= n {
			continue
		}
		fits := true
		for k, w := range candidate.rest {
			fits = fits && l.key(i+1+k) == w
		}
		if fits {
			value, n = candidate.value, len(candidate.rest)+1
		}
	}
	return value, n
}

// ending gives the longest phrase that ends before a place.
func (p phrases[V]) ending(l *line, i int) (value V, n int) {
	for back := 1; back <= 4 && i-back >= 0; back++ {
		if v, long := p.at(l, i-back); long == back {
			value, n = v, long
		}
	}
	return value, n
}

// stems finds words by their beginnings, so that every form of a verb counts;
// a word ending in “.” is meant whole.
type stems[V any] map[string]V

func stemsOf[V any](lists map[string]V) stems[V] {
	s := stems[V]{}
	for list, value := range lists {
		for _, stem := range strings.Fields(list) {
			s[stem] = value
		}
	}
	return s
}

func (s stems[V]) of(word string) (value V, ok bool) {
	if value, ok = s[word+"."]; ok {
		return value, ok
	}
	for n := len(word); n >= 3; n-- {
		if value, ok = s[word[:n]]; ok {
			return value, ok
		}
	}
	return value, false
}

func union(sets ...map[string]bool) map[string]bool {
	all := map[string]bool{}
	for _, s := range sets {
		for w := range s {
			all[w] = true
		}
	}
	return all
}

var (
	english = sync.OnceValue(englishWords)
	spanish = sync.OnceValue(spanishWords)
)

func vocabularyOf(language string) *vocabulary {
	if language == "es" {
		return spanish()
	}
	return english()
}

// languageOf gives the language a text is read in: the given one, or the one
// whose commonest words are in it.
func languageOf(text, given string) string {
	switch lang, _, _ := strings.Cut(strings.ToLower(given), "-"); lang {
	case "en", "es":
		return lang
	}
	en, es := 0, 0
	for i, w := range strings.Fields(text[:atRune(text, min(len(text), 4000))]) {
		if i > 500 {
			break
		}
		switch strings.ToLower(w) {
		case "the", "of", "and", "to", "was", "were", "that", "said", "with":
			en++
		case "el", "la", "los", "las", "de", "que", "y", "del", "por", "según", "fue", "fueron", "con", "una", "unas", "unos", "se", "en", "personas":
			es++
		}
	}
	if es > en {
		return "es"
	}
	return "en"
}
