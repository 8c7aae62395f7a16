package shelf

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"habeas/internal/names"
	"habeas/internal/public"
)

// Bounds of the search for names that may have been meant: all of it takes
// some milliseconds at any number of cases.
const (
	fewHits      = 4   // with so many hits or more, what was meant was found
	maxNear      = 8   // names that are offered
	maxGuessed   = 5   // words of a search that are looked for: the longest
	maxWords     = 8   // words of names that one of them may be
	maxSpellings = 400 // words that are compared with it
	maxCandidate = 120 // cases that are looked at for each choice of words
	fewBearers   = 5   // people who have one word of a search, which is worth a look then
	nearEnough   = 0.62
	nearPatience = 100 * time.Millisecond // the most that a reader waits for them
)

// addSpellings keeps the words of names by what they are compared by, see
// [names.Forms]. Words that are there need nothing.
func (w *writer) addSpellings(nameText string) error {
	for _, word := range strings.Fields(nameText) {
		forms := names.Forms(word)
		if len(forms) == 0 {
			continue
		}
		var one int
		known, err := w.get("SELECT 1 FROM spellings WHERE form = ? AND word = ?", []any{word, word}, &one)
		if err != nil {
			return err
		}
		if known {
			continue
		}
		for _, form := range forms {
			if err := w.exec("INSERT INTO spellings (form, word) VALUES (?, ?)", form, word); err != nil {
				return err
			}
		}
	}
	return nil
}

// forgetSpellings takes away the words of a name that no name has any more.
func (w *writer) forgetSpellings(nameText string) error {
	if w.anew {
		return nil
	}
	for _, word := range strings.Fields(nameText) {
		forms := names.Forms(word)
		if len(forms) == 0 {
			continue
		}
		var one int
		stands, err := w.get("SELECT 1 FROM find_names WHERE find_names MATCH ? LIMIT 1", []any{quoted(word)}, &one)
		if err != nil {
			return err
		}
		if stands {
			continue
		}
		for _, form := range forms {
			if err := w.exec("DELETE FROM spellings WHERE form = ? AND word = ?", form, word); err != nil {
				return err
			}
		}
	}
	return nil
}

// allSpellings makes the words of all names anew, from the search index.
func (w *writer) allSpellings() error {
	const some = 5000
	if err := w.exec("CREATE VIRTUAL TABLE temp.name_words USING fts5vocab(main, find_names, row)"); err != nil {
		return err
	}
	for last := ""; ; {
		words, err := column[string](w.ctx, w.tx, "SELECT term FROM temp.name_words WHERE term > ? ORDER BY term LIMIT ?", last, some)
		if err != nil {
			return err
		}
		for _, word := range words {
			for _, form := range names.Forms(word) {
				if err := w.exec("INSERT INTO spellings (form, word) VALUES (?, ?)", form, word); err != nil {
					return err
				}
			}
		}
		if len(words) < some {
			break
		}
		last = words[len(words)-1]
	}
	return w.exec("DROP TABLE temp.name_words")
}

// named reports whether the names of one of some cases have all the words of a
// search: then whoever was looked for was found.
func named(search string, found []public.Row) bool {
	if len(found) == 0 {
		return false
	}
	f := names.NewFinder(search)
	return slices.ContainsFunc(found, func(r public.Row) bool { return f.All(r.Name, r.NameNative) })
}

func quoted(word string) string { return `"` + strings.ReplaceAll(word, `"`, `""`) + `"` }

// near gives the cases that pass the filters of a search and whose names are
// most like it, the likest first, without those that it found. When it takes
// too long, it gives those that were found by then.
func (s *Shelf) near(ctx context.Context, p plan, search string, found []public.Row) ([]public.Row, error) {
	g := names.NewGuess(search)
	within, cancel := context.WithTimeout(ctx, nearPatience)
	defer cancel()
	n := nearby{s: s, guess: g, plan: p, score: map[int64]float64{}}
	if err := n.look(within); err != nil && !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
		return nil, cmp.Or(ctx.Err(), err)
	}
	at := make([]place, 0, len(n.score))
	for id, score := range n.score {
		if score >= nearEnough {
			at = append(at, place{int64(score * 1e6), id})
		}
	}
	slices.SortFunc(at, func(a, b place) int { return cmp.Or(cmp.Compare(b.key, a.key), cmp.Compare(b.id, a.id)) })
	rows, err := s.at(ctx, at[:min(len(at), maxNear+len(found))])
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r public.Row) bool {
		return r.Name == "" || slices.ContainsFunc(found, func(f public.Row) bool { return f.Ref == r.Ref })
	})
	return rows[:min(len(rows), maxNear)], nil
}

// nearby is one search for near names.
type nearby struct {
	s     *Shelf
	guess names.Guess
	plan  plan
	score map[int64]float64
}

// look goes from the cases that have a word for each word of the search to
// those that lack one, and to those that have two, until there are enough.
func (n *nearby) look(ctx context.Context) error {
	parts, err := n.parts(ctx)
	if err != nil || len(parts) == 0 {
		return err
	}
	levels := [][]string{{strings.Join(parts, " AND ")}}
	if len(parts) > 1 {
		levels = append(levels, leaveOneOut(parts))
	}
	if len(parts) > 3 {
		levels = append(levels, pairsOf(parts))
	}
	for _, level := range levels {
		for _, match := range level {
			if err := n.candidates(ctx, match); err != nil {
				return err
			}
		}
		if n.enough() {
			return nil
		}
	}
	return nil
}

