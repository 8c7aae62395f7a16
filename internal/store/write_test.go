package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

func TestAChangeWithoutARevisionIsNotKept(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	x := withSample(t, s)
	advisory := *x.Advisory
	advisory.ID = "second"
	changes := map[string]func(tx *store.Tx) error{
		"insert": func(tx *store.Tx) error { return store.Insert(tx, &advisory) },
		"update": func(tx *store.Tx) error { row := *x.Event; return store.Update(tx, &row, "Certainty") },
		"delete": func(tx *store.Tx) error { return store.Delete[casebook.Charge](tx, "charge") },
		"account": func(tx *store.Tx) error {
			return tx.InsertUser(&store.User{ID: "u", Name: "ana", Version: 1})
		},
	}
	for name, fn := range changes {
		if err := s.Write(t.Context(), fn); err == nil {
			t.Errorf("%s without a revision was kept", name)
		}
	}
	if _, err := store.Get[casebook.Advisory](t.Context(), s, "second"); !fault.Is(err, fault.NotFound) {
		t.Errorf("the row is there: %v", err)
	}
	if got := get[casebook.Event](t, s, "event").Version; got != x.Event.Version {
		t.Errorf("event has version %d, want %d", got, x.Event.Version)
	}
	get[casebook.Charge](t, s, "charge")
}

func TestReadingAndPublishingNeedNoRevision(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		if _, err := tx.IsEmpty(t.Context()); err != nil {
			return err
		}
		_, err := tx.Enqueue(store.Publication{Kind: "case", Key: "VE-2026-0001", Version: 1, At: tx.Now, Document: []byte("{}"), Change: "published"})
		return err
	})
	if err != nil {
		t.Errorf("got %v, want none", err)
	}
}

func TestAFailureOrAPanicUndoesEverything(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	boom := errors.New("boom")
	insert := func(tx *store.Tx) error { return newSample().insert(tx) }
	if err := s.Write(t.Context(), func(tx *store.Tx) error { return errors.Join(insert(tx), boom) }); !errors.Is(err, boom) {
		t.Errorf("got %v, want the error that was returned", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Write(t.Context(), func(tx *store.Tx) error {
			if err := insert(tx); err != nil {
				t.Error(err)
			}
			panic("boom")
		})
	}()
	empty, err := s.IsEmpty(t.Context())
	if err != nil || !empty {
		t.Errorf("the store is empty: %v, %v; want true", empty, err)
	}
	mustChange(t, s, insert) // the connection is free again
}

func TestACancelledWriteIsUndoneAndSaysSo(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := s.Write(ctx, func(tx *store.Tx) error {
		if err := newSample().insert(tx); err != nil {
			return err
		}
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if empty, err := s.IsEmpty(t.Context()); err != nil || !empty {
		t.Errorf("the store is empty: %v, %v; want true", empty, err)
	}
	if _, err := s.Cases(ctx, store.CaseFilter{}); !errors.Is(err, context.Canceled) {
		t.Errorf("reading: got %v, want context.Canceled", err)
	}
	withSample(t, s)
}

func TestOneTransactionHasOneInstant(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	var first, second, again = instant, instant, instant
	mustChange(t, s, func(tx *store.Tx) error { first, again = tx.Now, tx.Now; return nil })
	mustChange(t, s, func(tx *store.Tx) error { second = tx.Now; return nil })
	if first != again || !second.After(first) || first.Location() != time.UTC || first.Nanosecond()%1000 != 0 {
		t.Errorf("got %v, %v and %v; want one UTC instant in microseconds for each transaction", first, again, second)
	}
}

func TestNoNumberIsGivenTwice(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	const writers, each = 8, 25
	seen := map[casebook.Ref]bool{}
	var mu sync.Mutex
	together(t, writers, func(w int) error {
		for i := range each {
			err := change(t.Context(), s, func(tx *store.Tx) error {
				ref, err := tx.NextRef("VE", 2026)
				if err != nil {
					return err
				}
				c := &casebook.Case{ID: casebook.ID(fmt.Sprintf("c%d-%d", w, i)), Ref: ref, Kind: casebook.KindGroup, Country: "VE",
					Publication: casebook.Draft, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
				if err := store.Insert(tx, c); err != nil {
					return err
				}
				if i%5 == 4 { // gone again: its number is not
					if err := store.Delete[casebook.Case](tx, c.ID); err != nil {
						return err
					}
				}
				mu.Lock()
				defer mu.Unlock()
				if seen[ref] {
					return fmt.Errorf("%s was given twice", ref)
				}
				seen[ref] = true
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if !seen["VE-2026-0001"] || !seen["VE-2026-0200"] || len(seen) != writers*each {
		t.Errorf("got %d numbers, want 200 from VE-2026-0001 to VE-2026-0200", len(seen))
	}
	mustChange(t, s, func(tx *store.Tx) error {
		other, err := tx.NextRef("IR", 2026)
		if err == nil && other != "IR-2026-0001" {
			t.Errorf("got %s for another country, want IR-2026-0001", other)
		}
		return err
	})
}

// TestNoSaveIsLostSilently has eight people save one event a hundred times
// each, half of them through a second store on the same file, as a command
// beside the server would: each save is kept or is a conflict.
func TestNoSaveIsLostSilently(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	stores := []*store.Store{storetest.At(t, path), storetest.Open(t, path)}
	withSample(t, stores[0])
	start := get[casebook.Event](t, stores[0], "event").Version
	const people, each = 8, 100
	var kept, conflicts int
	var mu sync.Mutex
	together(t, people, func(p int) error {
		s := stores[p%2]
		for range each {
			row, err := store.Get[casebook.Event](t.Context(), s, "event")
			if err != nil {
				return err
			}
			row.Place.En = fmt.Sprintf("saved by %d", p)
			err = change(t.Context(), s, func(tx *store.Tx) error { return store.Update(tx, row, "Place") })
			mu.Lock()
			switch {
			case err == nil:
				kept++
			case fault.Is(err, fault.Conflict):
				conflicts++
			default:
				mu.Unlock()
				return err
			}
			mu.Unlock()
		}
		return nil
	})
	if kept+conflicts != people*each || kept == 0 {
		t.Errorf("%d kept and %d conflicts, want %d together", kept, conflicts, people*each)
	}
	if got := get[casebook.Event](t, stores[0], "event").Version; got != start+kept {
		t.Errorf("event has version %d after %d saves from %d", got, kept, start)
	}
	if got := historyOf(t, stores[1], "case"); got != kept+2 {
		t.Errorf("got %d revisions after %d saves, want two more", got, kept)
	}
}

func historyOf(t *testing.T, s *store.Store, id casebook.ID) int {
	t.Helper()
	rows, err := s.Revisions(t.Context(), store.RevisionFilter{CaseID: id, Limit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	return len(rows)
}

// together runs fn so many times at once.
func together(t *testing.T, n int, fn func(i int) error) {
	t.Helper()
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			if err := fn(i); err != nil {
				t.Errorf("writer %d: %v", i, err)
			}
		})
	}
	group.Wait()
}

func TestWhoeverWaitsTooLongForAnotherProcessIsToldToTryAgain(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("waits five seconds")
	}
	path := filepath.Join(t.TempDir(), "casebook.db")
	s, other := storetest.At(t, path), storetest.Open(t, path)
	err := change(t.Context(), other, func(*store.Tx) error {
		err := change(t.Context(), s, func(*store.Tx) error { return nil })
		if !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v, want unavailable", err)
		}
		return nil
	})
	if err != nil {
		t.Errorf("the one who was first: %v", err)
	}
	mustChange(t, s, func(*store.Tx) error { return nil })
}
