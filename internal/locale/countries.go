package locale

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Country is a country's code and its name in one language.
type Country struct{ Code, Name string }

// countryCodes are the officially assigned alpha-2 codes of ISO 3166-1, and
// XK, which the standard leaves to its users and everybody uses for Kosovo.
const countryCodes = `
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`

// Country gives the name of a country, in neutral wording, from its ISO 3166-1
// alpha-2 code in capitals. Another code comes back as it is.
func (w *Words) Country(iso2 string) string {
	if name, ok := w.countries[iso2]; ok {
		return name
	}
	return iso2
}

// Countries lists every country in the order of the language's alphabet.
func Countries(l Lang) []Country { return slices.Clone(For(l).sorted) }

// ValidCountry reports whether code, in capitals, is a country's.
func ValidCountry(code string) bool {
	_, ok := For(English).countries[code]
	return ok
}

// countryNames takes the names from the Unicode tables and ours where those
// are dated, take a side, or are not what the name is in running text.
func countryNames(l Lang, tag language.Tag) (map[string]string, []Country) {
	if l == Portuguese { // its words are those of Portugal, and the tables say Brazil's
		tag = language.EuropeanPortuguese
	}
	namer := display.Regions(tag)
	names := map[string]string{}
	for _, code := range strings.Fields(countryCodes) {
		name := ownCountryNames[l][code]
		if name == "" {
			name = namer.Name(language.MustParseRegion(code))
		}
		names[code] = name
	}
	sorted := make([]Country, 0, len(names))
	for code, name := range names {
		sorted = append(sorted, Country{code, name})
	}
	order := collate.New(tag)
	slices.SortFunc(sorted, func(a, b Country) int { return order.CompareString(a.Name, b.Name) })
	return names, sorted
}
