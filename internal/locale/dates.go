package locale

import (
	"fmt"

	"habeas/internal/when"
)

// Date says a date in words, a whole phrase that can stand alone or in
// brackets: "13 January 2026", "between 8 and 12 January 2026", "from 28 July
// 2024, still going on". No date is "date not known".
func Date(l Lang, d when.Date) string { return longDates(l).say(d) }

// DateShort says a date for a table: "13 Jan 2026", "8–12 Jan 2026", "c. 10
// Jan 2026", "13 Jan 2026?". No date is "not known".
func DateShort(l Lang, d when.Date) string { return shortDates(l).say(d) }

// Day says a day: "13 January 2026". No day is "date not known".
func Day(l Lang, d when.Day) string { return longDates(l).say(when.OfDay(d)) }

// DayShort says a day for a table: "13 Jan 2026". No day is "not known".
func DayShort(l Lang, d when.Day) string { return shortDates(l).say(when.OfDay(d)) }

// Since says from when something has been so: "since 13 January 2026", "since
// between 8 and 12 January 2026", "since an unknown date". Of an interval it
// says the start.
func Since(l Lang, d when.Date) string { return longDates(l).since(d) }

// Days says a length: "534 days", "38 to 42 days", "at least 534 days". The
// digits are grouped as everywhere on the site: 1,102 in English; in Spanish
// 1102, and 10.102 from five digits on, as CLDR has it.
func Days(l Lang, d when.Days) string { return sayDays(l, d, lengths(l)) }

// InCustodyFor says how long somebody is or was held: "in custody for at
// least 534 days".
func InCustodyFor(l Lang, d when.Days) string { return sayDays(l, d, custodyLengths(l)) }

// agoLimit is how many days are still counted; before that the day itself
// says more.
const agoLimit = 60

// Ago says how long ago a day was: "today", "yesterday", "3 days ago"; and
// the day itself, "on 3 March 2025", when it is long ago or yet to come.
func Ago(l Lang, d when.Day, today when.Day) string {
	w := agoWordsOf(l)
	if d.IsZero() {
		return w.unknown
	}
	switch n := today.Sub(d); {
	case n == 0:
		return w.today
	case n == 1:
		return w.yesterday
	case n > 1 && n <= agoLimit:
		return fmt.Sprintf(w.daysAgo, n)
	}
	return fmt.Sprintf(w.onDay, Day(l, d))
}

// agoWords are the phrases of Ago.
type agoWords struct{ unknown, today, yesterday, daysAgo, onDay string }

func agoWordsOf(l Lang) agoWords {
	if l == Spanish {
		return agoWords{"en una fecha desconocida", "hoy", "ayer", "hace %d días", "el %s"}
	}
	return agoWords{"on an unknown date", "today", "yesterday", "%d days ago", "on %s"}
}

// lengthWords are the phrases for a length in days, one for each thing that
// can be known of it.
type lengthWords struct {
	unknown             string
	underOne            string // begun and ended on one day
	one, many           string
	atLeastOne, atLeast string
	atMostOne, atMost   string
	between             string
}

func sayDays(l Lang, d when.Days, w lengthWords) string {
	number := For(l).Number
	switch {
	case !d.MostKnown && d.Least == 0:
		return w.unknown
	case !d.MostKnown && d.Least == 1:
		return w.atLeastOne
	case !d.MostKnown:
		return fmt.Sprintf(w.atLeast, number(d.Least))
	case d.Most == 0:
		return w.underOne
	case d.Most == 1 && d.Least == 1:
		return w.one
	case d.Exact():
		return fmt.Sprintf(w.many, number(d.Least))
	case d.Most == 1:
		return w.atMostOne
	case d.Least == 0:
		return fmt.Sprintf(w.atMost, number(d.Most))
	}
	return fmt.Sprintf(w.between, number(d.Least), number(d.Most))
}

func lengths(l Lang) lengthWords {
	if l == Spanish {
		return lengthWords{
			"duración no conocida", "menos de un día", "1 día", "%s días", "al menos 1 día", "al menos %s días",
			"1 día como máximo", "%s días como máximo", "entre %s y %s días",
		}
	}
	return lengthWords{
		"length not known", "less than a day", "1 day", "%s days", "at least 1 day", "at least %s days",
		"at most 1 day", "at most %s days", "%s to %s days",
	}
}

func custodyLengths(l Lang) lengthWords {
	if l == Spanish {
		return lengthWords{
			"bajo custodia, no se sabe por cuánto tiempo", "bajo custodia durante menos de un día",
			"bajo custodia durante 1 día", "bajo custodia durante %s días",
			"bajo custodia durante al menos 1 día", "bajo custodia durante al menos %s días",
			"bajo custodia durante 1 día como máximo", "bajo custodia durante %s días como máximo",
			"bajo custodia durante entre %s y %s días",
		}
	}
	return lengthWords{
		"in custody, for how long is not known", "in custody for less than a day",
		"in custody for 1 day", "in custody for %s days",
		"in custody for at least 1 day", "in custody for at least %s days",
		"in custody for at most 1 day", "in custody for at most %s days",
		"in custody for %s to %s days",
	}
}
