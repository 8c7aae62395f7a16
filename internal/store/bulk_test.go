package store_test

import (
	"errors"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

func TestALoadIsSearchableAndTakesItsNumbers(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	err := s.Load(t.Context(), func(b *store.Bulk) error {
		x := newSample()
		x.Person.Label.En = "Zebedee"
		x.Case.Ref = "VE-2026-10041"
		return errors.Join(
			b.Insert([]casebook.Person{*x.Person}), b.Insert([]casebook.Case{*x.Case}), b.Insert([]casebook.Event{}),
			b.Insert([]store.Publication{{Seq: 1, Kind: "case", Key: "A", Version: 1, At: instant, Document: []byte("{}")}}),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	if lines, err := s.Cases(t.Context(), store.CaseFilter{Text: "zebed"}); err != nil || len(lines) != 1 {
		t.Errorf("found %d cases, %v; want 1", len(lines), err)
	}
	mustChange(t, s, func(tx *store.Tx) error {
		ref, err := tx.NextRef("VE", 2026)
		if ref != "VE-2026-10042" {
			t.Errorf("next reference is %s, want the one after the load's", ref)
		}
		return err
	})
	if seq := enqueue(t, s, "A", "new"); seq != 2 {
		t.Errorf("next publication is number %d, want 2", seq)
	}
	if n := historyOf(t, s, ""); n != 2 {
		t.Errorf("got %d revisions, want one of the load and one of the change", n)
	}
}
