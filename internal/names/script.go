package names

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// Script gives the ISO 15924 code of the script most letters of text belong
// to. Han counts as Jpan beside kana; Zyyy means no letter of a known script.
func Script(text string) string {
	var counts [len(scripts)]int
	last := -1 // names rarely change script: look where the last letter was found
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		if last < 0 || !unicode.Is(scripts[last].table, r) {
			last = scriptOf(r)
		}
		if last >= 0 {
			counts[last]++
		}
	}
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	switch code := scripts[best].code; {
	case counts[best] == 0:
		return "Zyyy"
	case code == "Hira" || code == "Kana" || code == "Hani" && hasKana(text):
		return "Jpan"
	default:
		return code
	}
}

// Direction gives the value of a dir attribute for text, "rtl" or "ltr", from
// its first letter with a direction (Unicode bidi rule P2); "ltr" without one.
func Direction(text string) string {
	for _, r := range text {
		if r < 0x0590 && unicode.IsLetter(r) {
			return "ltr"
		}
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return "ltr"
		case bidi.R, bidi.AL:
			return "rtl"
		}
	}
	return "ltr"
}

func scriptOf(r rune) int {
	for i := range scripts {
		if unicode.Is(scripts[i].table, r) {
			return i
		}
	}
	return -1
}

func hasKana(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Hiragana, unicode.Katakana)
	}) >= 0
}

// scripts are the scripts living people's names are written in, the more
// frequent first; on equal counts the earlier one wins.
var scripts = [...]struct {
	code  string
	table *unicode.RangeTable
}{
	{"Latn", unicode.Latin}, {"Cyrl", unicode.Cyrillic}, {"Arab", unicode.Arabic}, {"Hani", unicode.Han},
	{"Hang", unicode.Hangul}, {"Hira", unicode.Hiragana}, {"Kana", unicode.Katakana}, {"Thai", unicode.Thai},
	{"Mymr", unicode.Myanmar}, {"Geor", unicode.Georgian}, {"Armn", unicode.Armenian}, {"Hebr", unicode.Hebrew},
	{"Grek", unicode.Greek}, {"Ethi", unicode.Ethiopic}, {"Deva", unicode.Devanagari}, {"Beng", unicode.Bengali},
	{"Guru", unicode.Gurmukhi}, {"Gujr", unicode.Gujarati}, {"Orya", unicode.Oriya}, {"Taml", unicode.Tamil},
	{"Telu", unicode.Telugu}, {"Knda", unicode.Kannada}, {"Mlym", unicode.Malayalam}, {"Sinh", unicode.Sinhala},
	{"Khmr", unicode.Khmer}, {"Laoo", unicode.Lao}, {"Tibt", unicode.Tibetan}, {"Mong", unicode.Mongolian},
	{"Syrc", unicode.Syriac}, {"Thaa", unicode.Thaana}, {"Tfng", unicode.Tifinagh}, {"Nkoo", unicode.Nko},
	{"Adlm", unicode.Adlam}, {"Cher", unicode.Cherokee}, {"Cans", unicode.Canadian_Aboriginal},
}
