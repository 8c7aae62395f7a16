package reading_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
)

// world is who there really is, and what the cases say of them.
type world struct {
	rand   *rand.Rand
	state  []string             // of each human being, by number
	own    map[int]*public.Case // the newest case of a human being
	older  map[int]*public.Case // one of years before, of some
	groups []crowd
	cases  []*public.Case
	loose  bool // something is stated as possible only
}

// crowd is a group with who is really in it.
type crowd struct {
	doc  *public.Case
	in   []int // human beings
	slot map[int]bool
}

const swap = "swap"

// newWorld makes people at random, cases of some of them, groups of some of
// them, and states everything that is shared: by a place of the group, or as an
// overlap. Which of the two documents tells of a place is left to chance, as it
// is when they are published one after the other.
func newWorld(seed uint64) *world {
	w := &world{rand: rand.New(rand.NewPCG(seed, 8)), own: map[int]*public.Case{}, older: map[int]*public.Case{}}
	for i := range 3 + w.rand.IntN(10) {
		w.state = append(w.state, "in_custody")
		if w.rand.IntN(2) == 0 {
			w.openCase(i)
		}
	}
	for range w.rand.IntN(4) {
		w.openGroup()
	}
	w.stateOverlaps()
	return w
}

func (w *world) openCase(i int) {
	state := []string{"in_custody", "at_liberty", "unknown"}[w.rand.IntN(3)]
	c := person(len(w.cases)+1, state)
	if c.State.Code == "unknown" {
		w.state[i] = []string{"in_custody", "at_liberty"}[w.rand.IntN(2)]
	} else {
		w.state[i] = state
	}
	if w.rand.IntN(2) == 0 {
		c.Releases = []public.Release{{EventID: swap, Exit: "released"}}
	}
	w.own[i], w.cases = c, append(w.cases, c)
	if w.rand.IntN(3) == 0 {
		old := person(len(w.cases)+1, []string{"in_custody", "at_liberty", "unknown"}[w.rand.IntN(3)])
		old.Held.Taken = when.MustParse("2019-05")
		c.Person, old.Person = fmt.Sprint("human", i), fmt.Sprint("human", i)
		w.older[i], w.cases = old, append(w.cases, old)
	}
}

func (w *world) openGroup() {
	g := crowd{slot: map[int]bool{}}
	g.in = append(g.in, w.rand.Perm(len(w.state))[:1+w.rand.IntN(len(w.state))]...)
	least := 1 + w.rand.IntN(len(g.in))
	var most *int
	if w.rand.IntN(3) > 0 {
		most = number(len(g.in) + w.rand.IntN(3))
	}
	if w.rand.IntN(2) == 0 {
		least, most = len(g.in), number(len(g.in))
	} else {
		w.loose = true
	}
	g.doc = group(len(w.cases)+1, least, most)
	g.doc.Releases = []public.Release{{EventID: swap, Exit: "released"}}
	for n, i := range g.in {
		if c := w.own[i]; c != nil {
			w.place(&g, n+1, i, c)
		}
	}
	w.groups, w.cases = append(w.groups, g), append(w.cases, g.doc)
}

// place says that a person of the group has a case: in the group's document, in
// the person's, or in both; or, when they are held as the others are, only that
// the two may overlap.
func (w *world) place(g *crowd, n, i int, c *public.Case) {
	if c.State.Code == "in_custody" && len(c.Releases) > 0 && w.rand.IntN(4) == 0 {
		w.loose = true
		c.Overlaps = append(c.Overlaps, public.Overlap{Ref: g.doc.Ref})
		return
	}
	g.slot[i] = true
	if old := w.older[i]; old != nil && w.rand.IntN(2) == 0 {
		c = old // the place was given a name before the newest case was opened
	}
	says := w.rand.IntN(3)
	if says != 0 {
		g.doc.Group.Slots = append(g.doc.Group.Slots, public.Slot{Number: n, Ref: c.Ref})
	}
	if says != 1 {
		c.MemberOf = append(c.MemberOf, public.Membership{Ref: g.doc.Ref, Number: n})
	}
}

