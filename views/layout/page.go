// Package layout is the frame of every public page: the head, the skip link,
// the landmarks, the switch of languages and the foot. A page is put into it
// as the child of [Base].
package layout

import (
	"strings"
	"time"

	"habeas/internal/locale"
	"habeas/views/links"
)

// Section is the part of the site that the navigation marks as current.
type Section string

// The parts of the site that stand in the navigation.
const (
	None        Section = ""
	Cases       Section = "cases"
	Releases    Section = "releases"
	Counts      Section = "counts"
	Countries   Section = "countries"
	Methodology Section = "methodology"
)

// Page is what every public page has.
type Page struct {
	Words       *locale.Words
	Title       string  // of this page alone; empty on the first page
	Description string  // one sentence for link previews and search engines
	Path        string  // of the page in English, with its query: other languages follow from it
	BaseURL     string  // of the site, without a slash at the end
	Section     Section // marked in the navigation
	Updated     time.Time
	Contact     Contact
	NoIndex     bool // problem pages and results of a search
	NoDesk      bool // this server has no desk to sign in to
	Lean        bool // without the style of lists: a page read on a weak line
}

// Contact is how readers reach whoever runs the site; empty when nobody said.
type Contact struct {
	Text string // as people write it
	Link string // mailto:, tel: or the address of a page
}

// kind says what a reader does with the contact: write, call or visit.
func (c Contact) kind() string {
	switch {
	case strings.HasPrefix(c.Link, "mailto:"):
		return "write"
	case strings.HasPrefix(c.Link, "tel:"):
		return "call"
	}
	return "visit"
}

// Lang is the language of the page.
func (p Page) Lang() locale.Lang { return p.Words.Lang() }

// T gives a sentence of the site.
func (p Page) T(key string, args ...any) string { return p.Words.T(key, args...) }

// title is what stands in the tab: the page, then the site.
func (p Page) title() string {
	if p.Title == "" {
		return p.T("site.title_home")
	}
	return p.T("site.title", "page", p.Title)
}

// in gives this page in another language.
func (p Page) in(l locale.Lang) string { return links.In(l, p.Path) }

// canonical gives the one address of this page.
func (p Page) canonical(l locale.Lang) string { return links.Absolute(p.BaseURL, p.in(l)) }

// navigation lists the parts of the site.
func (p Page) navigation() []item {
	l := p.Lang()
	return []item{
		{Cases, links.Cases(l)},
		{Releases, links.Releases(l)},
		{Counts, links.Counts(l, "")},
		{Countries, links.Countries(l)},
		{Methodology, links.Methodology(l)},
	}
}

type item struct {
	section Section
	href    string
}
