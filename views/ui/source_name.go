package ui

import (
	"habeas/internal/locale"
	"habeas/internal/public"
)

// SourceName gives what a source is called, and the language of that: its own
// title, or our words for it, or who published it.
func SourceName(w *locale.Words, title, language string, label public.Text, publisher string) (name, in string) {
	if title != "" {
		return title, language
	}
	if text, l := label.In(w.Lang()); text != "" {
		return text, string(l)
	}
	return publisher, language
}
