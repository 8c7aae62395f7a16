package locale

import (
	"fmt"
	"strconv"
	"strings"

	"habeas/internal/when"
)

// interval says a stretch of time by what is known of its ends.
func (w *dateWords) interval(d when.Date) string {
	start, end := d.Start(), d.End()
	switch {
	case !start.IsZero() && !end.IsZero():
		return w.join(w.stretch, start, end)
	case d.OpenEnd() && !start.IsZero():
		return fmt.Sprintf(w.stillGoing, w.inside(start))
	case d.UnknownEnd() && !start.IsZero():
		return fmt.Sprintf(w.endUnknown, w.inside(start))
	case d.OpenStart() && !end.IsZero():
		return fmt.Sprintf(w.openUntil, w.inside(end))
	case !end.IsZero():
		return fmt.Sprintf(w.unknownUntil, w.inside(end))
	case d.UnknownStart():
		return w.unknownOpen
	case d.UnknownEnd():
		return w.openUnknown
	}
	return w.openOpen
}

// members says one of several dates, or all of several.
func (w *dateWords) members(d when.Date) string {
	all := d.Members()
	if days, ok := plainDays(all); ok && len(days) > 1 {
		if text, ok := w.sameMonth(d, days); ok {
			return text
		}
	}
	if len(all) == 1 {
		if all[0].IsInterval() {
			return w.ranged(d, all[0])
		}
		return w.alone(all[0])
	}
	var texts []string
	for _, m := range all {
		if m.IsInterval() {
			texts = append(texts, w.ranged(d, m))
		} else {
			texts = append(texts, w.inside(m))
		}
	}
	text := w.list(texts, d.IsSet())
	if all[0].Precision() == when.PrecisionDay && !all[0].Approximate() {
		return fmt.Sprintf(w.onDays, text)
	}
	return text
}

// ranged says a range within a set: of one of several it is a choice, of all
// of several a stretch.
func (w *dateWords) ranged(set, m when.Date) string {
	start, end := m.Start(), m.End()
	period := func(d when.Date) bool { return d.Precision() != when.PrecisionDay }
	switch {
	case !start.IsZero() && !end.IsZero() && set.IsSet():
		return w.join(w.between, start, end)
	case !start.IsZero() && !end.IsZero():
		return w.join(w.stretch, start, end)
	case start.IsZero() && set.IsList():
		return fmt.Sprintf(w.upTo, w.inside(end))
	case end.IsZero() && set.IsList():
		return fmt.Sprintf(w.onward, w.inside(start))
	case start.IsZero() && period(end):
		return fmt.Sprintf(w.byPeriod, w.inside(end))
	case start.IsZero():
		return fmt.Sprintf(w.by, w.inside(end))
	case period(start):
		return fmt.Sprintf(w.fromPeriod, w.inside(start))
	}
	return fmt.Sprintf(w.from, w.inside(start))
}

// join says two dates as a pair, shortened when both are plain days.
func (w *dateWords) join(p pair, a, b when.Date) string {
	if _, ok := plainDays([]when.Date{a, b}); ok {
		return w.two(p, a.Earliest(), b.Earliest())
	}
	return fmt.Sprintf(p.full, w.inside(a), w.inside(b))
}

// two says a pair of days, and what they share once.
func (w *dateWords) two(p pair, a, b when.Day) string {
	first, last := strconv.Itoa(int(a.Day)), strconv.Itoa(int(b.Day))
	month, year := w.months[b.Month-1], w.yearText(int(b.Year))
	switch {
	case a.Year != b.Year || a == b:
		return fmt.Sprintf(p.full, w.dayText(a, noun.within), w.dayText(b, noun.within))
	case a.Month != b.Month:
		return fmt.Sprintf(p.sameYear, first, w.months[a.Month-1], last, month, year)
	}
	return fmt.Sprintf(p.sameMonth, first, last, month, year)
}

// sameMonth says days of one month as "on 12 or 14 January 2026".
func (w *dateWords) sameMonth(set when.Date, days []when.Day) (string, bool) {
	var texts []string
	for i, d := range days {
		if d.Month != days[0].Month || d.Year != days[0].Year {
			return "", false
		}
		if i == len(days)-1 {
			texts = append(texts, w.dayText(d, noun.within))
		} else {
			texts = append(texts, fmt.Sprintf(w.dayInList, strconv.Itoa(int(d.Day))))
		}
	}
	return fmt.Sprintf(w.onDays, w.list(texts, set.IsSet())), true
}

// list joins phrases with commas and the last with "or" or "and".
func (w *dateWords) list(texts []string, either bool) string {
	last := len(texts) - 1
	joint := w.and
	if either {
		joint = w.or
		if strings.HasPrefix(texts[last], "o") {
			joint = w.orSound
		}
	}
	return strings.Join(texts[:last], w.comma) + joint + texts[last]
}

// plainDays gives the days of dates that are known to the day, without doubt.
func plainDays(dates []when.Date) ([]when.Day, bool) {
	var days []when.Day
	for _, d := range dates {
		if d.Precision() != when.PrecisionDay || d.Earliest() != d.Latest() || d.Uncertain() || d.Approximate() {
			return nil, false
		}
		days = append(days, d.Earliest())
	}
	return days, true
}
