// Package locale holds the words of the site, per language: sentences, labels
// of codes, names of countries and languages, dates and numbers.
//
// The whole site speaks the languages of [Langs]. The pages for families speak
// those of [Tongues]: all their words are in the catalogues named family, each
// sentence whole, with a form for each gender where the language needs one
// ([Words.Of]). The six languages that are in Tongues alone were written with
// care, but not by people who grew up with them: before an organisation relies
// on them, somebody whose language it is must have read the catalogue and the
// page of help. Dates are said there in few shapes ([Words.PlainDate]), so that
// no language has to bend a phrase for the phrase around it.
package locale

import "slices"

// Lang is a language the site speaks, as a BCP 47 tag.
type Lang string

// The languages of the site. English is the one without a prefix in addresses.
const (
	English    Lang = "en"
	Spanish    Lang = "es"
	Portuguese Lang = "pt"
	French     Lang = "fr"
	Russian    Lang = "ru"
	Arabic     Lang = "ar"
	Persian    Lang = "fa"
	Chinese    Lang = "zh"
)

// Langs lists the languages of every page, in the order in which they are
// offered.
var Langs = []Lang{English, Spanish}

// Tongues lists the languages of the pages for families, those of [Langs]
// first.
var Tongues = []Lang{English, Spanish, Portuguese, French, Russian, Arabic, Persian, Chinese}

// Whole gives the language in which the rest of the site speaks to a reader of
// l: l itself, and English where there are only pages for families in l.
func Whole(l Lang) Lang {
	if slices.Contains(Langs, l) {
		return l
	}
	return English
}
