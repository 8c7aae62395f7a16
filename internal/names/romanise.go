package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"
)

// romanise gives the Latin spellings under which a word of another script is
// likely to be looked for, best first; none for a Latin word. They only ever
// serve the search: as a spelling to show they would mislead.
//
// Cyrillic comes in the spellings of [cyrillicSystems]. Han and Hangul come
// syllable by syllable, joined, and joined without the first (wang wei,
// wangwei; liu xiao bo, xiaobo), and a Korean family name as its bearers spell
// it. Arabic, Persian and Hebrew come without the
// vowels that are not written. All else is letter by letter.
func romanise(word string) []string {
	switch script := Script(word); script {
	case "Latn", "Zyyy":
		return nil
	case "Cyrl":
		return romaniseCyrillic(word)
	case "Hani", "Hang":
		return romaniseSyllables(word)
	case "Grek":
		return romaniseGreek(word)
	case "Arab", "Hebr":
		return nonEmpty(asciiWord(unidecode.Unidecode(Fold(word))))
	default:
		return nonEmpty(asciiWord(unidecode.Unidecode(word)))
	}
}

func romaniseSyllables(word string) []string {
	var syllables []string
	for _, r := range word {
		if s := asciiWord(unidecode.Unidecode(string(r))); s != "" {
			syllables = append(syllables, s)
		}
	}
	out := append([]string{}, syllables...)
	if len(syllables) > 1 {
		out = append(out, strings.Join(syllables, ""))
	}
	if len(syllables) > 2 {
		out = append(out, strings.Join(syllables[1:], ""))
	}
	family, _ := utf8.DecodeRuneInString(norm.NFC.String(word))
	for _, latin := range koreanNames()[string(family)] {
		out = append(out, nonEmpty(asciiWord(latin))...)
	}
	return out
}

// asciiWord keeps the ASCII letters and digits, in lower case.
func asciiWord(s string) string {
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && isASCIIWord(byte(r)) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func nonEmpty(word string) []string {
	if word == "" {
		return nil
	}
	return []string{word}
}
