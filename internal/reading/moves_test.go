package reading_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/when"
)

func TestTheMovesOfANumberAddUpToIt(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	t.Cleanup(func() { room.Close() })
	inside := func(n int) *public.Case {
		c := freed(n)
		c.State, c.States = c.States[0].State, c.States[:1]
		c.Held.Ended, c.Held.End = when.Date{}, when.EndOpen
		return c
	}
	late := inside(3)
	late.Held.Taken = when.MustParse("2025-11-01")
	d.told(6, inside(1))
	d.told(6, inside(2))
	d.told(6, inside(4))
	d.told(14, freed(1))
	d.told(14, late)
	d.remove("case", "VE-2026-0004")
	m, err := room.Moves(t.Context(), when.NewDay(2026, 1, 8), when.NewDay(2026, 1, 15), "")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range m.Lines {
		got = append(got, fmt.Sprintf("%s %s %+d", l.Why, l.Ref, l.People))
	}
	if diff := cmp.Diff([]string{"learned_late VE-2026-0003 +1", "released VE-2026-0001 -1"}, got); diff != "" {
		t.Errorf("moves (-want +got):\n%s", diff)
	}
	if m.Was.Least != 2 || m.Now.Least != 2 || m.Once != 0 {
		t.Errorf("from %d to %d with %d left over", m.Was.Least, m.Now.Least, m.Once)
	}
	for _, days := range [][2]when.Day{{when.NewDay(2026, 1, 8), when.NewDay(2026, 1, 8)}, {when.NewDay(2026, 1, 9), when.NewDay(2026, 1, 8)}, {when.NewDay(2026, 1, 8), shelftest.Today.AddDays(1)}} {
		if _, err := room.Moves(t.Context(), days[0], days[1], ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("from %v to %v gives %v", days[0], days[1], err)
		}
	}
}

// Whatever was published between two days, the lines and what is counted once
// add up to the difference, and no case has two lines.
func TestTheMovesOfRandomDaysAddUp(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 11))
			d, room := open(t)
			t.Cleanup(func() { room.Close() })
			live, merged := map[string]bool{}, 0
			for day := 2; day <= 12; day++ {
				for range 6 {
					c := shelftest.Random(r, 1+r.IntN(20))
					d.seq++
					p := shelftest.PublishCase(d, d.seq, c)
					others := slices.DeleteFunc(slices.Sorted(maps.Keys(live)), func(ref string) bool { return ref == c.Ref })
					switch {
					case r.IntN(9) == 0:
						p = shelftest.Remove(d.seq, "case", c.Ref)
						delete(live, c.Ref)
					case live[c.Ref] && len(others) > 0 && r.IntN(3) == 0:
						p = shelftest.Merge(d.seq, c.Ref, others[r.IntN(len(others))])
						delete(live, c.Ref)
						merged++
					default:
						live[c.Ref] = true
					}
					p.At = time.Date(2026, 1, day, 12, 0, 0, 0, time.UTC)
					if err := d.shelf.Apply(t.Context(), p); err != nil {
						t.Fatal(err)
					}
				}
			}
			from := 2 + r.IntN(5)
			m, err := room.Moves(t.Context(), when.NewDay(2026, 1, from), when.NewDay(2026, 1, from+1+r.IntN(5)), "")
			if err != nil {
				t.Fatal(err)
			}
			seen, sum := map[string]bool{}, 0
			for _, l := range m.Lines {
				if seen[l.Ref] || l.Why == "" || l.People == 0 {
					t.Errorf("a line for nothing, or a second one: %+v", l)
				}
				seen[l.Ref], sum = true, sum+l.People
			}
			if want := plainly(t, d, m.To) - plainly(t, d, m.From); sum != want {
				t.Errorf("the lines add up to %d, a plain count moved by %d", sum, want)
			}
			if sum+m.Once != m.Now.Least-m.Was.Least {
				t.Errorf("the lines and what is counted once add up to %d, the number moved from %d to %d", sum+m.Once, m.Was.Least, m.Now.Least)
			}
			if merged == 0 {
				t.Error("no case was merged: the test proves nothing of it")
			}
			for _, off := range m.Off {
				if seen[off.Ref] {
					t.Errorf("%s was taken off and has a line", off.Ref)
				}
			}
		})
	}
}

// plainly counts those held in what was said at the end of a day, case by
// case, as somebody with the documents and a pencil would.
func plainly(t *testing.T, d *desk, day when.Day) (n int) {
	t.Helper()
	if err := d.shelf.SaidAt(t.Context(), day.AddDays(1).Time().Add(-time.Second), func(p public.Publication) error {
		var c public.Case
		if p.Document == nil { // it was another case by then
			return nil
		}
		if err := json.Unmarshal(p.Document, &c); err != nil {
			return err
		}
		if c.State.Code != "in_custody" && c.State.Code != "house_arrest" {
			return nil
		}
		if c.Group == nil {
			n++
			return nil
		}
		places := c.Group.Min
		for _, s := range c.Group.Slots {
			if s.Ref != "" {
				places--
			}
		}
		n += max(0, places)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return n
}
