package reading_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/when"
)

// told publishes a case on a day of January 2026.
func (d *desk) told(day int, c *public.Case) {
	d.Helper()
	d.seq++
	p := shelftest.PublishCase(d, d.seq, c)
	p.At = time.Date(2026, 1, day, 12, 0, 0, 0, time.UTC)
	if err := d.shelf.Apply(d.Context(), p); err != nil {
		d.Fatal(err)
	}
}

// freed is a person who was taken on the 5th and came out on the 12th.
func freed(n int) *public.Case {
	c := person(n, "at_liberty")
	taken, free := when.MustParse("2026-01-05"), when.MustParse("2026-01-12")
	c.State = public.State{Code: "at_liberty", Since: free, From: "left_facility"}
	c.States = []public.Stand{{At: taken, State: public.State{Code: "in_custody", Since: taken, From: "taken"}}, {At: free, State: c.State}}
	c.Held = public.Held{Taken: taken, Ended: free, End: when.EndKnown}
	return c
}

// states gives the ref and the state of every case of a room.
func states(t *testing.T, r *reading.Room) []string {
	t.Helper()
	page, err := r.Cases(t.Context(), public.Query{Sort: "oldest", Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	all := []string{}
	for _, row := range page.Rows {
		all = append(all, row.Ref+" "+row.State)
	}
	slices.Sort(all)
	return all
}

func TestTheRecordIsReadAsOfADay(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	t.Cleanup(func() { room.Close() })
	held := freed(1)
	held.State, held.States = held.States[0].State, held.States[:1]
	d.told(6, held)
	d.told(14, freed(1))
	for _, test := range []struct {
		name string
		day  reading.Past
		want []string
	}{
		{"today", reading.Past{}, []string{"VE-2026-0001 at_liberty"}},
		{"what was true before it happened", reading.Past{AsOf: when.NewDay(2026, 1, 4)}, []string{}},
		{"what was true while it went on", reading.Past{AsOf: when.NewDay(2026, 1, 11)}, []string{"VE-2026-0001 in_custody"}},
		{"what was true when it was over, though nobody had said so", reading.Past{AsOf: when.NewDay(2026, 1, 13)}, []string{"VE-2026-0001 at_liberty"}},
		{"what was said before anything was", reading.Past{KnownAt: when.NewDay(2026, 1, 5)}, []string{}},
		{"what was said when it was over and nobody knew", reading.Past{KnownAt: when.NewDay(2026, 1, 13)}, []string{"VE-2026-0001 in_custody"}},
		{"what was said when it was known", reading.Past{KnownAt: when.NewDay(2026, 1, 14)}, []string{"VE-2026-0001 at_liberty"}},
		{"what was true earlier by what was said later", reading.Past{AsOf: when.NewDay(2026, 1, 6), KnownAt: when.NewDay(2026, 1, 14)}, []string{"VE-2026-0001 in_custody"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			then, done, err := room.At(t.Context(), test.day)
			if err != nil {
				t.Fatal(err)
			}
			defer done()
			if got := states(t, then); !slices.Equal(got, test.want) {
				t.Errorf("the record has %q, want %q", got, test.want)
			}
			if !test.day.IsZero() && then.Today() != test.day.Day() {
				t.Errorf("it counts days to %v", then.Today())
			}
		})
	}
}

func TestDaysThatNobodyCanKnowOfAreRefused(t *testing.T) {
	t.Parallel()
	_, room := open(t)
	tomorrow := shelftest.Today.AddDays(1)
	for _, day := range []reading.Past{{AsOf: tomorrow}, {KnownAt: tomorrow}, {AsOf: when.NewDay(2026, 1, 9), KnownAt: when.NewDay(2026, 1, 8)}} {
		if _, _, err := room.At(t.Context(), day); !fault.Is(err, fault.Invalid) {
			t.Errorf("%v gives %v", day, err)
		}
	}
}

// Who is taken off goes from the records of earlier days, too, and from the
// files they were put together in, also when nobody asks again.
func TestARecordOfAnEarlierDayGoesWithWhoIsTakenOff(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "past")
	s := shelftest.Open(t)
	d, room := &desk{T: t, shelf: s}, reading.New(s, func() when.Day { return shelftest.Today })
	if err := room.KeepPast(dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { room.Close() })
	d.told(6, freed(1))
	d.told(6, freed(2))
	day := reading.Past{KnownAt: when.NewDay(2026, 1, 8)}
	read := func() []string {
		then, done, err := room.At(t.Context(), day)
		if err != nil {
			t.Fatal(err)
		}
		defer done()
		return states(t, then)
	}
	if got := read(); len(got) != 2 {
		t.Fatalf("the day has %v", got)
	}
	d.remove("case", "VE-2026-0001")
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		left, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(left) == 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("ten seconds later the folder still holds %v", left)
		}
	}
	if got := read(); !slices.Equal(got, []string{"VE-2026-0002 at_liberty"}) {
		t.Errorf("the day has %v", got)
	}
}

// Readers of more days than are kept, while the shelf changes under them, get
// whole records or none.
func TestManyReadersOfManyDaysGetWholeRecords(t *testing.T) {
	t.Parallel()
	s := shelftest.Open(t)
	d, room := &desk{T: t, shelf: s}, reading.New(s, func() when.Day { return shelftest.Today })
	if err := room.KeepPast(filepath.Join(t.TempDir(), "past")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { room.Close() })
	for n := 1; n <= 9; n++ {
		d.told(n, freed(n))
	}
	var all sync.WaitGroup
	for reader := range 6 {
		all.Go(func() {
			for i := range 8 {
				n := 1 + (reader*5+i*7)%9
				then, done, err := room.At(context.Background(), reading.Past{KnownAt: when.NewDay(2026, 1, n)})
				if err != nil {
					t.Errorf("day %d: %v", n, err)
					return
				}
				page, err := then.Cases(context.Background(), public.Query{Sort: "oldest", Limit: 50})
				done()
				if err != nil || len(page.Rows) != n {
					t.Errorf("day %d has %d cases (%v)", n, len(page.Rows), err)
				}
			}
		})
	}
	for n := 10; n <= 12; n++ {
		d.told(10, freed(n))
		time.Sleep(20 * time.Millisecond)
	}
	all.Wait()
}
