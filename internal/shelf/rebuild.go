package shelf

import (
	"context"
	"database/sql"
	"fmt"

	"habeas/internal/fault"
	"habeas/internal/public"
)

// content are the tables that a rebuild fills anew. Facets stay until the end,
// so that lists being read keep their ids.
var content = []string{"documents", "editions", "cases", "lines", "tags", "texts", "citations", "persons", "shared", "corrections", "spellings"}

// Rebuild fills the shelf anew with what fn puts: the last publication of each
// document, removals included. Readers see the old shelf until it is done, and
// keep it when fn fails. Indexes, counters and the search index are made at
// the end, which is several times faster than keeping them.
func (s *Shelf) Rebuild(ctx context.Context, fn func(put func(public.Publication) error) error) (err error) {
	defer fault.Wrap(&err, "shelf: rebuild")
	if s.write == nil {
		return errReadOnly
	}
	if _, err := s.write.ExecContext(ctx, "PRAGMA cache_size = -49152"); err != nil { // KiB; or half the time goes into writing pages twice
		return err
	}
	defer s.write.ExecContext(context.WithoutCancel(ctx), "PRAGMA cache_size = -2000; PRAGMA shrink_memory")
	err = inTx(ctx, s.write, func(tx *sql.Tx) error {
		restore, err := strip(ctx, tx)
		if err != nil {
			return err
		}
		w := newWriter(ctx, tx)
		w.changed, w.anew = true, true
		defer w.close()
		if err := w.newAge(s.now()); err != nil {
			return err
		}
		if err := fn(w.put); err != nil {
			return err
		}
		if err := w.finish(); err != nil {
			return err
		}
		for _, query := range append(append([]string{}, tally...), restore...) {
			if _, err := tx.ExecContext(ctx, query); err != nil {
				return fmt.Errorf("%.40s: %w", query, err)
			}
		}
		return w.allSpellings()
	})
	if err != nil {
		return err
	}
	s.cutLog(ctx)
	return s.refresh(ctx)
}

// tally makes what triggers keep at other times.
var tally = []string{
	"UPDATE facets SET n = 0, least = 0, most = 0, open = 0",
	`UPDATE facets SET n = t.n, least = t.least, most = t.most, open = t.open
		FROM (SELECT facet, count(*) AS n, sum(least) AS least, sum(most) AS most, sum(open) AS open FROM tags GROUP BY facet) AS t
		WHERE t.facet = facets.id`,
	"DELETE FROM facets WHERE n = 0",
	"INSERT INTO shared (person) SELECT person FROM persons GROUP BY person HAVING count(*) > 1",
	"INSERT INTO find_names (find_names) VALUES ('rebuild')",
	"INSERT INTO find_all (find_all) VALUES ('rebuild')",
}

// strip empties the tables and takes off triggers and indexes; restore holds
// the statements that put them back.
func strip(ctx context.Context, tx *sql.Tx) (restore []string, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT type, name, sql FROM sqlite_schema
		WHERE type IN ('trigger', 'index') AND sql IS NOT NULL AND name NOT IN ('documents_key', 'editions_key', 'corrections_key') ORDER BY type, name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var drop []string
	for rows.Next() {
		var kind, name, query string
		if err := rows.Scan(&kind, &name, &query); err != nil {
			return nil, err
		}
		drop, restore = append(drop, "DROP "+kind+" "+name), append(restore, query)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for _, table := range content {
		drop = append(drop, "DELETE FROM "+table)
	}
	drop = append(drop, "UPDATE meta SET value = 0 WHERE name = 'applied_seq'")
	for _, query := range drop {
		if _, err := tx.ExecContext(ctx, query); err != nil {
			return nil, err
		}
	}
	return restore, nil
}
