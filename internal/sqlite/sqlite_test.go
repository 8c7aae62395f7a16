package sqlite_test

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"habeas/internal/fault"
	"habeas/internal/sqlite"
)

func one(text string) fstest.MapFS {
	return fstest.MapFS{"schema/0001_first.sql": {Data: []byte(text)}}
}

const first = `CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT);
	CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parents ON DELETE RESTRICT);`

func TestTheFileIsForItsOwnerAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a file.db")
	db, err := sqlite.OpenWriter(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestReadersCannotWrite(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.db")
	w, err := sqlite.OpenWriter(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := sqlite.Migrate(t.Context(), w, one(first), nil); err != nil {
		t.Fatal(err)
	}
	r, err := sqlite.OpenReaders(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.Exec("INSERT INTO parents VALUES (1, 'x')"); err == nil {
		t.Error("a reader wrote")
	}
}

// Rebuilding a table is how SQLite changes one, and has been seen to take the
// children with it.
func TestAMigrationThatRebuildsATableKeepsItsChildren(t *testing.T) {
	t.Parallel()
	w, err := sqlite.OpenWriter(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	files := one(first)
	if err := sqlite.Migrate(t.Context(), w, files, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Exec("INSERT INTO parents VALUES (1, 'x'); INSERT INTO children VALUES (1, 1), (2, 1)"); err != nil {
		t.Fatal(err)
	}
	files["schema/0002_rebuild.sql"] = &fstest.MapFile{Data: []byte(`CREATE TABLE next (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
		INSERT INTO next SELECT id, name FROM parents; DROP TABLE parents; ALTER TABLE next RENAME TO parents;`)}
	if err := sqlite.Migrate(t.Context(), w, files, nil); err != nil {
		t.Fatal(err)
	}
	var children, keys int
	if err := w.QueryRow("SELECT count(*) FROM children").Scan(&children); err != nil || children != 2 {
		t.Errorf("%d children, %v; want 2", children, err)
	}
	if err := w.QueryRow("PRAGMA foreign_keys").Scan(&keys); err != nil || keys != 1 {
		t.Errorf("foreign keys are off after a migration (%d, %v)", keys, err)
	}
}

func TestAMigrationThatLosesAParentIsNotKept(t *testing.T) {
	t.Parallel()
	w, err := sqlite.OpenWriter(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	files := one(first)
	if err := sqlite.Migrate(t.Context(), w, files, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Exec("INSERT INTO parents VALUES (1, 'x'); INSERT INTO children VALUES (1, 1)"); err != nil {
		t.Fatal(err)
	}
	files["schema/0002_lose.sql"] = &fstest.MapFile{Data: []byte("DELETE FROM parents")}
	if err := sqlite.Migrate(t.Context(), w, files, nil); err == nil {
		t.Error("a migration that orphans rows was kept")
	}
	var parents int
	if err := w.QueryRow("SELECT count(*) FROM parents").Scan(&parents); err != nil || parents != 1 {
		t.Errorf("%d parents, %v: half a migration stayed", parents, err)
	}
}

func TestAFileOfAnotherProgramVersionIsRefused(t *testing.T) {
	t.Parallel()
	w, err := sqlite.OpenWriter(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	newer := one(first)
	newer["schema/0002_more.sql"] = &fstest.MapFile{Data: []byte("CREATE TABLE more (id INTEGER)")}
	if err := sqlite.Migrate(t.Context(), w, newer, nil); err != nil {
		t.Fatal(err)
	}
	if err := sqlite.Migrate(t.Context(), w, one(first), nil); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a newer file: got %v", err)
	}
	if err := sqlite.CheckVersion(t.Context(), w, one(first)); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a newer file, to read: got %v", err)
	}
	changed := one(first + " -- changed")
	changed["schema/0002_more.sql"] = newer["schema/0002_more.sql"]
	if err := sqlite.Migrate(t.Context(), w, changed, nil); err == nil {
		t.Error("a migration that was changed after it ran went unnoticed")
	}
}
