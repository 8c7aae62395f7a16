package shelf

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"habeas/internal/locale"
	"habeas/internal/names"
	"habeas/internal/public"
)

// Around how many letters a text is quoted in a list, before and after the
// words that were looked for.
const (
	saidBefore = 60
	saidAfter  = 120
)

// Said gives, by ref, what the texts of cases say around the words of a search
// that neither their names have nor what stands for one: the passage with most of them, in each
// language that has some. It is read from the documents, as their pages are.
func (s *Shelf) Said(ctx context.Context, search string, rows []public.Row) (map[string]public.Text, error) {
	f := names.NewFinder(search)
	var refs []string
	for _, r := range rows {
		if !f.All(r.Name, r.NameNative) && !f.Says(r.Label.En) && !f.Says(r.Label.Es) {
			refs = append(refs, r.Ref)
		}
	}
	if len(refs) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(refs)
	if err != nil {
		return nil, err
	}
	stmt, err := s.statements.get(ctx, s.read, "SELECT d.document FROM json_each(?) j CROSS JOIN documents d ON d.kind = 'case' AND d.key = j.value WHERE d.document IS NOT NULL")
	if err != nil {
		return nil, err
	}
	found, err := stmt.QueryContext(ctx, string(list))
	if err != nil {
		return nil, err
	}
	defer found.Close()
	said := map[string]public.Text{}
	var raw sql.RawBytes
	for found.Next() {
		if err := found.Scan(&raw); err != nil {
			return nil, err
		}
		var c told
		if err := decode(raw, &c); err != nil {
			return nil, err
		}
		if t := saidIn(f, c.texts()); !t.IsZero() {
			said[c.Ref] = t
		}
	}
	return said, found.Err()
}

// saidIn quotes the first of some passages that has most elements of a search.
func saidIn(f *names.Finder, passages []public.Text) (best public.Text) {
	most := 0
	for _, t := range passages {
		n := max(f.Elements(t.En), f.Elements(t.Es))
		if n > most {
			most = n
			best = t.Each(func(_ locale.Lang, text string) string { return around(text, f.InText(text)) })
		}
		if n == f.Len() {
			break
		}
	}
	return best
}

// told is what a search looks through of a document: to read no more of fifty
// cases than this costs half of what reading all of them does. Its names are
// those of [public.Case], and so is what they mean; a test holds both together.
type told struct {
	Ref        string           `json:"ref"`
	Label      public.Text      `json:"label"`
	Summary    public.Text      `json:"summary"`
	ScopeNote  public.Text      `json:"scope_note"`
	Occupation public.Text      `json:"occupation"`
	Facility   *public.Facility `json:"facility"`
	Group      *struct {
		Phrase     string      `json:"phrase"`
		Population public.Text `json:"population"`
		Resolve    public.Text `json:"resolve"`
	} `json:"group"`
	Timeline []struct {
		Place    public.Text      `json:"place"`
		Facility *public.Facility `json:"facility"`
		Actor    public.Text      `json:"actor"`
		What     public.Text      `json:"what"`
		Also     []toldClaim      `json:"also"`
	} `json:"timeline"`
	Releases []struct {
		Title public.Text `json:"title"`
		Note  public.Text `json:"note"`
	} `json:"releases"`
	Charges []struct {
		Text    public.Text `json:"text"`
		Statute string      `json:"statute"`
	} `json:"charges"`
	Treatment []toldClaim `json:"treatment"`
	Claims    []toldClaim `json:"claims"`
}

type toldClaim struct {
	Value public.Text `json:"value"`
}

// texts gives the passages in the order of [passagesOf].
func (t *told) texts() []public.Text {
	c := public.Case{Label: t.Label, Summary: t.Summary, ScopeNote: t.ScopeNote, Occupation: t.Occupation, Facility: t.Facility}
	if g := t.Group; g != nil {
		c.Group = &public.Group{Phrase: g.Phrase, Population: g.Population, Resolve: g.Resolve}
	}
	for _, e := range t.Timeline {
		c.Timeline = append(c.Timeline, public.Event{Place: e.Place, Facility: e.Facility, Actor: e.Actor, What: e.What, Also: claimsOf(e.Also)})
	}
	for _, r := range t.Releases {
		c.Releases = append(c.Releases, public.Release{Title: r.Title, Note: r.Note})
	}
	for _, ch := range t.Charges {
		c.Charges = append(c.Charges, public.Charge{Text: ch.Text, Statute: ch.Statute})
	}
	c.Treatment, c.Claims = claimsOf(t.Treatment), claimsOf(t.Claims)
	return passagesOf(&c)
}

func claimsOf(claims []toldClaim) []public.Claim {
	out := make([]public.Claim, len(claims))
	for i, c := range claims {
		out[i].Value = c.Value
	}
	return out
}

// around cuts a text between words around the first of some spans; nothing
// without any.
func around(text string, spans []names.Span) string {
	if len(spans) == 0 {
		return ""
	}
	from, to := back(text, spans[0].From, saidBefore), forth(text, spans[0].To, saidAfter)
	said := strings.Join(strings.Fields(text[from:to]), " ")
	if from > 0 {
		said = "… " + said
	}
	if to < len(text) {
		said += " …"
	}
	return said
}

// back gives the beginning of a word at most so many letters before.
func back(text string, at, letters int) int {
	from := at
	for ; letters > 0 && from > 0; letters-- {
		_, n := utf8.DecodeLastRuneInString(text[:from])
		from -= n
	}
	if from == 0 {
		return 0
	}
	if space := strings.IndexAny(text[from:at], " \n"); space >= 0 {
		return from + space + 1
	}
	return from
}

// forth gives the end of a word at most so many letters after.
func forth(text string, at, letters int) int {
	to := at
	for ; letters > 0 && to < len(text); letters-- {
		_, n := utf8.DecodeRuneInString(text[to:])
		to += n
	}
	if to == len(text) {
		return to
	}
	if space := strings.LastIndexAny(text[at:to], " \n"); space > 0 {
		return at + space
	}
	return to
}
