package intake

import "strings"

// speaker is somebody who says something in the sentence.
type speaker struct {
	at    int // token of the verb, or of “according to”
	named Named
}

// longestName is how many words the name of a speaker has at most.
const longestName = 14

// speakers finds who says what the sentence says.
func (l *line) speakers() {
	for i := 0; i < len(l.tokens); i++ {
		if _, n := l.r.words.according.at(l, i); n > 0 {
			if p, ok := l.nameAfter(i + n); ok {
				l.speak(i, p, "claimant_according")
				i = p.to - 1
			}
			continue
		}
		if !l.r.words.says[l.key(i)] || l.capital(i) && i > 0 || l.aside(i) {
			continue
		}
		p, ok := l.nameBefore(i)
		if !ok && (l.r.words.inverted || l.key(i-1) == "," || i == 0) {
			p, ok = l.nameAfter(i + 1)
		}
		if ok {
			l.speak(i, l.withHearer(p, i), "claimant_says")
		}
	}
}

// aside reports that a verb of saying says nothing here: “those said to be
// held”, “were reported”, “did not confirm”, “a report”.
func (l *line) aside(i int) bool {
	next := l.key(i + 1)
	if next == "to" && !strings.HasPrefix(l.key(i), "t") || next == "by" || next == "por" {
		return true
	}
	if nouns[l.key(i)] && next != "that" && next != "que" {
		if _, _, ok := l.figure(i + 1); !ok {
			return true
		}
	}
	for back := 1; back <= 2; back++ {
		before := l.key(i - back)
		if l.r.words.passives[before] || back == 1 && l.r.words.determiners[before] {
			return true
		}
		if !l.r.words.adverbs[before] {
			break
		}
	}
	return false
}

// nouns are verbs of saying that are nouns as well: they count with what is
// said behind them only.
var nouns = set("report reports claim claims estimate estimates state states note notes record records count counts put puts registro documento cifra publico")

// speak keeps a speaker. A pronoun stands for the speaker before.
func (l *line) speak(i int, p placed, rule string) {
	name := l.text(p)
	switch l.key(p.from) {
	case "he", "she", "it", "they", "el", "ella", "ellos":
		if p.to-p.from == 1 {
			if n := len(l.r.out.Claimants); n > 0 && len(l.spoken) == 0 {
				name = l.r.out.Claimants[n-1].Name
			} else if n := len(l.spoken); n > 0 {
				name = l.spoken[n-1].named.Name
			} else {
				return
			}
			rule = "claimant_pronoun"
		}
	}
	l.spoken = append(l.spoken, speaker{i, Named{Found: l.at(p, rule, l.text(p)), Name: name}})
}

// nameBefore gives the words before a verb that say who speaks. What stands
// between two commas before the verb is left out.
func (l *line) nameBefore(i int) (placed, bool) {
	to := i
	for to > 0 && (l.r.words.adverbs[l.key(to-1)] || l.inDate(to-1)) {
		to--
	}
	if l.key(to-1) == "," {
		comma := to - 2
		for comma >= 0 && l.key(comma) != "," && !l.ended(comma) {
			comma--
		}
		if comma <= 0 || l.key(comma) != "," {
			return placed{}, false
		}
		to = comma
	}
	from := to
	for from > 0 && to-from < longestName && !l.ended(from-1) && !l.inDate(from-1) {
		from--
	}
	for from < to && l.r.words.fillerBefore(l.key(from)) {
		from++
	}
	return placed{from, to}, from < to && l.nameable(from, to)
}

// fillerBefore reports words that begin no name: “and”, “on”.
func (v *vocabulary) fillerBefore(word string) bool {
	switch word {
	case "and", "or", "on", "in", "at", "by", "y", "en", "por", "a", "with", "to", "is", "es":
		return word != "a" || v.inverted
	}
	return v.stops[word]
}

// nameable reports that the words can be somebody: not a verb or a number only.
func (l *line) nameable(from, to int) bool {
	for i := from; i < to; i++ {
		if t := l.tokens[i]; !t.mark && len(t.key) > 1 && !l.r.words.auxiliary[t.key] && !l.r.words.adverbs[t.key] {
			return true
		}
	}
	return false
}

// ended reports that the name of a speaker cannot run over a word.
func (l *line) ended(i int) bool {
	t := l.tokens[i]
	if (t.key == "and" || t.key == "y") && l.capital(i+1) && l.capital(i-1) && i > 1 { // “the Law and Order Party”
		return false
	}
	return t.mark && t.key != "-" && t.key != "&" || l.r.words.stops[t.key] || l.r.words.says[t.key] || l.r.words.auxiliary[t.key]
}

// nameAfter gives the words behind “according to”, or behind a verb whose
// speaker follows it.
func (l *line) nameAfter(i int) (placed, bool) {
	for i < len(l.tokens) && (l.inDate(i) || l.r.words.inverted && l.r.words.adverbs[l.key(i)] && l.key(i) != "el" && l.key(i) != "la" && l.key(i) != "un" && l.key(i) != "una" || l.r.words.says[l.key(i)]) {
		i++
	}
	to := i
	for to < len(l.tokens) && to-i < longestName && !l.ended(to) && !l.inDate(to) {
		to++
	}
	return placed{i, to}, to > i && l.nameable(i, to)
}

// withHearer takes the newspaper along to which somebody spoke.
func (l *line) withHearer(p placed, verb int) placed {
	if k := l.key(verb); k != "told" && k != "tells" || p.to != verb {
		return p
	}
	to := verb + 1
	for to < len(l.tokens) && to-verb < 6 && (l.capital(to) || l.key(to) == "the") {
		to++
	}
	if to == verb+1 || l.key(to-1) == "the" {
		return p
	}
	return placed{p.from, to}
}

// inDate reports that a token is part of a date.
func (l *line) inDate(i int) bool {
	for _, d := range l.dated {
		if i >= d.from && i < d.to {
			return true
		}
	}
	return false
}

// added reports a speaker who is named behind what they say: “…, he said”.
func (l *line) added(s speaker) bool {
	for i := range l.tokens {
		if l.tokens[i].from == s.named.From {
			return s.named.Why.Rule == "claimant_according" || l.key(i-1) == "," || l.key(s.at-1) == ","
		}
	}
	return false
}

// claimant gives who said what stands at a place: the nearest speaker before
// it, or else the nearest behind it.
func (l *line) claimant(at int) string {
	before, behind := -1, -1
	for k, s := range l.spoken {
		if s.at < at {
			before = k
		} else if behind < 0 {
			behind = k
		}
	}
	switch {
	case before >= 0:
		return l.spoken[before].named.Name
	case behind >= 0 && l.added(l.spoken[behind]):
		return l.spoken[behind].named.Name
	}
	return ""
}
