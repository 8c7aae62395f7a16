package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form in which two spellings of one name meet: lower case, no
// accents or vowel points, look-alike letters unified, ASCII digits,
// apostrophes and dots inside words dropped, everything else one space.
// Folding a folded text changes nothing.
func Fold(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return foldUnicode(text)
		}
	}
	return foldASCII(text)
}

// folder collects folded runes and remembers a gap until a word follows it.
type folder struct {
	out  strings.Builder
	gap  bool
	last rune
}

func (f *folder) write(s string, last rune) {
	if f.gap && f.out.Len() > 0 {
		f.out.WriteByte(' ')
	}
	f.out.WriteString(s)
	f.gap, f.last = false, last
}

func (f *folder) writeRune(r rune) {
	if f.gap && f.out.Len() > 0 {
		f.out.WriteByte(' ')
	}
	f.out.WriteRune(r)
	f.gap, f.last = false, r
}

// dot drops a dot inside a word (U.S.A.) and makes a gap of any other.
func (f *folder) dot(wordFollows bool) {
	if f.gap || f.out.Len() == 0 || !wordFollows {
		f.gap = true
	}
}

// foldASCII is what most searches take: no tables, one allocation at most.
func foldASCII(text string) string {
	if isFoldedASCII(text) {
		return text
	}
	out, gap := make([]byte, 0, len(text)), false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case isASCIIWord(c):
			if gap && len(out) > 0 {
				out = append(out, ' ')
			}
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			out, gap = append(out, c), false
		case c == '\'' || c == '`':
		case c == '.' && !gap && len(out) > 0 && i+1 < len(text) && isASCIIWord(text[i+1]):
		default:
			gap = true
		}
	}
	return string(out)
}

func isASCIIWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func isFoldedASCII(text string) bool {
	space := true // as if a space stood before the text: a leading one is refused
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == ' ' && !space {
			space = true
			continue
		}
		if !isASCIIWord(c) || c >= 'A' && c <= 'Z' {
			return false
		}
		space = false
	}
	return !space || text == ""
}

func foldUnicode(text string) string {
	text = strings.ToValidUTF8(text, " ")
	// The acute accent alone is typed as an apostrophe; NFKD would make a space of it.
	text = norm.NFKD.String(strings.ReplaceAll(text, "\u00b4", "'"))
	var f folder
	f.out.Grow(len(text))
	for i, r := range text {
		switch {
		case isApostrophe(r):
		case r == '.':
			next, _ := utf8.DecodeRuneInString(text[i+1:])
			f.dot(isLetterOrNumber(next))
		default:
			f.fold(r)
		}
	}
	// Composed again for Hangul and kana, which NFKD took apart.
	return norm.NFC.String(f.out.String())
}

// fold takes one rune of decomposed text that is neither apostrophe nor dot.
func (f *folder) fold(r rune) {
	r = unicode.ToLower(r)
	if to, ok := foldedLetters[r]; ok {
		if to != "" {
			f.write(to, rune(to[len(to)-1]))
		}
		return
	}
	switch {
	case r == zwnj:
		f.gap = true // joins no letters: to a reader of Persian, half a space
	case r == '\u3099' || r == '\u309a':
		if !f.gap && composes(f.last, r) {
			f.writeRune(r) // が is another letter than か
		}
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
	case unicode.IsDigit(r):
		f.writeRune(asciiDigit(r))
	case isLetterOrNumber(r), unicode.Is(unicode.Mc, r):
		f.writeRune(r)
	default:
		f.gap = true
	}
}

// composes reports whether a kana and its sound mark are one letter.
func composes(kana, mark rune) bool {
	return utf8.RuneCountInString(norm.NFC.String(string([]rune{kana, mark}))) == 1
}

// isApostrophe reports whether r is one of the marks that stand for an
// apostrophe, a hamza, an ayn or a soft sign inside a word.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '‘', '’', '‛', '′', 'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', 'ˈ', '׳', '״', 'ʺ', 'ꞌ', 'Ꞌ', '՚':
		return true
	}
	return false
}

// asciiDigit maps a decimal digit of the scripts people type dates and
// numbers in; digits of any other script stay.
func asciiDigit(r rune) rune {
	for _, zero := range digitZeros {
		if r >= zero && r <= zero+9 {
			return '0' + r - zero
		}
	}
	return r
}

// digitZeros are Arabic-Indic, Persian, N'Ko, Devanagari, Bengali, Gurmukhi,
// Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Tibetan,
// Burmese, Khmer and Mongolian zero.
var digitZeros = [...]rune{
	'0', 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6,
	0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810,
}

// foldedLetters are the letters that NFKD does not take apart, in lower case;
// an empty text drops the letter.
var foldedLetters = map[rune]string{
	// Latin
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
	'ħ': "h", 'ŋ': "n", 'ŧ': "t", 'ə': "a", 'ǝ': "e", 'ɛ': "e", 'ɔ': "o", 'ɓ': "b", 'ɗ': "d", 'ɖ': "d",
	'ƙ': "k", 'ƴ': "y", 'ƒ': "f", 'ɣ': "g", 'ǥ': "g", 'ɨ': "i", 'ʉ': "u", 'ɩ': "i", 'ʋ': "v", 'ɲ': "n", 'ĸ': "k",
	// Greek and Cyrillic
	'ς': "σ", 'ґ': "г", 'ѣ': "е", 'ӏ': "",
	// Arabic and Persian: alef, yeh, kaf, heh, then hamza and tatweel
	'ٱ': "ا", 'ى': "ي", 'ی': "ي", 'ے': "ي", 'ې': "ي", 'ۍ': "ي", 'ک': "ك", 'ڪ': "ك",
	'ة': "ه", 'ھ': "ه", 'ہ': "ه", 'ۃ': "ه", 'ە': "ه", 'ء': "", 'ـ': "",
}
