package locale

import (
	"fmt"
	"strconv"
	"strings"

	"habeas/internal/when"
)

// say puts a date into words.
func (w *dateWords) say(d when.Date) string {
	switch {
	case d.IsZero():
		return w.notKnown
	case d.IsInterval():
		return w.contract(w.interval(d))
	case d.IsSet(), d.IsList():
		return w.contract(w.members(d))
	}
	return w.contract(w.alone(d))
}

// form picks one of the two forms of a noun.
type form func(noun) string

func (n noun) alone() string  { return n.bare }
func (n noun) within() string { return n.inside }

// place is where a single date is said: which form it takes there, and how
// "about" and "uncertain" are put.
type place struct {
	form             form
	about, uncertain string
}

// alone says a single date that stands by itself.
func (w *dateWords) alone(d when.Date) string {
	return w.single(d, place{noun.alone, w.about, w.uncertain})
}

// inside says a single date within a longer phrase.
func (w *dateWords) inside(d when.Date) string {
	return w.single(d, place{noun.within, w.aboutInside, w.doubt})
}

// single says a date that is neither interval nor set, with its doubts.
func (w *dateWords) single(d when.Date, at place) string {
	text, plain := w.exact(d, at.form)
	if !d.Uncertain() && !d.Approximate() {
		return text
	}
	whole := wholly(d, when.Date.ApproximatePart)
	switch {
	case whole && plain:
		inside, _ := w.exact(d, noun.within)
		text = fmt.Sprintf(at.about, inside)
	case whole:
		text = fmt.Sprintf(w.approximate, text)
	default:
		text = w.partly(d, text, 1, when.Date.ApproximatePart)
	}
	if wholly(d, when.Date.UncertainPart) {
		return fmt.Sprintf(at.uncertain, text)
	}
	return w.partly(d, text, 0, when.Date.UncertainPart)
}

type judged func(when.Date, when.Part) bool

// wholly reports whether every part that is there is judged so.
func wholly(d when.Date, is judged) bool {
	for p := when.YearPart; p <= when.DayPart; p++ {
		if d.Digits(p) != "" && !is(d, p) {
			return false
		}
	}
	return true
}

// partly names the parts in doubt; kind is 0 for uncertain, 1 for approximate.
func (w *dateWords) partly(d when.Date, text string, kind int, is judged) string {
	for p := when.DayPart; ; p-- {
		if is(d, p) {
			text = fmt.Sprintf(w.partDoubt[p][kind], text)
		}
		if p == when.YearPart {
			return text
		}
	}
}

// exact says a date without its doubts; plain is false for the phrases that
// already admit something, which "about" cannot stand before.
func (w *dateWords) exact(d when.Date, f form) (text string, plain bool) {
	if strings.Contains(d.Digits(when.YearPart), "X") && d.Precision() != when.PrecisionDecade {
		return w.someYears(d, f), false
	}
	switch d.Precision() {
	case when.PrecisionTime:
		return w.clockOf(d, f), true
	case when.PrecisionDay:
		return w.dayOf(d, f)
	case when.PrecisionMonth:
		return w.monthOf(d, f)
	case when.PrecisionSeason:
		return w.seasonOf(d, f), true
	}
	if estimate, ok := d.Estimate(); ok {
		return fmt.Sprintf(w.estimate, w.yearText(estimate), w.yearText(int(d.Earliest().Year)), w.yearText(int(d.Latest().Year))), false
	}
	if d.Precision() == when.PrecisionDecade {
		first := int(d.Earliest().Year)
		if first < 1000 || d.Latest().Year-d.Earliest().Year != 9 {
			return w.someYears(d, f), false
		}
		return fmt.Sprintf(f(w.decade), first), true
	}
	return w.yearText(int(d.Earliest().Year)), true
}

func (w *dateWords) clockOf(d when.Date, f form) string {
	day := w.dayText(d.Earliest(), f)
	clock, zone := d.Clock()
	switch zone {
	case "":
		return fmt.Sprintf(w.clock, day, clock)
	case "Z":
		zone = ""
	}
	return fmt.Sprintf(w.clockZone, day, clock, strings.Replace(zone, "-", "−", 1))
}

