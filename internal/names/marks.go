package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a piece of a text, as offsets of its bytes.
type Span struct{ From, To int }

// Finder shows where the words of a search stand in texts as people wrote
// them.
type Finder struct {
	asked [][]string // ways of each element, their words apart by spaces
}

// NewFinder reads a search as [Asked] does.
func NewFinder(search string) *Finder { return &Finder{Asked(search)} }

// InName gives the words of a name that a search found, in any of the ways in
// which a name is found: in order, none within another. Whole words are
// marked, since what was typed may be their beginning in other letters.
func (f *Finder) InName(name string) []Span { return f.in(name, true) }

// InText gives the words of a text that a search found, whole and folded.
func (f *Finder) InText(text string) []Span { return f.in(text, false) }

// Elements gives how many of the elements of the search stand in a text.
func (f *Finder) Elements(text string) int {
	if !f.mayStandIn(text) {
		return 0
	}
	found, words := 0, tokensOf(text, false)
	for i := range f.asked {
		if len(f.spans(words, i, false)) > 0 {
			found++
		}
	}
	return found
}

// Len gives how many elements the search has.
func (f *Finder) Len() int { return len(f.asked) }

// mayStandIn reports whether it is worth looking at the words of a text: the
// folded text has to hold an element, or the first character of one that is a
// phrase.
func (f *Finder) mayStandIn(text string) bool {
	folded := Fold(text)
	return slices.ContainsFunc(f.asked, func(ways []string) bool {
		return slices.ContainsFunc(ways, func(w string) bool {
			first, _, _ := strings.Cut(w, " ")
			return strings.Contains(folded, first)
		})
	})
}

// Says reports whether all elements of the search stand in a text.
func (f *Finder) Says(text string) bool {
	return text != "" && len(f.asked) > 0 && f.Elements(text) == len(f.asked)
}

// All reports whether all elements of the search stand in one of some names.
func (f *Finder) All(names ...string) bool { return MatchAsked(SearchText(names...), f.asked) }

func (f *Finder) in(text string, name bool) []Span {
	words := tokensOf(text, name)
	var all []Span
	for i := range f.asked {
		all = append(all, f.spans(words, i, name)...)
	}
	slices.SortFunc(all, func(a, b Span) int { return a.From - b.From })
	out := all[:0]
	for _, s := range all {
		if n := len(out); n > 0 && s.From < out[n-1].To {
			out[n-1].To = max(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}

// token is a word of a text, or one character of a script written without
// spaces, with what it is found as.
type token struct {
	Span
	folded string
	ways   []string // other spellings, of a name alone
}

// tokensOf splits a text where [Fold] would, and keeps where each word stood.
func tokensOf(text string, name bool) []token {
	var out []token
	begin := -1
	end := func(at int) {
		if begin >= 0 {
			out = append(out, tokenOf(text, Span{begin, at}, name))
			begin = -1
		}
	}
	for i, r := range text {
		part := unicode.Is(unicode.M, r) || isApostrophe(r) || r != zwnj && unicode.Is(unicode.Cf, r)
		switch {
		case isUnspaced(r):
			end(i)
			begin = i
		case part: // belongs to what it follows
		case !isLetterOrNumber(r):
			end(i)
		case begin >= 0 && startsUnspaced(text[begin:]):
			end(i)
			begin = i
		case begin < 0:
			begin = i
		}
	}
	end(len(text))
	return slices.DeleteFunc(out, func(t token) bool { return t.folded == "" })
}

func startsUnspaced(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return isUnspaced(r)
}

func tokenOf(text string, at Span, name bool) token {
	t := token{Span: at, folded: Fold(text[at.From:at.To])}
	if name && t.folded != "" && !isUnspaced([]rune(t.folded)[0]) {
		var s searchText
		word := text[at.From:at.To]
		s.add(t.folded)
		s.addArabic(t.folded)
		s.add(otherSpellings()[t.folded]...)
		s.add(romanise(word)...)
		s.add(digraphs(word)...)
		t.ways = strings.Fields(s.text.String())
	}
	return t
}

// maxJoined is how many words may be looked for as one: delacruz.
const maxJoined = 3

// spans gives where the element stands among words.
func (f *Finder) spans(words []token, element int, name bool) []Span {
	var out []Span
	last := element == len(f.asked)-1
	for i := range words {
		if n := f.at(words[i:], f.asked[element], name, last); n > 0 {
			out = append(out, Span{words[i].From, words[i+n-1].To})
		}
	}
	return out
}

// at gives how many of the words that stand first are an element in one of its
// ways, none for no match. Last says that it may be the beginning of a word.
func (f *Finder) at(words []token, ways []string, name, last bool) int {
	for _, way := range ways {
		parts := strings.Fields(way)
		if len(parts) <= len(words) && f.follows(words, parts, name, last) {
			return len(parts)
		}
	}
	if !name {
		return 0
	}
	joined := words[0].folded
	for n := 1; n < min(maxJoined, len(words)); n++ {
		if joined += words[n].folded; slices.ContainsFunc(ways, func(w string) bool {
			return w == joined || last && len(w) > len(joined)-len(words[n].folded) && strings.HasPrefix(joined, w)
		}) {
			return n + 1
		}
	}
	return 0
}

// follows reports whether words begin with the parts of a phrase.
func (f *Finder) follows(words []token, parts []string, name, last bool) bool {
	for i, part := range parts {
		begins := name && last && i == len(parts)-1
		if !is(words[i], part, begins) {
			return false
		}
	}
	return true
}

// is reports whether a word is found as part, or begins so. One letter stands
// for a name that begins with it.
func is(word token, part string, begins bool) bool {
	same := func(w string) bool { return w == part || begins && strings.HasPrefix(w, part) }
	return same(word.folded) || slices.ContainsFunc(word.ways, same) ||
		len(part) == 1 && len(word.ways) > 0 && !particles[word.folded] && strings.HasPrefix(word.folded, part)
}
