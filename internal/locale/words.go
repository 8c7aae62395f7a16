package locale

import (
	"strconv"

	"golang.org/x/text/language"
)

// Words is all words of one language; it does not change and is safe for concurrent use.
type Words struct{ lang Lang }

// Country is a country's code and its name in one language.
type Country struct{ Code, Name string }

func For(l Lang) *Words                                      { return &Words{l} }
func (w *Words) Lang() Lang                                  { return w.lang }
func (w *Words) Dir() string                                 { return "ltr" }
func (w *Words) Tag() language.Tag                           { return language.Make(string(w.lang)) }
func (w *Words) T(key string, args ...any) string            { return "[" + key + "]" }
func (w *Words) N(key string, count int, args ...any) string { return "[" + key + "]" }
func (w *Words) Number(n int) string                         { return strconv.Itoa(n) }
func (w *Words) Country(iso2 string) string                  { return iso2 }
func (w *Words) Language(bcp47 string) string                { return bcp47 }
func (w *Words) Label(kind, code string) string              { return code }
func Match(acceptLanguage string) Lang                       { return English }
func Countries(l Lang) []Country                             { return nil }
func ValidCountry(code string) bool                          { return false }
