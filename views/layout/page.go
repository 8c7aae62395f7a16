// Package layout is the frame of every public page: the head, the skip link,
// the landmarks, the switch of languages and the foot. A page is put into it
// as the child of [Base].
package layout

import (
	"slices"
	"strings"
	"time"

	"habeas/internal/locale"
	"habeas/internal/when"
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
	Read        when.Day // today: when a page is being read
	Past        Past     // the day it is read as of, if it is not today
	Feed        string   // address of the feed of what the page is about; the site's when empty
	NoIndex     bool     // problem pages and results of a search
	NoDesk      bool     // this server has no desk to sign in to
	About       any      // what the page is as data, for search engines: written as JSON-LD; nil for most
	Lean        bool     // without the style of lists: a page read on a weak line
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

// previewTitle is what a link to the page is called where the site is named
// beside it.
func (p Page) previewTitle() string {
	if p.Title == "" {
		return p.T("site.title_home")
	}
	return p.Title
}

// in gives this page in another language.
func (p Page) in(l locale.Lang) string { return links.In(l, p.Path) }

// Past is the day that a page is read as of; see the filters as_of and known_at
// of the list of cases.
type Past struct{ AsOf, KnownAt when.Day }

// IsZero reports whether the page is about today.
func (p Past) IsZero() bool { return p.AsOf.IsZero() && p.KnownAt.IsZero() }

// banner says in a sentence as of which day a page is read.
func (p Page) banner() string {
	asOf, knownAt := locale.Day(p.Lang(), p.Past.AsOf), locale.Day(p.Lang(), p.Past.KnownAt)
	switch {
	case p.Past.KnownAt.IsZero():
		return p.T("past.as_of", "day", asOf)
	case p.Past.AsOf.IsZero():
		return p.T("past.known_at", "day", knownAt)
	}
	return p.T("past.both", "day", asOf, "then", knownAt)
}

// present gives the whole address of the page as it is today.
func (p Page) present() string {
	path, query, _ := strings.Cut(p.in(p.Lang()), "?")
	kept := slices.DeleteFunc(strings.Split(query, "&"), func(v string) bool {
		return v == "" || strings.HasPrefix(v, "as_of=") || strings.HasPrefix(v, "known_at=")
	})
	if len(kept) > 0 {
		path += "?" + strings.Join(kept, "&")
	}
	return links.Absolute(p.BaseURL, path)
}

// feed gives the address of the feed that goes with the page.
func (p Page) feed() string {
	if p.Feed != "" {
		return p.Feed
	}
	return links.Feed(p.Lang())
}

// Address is what to cite the page by: the day it is read as of included.
func (p Page) Address() string { return p.canonical(p.Lang()) }

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
