package intake

import (
	"fmt"
	"strconv"

	"habeas/internal/when"
)

// dates finds the dates of the sentence.
func (l *line) dates() {
	for i := 0; i < len(l.tokens); {
		p, d, why, ok := l.date(i)
		if !ok {
			i++
			continue
		}
		found := Date{Found: l.at(p, why, l.text(p)), When: d, Stands: l.stands(p.from)}
		l.found, l.dated = append(l.found, found), append(l.dated, p)
		if !d.IsZero() && why != "date_same_day" {
			l.r.last = found
		}
		if !d.Earliest().IsZero() {
			l.r.year = int(d.Earliest().Year)
		}
		i = p.to
	}
}

// date reads a date that begins at a place.
func (l *line) date(i int) (p placed, d when.Date, why string, ok bool) {
	if _, n := l.r.words.sameDay.at(l, i); n > 0 && !l.r.last.When.IsZero() {
		return placed{i, i + n}, l.r.last.When, "date_same_day", true
	}
	if span, n := l.r.words.spans.at(l, i); n > 0 {
		d := l.r.stretch(span)
		return placed{i, i + n}, d, "date_relative", !d.IsZero()
	}
	if days, n := l.r.words.today.at(l, i); n > 0 {
		return placed{i, i + n}, l.r.dayFrom(days), "date_relative", true
	}
	if p, d, ok := l.backwards(i); ok {
		return p, d, "date_relative", true
	}
	if p, d, why, ok := l.weekday(i); ok {
		return p, d, why, true
	}
	return l.calendar(i)
}

// calendar reads a date by the calendar: 3 January 2026, 3 de enero, 2024.
func (l *line) calendar(i int) (p placed, d when.Date, why string, ok bool) {
	if day, err := when.ParseDay(l.key(i)); err == nil && len(l.key(i)) == 10 {
		return placed{i, i + 1}, when.OfDay(day), "date_absolute", true
	}
	if p, d, ok := l.slashed(i); ok {
		return p, d, "date_absolute", true
	}
	if p, d, why, ok := l.dayAndMonth(i); ok {
		return p, d, why, true
	}
	if p, d, why, ok := l.month(i); ok {
		return p, d, why, true
	}
	if y, ok := l.year(i); ok && (l.r.words.inYear[l.key(i-1)] || l.r.words.yearNouns[l.key(i+1)]) {
		return placed{i, i + 1}, parse(strconv.Itoa(y)), "date_absolute", true
	}
	return p, d, "", false
}

// stands says how the sentence stands to the date that begins at a place.
func (l *line) stands(i int) Stands {
	_, year := l.year(i)
	for back := range 4 {
		at := i - back
		if at < 0 || back > 0 && (l.tokens[at].mark || !year && !l.r.words.articles[l.key(at)]) {
			return On
		}
		if s, n := l.r.words.leading.ending(l, at); n > 0 {
			return s
		}
	}
	return On
}

func (l *line) year(i int) (int, bool) {
	y, err := strconv.Atoi(l.key(i))
	return y, err == nil && len(l.key(i)) == 4 && y >= 1900 && y <= 2100
}

