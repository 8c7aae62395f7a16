package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/store"
	"habeas/internal/when"
)

// fast gives a folder in memory where there is one: the benchmark is about the
// work of a save, and the disk is measured beside it.
func fast(b *testing.B) string {
	b.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "habeas-bench-")
	if err != nil {
		return b.TempDir()
	}
	b.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// BenchmarkOneCaseWithThreeEvents is one save of a person, a name, a
// nationality, a case and three events with all their revisions, and a
// document for the shelf: row 14 of the targets.
func BenchmarkOneCaseWithThreeEvents(b *testing.B) {
	for _, disk := range []struct{ name, dir string }{{"memory", fast(b)}, {"disk", b.TempDir()}} {
		b.Run(disk.name, func(b *testing.B) {
			sync := appendAndSync(b, disk.dir)
			s, err := store.Open(b.Context(), filepath.Join(disk.dir, "casebook.db"), store.Options{Now: time.Now})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			n, cpu := 0, processorTime(b)
			for b.Loop() {
				n++
				if err := saveOneCase(b.Context(), s, n); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "saves/s")
			b.ReportMetric(float64((processorTime(b)-cpu).Microseconds())/float64(n), "cpu-µs/save")
			b.ReportMetric(float64(sync.Microseconds()), "µs/append+fsync")
		})
	}
}

// processorTime is what the process has used: on a busy machine it says more
// than a clock does.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// appendAndSync measures what the disk takes at least for a save.
func appendAndSync(b *testing.B, dir string) time.Duration {
	b.Helper()
	f, err := os.Create(filepath.Join(dir, "sync"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	start := time.Now()
	for range 50 {
		if _, err := f.Write(make([]byte, 4096)); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(start) / 50
}

func saveOneCase(ctx context.Context, s *store.Store, n int) error {
	id := func(what string) casebook.ID { return casebook.ID(fmt.Sprintf("%s%d", what, n)) }
	text := locale.Text{En: "He was taken from his home by four men who did not say who they were.", Es: "Se lo llevaron de su casa cuatro hombres que no dijeron quiénes eran."}
	return s.Write(ctx, func(tx *store.Tx) error {
		person := &casebook.Person{ID: id("p"), Version: 1, Gender: "man", Birth: when.MustParse("1975-03"), Occupation: text}
		if err := benchInsert(tx, casebook.OnPerson, person.ID, id("c"), person); err != nil {
			return err
		}
		name := &casebook.Name{ID: id("n"), PersonID: person.ID, Text: fmt.Sprintf("Ana Ejemplo %d", n), Kind: "primary", Display: true, Visibility: casebook.Public, Version: 1}
		if err := benchInsert(tx, casebook.OnName, name.ID, id("c"), name); err != nil {
			return err
		}
		nationality := &casebook.Nationality{ID: id("l"), PersonID: person.ID, Country: "ES", Basis: "citizen"}
		if err := benchInsert(tx, casebook.OnPerson, nationality.ID, id("c"), nationality); err != nil {
			return err
		}
		c := &casebook.Case{ID: id("c"), Ref: casebook.Ref(fmt.Sprintf("VE-2026-%05d", n)), Kind: casebook.KindPerson, PersonID: person.ID, Country: "VE", Captor: "state", Deprivation: "detention", Summary: text, Publication: casebook.Draft, Version: 1}
		if err := benchInsert(tx, casebook.OnCase, c.ID, c.ID, c); err != nil {
			return err
		}
		for i, kind := range []string{"taken", "acknowledged", "charged"} {
			e := &casebook.Event{ID: id("e" + kind), CaseID: c.ID, Kind: casebook.EventKind(kind), Date: when.MustParse(fmt.Sprintf("2026-01-%02d", i+1)), What: text, Certainty: "reported", Visibility: casebook.Public, Version: 1}
			if err := benchInsert(tx, casebook.OnEvent, e.ID, c.ID, e); err != nil {
				return err
			}
		}
		_, err := tx.Enqueue(store.Publication{Kind: "case", Key: string(c.Ref), Version: 1, At: tx.Now, Document: make([]byte, 3000), Change: "published"})
		return err
	})
}

// benchInsert writes a row with one revision for each field, as the desk does.
func benchInsert[T any](tx *store.Tx, kind casebook.SubjectKind, id, of casebook.ID, row *T) error {
	if err := store.Insert(tx, row); err != nil {
		return err
	}
	var empty T
	var revisions []casebook.Revision
	for _, c := range casebook.Changes(&empty, row) {
		revisions = append(revisions, casebook.Revision{
			At: tx.Now, By: "u", ByName: "Bea", Operation: "OpenCase", SubjectKind: kind, SubjectID: id, CaseID: of, Field: c.Field, Was: c.Was, Now: c.Now,
		})
	}
	return tx.Append(revisions...)
}
