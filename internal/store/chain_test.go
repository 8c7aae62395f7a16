package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/casebook"
	"habeas/internal/evidence"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

// chained gives a store with a few cases, some of them changed, one event
// removed and one text erased, all as the desk would have recorded it.
func chained(t testing.TB) (s *store.Store, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "casebook.db")
	s = storetest.At(t, path)
	for n := range 3 {
		if err := saveOneCase(t.Context(), s, n+1); err != nil {
			t.Fatal(err)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.Write(t.Context(), func(tx *store.Tx) error { return changeName(t.Context(), tx, "n1", "Ana Otra") }))
	must(s.Write(t.Context(), func(tx *store.Tx) error {
		row, err := find[casebook.Event](tx, "echarged2")
		if err != nil {
			return err
		}
		if err := store.Delete[casebook.Event](tx, row.ID); err != nil {
			return err
		}
		return tx.Append(said(tx, casebook.OnEvent, row.ID, "c2", casebook.Changes(row, &casebook.Event{}))...)
	}))
	must(s.Write(t.Context(), func(tx *store.Tx) error { return eraseText(t.Context(), tx, "n1", "Text") }))
	return s, path
}

// find reads a row whatever anybody may see.
func find[T any](tx *store.Tx, id casebook.ID) (*T, error) {
	defer tx.LookWhole()()
	return store.Get[T](context.Background(), tx, id)
}

// said gives the revisions of some changes.
func said(tx *store.Tx, kind casebook.SubjectKind, id, of casebook.ID, changes []casebook.Change) (all []casebook.Revision) {
	for _, c := range changes {
		all = append(all, casebook.Revision{At: tx.Now, By: "u", ByName: "Bea", Operation: "Edit", SubjectKind: kind, SubjectID: id, CaseID: of, Field: c.Field, Was: c.Was, Now: c.Now, Reason: "a mistake"})
	}
	return all
}

func changeName(ctx context.Context, tx *store.Tx, id casebook.ID, text string) error {
	was, err := find[casebook.Name](tx, id)
	if err != nil {
		return err
	}
	now := *was
	now.Text = text
	if err := store.Update(tx, &now, "Text"); err != nil {
		return err
	}
	return tx.Append(said(tx, casebook.OnName, id, "c1", casebook.Changes(was, &now))...)
}

// eraseText erases what a field said before it said what it says now.
func eraseText(ctx context.Context, tx *store.Tx, id casebook.ID, field string) error {
	defer tx.LookWhole()()
	past, err := tx.Revisions(ctx, store.RevisionFilter{SubjectKind: casebook.OnName, SubjectID: id})
	if err != nil {
		return err
	}
	for _, r := range past {
		if r.Field != field || r.Now == "Ana Otra" && r.Was == "" {
			continue
		}
		if err := tx.EraseText(r.ID); err != nil {
			return err
		}
		if err := tx.Append(casebook.Revision{At: tx.Now, By: "u", ByName: "Bea", Operation: "EraseHistory", SubjectKind: r.SubjectKind, SubjectID: id, CaseID: r.CaseID, Field: field, Now: "Ana Otra", Erases: r.ID}); err != nil {
			return err
		}
	}
	return nil
}

func verified(t *testing.T, s *store.Store, kept ...evidence.Head) (evidence.Head, []evidence.Finding) {
	t.Helper()
	head, found, err := s.Verify(t.Context(), kept...)
	if err != nil {
		t.Fatal(err)
	}
	return head, found
}

func TestAnUntouchedHistoryHolds(t *testing.T) {
	t.Parallel()
	s, path := chained(t)
	head, found := verified(t, s)
	if len(found) > 0 || head.Count < 100 {
		t.Errorf("a history of %d entries has the findings %+v, want none", head.Count, found)
	}
	if err := s.Write(t.Context(), func(tx *store.Tx) error { return changeName(t.Context(), tx, "n2", "Otra Ana") }); err != nil {
		t.Fatal(err)
	}
	if later, found := verified(t, s, head); len(found) > 0 || later.Count != head.Count+1 {
		t.Errorf("after one more change there are %d entries and the findings %+v; the kept head %s should still lie on the chain", later.Count, found, head)
	}
	for _, change := range []string{"UPDATE chain SET operation = 'x' WHERE id = 50", "DELETE FROM chain WHERE id = 50", "UPDATE revision_payloads SET now = 'x' WHERE id = 50"} {
		if _, err := raw(t, path).Exec(change); err == nil {
			t.Errorf("%s was done, want a refusal", change)
		}
	}
}

