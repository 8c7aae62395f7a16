package locale

import (
	"fmt"
	"strings"

	"habeas/internal/when"
)

// since says from when something has been so, of an interval its start.
func (w *dateWords) since(d when.Date) string {
	d = d.Start()
	switch {
	case d.IsZero(), d.Earliest().IsZero() && d.Latest().IsZero():
		return w.sinceUnknown
	case d.IsSet(), d.IsList():
		return w.contract(w.sinceSet(d))
	case someOfTen(d):
		return w.contract(w.doubted(d, w.two(w.sinceBetween, d.Earliest(), d.Latest())))
	}
	return w.contract(fmt.Sprintf(w.sinceThen, w.single(d, place{noun.within, w.aboutInside, w.uncertain})))
}

// sinceSet says a start that is one of several dates.
func (w *dateWords) sinceSet(d when.Date) string {
	all := d.Members()
	if len(all) > 1 || !all[0].IsInterval() {
		bare := *w
		bare.onDays = "%s" // "since 12 or 14 January", without "on"
		return fmt.Sprintf(w.sinceThen, bare.members(d))
	}
	start, end := all[0].Start(), all[0].End()
	switch {
	case start.IsZero():
		return w.doubted(d, fmt.Sprintf(w.sinceBefore, w.dayText(d.Latest().AddDays(1), noun.within)))
	case end.IsZero():
		return fmt.Sprintf(w.sinceLater, w.inside(start))
	}
	return w.join(w.sinceBetween, start, end)
}

// doubted adds the doubt about a date to a phrase that does not say it yet.
func (w *dateWords) doubted(d when.Date, text string) string {
	if !d.Uncertain() {
		return text
	}
	return fmt.Sprintf(w.uncertain, text)
}

// someOfTen reports whether only the last digit of the day is not known, as
// in 2026-01-1X, and nothing else is vague.
func someOfTen(d when.Date) bool {
	day := d.Digits(when.DayPart)
	known := !strings.Contains(d.Digits(when.YearPart)+d.Digits(when.MonthPart), "X")
	return known && len(day) == 2 && day[0] != 'X' && day[1] == 'X' && d.Earliest() != d.Latest() && !d.Approximate()
}
