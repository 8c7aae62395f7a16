package casebook_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/casebook"
)

// tally makes a list of a kind from its lines: "name", "name = case", "name ?"
// for one that is unclear, "name !" for one that is not ours.
func tally(id casebook.ID, kind casebook.ListKind, lines ...string) casebook.ListTally {
	var entries []casebook.Entry
	for i, line := range lines {
		e := casebook.Entry{ListID: id, Number: i + 1, Text: line, Match: casebook.NotLookedAt}
		if name, of, ours := strings.Cut(line, " = "); ours {
			e.Text, e.Match, e.CaseID = name, casebook.IsOurs, casebook.ID(of)
		}
		for mark, match := range map[string]casebook.Match{" ?": casebook.MatchUnclear, " !": casebook.NotOurs} {
			if name, ok := strings.CutSuffix(e.Text, mark); ok {
				e.Text, e.Match = name, match
			}
		}
		entries = append(entries, e)
	}
	return casebook.Tally(casebook.List{ID: id, Kind: kind}, entries)
}

// compared writes a comparison for reading: what is found, the name, the case,
// whether it is in the event, and the line on each list.
func compared(c casebook.Comparison) []string {
	var all []string
	for _, r := range c.Rows {
		line := fmt.Sprintf("%s: %s", r.Found, r.Name)
		if r.Case != nil {
			line += " [" + string(r.Case.ID) + "]"
		}
		if r.Ours {
			line += " ours"
		}
		for _, list := range slices.Sorted(maps.Keys(r.On)) {
			line += fmt.Sprintf(" %s:%d", list, r.On[list])
		}
		all = append(all, line)
	}
	return all
}

func TestListsAreSetBesideEachOther(t *testing.T) {
	t.Parallel()
	const a, f, n = casebook.AnnouncedList, casebook.ActualList, casebook.NGOList
	cases := map[casebook.ID]casebook.Case{"c1": {ID: "c1", Ref: "VE-2026-0001"}, "c2": {ID: "c2", Ref: "VE-2026-0002"}}
	freed := func(ids ...casebook.ID) (all []casebook.ReleaseOf) {
		for _, id := range ids {
			all = append(all, casebook.ReleaseOf{Case: cases[id], Name: "Name of " + string(id)})
		}
		return all
	}
	for _, tc := range []struct {
		name  string
		lists []casebook.ListTally
		freed []casebook.ReleaseOf
		want  []string
	}{
		{"no list, and a case of ours", nil, freed("c1"), []string{"neither: Name of c1 [c1] ours"}},
		{"announced, and nobody saw them come out", []casebook.ListTally{tally("A", a, "Ana Ejemplo")}, nil, []string{"announced_not_actual: Ana Ejemplo A:1"}},
		{"came out unannounced", []casebook.ListTally{tally("F", f, "Ana Ejemplo")}, nil, []string{"actual_not_announced: Ana Ejemplo F:1"}},
		{"an organisation's list alone says neither", []casebook.ListTally{tally("N", n, "Ana Ejemplo")}, nil, []string{"other_list: Ana Ejemplo N:1"}},
		{"the same words in another order, and other accents", []casebook.ListTally{tally("A", a, "Ejemplo, José"), tally("F", f, "JOSE EJEMPLO")}, nil, []string{"both: Ejemplo, José A:1 F:1"}},
		{"alike is not the same", []casebook.ListTally{tally("A", a, "José Ejemplo"), tally("F", f, "José A. Ejemplo")}, nil,
			[]string{"announced_not_actual: José Ejemplo A:1", "actual_not_announced: José A. Ejemplo F:1"}},
		{"two spellings of one case of ours", []casebook.ListTally{tally("A", a, "J. Ejemplo = c1"), tally("F", f, "José Ejemplo = c1")}, freed("c1"), []string{"both: Name of c1 [c1] ours A:1 F:1"}},
		{"ours, and not recorded in the event", []casebook.ListTally{tally("A", a, "J. Ejemplo = c2")}, freed("c1"),
			[]string{"announced_not_actual: J. Ejemplo [c2] A:1", "neither: Name of c1 [c1] ours"}},
		{"unclear stays its own", []casebook.ListTally{tally("A", a, "Ana Ejemplo ?"), tally("F", f, "Ana Ejemplo")}, nil,
			[]string{"announced_not_actual: Ana Ejemplo A:1", "actual_not_announced: Ana Ejemplo F:1"}},
		{"not ours is a person as well", []casebook.ListTally{tally("A", a, "Ana Ejemplo !"), tally("F", f, "Ana Ejemplo")}, nil, []string{"both: Ana Ejemplo A:1 F:1"}},
		{"a case that whoever looks may not see is not told", []casebook.ListTally{tally("A", a, "Ana Ejemplo = hidden"), tally("F", f, "A. Ejemplo = hidden")}, nil, []string{"both: Ana Ejemplo A:1 F:1"}},
		{"namesakes on one list are two people", []casebook.ListTally{tally("A", a, "Juan Pérez", "Juan Pérez"), tally("F", f, "Pérez, Juan")}, nil,
			[]string{"announced_not_actual: Juan Pérez A:2", "both: Juan Pérez A:1 F:1"}},
		{"what needs a call comes first, then by name", []casebook.ListTally{tally("A", a, "Zoe", "Ben", "Ábel"), tally("F", f, "Carla", "Ben"), tally("N", n, "Dora")}, freed("c1"),
			[]string{"announced_not_actual: Ábel A:3", "announced_not_actual: Zoe A:1", "actual_not_announced: Carla F:1", "neither: Name of c1 [c1] ours", "other_list: Dora N:1", "both: Ben A:2 F:2"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := casebook.Compare(tc.lists, tc.freed, cases)
			if d := cmp.Diff(tc.want, compared(got)); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
			known := map[casebook.Found]int{}
			for _, r := range got.Rows {
				known[r.Found]++
			}
			if d := cmp.Diff(known, got.Known); d != "" {
				t.Errorf("the counts are not those of the rows (-rows +counts):\n%s", d)
			}
		})
	}
}

func TestAListIsTalliedByHowItsEntriesStand(t *testing.T) {
	t.Parallel()
	got := tally("A", casebook.AnnouncedList, "a", "b = c1", "c = c2", "d ?", "e !").By
	want := map[casebook.Match]int{casebook.NotLookedAt: 1, casebook.IsOurs: 2, casebook.MatchUnclear: 1, casebook.NotOurs: 1}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}
