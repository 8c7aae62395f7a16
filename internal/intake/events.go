package intake

import "habeas/internal/when"

// Costs of reaching from a date to what happened on it, in words.
const (
	farthest  = 45
	saidCost  = 12 // what was said of an event matters less than the event
	worldCost = 4
)

// events finds what happened on the dates of the sentence.
func (l *line) events() {
	for k, d := range l.found {
		at := l.dated[k]
		if d.When.IsZero() {
			continue
		}
		noun, year := l.behindYear(at)
		if t, p, ok := l.trigger(at, noun, year && d.Stands != On); ok {
			if d.Why.Rule == "date_weekday_next" { // it has not happened yet
				t = trigger{InCountry, ""}
			}
			l.event(t, p, d)
		}
		if year { // “after the 2024 election”: the election is of 2024
			on := d
			on.Stands = On
			l.event(trigger{InCountry, ""}, noun, on)
		}
	}
}

// behindYear gives the noun that a year alone stands before.
func (l *line) behindYear(at placed) (placed, bool) {
	to := at.to
	for to < len(l.tokens) && l.r.words.yearNouns[l.key(to)] {
		to++
	}
	_, year := l.year(at.from)
	if k := l.key(at.from - 1); year && to == at.to && (k == "de" || k == "of") { // elecciones de 2024
		from := at.from - 1
		for from > 0 && l.r.words.yearNouns[l.key(from-1)] {
			from--
		}
		return placed{from, at.from - 1}, from < at.from-1
	}
	return placed{at.to, to}, year && at.to-at.from == 1 && to > at.to
}

func (l *line) event(t trigger, p placed, d Date) {
	e := Event{Found: l.at(p, "event_"+string(t.what), l.text(p)), Date: d, What: t.what, Kind: t.kind}
	e.Date.When = around(d)
	for _, other := range l.r.out.Events {
		if other.Span == e.Span && other.Date.When == e.Date.When {
			return
		}
	}
	l.r.out.Events = append(l.r.out.Events, e)
}

// around gives the date of something that happened after, since or before a
// date, as one day of many that is not known.
func around(d Date) when.Date {
	first, last := d.When.Start().String(), d.When.End().String()
	if d.When.IsSet() || d.When.IsInterval() || d.When.Uncertain() || d.When.Approximate() {
		first, last = d.When.Earliest().String(), d.When.Latest().String()
	}
	var text string
	switch d.Stands {
	case After:
		text = "[" + first + "..]"
	case Before:
		text = "[.." + last + "]"
	default:
		return d.When
	}
	if found := parse(text); !found.IsZero() {
		return found
	}
	return d.When
}

// trigger finds the word that tells what happened on a date; with skip, other
// than the noun that the date belongs to.
func (l *line) trigger(at, noun placed, skip bool) (best trigger, p placed, ok bool) {
	least := farthest
	try := func(k, cost int) {
		t, is := l.r.words.triggers.of(l.key(k))
		if !is || skip && k >= noun.from && k < noun.to || l.r.words.people[l.key(k)] && !l.r.words.inverted {
			return
		}
		if t.what != InCountry && k > 0 && l.capital(k) { // Amnesty International
			return
		}
		switch t.what {
		case IsSaid:
			cost += saidCost
		case InCountry:
			cost += worldCost
		}
		if cost < least {
			best, p, least, ok = t, placed{k, k + 1}, cost, true
		}
	}
	for k, cost := at.from-1, 1; k >= 0 && cost < least; k-- {
		try(k, cost)
		cost += 1 + l.hurdle(k)
	}
	for k, cost := at.to, 1; k < len(l.tokens) && cost < least; k++ {
		try(k, cost)
		cost += 1 + l.hurdle(k)
	}
	if !ok && len(l.tokens) > 8 {
		return l.anything(at)
	}
	return best, p, ok
}

// anything takes what else the sentence tells of the date for an event of the
// country, as long as it tells something: the first verb in the past.
func (l *line) anything(at placed) (trigger, placed, bool) {
	for k := range l.tokens {
		if l.inDate(k) || l.tokens[k].capital || !l.past(l.key(k)) {
			continue
		}
		return trigger{InCountry, ""}, placed{k, k + 1}, true
	}
	return trigger{}, at, false
}

// past guesses a verb in the past by its ending.
func (l *line) past(word string) bool {
	n := len(word)
	if n < 5 {
		return false
	}
	if l.r.words.inverted {
		return word[n-4:] == "aron" || word[n-4:] == "eron" || word[n-2:] == "io"
	}
	return word[n-2:] == "ed"
}
