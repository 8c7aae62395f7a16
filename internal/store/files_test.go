package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

func openFiles(t *testing.T) (*store.Files, string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "evidence")
	f, err := store.OpenFiles(folder)
	if err != nil {
		t.Fatal(err)
	}
	return f, folder
}

func TestAFileIsKeptByItsHashForItsOwnerAlone(t *testing.T) {
	t.Parallel()
	f, folder := openFiles(t)
	kept, err := f.Keep(strings.NewReader("what was said"), 100)
	if err != nil {
		t.Fatal(err)
	}
	want := sha256.Sum256([]byte("what was said"))
	if kept.SHA256 != hex.EncodeToString(want[:]) || kept.Size != 13 {
		t.Errorf("kept %+v, want the hash %x and 13 bytes", kept, want)
	}
	path := filepath.Join(folder, kept.SHA256[:2], kept.SHA256)
	for name, mode := range map[string]os.FileMode{folder: 0o700, filepath.Dir(path): 0o700, path: 0o600} {
		about, err := os.Stat(name)
		if err != nil || about.Mode().Perm() != mode {
			t.Errorf("%s has the mode %v (%v), want %v", name, about.Mode().Perm(), err, mode)
		}
	}
	again, err := f.Keep(strings.NewReader("what was said"), 100)
	if err != nil || again != kept {
		t.Errorf("kept again as %+v (%v), want %+v", again, err, kept)
	}
	if names, err := f.Names(); err != nil || len(names) != 1 {
		t.Errorf("%d files (%v), want one", len(names), err)
	}
	file, err := f.Open(kept.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if body, _ := io.ReadAll(file); string(body) != "what was said" {
		t.Errorf("reads back %q", body)
	}
}

func TestNothingIsKeptOfAFileThatIsTooLargeOrBrokenOff(t *testing.T) {
	t.Parallel()
	f, folder := openFiles(t)
	if _, err := f.Keep(strings.NewReader("eleven byte"), 10); !fault.Is(err, fault.TooLarge) {
		t.Errorf("11 bytes of 10: %v, want too_large", err)
	}
	broken := io.MultiReader(strings.NewReader("half"), &failing{})
	if _, err := f.Keep(broken, 10); err == nil {
		t.Error("a sender that breaks off is taken for whole")
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 0 {
		t.Errorf("%d entries are left (%v), want none", len(left), err)
	}
}

type failing struct{}

func (*failing) Read([]byte) (int, error) { return 0, errors.New("gone") }

func TestADamagedOrMissingFileIsFoundOut(t *testing.T) {
	t.Parallel()
	f, folder := openFiles(t)
	kept, err := f.Keep(strings.NewReader("evidence"), 100)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Check(t.Context(), kept.SHA256); err != nil {
		t.Errorf("the file as kept: %v", err)
	}
	path := filepath.Join(folder, kept.SHA256[:2], kept.SHA256)
	if err := os.WriteFile(path, []byte("Evidence"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Check(t.Context(), kept.SHA256); !fault.Is(err, fault.Conflict) {
		t.Errorf("one changed letter: %v, want conflict", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := f.Check(t.Context(), kept.SHA256); !fault.Is(err, fault.NotFound) {
		t.Errorf("the file gone: %v, want not_found", err)
	}
}

func TestOnlyAHashLeadsToAFile(t *testing.T) {
	t.Parallel()
	f, _ := openFiles(t)
	for _, name := range []string{"", "..", "../../casebook.db", strings.Repeat("A", 64), strings.Repeat("0", 63) + "/"} {
		if _, err := f.Open(name); !fault.Is(err, fault.NotFound) {
			t.Errorf("Open(%q) = %v, want not_found", name, err)
		}
	}
}

func TestACaptureAndItsLogAreNeverChanged(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	withSample(t, s)
	row := &casebook.Capture{ID: "cap", SourceID: "source", SHA256: strings.Repeat("a", 64), Size: 5, MediaType: casebook.PlainText, How: casebook.Pasted, By: "ana", ByName: "Ana", At: instant}
	log := &casebook.Custody{ID: "cus", CaptureID: "cap", At: instant, By: "ana", ByName: "Ana", What: casebook.Received}
	mustChange(t, s, func(tx *store.Tx) error {
		if err := store.Insert(tx, row); err != nil {
			return err
		}
		return store.Log(tx, log)
	})
	same(t, s, row)
	same(t, s, log)
	if err := change(t.Context(), s, func(tx *store.Tx) error { return store.Update(tx, &casebook.Capture{ID: "cap", Size: 6}, "Size") }); err == nil {
		t.Error("a capture was changed")
	}
	if err := change(t.Context(), s, func(tx *store.Tx) error { return store.Update(tx, &casebook.Custody{ID: "cus", What: "x"}, "What") }); err == nil {
		t.Error("an entry of the log was changed")
	}
}
