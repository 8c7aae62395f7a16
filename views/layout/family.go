package layout

import (
	"habeas/internal/locale"
	"habeas/views/links"
)

// Family is what every page for families has: the plain page of a case, the
// help, and what is said in their place. They stand in a frame of their own,
// since the rest of the site does not speak their languages and would be most
// of their bytes.
type Family struct {
	Words    *locale.Words
	Title    string // in the tab and in the history of the browser: never a name
	Path     string // of the page in English, with its query; other languages follow from it
	BaseURL  string
	Contact  Contact
	Past     Past // the day it is read as of, if it is not today
	NoIndex  bool
	Neutral  bool // it is behind a card: nothing in its head says which site this is
	NoSwitch bool // there may be nothing at this address in other languages
}

// Lang is the language of the page.
func (p Family) Lang() locale.Lang { return p.Words.Lang() }

// T gives a sentence of the pages for families.
func (p Family) T(key string, args ...any) string { return p.Words.T(key, args...) }

// In gives this page in another language.
func (p Family) In(l locale.Lang) string { return links.In(l, p.Path) }

func (p Family) canonical(l locale.Lang) string { return links.Absolute(p.BaseURL, p.In(l)) }

// banner says in a sentence as of which day a page is read.
func (p Family) banner() string {
	asOf, knownAt := p.Words.PlainDay(p.Past.AsOf), p.Words.PlainDay(p.Past.KnownAt)
	switch {
	case p.Past.KnownAt.IsZero():
		return p.T("plain.past.as_of", "day", asOf)
	case p.Past.AsOf.IsZero():
		return p.T("plain.past.known_at", "day", knownAt)
	}
	return p.T("plain.past.both", "day", asOf, "then", knownAt)
}

// present gives the whole address of the page as it is today.
func (p Family) present() string {
	return Page{Words: p.Words, Path: p.Path, BaseURL: p.BaseURL}.present()
}

// Calls reports whether there is a telephone number to call: it then stands
// before anything else.
func (p Family) Calls() bool { return p.Contact.kind() == "call" }
