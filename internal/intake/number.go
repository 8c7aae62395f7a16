package intake

import (
	"strconv"
	"strings"

	"habeas/internal/casebook"
)

// figure reads a whole number at a place, in figures or in words, and gives
// where it ends; it does not read amounts of money, shares and years alone.
func (l *line) figure(i int) (n, to int, ok bool) {
	if n, ok := l.digits(i); ok {
		if scale, big := l.r.words.scales[l.key(i+1)]; big {
			return n * scale, i + 2, n < 10_000
		}
		return n, i + 1, !l.unlikely(i)
	}
	return l.spelled(i)
}

// digits reads figures with the separators of thousands.
func (l *line) digits(i int) (int, bool) {
	text := l.key(i)
	if text == "" || text[0] < '0' || text[0] > '9' || len(text) > 9 {
		return 0, false
	}
	groups := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '.' && l.r.out.Language == "es" })
	for k, g := range groups {
		if k > 0 && len(g) != 3 || k == 0 && len(groups) > 1 && len(g) > 3 {
			return 0, false
		}
	}
	n, err := strconv.Atoi(strings.Join(groups, ""))
	return n, err == nil
}

// unlikely reports that figures are an amount or a share.
func (l *line) unlikely(i int) bool {
	switch l.key(i - 1) {
	case "$", "€", "£", "/", "#", "us$":
		return true
	}
	switch l.key(i + 1) {
	case "%", "/", "percent", "per", "million", "millon", "millones", "billion", "o'clock", "am", "pm", "dolares", "dollars", "bolivares", "euros":
		return true
	}
	return l.key(i+1) == "por" && l.key(i+2) == "ciento"
}

// spelled reads a number in words.
func (l *line) spelled(i int) (n, to int, ok bool) {
	v := l.r.words
	at := i
	add := func() bool {
		word := l.key(at)
		if ten, ok := v.tens[word]; ok {
			n, at = n+ten, at+1
			if l.key(at) == "y" || l.key(at) == "and" {
				if one, ok := v.figures[l.key(at+1)]; ok {
					n, at = n+one, at+2
				}
			} else if one, ok := v.figures[l.key(at)]; ok && one < 100 {
				n, at = n+one, at+1
			}
			return true
		}
		if ten, one, cut := strings.Cut(word, "-"); cut && v.tens[ten] > 0 && v.figures[one] > 0 && v.figures[one] < 10 {
			n, at = n+v.tens[ten]+v.figures[one], at+1
			return true
		}
		if one, ok := v.figures[word]; ok {
			n, at = n+one, at+1
			return true
		}
		return false
	}
	for add() && at-i < 8 {
		if scale, ok := v.scales[l.key(at)]; ok && n < 1000 {
			n, at = n*scale, at+1
		}
		if l.key(at) == "and" && v.figures[l.key(at+1)] == 0 {
			break
		}
	}
	return n, at, at > i
}

// amount reads a number with how it was meant: “at least five”, “5 to 10”,
// “dozens”. figures is false for one that has none.
func (l *line) amount(i int) (n Number, to int, figures, ok bool) {
	if n, to, ok := l.between(i); ok {
		return n, to, true, true
	}
	if q, long := l.r.words.before.at(l, i); long > 0 {
		if n, to, ok := l.bound(q, i+long); ok {
			return n, to, n.Min != nil || n.Max != nil, true
		}
	}
	if vague, long := l.r.words.vague.at(l, i); long > 0 {
		if vague.figure == 0 {
			return Number{}, i + long, false, true
		}
		return limits(vague.qualifier, vague.figure), i + long, true, true
	}
	exact, to, ok := l.figure(i)
	if !ok {
		return n, to, false, false
	}
	if q, long := l.r.words.after.at(l, to); long > 0 {
		return limits(q, exact), to + long, true, true
	}
	return limits(casebook.Exactly, exact), to, true, true
}

// bound reads what follows a word like “at least”.
func (l *line) bound(q casebook.Qualifier, i int) (Number, int, bool) {
	if l.key(i) == "a" && l.r.words.of["of"] { // “more than a dozen”
		if vague, long := l.r.words.vague.at(l, i); long > 0 && vague.figure > 0 {
			return limits(q, vague.figure), i + long, true
		}
	}
	if n, to, ok := l.figure(i); ok {
		return limits(q, n), to, true
	}
	if vague, long := l.r.words.vague.at(l, i); long > 0 && q != casebook.About {
		if vague.figure > 0 {
			return limits(q, vague.figure), i + long, true
		}
		return Number{Qualifier: q}, i + long, true
	}
	return Number{}, i, false
}

// between reads a range.
func (l *line) between(i int) (Number, int, bool) {
	for _, r := range l.r.words.ranges {
		at := i
		if r.first != "" {
			if l.key(at) != r.first {
				continue
			}
			at++
		}
		low, to, ok := l.figure(at)
		if !ok || l.key(to) != r.second {
			continue
		}
		high, end, ok := l.figure(to + 1)
		if ok && low < high && (r.second != "a" || r.first == "" || high < 100*low) {
			return Number{Min: &low, Max: &high, Qualifier: casebook.Exactly}, end, true
		}
	}
	return Number{}, i, false
}

// limits gives the bounds that a figure has by how it was meant. “More than
// 100” keeps its figure as told; the word beside it says that it is more.
func limits(q casebook.Qualifier, n int) Number {
	switch q {
	case casebook.AtMost, casebook.FewerThan:
		return Number{Max: &n, Qualifier: q}
	case casebook.AtLeast, casebook.MoreThan:
		return Number{Min: &n, Qualifier: q}
	}
	return Number{Min: &n, Max: &n, Qualifier: q}
}
