package visitor

import (
	"habeas/views/layout"
	"habeas/views/links"
)

// GuideProps is what the page shows that tells how a program reads the record.
type GuideProps struct{ layout.Page }

// NewGuide puts that page together.
func NewGuide(page layout.Page) GuideProps {
	page.Title, page.Description = page.T("api.title"), page.T("api.lead")
	return GuideProps{page}
}

// programAddress is one address for programs; open says that it can be read as
// it stands.
type programAddress struct {
	name, path string
	open       bool
}

// programAddresses are all of them, in the order in which a newcomer needs
// them.
var programAddresses = []programAddress{
	{"cases", "/cases", true}, {"case", "/cases/{ref}", false}, {"events", "/events", true}, {"releases", "/releases", true},
	{"counts", "/counts", true}, {"sources", "/sources", true}, {"facilities", "/facilities", true}, {"countries", "/countries", true},
	{"changes", "/changes", true}, {"openapi", "/openapi.json", true},
}

// sample is a command that can be tried as it stands.
func (p GuideProps) sample(path string) string {
	return "curl '" + links.Absolute(p.BaseURL, links.ForPrograms(path)) + "'"
}
