// Package sqlite opens the files that the two cellars keep, with the settings
// that make an acknowledged write one that survives a power cut, and brings
// their schema up to date by numbered migrations. It knows nothing of what is
// in them.
//
// SQLite ignores a setting that it does not know, and a database that forgets
// writes looks like any other: every setting is asked back on opening.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	driver "modernc.org/sqlite"
)

// Readers is how many connections read at once: twice the cores of the small
// machine that this is meant for.
const Readers = 4

var common = []string{"busy_timeout(5000)", "trusted_schema(0)", "temp_store(2)", "mmap_size(0)", "cell_size_check(1)"}

// OpenWriter opens the one connection that writes to the file at path, and
// makes the file, readable by its owner alone, when there is none.
// Transactions take the write lock when they begin: one that reads first and
// writes later would fail at once when another is writing. More settings may
// be given as "page_size(8192)".
func OpenWriter(ctx context.Context, path string, more ...string) (*sql.DB, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	db, err := open(dsn(path, url.Values{"_txlock": {"immediate"}},
		append(more, "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(1)", "foreign_keys(1)")))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := assert(ctx, db, map[string]string{
		"journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "foreign_keys": "1",
		"trusted_schema": "0", "mmap_size": "0", "busy_timeout": "5000",
	}); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// OpenReaders opens a pool of connections that cannot write.
func OpenReaders(ctx context.Context, path string, more ...string) (*sql.DB, error) {
	db, err := open(dsn(path, url.Values{"mode": {"ro"}}, append(more, "query_only(1)")))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(Readers)
	db.SetMaxIdleConns(Readers)
	if err := assert(ctx, db, map[string]string{"query_only": "1", "mmap_size": "0", "trusted_schema": "0", "busy_timeout": "5000"}); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// open lays the pool of database/sql over connections that keep their
// statements.
func open(dsn string) (*sql.DB, error) {
	c, err := driver.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(keeping{c}), nil
}

// dsn names the file and the settings every connection starts with. Times are
// written as SQLite reads them; without that they could not be read back.
func dsn(path string, v url.Values, pragmas []string) string {
	v.Set("_time_format", "sqlite")
	v.Set("_timezone", "UTC")
	for _, p := range append(append([]string{}, common...), pragmas...) {
		v.Add("_pragma", p)
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + v.Encode()
}

// assert fails when a setting did not take.
func assert(ctx context.Context, db *sql.DB, want map[string]string) error {
	for name, value := range want {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+name).Scan(&got); err != nil {
			if errors.Is(err, sql.ErrNoRows) && value == "0" {
				continue // compiled without it
			}
			return fmt.Errorf("pragma %s: %w", name, err)
		}
		if !strings.EqualFold(got, value) {
			return fmt.Errorf("pragma %s is %s, not %s", name, got, value)
		}
	}
	return nil
}
