package api_test

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/public"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/when"
)

// Between two pages cases are added before and behind the place that a reader
// has come to, and others are withdrawn. Of those that stand all the while,
// none comes twice and none is missing.
func TestPagesFitTogetherWhileCasesComeAndGo(t *testing.T) {
	t.Parallel()
	for _, list := range []string{"/cases?limit=7", "/cases?limit=7&sort=oldest", "/cases?limit=7&sort=longest_held", "/cases?limit=5&country=VE", "/cases?limit=6&q=night", "/cases?limit=6&q=night&sort=oldest", "/events?limit=4"} {
		t.Run(list, func(t *testing.T) {
			t.Parallel()
			sh := shelftest.Open(t)
			r, seq, refs, gone := rand.New(rand.NewPCG(7, 7)), int64(0), []string(nil), map[string]bool{}
			change := func(adds, goes int) {
				var pubs []public.Publication
				for range adds {
					seq++
					c := shelftest.Random(r, int(seq))
					pubs, refs = append(pubs, shelftest.PublishCase(t, seq, c)), append(refs, c.Ref)
				}
				for range goes {
					i := r.IntN(len(refs))
					seq++
					pubs, gone[refs[i]] = append(pubs, shelftest.Remove(seq, public.DocCase, refs[i])), true
					refs = slices.Delete(refs, i, i+1)
				}
				must(t, sh.Apply(t.Context(), pubs...))
			}
			change(150, 0)
			s := serving(t, sh, clock)
			before := read(s, "/api/v1"+list)
			var got []string
			for address := "/api/v1" + list; address != ""; {
				a := s.get(address)
				got, address = append(got, refsOf(a.Data)...), a.Links.Next
				change(6, 4)
			}
			got = slices.Compact(got) // the entries of one timeline stand together
			for i, ref := range got {
				if slices.Contains(got[:i], ref) {
					t.Errorf("%s comes twice", ref)
				}
			}
			stayed := 0
			for _, ref := range before {
				if gone[ref] {
					continue
				}
				if stayed++; !slices.Contains(got, ref) {
					t.Errorf("%s is missing", ref)
				}
			}
			if stayed < 5 || len(gone) < 10 {
				t.Errorf("%d cases stayed, %d went: the test is blind", stayed, len(gone))
			}
		})
	}
}

// read gives the refs of a list read to its end, each once.
func read(s *site, address string) []string { return slices.Compact(refsOf(s.pages(address))) }

func refsOf(rows []map[string]any) (refs []string) {
	for _, row := range rows {
		for _, name := range []string{"ref", "case_ref"} {
			if ref, ok := row[name].(string); ok {
				refs = append(refs, ref)
			}
		}
	}
	return refs
}

// A release event may free more people than fit on a page.
func TestTheCasesOfAReleaseEventGoOnOnTheNextPage(t *testing.T) {
	t.Parallel()
	sh, seq := shelftest.Open(t), int64(0)
	put := func(p ...public.Publication) { must(t, sh.Apply(t.Context(), p...)) }
	publish := func(n int, event string) {
		seq++
		c := shelftest.Case(fmt.Sprintf("VE-2026-%04d", n), fmt.Sprint("Somebody ", n), "2025-12-01")
		c.Releases = []public.Release{{EventID: event, Exit: "released"}}
		put(shelftest.PublishCase(t, seq, c))
	}
	for i, id := range []string{"swap000001", "gesture001", "nobody0001"} {
		seq++
		put(shelftest.Publish(t, seq, public.DocReleaseEvent, id, public.ReleaseEvent{ID: id, Country: "VE", Date: when.MustParse(fmt.Sprintf("2026-01-0%d", i+1)), Title: public.Text{En: id}}))
	}
	for n := 1; n <= 23; n++ {
		publish(n, []string{"swap000001", "gesture001"}[n%2])
	}
	s := serving(t, sh, clock)
	var want []string
	for _, row := range s.pages("/api/v1/releases?limit=100") {
		want = append(want, fmt.Sprint(row["event_id"], row["case_ref"]))
	}
	if len(want) != 24 {
		t.Fatalf("got %d rows, want 24", len(want))
	}
	for _, limit := range []int{1, 5, 11, 24} {
		var got []string
		n := 1000 * limit
		for address := "/api/v1/releases?limit=" + fmt.Sprint(limit); address != ""; {
			a := s.get(address)
			if len(a.Data) > limit {
				t.Errorf("a page of %d has %d rows", limit, len(a.Data))
			}
			for _, row := range a.Data {
				if key := fmt.Sprint(row["event_id"], row["case_ref"]); slices.Contains(want, key) {
					got = append(got, key)
				}
			}
			n++
			publish(n%9000, "swap000001") // newer than all: none of the others moves
			address = a.Links.Next
		}
		var off []public.Publication
		for n = 1000 * limit; n < 1000*limit+60; n++ { // and they go again
			seq++
			off = append(off, shelftest.Remove(seq, public.DocCase, fmt.Sprintf("VE-2026-%04d", (n+1)%9000)))
		}
		put(off...)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("by %d (-all at once +page by page):\n%s", limit, d)
		}
	}
}

// A cursor is of one list in one order.
func TestACursorOfAnotherOrderIsRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	next, err := url.Parse(s.get("/api/v1/cases?limit=1").Links.Next)
	must(t, err)
	after := url.QueryEscape(next.Query().Get("after"))
	if a := s.get("/api/v1/cases?limit=1&sort=updated&after=" + after); a.Status != 400 || a.Errors["after"] == "" {
		t.Errorf("got %+v", a)
	}
}
