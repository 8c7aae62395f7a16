package shelf_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
)

// on gives a publication of a day of January 2026.
func on(day int, p public.Publication) public.Publication {
	p.At = time.Date(2026, 1, day, 12, 0, 0, 0, time.UTC)
	return p
}

// named gives a case with a name, published on a day.
func named(t *testing.T, day int, seq int64, ref, name string) public.Publication {
	return on(day, shelftest.PublishCase(t, seq, shelftest.Case(ref, name, "2025-12-01")))
}

func noted(t *testing.T, day int, seq int64, id, what string) public.Publication {
	return on(day, shelftest.Publish(t, seq, "position", id, public.Position{ID: id, Country: "VE", Stance: "denies", What: public.Text{En: what}}))
}

// said gives what the shelf said at the end of a day, by key.
func said(t *testing.T, s *shelf.Shelf, day int) []string {
	t.Helper()
	var all []string
	if err := s.SaidAt(t.Context(), time.Date(2026, 1, day, 23, 59, 0, 0, time.UTC), func(p public.Publication) error {
		all = append(all, fmt.Sprintf("%s %d", p.Key, p.Seq))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

func TestTheShelfRemembersWhatItSaidOnADay(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	apply(t, s, named(t, 2, 1, "VE-2026-0001", "Ana"), named(t, 3, 2, "VE-2026-0002", "Ben"))
	apply(t, s, named(t, 5, 3, "VE-2026-0001", "Anna"), named(t, 5, 4, "VE-2026-0001", "Anne"))
	for day, want := range map[int][]string{
		1: nil, 2: {"VE-2026-0001 1"}, 4: {"VE-2026-0001 1", "VE-2026-0002 2"}, 5: {"VE-2026-0001 4", "VE-2026-0002 2"}, 9: {"VE-2026-0001 4", "VE-2026-0002 2"},
	} {
		if diff := cmp.Diff(want, said(t, s, day)); diff != "" {
			t.Errorf("on 2026-01-%02d (-want +said):\n%s", day, diff)
		}
	}
	all, err := s.Editions(t.Context(), "case", "VE-2026-0001")
	if err != nil || len(all) != 3 || all[0].Seq != 1 || all[2].Seq != 4 {
		t.Errorf("the case has the editions %v (%v)", all, err)
	}
}

func TestWhatWasTakenOffWasNeverSaid(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	apply(t, s, named(t, 2, 1, "VE-2026-0001", "Ana Rojas"), named(t, 3, 2, "VE-2026-0001", "Ana Rojas Díaz"), named(t, 3, 3, "VE-2026-0002", "Ben"),
		noted(t, 3, 4, "p1", "nothing is known of Ana Rojas"), noted(t, 4, 5, "p1", "nothing is known"), noted(t, 4, 6, "p2", "see VE-2026-0001"))
	apply(t, s, on(6, shelftest.Remove(7, "case", "VE-2026-0001")))
	if diff := cmp.Diff([]string{"VE-2026-0002 3", "p1 5"}, said(t, s, 3)); diff != "" {
		t.Errorf("what was said on the third (-want +said):\n%s", diff)
	}
	if all, err := s.Editions(t.Context(), "case", "VE-2026-0001"); err != nil || len(all) != 0 {
		t.Errorf("the case that was taken off has editions: %v (%v)", all, err)
	}
	apply(t, s, noted(t, 7, 8, "p2", "see nobody"))
	if all, err := s.Editions(t.Context(), "position", "p2"); err != nil || len(all) != 1 {
		t.Errorf("what told of the case is kept when it is replaced: %v (%v)", all, err)
	}
	apply(t, s, named(t, 8, 9, "VE-2026-0001", "Ana Rojas"))
	if diff := cmp.Diff([]string{"VE-2026-0002 3", "p1 5", "p2 8"}, said(t, s, 7)); diff != "" {
		t.Errorf("before it came back (-want +said):\n%s", diff)
	}
}

// A key whose past was forgotten was public all the same: the oldest edition
// that is kept stands for it.
func TestAForgottenPastIsToldByTheOldestEditionThereIs(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	forgetting := named(t, 5, 2, "VE-2026-0001", "A. R.")
	forgetting.Forget = true
	apply(t, s, named(t, 2, 1, "VE-2026-0001", "Ana Rojas"))
	apply(t, s, forgetting)
	for _, day := range []int{2, 4, 5} {
		if diff := cmp.Diff([]string{"VE-2026-0001 2"}, said(t, s, day)); diff != "" {
			t.Errorf("on day %d (-want +said):\n%s", day, diff)
		}
	}
	apply(t, s, named(t, 8, 3, "VE-2026-0001", "A. R. again"))
	if diff := cmp.Diff([]string{"VE-2026-0001 2"}, said(t, s, 3)); diff != "" {
		t.Errorf("after the next one (-want +said):\n%s", diff)
	}
	if got := said(t, s, 1); got != nil {
		t.Errorf("before it was public it said %v", got)
	}
}
