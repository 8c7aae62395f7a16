package staff

import (
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

// Page is what every page of the desk receives.
type Page struct {
	W       *locale.Words
	Title   string // in words, for the title and the first heading
	Actor   access.Actor
	Token   string // of the session, for every form
	Path    string // of this page, for coming back to it
	Notices []Notice
	Today   when.Day
	Public  bool // it shows a public page, in the styles of the public site
	Keys    bool // single letters work as shortcuts, by a script of ours
	Waived  bool // the account signs in without a second factor: the demonstration
	Passkey bool // it talks to a passkey, by the one script there is for that

	Relation access.Relation // of the actor to the case it is about; empty for other pages
}

// Notice is a sentence shown once after something was done.
type Notice struct {
	Kind string // done, note, warning
	Text string
}

// May reports whether whoever looks at the page may do this, so that pages
// offer only what will not be refused.
func (p Page) May(permission access.Permission) bool {
	if p.Relation != "" {
		return p.Actor.MayWith(permission, p.Relation) == nil
	}
	return p.Actor.May(permission) == nil
}

// body is the class of the page: a preview wears the looks of the public site.
func (p Page) body() string {
	if p.Public {
		return "preview"
	}
	return "desk"
}

// MayEdit reports whether the actor may change the casebook.
func (p Page) MayEdit() bool { return p.May(access.EditCasebook) }

// T gives a sentence of the desk.
func (p Page) T(key string, args ...any) string { return p.W.T("staff."+key, args...) }

// N gives a sentence of the desk that depends on a number.
func (p Page) N(key string, n int, args ...any) string { return p.W.N("staff."+key, n, args...) }

// Label gives the words for a code.
func (p Page) Label(kind, code string) string { return p.W.Label(kind, code) }

// Date says a date shortly, and nothing for none.
func (p Page) Date(d when.Date) string {
	if d.IsZero() {
		return ""
	}
	return locale.DateShort(p.W.Lang(), d)
}

// Day says a day shortly, and nothing for none.
func (p Page) Day(d when.Day) string {
	if d.IsZero() {
		return ""
	}
	return locale.DayShort(p.W.Lang(), d)
}

// Text gives a text for the reader's language, with the language it is in.
func (p Page) Text(t locale.Text) (text, lang string) {
	text, in := t.In(p.W.Lang())
	return text, string(in)
}

// text is Text without the language, for attributes and headings.
func (p Page) text(t locale.Text) string {
	text, _ := p.Text(t)
	return text
}

// Name says whom a case is about, for staff: the name to show, another name,
// the label, or who is in the group.
func (p Page) Name(f *casebook.File) string {
	if n := f.DisplayName(); n != nil {
		return n.Text
	}
	switch {
	case len(f.Names) > 0:
		return f.Names[0].Text
	case f.Person != nil && !f.Person.Label.IsZero():
		return p.text(f.Person.Label)
	case f.Group != nil:
		return p.text(f.Group.Population)
	}
	return p.T("no_name")
}

// Codes says a list of codes in words.
func (p Page) Codes(vocabulary string, codes casebook.Codes) string {
	said := make([]string, len(codes))
	for i, c := range codes {
		said[i] = p.Label(vocabulary, c)
	}
	return strings.Join(said, ", ")
}

// Number says how many people a group or a count is about.
func (p Page) Number(qualifier casebook.Qualifier, low, high *int) string {
	switch {
	case low == nil && high == nil:
		return ""
	case low == nil:
		return p.Label("qualifier", "at_most") + " " + p.W.Number(*high)
	case high == nil || *high == *low:
		if qualifier == casebook.Exactly || qualifier == "" {
			return p.W.Number(*low)
		}
		return p.Label("qualifier", string(qualifier)) + " " + p.W.Number(*low)
	}
	return p.W.Number(*low) + "–" + p.W.Number(*high)
}

// Held says how long a person has been held, as far as is known and by the
// same reckoning as in public: no count grows by itself.
func (p Page) Held(f *casebook.File) string {
	held := public.HeldOf(f)
	if held.Taken.IsZero() {
		return ""
	}
	return locale.Days(p.W.Lang(), held.Days(p.Today))
}
