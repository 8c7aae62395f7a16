package visitor

import (
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/views/layout"
	"habeas/views/ui"
)

// SourcesProps is what a page of the list of sources shows.
type SourcesProps struct {
	layout.Page
	Found reading.SourcesPage
}

// sourceTitle says what a source is called, and in which language.
func sourceTitle(w *locale.Words, s *public.Source) (name, in string) {
	return ui.SourceName(w, s.Title, s.Language, s.Label, s.Publisher)
}
