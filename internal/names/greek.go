package names

import "strings"

// Greek is written in Latin letters by the rule of passports (ELOT 743), and in
// the press as it sounds to whoever reads English or French.
var (
	greekPassport = strings.NewReplacer(
		"ου", "ou", "γγ", "ng", "γξ", "nx", "γχ", "nch",
		"α", "a", "β", "v", "γ", "g", "δ", "d", "ε", "e", "ζ", "z", "η", "i", "θ", "th", "ι", "i", "κ", "k", "λ", "l",
		"μ", "m", "ν", "n", "ξ", "x", "ο", "o", "π", "p", "ρ", "r", "σ", "s", "τ", "t", "υ", "y", "φ", "f", "χ", "ch", "ψ", "ps", "ω", "o")
	greekPress = strings.NewReplacer(
		"ου", "ou", "γγ", "ng", "γξ", "nx", "γχ", "nh", "γε", "ye", "γι", "yi", "γκ", "g", "μπ", "b", "ντ", "d", "τζ", "j",
		"α", "a", "β", "v", "γ", "g", "δ", "d", "ε", "e", "ζ", "z", "η", "i", "θ", "th", "ι", "i", "κ", "k", "λ", "l",
		"μ", "m", "ν", "n", "ξ", "x", "ο", "o", "π", "p", "ρ", "r", "σ", "s", "τ", "t", "υ", "i", "φ", "ph", "χ", "h", "ψ", "ps", "ω", "o")
)

// romaniseGreek gives the distinct spellings of a Greek word.
func romaniseGreek(word string) []string {
	word = greekDiphthongs(Fold(word))
	passport := word
	if rest, initial := strings.CutPrefix(passport, "μπ"); initial {
		passport = "b" + rest
	}
	return distinct([]string{asciiWord(greekPassport.Replace(passport)), asciiWord(greekPress.Replace(word))})
}

// greekDiphthongs writes αυ, ευ and ηυ as they sound: av before a voiced
// letter, af before another one and at the end.
func greekDiphthongs(word string) string {
	in, out := []rune(word), strings.Builder{}
	for i, r := range in {
		if r != 'υ' || i == 0 || !strings.ContainsRune("αεη", in[i-1]) {
			out.WriteRune(r)
		} else if i+1 == len(in) || strings.ContainsRune("θκξπσστφχψ", in[i+1]) {
			out.WriteByte('f')
		} else {
			out.WriteByte('v')
		}
	}
	return out.String()
}
