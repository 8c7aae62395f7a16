package locale

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// maxAcceptLanguage is how much of an Accept-Language header is read, in
// bytes. Browsers send less than 100; parsing grows faster than its length.
const maxAcceptLanguage = 256

var matcher = sync.OnceValue(func() language.Matcher {
	tags := make([]language.Tag, len(Langs))
	for i, l := range Langs {
		tags[i] = language.Make(string(l))
	}
	return language.NewMatcher(tags)
})

// Match gives the language of the site a reader gets along with best, from
// the Accept-Language header; English when it says nothing we can use.
func Match(acceptLanguage string) Lang {
	if len(acceptLanguage) > maxAcceptLanguage {
		acceptLanguage = acceptLanguage[:maxAcceptLanguage]
		if i := strings.LastIndexByte(acceptLanguage, ','); i >= 0 {
			acceptLanguage = acceptLanguage[:i] // the rest of a cut entry means something else
		}
	}
	wanted, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil {
		return English
	}
	_, i, confidence := matcher().Match(wanted...)
	if confidence == language.No {
		return English
	}
	return Langs[i]
}
