package store_test

import (
	"bytes"
	"database/sql"
	"errors"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm/schema"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

var update = flag.Bool("update", false, "write migrations/schema.sql anew")

// raw opens the file of a store with nothing of ours in between.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func column(t testing.TB, db *sql.DB, query string, args ...any) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query, args...)
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
	return all
}

func closed(t testing.TB, path string) {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestFolderAndFilesAreForTheirOwnerAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "data", "casebook.db")
	s, err := store.Open(t.Context(), path, store.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	mustChange(t, s, func(*store.Tx) error { return nil })
	for name, want := range map[string]os.FileMode{"": 0o700, "/casebook.db": 0o600, "/casebook.db-wal": 0o600, "/casebook.db-shm": 0o600} {
		info, err := os.Stat(filepath.Dir(path) + name)
		if err != nil {
			t.Errorf("%q: %v", name, err)
		} else if info.Mode().Perm() != want {
			t.Errorf("%q has mode %o, want %o", name, info.Mode().Perm(), want)
		}
	}
}

func TestClosingLeavesOneWholeFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	s := storetest.At(t, path)
	withSample(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		t.Errorf("the log still holds %d bytes", info.Size())
	}
	again := storetest.Open(t, path)
	get[casebook.Event](t, again, "event")
}

func TestASecondServerOnTheSameFolderIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	release, err := store.Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	var f *fault.Error
	if _, err := store.Lock(dir); !errors.As(err, &f) || f.Code != fault.Conflict || !strings.Contains(f.Message.String(), "--data") {
		t.Errorf("got %v, want a conflict that says what to do", err)
	}
	release()
	release, err = store.Lock(dir)
	if err != nil {
		t.Fatalf("after the first let go: %v", err)
	}
	release()
	if _, err := store.Lock(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("a folder that is not there was locked")
	}
}

func TestANewerCasebookIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	closed(t, path)
	db := raw(t, path)
	if _, err := db.Exec("INSERT INTO migrations VALUES (9999, '9999_of_tomorrow.sql', 'x', '2030-01-01')"); err != nil {
		t.Fatal(err)
	}
	var f *fault.Error
	if _, err := store.Open(t.Context(), path, store.Options{}); !errors.As(err, &f) || !strings.Contains(f.Message.String(), "newer") {
		t.Errorf("got %v, want a fault that says the file is newer", err)
	}
}

func TestAChangedMigrationIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	closed(t, path)
	if _, err := raw(t, path).Exec("UPDATE migrations SET checksum = 'other' WHERE number = 1"); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), path, store.Options{}); err == nil {
		t.Error("a file made by another migration was opened")
	}
}

func TestAFileThatIsNoCasebookIsRefusedAndLeftAlone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "shelf.db")
	if _, err := raw(t, foreign).Exec("PRAGMA application_id = 42; CREATE TABLE things (id)"); err != nil {
		t.Fatal(err)
	}
	plain := filepath.Join(dir, "plain.db")
	if _, err := raw(t, plain).Exec("CREATE TABLE things (id)"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{text, foreign, plain} {
		if _, err := store.Open(t.Context(), path, store.Options{}); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s: got %v, want a conflict", filepath.Base(path), err)
		}
	}
	if got, err := os.ReadFile(text); err != nil || !bytes.HasPrefix(got, []byte("not a database")) {
		t.Errorf("the file was changed: %v", err)
	}
	if got := column(t, raw(t, plain), "SELECT name FROM sqlite_schema"); !slices.Equal(got, []string{"things"}) {
		t.Errorf("tables of the foreign file are %v, want its own", got)
	}
}

