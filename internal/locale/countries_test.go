package locale_test

import (
	"slices"
	"testing"

	"habeas/internal/locale"
)

func TestEveryCountryHasANameInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, l := range locale.Langs {
		list := locale.Countries(l)
		if len(list) != 250 { // 249 of ISO 3166-1 and Kosovo
			t.Errorf("%s: %d countries, want 250", l, len(list))
		}
		seen := map[string]string{}
		for _, c := range list {
			if c.Name == "" || c.Name == c.Code || seen[c.Name] != "" {
				t.Errorf("%s: %s is called %q, like %q", l, c.Code, c.Name, seen[c.Name])
			}
			seen[c.Name] = c.Code
		}
	}
}

func TestCountriesAreNamedNeutrally(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ code, en, es string }{
		{"VE", "Venezuela", "Venezuela"},
		{"US", "United States", "Estados Unidos"},
		{"PS", "Palestine", "Palestina"},
		{"TW", "Taiwan", "Taiwán"},
		{"XK", "Kosovo", "Kosovo"},
		{"MK", "North Macedonia", "Macedonia del Norte"},
		{"CD", "Democratic Republic of the Congo", "República Democrática del Congo"},
		{"HK", "Hong Kong", "Hong Kong"},
		{"QQ", "QQ", "QQ"},
		{"", "", ""},
	} {
		if en, es := locale.For(locale.English).Country(tt.code), locale.For(locale.Spanish).Country(tt.code); en != tt.en || es != tt.es {
			t.Errorf("Country(%q) = %q, %q; want %q, %q", tt.code, en, es, tt.en, tt.es)
		}
	}
}

func TestCountriesStandInTheOrderOfTheAlphabet(t *testing.T) {
	t.Parallel()
	at := func(l locale.Lang, code string) int {
		return slices.IndexFunc(locale.Countries(l), func(c locale.Country) bool { return c.Code == code })
	}
	if at(locale.English, "AX") > at(locale.English, "AL") { // Åland, Albania
		t.Error("Åland Islands stand after Albania in English")
	}
	if at(locale.Spanish, "ES") > at(locale.Spanish, "US") { // España, Estados Unidos
		t.Error("España stands after Estados Unidos in Spanish")
	}
}

func TestChangingTheListOfCountriesChangesNobodyElses(t *testing.T) {
	t.Parallel()
	locale.Countries(locale.Spanish)[0].Name = "changed"
	if got := locale.Countries(locale.Spanish)[0].Name; got == "changed" {
		t.Error("the list of countries is shared")
	}
}

func TestValidCountryKnowsAssignedCodesOnly(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"VE": true, "XK": true, "SS": true, "ve": false, "": false, "EU": false, "AN": false, "UK": false, "ZZ": false, "VEN": false,
	} {
		if got := locale.ValidCountry(code); got != want {
			t.Errorf("ValidCountry(%q) = %t, want %t", code, got, want)
		}
	}
}