func TestErasedTextIsGoneAndTheChainHolds(t *testing.T) {
	t.Parallel()
	s, path := chained(t)
	if found := column(t, raw(t, path), "SELECT was || ' ' || now FROM revision_payloads WHERE was LIKE '%Ejemplo 1%' OR now LIKE '%Ejemplo 1%'"); len(found) > 0 {
		t.Errorf("the erased name still stands in the history: %q", found)
	}
	past, err := s.Whole().Revisions(t.Context(), store.RevisionFilter{SubjectKind: casebook.OnName, SubjectID: "n1", Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	erased, told := 0, 0
	for _, r := range past {
		if r.Erased {
			erased++
			if r.Was+r.Now+r.Reason+r.ByName != "" || r.Field != "Text" || r.By != "u" {
				t.Errorf("an erased revision reads %+v, want its account and field and no text", r)
			}
		}
		if r.Erases != 0 {
			told++
		}
	}
	if erased != 2 || told != 2 {
		t.Errorf("%d revisions are erased and %d say so, want 2 and 2", erased, told)
	}
	if _, found := verified(t, s); len(found) > 0 {
		t.Errorf("findings after erasing: %+v, want none", found)
	}
}

func TestAHistoryFromBeforeTheChainIsChained(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "casebook.db")
	firstSchema(t, path)
	if _, err := raw(t, path).Exec(`INSERT INTO revisions (at, "by", by_name, operation, subject_kind, subject_id, case_id, field, was, now, reason) VALUES
		('2026-01-01 00:00:00', 'u', 'Bea', 'OpenCase', 'person', 'p', NULL, NULL, NULL, NULL, NULL),
		('2026-01-01 00:00:00', 'u', 'Bea', 'AddName', 'name', 'n', NULL, 'Text', '', 'Ana Ejemplo', 'why'),
		('2026-01-01 00:00:00', 'u', 'Bea', 'AddName', 'name', 'n', NULL, 'PersonID', '', 'p', ''),
		('2026-01-01 00:00:00', 'u', 'Bea', 'AddName', 'name', 'n', NULL, 'Kind', '', 'primary', ''),
		('2026-01-01 00:00:00', 'u', 'Bea', 'AddName', 'name', 'n', NULL, 'Display', 'false', 'true', ''),
		('2026-01-01 00:00:00', 'u', 'Bea', 'AddName', 'name', 'n', NULL, 'Visibility', '', 'staff', '')`); err != nil {
		t.Fatal(err)
	}
	s := storetest.Open(t, path)
	head, found := verified(t, s)
	want := []evidence.Finding{{Wrong: evidence.RowUnknown, SubjectKind: "source", SubjectID: "s"}} // firstSchema adds it by hand
	if d := cmp.Diff(want, found); d != "" || head.Count != 6 {
		t.Errorf("%d entries, findings (-want +got):\n%s", head.Count, d)
	}
	past, err := s.Whole().Revisions(t.Context(), store.RevisionFilter{SubjectKind: casebook.OnName, SubjectID: "n"})
	if err != nil || len(past) != 5 || past[4].Now != "Ana Ejemplo" || past[4].Reason != "why" || past[4].ByName != "Bea" {
		t.Errorf("the history reads %+v, %v; want what it was", past, err)
	}
}

func TestALoadIsPartOfTheChain(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	err := s.Load(t.Context(), func(b *store.Bulk) error {
		return b.Insert([]casebook.Facility{{ID: "f", Slug: "f", Name: "El Ejemplo", Country: "VE", Kind: "prison", Visibility: casebook.Public}})
	})
	if err != nil {
		t.Fatal(err)
	}
	if head, found := verified(t, s); head.Count != 1 || len(found) > 0 {
		t.Errorf("after a load the chain has %d entries and the findings %+v, want 1 and none", head.Count, found)
	}
}
