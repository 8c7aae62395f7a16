package synth_test

import (
	"strings"
	"testing"

	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
	"habeas/internal/synth"
)

// published gives every published document of a synthetic casebook.
func published(t *testing.T, o synth.Options) string {
	t.Helper()
	s := storetest.New(t)
	if err := synth.Fill(t.Context(), s, o); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	err := s.LatestPublications(t.Context(), func(p store.Publication) error {
		all.Write(p.Document)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

func TestTheSameSeedMakesTheSameCasebook(t *testing.T) {
	t.Parallel()
	first := published(t, synth.Options{Cases: 30, Seed: 7})
	if first != published(t, synth.Options{Cases: 30, Seed: 7}) {
		t.Error("the same seed made two casebooks")
	}
	if first == published(t, synth.Options{Cases: 30, Seed: 8}) {
		t.Error("another seed made the same casebook")
	}
	if strings.Count(first, "nobody real") != 30 {
		t.Error("a synthetic case does not say that it is one")
	}
}

func TestASyntheticCasebookIsNotPutOverAnother(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	if err := synth.Fill(t.Context(), s, synth.Options{Cases: 1}); err != nil {
		t.Fatal(err)
	}
	if err := synth.Fill(t.Context(), s, synth.Options{Cases: 1}); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v", err)
	}
}
