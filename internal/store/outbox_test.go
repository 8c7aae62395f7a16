package store_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

func enqueue(t testing.TB, s *store.Store, key, document string) int64 {
	t.Helper()
	var seq int64
	err := s.Write(t.Context(), func(tx *store.Tx) (err error) {
		p := store.Publication{Kind: "case", Key: key, Version: 1, At: tx.Now, Change: "published"}
		if document != "" {
			p.Document = []byte(document)
		}
		seq, err = tx.Enqueue(p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

func TestOnlyTheNewestDocumentOfAKeyIsKept(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	enqueue(t, s, "A", "first words")
	enqueue(t, s, "B", "of B")
	last := enqueue(t, s, "A", "second words")
	gone := enqueue(t, s, "B", "")
	var got []string
	note := func(p store.Publication) error {
		got = append(got, fmt.Sprintf("%d %s %s", p.Seq, p.Key, p.Document))
		return nil
	}
	if err := s.LatestPublications(t.Context(), note); err != nil {
		t.Fatal(err)
	}
	want := []string{fmt.Sprintf("%d A second words", last), fmt.Sprintf("%d B ", gone)}
	if !slices.Equal(got, want) {
		t.Errorf("latest are %q, want %q", got, want)
	}
	rows, err := s.PublicationsAfter(t.Context(), 0, 10)
	if err != nil || len(rows) != 2 || rows[0].Seq != last || rows[1].Document != nil {
		t.Errorf("after 0: got %v, %v; want the newest of A and the removal of B", rows, err)
	}
	if rows, err := s.PublicationsAfter(t.Context(), last, 10); err != nil || len(rows) != 1 || rows[0].Seq != gone {
		t.Errorf("after %d: got %v, %v; want the removal alone", last, rows, err)
	}
	if p, err := s.LatestPublication(t.Context(), "case", "A"); err != nil || p == nil || p.Seq != last {
		t.Errorf("latest of A: got %v, %v; want number %d", p, err, last)
	}
	if p, err := s.LatestPublication(t.Context(), "case", "C"); err != nil || p != nil {
		t.Errorf("latest of what never was: got %v, %v; want none", p, err)
	}
	if seq, err := s.MaxSeq(t.Context()); err != nil || seq != gone {
		t.Errorf("last number is %d, %v; want %d", seq, err, gone)
	}
}

func TestPublicationsMayBeReplacedWhileTheyAreRead(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	for i := range 5 {
		enqueue(t, s, fmt.Sprint(i), "old")
	}
	seen := 0
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		return tx.LatestPublications(t.Context(), func(p store.Publication) error {
			seen++
			p.Document = []byte("new")
			_, err := tx.Enqueue(p)
			return err
		})
	})
	if err != nil || seen != 5 {
		t.Errorf("saw %d, %v; want each of 5 once", seen, err)
	}
}

func TestHistoryComesNewestFirstInPages(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	for i := range 5 {
		if err := s.Write(t.Context(), func(tx *store.Tx) error {
			r := revision("event", "event")
			r.Field = fmt.Sprint(i)
			if i == 0 {
				r.CaseID = ""
			}
			return tx.Append(r)
		}); err != nil {
			t.Fatal(err)
		}
	}
	read := func(f store.RevisionFilter) (fields []string, last int64) {
		rows, err := s.Revisions(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			fields, last = append(fields, r.Field), r.ID
		}
		return fields, last
	}
	page, last := read(store.RevisionFilter{CaseID: "case", Limit: 2})
	next, _ := read(store.RevisionFilter{CaseID: "case", Limit: 2, Before: last})
	all, _ := read(store.RevisionFilter{SubjectKind: "event", SubjectID: "event"})
	none, _ := read(store.RevisionFilter{SubjectKind: "case", SubjectID: "event"})
	if got, want := fmt.Sprint(page, next, all, none), "[4 3] [2 1] [4 3 2 1 0] []"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNothingOfAReplacedDocumentStaysInTheFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	s := storetest.At(t, path)
	enqueue(t, s, "A", "replaced words")
	enqueue(t, s, "A", "kept words")
	enqueue(t, s, "B", "withdrawn words")
	enqueue(t, s, "B", "")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{"replaced words": false, "kept words": true, "withdrawn words": false} {
		if got := bytes.Contains(file, []byte(text)); got != want {
			t.Errorf("%q is in the file: %v, want %v", text, got, want)
		}
	}
}
