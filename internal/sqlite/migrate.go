package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"

	"habeas/internal/fault"
)

// migration is one numbered file. Migrations go forward only and never change
// once released: what ran is remembered with its checksum.
type migration struct {
	number         int
	name, sql, sum string
}

func migrations(files fs.FS) ([]migration, error) {
	paths, err := fs.Glob(files, "*/[0-9]*.sql")
	if err != nil {
		return nil, err
	}
	var out []migration
	for _, file := range paths {
		text, err := fs.ReadFile(files, file)
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

// Migrate runs the migrations in files that the database has not seen yet, one
// transaction each. Foreign keys are off while one runs, since rebuilding a
// table would otherwise take its children with it, and checked before it is
// kept. A database of a newer program is refused with fault.Unavailable.
//
// Before the first migration of a database that holds something, before is
// called with the number of its schema so far; when it fails nothing is changed. It
// may be nil where what is kept can be made anew.
func Migrate(ctx context.Context, db *sql.DB, files fs.FS, before func(from int) error) error {
	all, err := migrations(files)
	if err != nil {
		return err
	}
	schema, err := schemaOf(ctx, db)
	if err == nil {
		err = agree(all, schema, nil) // before anything is written to a newer file
	}
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, migrationTable); err != nil {
		return err
	}
	done, err := applied(ctx, db)
	if err == nil {
		err = agree(all, schema, done)
	}
	if err != nil {
		return err
	}
	if before != nil && len(done) > 0 && len(done) < len(all) {
		if err := before(len(done)); err != nil {
			return err
		}
	}
	for _, m := range all[len(done):] {
		if err := m.run(ctx, db); err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	if schema < len(all) {
		_, err = db.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(all)))
	}
	return err
}

// run applies one migration on one connection: the pragma has no effect inside
// a transaction, and on another connection of a pool.
func (m migration) run(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
		return err
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = ON")
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit this does nothing
	if _, err := tx.ExecContext(ctx, m.sql); err != nil {
		return err
	}
	if err := CheckForeignKeys(ctx, tx); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO migrations VALUES (?, ?, ?, ?)",
		m.number, m.name, m.sum, time.Now().UTC().Format(time.RFC3339)); err != nil {
		return err
	}
	return tx.Commit()
}

// Querier is a database, a transaction or one connection.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// CheckForeignKeys fails when a row points at one that is not there.
func CheckForeignKeys(ctx context.Context, q Querier) error {
	rows, err := q.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		var table, parent string
		var row sql.NullInt64
		var key int
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return err
		}
		return fmt.Errorf("a row of %s points at a row of %s that is not there", table, parent)
	}
	return rows.Err()
}

// CheckVersion gives fault.Unavailable when the file was written by another
// version of the program, for whoever may not change it.
func CheckVersion(ctx context.Context, db *sql.DB, files fs.FS) error {
	all, err := migrations(files)
	if err != nil {
		return err
	}
	schema, err := schemaOf(ctx, db)
	if err != nil {
		return err
	}
	done, err := applied(ctx, db)
	if err == nil {
		err = agree(all, schema, done)
	}
	if err == nil && len(done) < len(all) {
		err = fmt.Errorf("%d of %d migrations applied", len(done), len(all))
	}
	if err != nil {
		return fault.New(fault.Unavailable, "The database is of another version of this program.").Because(err)
	}
	return nil
}

// applied gives the checksums of what ran, by number.
func applied(ctx context.Context, db *sql.DB) ([]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT checksum FROM migrations ORDER BY number")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var sums []string
	for rows.Next() {
		var sum string
		if err := rows.Scan(&sum); err != nil {
			return nil, err
		}
		sums = append(sums, sum)
	}
	return sums, rows.Err()
}

// schemaOf gives the number of the schema that the header of the file tells,
// 0 before there was any. It is there for programs of every version, whatever
// tables they keep.
func schemaOf(ctx context.Context, db *sql.DB) (number int, err error) {
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&number)
	return number, err
}

func agree(all []migration, schema int, done []string) error {
	if max(schema, len(done)) > len(all) {
		return fault.New(fault.Unavailable, "The database was written by a newer version of this program. Start that version, or restore a backup made by this one.")
	}
	for i, sum := range done {
		if all[i].sum != sum {
			return fmt.Errorf("migration %s was changed after it ran", all[i].name)
		}
	}
	return nil
}
