package desk_test

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/shelf"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
	"habeas/internal/when"
)

// locked is a bench whose desk has a master key.
func newLocked(t *testing.T) (*bench, *seal.Ring) {
	t.Helper()
	ring, err := seal.NewRing(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	b := &bench{t: t, ctx: t.Context(), store: storetest.At(t, filepath.Join(folder, "casebook.db")), folder: folder}
	b.shelf, err = shelf.Open(t.Context(), filepath.Join(folder, "shelf.db"), shelf.Options{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	b.must(err)
	t.Cleanup(func() { b.shelf.Close() })
	b.Desk = b.withRing(ring)
	return b, ring
}

// withRing gives a desk over the same casebook, started with other keys.
func (b *bench) withRing(ring *seal.Ring) *desk.Desk {
	b.t.Helper()
	sealed, err := store.OpenFiles(filepath.Join(b.folder, "sealed"))
	b.must(err)
	return desk.New(desk.Options{
		Store: b.store, Shelf: b.shelf, Passwords: access.NewPasswords(), Rand: rand.Reader, Log: slog.New(slog.DiscardHandler), Ring: ring, Sealed: sealed,
	})
}

// secrets are what the tests put into a private file: no byte of them may be
// found outside it.
var secrets = []string{"Zuleima-Quispe", "555-0199", "zq@example.org", "Calle-Secreta-9", "after-eight-never", "insulin-needed", "spoke-with-aunt", "ring-her-brother", "letter-from-cell", "given-by-cousin", "moved-to-safe"}

// fill keeps one line of everything.
func (b *bench) fill(ref casebook.Ref) {
	b.t.Helper()
	b.must(b.KeepContact(b.ctx, editor, ref, "", 0, casebook.ContactDraft{Name: "Zuleima-Quispe", Relation: "mother", Phone: "555-0199", Email: "zq@example.org", Address: "Calle-Secreta-9", Language: "es", Reach: "after-eight-never", DoNotContact: []string{"yes"}}))
	b.must(b.KeepNeed(b.ctx, editor, ref, "", 0, casebook.NeedDraft{What: "insulin-needed"}))
	b.must(b.KeepNote(b.ctx, editor, ref, "", 0, casebook.NoteDraft{Text: "spoke-with-aunt"}))
	b.must(b.KeepTask(b.ctx, editor, ref, "", 0, casebook.TaskDraft{What: "ring-her-brother", Due: "2026-01-25"}))
	b.must(b.KeepExhibit(b.ctx, editor, ref, casebook.ExhibitDraft{From: "given-by-cousin"}, "../letter.txt", strings.NewReader("letter-from-cell "+strings.Repeat("x", 200_000))))
}

func (b *bench) privateFile(ref casebook.Ref) *casebook.PrivateFile {
	b.t.Helper()
	file, err := b.PrivateFile(b.ctx, editor, ref)
	b.must(err)
	return file
}

func TestAPrivateFileComesBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	b.fill(ref)
	got := b.privateFile(ref)
	if len(got.Contacts) != 1 || got.Contacts[0].Phone != "555-0199" || !got.Contacts[0].DoNotContact || got.Contacts[0].Version != 1 {
		t.Errorf("contacts: %+v", got.Contacts)
	}
	if len(got.Needs) != 1 || len(got.Notes) != 1 || got.Notes[0].ByName != "Edith" || len(got.Tasks) != 1 || got.Tasks[0].Due.String() != "2026-01-25" {
		t.Errorf("needs %+v, notes %+v, tasks %+v", got.Needs, got.Notes, got.Tasks)
	}
	e := got.Exhibits[0]
	if e.Name != "letter.txt" || e.Size != 200_017 || len(e.SHA256) != 64 || len(e.Custody) != 1 || e.Custody[0].What != casebook.ExhibitReceived || e.Custody[0].ByName != "Edith" {
		t.Errorf("exhibit: %+v", e)
	}
	var body bytes.Buffer
	_, write, err := b.OpenExhibit(b.ctx, editor, ref, e.ID)
	b.must(err)
	b.must(write(&body))
	if !strings.HasPrefix(body.String(), "letter-from-cell") || body.Len() != 200_017 {
		t.Errorf("the file comes back with %d bytes", body.Len())
	}
	b.must(b.LogHandling(b.ctx, editor, ref, e.ID, casebook.HandlingDraft{What: "moved", Note: "moved-to-safe"}))
	var log []string
	for _, h := range b.privateFile(ref).Exhibits[0].Custody {
		log = append(log, h.What)
	}
	if strings.Join(log, " ") != "received viewed moved" {
		t.Errorf("the custody log says %v", log)
	}
}

// everyByte gives every file below a folder with what is in it.
func everyByte(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	if err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		found[d.Name()], err = os.ReadFile(path)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return found
}

func TestNothingOfAPrivateFileIsInAnyFileOfTheDataFolder(t *testing.T) {
	t.Parallel()
	b, ring := newLocked(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	b.fill(ref)
	e := b.privateFile(ref).Exhibits[0]
	b.must(b.LogHandling(b.ctx, editor, ref, e.ID, casebook.HandlingDraft{What: "moved", Note: "moved-to-safe"}))
	key := string(ring.Text())[len("habeas-master-key-1 "):][:20]
	files := everyByte(t, b.folder)
	if len(files) < 3 {
		t.Fatalf("looked at %d files", len(files))
	}
	for name, body := range files {
		for _, secret := range append(secrets, key) {
			if bytes.Contains(body, []byte(secret)) {
				t.Errorf("%s tells %q", name, secret)
			}
		}
	}
}

func TestAnErasedPrivateFileOpensNowhereAgain(t *testing.T) {
	t.Parallel()
	b, ring := newLocked(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	b.fill(ref)
	key, err := b.store.Whole().CaseKeyOf(b.ctx, b.file(ref).Case.ID)
	b.must(err)
	rows, err := store.List[store.SealedRow](b.ctx, b.store.Whole(), nil)
	b.must(err)
	b.want(b.ErasePrivateFile(b.ctx, editor, ref, " "), fault.Invalid)
	b.want(b.ErasePrivateFile(b.ctx, worker, ref, "asked to"), fault.Denied)
	b.must(b.ErasePrivateFile(b.ctx, editor, ref, "the family asked"))
	if got := b.privateFile(ref); !got.IsEmpty() {
		t.Errorf("after erasing, the file holds %+v", got)
	}
	left := everyByte(t, b.folder)
	for name, body := range left {
		for _, secret := range secrets {
			if bytes.Contains(body, []byte(secret)) {
				t.Errorf("%s tells %q", name, secret)
			}
		}
		for what, closed := range map[string][]byte{"the wrapped key": key.Wrapped, "a sealed line": rows[0].Sealed} {
			if bytes.Contains(body, closed[16:48]) {
				t.Errorf("%s still holds %s", name, what)
			}
		}
	}
	if wal := left["casebook.db-wal"]; len(wal) != 0 {
		t.Errorf("the log has %d bytes, want none", len(wal))
	}
	if _, err := os.Stat(filepath.Join(b.folder, "sealed")); err != nil || len(everyByte(t, filepath.Join(b.folder, "sealed"))) != 0 {
		t.Error("a sealed file was left behind")
	}
	b.fill(ref) // a new one may be begun
	again, err := b.store.Whole().CaseKeyOf(b.ctx, b.file(ref).Case.ID)
	b.must(err)
	if bytes.Equal(again.Wrapped, key.Wrapped) {
		t.Error("the new file has the old key")
	}
	if _, err := ring.Unwrap(again.Master, string(again.CaseID), again.Wrapped); err != nil {
		t.Error(err)
	}
}

// Whoever can write to the file may swap, copy or move what is sealed; none of
// it opens then, and the answer says that it was changed.
func TestSwappedAndChangedLinesDoNotOpen(t *testing.T) {
	t.Parallel()
	for name, tamper := range map[string]string{
		"two notes swapped":          "UPDATE sealed_rows SET sealed = (SELECT o.sealed FROM sealed_rows o WHERE o.kind = 'note' AND o.id <> sealed_rows.id) WHERE kind = 'note' AND id = (SELECT min(id) FROM sealed_rows WHERE kind = 'note' AND case_id = (SELECT id FROM cases ORDER BY rowid LIMIT 1))",
		"a need put where a note is": "UPDATE sealed_rows SET sealed = (SELECT sealed FROM sealed_rows WHERE kind = 'need') WHERE kind = 'note'",
		"a note called a need":       "UPDATE sealed_rows SET kind = 'need' WHERE kind = 'note'",
		"a note cut":                 "UPDATE sealed_rows SET sealed = substr(sealed, 1, length(sealed) - 1) WHERE kind = 'note'",
		"a key of another case":      "UPDATE case_keys SET wrapped = (SELECT wrapped FROM case_keys k WHERE k.case_id <> case_keys.case_id) WHERE case_id = (SELECT id FROM cases ORDER BY rowid LIMIT 1)",
		"a note of another case":     "UPDATE sealed_rows SET sealed = (SELECT sealed FROM sealed_rows o WHERE o.kind = 'note' AND o.case_id <> sealed_rows.case_id) WHERE kind = 'note'",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, _ := newLocked(t)
			source := b.source("An article")
			ref, other := b.person("Ana Ejemplo", source), b.person("Bea Ejemplo", source)
			b.must(b.KeepNote(b.ctx, editor, ref, "", 0, casebook.NoteDraft{Text: "first"}))
			b.must(b.KeepNote(b.ctx, editor, ref, "", 0, casebook.NoteDraft{Text: "second"}))
			b.must(b.KeepNeed(b.ctx, editor, ref, "", 0, casebook.NeedDraft{What: "a need"}))
			b.must(b.KeepNote(b.ctx, editor, other, "", 0, casebook.NoteDraft{Text: "of the other"}))
			db, err := sql.Open("sqlite", "file:"+filepath.Join(b.folder, "casebook.db"))
			b.must(err)
			defer db.Close()
			done, err := db.Exec(tamper)
			b.must(err)
			if n, _ := done.RowsAffected(); n == 0 {
				t.Fatal("nothing was tampered with")
			}
			_, err = b.PrivateFile(b.ctx, editor, ref)
			b.want(err, fault.Unavailable)
		})
	}
}

func TestTheMasterKeyIsRotated(t *testing.T) {
	t.Parallel()
	b, old := newLocked(t)
	source := b.source("An article")
	ref, other := b.person("Ana Ejemplo", source), b.person("Bea Ejemplo", source)
	b.fill(ref)
	b.must(b.KeepNote(b.ctx, editor, other, "", 0, casebook.NoteDraft{Text: "of the other"}))
	stranger, err := seal.NewRing(rand.Reader)
	b.must(err)
	_, err = b.RotateMaster(b.ctx, access.Actor{ID: "system", Role: access.System}, stranger)
	b.want(err, fault.Conflict)
	_, err = b.RotateMaster(b.ctx, editor, stranger)
	b.want(err, fault.Denied)
	both, err := old.Renewed(rand.Reader)
	b.must(err)
	n, err := b.RotateMaster(b.ctx, access.Actor{ID: "system", Role: access.System}, both)
	if b.must(err); n != 2 {
		t.Errorf("%d keys were wrapped anew, want 2", n)
	}
	for name, d := range map[string]*desk.Desk{"the same desk": b.Desk, "one started with the new key": b.withRing(both.First())} {
		if file, err := d.PrivateFile(b.ctx, editor, ref); err != nil || len(file.Contacts) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = b.withRing(old).PrivateFile(b.ctx, editor, ref)
	b.want(err, fault.Unavailable)
	_, err = b.withRing(nil).PrivateFile(b.ctx, editor, ref)
	b.want(err, fault.Unavailable)
}

func TestLinesOfAnotherCaseAreNotThere(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	source := b.source("An article")
	ref, other := b.person("Ana Ejemplo", source), b.person("Bea Ejemplo", source)
	b.fill(ref)
	file := b.privateFile(ref)
	b.want(b.KeepNote(b.ctx, editor, other, file.Notes[0].ID, 1, casebook.NoteDraft{Text: "mine now"}), fault.NotFound)
	b.want(b.RemovePrivate(b.ctx, editor, other, "note", file.Notes[0].ID, 1), fault.NotFound)
	b.want(b.RemovePrivate(b.ctx, editor, ref, "need", file.Notes[0].ID, 1), fault.NotFound)
	b.want(b.RemovePrivate(b.ctx, editor, ref, "handling", file.Exhibits[0].Custody[0].ID, 1), fault.NotFound)
	b.want(b.FinishTask(b.ctx, editor, other, file.Tasks[0].ID, 1, true), fault.NotFound)
	_, _, err := b.OpenExhibit(b.ctx, editor, other, file.Exhibits[0].ID)
	b.want(err, fault.NotFound)
	b.want(b.KeepNote(b.ctx, editor, ref, file.Notes[0].ID, 7, casebook.NoteDraft{Text: "stale"}), fault.Conflict)
}

func TestTasksAreFinishedAndListedByTheirDay(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	for _, day := range []string{"2026-03-01", "2026-01-25", "", "2026-01-22"} {
		b.must(b.KeepTask(b.ctx, editor, ref, "", 0, casebook.TaskDraft{What: "due " + day, Due: day}))
	}
	b.want(b.KeepTask(b.ctx, editor, ref, "", 0, casebook.TaskDraft{What: "x", Assignee: "nobody"}), fault.Invalid)
	first := b.privateFile(ref).Tasks[0]
	b.must(b.FinishTask(b.ctx, editor, ref, first.ID, first.Version, true))
	var order []string
	for _, task := range b.privateFile(ref).Tasks {
		order = append(order, task.Due.String())
	}
	if got := strings.Join(order, " "); got != "2026-01-25 2026-03-01  2026-01-22" {
		t.Errorf("the tasks stand as %q, want those due first, then without a day, then done", got)
	}
	until, err := when.ParseDay("2026-01-31")
	b.must(err)
	due, err := b.TasksDue(b.ctx, editor, until, 10)
	if err != nil || len(due) != 1 || due[0].Task.What != "due 2026-01-25" || due[0].Case.Ref != ref {
		t.Errorf("due until the end of January: %+v, %v", due, err)
	}
	if due, err := b.TasksDue(b.ctx, reader, until, 10); err != nil || len(due) != 0 {
		t.Errorf("a reader is told of %d tasks, %v", len(due), err)
	}
}

func TestWhoLookedIsKeptOncePerHour(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	b.fill(ref)
	for range 3 {
		_, err := b.File(b.ctx, reader, ref)
		b.must(err)
	}
	_, err := b.File(b.ctx, access.Actor{ID: "system", Name: "Habeas", Role: access.System}, ref)
	b.must(err)
	_, err = b.PrivateFile(b.ctx, reader, ref)
	b.want(err, fault.Denied)
	looks, err := b.WhoLooked(b.ctx, admin, ref)
	b.must(err)
	got := map[string]bool{}
	for _, l := range looks {
		got[l.UserName] = l.Private
	}
	if private, there := got["Rita"]; len(looks) != 3 || !there || private || !got["Edith"] {
		t.Errorf("the log has %+v, want Edith with the private file, Rita without, and Adam", looks)
	}
	_, err = b.WhoLooked(b.ctx, reader, ref)
	b.want(err, fault.Denied)
}

func TestAFileThatIsTooLargeOrEmptyIsNotKept(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	ref := b.person("Ana Ejemplo", b.source("An article"))
	draft := casebook.ExhibitDraft{From: "her cousin"}
	b.want(b.KeepExhibit(b.ctx, editor, ref, draft, "a.bin", io.LimitReader(zeros{}, casebook.MaxExhibit+1)), fault.TooLarge)
	b.want(b.KeepExhibit(b.ctx, editor, ref, draft, "a.bin", strings.NewReader("")), fault.Invalid)
	b.want(b.KeepExhibit(b.ctx, editor, ref, casebook.ExhibitDraft{}, "a.bin", strings.NewReader("x")), fault.Invalid)
	if left := everyByte(t, filepath.Join(b.folder, "sealed")); len(left) != 0 {
		t.Errorf("%d files were left behind", len(left))
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
