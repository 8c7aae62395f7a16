package reading_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
)

// Who has several cases counts once in every figure, whatever is published,
// changed or withdrawn: after each write the figures are what counting the
// people one by one gives, and so is what a reader of the export counts.
func TestAPersonInSeveralCasesCountsOnceAfterEveryWrite(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 5))
			d, room := open(t)
			there, twice := map[string]*public.Case{}, 0
			for range 60 {
				c := caseOfSomebody(r)
				if there[c.Ref] != nil && r.IntN(3) == 0 {
					d.remove("case", c.Ref)
					delete(there, c.Ref)
				} else {
					d.cases(c)
					there[c.Ref] = c
				}
				twice += len(there) - len(newest(slices.Collect(maps.Values(there))))
				countsAgree(t, room, there)
			}
			if twice < 100 {
				t.Errorf("only %d cases of somebody who had another one: too few to prove anything", twice)
			}
		})
	}
}

// caseOfSomebody makes a case of one of a few people, who are taken here and
// there in several years, and some of whom are not named in some cases.
func caseOfSomebody(r *rand.Rand) *public.Case {
	n := 1 + r.IntN(24)
	c := person(n, []string{"in_custody", "house_arrest", "at_liberty", "unknown"}[r.IntN(4)])
	c.Country = []string{"VE", "NI"}[r.IntN(2)]
	c.Held.Taken = when.MustParse(fmt.Sprintf("20%02d-03", 10+r.IntN(16)))
	if r.IntN(2) == 0 {
		c.Releases = []public.Release{{EventID: swap, Exit: "released", Steps: []public.Step{{Code: "left_facility"}}}}
	}
	if c.Person = fmt.Sprint("human", n%7); r.IntN(6) == 0 {
		c.Person, c.NameWithheld, c.Name = "", true, public.Name{}
	}
	return c
}

// newest gives the case in which each person counts.
func newest(cases []*public.Case) map[string]*public.Case {
	counts := map[string]*public.Case{}
	for _, c := range cases {
		key := c.Person
		if key == "" {
			key = c.Ref
		}
		if was := counts[key]; was == nil || was.Held.Taken.Latest().Before(c.Held.Taken.Latest()) || was.Held.Taken == c.Held.Taken && was.Ref < c.Ref {
			counts[key] = c
		}
	}
	return counts
}

// inStates counts the people of some cases in some states one by one.
func inStates(cases []*public.Case, states ...string) reading.People {
	n := 0
	for _, c := range newest(cases) {
		if slices.Contains(states, c.State.Code) {
			n++
		}
	}
	return reading.People{Least: n, Most: n, MostKnown: true}
}

func countsAgree(t *testing.T, room *reading.Room, there map[string]*public.Case) {
	t.Helper()
	all := slices.Collect(maps.Values(there))
	of := func(country string) (some []*public.Case) {
		for _, c := range all {
			if c.Country == country {
				some = append(some, c)
			}
		}
		return some
	}
	home, err := room.Home(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]reading.People{"held": inStates(all, "in_custody", "house_arrest"), "free": inStates(all, "at_liberty"), "unknown": inStates(all, "unknown")}
	got := map[string]reading.People{"held": home.Held, "free": home.Free, "unknown": home.Unknown}
	for _, f := range home.Countries {
		in := of(f.Country)
		want["held in "+f.Country], got["held in "+f.Country] = inStates(in, "in_custody", "house_arrest"), f.Held
		want["free in "+f.Country], got["free in "+f.Country] = inStates(in, "at_liberty"), f.Free
		if len(in) != f.Cases {
			t.Errorf("%s has %d cases, want %d", f.Country, f.Cases, len(in))
		}
	}
	want["held by the export"], got["held by the export"] = want["held"], exported(t, room)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("figures (-one by one +told):\n%s", diff)
	}
}

// exported counts who is held as a reader of the export does: of the lines with
// the same first case, the newest.
func exported(t *testing.T, room *reading.Room) reading.People {
	t.Helper()
	seen, n := map[string]bool{}, 0
	for row, err := range room.EachCase(t.Context(), public.Query{}) { // newest first
		if err != nil {
			t.Fatal(err)
		}
		if !seen[row.PersonRef] && (row.State == "in_custody" || row.State == "house_arrest") {
			n++
		}
		seen[row.PersonRef] = true
	}
	return reading.People{Least: n, Most: n, MostKnown: true}
}

// The first case of a person is among those that are public: one that was
// withdrawn, or in which the name is withheld, is not told of.
func TestTheExportTellsOfNoCaseThatIsNotPublicOrNotNamed(t *testing.T) {
	t.Parallel()
	d, room := open(t)
	first, second, third := person(1, "at_liberty"), person(2, "in_custody"), person(3, "in_custody")
	first.Person, second.Person = "somebody", "somebody"
	third.NameWithheld, third.Name = true, public.Name{} // of the same person: the projection tells no more
	d.cases(first, second, third)
	refs := func() map[string]string {
		got := map[string]string{}
		for row, err := range room.EachCase(t.Context(), public.Query{}) {
			if err != nil {
				t.Fatal(err)
			}
			got[row.Ref] = row.PersonRef
		}
		return got
	}
	if diff := cmp.Diff(map[string]string{first.Ref: first.Ref, second.Ref: first.Ref, third.Ref: third.Ref}, refs()); diff != "" {
		t.Errorf("whose cases they are (-want +got):\n%s", diff)
	}
	d.remove("case", first.Ref)
	if diff := cmp.Diff(map[string]string{second.Ref: second.Ref, third.Ref: third.Ref}, refs()); diff != "" {
		t.Errorf("after the first was withdrawn (-want +got):\n%s", diff)
	}
}
