package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/sqlite"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

// firstSchema makes a casebook as the first version of the program left it.
func firstSchema(t *testing.T, path string) {
	t.Helper()
	const first = "migrations/0001_casebook.sql"
	text, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sqlite.OpenWriter(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := sqlite.Migrate(t.Context(), db, fstest.MapFS{first: {Data: text}}, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`INSERT INTO people (id, version, created_at, updated_at) VALUES ('p', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
		INSERT INTO names (id, person_id, text, kind, display, visibility, created_at) VALUES ('n', 'p', 'Ana Ejemplo', 'primary', 1, 'staff', '2026-01-01 00:00:00');
		INSERT INTO sources (id, title, kind, visibility, version, created_at, updated_at) VALUES ('s', 'Crónica', 'news_article', 'public', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00');`); err != nil {
		t.Fatal(err)
	}
}

func TestACasebookOfTheFirstSchemaIsBroughtUpToDate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	firstSchema(t, path)
	s := storetest.Open(t, path)
	if n := get[casebook.Name](t, s, "n"); n.Text != "Ana Ejemplo" || n.Version != 1 {
		t.Errorf("the name is %+v, want what it was, in version 1", n)
	}
	if found := page[casebook.Source](t, s, store.ListFilter{Text: "cronica"}); len(found) != 1 {
		t.Errorf("a source from before is found %d times, want once", len(found))
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// page gives one page of a list.
func page[T any](t *testing.T, s *store.Store, f store.ListFilter) []T {
	t.Helper()
	rows, err := store.Page[T](t.Context(), s, f)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestACopyFromBeforeAMigrationIsKeptForItsOwnerAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	firstSchema(t, path)
	for range 2 { // the second time there is nothing to change
		closed(t, path)
	}
	copies, err := filepath.Glob(path + ".schema-1.*.backup")
	if err != nil || len(copies) != 1 {
		t.Fatalf("%d copies are kept, %v; want 1", len(copies), err)
	}
	info, err := os.Stat(copies[0])
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy has mode %v, %v; want 0600", info.Mode().Perm(), err)
	}
	db := raw(t, copies[0])
	if got := column(t, db, "SELECT text FROM names"); len(got) != 1 || got[0] != "Ana Ejemplo" {
		t.Errorf("the copy holds the names %v, want the one that was there", got)
	}
	if got := column(t, db, "SELECT max(number) FROM migrations"); got[0] != "1" {
		t.Errorf("the copy is of schema %s, want 1", got[0])
	}
}

func TestANewCasebookLeavesNoCopy(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	closed(t, path)
	if copies, err := filepath.Glob(path + ".*.backup"); err != nil || len(copies) > 0 {
		t.Errorf("got the copies %v, %v; want none of an empty file", copies, err)
	}
}

func TestWithoutRoomForACopyNothingIsChanged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "casebook.db")
	firstSchema(t, path)
	now := storetest.Now
	name := path + ".schema-1." + now.UTC().Format("20060102T150405.000000Z") + ".backup"
	if err := os.Mkdir(name, 0o700); err != nil { // in the way of the copy, for root as well
		t.Fatal(err)
	}
	var f *fault.Error
	_, err := store.Open(t.Context(), path, store.Options{Now: fixed(now)})
	if !errors.As(err, &f) || f.Code != fault.Unavailable || !strings.Contains(f.Message.String(), "make room") {
		t.Errorf("got %v, want a sentence that says what to do", err)
	}
	if got := column(t, raw(t, path), "SELECT max(number) FROM migrations"); got[0] != "1" {
		t.Errorf("the file is of schema %s now, want 1", got[0])
	}
}

func TestANewerSchemaIsRefusedByTheHeaderAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	closed(t, path)
	if _, err := raw(t, path).Exec("PRAGMA user_version = 9999; DROP TABLE migrations"); err != nil {
		t.Fatal(err)
	}
	var f *fault.Error
	_, err := store.Open(t.Context(), path, store.Options{})
	if !errors.As(err, &f) || f.Code != fault.Unavailable || !strings.Contains(f.Message.String(), "Start that version") {
		t.Errorf("got %v, want a sentence that says what to do", err)
	}
	if got := column(t, raw(t, path), "SELECT name FROM sqlite_schema WHERE name = 'migrations'"); len(got) > 0 {
		t.Error("a table was made in a newer file")
	}
}
