package shelf_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
)

func TestACaseComesBackAsItWasPublished(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	want := shelftest.Case("VE-2026-0001", "Ana García", "2026-01-1X")
	apply(t, s, shelftest.PublishCase(t, 1, want))
	got, err := s.Case(t.Context(), "VE-2026-0001")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("case differs (-published +read):\n%s", diff)
	}
}

func TestWhatIsNotOnTheShelfIsNotFoundAndWhatWasWithdrawnIsGone(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	apply(t, s, shelftest.PublishCase(t, 1, shelftest.Case("VE-2026-0001", "Ana García", "2026-01")), shelftest.Remove(2, "case", "VE-2026-0001"),
		shelftest.Publish(t, 3, "source", "s1", public.Source{ID: "s1", Title: "T"}), shelftest.Remove(4, "source", "s1"))
	for _, test := range []struct {
		kind, key string
		want      fault.Code
	}{
		{"case", "VE-2026-0001", fault.Gone},
		{"case", "VE-2026-0002", fault.NotFound},
		{"source", "s1", fault.NotFound},
		{"source", "s2", fault.NotFound},
	} {
		_, err := shelf.Document[map[string]any](t.Context(), s, test.kind, test.key)
		if got := fault.CodeOf(err); got != test.want {
			t.Errorf("Document(%s, %s) gives %v, want %v", test.kind, test.key, got, test.want)
		}
	}
}

func TestAnOlderPublicationNeverUndoesANewerOne(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	first, second := shelftest.Case("VE-2026-0001", "First", "2026-01"), shelftest.Case("VE-2026-0001", "Second", "2026-01")
	apply(t, s, shelftest.PublishCase(t, 7, second))
	generation := s.Generation()
	apply(t, s, shelftest.PublishCase(t, 3, first), shelftest.PublishCase(t, 7, first), shelftest.Remove(6, "case", "VE-2026-0001"))
	got, err := s.Case(t.Context(), "VE-2026-0001")
	if err != nil || got.Name.Text != "Second" {
		t.Errorf("after older publications the case is %+v, %v", got, err)
	}
	if s.Generation() != generation {
		t.Errorf("the generation went from %d to %d although nothing changed", generation, s.Generation())
	}
	if seq, err := s.AppliedSeq(t.Context()); seq != 7 || err != nil {
		t.Errorf("AppliedSeq is %d, %v, want 7", seq, err)
	}
}

func TestAPublicationThatMakesNoSenseChangesNothing(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	good := shelftest.PublishCase(t, 1, shelftest.Case("VE-2026-0001", "Ana", "2026-01"))
	other := shelftest.PublishCase(t, 2, shelftest.Case("VE-2026-0002", "Ana", "2026-01"))
	other.Key = "VE-2026-0003"
	noRef := shelftest.PublishCase(t, 2, shelftest.Case("VE-2026-0002", "Ana", "2026-01"))
	noRef.Key, noRef.Document = "V", []byte(strings.Replace(string(noRef.Document), "VE-2026-0002", "V", 1))
	for name, bad := range map[string]public.Publication{
		"another case": other, "a bad ref": noRef,
		"a kind nobody knows": {Seq: 2, Kind: "gossip", Key: "x", Document: []byte("{}")},
		"no JSON":             {Seq: 2, Kind: "case", Key: "VE-2026-0009", Document: []byte("{")},
	} {
		if err := s.Apply(t.Context(), good, bad); err == nil {
			t.Errorf("Apply takes %s", name)
		}
	}
	if _, err := s.Case(t.Context(), "VE-2026-0001"); !fault.Is(err, fault.NotFound) {
		t.Errorf("half of a refused batch is on the shelf: %v", err)
	}
}

func TestAReaderInAnotherProcessSeesButCannotWrite(t *testing.T) {
	t.Parallel()
	s, path := shelftest.OpenAt(t)
	apply(t, s, shelftest.PublishCase(t, 1, shelftest.Case("VE-2026-0001", "Ana", "2026-01")))
	r, err := shelf.OpenReadOnly(t.Context(), path, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.Case(t.Context(), "VE-2026-0001"); err != nil {
		t.Errorf("the reader cannot read: %v", err)
	}
	if err := r.Apply(t.Context(), shelftest.Remove(2, "case", "VE-2026-0001")); err == nil {
		t.Error("the reader can write")
	}
	if _, err := shelf.OpenReadOnly(t.Context(), path+".none", shelf.Options{}); !fault.Is(err, fault.Unavailable) {
		t.Errorf("without a file the reader says %v", err)
	}
}

func apply(t *testing.T, s *shelf.Shelf, pubs ...public.Publication) {
	t.Helper()
	if err := s.Apply(t.Context(), pubs...); err != nil {
		t.Fatal(err)
	}
}