// numberOf reads a day of the month: 3, 3rd.
func (l *line) numberOf(i int) (int, bool) {
	text := l.key(i)
	for len(text) > 0 && len(text) <= 4 && text[len(text)-1] > '9' {
		text = text[:len(text)-1]
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 1 && n <= 31 && len(text) <= 2
}

// dayAndMonth reads “January 3, 2026”, “3 January” and “3 de enero de 2026”.
func (l *line) dayAndMonth(i int) (p placed, d when.Date, why string, ok bool) {
	months, at := l.r.words.months, i
	month, day := months[l.key(i)], 0
	if month > 0 && l.capital(i) {
		if l.key(i+1) == "." {
			at++
		}
		if day, ok = l.numberOf(at + 1); !ok {
			return p, d, "", false
		}
		at += 2
	} else if day, ok = l.numberOf(i); ok {
		if at = i + 1; l.key(at) == "de" || l.key(at) == "of" {
			at++
		}
		if month = months[l.key(at)]; month == 0 {
			return p, d, "", false
		}
		at++
	} else {
		return p, d, "", false
	}
	year, to, why := l.yearAfter(at, month, day, i)
	if year == 0 {
		return placed{i, to}, d, why, true
	}
	d = parse(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
	return placed{i, to}, d, why, !d.IsZero()
}

// month reads “March 2019”, “in September”, “March of the same year”.
func (l *line) month(i int) (p placed, d when.Date, why string, ok bool) {
	month := l.r.words.months[l.key(i)]
	if month == 0 || l.r.out.Language == "en" && !l.capital(i) {
		return p, d, "", false
	}
	if _, day := l.numberOf(i - 1); day { // a day that this month does not have
		return p, d, "", false
	}
	at := i + 1
	if l.key(at) == "." && len(l.key(i)) < 5 {
		at++
	}
	year, to, why := l.yearAfter(at, month, 0, i)
	told := to > at // the year was
	if !told && l.r.words.monthWords[l.key(i)] && !l.r.words.inMonth[l.key(i-1)] {
		return p, d, "", false
	}
	if year == 0 {
		return placed{i, to}, d, why, true
	}
	return placed{i, to}, parse(fmt.Sprintf("%04d-%02d", year, month)), why, true
}

// yearAfter reads the year behind a day and month, or works it out: the last
// time there was such a date before publication, or the next when the sentence
// looks ahead. from is where the date begins.
func (l *line) yearAfter(at, month, day, from int) (year, to int, why string) {
	next := at
	if k := l.key(next); k == "," || k == "de" || k == "del" || k == "of" {
		next++
	}
	if y, ok := l.year(next); ok {
		return y, next + 1, "date_absolute"
	}
	if _, n := l.r.words.sameYear.at(l, at); n > 0 && l.r.year > 0 {
		return l.r.year, at + n, "date_same_year"
	}
	return l.r.nearestYear(month, day, l.future(from)), at, "date_year"
}

// nearestYear gives the year in which a date without one lies, 0 when the
// publication is not known.
func (r *reader) nearestYear(month, day int, future bool) int {
	p := r.about.Published.Earliest()
	if p.IsZero() {
		return 0
	}
	year, of := int(p.Year), when.NewDay(int(p.Year), month, max(day, 1))
	switch {
	case future && of.AddDays(31).Before(p):
		return year + 1
	case !future && of.After(p.AddDays(3)): // a paper may be dated before it is out
		return year - 1
	}
	return year
}

// future reports that the sentence looks ahead just before a place.
func (l *line) future(i int) bool {
	for at := max(0, i-10); at < i; at++ {
		if _, n := l.r.words.future.at(l, at); n > 0 {
			return true
		}
	}
	return false
}

// slashed reads 13/01/2026; where day and month could be either way round it
// gives both days.
func (l *line) slashed(i int) (p placed, d when.Date, ok bool) {
	a, fine := l.numberOf(i)
	b, also := l.numberOf(i + 2)
	y, year := l.year(i + 4)
	if !fine || !also || !year || l.key(i+1) != "/" || l.key(i+3) != "/" {
		return p, d, false
	}
	iso := func(day, month int) string { return fmt.Sprintf("%04d-%02d-%02d", y, month, day) }
	text := iso(a, b)
	switch other := iso(b, a); {
	case b > 12:
		text = other
	case a > 12 || a == b || l.r.out.Language == "es":
	default:
		text = "[" + min(text, other) + "," + max(text, other) + "]"
	}
	d = parse(text)
	return placed{i, i + 5}, d, !d.IsZero()
}

// parse gives a date, or none where the calendar has no such day.
func parse(edtf string) when.Date {
	d, err := when.Parse(edtf)
	if err != nil {
		return when.Date{}
	}
	return d
}
