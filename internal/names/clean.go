package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"habeas/internal/fault"
)

// maxName is the longest name that is stored, in runes. The longest names of
// real people known to registries stay below 150.
const maxName = 200

const (
	zwnj = '\u200c' // zero width non-joiner, a letter's business in Persian
	zwj  = '\u200d' // zero width joiner, needed in Sinhala, Malayalam and others
)

// Clean gives a name as it is stored: trimmed, single spaces, Unicode NFC,
// without characters that nobody sees but that turn or hide the text around
// them. It answers fault.Invalid, with a sentence for the person who typed,
// for what cannot be a name.
func Clean(text string) (string, error) {
	if !utf8.ValidString(text) {
		return "", fault.New(fault.Invalid, "This name is not readable text (it is not UTF-8). Type it again, or save the file as UTF-8.")
	}
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n > 20*maxName {
		return "", tooLong("This name has %d characters; at most %d can be kept. Shorten it.", n, maxName)
	}
	out, err := cleanRunes(norm.NFC.String(text))
	if err != nil {
		return "", err
	}
	if n := utf8.RuneCountInString(out); n > maxName {
		return "", tooLong("This name has %d characters; at most %d can be kept. Shorten it.", n, maxName)
	}
	switch {
	case out == "":
		return "", fault.New(fault.Invalid, "Enter a name.")
	case strings.IndexFunc(out, isLetterOrNumber) < 0:
		return "", fault.New(fault.Invalid, "A name needs at least one letter; this has only marks or punctuation.")
	}
	return out, nil
}

// CleanText gives prose as it is stored: the same hygiene as [Clean], with
// line breaks as "\n" and tabs kept, and no opinion on what it says. It answers
// fault.Invalid for text that is not UTF-8 or longer than max runes.
func CleanText(text string, max int) (string, error) {
	if !utf8.ValidString(text) {
		return "", fault.New(fault.Invalid, "This is not readable text (it is not UTF-8). Type it again, or save the file as UTF-8.")
	}
	if n := utf8.RuneCountInString(text); n > 4*max+64 {
		return "", tooLong("This text has %d characters; at most %d can be kept. Shorten it.", n, max)
	}
	out := strings.Map(proseRune, newlines.Replace(text))
	// Normalising comes last: what was dropped may have stood between a
	// letter and its mark.
	out = strings.TrimSpace(norm.NFC.String(out))
	if n := utf8.RuneCountInString(out); n > max {
		return "", tooLong("This text has %d characters; at most %d can be kept. Shorten it.", n, max)
	}
	return out, nil
}

// newlines maps every way to end a line to "\n".
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n")

func tooLong(format fault.Format, got, limit int) error {
	return fault.New(fault.Invalid, format, got, limit)
}

// proseRune drops what prose never needs; -1 drops, as strings.Map has it.
func proseRune(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case unicode.IsControl(r) || isHidden(r):
		return -1
	}
	return r
}

// cleanRunes drops hidden characters, joins white space, and refuses control
// characters and the mark of damaged text.
func cleanRunes(text string) (string, error) {
	seen := make([]rune, 0, len(text))
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			seen = append(seen, ' ')
		case unicode.IsControl(r):
			return "", fault.New(fault.Invalid, "This name has a control character in it (U+%04X). Type it again instead of pasting it.", r)
		case r == utf8.RuneError:
			return "", fault.New(fault.Invalid, "This name has the mark of damaged text (�) in it. Look up the letter that was lost.")
		case !isHidden(r):
			seen = append(seen, r)
		}
	}
	return norm.NFC.String(strings.TrimRight(string(settle(seen)), " ")), nil
}

// settle drops what cannot stand where it stands: a space after a space, a
// mark without a letter, which would sit on whatever is shown before the name,
// and a joiner that is not between two letters of a script spelled with it.
func settle(rs []rune) []rune {
	out := rs[:0]
	for i, r := range rs {
		starts := len(out) == 0 || out[len(out)-1] == ' '
		switch {
		case starts && (r == ' ' || unicode.Is(unicode.M, r)):
		case (r == zwnj || r == zwj) && (starts || i+1 == len(rs) || !usesJoiners(out[len(out)-1]) || !usesJoiners(rs[i+1])):
		default:
			out = append(out, r)
		}
	}
	return out
}

// usesJoiners reports whether r belongs to a script in which a joiner changes
// how a word is spelled (Unicode Standard, chapters 9, 12, 13 and 16).
func usesJoiners(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari,
		unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
		unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar)
}

// isHidden reports whether r is one of the characters that show nothing but
// reorder, split or smuggle text: bidi controls, zero width space, BOM, tags.
func isHidden(r rune) bool {
	switch {
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x206f, r == 0x200e, r == 0x200f, r == 0x061c:
		return true // bidi embeddings, overrides, isolates and marks
	case r == 0x200b, r >= 0x2060 && r <= 0x2064, r == 0xfeff, r == 0x00ad:
		return true // zero width space, word joiner, BOM, soft hyphen
	case r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f:
		return true // annotations, tag characters
	}
	return false
}

func isLetterOrNumber(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
