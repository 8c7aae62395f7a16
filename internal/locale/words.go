package locale

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Words is all words of one language. It does not change once built and is
// safe for concurrent use.
//
// Arguments of [Words.T] and [Words.N] are pairs of a name and a value. A text
// goes in as it is; whole numbers are grouped as [Words.Number] does, so a year
// goes in as text. Answers are plain text: the view escapes them.
type Words struct {
	lang      Lang
	tag       language.Tag
	digits    grouping
	texts     map[string]string   // sentences without variables: the hot path
	sentences map[string]sentence // sentences with variables
	plurals   map[string]pluralForms
	labels    map[labelKey]string
	faults    map[string]string // by their English
	countries map[string]string
	sorted    []Country
	languages display.Namer
}

// labelKey finds a label without building its whole key.
type labelKey struct{ kind, code string }

// pluralForms are the forms of a sentence that depends on a count. Every form
// is there: those a catalogue leaves out are the "other" form.
type pluralForms map[plural.Form]sentence

// Lang gives the language.
func (w *Words) Lang() Lang { return w.lang }

// Tag gives the language for libraries that collate, format or match.
func (w *Words) Tag() language.Tag { return w.tag }

// Dir gives the direction the language is written in, "ltr" or "rtl", for the
// dir attribute of a page.
func (w *Words) Dir() string {
	script, _ := w.tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm":
		return "rtl"
	}
	return "ltr"
}

// T gives the sentence of key. A key that no catalogue has comes back in
// brackets, "[key]", and a variable without a value as "[name]", so that a
// crawl of the pages finds both. A sentence with plural forms gives "other".
func (w *Words) T(key string, args ...any) string {
	if text, ok := w.texts[key]; ok {
		return text
	}
	if s, ok := w.sentences[key]; ok {
		return s.render(w, "", args)
	}
	if forms, ok := w.plurals[key]; ok {
		return forms[plural.Other].render(w, "", args)
	}
	return "[" + key + "]"
}

// N gives the sentence of key in the form the language uses for count things.
// The sentence can say {{.count}}, the count with its digits grouped.
func (w *Words) N(key string, count int, args ...any) string {
	forms, ok := w.plurals[key]
	if !ok {
		if s, ok := w.sentences[key]; ok {
			return s.render(w, w.Number(count), args)
		}
		return w.T(key)
	}
	return forms[w.form(count)].render(w, w.Number(count), args)
}

// The forms of a sentence about people: of a woman, of a man, of one person
// whose gender nobody recorded or who is neither, and of several people.
const (
	OfWoman  = "f"
	OfMan    = "m"
	OfPerson = "n"
	OfPeople = "g"
)

// Of gives the sentence of key about a person or people. A language that says
// it of women and men in the same words has one sentence for all three.
func (w *Words) Of(whom, key string, args ...any) string {
	if full := key + "." + whom; w.Has(full) {
		return w.T(full, args...)
	}
	return w.T(key+"."+OfPerson, args...)
}

// Has reports whether a catalogue has the key.
func (w *Words) Has(key string) bool {
	_, text := w.texts[key]
	_, sentence := w.sentences[key]
	_, forms := w.plurals[key]
	return text || sentence || forms
}

// form gives the plural form of a count, by the rules of Unicode CLDR.
func (w *Words) form(count int) plural.Form {
	count = max(count, -count)
	return plural.Cardinal.MatchPlural(w.tag, count, 0, 0, 0, 0)
}

// Label gives the words for a code of a vocabulary: Label("state",
// "in_custody"). A code without words is shown with its underscores as spaces,
// since a page must not fail on a code a newer version wrote.
func (w *Words) Label(kind, code string) string {
	if label, ok := w.labels[labelKey{kind, code}]; ok {
		return label
	}
	return strings.ReplaceAll(code, "_", " ")
}

// Codes lists the codes of a vocabulary that have words, in their alphabet.
func (w *Words) Codes(kind string) []string {
	var codes []string
	for key := range w.labels {
		if key.kind == kind {
			codes = append(codes, key.code)
		}
	}
	slices.Sort(codes)
	return codes
}

// Language gives the name of a language, "Spanish (Venezuela)" for es-VE. What
// is no known language comes back as it was given.
func (w *Words) Language(bcp47 string) string {
	if name, ok := languageNames[w.lang][bcp47]; ok {
		return name
	}
	tag, err := language.Parse(bcp47)
	if err != nil {
		return bcp47
	}
	if name := w.languages.Name(tag); name != "" {
		return name
	}
	return bcp47
}

// languageNames says what the Unicode tables call otherwise or not at all.
var languageNames = map[Lang]map[string]string{
	English: {"prs": "Dari", "und": "language not known", "mul": "several languages"},
	Spanish: {"prs": "darí", "und": "idioma desconocido", "mul": "varios idiomas"},
}

// grouping says how a language groups the digits of large numbers.
type grouping struct {
	mark string
	// from is the number of digits from which groups are made.
	from int
	// zero is the digit nought of the language, where it has digits of its own.
	zero rune
}

// groupings follow Unicode CLDR; Spanish and Portuguese leave four digits
// together. Persian has its own digits, which everybody in Iran and Afghanistan
// writes. Arabic is written with those of Europe: they are the usual ones from
// Morocco to Libya, are read everywhere else, and are those of telephone
// numbers and of the references of cases.
var groupings = map[Lang]grouping{
	English:    {mark: ",", from: 4},
	Spanish:    {mark: ".", from: 5},
	Portuguese: {mark: ".", from: 5},
	French:     {mark: "\u202f", from: 4},
	Russian:    {mark: "\u00a0", from: 5},
	Arabic:     {mark: ",", from: 4},
	Persian:    {mark: "٬", from: 4, zero: '۰'},
	Chinese:    {mark: ",", from: 5},
}

// Digits gives a number that is no quantity, such as a year, in the digits of
// the language.
func (w *Words) Digits(number string) string {
	if w.digits.zero == 0 {
		return number
	}
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return w.digits.zero + r - '0'
		}
		return r
	}, number)
}

// Number gives a whole number with its digits grouped: 12,345 or 12.345.
func (w *Words) Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	if len(digits) < w.digits.from {
		return sign + w.Digits(digits)
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(w.digits.mark)
		}
		b.WriteRune(d)
	}
	return w.Digits(b.String())
}
