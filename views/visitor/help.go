package visitor

import (
	"habeas/internal/help"
	"habeas/internal/public"
	"habeas/views/layout"
)

// HelpProps is what the page of help shows.
type HelpProps struct {
	layout.Family
	heading, body string
}

// NewHelp puts the page of help together from the text of the organisation, and
// from ours when it has none. Its title in the tab is the one that the links to
// it have, in no language a word of what happened to whom.
func NewHelp(page layout.Family, own *public.Help) (HelpProps, error) {
	text := help.Default(page.Lang())
	if own != nil {
		text = own.Text
	}
	page.Title = page.T("family.help")
	title, body := help.Split(text)
	if title == "" {
		title = page.Title
	}
	markup, err := help.HTML(body)
	return HelpProps{page, title, markup}, err
}
