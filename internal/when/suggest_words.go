package when

import (
	"regexp"
	"strconv"
	"strings"
)

// The words that dates are told in, English and Spanish. They serve to guess
// what was meant; the words that people are shown live with the languages.
var (
	monthWords = map[string]int{
		"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
		"may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
		"september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
		"december": 12, "dec": 12,
		"enero": 1, "ene": 1, "febrero": 2, "marzo": 3, "abril": 4, "abr": 4, "mayo": 5, "junio": 6,
		"julio": 7, "agosto": 8, "ago": 8, "septiembre": 9, "setiembre": 9, "octubre": 10,
		"noviembre": 11, "diciembre": 12, "dic": 12,
	}
	seasonWords = map[string]string{
		"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24",
		"primavera": "21", "verano": "22", "otoño": "23", "invierno": "24",
		"q1": "33", "q2": "34", "q3": "35", "q4": "36", "h1": "40", "h2": "41",
	}
	ordinalWords = map[string]int{
		"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
		"primer": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercer": 3, "cuarto": 4,
	}
	fillers = map[string]bool{
		"the": true, "of": true, "on": true, "in": true, "day": true, "some": true, "date": true,
		"de": true, "del": true, "el": true, "la": true, "en": true, "día": true, "than": true, "que": true,
		"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
		"mon": true, "tue": true, "wed": true, "thu": true, "fri": true, "sat": true, "sun": true,
		"lunes": true, "martes": true, "miércoles": true, "jueves": true, "viernes": true, "sábado": true, "domingo": true,
	}
	relativeWords = map[string]bool{
		"today": true, "yesterday": true, "tomorrow": true, "ago": true, "last": true, "week": true, "weeks": true, "recently": true,
		"hoy": true, "ayer": true, "mañana": true, "hace": true, "pasado": true, "pasada": true, "semana": true, "semanas": true,
	}
	unknownWords = map[string]bool{"unknown": true, "na": true, "none": true, "tbd": true, "desconocida": true, "desconocido": true, "desconoce": true}

	// leads gives what the first words of a phrase make of the rest.
	leads = []struct {
		words string
		make  func(string) []string
	}{
		{"no later than", upTo}, {"not later than", upTo}, {"a más tardar", upTo}, {"a mas tardar", upTo},
		{"no earlier than", fromThen}, {"not before", fromThen},
		{"about", qualified("~")}, {"around", qualified("~")}, {"circa", qualified("~")}, {"ca", qualified("~")}, {"c", qualified("~")},
		{"approximately", qualified("~")}, {"approx", qualified("~")}, {"roughly", qualified("~")}, {"hacia", qualified("~")},
		{"alrededor", qualified("~")}, {"aproximadamente", qualified("~")}, {"aprox", qualified("~")}, {"cerca", qualified("~")},
		{"possibly", qualified("?")}, {"perhaps", qualified("?")}, {"maybe", qualified("?")}, {"probably", qualified("?")}, {"reportedly", qualified("?")},
		{"posiblemente", qualified("?")}, {"quizá", qualified("?")}, {"quizás", qualified("?")}, {"probablemente", qualified("?")},
		{"since", ongoing}, {"desde", ongoing},
		{"before", earlierThan}, {"antes", earlierThan}, {"by", upTo}, {"until", upTo}, {"till", upTo}, {"hasta", upTo},
		{"after", laterThan}, {"después", laterThan}, {"despues", laterThan}, {"tras", laterThan},
		{"early", third(0)}, {"beginning", third(0)}, {"principios", third(0)}, {"comienzos", third(0)}, {"a principios", third(0)}, {"a comienzos", third(0)},
		{"mid", third(1)}, {"middle", third(1)}, {"mediados", third(1)}, {"a mediados", third(1)},
		{"late", third(2)}, {"end", third(2)}, {"finales", third(2)}, {"fines", third(2)}, {"a finales", third(2)}, {"a fines", third(2)},
	}
	// pairs gives the words between two dates and what they make of them.
	pairs = []struct {
		before, between string
		make            func(a, b string) []string
	}{
		{"between ", " and ", anyOf}, {"entre ", " y ", anyOf},
		{"from ", " to ", stretch}, {"from ", " until ", stretch}, {"desde ", " hasta ", stretch}, {"del ", " al ", stretch},
		{"", " or ", eitherOf}, {"", " o ", eitherOf},
		{"", " to ", stretchOrAny}, {"", " until ", stretchOrAny}, {"", " through ", stretchOrAny}, {"", " al ", stretchOrAny},
		{"", " a ", stretchOrAny}, {"", " - ", stretchOrAny}, {"", "-", stretchOrAny}, {"", " and ", eitherOf}, {"", " y ", eitherOf},
	}
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
			return each(fromWords(strings.TrimLeft(rest, " .")), l.make)
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
				return p.make(a.within(b).edtf(), b.edtf())
			}
		}
		if p.between == "-" {
			continue
		}
		a, b := fromNumbersOrISO(left), fromNumbersOrISO(right)
		if a != "" && b != "" {
			return p.make(a, b)
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
