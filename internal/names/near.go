package names

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// soundMark stands before a form that says how a word sounds, and in no word.
const soundMark = "~"

// Forms gives what a folded word is compared by when no word is the same: the
// word itself, what is left of it without each one of its letters, and how it
// sounds. Two words that share a form are one or two letters apart, or are two
// ways to write one sound. Single letters and signs have no forms.
func Forms(word string) []string {
	letters := []rune(word)
	if len(letters) < 2 || len(letters) > maxTokenRunes {
		return nil
	}
	forms := []string{word}
	if len(letters) > 2 {
		for i := range letters {
			forms = append(forms, string(letters[:i])+string(letters[i+1:]))
		}
	}
	if s := sound(word); s != "" {
		forms = append(forms, soundMark+s)
	}
	slices.Sort(forms)
	return slices.Compact(forms)
}

// sounds are written as one letter each, so that Shi, Xi and Chi, Qaddafi and
// Gaddafi, Perez and Beriz meet; what is voiced and what is not is one, since
// Arabic has no p and no g, and others hear none.
var sounds = strings.NewReplacer(
	"tsch", "6", "sch", "6", "tch", "6", "kh", "k", "gh", "k", "sh", "6", "ch", "6", "zh", "6", "dj", "6", "dzh", "6",
	"ph", "f", "th", "t", "dh", "d", "ts", "s", "tz", "s", "ck", "k", "ce", "s", "ci", "s", "x", "ks",
	"c", "k", "q", "k", "g", "k", "p", "b", "v", "f", "w", "f", "z", "s", "j", "6")

// sound gives the consonants of a Latin word as they are heard; nothing for
// words of other scripts, and for those with fewer than two.
func sound(word string) string {
	if asciiWord(word) != word || word == "" {
		return ""
	}
	if word[0] == 'x' {
		word = "sh" + word[1:]
	}
	var out []byte
	for i, c := range []byte(sounds.Replace(word)) {
		switch {
		case strings.IndexByte("aeiouyh", c) >= 0:
			if i == 0 && c != 'h' {
				out = append(out, 'a')
			}
		case len(out) == 0 || out[len(out)-1] != c:
			out = append(out, c)
		}
	}
	if len(out) < 2 {
		return ""
	}
	return string(out)
}

// Guess is a search that found nothing, taken apart to look for what may have
// been meant.
type Guess struct {
	elements [][]string // in each way in which it may be written, none a phrase
	joined   string
}

// NewGuess takes a search apart; small words of names are left out unless
// there are no others.
func NewGuess(search string) Guess {
	var g Guess
	if len(search) > maxQueryBytes {
		return g
	}
	var small [][]string
	for _, word := range splitWords(search) {
		ways := guessedWays(word)
		switch {
		case len(ways) == 0:
		case slices.ContainsFunc(g.elements, func(e []string) bool { return e[0] == ways[0] }):
		case particles[ways[0]]:
			small = append(small, ways)
		default:
			g.elements = append(g.elements, ways)
			g.joined += ways[len(ways)-1]
		}
	}
	if len(g.elements) == 0 {
		g.elements = small
	}
	g.elements = g.elements[:min(len(g.elements), maxTokens)]
	return g
}

// guessedWays gives the ways to write one word of a search.
func guessedWays(word string) []string {
	folded, latin := Fold(word), romanise(word)
	switch {
	case strings.IndexFunc(folded, isUnspaced) >= 0:
		if n := utf8.RuneCountInString(word); len(latin) > n { // before it stand the syllables, one by one
			latin = latin[n:]
		}
		return latin[:min(len(latin), 1)]
	case utf8.RuneCountInString(folded) > maxTokenRunes:
		return nil
	}
	return distinct(append([]string{folded}, latin...))
}

// Elements gives the words of a guess, each in the ways to write it.
func (g Guess) Elements() [][]string { return g.elements }

// alikeEnough is how alike two words have to be to be taken for one: Tim and
// Tom are.
const alikeEnough = 0.79

// Alike says from 0 to 1 how alike a word of a guess is to a folded word.
func Alike(ways []string, word string) float64 {
	best := 0.0
	for _, w := range ways {
		best = max(best, alikeWords(w, word))
	}
	return best
}

// alikeWords compares two words as [wordSimilarity] does; spellings of one
// name are nearly the same, and so are those that sound the same.
func alikeWords(a, b string) float64 {
	s := wordSimilarity(a, b)
	switch {
	case s >= 0.95:
		return s
	case particles[b]: // stands in too many names to be anything else
		return 0
	case s == 0:
		if s = jaroWinkler([]rune(a), []rune(b)); s < alikeEnough {
			s = 0
		}
	}
	if slices.Contains(otherSpellings()[a], b) {
		return 0.95
	}
	if sa := sound(a); sa != "" && len(sa) > 2 && sa == sound(b) {
		return max(s, 0.85)
	}
	return s
}

// Nearness says from 0 to 1 how near a name is to a guess: each word of the
// shorter looks for the most alike of the longer, whose other words count a
// quarter, as in [Similarity].
func (g Guess) Nearness(name string) float64 {
	words := latinWords(name)
	if len(words) == 0 || len(g.elements) == 0 {
		return 0
	}
	taken, sum := make([]bool, len(words)), 0.0
	for _, ways := range g.elements {
		best, at := 0.0, -1
		for i, word := range words {
			if s := Alike(ways, word); !taken[i] && s > best {
				best, at = s, i
			}
		}
		if at >= 0 {
			taken[at] = true
		}
		sum += best
	}
	short, long := min(len(words), len(g.elements)), max(len(words), len(g.elements))
	score := sum / (float64(short) + 0.25*float64(long-short))
	if whole := jaroWinkler([]rune(g.joined), []rune(strings.Join(words, ""))); whole > 0.93 {
		score = max(score, whole) // words were written together, or apart
	}
	return min(score, 1)
}

// Tells reports whether a long word of a guess is nearly among some folded
// words: where few people have it, it tells them from others.
func (g Guess) Tells(words []string) bool {
	return slices.ContainsFunc(g.elements, func(ways []string) bool {
		return len(ways[len(ways)-1]) >= tellingLetters && slices.ContainsFunc(words, func(w string) bool {
			return len(w) >= tellingLetters && Alike(ways, w) >= 0.9
		})
	})
}

// tellingLetters is the length of a word that may tell people apart.
const tellingLetters = 5

// Among says from 0 to 1 how many of the words of a guess are among some
// folded words, such as those of all the names of somebody.
func (g Guess) Among(words []string) float64 {
	sum := 0.0
	for _, ways := range g.elements {
		best := 0.0
		for _, word := range words {
			if len(word) > 1 {
				best = max(best, Alike(ways, word))
			}
		}
		sum += best
	}
	return sum / float64(max(1, len(g.elements)))
}
