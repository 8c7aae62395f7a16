package shelf_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
)

// listed gives the names on the first page of all cases.
func listed(t *testing.T, s *shelf.Shelf) (names []string) {
	t.Helper()
	page, err := s.List(t.Context(), public.Query{}, shelftest.Today)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range page.Rows {
		names = append(names, row.Name)
	}
	return names
}

// What a list showed is remembered, and forgotten as soon as it changes or is
// withdrawn.
func TestAListShowsWhatIsSoNow(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	ana, eva := shelftest.Case("VE-2026-0001", "Ana", "2026-01"), shelftest.Case("VE-2026-0002", "Eva", "2026-01")
	apply(t, s, shelftest.PublishCase(t, 1, ana), shelftest.PublishCase(t, 2, eva))
	for range 2 {
		if diff := cmp.Diff([]string{"Eva", "Ana"}, listed(t, s)); diff != "" {
			t.Error(diff)
		}
	}
	apply(t, s, shelftest.PublishCase(t, 3, shelftest.Case("VE-2026-0002", "Eva María", "2026-01")))
	if diff := cmp.Diff([]string{"Eva María", "Ana"}, listed(t, s)); diff != "" {
		t.Error(diff)
	}
	apply(t, s, shelftest.Remove(4, "case", "VE-2026-0001"))
	if diff := cmp.Diff([]string{"Eva María"}, listed(t, s)); diff != "" {
		t.Error(diff)
	}
}

// What lists remember stays within its bounds, and what was asked for last is
// what stays.
func TestWhatListsRememberIsBounded(t *testing.T) {
	t.Parallel()
	line := strings.Repeat("x", 1000)
	b := shelf.NewLineBook(1)
	for id := range int64(100_000) {
		b.Keep(1, map[int64]string{id: line})
		b.Find(1, []int64{7})
	}
	if got := b.Bytes(); got > shelf.MaxLineBytes {
		t.Errorf("%d bytes are remembered, want at most %d", got, shelf.MaxLineBytes)
	}
	if _, missing := b.Find(1, []int64{7, 99_999, 50_000}); !cmp.Equal(missing, []int64{50_000}) {
		t.Errorf("missing are %v, want only the one that nobody asked for since", missing)
	}
	b.Keep(0, map[int64]string{50_000: line})
	if _, missing := b.Find(1, []int64{50_000}); len(missing) != 1 {
		t.Error("a line that was read before something changed is remembered")
	}
}
