package store

import (
	"context"
	"slices"
	"strings"

	"habeas/internal/casebook"
	"habeas/internal/names"
)

// ReleaseLists gives the lists about a release event with their entries, in
// the order in which they were recorded.
func (r reads) ReleaseLists(ctx context.Context, event casebook.ID) ([]casebook.ListTally, error) {
	rows, err := List[casebook.List](ctx, r, map[string]any{"release_event_id": event})
	if err != nil {
		return nil, err
	}
	tallies := make([]casebook.ListTally, len(rows))
	for i, row := range rows {
		entries, err := r.EntriesOf(ctx, row.ID)
		if err != nil {
			return nil, err
		}
		tallies[i] = casebook.Tally(row, entries)
	}
	return tallies, nil
}

// EntriesOf gives the entries of a list in the order of the list.
func (r reads) EntriesOf(ctx context.Context, list casebook.ID) ([]casebook.Entry, error) {
	return List[casebook.Entry](ctx, r, map[string]any{"list_id": list}, "number")
}

// CaseLines gives cases by their ids with how they are called among staff.
func (r reads) CaseLines(ctx context.Context, ids []casebook.ID) (map[casebook.ID]CaseLine, error) {
	return r.lines(ctx, ids)
}

// Alike is a case whose people are called much like a text.
type Alike struct {
	CaseLine
	As    string  // the name that is alike
	Score float64 // of [names.Similarity]
}

// alikeEnough is the least similarity that is worth a person's look, and
// alikeMost how many cases are compared letter by letter.
const (
	alikeEnough = 0.72
	alikeMost   = 2000
)

// AlikeCases gives the cases whose people are called much like a text, the
// most alike first. A case is looked at when one of its words begins as one of
// the text's does.
func (r reads) AlikeCases(ctx context.Context, text string, most int) ([]Alike, error) {
	conds, args := []string{}, []any{}
	for _, word := range names.Query(text) {
		start := []rune(word)
		conds, args = append(conds, "text LIKE ?"), append(args, "% "+string(start[:min(len(start), 2)])+"%")
	}
	if len(conds) == 0 {
		return nil, nil
	}
	var ids []casebook.ID
	err := r.db.WithContext(ctx).Raw("SELECT case_id FROM case_search WHERE ("+strings.Join(conds, " OR ")+") AND "+r.open("case_search.case_id")+" LIMIT ?", append(args, alikeMost)...).Scan(&ids).Error
	if err != nil {
		return nil, asFault(err)
	}
	cases, err := in[casebook.Case](ctx, r, "id", ids)
	if err != nil {
		return nil, err
	}
	called, err := r.texts(ctx, cases)
	if err != nil {
		return nil, err
	}
	best := likest(text, called, most)
	if ids = ids[:0]; len(best) == 0 {
		return nil, nil
	}
	for _, one := range best {
		ids = append(ids, one.Case.ID)
	}
	lines, err := r.lines(ctx, ids)
	for i := range best {
		best[i].CaseLine = lines[best[i].Case.ID]
	}
	return best, err
}

// likest scores the names of cases against a text.
func likest(text string, called map[casebook.ID][]string, most int) []Alike {
	var all []Alike
	for id, texts := range called {
		one := Alike{}
		one.Case.ID = id
		for _, name := range texts {
			if s := names.Similarity(text, name); s > one.Score {
				one.Score, one.As = s, name
			}
		}
		if one.Score >= alikeEnough {
			all = append(all, one)
		}
	}
	slices.SortFunc(all, func(a, b Alike) int {
		if a.Score != b.Score {
			if a.Score > b.Score {
				return -1
			}
			return 1
		}
		return strings.Compare(string(a.Case.ID), string(b.Case.ID))
	})
	return all[:min(len(all), most)]
}
