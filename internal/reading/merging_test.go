package reading_test

import (
	"fmt"
	"testing"
	"time"

	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/when"
)

// merge makes one case another one at noon of a day of January.
func (d *desk) merge(day int, from, to string) {
	d.Helper()
	d.seq++
	p := shelftest.Merge(d.seq, from, to)
	p.At = time.Date(2026, 1, day, 12, 0, 0, 0, time.UTC)
	if err := d.shelf.Apply(d.Context(), p); err != nil {
		d.Fatal(err)
	}
}

func TestACaseThatBecameAnotherMovesTheNumberAsMerged(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	t.Cleanup(func() { room.Close() })
	stays, goes := person(1, "in_custody"), person(2, "in_custody")
	goes.Name.Text = "Called otherwise"
	d.told(6, stays)
	d.told(6, goes)
	d.merge(9, goes.Ref, stays.Ref)
	m, err := room.Moves(t.Context(), when.NewDay(2026, 1, 8), when.NewDay(2026, 1, 10), "")
	if err != nil {
		t.Fatal(err)
	}
	if m.Was.Least != 2 || m.Now.Least != 1 || len(m.Lines) != 1 || len(m.Off) != 0 {
		t.Fatalf("from %d to %d with the lines %+v and %+v taken off", m.Was.Least, m.Now.Least, m.Lines, m.Off)
	}
	if l := m.Lines[0]; l.Why != "merged" || l.Ref != goes.Ref || l.Into != stays.Ref || l.People != -1 || l.Name.Text != "Person 1" {
		t.Errorf("the line is %+v, want it told by the case that stays", l)
	}
	d.remove("case", stays.Ref)
	m, err = room.Moves(t.Context(), when.NewDay(2026, 1, 8), when.NewDay(2026, 1, 10), "")
	if err != nil {
		t.Fatal(err)
	}
	if m.Was.Least != 0 || m.Now.Least != 0 || len(m.Lines) != 0 {
		t.Errorf("after the person was taken off the number is %d and %d, with %+v", m.Was.Least, m.Now.Least, m.Lines)
	}
}

func TestTheRecordOfADayBeforeAMergeStillHasBoth(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	t.Cleanup(func() { room.Close() })
	stays, goes := person(1, "in_custody"), person(2, "in_custody")
	d.told(6, stays)
	d.told(6, goes)
	d.merge(9, goes.Ref, stays.Ref)
	for day, want := range map[int]string{8: goes.Ref, 9: "→ " + stays.Ref, 12: "→ " + stays.Ref} {
		then, done, err := room.At(t.Context(), reading.Past{KnownAt: when.NewDay(2026, 1, day)})
		if err != nil {
			t.Fatal(err)
		}
		c, err := then.Case(t.Context(), goes.Ref)
		got := ""
		if _, to, moved := shelf.MovedTo(err); moved {
			got = "→ " + to
		} else if err == nil {
			got = c.Case.Ref
		}
		if got != want {
			t.Errorf("known on the %dth the address gives %q (%v), want %q", day, got, err, want)
		}
		done()
	}
}

// When the case that stays is taken off, nothing of what went into it is kept,
// over any number of steps; and a shelf that is filled anew is the same.
func TestWhatWentIntoACaseGoesWithIt(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	t.Cleanup(func() { room.Close() })
	for n := 1; n <= 3; n++ {
		c := person(n, "in_custody")
		c.Name.Text = fmt.Sprintf("Planted %d", n)
		d.told(2+n, c)
	}
	d.merge(8, "VE-2026-0001", "VE-2026-0002")
	d.merge(9, "VE-2026-0002", "VE-2026-0003")
	if kept, err := d.shelf.Editions(t.Context(), "case", "VE-2026-0001"); err != nil || len(kept) != 1 {
		t.Fatalf("%d editions are kept, %v; want one", len(kept), err)
	}
	d.remove("case", "VE-2026-0003")
	for n := 1; n <= 3; n++ {
		if kept, err := d.shelf.Editions(t.Context(), "case", fmt.Sprintf("VE-2026-%04d", n)); err != nil || len(kept) != 0 {
			t.Errorf("of case %d are kept %d editions, %v", n, len(kept), err)
		}
	}
	if _, err := room.Case(t.Context(), "VE-2026-0001"); func() bool { _, to, moved := shelf.MovedTo(err); return !moved || to != "VE-2026-0002" }() {
		t.Errorf("the first address gives %v, want the way on", err)
	}
}
