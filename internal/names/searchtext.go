package names

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// SearchText gives what a full-text index stores for a person: the folded
// words of every name, then the spellings under which people look for them.
// Each is said once, and the order depends on nothing but the names.
//
//   - compounds written together: al-Khatib and Al Khatib also as alkhatib;
//   - Arabic names in their other spellings (see [arabicNames]), with ʿAbd-
//     apart and together, and words without their article;
//   - ä ö ü å ø đ as ae oe ue aa oe dj;
//   - words of other scripts in Latin letters (see [romanise]);
//   - the first letters of Latin words: A. Khamenei is Ali Khamenei.
func SearchText(names ...string) string {
	var s searchText
	for _, name := range names {
		s.add(pieces(Fold(name))...)
	}
	for _, name := range names {
		s.addJoined(name)
	}
	for _, name := range names {
		for _, word := range splitWords(name) {
			s.addArabic(Fold(word))
			s.add(romanise(word)...)
			s.add(digraphs(word)...)
		}
		words := strings.Fields(Fold(name))
		s.addArabicWords(words)
		s.addInitials(words)
	}
	return s.text.String()
}

// searchText collects words, each once. A phrase counts as one word, so that
// its characters keep their neighbours.
type searchText struct {
	text strings.Builder
	seen map[string]bool
}

func (s *searchText) add(words ...string) {
	for _, word := range words {
		if word == "" || s.seen[word] {
			continue
		}
		if s.seen == nil {
			s.seen = make(map[string]bool)
		} else {
			s.text.WriteByte(' ')
		}
		s.seen[word] = true
		s.text.WriteString(word)
	}
}

// addJoined adds compounds as one word: what stands between two spaces of the
// name, and a particle with the word it belongs to.
func (s *searchText) addJoined(name string) {
	for _, field := range strings.Fields(name) {
		folded := Fold(field)
		if strings.Contains(folded, " ") && strings.IndexFunc(folded, isUnspaced) < 0 {
			s.add(strings.ReplaceAll(folded, " ", ""))
		}
	}
	words := strings.Fields(Fold(name))
	for i := 0; i < len(words); i++ {
		if !particles[words[i]] {
			continue
		}
		end := i
		for end < len(words) && particles[words[end]] {
			end++
		}
		if end == len(words) {
			break
		}
		if strings.IndexFunc(words[end], isUnspaced) >= 0 {
			continue // such a word is a phrase, and joins nothing
		}
		s.add(strings.Join(words[i:end+1], ""))
		s.add(words[end-1] + words[end])
		i = end
	}
}

// addInitials adds the first letters of Latin words; no name is told by those
// of its small words.
func (s *searchText) addInitials(words []string) {
	for _, word := range words {
		if len(word) > 1 && word[0] >= 'a' && word[0] <= 'z' && !particles[word] {
			s.add(word[:1])
		}
	}
}

// digraphs gives a Latin word with the letters German, Nordic and Serbian
// writers spell out, or nothing when there are none.
func digraphs(word string) []string {
	lower := strings.ToLower(norm.NFC.String(word))
	spelt := spelledOut.Replace(lower)
	if spelt == lower {
		return nil
	}
	return pieces(Fold(spelt))
}

var spelledOut = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe", "đ", "dj")

// splitWords splits a name where [Fold] would, but leaves the letters alone.
func splitWords(name string) []string {
	return strings.FieldsFunc(norm.NFKC.String(strings.ToValidUTF8(name, " ")), func(r rune) bool {
		return !isLetterOrNumber(r) && !isApostrophe(r) && !unicode.Is(unicode.M, r) &&
			(r == zwnj || !unicode.Is(unicode.Cf, r))
	})
}

// particles are short words that some write together with the next, folded.
var particles = map[string]bool{
	"al": true, "el": true, "ul": true, "abd": true, "abu": true, "ibn": true, "bin": true, "ben": true,
	"de": true, "la": true, "las": true, "los": true, "del": true, "da": true, "dos": true, "di": true, "du": true,
	"van": true, "von": true, "der": true, "den": true, "mc": true, "mac": true, "o": true, "san": true, "santa": true,
	"عبد": true, "ابو": true, "ابن": true, "بن": true, "ام": true, "ال": true,
}
