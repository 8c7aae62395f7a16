package api_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/public"
	"habeas/internal/shelf/shelftest"
)

func clock() time.Time { return shelftest.Now }

// mirror is what somebody has who carries out what the changes say.
type mirror struct {
	s     *site
	next  string
	cases map[string]float64 // version by ref
	gone  map[string]string  // change by ref
	seen  int
}

func newMirror(s *site) *mirror {
	return &mirror{s: s, next: "/api/v1/changes?kind=case&limit=7", cases: map[string]float64{}, gone: map[string]string{}}
}

// step reads one page of changes, and reports whether there are more at once.
func (m *mirror) step(t *testing.T) bool {
	a := m.s.get(m.next)
	if a.Status != 0 {
		t.Errorf("%s: %d %s", m.next, a.Status, a.Detail)
		return false
	}
	for _, row := range a.Data {
		m.seen++
		ref, change := row["key"].(string), row["change"].(string)
		if version, stands := row["version"].(float64); stands {
			m.cases[ref] = version
			delete(m.gone, ref)
		} else {
			delete(m.cases, ref)
			m.gone[ref] = change
		}
	}
	m.next = a.Links.Next
	return a.More
}

// Four people publish, change, merge and withdraw cases at once, and some of
// what they do comes to the shelf in another order than it was numbered, while
// somebody follows. At the end they have exactly what the list has.
func TestWhoeverFollowsHasWhatStandsHoweverMuchIsPublishedMeanwhile(t *testing.T) {
	t.Parallel()
	sh := shelftest.Open(t)
	s := serving(t, sh, clock)
	var seq atomic.Int64
	var publishing sync.WaitGroup
	for who := range 4 {
		publishing.Go(func() {
			r := rand.New(rand.NewPCG(uint64(who), 3))
			for n := range 40 {
				number := seq.Add(1)
				ref := fmt.Sprintf("VE-2026-%04d", 1+who*100+r.IntN(20))
				c := shelftest.Case(ref, "Somebody", "2026-01-02")
				c.Version = n + 1
				p := shelftest.PublishCase(t, number, c)
				switch r.IntN(6) {
				case 0:
					p = shelftest.Remove(number, public.DocCase, ref)
				case 1:
					p = shelftest.Merge(number, ref, "VE-2026-9999")
				}
				p.Version = c.Version
				if err := sh.Apply(t.Context(), p); err != nil {
					t.Error(err)
				}
			}
		})
	}
	m, over := newMirror(s), make(chan struct{})
	go func() { publishing.Wait(); close(over) }()
	for ended := false; !ended || m.step(t); {
		select {
		case <-over:
			ended = true
		default:
			m.step(t)
		}
	}
	want := map[string]float64{}
	for _, row := range s.pages("/api/v1/cases?limit=100&fields=ref,version") {
		want[row["ref"].(string)] = row["version"].(float64)
	}
	if d := cmp.Diff(want, m.cases); d != "" || len(want) < 20 {
		t.Errorf("of %d cases the follower has (-list +follower):\n%s", len(want), d)
	}
	kinds := map[string]int{}
	for _, change := range m.gone {
		kinds[change]++
	}
	if kinds["withdrawn"] == 0 || kinds["merged"] == 0 || m.seen <= len(want) {
		t.Errorf("%d changes were seen, of which %v: the test is blind", m.seen, kinds)
	}
}

func TestWhatWasWithdrawnComesWithoutItsName(t *testing.T) {
	t.Parallel()
	sh := shelftest.Open(t)
	s := serving(t, sh, clock)
	must(t, sh.Apply(t.Context(), shelftest.PublishCase(t, 1, shelftest.Case("VE-2026-0001", "Ana Ejemplo", "2026-01-02")), shelftest.PublishCase(t, 2, shelftest.Case("VE-2026-0002", "Luis Ejemplo", "2026-01-02"))))
	m := newMirror(s)
	for m.step(t) {
	}
	must(t, sh.Apply(t.Context(), shelftest.Remove(3, public.DocCase, "VE-2026-0001"), shelftest.Merge(4, "VE-2026-0002", "VE-2026-0003")))
	for _, address := range []string{m.next, "/api/v1/changes", "/api/v1/changes?since=2026-01-20"} {
		w := s.ask("GET", address)
		for _, want := range []string{`"key":"VE-2026-0001","change":"withdrawn","change_label":"withdrawn"`, `"version":null,"moved_to":null`, `"change":"merged"`, `"moved_to":"VE-2026-0003"`} {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s does not say %s:\n%s", address, want, w.Body)
			}
		}
		if strings.Contains(w.Body.String(), "Ejemplo") {
			t.Errorf("%s tells a name:\n%s", address, w.Body)
		}
	}
	if w := s.ask("GET", "/api/v1/cases/VE-2026-0001"); w.Code != 410 || !strings.Contains(w.Body.String(), "withdrawn on 20 January 2026") || strings.Contains(w.Body.String(), "Ejemplo") {
		t.Errorf("the case answers %d:\n%s", w.Code, w.Body)
	}
	if w := s.ask("GET", "/api/v1/cases/VE-2026-0002?lang=es"); w.Code != 301 || w.Header().Get("Location") != base+"/api/v1/cases/VE-2026-0003?lang=es" || w.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("what was found to be another case answers %d %v", w.Code, w.Header())
	}
}

func TestADayIsAPlaceToBeginFollowing(t *testing.T) {
	t.Parallel()
	sh := shelftest.Open(t)
	s := serving(t, sh, clock)
	for n := range 6 {
		p := shelftest.PublishCase(t, int64(n+1), shelftest.Case(fmt.Sprintf("VE-2026-%04d", n+1), "Somebody", "2026-01-02"))
		p.At = time.Date(2026, 1, 10+n, 23, 0, 0, 0, time.UTC)
		must(t, sh.Apply(t.Context(), p))
	}
	for day, want := range map[string]int{"2026-01-01": 6, "2026-01-10": 6, "2026-01-13": 3, "2026-01-15": 1, "2026-01-16": 0} {
		a := s.get("/api/v1/changes?since=" + day)
		if len(a.Data) != want || a.More {
			t.Errorf("since %s: %d changes, want %d", day, len(a.Data), want)
		}
		if later := s.get(a.Links.Next); later.Status != 0 || len(later.Data) > 0 {
			t.Errorf("going on from %s: %+v", day, later)
		}
	}
}

// After a rebuild some things may be gone without a trace: a reader who went on
// would keep them for good.
func TestWhoFollowedARecordThatWasPutTogetherAnewBeginsAgain(t *testing.T) {
	t.Parallel()
	sh := shelftest.Open(t)
	s := serving(t, sh, clock)
	one := shelftest.PublishCase(t, 1, shelftest.Case("VE-2026-0001", "Somebody", "2026-01-02"))
	two := shelftest.PublishCase(t, 2, shelftest.Case("VE-2026-0002", "Somebody else", "2026-01-02"))
	must(t, sh.Apply(t.Context(), one, two))
	m := newMirror(s)
	for m.step(t) {
	}
	must(t, sh.Rebuild(t.Context(), func(put func(public.Publication) error) error { return put(two) }))
	if a := s.get(m.next); a.Status != 410 || !strings.Contains(a.Detail, "Ask without since") {
		t.Errorf("got %+v, want 410 that says to ask without since", a)
	}
	m = newMirror(s)
	for m.step(t) {
	}
	if d := cmp.Diff(map[string]float64{"VE-2026-0002": 1}, m.cases); d != "" {
		t.Errorf("begun again, the follower has (-want +got):\n%s", d)
	}
}
