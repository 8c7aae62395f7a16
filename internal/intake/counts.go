package intake

import (
	"strings"

	"habeas/internal/casebook"
	"habeas/internal/when"
)

// counts finds the numbers of people of the sentence. A number without people
// behind it, or of which nothing is said that can be counted, is left out.
func (l *line) counts() {
	for i := 0; i < len(l.tokens); {
		n, to, figures, ok := l.amount(i)
		if !ok || l.inDate(i) || l.key(i-1) == "-" {
			i++
			continue
		}
		people, ok := l.people(to)
		if !ok {
			i++
			continue
		}
		whole := placed{i, max(to, people.to)}
		measure, word, ok := l.measure(whole, people)
		if ok {
			l.count(placed{i, to}, people, whole, n, figures, measure, word)
		}
		if i = whole.to; l.nested(to, people.from) {
			i = to
		}
	}
}

// nested reports a second number before the people: “10 of the 70 hostages”.
func (l *line) nested(from, to int) bool {
	for k := from; k < to; k++ {
		if _, _, ok := l.figure(k); ok {
			return true
		}
	}
	return false
}

func (l *line) count(phrase, people, whole placed, n Number, figures bool, m casebook.Measure, word string) {
	c := Count{
		Found: l.at(whole, "count_"+string(m), word), Number: n, Phrase: unquoted(l.text(phrase)),
		Measure: m, Population: l.text(people), Claimant: l.claimant(whole.from),
	}
	if !figures {
		c.Words = c.Phrase
	}
	c.Nationality = l.nationality(people)
	c.AsOf, c.Since, c.AsOfWhy = l.asOf(whole)
	l.r.out.Counts = append(l.r.out.Counts, c)
}

// unquoted leaves out quotation marks that begin or end within the words.
func unquoted(words string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("“”„«»\"", r) {
			return -1
		}
		return r
	}, words)
}

// longestPeople is how many words may stand before the noun for people.
const longestPeople = 7

// people gives the words behind a number that say who is counted. They may be
// missing where a verb follows at once: “14 were arrested”.
func (l *line) people(i int) (placed, bool) {
	v := l.r.words
	from := i
	if v.of[l.key(from)] {
		from++
	}
	for from < len(l.tokens) && v.fillers[l.key(from)] {
		from++
	}
	for at := from; at < len(l.tokens) && at-from < longestPeople; at++ {
		if _, to, ok := l.figure(at); ok && at > i {
			from, at = to, to-1
			continue
		}
		switch key := l.key(at); {
		case v.people[key] || l.demonymNoun(at):
			return placed{from, l.wholeNoun(at + 1)}, true
		case key == "them" || key == "whom" || key == "ellos" || key == "ellas":
			return placed{at, at + 1}, at == from
		case l.tokens[at].mark && key != "-" || v.nouns[key]:
			return placed{i, i}, at == i && l.verbAt(at)
		case at == i && l.verbAt(at):
			return placed{i, i}, true
		}
	}
	return placed{}, false
}

// verbAt reports that something is said at once of those counted.
func (l *line) verbAt(i int) bool {
	for at := i; at < min(len(l.tokens), i+4); at++ {
		if _, ok := l.r.words.measures.of(l.key(at)); ok {
			return at > i || l.passive(l.key(at))
		}
		if !l.r.words.auxiliary[l.key(at)] {
			return false
		}
	}
	return false
}

// passive reports a form of a verb that says what was done to those counted.
func (l *line) passive(word string) bool {
	n := len(word)
	if l.r.words.inverted {
		return n > 4 && (word[n-3:] == "dos" || word[n-3:] == "das")
	}
	return n > 3 && word[n-2:] == "ed" || word == "held"
}

// wholeNoun takes along what belongs to the noun behind it: “opposition
// leaders”, “presos políticos venezolanos”.
func (l *line) wholeNoun(i int) int {
	v := l.r.words
	for n := 0; n < 3 && i < len(l.tokens); n++ {
		key := l.key(i)
		_, verb := v.measures.of(key)
		switch {
		case v.people[key] && !v.inverted:
		case v.inverted && !verb && !v.nouns[key] && !l.tokens[i].mark && len(key) > 4 && (key[len(key)-2:] == "os" || key[len(key)-2:] == "as" || key[len(key)-2:] == "es") && !v.says[key]:
		default:
			return i
		}
		i++
	}
	return i
}

