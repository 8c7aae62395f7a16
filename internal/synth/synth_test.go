package synth_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/casebook"
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

// What is watched about a synthetic case is what the same case would be found
// to be watched for, so that no server looks all of them over at its start.
func TestASyntheticCasebookNeedsNotBeLookedOver(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	if err := synth.Fill(t.Context(), s, synth.Options{Cases: 20, Seed: 7}); err != nil {
		t.Fatal(err)
	}
	ids, err := s.NoticeChanges(t.Context(), 100)
	if err != nil || len(ids) != 0 {
		t.Fatalf("%d cases are still to be looked over (%v)", len(ids), err)
	}
	whole := s.Whole()
	kept, _, err := whole.Watching(t.Context(), store.WatchQuery{List: casebook.WatchAnniversary, Undated: true, Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if len(kept) == 0 {
		t.Error("no anniversary is watched")
	}
	for _, line := range kept {
		f, err := whole.FileByID(t.Context(), line.CaseID)
		if err != nil {
			t.Fatal(err)
		}
		if lines := store.WatchLines(f); !slices.ContainsFunc(lines, func(l store.WatchLine) bool { return cmp.Equal(l, line) }) {
			t.Errorf("%s is watched for %+v, which its file does not give: %+v", f.Case.Ref, line, lines)
		}
	}
}
