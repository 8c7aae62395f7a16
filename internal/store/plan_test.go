package store_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// TestLookupsNeverReadAWholeTable asks SQLite how it would answer what is read
// for a page of the desk: with a hundred thousand cases a scan is felt.
func TestLookupsNeverReadAWholeTable(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	closed(t, path)
	db := raw(t, path)
	for _, query := range []string{
		"SELECT * FROM citations WHERE subject_id IN ('a', 'b') ORDER BY rowid",
		"SELECT * FROM citations WHERE source_id = 'a' OR origin_id = 'a' ORDER BY rowid",
		"SELECT * FROM claims WHERE subject_id IN ('a', 'b') ORDER BY rowid",
		"SELECT * FROM claims WHERE subject_kind = 'case' AND subject_id = 'a' ORDER BY rowid",
		"SELECT * FROM positions WHERE subject_kind = 'case' AND subject_id = 'a' ORDER BY date, rowid",
		"SELECT * FROM overlaps WHERE case_id = 'a' OR other_id = 'a' ORDER BY rowid",
		"SELECT * FROM derivations WHERE source_id IN ('a', 'b')",
		"SELECT * FROM derivations WHERE from_id = 'a'",
		"SELECT * FROM events WHERE case_id = 'a' ORDER BY rowid",
		"SELECT * FROM counts WHERE release_event_id = 'a'",
		"SELECT * FROM cases WHERE ref >= 'VE-2026-0001' AND ref < 'VE-2026-00010'",
		"SELECT id FROM cases WHERE (updated_at, id) < ('2026', 'a') ORDER BY updated_at DESC, id DESC LIMIT 50",
		"SELECT * FROM revisions WHERE case_id = 'a' ORDER BY id DESC LIMIT 50",
		"SELECT * FROM revisions WHERE subject_kind = 'event' AND subject_id = 'a' ORDER BY id DESC LIMIT 50",
		`SELECT * FROM publications WHERE kind = 'case' AND "key" = 'a' ORDER BY seq DESC LIMIT 1`,
		"SELECT * FROM sessions WHERE token = 'a' AND expires_at > '2026'",
		"DELETE FROM sessions WHERE expires_at <= '2026'",
		"SELECT * FROM users WHERE name = 'ana'",
	} {
		for _, step := range plan(t, db, query) {
			if strings.HasPrefix(step, "SCAN ") && !strings.Contains(step, "USING") {
				t.Errorf("%s\n\treads a whole table: %s", query, step)
			}
		}
	}
}

func plan(t *testing.T, db *sql.DB, query string) (steps []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	return steps
}
