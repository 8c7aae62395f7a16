package names

import "strings"

// Similarity says how alike two names are, from 0 to 1: in any order of their
// words, across scripts and spellings, with words left out and initials for
// words. It is meant for suggestions that a person accepts or not; no number
// of it says that two names are one person.
//
// Each word of the shorter name looks for its best partner in the longer one;
// words of the longer name without a partner count a quarter, since sources
// leave out second surnames and middle names.
func Similarity(a, b string) float64 {
	short, long := latinWords(a), latinWords(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) == 0 {
		return 0
	}
	taken, sum := make([]bool, len(long)), 0.0
	for _, word := range short {
		best, at := 0.0, -1
		for i, other := range long {
			if s := wordSimilarity(word, other); !taken[i] && s > best {
				best, at = s, i
			}
		}
		if at >= 0 {
			taken[at] = true
		}
		sum += best
	}
	if len(short) == 1 && len(long) > 1 { // one word alone points at many people
		return sum * 0.75
	}
	return sum / (float64(len(short)) + 0.25*float64(len(long)-len(short)))
}

// latinWords gives the folded words of a name in Latin letters, without the
// particles that some leave out.
func latinWords(name string) []string {
	var out []string
	for _, word := range splitWords(name) {
		spelt := Fold(word)
		if in := romanise(word); len(in) > 0 {
			spelt = in[0]
		}
		for _, w := range strings.Fields(spelt) {
			if !particles[w] {
				out = append(out, w)
			}
		}
	}
	if len(out) == 0 {
		return strings.Fields(Fold(name))
	}
	return out
}

// wordSimilarity compares two folded words by Jaro and Winkler; an initial is
// nearly its word, and words that are little alike are not alike at all.
func wordSimilarity(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	switch {
	case a == b:
		return 1
	case (len(x) == 1 || len(y) == 1) && x[0] == y[0]:
		return 0.85
	}
	if s := jaroWinkler(x, y); s >= 0.8 {
		return s
	}
	return 0
}

// jaroWinkler follows M. A. Jaro, Advances in Record-Linkage Methodology
// (JASA 84, 1989), with W. E. Winkler's weight for a common beginning.
func jaroWinkler(a, b []rune) float64 {
	window := max(len(a), len(b))/2 - 1
	inA, inB, same := make([]bool, len(a)), make([]bool, len(b)), 0
	for i := range a {
		for j := max(0, i-window); j < min(len(b), i+window+1); j++ {
			if !inB[j] && a[i] == b[j] {
				inA[i], inB[j] = true, true
				same++
				break
			}
		}
	}
	if same == 0 {
		return 0
	}
	moved, j := 0, 0
	for i := range a {
		if !inA[i] {
			continue
		}
		for !inB[j] {
			j++
		}
		if a[i] != b[j] {
			moved++
		}
		j++
	}
	m := float64(same)
	jaro := (m/float64(len(a)) + m/float64(len(b)) + (m-float64(moved)/2)/m) / 3
	prefix := 0
	for prefix < min(4, len(a), len(b)) && a[prefix] == b[prefix] {
		prefix++
	}
	return jaro + float64(prefix)*0.1*(1-jaro)
}