// stateOverlaps says of groups that share somebody who has no place of their
// own in both that they may be about the same people; of others at times, too.
func (w *world) stateOverlaps() {
	for a := range w.groups {
		for b := range a {
			shared := slices.ContainsFunc(w.groups[a].in, func(i int) bool {
				return slices.Contains(w.groups[b].in, i) && !(w.groups[a].slot[i] && w.groups[b].slot[i])
			})
			if shared || w.rand.IntN(6) == 0 {
				w.loose = true
				w.groups[a].doc.Overlaps = append(w.groups[a].doc.Overlaps, public.Overlap{Ref: w.groups[b].doc.Ref})
			}
		}
	}
}

// truth counts the human beings who are in a set, one by one: those with a case
// by their case, the others because a group is about them.
func (w *world) truth(has func(i int) bool) int {
	n := 0
	for i := range w.state {
		counted := w.own[i] != nil || slices.ContainsFunc(w.groups, func(g crowd) bool { return slices.Contains(g.in, i) })
		if counted && has(i) {
			n++
		}
	}
	return n
}

func (w *world) publish(t *testing.T) *reading.Room {
	d, room := open(t)
	d.put("release_event", swap, &public.ReleaseEvent{ID: swap, Country: "VE"})
	for _, i := range w.rand.Perm(len(w.cases)) {
		d.cases(w.cases[i])
	}
	return room
}

func (w *world) String() string {
	text := fmt.Sprintf("states %v\n", w.state)
	for _, c := range w.cases {
		text += fmt.Sprintf("%s %s of %v may %v group %+v\n", c.Ref, c.State.Code, c.MemberOf, c.Overlaps, c.Group)
	}
	return text
}

// Against people counted one by one: the least is never more than there are,
// the most never less, and both are exact when nothing is vague and every
// person of a group who has a case has a place.
func TestFiguresNeverCountAPersonTwice(t *testing.T) {
	t.Parallel()
	worlds, exact := 80, 0
	if testing.Short() {
		worlds = 20
	}
	for seed := range uint64(worlds) {
		w := newWorld(seed)
		room := w.publish(t)
		home, err := room.Home(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		unknown := slices.ContainsFunc(w.cases, func(c *public.Case) bool { return c.State.Code == "unknown" })
		held := w.truth(func(i int) bool {
			return w.state[i] == "in_custody" && (w.own[i] == nil || w.own[i].State.Code != "unknown")
		})
		w.holds(t, seed, "held", home.Held, held, !w.loose && !unknown)
		if !w.loose && !unknown {
			exact++
		}
		lines, err := room.Releases(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		out := w.truth(func(i int) bool { return w.own[i] == nil || len(w.own[i].Releases) > 0 })
		w.holds(t, seed, "released", lines[0].People, out, false)
	}
	if exact < worlds/20 {
		t.Errorf("%d of %d worlds were told exactly, too few to prove anything", exact, worlds)
	}
	t.Logf("%d worlds, %d of them told exactly", worlds, exact)
}

func (w *world) holds(t *testing.T, seed uint64, what string, got reading.People, want int, exactly bool) {
	t.Helper()
	if got.Least > want || got.MostKnown && got.Most < want {
		t.Errorf("world %d: %s are %+v, but there are %d\n%s", seed, what, got, want, w)
	}
	if exactly && (got.Least != want || !got.MostKnown || got.Most != want) {
		t.Errorf("world %d: %s are %+v, want exactly %d\n%s", seed, what, got, want, w)
	}
}

func TestAPlaceHoldsWhicheverSideWasPublishedLast(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name         string
		group, other bool // which document tells of the place
		want         reading.People
	}{
		{"neither yet", false, false, reading.People{Least: 4, Most: 4, MostKnown: true}},
		{"the group", true, false, reading.People{Least: 3, Most: 3, MostKnown: true}},
		{"the person", false, true, reading.People{Least: 3, Most: 3, MostKnown: true}},
		{"both", true, true, reading.People{Least: 3, Most: 3, MostKnown: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d, room := open(t)
			g, p := group(1, 3, number(3)), person(2, "in_custody")
			if test.group {
				g.Group.Slots = []public.Slot{{Number: 1, Ref: p.Ref}}
			}
			if test.other {
				p.MemberOf = []public.Membership{{Ref: g.Ref, Number: 1}}
			}
			d.cases(g, p)
			home, err := room.Home(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if home.Held != test.want {
				t.Errorf("held are %+v, want %+v", home.Held, test.want)
			}
			d.remove("case", p.Ref)
			if home, err = room.Home(t.Context()); err != nil || home.Held.Least != 3 {
				t.Errorf("without the person held are %+v, %v, want 3 again", home.Held, err)
			}
		})
	}
}