// rowTypes are the structs that are rows, by what their table is called.
func rowTypes() []any {
	x := newSample()
	all := []any{
		casebook.Revision{}, store.User{}, store.Publication{}, store.Draft{}, store.Invitation{}, store.RecoveryCode{}, store.Passkey{},
		casebook.Assignment{}, casebook.Naming{}, casebook.Review{}, casebook.Capture{}, casebook.Custody{}, casebook.Walk{}, casebook.WalkStep{},
		casebook.Awaiting{}, casebook.Unnamed{}, casebook.List{}, casebook.Entry{}, store.WatchLine{}, store.SavedFilter{},
		casebook.Assessment{}, casebook.Finding{}, casebook.Proceeding{}, casebook.HelpPage{}, store.CaseKey{}, store.SealedRow{}, store.FamilyCode{}, store.Look{}, store.Mention{},
	}
	v := reflect.ValueOf(*x)
	for i := range v.NumField() {
		all = append(all, v.Field(i).Elem().Interface())
	}
	return all
}

func TestStructsAndTablesHaveTheSameColumns(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	closed(t, path)
	db := raw(t, path)
	known := map[string]bool{"migrations": true, "sqlite_sequence": true, "serials": true, "sessions": true, "case_search": true, "subject_search": true,
		"chain": true, "revision_payloads": true, // the view revisions joins these two
		"watch_due": true, "watch_cursor": true, "desk_visits": true, "case_tags": true}
	for _, row := range rowTypes() {
		s, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		if err != nil {
			t.Fatal(err)
		}
		known[s.Table] = true
		want, got := slices.Sorted(slices.Values(s.DBNames)), column(t, db, "SELECT name FROM pragma_table_xinfo(?) ORDER BY name", s.Table)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s and table %s differ (-struct +table):\n%s", s.Name, s.Table, d)
		}
	}
	for _, table := range column(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table'") {
		if !known[table] {
			t.Errorf("table %s belongs to no row", table)
		}
	}
}

func TestTheDumpedSchemaIsTheMigratedOne(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	closed(t, path)
	got := strings.Join(column(t, raw(t, path), "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name"), "\n\n") + "\n"
	const dump = "migrations/schema.sql"
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
		t.Errorf("%s is not what the migrations make; run go test ./internal/store -update (-dump +migrated):\n%s", dump, d)
	}
}

func TestEveryForeignKeyRestrictsAndHasAnIndex(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	closed(t, path)
	db := raw(t, path)
	for _, bad := range column(t, db, `SELECT m.name || '.' || f."from" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' AND f.on_delete <> 'RESTRICT'`) {
		t.Errorf("%s takes children with their parent", bad)
	}
	for _, slow := range column(t, db, `SELECT m.name || '.' || f."from" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) i, pragma_index_info(i.name) c WHERE c.seqno = 0 AND c.name = f."from")`) {
		t.Errorf("%s has no index: deleting its parent reads the whole table", slow)
	}
}

func TestTheLogHoldsNoNames(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	path := filepath.Join(t.TempDir(), "casebook.db")
	s, err := store.Open(t.Context(), path, store.Options{Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const secret = "Canary Surname"
	err = change(t.Context(), s, func(tx *store.Tx) error { // a CHECK refuses it, and nobody expects that
		return store.Insert(tx, &casebook.Case{ID: "c", Ref: "VE-2026-0001", Kind: secret, Country: "VE", Note: secret, CreatedAt: instant, UpdatedAt: instant})
	})
	if err == nil || !strings.Contains(log.String(), "failed") {
		t.Errorf("got %v and the log %q, want a failure that is logged", err, &log)
	}
	if _, err := store.List[casebook.Facility](t.Context(), s, map[string]any{"name; " + secret: secret}); err == nil {
		t.Error("a condition on no column was accepted")
	}
	if strings.Contains(log.String(), "Canary") {
		t.Errorf("the log holds a name:\n%s", &log)
	}
	if err != nil && strings.Contains(err.Error(), "Canary") {
		t.Errorf("the error holds a name: %v", err)
	}
}

func TestCheckFindsRowsThatPointAtNothingAndDamage(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	s := storetest.At(t, path)
	withSample(t, s)
	if err := s.Check(t.Context()); err != nil {
		t.Errorf("a sound casebook: %v", err)
	}
	if _, err := raw(t, path).Exec("PRAGMA foreign_keys = OFF; DELETE FROM people"); err != nil {
		t.Fatal(err)
	}
	if err := s.Check(t.Context()); err == nil {
		t.Error("names without their person were not found")
	}
}
