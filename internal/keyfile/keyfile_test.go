package keyfile_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"habeas/internal/fault"
	"habeas/internal/keyfile"
)

// said is everything that a person or a log would read of an error.
func said(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) {
		return fmt.Sprint(err)
	}
	return fmt.Sprint(f.Message, f.Fixes, errors.Unwrap(f), err)
}

func TestAKeyThatIsMadeIsForItsOwnerAloneAndIsReadBack(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), keyfile.Name)
	made, err := keyfile.Make(path, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, %v, want 0600", info.Mode(), err)
	}
	read, err := keyfile.Load(path)
	if err != nil || read.ID() != made.ID() {
		t.Errorf("Load = %v, %v, want the key that was made", read, err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("%d files lie in the folder, want the key alone", len(entries))
	}
}

func TestAFileThatOthersMayReadIsRefused(t *testing.T) {
	t.Parallel()
	for _, mode := range []os.FileMode{0o604, 0o640, 0o644, 0o666, 0o620} {
		path := filepath.Join(t.TempDir(), "key")
		if _, err := keyfile.Make(path, rand.Reader); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := keyfile.Load(path); !fault.Is(err, fault.Unavailable) || !strings.Contains(said(err), "chmod 600") {
			t.Errorf("with mode %o: %v, want unavailable and what to do", mode, err)
		}
	}
}

func TestWhatIsNoKeyIsRefusedWithoutBeingRepeated(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	bad := filepath.Join(folder, "bad")
	if err := os.WriteFile(bad, []byte("my secret diary"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, code := range map[string]fault.Code{
		filepath.Join(folder, "none"): fault.NotFound,
		bad:                           fault.Unavailable,
		folder:                        fault.Unavailable,
	} {
		if _, err := keyfile.Load(path); !fault.Is(err, code) || strings.Contains(said(err), "diary") {
			t.Errorf("Load(%s) = %v, want %s", filepath.Base(path), err, code)
		}
	}
	if _, err := keyfile.Make(bad, rand.Reader); !fault.Is(err, fault.Conflict) {
		t.Errorf("Make over a file = %v, want conflict", err)
	}
	if _, err := keyfile.Make(filepath.Join(folder, "no", "such", "folder"), rand.Reader); !fault.Is(err, fault.Unavailable) {
		t.Errorf("Make in no folder = %v, want unavailable", err)
	}
}
