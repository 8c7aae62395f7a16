package staff

import (
	"strings"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/when"
	"habeas/views/links"
)

// Card is what a relative is given: it is shown once, and printed.
type Card struct {
	Number, Secret string // in groups, as they are typed
	Lang           string // of the relative
	Expires        string // a day
	Site           string // where the digits are entered
}

// words are those of the relative's language.
func (c Card) words() *locale.Words { return locale.For(locale.Lang(c.Lang)) }

// address is where the digits are entered, as people type it: the page in the
// language of the card.
func (c Card) address() string {
	whole := links.Absolute(c.Site, links.Status(locale.Lang(c.Lang)))
	return strings.TrimPrefix(strings.TrimPrefix(whole, "https://"), "http://")
}

// codeState says how a code stands.
func codeState(p Page, r casebook.Relative) string {
	switch {
	case r.Code.Number == "":
		return p.T("relative.no_code")
	case r.Code.EndedAt != nil:
		return p.T("relative.ended")
	case !r.Code.Opens(p.Today):
		return p.T("relative.expired", "day", p.Day(r.Code.Expires))
	}
	return p.T("relative.opens", "number", r.Code.Number, "day", p.Day(r.Code.Expires))
}

// codeUsed says in which month a code was last used.
func codeUsed(p Page, r casebook.Relative) string {
	if r.Code.UsedMonth == "" {
		return p.T("relative.never_used")
	}
	return p.T("relative.used", "month", r.Code.UsedMonth)
}

// waiting is how many messages of a relative nobody has dealt with.
func waiting(r casebook.Relative) (n int) {
	for _, m := range r.Messages {
		if m.ByFamily && m.DoneAt == nil {
			n++
		}
	}
	return n
}

// tongues are the languages in which relatives can be given a card.
func (f *Form) tongues() (all []Choice) {
	for _, l := range locale.Tongues {
		all = append(all, Choice{Value: string(l), Label: f.W.Language(string(l))})
	}
	return all
}

// Told is a message of a relative that waits for an answer. Who it is stands on
// the private file alone.
type Told struct {
	Ref      casebook.Ref
	Relative casebook.ID
	Day      when.Day
}

func (t Told) path() string { return CasePath(t.Ref, "private") + "#relative-" + string(t.Relative) }
