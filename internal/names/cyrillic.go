package names

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// cyrillicSystem is one way to write Cyrillic in Latin letters, as the letters
// in which it differs from cyrillicBase.
type cyrillicSystem struct {
	letters map[rune]string
	// ye writes е as ye at the start of a word and after a vowel or sign.
	ye bool
}

// cyrillicSystems are the spellings met in the press (Sergey, Yevgeny, Yulia),
// in passports since ICAO 9303 (Sergei, Iuliia), in library catalogues without
// their accents (Sergej, Julija), and in Ukrainian papers (Volodymyr, Olha).
var cyrillicSystems = []cyrillicSystem{
	{letters: map[rune]string{'й': "y", 'ю': "yu", 'я': "ya", 'ё': "yo", 'є': "ye", 'ї': "yi"}, ye: true},
	{letters: map[rune]string{'й': "i", 'ю': "iu", 'я': "ia", 'ё': "e", 'є': "ie", 'ї': "i", 'ъ': "ie"}},
	{letters: map[rune]string{'й': "j", 'ю': "ju", 'я': "ja", 'ё': "e", 'є': "je", 'ї': "ji", 'х': "h", 'ц': "c", 'ж': "z", 'ч': "c", 'ш': "s", 'щ': "sc"}},
	{letters: map[rune]string{'й': "y", 'ю': "yu", 'я': "ya", 'ё': "yo", 'є': "ye", 'ї': "yi", 'г': "h", 'и': "y"}},
	{letters: map[rune]string{'й': "y", 'ю': "iu", 'я': "ia", 'ё': "e", 'є': "ie", 'ї': "i", 'г': "h", 'и': "y"}},
}

// cyrillicEndings are endings that are also written as if they were others:
// Dostoevsky, Grozny, Maria, Alexander.
var cyrillicEndings = [...]struct{ full, other string }{{"ий", "ы"}, {"ый", "ы"}, {"ия", "иа"}, {"андр", "андер"}}

// cyrillicBase are the letters on which the systems agree, and those of
// Serbian, Macedonian and Kazakh that have one common spelling.
var cyrillicBase = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ў': "u",
	'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e",
	'ђ': "dj", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'џ': "dz", 'ѓ': "g", 'ќ': "k", 'ѕ': "dz",
	'ә': "a", 'ғ': "g", 'қ': "k", 'ң': "n", 'ө': "o", 'ұ': "u", 'ү': "u", 'һ': "h",
}

// romaniseCyrillic gives the distinct spellings of a Cyrillic word.
func romaniseCyrillic(word string) []string {
	word = strings.ToLower(norm.NFC.String(word))
	out := make([]string, 0, 2*len(cyrillicSystems))
	for _, system := range cyrillicSystems {
		out = append(out, system.write(word))
	}
	for _, latin := range out { // Maxim and Alexei, more often than Maksim
		if strings.Contains(latin, "ks") {
			out = append(out, strings.ReplaceAll(latin, "ks", "x"))
		}
	}
	for _, e := range cyrillicEndings {
		if stem, ok := strings.CutSuffix(word, e.full); ok {
			for _, system := range cyrillicSystems {
				other := system.write(stem + e.other)
				out = append(out, other, strings.ReplaceAll(other, "ks", "x"))
			}
		}
	}
	return distinct(out)
}

func (s cyrillicSystem) write(word string) string {
	var b strings.Builder
	soft := true // what stands before asks for ye: nothing, a vowel or a sign
	for _, r := range word {
		switch latin, ok := s.letters[r]; {
		case s.ye && soft && r == 'е':
			b.WriteString("ye")
		case ok:
			b.WriteString(latin)
		default:
			if latin, ok = cyrillicBase[r]; !ok {
				latin = asciiWord(Fold(string(r)))
			}
			b.WriteString(latin)
		}
		soft = strings.ContainsRune("аеёиоуыэюяіїєъь", r)
	}
	return b.String()
}

// distinct drops empty and repeated words and keeps the order.
func distinct(words []string) []string {
	out := words[:0]
	for _, w := range words {
		if w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
