package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
)

// pair is two names: one that is looked for, one that is published.
type pair struct{ asked, published string }

// readPairs reads the pairs of names of people: those of one person, and those
// of two.
func readPairs(file string) (same, others []pair, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, nil, fmt.Errorf("%s holds no table: %w", file, err)
	}
	at := map[string]int{}
	for _, name := range []string{"schema", "name1", "name2", "is_match"} {
		if at[name] = slices.Index(rows[0], name); at[name] < 0 {
			return nil, nil, fmt.Errorf("%s has no column %s", file, name)
		}
	}
	for _, row := range rows[1:] {
		p := pair{row[at["name1"]], row[at["name2"]]}
		switch {
		case row[at["schema"]] != "Person":
		case row[at["is_match"]] == "true":
			same = append(same, p)
		default:
			others = append(others, p)
		}
	}
	return same, others, nil
}

func turned(pairs []pair, turn bool) []pair {
	out := slices.Clone(pairs)
	for i, p := range out {
		if turn {
			out[i] = pair{p.published, p.asked}
		}
	}
	return out
}
