package store_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// The morning page is asked for by everybody every day: what it reads is found
// by an index, however many cases there are.
func TestTheMorningPageNeverReadsAWholeTable(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	closed(t, path)
	db := raw(t, path)
	for _, query := range []string{
		"SELECT count(*) FROM watch_lines WHERE list = 'verify' AND day >= '' AND day <= '2026'",
		"SELECT case_id FROM watch_lines WHERE list = 'ahead' AND day >= '2026' AND day <= '2027' ORDER BY day, case_id LIMIT 8",
		"SELECT case_id FROM watch_lines WHERE list = 'anniversary' AND substr(day, 6) IN ('01-20', '01-21') ORDER BY substr(day, 6), case_id LIMIT 8",
		"SELECT case_id FROM watch_lines WHERE list = 'verify' AND day >= '' AND day <= '2026' AND case_id IN (SELECT case_id FROM assignments WHERE user_id = 'a' AND part <> 'named')",
		"SELECT max(id) FROM chain",
		"SELECT DISTINCT case_id FROM chain WHERE id > 7 AND case_id IS NOT NULL",
		`SELECT id, case_id FROM chain WHERE at > '2026' AND "by" <> 'a' AND case_id IS NOT NULL ORDER BY at DESC LIMIT 1000`,
		"SELECT * FROM sealed_rows WHERE due <= '2026' AND due IS NOT NULL AND done_at IS NULL AND kind = 'task' ORDER BY due, id LIMIT 8",
		"SELECT * FROM sealed_rows WHERE case_id = 'a'",
		"SELECT * FROM looks WHERE case_id = 'a' ORDER BY hour DESC, user_name LIMIT 500",
		"SELECT * FROM saved_filters WHERE user_id = 'a' ORDER BY name",
		"SELECT case_id FROM case_tags WHERE tag = 'a'",
		"SELECT since FROM desk_visits WHERE user_id = 'a'",
	} {
		for _, step := range plan(t, db, query) {
			if strings.HasPrefix(step, "SCAN ") && !strings.Contains(step, "USING") {
				t.Errorf("%s\n\treads a whole table: %s", query, step)
			}
			if strings.Contains(step, "USE TEMP B-TREE FOR ORDER BY") && strings.Contains(query, "FROM watch_lines WHERE list = 'ahead'") {
				t.Errorf("%s\n\tsorts what the index has in order: %s", query, step)
			}
		}
	}
}
