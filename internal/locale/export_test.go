package locale

import (
	"io/fs"

	"habeas/internal/when"
)

// Build lets tests try catalogues of their own.
var Build = build

// Catalogues are the files the program is built with.
func Catalogues() fs.FS { return catalogues }

// Variables gives, for each key, the variables of each of its forms.
func Variables(w *Words) map[string][][]string {
	all := map[string][][]string{}
	for key := range w.texts {
		all[key] = nil
	}
	for key, s := range w.sentences {
		all[key] = [][]string{s.variables()}
	}
	for key, forms := range w.plurals {
		for _, s := range forms {
			all[key] = append(all[key], s.variables())
		}
	}
	return all
}

// SolarDay gives a day by the calendar of Iran, in the digits of Europe.
func SolarDay(d when.Day) (string, bool) {
	s, ok := solarOf(d)
	if !ok {
		return "", false
	}
	return s.String(), true
}
