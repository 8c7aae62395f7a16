package shelf

import (
	"strings"

	"habeas/internal/names"
	"habeas/internal/public"
)

// maxBody bounds the folded text of one case, in bytes: what lies beyond is on
// its page but not found by search.
const maxBody = 64 << 10

// textsOf gives the folded words under which a case is found: of its names,
// and of everything its page says.
func textsOf(c *public.Case) (nameText, body string) {
	var all []string
	if c.Name.Text != "" {
		all = append(all, c.Name.Text)
	}
	for _, n := range c.OtherNames {
		all = append(all, n.Text)
	}
	nameText = names.SearchText(all...)
	var b bodyText
	b.words(nameText)
	b.fold(c.Ref)
	for _, t := range passagesOf(c) {
		b.fold(t.En)
		b.fold(t.Es)
	}
	return nameText, b.String()
}

// passagesOf gives the texts of a case that a search looks through, in the
// order in which they are shown to whoever asks where it was found.
func passagesOf(c *public.Case) []public.Text {
	plain := func(text string) public.Text { return public.Text{En: text} }
	all := []public.Text{c.Label, c.Summary, c.ScopeNote, c.Occupation}
	if c.Facility != nil {
		all = append(all, plain(c.Facility.Name))
	}
	if g := c.Group; g != nil {
		all = append(all, plain(g.Phrase), g.Population, g.Resolve)
	}
	for _, e := range c.Timeline {
		all = append(all, e.Place, e.Actor, e.What)
		if e.Facility != nil {
			all = append(all, plain(e.Facility.Name))
		}
		all = append(all, valuesOf(e.Also)...)
	}
	for _, r := range c.Releases {
		all = append(all, r.Title, r.Note)
	}
	for _, ch := range c.Charges {
		all = append(all, ch.Text, plain(ch.Statute))
	}
	return append(append(all, valuesOf(c.Treatment)...), valuesOf(c.Claims)...)
}

func valuesOf(claims []public.Claim) []public.Text {
	out := make([]public.Text, len(claims))
	for i, c := range claims {
		out[i] = c.Value
	}
	return out
}

// bodyText collects folded words up to maxBody.
type bodyText struct{ strings.Builder }

func (b *bodyText) words(folded string) {
	if folded == "" || b.Len()+len(folded) >= maxBody {
		return
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(folded)
}

func (b *bodyText) fold(text string) {
	if text != "" {
		b.words(strings.Join(names.Tokens(text), " "))
	}
}
