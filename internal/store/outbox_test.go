package store_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"habeas/internal/public"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

func enqueue(t testing.TB, s *store.Store, key, document string) int64 {
	t.Helper()
	var seq int64
	err := s.Write(t.Context(), func(tx *store.Tx) (err error) {
		p := store.Publication{Kind: "case", Key: key, Version: 1, At: tx.Now, Change: "published"}
		if p.Document = []byte(document); document == "" {
			p.Document, p.Change = nil, "withdrawn"
		}
		seq, err = tx.Enqueue(p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

// sayings gives what publications say, in order.
func sayings(t *testing.T, s *store.Store) (all []string) {
	t.Helper()
	if err := s.Publications(t.Context(), func(p store.Publication) error {
		all = append(all, fmt.Sprintf("%d %s %s", p.Seq, p.Key, p.Document))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEarlierDocumentsStayUntilTheirKeyIsTakenOff(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	enqueue(t, s, "A", "first words")
	enqueue(t, s, "B", "of B")
	last := enqueue(t, s, "A", "second words")
	gone := enqueue(t, s, "B", "")
	if got, want := sayings(t, s), []string{"1 A first words", "3 A second words", "4 B "}; !slices.Equal(got, want) {
		t.Errorf("publications say %q, want %q", got, want)
	}
	var newest []string
	if err := s.LatestPublications(t.Context(), func(p store.Publication) error {
		newest = append(newest, fmt.Sprintf("%d %s %s", p.Seq, p.Key, p.Document))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"3 A second words", "4 B "}; !slices.Equal(newest, want) {
		t.Errorf("latest are %q, want %q", newest, want)
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

func TestAPastThatIsToBeForgottenIsWiped(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	enqueue(t, s, "A", "first words")
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Enqueue(store.Publication{Kind: "case", Key: "A", Version: 2, At: tx.Now, Document: []byte("second words"), Change: "updated", Forget: true})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := sayings(t, s), []string{"2 A second words"}; !slices.Equal(got, want) {
		t.Errorf("publications say %q, want %q", got, want)
	}
}

// What was said of somebody who is taken off goes from earlier editions of
// everything else at once, and from what stands as soon as it is replaced.
func TestWhoIsTakenOffIsForgottenInEarlierEditions(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	enqueue(t, s, "VE-2026-0001", `{"name":{"text":"Ana Rojas"}}`)
	enqueue(t, s, "VE-2026-0001", `{"name":{"text":"Ana Rojas Díaz"}}`)
	enqueue(t, s, "C1", `"beside Ana Rojas in the van"`)
	enqueue(t, s, "C1", `"beside another"`)
	enqueue(t, s, "C2", `"see VE-2026-0001"`)
	enqueue(t, s, "C3", `"Ana Rojassa is somebody else"`)
	enqueue(t, s, "C3", `"still somebody else"`)
	if err := s.Write(t.Context(), func(tx *store.Tx) error {
		documents, err := tx.Documents(t.Context(), "case", "VE-2026-0001")
		if err != nil || len(documents) != 2 {
			t.Fatalf("it has the documents %q (%v)", documents, err)
		}
		return tx.ForgetTold("case", "VE-2026-0001", public.TellingOf("VE-2026-0001", documents))
	}); err != nil {
		t.Fatal(err)
	}
	enqueue(t, s, "VE-2026-0001", "")
	want := []string{`4 C1 "beside another"`, `5 C2 "see VE-2026-0001"`, `6 C3 "Ana Rojassa is somebody else"`, `7 C3 "still somebody else"`, "8 VE-2026-0001 "}
	if got := sayings(t, s); !slices.Equal(got, want) {
		t.Errorf("after it was taken off publications say\n%q, want\n%q", got, want)
	}
	enqueue(t, s, "C2", `"see nobody"`)
	want = append(slices.Delete(want, 1, 2), `9 C2 "see nobody"`)
	if got := sayings(t, s); !slices.Equal(got, want) {
		t.Errorf("after the last mention was replaced publications say\n%q, want\n%q", got, want)
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

func TestNothingOfADocumentThatWasTakenOffStaysInTheFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	s := storetest.At(t, path)
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
	for text, want := range map[string]bool{"kept words": true, "withdrawn words": false} {
		if got := bytes.Contains(file, []byte(text)); got != want {
			t.Errorf("%q is in the file: %v, want %v", text, got, want)
		}
	}
}
