package intake

import (
	"strings"
	"unicode/utf8"
)

// named finds the countries, places of detention and people of the whole text,
// each at the first place that names it.
func (r *reader) named() {
	known, places := r.index(r.about.People), r.index(r.about.Facilities)
	seen := map[string]int{} // index into the list
	add := func(list *[]Named, kind string, n Named) {
		key := kind + n.Key
		if n.Key == "" {
			key = kind + fold(n.Name)
		}
		at, ok := seen[key]
		if !ok {
			at, seen[key] = len(*list), len(*list)
			*list = append(*list, n)
			(*list)[at].Placed = 0
		}
		(*list)[at].Times++
		(*list)[at].Placed += n.Placed
	}
	for i, s := range r.out.Sentences {
		r.at = i
		l := &line{r: r, tokens: tokenise(r.text, s.Span)}
		for k := 0; k < len(l.tokens); k++ {
			if code, n := l.country(k); n > 0 {
				found := l.name(placed{k, k + n}, "country", code)
				if l.isPlace(k) {
					found.Placed = 1
				}
				add(&r.out.Countries, "country ", found)
			}
			if key, n := places.at(l, k); n > 0 && l.capital(k) {
				add(&r.out.Facilities, "place ", l.name(placed{k, k + n}, "facility_known", key))
				k += n - 1
				continue
			} else if p, ok := l.facility(k); ok {
				add(&r.out.Facilities, "place ", l.name(p, "facility_likely", ""))
			}
			if key, n := known.at(l, k); n > 0 && l.capital(k) {
				add(&r.out.People, "person ", l.name(placed{k, k + n}, "person_known", key))
				k += n - 1
			} else if p, ok := l.person(k); ok {
				add(&r.out.People, "person ", l.name(p, "person_likely", ""))
				k = p.to - 1
			}
		}
	}
}

// name gives what is named at a place.
func (l *line) name(p placed, rule, key string) Named {
	return Named{Found: l.at(p, rule, ""), Name: l.text(p), Key: key}
}

// index makes the names of known things findable. A name of one short word
// would be found in every other text, so it is left out.
func (r *reader) index(known []Known) phrases[string] {
	p := phrases[string]{}
	for _, k := range known {
		for _, name := range k.Names {
			words := foldedWords(name)
			if len(words) == 0 || len(words) == 1 && utf8.RuneCountInString(words[0]) < 5 {
				continue
			}
			p[words[0]] = append(p[words[0]], phrase[string]{words[1:], k.Key})
		}
	}
	return p
}

func foldedWords(name string) []string {
	var words []string
	for _, t := range tokenise(name, Span{0, len(name)}) {
		words = append(words, t.key)
	}
	return words
}

// person guesses a name of a person: two to four words with capitals, with the
// small words of names among them, none of which is known to be another thing.
func (l *line) person(i int) (placed, bool) {
	if !l.namePart(i) || i > 0 && l.capital(i-1) && !l.r.words.titles[l.key(i-1)] && l.namePart(i-1) {
		return placed{}, false
	}
	to, parts := i+1, 1
	for to < len(l.tokens) && parts < 4 {
		next := to
		for next < len(l.tokens) && next-to < 2 && l.r.words.joining[l.key(next)] && !l.tokens[next].mark {
			next++
		}
		if !l.namePart(next) {
			break
		}
		to, parts = next+1, parts+1
	}
	if l.r.words.places[l.key(to)] || parts < 2 || l.capital(to) && !l.tokens[to].mark && !l.namePart(to) { // “James Bay Airport”
		return placed{}, false
	}
	if i > 0 && l.capital(i-1) && !l.r.words.titles[l.key(i-1)] && l.r.words.nobody[l.key(i-1)] && i > 1 {
		return placed{}, false
	}
	return placed{i, to}, true
}

// namePart reports a word that can be part of a person's name.
func (l *line) namePart(i int) bool {
	if !l.capital(i) {
		return false
	}
	t := l.tokens[i]
	if t.upper || len(t.key) < 2 || t.key[0] >= '0' && t.key[0] <= '9' || l.r.words.nobody[t.key] || l.r.words.titles[t.key] || l.r.words.places[t.key] {
		return false
	}
	_, n := l.country(i)
	return n == 0
}

// facility guesses a place of detention: a name with the word for one, “El
// Helicoide prison”, “cárcel de Ramo Verde”.
func (l *line) facility(i int) (placed, bool) {
	v := l.r.words
	if !v.places[l.key(i)] {
		return placed{}, false
	}
	if v.ofPlaces {
		at := i + 1
		for at < len(l.tokens) && at < i+4 && (v.joining[l.key(at)] && !l.capital(at) || v.places[l.key(at)]) {
			at++
		}
		to := at
		for to < len(l.tokens) && to-at < 4 && (l.capital(to) || to > at && v.joining[l.key(to)] && l.capital(to+1)) {
			to++
		}
		return placed{at, to}, to > at
	}
	from := i
	for from > 0 && i-from < 4 && l.capital(from-1) && l.key(from-1) != "the" {
		from--
	}
	return placed{from, i}, i > from && strings.TrimSpace(l.text(placed{from, i})) != ""
}
