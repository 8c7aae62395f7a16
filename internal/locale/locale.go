// Package locale holds the words of the site, per language: sentences, labels
// of codes, names of countries and languages, dates and numbers.
package locale

// Lang is a language the site speaks, as a BCP 47 tag.
type Lang string

// The languages of the site. English is the one without a prefix in addresses.
const (
	English Lang = "en"
	Spanish Lang = "es"
)

// Langs lists the languages in the order in which they are offered.
var Langs = []Lang{English, Spanish}
