package when

import (
	"regexp"
	"strconv"
	"strings"
)

// fromWords reads a phrase: a pair of dates, a lead with a date, or a date.
func fromWords(text string) []string {
	text = strings.NewReplacer(",", " ", "(", "", ")", "", "mid-", "mid ").Replace(text)
	text = strings.Join(strings.Fields(text), " ")
	if rest, found := strings.CutSuffix(text, "?"); found {
		return each(fromWords(strings.TrimSpace(rest)), qualified("?"))
	}
	if w, ok := wordDateOf(text); ok {
		return []string{w.edtf()}
	}
	if out := fromPair(text); out != nil {
		return out
	}
	for _, l := range leads {
		rest, found := strings.CutPrefix(text, l.words)
		if found && (strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, ".")) {
			return each(fromWords(strings.TrimLeft(rest, " .")), l.build)
		}
	}
	if d, p := read(strings.ToUpper(text)); p == nil {
		return []string{d.text}
	}
	return fromNumbers(text)
}

func fromPair(text string) []string {
	for _, p := range pairs {
		rest, found := strings.CutPrefix(text, p.before)
		if !found {
			continue
		}
		left, right, found := strings.Cut(rest, p.between)
		if !found {
			continue
		}
		if b, ok := wordDateOf(right); ok {
			if a, ok := wordDateOf(left); ok {
				return p.build(a.within(b).edtf(), b.edtf())
			}
		}
		if p.between == "-" {
			continue
		}
		a, b := fromNumbersOrISO(left), fromNumbersOrISO(right)
		if a != "" && b != "" {
			return p.build(a, b)
		}
	}
	return nil
}

func fromNumbersOrISO(text string) string {
	if d, p := read(text); p == nil {
		return d.text
	}
	if out := fromNumbers(text); out != nil {
		return out[0]
	}
	return ""
}

func each(dates []string, f func(string) []string) []string {
	var out []string
	for _, d := range dates {
		out = append(out, f(d)...)
	}
	return out
}

func qualified(sign string) func(string) []string {
	return func(d string) []string { return []string{d + sign} }
}

func ongoing(d string) []string         { return []string{d + "/.."} }
func upTo(d string) []string            { return []string{"[.." + d + "]"} }
func fromThen(d string) []string        { return []string{"[" + d + "..]"} }
func anyOf(a, b string) []string        { return []string{"[" + a + ".." + b + "]"} }
func stretch(a, b string) []string      { return []string{a + "/" + b} }
func eitherOf(a, b string) []string     { return []string{"[" + a + "," + b + "]"} }
func stretchOrAny(a, b string) []string { return append(anyOf(a, b), stretch(a, b)...) }

func earlierThan(text string) []string {
	d, p := read(text)
	if p != nil || d.earliest.IsZero() {
		return nil
	}
	return upTo(d.earliest.AddDays(-1).String())
}

func laterThan(text string) []string {
	d, p := read(text)
	if p != nil || d.latest.IsZero() {
		return nil
	}
	return fromThen(d.latest.AddDays(1).String())
}

// third gives the first, second or last third of a month or a year; the
// thirds of a month are its days 1-10, 11-20 and the rest.
func third(n int) func(string) []string {
	return func(text string) []string {
		d, p := read(text)
		switch {
		case p != nil:
			return nil
		case d.prec == PrecisionYear:
			return []string{text + "-" + strconv.Itoa(37+n)}
		case d.prec != PrecisionMonth:
			return nil
		}
		from := d.earliest.AddDays(10 * n)
		to := from.AddDays(9)
		if n == 2 {
			to = d.latest
		}
		return anyOf(from.String(), to.String())
	}
}

// wordDate is a date told with the name of a month or of a season; parts that
// were not told are "".
type wordDate struct{ year, month, day string }

var (
	dayNumber = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|º|°|\.)?$`)
	yearWord  = regexp.MustCompile(`^(\d{4}|'\d{2})$`)
)

func wordDateOf(text string) (wordDate, bool) {
	var w wordDate
	tokens := strings.Fields(strings.NewReplacer("/", " ", "-", " ", "1.º", "1").Replace(text))
	for i := 0; i < len(tokens); i++ {
		t := strings.TrimSuffix(tokens[i], ".")
		next := ""
		if i+1 < len(tokens) {
			next = tokens[i+1]
		}
		switch {
		case fillers[t]:
		case ordinalWords[t] > 0 && partOfYear(next, ordinalWords[t]) != "" && w.month == "":
			w.month = partOfYear(next, ordinalWords[t])
			i++
		case monthWords[t] > 0 && w.month == "":
			w.month = strconv.Itoa(monthWords[t])
		case seasonWords[t] != "" && w.month == "":
			w.month = seasonWords[t]
		case yearWord.MatchString(t) && w.year == "":
			w.year = fullYear(t)
		case dayNumber.MatchString(tokens[i]) && w.day == "":
			w.day = dayNumber.FindStringSubmatch(tokens[i])[1]
		case w.day != "" && w.month != "" && w.year == "" && len(t) == 2 && isDigits(t):
			w.year = fullYear(t)
		case (t == "primero" || t == "1ro") && w.day == "":
			w.day = "1"
		default:
			return w, false
		}
	}
	bareYear := w.year != "" && w.day == "" && len(tokens) > 1 // "de 2025"; a year alone needs no words
	bareDay := w.day != "" && w.year == ""
	return w, w.month != "" || bareYear || bareDay
}

// partOfYear gives the code of the first, second, … quarter or half.
func partOfYear(noun string, n int) string {
	switch noun {
	case "quarter", "trimestre":
		return strconv.Itoa(32 + n)
	case "half", "semestre":
		if n <= 2 {
			return strconv.Itoa(39 + n)
		}
	}
	return ""
}

// within fills what was not told from the later date of a pair: "8 and 12
// January 2026".
func (w wordDate) within(later wordDate) wordDate {
	if w.month == "" {
		w.month = later.month
	}
	if w.year == "" {
		w.year = later.year
	}
	return w
}

func (w wordDate) edtf() string {
	year := w.year
	if year == "" {
		year = "XXXX"
	}
	if w.month == "" {
		return w.year // "" for a day alone, which is no date
	}
	return iso(year, w.month, w.day)
}
