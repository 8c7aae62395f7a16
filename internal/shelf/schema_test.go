package shelf_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/shelf"
	"habeas/internal/sqlite"
)

var update = flag.Bool("update", false, "write schema/schema.sql anew")

func TestTheDumpedSchemaIsTheMigratedOne(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "shelf.db")
	s, err := shelf.Open(t.Context(), path, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	got := dumped(t, path)
	const dump = "schema/schema.sql"
	if *update {
		if err := os.WriteFile(dump, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(dump)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s is not what the migrations make; run make schema (-dump +migrated):\n%s", dump, d)
	}
}

// dumped gives the statements that make every table, index and trigger of a
// shelf, but for those that a full-text index makes for itself.
func dumped(t *testing.T, path string) string {
	t.Helper()
	db, err := sqlite.OpenReaders(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), `SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
		AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY tbl_name, type DESC, name`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		all = append(all, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, "\n\n") + "\n"
}
