package when

import (
	"regexp"
	"strings"
	"unicode"

	"habeas/internal/fault"
)

// Suggest gives the dates, as EDTF, that somebody who typed text may have
// meant, likeliest first; none when there is no telling. It reads the usual
// ways of writing dates in English and Spanish. A form may offer them; nothing
// may take one over without being asked, since 03/04/2026 is two days.
func Suggest(text string) []string {
	clean := tidy(text)
	if clean == "" || len(clean) > 200 {
		return nil
	}
	var out []string
	for _, guess := range [...]func(string) []string{fromNotation, fromNumbers, fromWords} {
		for _, candidate := range guess(clean) {
			if d, p := read(candidate); p == nil && d.text != text {
				out = appendNew(out, d.text)
			}
		}
	}
	return out
}

// tidy lowers the text, turns digits of any script into ASCII, every kind of
// dash into "-" and every run of space into one.
func tidy(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.IsDigit(r):
			b.WriteByte('0' + digitValue(r))
		case unicode.Is(unicode.Pd, r) || r == '−':
			b.WriteByte('-')
		case r == '…':
			b.WriteString("..")
		case unicode.IsSpace(r) || unicode.IsPrint(r):
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// digitValue gives the value of a decimal digit: in every script the ten
// digits stand in one unbroken row that starts at zero.
func digitValue(r rune) byte {
	n := byte(0)
	for n < 9 && unicode.IsDigit(r-1) {
		r--
		n++
	}
	return n
}

var oldNotation = strings.NewReplacer(
	" ", "", "open", "..", "now", "..", "present", "..", "ongoing", "..", "unknown", "",
	"u", "X", "x", "X", "t", "T", "z", "Z", "y", "Y", "e", "E", "s", "S", "...", "..")

var (
	looseDay   = regexp.MustCompile(`(^|[^0-9X])(\d{4})-(\d{1,2})-(\d{1,2})($|[^0-9X])`)
	looseMonth = regexp.MustCompile(`(^|[^0-9X])(\d{4})-(\d)($|[^0-9X-])`)
	signsAfter = regexp.MustCompile(`^(.*[0-9X])([?~%]{2,})$`)
	signFirst  = regexp.MustCompile(`^[~%?]+(\d.*)$`)
	questioned = regexp.MustCompile(`-\?\?`)
	noSeconds  = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(Z|[+-]\d\d:?\d\d)?$`)
	fraction   = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)([.,]\d+)?(Z|[+-]\d\d:?\d\d)?$`)
	bareZone   = regexp.MustCompile(`([+-]\d\d)(\d\d)$`)
)

// fromNotation repairs what was meant as EDTF: spaces, small letters, single
// digits, older drafts of the standard, a clock without seconds, two dashes.
func fromNotation(text string) []string {
	if text == "unknown" || text == "open" {
		return nil
	}
	s := oldNotation.Replace(text)
	out := []string{s}
	padded := looseDay.ReplaceAllStringFunc(s, func(m string) string { return padNumbers(m) })
	padded = looseMonth.ReplaceAllStringFunc(padded, func(m string) string { return padNumbers(m) })
	out = append(out, padded, questioned.ReplaceAllString(s, "-XX"))
	if m := signsAfter.FindStringSubmatch(s); m != nil {
		out = append(out, m[1]+"%", m[1]+m[2][:1])
	}
	if m := signFirst.FindStringSubmatch(s); m != nil {
		out = append(out, m[1]+s[:1])
	}
	clock := strings.ToUpper(text)
	if m := noSeconds.FindStringSubmatch(clock); m != nil {
		out = append(out, m[1]+"T"+m[2]+":00"+bareZone.ReplaceAllString(m[3], "$1:$2"))
	}
	if m := fraction.FindStringSubmatch(clock); m != nil {
		out = append(out, m[1]+"T"+m[2]+bareZone.ReplaceAllString(m[4], "$1:$2"))
	}
	if left, right, ok := strings.Cut(text, " - "); ok {
		out = append(out, oldNotation.Replace(left)+"/"+oldNotation.Replace(right))
	}
	if left, right, ok := strings.Cut(s, "/"); ok && len(left) > 6 {
		out = append(out, dropClock(left)+"/"+dropClock(right))
	}
	if len(s) == 21 && s[10] == '-' {
		out = append(out, s[:10]+"/"+s[11:])
	}
	if !strings.Contains(s, "/") && strings.Contains(s, "..") && s[0] != '[' && s[0] != '{' {
		out = append(out, "["+s+"]", strings.Replace(s, "..", "/", 1))
	}
	return out
}

func dropClock(s string) string {
	day, _, _ := strings.Cut(s, "T")
	return day
}

var singleDigit = regexp.MustCompile(`-(\d)($|[^0-9X])`)

// padNumbers writes 2026-1-3 as 2026-01-03; twice, since matches that share a
// dash are found one at a time.
func padNumbers(s string) string {
	return singleDigit.ReplaceAllString(singleDigit.ReplaceAllString(s, "-0$1$2"), "-0$1$2")
}

// hintFor says what is wrong with a text that is no EDTF, where more can be
// said than that.
func hintFor(text string) fault.Text {
	clean := tidy(text)
	words := strings.FieldsFunc(clean, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, w := range words {
		if relativeWords[w] {
			return fault.Say("It counts from another day: work out the day that is meant, and write it as in 2026-01-13.")
		}
		if unknownWords[w] {
			return fault.Say("Leave the date empty when it is not known.")
		}
	}
	switch {
	case spreadsheetNumber.MatchString(clean):
		return fault.Say("It looks like the number of a day in a spreadsheet.")
	case twoReadings(clean):
		return fault.Say("Day and month could be either way round.")
	case strings.HasPrefix(strings.Join(fromWords(clean), ""), "XXXX"):
		return fault.Say("The year is missing.")
	}
	return fault.Text{}
}
