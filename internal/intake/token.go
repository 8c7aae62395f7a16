package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"habeas/internal/names"
)

// token is a word, a number or a mark. Quotation marks are none: what is said
// in them is said.
type token struct {
	from, to int
	key      string // folded: small letters without marks on them
	capital  bool   // it begins with a capital letter
	upper    bool   // it has no small letter, and at least two capitals
	mark     bool   // punctuation
}

// Bounds that keep the time in proportion to the length of a text: a sentence
// of people is shorter, and what is longer is a list or an attack.
const (
	longestSentence = 2000 // bytes
	longestWord     = 60   // bytes
)

// sentences splits a text at line breaks and where sentences end.
func sentences(text string) []Sentence {
	var all []Sentence
	paragraph := 0
	for from := 0; from < len(text); {
		to := strings.IndexByte(text[from:], '\n')
		if to < 0 {
			to = len(text)
		} else {
			to += from
		}
		if strings.TrimSpace(text[from:to]) != "" {
			paragraph++
			all = within(all, text, Span{from, to}, paragraph)
		}
		from = to + 1
	}
	return all
}

// within splits one paragraph.
func within(all []Sentence, text string, p Span, paragraph int) []Sentence {
	tokens := tokenise(text, p)
	begin := 0
	for i := range tokens {
		end := i == len(tokens)-1 || tokens[i].to-tokens[begin].from > longestSentence || ends(text, tokens, i)
		if !end {
			continue
		}
		all = append(all, Sentence{Span: Span{tokens[begin].from, closing(text, tokens[i].to, p.To)}, Paragraph: paragraph, tokens: tokens[begin : i+1]})
		begin = i + 1
	}
	return all
}

// ends reports whether a sentence ends behind a token: at a full stop that
// something with a capital, a figure or an opening mark follows.
func ends(text string, tokens []token, i int) bool {
	t := tokens[i]
	if !t.mark || !strings.Contains(".!?…", text[t.from:t.to]) {
		return false
	}
	if i > 0 && t.key == "." && shortened[tokens[i-1].key] && tokens[i-1].to == t.from {
		return false
	}
	next := tokens[i+1]
	first, _ := utf8.DecodeRuneInString(text[next.from:])
	return next.from > t.to && (unicode.IsUpper(first) || unicode.IsDigit(first) || strings.ContainsRune("¿¡-—–", first) || !unicode.IsLower(first))
}

// shortened are words that end with a point and end no sentence.
var shortened = set("mr mrs ms dr prof gen lt col sgt capt sen rep gov jr sr st no vs inc corp co sra srta dra lic ing gral cnel art nro num av jan feb mar apr jun jul aug sep sept oct nov dec")

// closing takes the quotation mark or bracket behind a sentence along.
func closing(text string, at, end int) int {
	for at < end {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !strings.ContainsRune(`”"’'»)]`, r) {
			break
		}
		at += size
	}
	return at
}

// tokenise splits a paragraph into words and marks.
func tokenise(text string, p Span) []token {
	var all []token
	for at := p.From; at < p.To; {
		r, size := utf8.DecodeRuneInString(text[at:p.To])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			to := wordEnd(text, at, p.To)
			all = append(all, word(text, at, to)...)
			at = to
		case strings.ContainsRune(".,;:!?…()[]—–-/%$€£@#&", r):
			all = append(all, token{from: at, to: at + size, key: string(r), mark: true})
			at += size
		default: // space, quotation marks and what has no meaning here
			at += size
		}
	}
	return all
}

// wordEnd gives the end of a word: letters, figures, and marks that join them,
// as in 1,200 or well-known or U.S. or Venezuela's.
func wordEnd(text string, at, end int) int {
	start := at
	for at < end && at-start < longestWord {
		r, size := utf8.DecodeRuneInString(text[at:end])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			at += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[min(at+size, end):end])
		before, _ := utf8.DecodeLastRuneInString(text[start:at])
		switch {
		case strings.ContainsRune("'’-", r) && (unicode.IsLetter(next) || unicode.IsDigit(next)),
			strings.ContainsRune(".,", r) && unicode.IsDigit(before) && unicode.IsDigit(next):
			at += size
		case r == '.' && initials(text[start:at+size]):
			at += size
		default:
			return at
		}
	}
	return at
}

// initials reports letters with a point behind each: U.S., and EE.UU. as
// Spanish doubles them.
func initials(word string) bool {
	parts := strings.Split(strings.TrimSuffix(word, "."), ".")
	for _, p := range parts {
		if n := utf8.RuneCountInString(p); n == 0 || n > 2 || strings.ToUpper(p) != p || n == 2 && p[0] != p[1] {
			return false
		}
	}
	return utf8.RuneCountInString(parts[0]) == 1 || len(parts) > 1 || parts[0] == "EE"
}

// word makes the token of a word, with the 's of a genitive as one of its own.
func word(text string, from, to int) []token {
	raw := text[from:to]
	for _, s := range []string{"'s", "’s"} {
		if cut, ok := strings.CutSuffix(raw, s); ok && cut != "" {
			return append(word(text, from, from+len(cut)), token{from: from + len(cut), to: to, key: "'s"})
		}
	}
	first, _ := utf8.DecodeRuneInString(raw)
	return []token{{from: from, to: to, key: fold(raw), capital: unicode.IsUpper(first), upper: isUpper(raw)}}
}

// isUpper reports a word in capitals, as UN or EE.UU.
func isUpper(word string) bool {
	n := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}

// fold gives small letters without marks; initials lose their points.
func fold(word string) string {
	if strings.HasSuffix(word, ".") && !unicode.IsDigit(rune(word[0])) {
		word = strings.ReplaceAll(word, ".", "")
	}
	plain := true
	for i := range len(word) {
		plain = plain && word[i] < utf8.RuneSelf
	}
	if plain {
		return strings.ToLower(word)
	}
	return names.Fold(strings.ReplaceAll(word, "’", "'"))
}

// atRune gives the nearest place up to at where a character begins.
func atRune(text string, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
