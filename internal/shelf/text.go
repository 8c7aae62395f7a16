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
	b.texts(c.Label, c.Summary, c.ScopeNote, c.Occupation)
	if c.Facility != nil {
		b.fold(c.Facility.Name)
	}
	if g := c.Group; g != nil {
		b.fold(g.Phrase)
		b.texts(g.Population, g.Resolve)
	}
	for _, e := range c.Timeline {
		b.texts(e.Place, e.Actor, e.What)
		if e.Facility != nil {
			b.fold(e.Facility.Name)
		}
		b.claims(e.Also)
	}
	for _, r := range c.Releases {
		b.texts(r.Title, r.Note)
	}
	for _, ch := range c.Charges {
		b.texts(ch.Text)
		b.fold(ch.Statute)
	}
	b.claims(c.Treatment)
	b.claims(c.Claims)
	return nameText, b.String()
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

func (b *bodyText) texts(texts ...public.Text) {
	for _, t := range texts {
		b.fold(t.En)
		b.fold(t.Es)
	}
}

func (b *bodyText) claims(claims []public.Claim) {
	for _, c := range claims {
		b.texts(c.Value)
	}
}
