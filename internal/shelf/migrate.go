package shelf

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"

	"habeas/internal/fault"
)

// Migrations are numbered, go forward only and never change once released:
// what ran is remembered with its checksum.
//
//go:embed schema/*.sql
var schema embed.FS

type migration struct {
	number         int
	name, sql, sum string
}

func migrations() ([]migration, error) {
	files, err := fs.Glob(schema, "schema/*.sql")
	if err != nil {
		return nil, err
	}
	var out []migration
	for _, file := range files {
		text, err := fs.ReadFile(schema, file)
		if err != nil {
			return nil, err
		}
		name := path.Base(file)
		n, err := strconv.Atoi(strings.SplitN(name, "_", 2)[0])
		if err != nil || n != len(out)+1 {
			return nil, fmt.Errorf("migration %s is not number %d", name, len(out)+1)
		}
		sum := sha256.Sum256(text)
		out = append(out, migration{n, name, string(text), hex.EncodeToString(sum[:])})
	}
	return out, nil
}

const migrationTable = `CREATE TABLE IF NOT EXISTS migrations (
	number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)`

// migrate runs what the file has not seen yet, one transaction each.
func migrate(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, migrationTable); err != nil {
		return err
	}
	all, err := migrations()
	if err != nil {
		return err
	}
	done, err := applied(ctx, db)
	if err != nil {
		return err
	}
	if err := agree(all, done); err != nil {
		return err
	}
	for _, m := range all[len(done):] {
		if err := inTx(ctx, db, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, m.sql); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, "INSERT INTO migrations VALUES (?, ?, ?, ?)",
				m.number, m.name, m.sum, time.Now().UTC().Format(time.RFC3339))
			return err
		}); err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	return nil
}

// checkVersion gives fault.Unavailable when the file was written by another
// version of the program, for whoever may not change it.
func checkVersion(ctx context.Context, db *sql.DB) error {
	all, err := migrations()
	if err != nil {
		return err
	}
	done, err := applied(ctx, db)
	if err == nil {
		err = agree(all, done)
	}
	if err == nil && len(done) < len(all) {
		err = fmt.Errorf("%d of %d migrations applied", len(done), len(all))
	}
	if err != nil {
		return fault.New(fault.Unavailable, "The public database is of another version of this program.").Because(err)
	}
	return nil
}

// applied gives the checksums of what ran, by number.
func applied(ctx context.Context, db *sql.DB) ([]string, error) {
	return column[string](ctx, db, "SELECT checksum FROM migrations ORDER BY number")
}

func agree(all []migration, done []string) error {
	if len(done) > len(all) {
		return fault.New(fault.Unavailable, "The public database was written by a newer version of this program.")
	}
	for i, sum := range done {
		if all[i].sum != sum {
			return fmt.Errorf("migration %s was changed after it ran", all[i].name)
		}
	}
	return nil
}

// inTx runs fn in a transaction, which an error undoes.
func inTx(ctx context.Context, db *sql.DB, fn func(tx *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit this does nothing
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// querier is a database, a transaction or one connection.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// column reads all values of the one column a query gives.
func column[T any](ctx context.Context, db querier, query string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}
