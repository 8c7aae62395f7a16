package locale

import (
	"fmt"
	"strconv"

	"habeas/internal/when"
)

// PlainDate says a date on the pages for families, in any of [Tongues]: a
// phrase that stands by itself, after a colon or at the end of a line, and never
// inside another one, so that it needs no case, article or agreement. What EDTF
// can say beyond that is told by its first and last day: "between 1 March 2025
// and 31 May 2025" for a spring. No date is "not known".
func (w *Words) PlainDate(d when.Date) string {
	if d.IsInterval() {
		return w.plainStretch(d)
	}
	text, known := w.plainBounds(d)
	if !known {
		return text
	}
	if d.Approximate() {
		text = w.T("date.about", "date", text)
	}
	if d.Uncertain() {
		text = w.T("date.uncertain", "date", text)
	}
	return text
}

// plainBounds says the days that a date can mean; known is false when it can
// mean any.
func (w *Words) plainBounds(d when.Date) (text string, known bool) {
	early, late := d.Earliest(), d.Latest()
	switch {
	case early.IsZero() && late.IsZero(), d.Digits(when.YearPart) == "XXXX":
		return w.T("date.unknown"), false
	case early.IsZero():
		return w.T("date.until", "day", w.PlainDay(late)), true
	case late.IsZero():
		return w.T("date.from", "day", w.PlainDay(early)), true
	case early == late:
		return w.PlainDay(early), true
	case early.Day == 1 && early.Year == late.Year && early.Month == late.Month && late.AddDays(1).Day == 1:
		return w.T(fmt.Sprintf("date.month.%02d", early.Month), "year", w.year(early)), true
	case early == (when.Day{Year: late.Year, Month: 1, Day: 1}) && late == (when.Day{Year: late.Year, Month: 12, Day: 31}):
		return w.T("date.year", "year", w.year(early)), true
	}
	return w.T("date.between", "first", w.PlainDay(early), "last", w.PlainDay(late)), true
}

// plainStretch says a stretch of time by what is known of its ends.
func (w *Words) plainStretch(d when.Date) string {
	start, end := d.Start(), d.End()
	exact := func(d when.Date) bool { return !d.IsZero() && d.Earliest() == d.Latest() }
	switch {
	case exact(start) && exact(end):
		return w.T("date.span", "first", w.PlainDay(start.Earliest()), "last", w.PlainDay(end.Latest()))
	case !start.IsZero() && d.OpenEnd():
		return w.T("date.going_on", "first", w.PlainDate(start))
	case !start.IsZero() && end.IsZero():
		return w.T("date.end_unknown", "first", w.PlainDate(start))
	}
	text, _ := w.plainBounds(d)
	return text
}

// PlainDay says a day in any of [Tongues]. In Persian it is that of the solar
// calendar, which people in Iran live by, with the Gregorian one behind it: the
// sources have that, and whoever compares the two must find it. A month or a
// year alone is said by the Gregorian calendar, since it is parts of two months
// or years of the other.
func (w *Words) PlainDay(d when.Day) string {
	if d.IsZero() {
		return w.T("date.unknown")
	}
	day := strconv.Itoa(int(d.Day))
	if w.lang == French && d.Day == 1 {
		day = "1er"
	}
	text := w.T(fmt.Sprintf("date.day.%02d", d.Month), "day", w.Digits(day), "year", w.year(d))
	if solar, ok := solarOf(d); ok && w.lang == Persian {
		return w.Digits(solar.String()) + " (" + text + ")"
	}
	return text
}

func (w *Words) year(d when.Day) string { return w.Digits(strconv.Itoa(int(d.Year))) }