// Costs of reaching from a number to a verb, in words.
const (
	tooFar      = 30
	boundCost   = 10
	commaCost   = 3
	bareCost    = 3
	nounCost    = 12
	poolCost    = 4
	passiveGain = 2
)

// measure finds what is counted: the nearest verb that says so, where what
// stands between counts as distance. Of “50 out of 800 prisoners” the second
// number is held.
func (l *line) measure(whole, people placed) (m casebook.Measure, word string, ok bool) {
	v, best := l.r.words, tooFar
	_, pooled := v.pool.ending(l, whole.from)
	apart := pooled > 0 && l.nested(max(0, whole.from-pooled-1), whole.from-pooled) // what is said is said of the number before
	try := func(k, cost int) {
		if found, is := v.measures.of(l.key(k)); is && cost < best && l.tells(k) {
			m, word, best, ok = l.sharper(k, found), l.text(placed{k, k + 1}), cost, true
		}
	}
	for k, cost := whole.from-1, 1; k >= 0 && cost < best && pooled == 0; k-- {
		try(k, cost)
		cost += 1 + l.hurdle(k)
	}
	aux := 0
	for k, cost := whole.to, 1; k < len(l.tokens) && cost < best+passiveGain && !apart; k++ {
		bare := bareCost
		if aux > 0 {
			bare = -passiveGain
		}
		try(k, cost+bare)
		if v.auxiliary[l.key(k)] {
			aux++
		}
		cost += 1 + l.hurdle(k)
	}
	for k := people.from; k < people.to; k++ {
		cost := nounCost
		if pooled > 0 {
			cost = poolCost
		}
		if v.heldNouns[l.key(k)] && cost < best {
			m, word, best, ok = "held", l.text(placed{k, k + 1}), cost, true
		}
	}
	return m, word, ok
}

// tells reports that a word says what happened to people, and does not only
// name them (“the detainees”) or a building (“outside the prison”).
func (l *line) tells(k int) bool {
	v, key, before := l.r.words, l.key(k), l.key(k-1)
	if v.inside[key] {
		return before == "in" || before == "en" || before == "behind" || l.key(k-2) == "en" || l.key(k-2) == "in"
	}
	if !v.people[key] {
		return true
	}
	return v.auxiliary[before] || v.inverted && l.key(k-2) == "entre"
}

// hurdle is what a word between a number and a verb costs beside itself.
func (l *line) hurdle(k int) int {
	if _, n := l.r.words.bounds.at(l, k); n > 0 {
		return boundCost
	}
	if l.key(k) == "," || l.key(k) == "—" || l.key(k) == "–" {
		return commaCost
	}
	return 0
}

// sharper tells a release that was promised or ordered from one that happened.
func (l *line) sharper(k int, m casebook.Measure) casebook.Measure {
	if m != "released" {
		return m
	}
	for at := max(0, k-6); at <= k; at++ {
		if found, ok := l.r.words.measures.of(l.key(at)); ok && found == "ordered" {
			return found
		}
	}
	for at := max(0, k-6); at <= k; at++ {
		if _, n := l.r.words.promises.at(l, at); n > 0 {
			return "announced"
		}
	}
	return m
}

// asOf gives up to when a number counts: a day that the sentence names, or the
// publication; and since when, where the sentence says so.
func (l *line) asOf(whole placed) (asOf, since when.Date, why Why) {
	nearest := len(l.tokens)
	for k, d := range l.found {
		p := l.dated[k]
		far := max(whole.from-p.to, p.from-whole.to)
		switch {
		case d.When.IsZero() || d.Stands == Before:
		case d.Stands == After || d.Stands == Since:
			since = d.When
		case far < nearest && (d.When.Precision() == when.PrecisionDay || d.Stands == AsOf) && !d.When.OpenStart():
			asOf, why, nearest = d.When, Why{"as_of_said", d.Why.Words}, far
		}
	}
	if asOf.IsZero() {
		asOf, why = l.r.about.Published, Why{Rule: "as_of_published"}
	}
	return asOf, since, why
}
