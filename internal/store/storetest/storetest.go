// Package storetest gives tests a store of their own on real SQLite.
package storetest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"habeas/internal/store"
)

// Now is the instant at which tests take place; each transaction is a
// microsecond later than the one before, so that order can be told by time.
var Now = time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC)

// New gives an empty store in a folder of its own, closed when the test ends.
func New(t testing.TB) *store.Store {
	t.Helper()
	return At(t, filepath.Join(t.TempDir(), "casebook.db"))
}

// template is the file of an empty store, made once: copying it takes a
// millisecond, migrating a new one twenty.
var template = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "storetest-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "casebook.db")
	s, err := store.Open(context.Background(), path, store.Options{Now: time.Now})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// At gives an empty store in the file at path.
func At(t testing.TB, path string) *store.Store {
	t.Helper()
	empty, err := template()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, empty, 0o600); err != nil {
		t.Fatal(err)
	}
	return Open(t, path)
}

// Open opens the store in the file at path, closed when the test ends.
func Open(t testing.TB, path string) *store.Store {
	t.Helper()
	var mu sync.Mutex
	now := Now
	s, err := store.Open(t.Context(), path, store.Options{Now: func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(time.Microsecond)
		return now
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
