package synth

import "habeas/internal/casebook"

var someCountries = []string{
	"VE", "RU", "IR", "CN", "BY", "TR", "EG", "MM", "NI", "CU", "SY", "ET", "AZ", "VN", "SA", "KP", "ER", "AF", "UZ", "TJ",
	"KZ", "GE", "MX", "CO", "GT", "SV", "BD", "PK", "IN", "LK", "DZ", "TN", "LY", "SD", "UG", "RW", "BI", "CM", "TH", "KH",
}

var outlets = []string{"Courier", "Gazette", "Monitor", "Wire", "Observer", "Tribune", "Record"}

// givens and syllables make names that belong to no language.
var givens = []string{
	"Zorvan", "Belisk", "Quelma", "Tavrin", "Osmeth", "Velquar", "Nimbra", "Drusk", "Yolvane", "Karimbo", "Ferniq", "Halvost",
	"Iskara", "Jondrel", "Lumeva", "Morthen", "Pradix", "Rusmela", "Sivanto", "Uldrec", "Wexmar", "Xandolo", "Ambriq", "Cestra",
}

var syllables = []string{
	"bel", "dor", "fen", "gar", "hul", "jex", "kim", "lor", "mun", "nav", "pol", "qua", "rix", "sov", "tam", "ulv", "vor", "wex", "yan", "zeb",
}

// natives writes an invented name in another script, from the same numbers.
var natives = []struct {
	script        string
	given, family []string
	glue          string
}{
	{"Cyrl", []string{"Зорван", "Белиск", "Таврин", "Осмет"}, []string{"бел", "дор", "фен", "гар", "лор", "мун"}, " "},
	{"Arab", []string{"زورفان", "بليسك", "تافرين", "أوسمث"}, []string{"بل", "دور", "فن", "غار", "لور", "مون"}, " "},
	{"Hani", []string{"某甲", "某乙", "某丙", "某丁"}, []string{"一", "二", "三", "四", "五", "六"}, ""},
	{"Geor", []string{"ზორვან", "ბელისკ", "ტავრინ", "ოსმეთ"}, []string{"ბელ", "დორ", "ფენ", "გარ", "ლორ", "მუნ"}, " "},
}

func familyName(n int) string {
	k := len(syllables)
	name := syllables[n%k] + syllables[n/k%k] + syllables[n/k/k%k]
	return string(name[0]-32) + name[1:]
}

func nativeName(script, given, family int) (text, code string) {
	s := natives[script]
	k := len(s.family)
	return s.given[given%len(s.given)] + s.glue + s.family[family%k] + s.family[family/k%k] + s.family[family/k/k%k], s.script
}

var middleEvents = []casebook.EventKind{
	casebook.Moved, casebook.Acknowledged, casebook.FamilyVisit, casebook.LawyerVisit, casebook.ConsularRefused, casebook.ProofOfLife,
	casebook.StatementMade, casebook.Hospitalised, "charged", "hearing", "trial_opened", "verdict", "sentenced", "appeal",
}

var certainties = []casebook.Certainty{casebook.Reported, casebook.Reported, casebook.Corroborated, casebook.Confirmed}

var sentences = []string{
	"The court adjourned the hearing without giving a date.",
	"A relative was told by telephone and asked the court for a copy of the order.",
	"The lawyer was not let in, and the court gave no reason.",
	"An official said that the court had been informed in time.",
	"Two people who had been held there described the cell.",
	"The authorities did not answer a letter from the family.",
	"The consulate asked for a visit and received no reply before the court sat.",
	"A short note was passed on; the family recognised the handwriting.",
}
