package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The bounds of a search, so that what a stranger types costs little: how much
// is read, how many words are used, how long each may be.
const (
	maxQueryBytes = 4096
	maxTokens     = 8
	maxTokenRunes = 64
)

// Tokens gives the folded words of text. Characters of scripts written
// without spaces come one by one; what follows a consonant as a vowel sign
// stays with it.
func Tokens(text string) []string {
	return strings.Fields(strings.Join(pieces(Fold(text)), " "))
}

// Query gives what a search looks for: at most eight elements of at most 64
// runes, folded as [SearchText] is, holding letters, digits and single spaces
// only. An element with spaces is a phrase of a script written without them.
// The last element is meant as the beginning of a word.
func Query(text string) []string {
	if len(text) > maxQueryBytes {
		text = strings.ToValidUTF8(text[:maxQueryBytes], "")
	}
	query := pieces(Fold(text))
	if len(query) > maxTokens {
		query = query[:maxTokens]
	}
	for i, q := range query {
		if utf8.RuneCountInString(q) > maxTokenRunes {
			query[i] = strings.TrimRight(string([]rune(q)[:maxTokenRunes]), " ")
		}
	}
	return query
}

// maxWays bounds in how many ways one element of a search is looked for.
const maxWays = 12

// Asked gives what a search looks for as [Query] does, each element with the
// other ways in which it may stand in a search text, itself first: a word typed
// in other letters is looked for in Latin ones, too, since many names are
// published in those alone. Chinese is not: another name sounds the same.
func Asked(text string) [][]string {
	query := Query(text)
	ways := map[string][]string{}
	if len(text) <= maxQueryBytes {
		for _, word := range splitWords(text) {
			if folded := Fold(word); len(folded) > 0 && folded[0] >= utf8.RuneSelf {
				ways[folded] = inLatin(word)
			}
		}
	}
	out := make([][]string, len(query))
	for i, q := range query {
		out[i] = distinct(append([]string{q}, ways[q]...))
		out[i] = out[i][:min(len(out[i]), maxWays)]
	}
	return out
}

// inLatin gives the Latin spellings of a word that is looked for; none in
// letters whose vowels are not written, or which stand for whole words.
func inLatin(word string) []string {
	switch script := Script(word); {
	case script == "Arab", script == "Hebr", strings.IndexFunc(word, isUnspaced) >= 0:
		return nil
	}
	return romanise(word)
}

// MatchAsked reports whether a search finds a search text as [Match] does,
// where each element may stand in it in any of its ways.
func MatchAsked(searchText string, asked [][]string) bool {
	padded := " " + searchText + " "
	for i, ways := range asked {
		end := " "
		if i == len(asked)-1 {
			end = ""
		}
		if !slices.ContainsFunc(ways, func(w string) bool { return strings.Contains(padded, " "+w+end) }) {
			return false
		}
	}
	return true
}

// Match reports whether a search finds a search text: each element must stand
// in it as a word or a phrase, the last one at least as the beginning of one.
// An empty query finds everything. Databases answer the same by index.
func Match(searchText string, query []string) bool {
	padded := " " + searchText + " "
	for i, q := range query {
		if i < len(query)-1 {
			q += " "
		}
		if !strings.Contains(padded, " "+q) {
			return false
		}
	}
	return true
}

// pieces splits folded text at spaces and at the edges of runs of unspaced
// scripts, whose characters it sets apart by spaces.
func pieces(folded string) []string {
	var out []string
	for _, word := range strings.Fields(folded) {
		if strings.IndexFunc(word, isUnspaced) < 0 {
			out = append(out, word)
			continue
		}
		out = append(out, splitRuns(word)...)
	}
	return out
}

// splitRuns splits one word that holds at least one unspaced character.
func splitRuns(word string) []string {
	var (
		out   []string
		piece strings.Builder
		inRun bool
	)
	for i, r := range word {
		run := isUnspaced(r) || inRun && unicode.Is(unicode.Mc, r)
		if i > 0 && run != inRun {
			out = append(out, piece.String())
			piece.Reset()
		}
		if run && piece.Len() > 0 && !unicode.Is(unicode.Mc, r) {
			piece.WriteByte(' ')
		}
		piece.WriteRune(r)
		inRun = run
	}
	return append(out, piece.String())
}

// isUnspaced reports whether r belongs to a script written without spaces
// between words, or is the kana length mark.
func isUnspaced(r rune) bool {
	if r < 0x0e00 {
		return false
	}
	return r == 'ー' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
