package intake

import (
	"strings"
	"sync"

	"habeas/internal/locale"
)

// demonyms are the words for a country's people and things, folded, English
// and Spanish: enough to say whose citizens a text counts. A word ending in
// “*” stands for all that begin with it.
const demonyms = `
US american americans estadounidense estadounidenses norteamericano norteamericanos us usa eeuu
VE venezuelan venezuelans venezolano venezolanos venezolana venezolanas
ES spanish spaniard spaniards espanol espanoles espanola espanolas
CO colombian colombians colombiano colombianos colombiana colombianas
MX mexican mexicans mexicano mexicanos mexicana mexicanas
AR argentine argentines argentinian argentinians argentino argentinos argentina argentinas
BR brazilian brazilians brasileno brasilenos brasilena brasilenas
CL chilean chileans chileno chilenos chilena chilenas
PE peruvian peruvians peruano peruanos peruana peruanas
EC ecuadorian ecuadorians ecuatoriano ecuatorianos
BO bolivian bolivians boliviano bolivianos
UY uruguayan uruguayans uruguayo uruguayos
PY paraguayan paraguayans paraguayo paraguayos
CU cuban cubans cubano cubanos cubana cubanas
NI nicaraguan nicaraguans nicaraguense nicaraguenses
SV salvadoran salvadorans salvadoreno salvadorenos
GT guatemalan guatemalans guatemalteco guatemaltecos
HN honduran hondurans hondureno hondurenos
PA panamanian panamanians panameno panamenos
DO dominican dominicans dominicano dominicanos
HT haitian haitians haitiano haitianos
CA canadian canadians canadiense canadienses
GB british briton britons britanico britanicos britanica britanicas uk
IE irish irlandes irlandeses
FR french frances franceses francesa francesas
DE german germans aleman alemanes alemana alemanas
IT italian italians italiano italianos italiana italianas
PT portuguese portugues portugueses portuguesa
NL dutch neerlandes neerlandeses holandes holandeses
BE belgian belgians belga belgas
CH swiss suizo suizos suiza
AT austrian austrians austriaco austriacos
PL polish poles polaco polacos
CZ czech czechs checo checos
SE swedish swedes sueco suecos
NO norwegian norwegians noruego noruegos
DK danish danes danes
FI finnish finns finlandes
UA ukrainian ukrainians ucraniano ucranianos ucraniana
RU russian russians ruso rusos rusa rusas
BY belarusian belarusians bielorruso bielorrusos
TR turkish turks turco turcos
IR iranian iranians irani iranies
IQ iraqi iraqis iraqui iraquies
SY syrian syrians sirio sirios
IL israeli israelis israelies
PS palestinian palestinians palestino palestinos
LB lebanese libanes libaneses
EG egyptian egyptians egipcio egipcios
SA saudi saudis saudi saudies
YE yemeni yemenis yemenies
AF afghan afghans afgano afganos
PK pakistani pakistanis pakistanies
IN indian indians indios
CN chinese chino chinos
HK hongkonger hongkongers
TW taiwanese taiwanes taiwaneses
JP japanese japones japoneses
KR korean koreans surcoreano surcoreanos coreano coreanos
VN vietnamese vietnamita vietnamitas
TH thai thais tailandes tailandeses
PH filipino filipinos
ID indonesian indonesians indonesio indonesios
MM burmese birmano birmanos
AU australian australians australiano australianos
NZ zealander zealanders neozelandes neozelandeses
ET ethiopian ethiopians etiope etiopes
ER eritrean eritreans eritreo eritreos
NG nigerian nigerians nigeriano nigerianos
ML malian malians maliense malienses
SD sudanese sudanes sudaneses
ZA african africans sudafricano sudafricanos
MA moroccan moroccans marroqui marroquies
DZ algerian algerians argelino argelinos
TN tunisian tunisians tunecino tunecinos
TT trinidadian trinidadians trinitense trinitenses
`

// atlas finds countries by their names and their people in both languages.
type atlas struct {
	names    phrases[string]
	demonyms map[string]string
}

var world = sync.OnceValue(func() atlas {
	a := atlas{phrases[string]{}, map[string]string{}}
	add := func(name, code string) {
		if words := foldedWords(name); len(words) > 0 {
			a.names[words[0]] = append(a.names[words[0]], phrase[string]{words[1:], code})
		}
	}
	for _, lang := range locale.Langs {
		for _, c := range locale.Countries(lang) {
			add(c.Name, c.Code)
		}
	}
	for name, code := range map[string]string{
		"United States of America": "US", "Estados Unidos": "US", "Britain": "GB", "Great Britain": "GB", "England": "GB", "Turkey": "TR", "Burma": "MM",
		"Ivory Coast": "CI", "Czech Republic": "CZ", "Reino Unido": "GB", "Gran Bretaña": "GB", "Holland": "NL", "Swaziland": "SZ", "Palestine": "PS", "DRC": "CD",
	} {
		add(name, code)
	}
	for line := range strings.Lines(demonyms) {
		if fields := strings.Fields(line); len(fields) > 1 {
			for _, w := range fields[1:] {
				a.demonyms[w] = fields[0]
			}
		}
	}
	return a
})

// country gives the code of a country that is named at a place, by its name
// or by its people, and how many words name it.
func (l *line) country(i int) (code string, n int) {
	if !l.capital(i) && l.r.out.Language != "es" {
		return "", 0
	}
	a := world()
	if l.capital(i) {
		if code, n = a.names.at(l, i); n > 0 {
			return code, n
		}
	}
	key := l.key(i)
	code, ok := a.demonyms[key]
	if !ok || len(key) < 4 && !l.tokens[i].upper {
		return "", 0
	}
	return code, 1
}

// before are the words after which an abbreviation stands for a country itself:
// “in the US” is a place, “US sailors” and “sailors from the US” are people.
var before = map[string]bool{
	"in": true, "to": true, "into": true, "inside": true, "within": true, "across": true, "near": true,
	"en": true, "a": true, "desde": true, "hacia": true,
}

// isPlace reports whether a country that is named at a place is named itself,
// and not by its people: “American” says where somebody is from.
func (l *line) isPlace(i int) bool {
	if _, people := world().demonyms[l.key(i)]; !people {
		return true
	}
	if !l.tokens[i].upper {
		return false
	}
	if i > 0 && (l.key(i-1) == "the" || l.key(i-1) == "los") {
		i--
	}
	return i > 0 && before[l.key(i-1)]
}

// demonymNoun reports a word for people by their country: “Americans”.
func (l *line) demonymNoun(i int) bool {
	key := l.key(i)
	if _, ok := world().demonyms[key]; !ok || len(key) < 4 || l.tokens[i].upper {
		return false
	}
	return strings.HasSuffix(key, "s") && (l.capital(i) || l.r.out.Language == "es") && key != "swiss"
}

// nationality gives the first country that is named with those counted.
func (l *line) nationality(p placed) string {
	for i := p.from; i < p.to; i++ {
		if code, n := l.country(i); n > 0 {
			return code
		}
	}
	return ""
}
