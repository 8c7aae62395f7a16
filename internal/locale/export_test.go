package locale

import "io/fs"

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