func leaveOneOut(parts []string) (out []string) {
	for i := range parts {
		out = append(out, strings.Join(slices.Concat(parts[:i], parts[i+1:]), " AND "))
	}
	return out
}

func pairsOf(parts []string) (out []string) {
	for i, a := range parts {
		for _, b := range parts[i+1:] {
			out = append(out, a+" AND "+b)
		}
	}
	return out
}

// enough reports whether as many names are very near as are offered.
func (n *nearby) enough() bool {
	near := 0
	for _, score := range n.score {
		if score > 0.8 {
			near++
		}
	}
	return near >= maxNear
}

// parts gives each word of the search as a full-text query for the words of
// names that it may be.
func (n *nearby) parts(ctx context.Context) ([]string, error) {
	elements := slices.Clone(n.guess.Elements())
	slices.SortStableFunc(elements, func(a, b []string) int { return len(b[0]) - len(a[0]) })
	var parts []string
	for _, ways := range elements[:min(len(elements), maxGuessed)] {
		words, err := n.words(ctx, ways)
		if err != nil {
			return nil, err
		}
		if len(words) == 0 {
			if words, err = n.apart(ctx, ways[len(ways)-1]); err != nil {
				return nil, err
			}
		}
		if len(words) > 0 {
			parts = append(parts, "("+strings.Join(words, " OR ")+")")
		}
	}
	return parts, n.together(ctx, parts)
}

// words gives the words of names that are most like one of a search, quoted.
func (n *nearby) words(ctx context.Context, ways []string) ([]string, error) {
	var forms []string
	for _, w := range ways {
		forms = append(forms, names.Forms(w)...)
	}
	list, err := json.Marshal(forms)
	if err != nil {
		return nil, err
	}
	words, err := column[string](ctx, n.s.read, "SELECT DISTINCT word FROM spellings WHERE form IN (SELECT value FROM json_each(?)) LIMIT ?", string(list), maxSpellings)
	if err != nil {
		return nil, err
	}
	words = slices.DeleteFunc(words, func(w string) bool { return names.Alike(ways, w) == 0 })
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(names.Alike(ways, b), names.Alike(ways, a)), strings.Compare(a, b))
	})
	for i, w := range words {
		words[i] = quoted(w)
	}
	return words[:min(len(words), maxWords)], nil
}

// apart gives the ways to read a word as two words of names.
func (n *nearby) apart(ctx context.Context, word string) ([]string, error) {
	letters := []rune(word)
	var halves []string
	for i := 2; i <= len(letters)-2; i++ {
		halves = append(halves, string(letters[:i]), string(letters[i:]))
	}
	known, err := n.known(ctx, halves)
	if err != nil {
		return nil, err
	}
	var out []string
	for i := 0; i+1 < len(halves); i += 2 {
		if known[halves[i]] && known[halves[i+1]] {
			out = append(out, "("+quoted(halves[i])+" AND "+quoted(halves[i+1])+")")
		}
	}
	return out, nil
}

// together lets two words that stand side by side be one word of a name.
func (n *nearby) together(ctx context.Context, parts []string) error {
	elements := n.guess.Elements()
	var joined []string
	for i := range len(elements) - 1 {
		a, b := elements[i], elements[i+1]
		joined = append(joined, a[len(a)-1]+b[len(b)-1])
	}
	known, err := n.known(ctx, joined)
	if err != nil {
		return err
	}
	for _, word := range joined {
		if known[word] {
			for i := range parts {
				parts[i] = "(" + parts[i] + " OR " + quoted(word) + ")"
			}
		}
	}
	return nil
}

// known gives which of some words are words of names.
func (n *nearby) known(ctx context.Context, words []string) (map[string]bool, error) {
	if len(words) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(words)
	if err != nil {
		return nil, err
	}
	there, err := column[string](ctx, n.s.read, "SELECT s.word FROM json_each(?) j CROSS JOIN spellings s ON s.form = j.value AND s.word = j.value", string(list))
	known := map[string]bool{}
	for _, w := range there {
		known[w] = true
	}
	return known, err
}

// candidates looks at the newest cases that a full-text query of names finds.
func (n *nearby) candidates(ctx context.Context, match string) error {
	p := n.plan
	p.prefix = match
	q := p.hits(orders["newest"], nil, maxCandidate, inNames, "")
	var ids []int64
	at, err := n.s.walked(ctx, q)
	if err != nil {
		return err
	}
	for _, one := range at {
		if _, seen := n.score[one.id]; !seen {
			ids = append(ids, one.id)
		}
	}
	return n.weigh(ctx, ids, len(at) <= fewBearers)
}

// weigh says how near the names of some cases are. Few says that these are all
// who have those words: one that tells people apart is enough then.
func (n *nearby) weigh(ctx context.Context, ids []int64, few bool) error {
	list, err := json.Marshal(ids)
	if err != nil || len(ids) == 0 {
		return err
	}
	rows, err := n.s.read.QueryContext(ctx, "SELECT t.id, t.names, l.line FROM json_each(?) j CROSS JOIN texts t ON t.id = j.value CROSS JOIN lines l ON l.id = j.value", string(list))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var words, line string
		if err := rows.Scan(&id, &words, &line); err != nil {
			return err
		}
		var r public.Row
		if err := unpackRow(line, &r); err != nil {
			return err
		}
		folded := strings.Fields(words)
		n.score[id] = max(n.guess.Nearness(r.Name), n.guess.Nearness(r.NameNative), 0.9*n.guess.Among(folded))
		if few && n.guess.Tells(folded) {
			n.score[id] = max(n.score[id], nearEnough)
		}
	}
	return rows.Err()
}