func (w *dateWords) dayOf(d when.Date, f form) (text string, plain bool) {
	month, day := d.Digits(when.MonthPart), d.Digits(when.DayPart)
	early, late := d.Earliest(), d.Latest()
	switch {
	case early == late:
		return w.dayText(early, f), true
	case month == "XX" && day == "XX":
		return fmt.Sprintf(w.someDayIn, w.yearText(int(early.Year))), false
	case month == "XX" && !strings.Contains(day, "X"):
		return fmt.Sprintf(w.dayOfSomeMonth, strconv.Itoa(int(early.Day)), w.yearText(int(early.Year))), false
	case !strings.Contains(month, "X") && day == "XX":
		return fmt.Sprintf(w.someDayIn, w.monthText(early, noun.within)), false
	case !strings.Contains(month, "X") && day[1] == 'X':
		return w.two(w.run, early, late), false
	}
	return w.spanned(w.someDay, early, late), false
}

func (w *dateWords) monthOf(d when.Date, f form) (text string, plain bool) {
	early, late := d.Earliest(), d.Latest()
	switch month := d.Digits(when.MonthPart); {
	case month == "XX":
		return fmt.Sprintf(w.someMonthOf, w.yearText(int(early.Year))), false
	case strings.Contains(month, "X"):
		return fmt.Sprintf(w.someMonth, w.monthText(early, noun.within), w.monthText(late, noun.within)), false
	}
	return w.monthText(early, f), true
}

func (w *dateWords) seasonOf(d when.Date, f form) string {
	first, last := int(d.Earliest().Year), int(d.Latest().Year)
	year := w.yearText(first)
	if last != first && first > 0 {
		year = fmt.Sprintf(w.crossYear, first, last%100)
	}
	return fmt.Sprintf(f(w.parts[d.Season()-21]), year)
}

// someYears says a date whose year is not wholly known.
func (w *dateWords) someYears(d when.Date, f form) string {
	month, day := d.Digits(when.MonthPart), d.Digits(when.DayPart)
	early, late := d.Earliest(), d.Latest()
	yearless := d.Digits(when.YearPart) == "XXXX"
	switch {
	case yearless && strings.Trim(month+day, "X") == "":
		return w.yearNotKnown
	case yearless && len(month) == 2 && d.Season() == 0 && !strings.Contains(month, "X"):
		name := w.months[early.Month-1]
		switch {
		case day == "":
			return fmt.Sprintf(w.withoutYear, name)
		case day == "XX":
			return fmt.Sprintf(w.withoutYear, fmt.Sprintf(w.someDayIn, name))
		case !strings.Contains(day, "X"):
			return fmt.Sprintf(w.withoutYear, fmt.Sprintf(f(w.dayNoYear), strconv.Itoa(int(early.Day)), name))
		}
	}
	switch {
	case month == "":
		return fmt.Sprintf(w.someYear, w.yearText(int(early.Year)), w.yearText(int(late.Year)))
	case d.Season() != 0:
		return w.spanned(w.someRun, early, late)
	case day == "":
		return fmt.Sprintf(w.someMonth, w.monthText(early, noun.within), w.monthText(late, noun.within))
	}
	return w.spanned(w.someDay, early, late)
}

// spanned fills a phrase about two days.
func (w *dateWords) spanned(format string, early, late when.Day) string {
	return fmt.Sprintf(format, w.dayText(early, noun.within), w.dayText(late, noun.within))
}

func (w *dateWords) dayText(d when.Day, f form) string {
	return fill(f(w.day), strconv.Itoa(int(d.Day)), w.months[d.Month-1], w.yearText(int(d.Year)))
}

// fill puts texts where a pattern has %[1]s and so on. Lists say a hundred
// days a page, and fmt takes three times as long.
func fill(pattern string, texts ...string) string {
	out := make([]byte, 0, 48)
	for i := 0; i < len(pattern); i++ {
		if rest := pattern[i:]; len(rest) >= 5 && rest[0] == '%' && rest[1] == '[' && rest[3] == ']' && rest[4] == 's' {
			out = append(out, texts[rest[2]-'1']...)
			i += 4
			continue
		}
		out = append(out, pattern[i])
	}
	return string(out)
}

func (w *dateWords) monthText(d when.Day, f form) string {
	return fill(f(w.month), w.months[d.Month-1], w.yearText(int(d.Year)))
}

// yearText writes a year; year 0 and those before it are BC, where there is
// no year 0.
func (w *dateWords) yearText(y int) string {
	if y <= 0 {
		return fmt.Sprintf(w.beforeChrist, 1-y)
	}
	return strconv.Itoa(y)
}
