package shelf

import (
	"context"
	"encoding/json"
	"slices"
	"unicode/utf8"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

// maxCiting is how many documents a source page tells of; maxStatement how
// long each statement of ours is quoted, in letters.
const (
	maxCiting    = 200
	maxStatement = 200
)

// Taken gives what rests on a source: each statement of ours with its mark on
// it, newest document first, and what others told after it. Nothing is kept
// for this beside which document cites which source; the statements are read
// from the documents.
func (s *Shelf) Taken(ctx context.Context, sourceID string) ([]public.Taken, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT d.kind, d.key, d.title, d.document FROM citations x
		JOIN documents d ON d.kind = x.kind AND d.key = x.key
		WHERE x.source = ? AND x.kind <> 'source' AND d.document IS NOT NULL
		ORDER BY d.at DESC, d.kind, d.key LIMIT ?`, sourceID, maxCiting)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []public.Taken
	for rows.Next() {
		var kind, key, title string
		var document []byte
		if err := rows.Scan(&kind, &key, &title, &document); err != nil {
			return nil, err
		}
		on := public.Taken{SourceID: sourceID, OnKind: kind, OnKey: key}
		if on.OnTitle, err = readTitle(title); err != nil {
			return nil, err
		}
		taken, err := takenFrom(document, on)
		if err != nil {
			return nil, err
		}
		out = append(out, taken...)
	}
	return out, rows.Err()
}

// Repeating gives the ids of the sources that say they repeat a source.
func (s *Shelf) Repeating(ctx context.Context, sourceID string) ([]string, error) {
	return column[string](ctx, s.read, "SELECT key FROM citations WHERE source = ? AND kind = 'source' ORDER BY key", sourceID)
}

// statement is what documents of every kind have in common where something is
// said and cited; unknown fields are walked into.
type statement struct {
	text  public.Text
	date  when.Date
	cites []int
}

func takenFrom(document []byte, on public.Taken) ([]public.Taken, error) {
	var doc map[string]any
	if err := json.Unmarshal(document, &doc); err != nil {
		return nil, err
	}
	var listed struct {
		Sources []public.CitedSource `json:"sources"`
	}
	if err := json.Unmarshal(document, &listed); err != nil {
		return nil, err
	}
	var out []public.Taken
	for _, src := range listed.Sources {
		if src.ID == on.SourceID {
			out = append(out, takenAt(doc, src, on)...)
		}
		for _, q := range src.Quotes {
			if q.OriginID == on.SourceID {
				t := on
				t.AsOrigin, t.Place, t.Quote = true, q.Place, q.Text
				t.What = public.Text{En: src.Publisher}
				if src.Publisher == "" {
					t.What.En = src.Title
				}
				if t.What.IsZero() {
					t.What = src.Label
				}
				out = append(out, t)
			}
		}
	}
	return out, nil
}

// takenAt gives the statements marked with a source, and its one quotation
// with each: with several nobody knows which belongs where, so each stands in
// a line of its own.
func takenAt(doc map[string]any, src public.CitedSource, on public.Taken) []public.Taken {
	var found []statement
	walk(doc, &found)
	var out []public.Taken
	for _, st := range found {
		if !slices.Contains(st.cites, src.N) {
			continue
		}
		t := on
		t.What, t.Date = st.text.Each(shorten), st.date
		if len(src.Quotes) == 1 {
			t.Place, t.Quote = src.Quotes[0].Place, src.Quotes[0].Text
		}
		if !slices.ContainsFunc(out, func(o public.Taken) bool { return o == t }) {
			out = append(out, t)
		}
	}
	if len(src.Quotes) > 1 {
		for _, q := range src.Quotes {
			t := on
			t.Place, t.Quote = q.Place, q.Text
			out = append(out, t)
		}
	}
	return out
}

// walk collects everything with "cites" in a document, in the order of the
// names of its fields, which is stable.
func walk(v any, found *[]statement) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			walk(x, found)
		}
	case map[string]any:
		if st, ok := statementOf(v); ok {
			*found = append(*found, st)
		}
		names := make([]string, 0, len(v))
		for name := range v {
			if name != "sources" && name != "known" { // what is known repeats the timeline
				names = append(names, name)
			}
		}
		slices.Sort(names)
		for _, name := range names {
			walk(v[name], found)
		}
	}
}

// statementOf reads an object that has marks, or the summary of a case.
func statementOf(v map[string]any) (st statement, ok bool) {
	for _, marks := range []string{"cites", "summary_cites"} {
		list, _ := v[marks].([]any)
		for _, n := range list {
			if f, ok := n.(float64); ok {
				st.cites = append(st.cites, int(f))
			}
		}
	}
	for _, name := range []string{"what", "value", "text", "summary", "title", "detail", "by", "note", "population", "phrase", "description", "claimant"} {
		if st.text = textOf(v[name]); !st.text.IsZero() {
			break
		}
	}
	for _, name := range []string{"date", "stated_on", "as_of", "issued_on", "from", "filed"} {
		if s, isText := v[name].(string); isText && st.date.IsZero() {
			st.date, _ = when.Parse(s)
		}
	}
	return st, len(st.cites) > 0 && !st.text.IsZero()
}

func textOf(v any) (t public.Text) {
	switch v := v.(type) {
	case string:
		t.En = v
	case map[string]any:
		t.En, _ = v["en"].(string)
		t.Es, _ = v["es"].(string)
	}
	return t
}

// shorten cuts a text at a space.
func shorten(_ locale.Lang, text string) string {
	if utf8.RuneCountInString(text) <= maxStatement {
		return text
	}
	runes := []rune(text)[:maxStatement]
	for i := len(runes) - 1; i > maxStatement/2; i-- {
		if runes[i] == ' ' {
			runes = runes[:i]
			break
		}
	}
	return string(runes) + "…"
}
