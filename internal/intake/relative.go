package intake

import (
	"fmt"

	"habeas/internal/when"
)

// published gives the day of publication, when it is told to the day, and
// whether that day itself is in doubt.
func (r *reader) published() (day when.Day, doubtful, ok bool) {
	p := r.about.Published
	if p.IsZero() || p.Earliest().IsZero() || p.Earliest() != p.Latest() {
		return day, false, false
	}
	return p.Earliest(), p.Uncertain() || p.Approximate(), true
}

// dated gives a day worked out from the publication, in doubt when that is.
func dated(day when.Day, doubtful bool) when.Date {
	if doubtful {
		return parse(day.String() + "?")
	}
	return when.OfDay(day)
}

// dayFrom gives the day so many days from the publication.
func (r *reader) dayFrom(days int) when.Date {
	day, doubtful, ok := r.published()
	if !ok {
		return when.Date{}
	}
	return dated(day.AddDays(days), doubtful)
}

// weekdayOf gives the day of the week of a day, Sunday as 0.
func weekdayOf(d when.Day) int { return int(d.Time().Weekday()) }

// weekday reads “on Tuesday”, “last Friday”, “el pasado jueves”, “Friday
// (January 9)”. A weekday is the last one up to the publication, the day itself
// among them, or the next when the sentence looks ahead.
func (l *line) weekday(i int) (p placed, d when.Date, why string, ok bool) {
	v, at := l.r.words, i
	last, next := v.lastBefore[l.key(i)], v.nextBefore[l.key(i)]
	if last || next {
		at++
	}
	wanted, ok := v.weekdays[l.key(at)]
	if !ok || l.r.out.Language == "en" && !l.capital(at) {
		return p, d, "", false
	}
	if p, d, why, ok := l.explained(at); ok {
		return placed{i, p.to}, d, why, true
	}
	to := at + 1
	if at == i && v.lastAfter[l.key(to)] && l.r.out.Language == "es" {
		last, to = true, to+1
	}
	p = placed{i, to}
	day, doubtful, known := l.r.published()
	if !known {
		return p, d, "date_weekday_open", true
	}
	back := (weekdayOf(day) - wanted + 7) % 7
	switch {
	case next:
		return p, dated(day.AddDays((wanted-weekdayOf(day)+6)%7+1), doubtful), "date_weekday_next", true
	case last && back == 0:
		back = 7
	case !last && l.future(i):
		return p, dated(day.AddDays((wanted-weekdayOf(day)+7)%7), doubtful), "date_weekday_next", true
	}
	return p, dated(day.AddDays(-back), doubtful), "date_weekday", true
}

// explained reads the date behind a weekday: “Friday (January 9)”, “jueves 8
// de enero”.
func (l *line) explained(at int) (p placed, d when.Date, why string, ok bool) {
	from := at + 1
	if k := l.key(from); k == "(" || k == "," {
		from++
	}
	p, d, why, ok = l.dayAndMonth(from)
	if ok && l.key(p.to) == ")" {
		p.to++
	}
	return p, d, why, ok && !d.IsZero()
}

// backwards reads “three days ago” and “hace dos semanas”.
func (l *line) backwards(i int) (p placed, d when.Date, ok bool) {
	ago, at := l.r.words.ago, i
	if ago.lead != "" {
		if l.key(at) != ago.lead {
			return p, d, false
		}
		at++
	}
	n, to, ok := l.figure(at)
	if k := l.key(at); !ok && (k == "a" || k == "an" || k == "un" || k == "una") {
		n, to, ok = 1, at+1, true
	}
	unit := ago.units[l.key(to)]
	if !ok || unit == "" || ago.tail != "" && l.key(to+1) != ago.tail || n > 1000 {
		return p, d, false
	}
	if to++; ago.tail != "" {
		to++
	}
	return placed{i, to}, l.r.before(n, unit), true
}

// before gives the date so many units before publication, as rough as the unit.
func (r *reader) before(n int, unit string) when.Date {
	day, doubtful, ok := r.published()
	if !ok {
		return when.Date{}
	}
	switch unit {
	case "day":
		return dated(day.AddDays(-n), doubtful)
	case "week":
		return parse(day.AddDays(-7*n).String() + "~")
	case "month":
		then := when.NewDay(int(day.Year), int(day.Month)-n, 1)
		return parse(fmt.Sprintf("%04d-%02d~", then.Year, then.Month))
	}
	return parse(fmt.Sprintf("%04d~", int(day.Year)-n))
}

// stretch gives “last week” and its like as the days that it can mean. A week
// runs from Monday.
func (r *reader) stretch(s spanOfDays) when.Date {
	day, _, ok := r.published()
	if !ok {
		return when.Date{}
	}
	monday := day.AddDays(-(weekdayOf(day) + 6) % 7)
	oneOf := func(from, to when.Day) when.Date {
		if from == to {
			return when.OfDay(from)
		}
		return parse("[" + from.String() + ".." + to.String() + "]")
	}
	switch s {
	case "last_week":
		return oneOf(monday.AddDays(-7), monday.AddDays(-1))
	case "this_week":
		return oneOf(monday, day)
	case "next_week":
		return oneOf(monday.AddDays(7), monday.AddDays(13))
	case "weekend":
		back := (weekdayOf(day) + 1) % 7 // to Saturday
		return oneOf(day.AddDays(-back), minDay(day, day.AddDays(1-back)))
	case "this_month":
		return parse(fmt.Sprintf("%04d-%02d", day.Year, day.Month))
	case "last_month":
		then := when.NewDay(int(day.Year), int(day.Month)-1, 1)
		return parse(fmt.Sprintf("%04d-%02d", then.Year, then.Month))
	case "this_year":
		return parse(fmt.Sprintf("%04d", day.Year))
	case "last_year":
		return parse(fmt.Sprintf("%04d", day.Year-1))
	}
	return parse("[.." + day.String() + "]") // “in recent months”
}

func minDay(a, b when.Day) when.Day {
	if b.Before(a) {
		return b
	}
	return a
}
