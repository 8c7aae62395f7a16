package shelf_test

import (
	"database/sql"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/shelf"
)

// checkCounters compares the counters with what counting the tags gives.
func checkCounters(t *testing.T, s *shelf.Shelf) {
	t.Helper()
	db := shelf.ReaderOf(s)
	counters := lines(t, db, "SELECT id, n, least, most, open FROM facets ORDER BY id")
	counted := lines(t, db, "SELECT facet, count(*), sum(least), sum(most), sum(open) FROM tags GROUP BY facet ORDER BY facet")
	if diff := cmp.Diff(counted, counters); diff != "" {
		t.Errorf("counters differ (-counted +kept):\n%s", diff)
	}
	kept := lines(t, db, "SELECT person FROM shared ORDER BY person")
	several := lines(t, db, "SELECT person FROM persons GROUP BY person HAVING count(*) > 1 ORDER BY person")
	if diff := cmp.Diff(several, kept); diff != "" {
		t.Errorf("those with several cases differ (-counted +kept):\n%s", diff)
	}
}

func lines(t *testing.T, db *sql.DB, query string, args ...any) [][]string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, _ := rows.Columns()
	var out [][]string
	for rows.Next() {
		line, into := make([]string, len(columns)), make([]any, len(columns))
		for i := range line {
			into[i] = &line[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		out = append(out, line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
