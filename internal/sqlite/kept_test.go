package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"database/sql"

	"habeas/internal/sqlite"
)

// filled gives one connection over a file with three parents.
func filled(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sqlite.OpenWriter(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, text := range []string{first, "INSERT INTO parents VALUES (1, 'one'), (2, 'two'), (3, 'three')"} {
		if _, err := db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func named(t *testing.T, q interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, id int) string {
	t.Helper()
	var name string
	if err := q.QueryRowContext(t.Context(), "SELECT name FROM parents WHERE id = ?", id).Scan(&name); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestAStatementThatIsKeptTakesNewValues(t *testing.T) {
	t.Parallel()
	db := filled(t)
	for i, want := range []string{"one", "two", "three", "one"} {
		if got := named(t, db, i%3+1); got != want {
			t.Errorf("asked %d times: %q, want %q", i+1, got, want)
		}
	}
}

// A statement that is being read from cannot be asked anew: its rows would
// begin again under whoever reads them.
func TestAStatementThatIsBeingReadCanBeAskedMeanwhile(t *testing.T) {
	t.Parallel()
	tx, err := filled(t).Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	const all = "SELECT id FROM parents WHERE id >= ? ORDER BY id"
	outer, err := tx.Query(all, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer outer.Close()
	var got string
	for outer.Next() {
		var id int
		if err := outer.Scan(&id); err != nil {
			t.Fatal(err)
		}
		inner, err := tx.Query(all, id)
		if err != nil {
			t.Fatal(err)
		}
		for inner.Next() {
			got += fmt.Sprint(id)
		}
		inner.Close()
	}
	if want := "111223"; got != want {
		t.Errorf("read %s, want %s", got, want)
	}
}

func TestAStatementThatIsKeptSeesANewColumn(t *testing.T) {
	t.Parallel()
	db := filled(t)
	read := func() int {
		rows, err := db.Query("SELECT * FROM parents")
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		rows.Next()
		names, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		return len(names)
	}
	before := read()
	if _, err := db.Exec("ALTER TABLE parents ADD COLUMN born TEXT"); err != nil {
		t.Fatal(err)
	}
	if after := read(); before != 2 || after != 3 {
		t.Errorf("%d columns before and %d after, want 2 and 3", before, after)
	}
}

// A statement that failed, was cut short or was left half read holds nothing
// open: a table can be dropped, and the same text works again.
func TestAStatementThatIsKeptHoldsNothing(t *testing.T) {
	t.Parallel()
	db := filled(t)
	const add = "INSERT INTO parents VALUES (?, ?)"
	if _, err := db.Exec(add, 1, "again"); err == nil {
		t.Fatal("a key was given twice")
	}
	if _, err := db.Exec(add, 4, "four"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	rows, err := db.QueryContext(ctx, "SELECT name FROM parents")
	if err != nil {
		t.Fatal(err)
	}
	rows.Next()
	cancel()
	rows.Close()
	if _, err := db.ExecContext(ctx, add, 5, "five"); !errors.Is(err, context.Canceled) {
		t.Errorf("a save that was called off gives %v", err)
	}
	if got := named(t, db, 4); got != "four" {
		t.Errorf("read %q", got)
	}
	for _, text := range []string{"DROP TABLE children", "DROP TABLE parents"} {
		if _, err := db.Exec(text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestMoreStatementsThanAreKeptAllWork(t *testing.T) {
	t.Parallel()
	db := filled(t)
	for range 2 {
		for i := range 300 {
			var got int
			if err := db.QueryRow(fmt.Sprintf("SELECT id + %d FROM parents WHERE id = ?", i), 2).Scan(&got); err != nil || got != i+2 {
				t.Fatalf("number %d gives %d, %v", i, got, err)
			}
		}
	}
}
