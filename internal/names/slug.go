package names

import "strings"

// maxSlug is the longest slug, in bytes.
const maxSlug = 60

// Slug gives the part of an address that stands for a facility: ASCII letters,
// digits and single hyphens, at most 60, cut between words where possible. A
// name of which nothing is left is called "facility"; slugs need not be unique.
func Slug(text string) string {
	var b strings.Builder
	for _, word := range splitWords(text) {
		for _, part := range slugParts(word) {
			if b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteString(part)
		}
		if b.Len() > maxSlug {
			break
		}
	}
	return cutSlug(b.String())
}

// slugParts gives a word in ASCII: Latin folded, Han and Hangul by syllable,
// any other script in its first spelling.
func slugParts(word string) []string {
	latin := romanise(word)
	switch script := Script(word); {
	case len(latin) == 0:
		return nonEmpty(asciiWord(Fold(word)))
	case script == "Hani" || script == "Hang":
		return latin[:min(len(latin), len([]rune(word)))]
	default:
		return latin[:1]
	}
}

func cutSlug(slug string) string {
	if len(slug) > maxSlug {
		cut := strings.LastIndexByte(slug[:maxSlug+1], '-')
		if cut < maxSlug/2 {
			cut = maxSlug // one very long word: cut inside it
		}
		slug = slug[:cut]
	}
	if slug = strings.Trim(slug, "-"); slug == "" {
		return "facility"
	}
	return slug
}
