package casebook_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"habeas/internal/casebook"
	"habeas/internal/when"
)

// spell writes a span for reading: "from – to", with .. for an end that is open
// and ? for one that nobody knows.
func spell(s when.Span) string {
	end := map[when.End]string{when.EndKnown: s.To.String(), when.EndOpen: "..", when.EndUnknown: "?"}[s.End]
	return s.From.String() + " – " + end
}

func spellsOf(f *casebook.File) []string {
	var all []string
	for _, s := range f.Spells() {
		all = append(all, spell(s))
	}
	return all
}

// deprived gives a file with another kind of deprivation.
func deprived(kind casebook.Deprivation, events ...casebook.Event) *casebook.File {
	f := file(events...)
	f.Case.Deprivation = kind
	return f
}

func disputed(e casebook.Event) casebook.Event {
	e.Certainty = casebook.Disputed
	return e
}

func TestTimesInCustodyAreToldOneByOne(t *testing.T) {
	t.Parallel()
	const taken, left, again = casebook.Taken, casebook.LeftFacility, casebook.ReDetained
	for _, tc := range []struct {
		name string
		file *casebook.File
		want []string
	}{
		{"nothing is known", file(), nil},
		{"a statement is no custody", file(event(casebook.StatementMade, "2026-01-02")), nil},
		{"held, and it goes on", file(event(taken, "2025-12-08")), []string{"2025-12-08 – .."}},
		{"held since a day, in the source's own interval", file(event(taken, "2024-07-28/..")), []string{"2024-07-28/.. – .."}},
		{"held by a day", file(event(taken, "[..2026-01-12]")), []string{"[..2026-01-12] – .."}},
		{"taken nobody knows when", file(event(taken, "")), []string{" – .."}},
		{"out", file(event(taken, "2025-12-08"), event(left, "2026-01-13")), []string{"2025-12-08 – 2026-01-13"}},
		{"both days uncertain", file(event(taken, "2025-12-08/2025-12-12"), event(left, "[2026-01-12..2026-01-14]")), []string{"2025-12-08/2025-12-12 – [2026-01-12..2026-01-14]"}},
		{"out nobody knows when: an undated exit frees from nothing later", file(event(taken, "2025-12-08"), event(left, "")), []string{"2025-12-08 – .."}},
		{"missing, then acknowledged: one custody", file(event(casebook.Missing, "2025-12-01"), event(casebook.Acknowledged, "2026-01-02")), []string{"2025-12-01 – .."}},
		{"moved: one custody", file(event(taken, "2025-12-08"), event(casebook.Moved, "2025-12-20")), []string{"2025-12-08 – .."}},
		{"an exit that is disputed ends nothing", file(event(taken, "2025-12-08"), disputed(event(left, "2026-01-13"))), []string{"2025-12-08 – .."}},
		{"an announcement ends nothing", file(event(taken, "2025-12-08"), event(casebook.ReleaseAnnounced, "2026-01-13")), []string{"2025-12-08 – .."}},
		{"detained again", file(event(taken, "2025-12-08"), event(left, "2026-01-13"), event(again, "2026-01-20")), []string{"2025-12-08 – 2026-01-13", "2026-01-20 – .."}},
		{"detained again and out again", file(event(taken, "2025-12-08"), event(left, "2026-01-13"), event(again, "2026-01-20"), event(left, "2026-01-25")), []string{"2025-12-08 – 2026-01-13", "2026-01-20 – 2026-01-25"}},
		{"detained again within days nobody tells apart", file(event(taken, "2025-12-08"), event(left, "2026-01-13"), event(again, "2026-01")), []string{"2025-12-08 – 2026-01-13", "2026-01 – .."}},
		{"detained again on the day of the exit, logged after it", file(event(taken, "2025-12-08"), event(left, "2026-01-13"), event(again, "2026-01-13")), []string{"2025-12-08 – 2026-01-13", "2026-01-13 – .."}},
		{"detained again on the day of the exit, logged before it", file(event(taken, "2025-12-08"), event(again, "2026-01-13"), event(left, "2026-01-13")), []string{"2025-12-08 – 2026-01-13", "2026-01-13 – .."}},
		{"detained again nobody knows when", file(event(taken, "2025-12-08"), event(left, "2026-01-13"), event(again, "")), []string{"2025-12-08 – 2026-01-13", " – .."}},
		{"detained again as somebody disputes", file(event(taken, "2025-12-08"), event(left, "2026-01-13"), disputed(event(again, "2026-01-20"))), []string{"2025-12-08 – 2026-01-13"}},
		{"died in custody", file(event(taken, "2025-12-08"), event(casebook.Died, "2026-01-13")), []string{"2025-12-08 – 2026-01-13"}},
		{"died after coming out: the custody is not longer", file(event(taken, "2025-12-08"), event(left, "2026-01-13"), event(casebook.Died, "2026-02-01")), []string{"2025-12-08 – 2026-01-13"}},
		{"conditions after coming out: the custody is not longer", file(event(taken, "2025-12-08"), event(left, "2026-01-13"), event(casebook.ConditionsImposed, "2026-02-01")), []string{"2025-12-08 – 2026-01-13"}},
		{"extradited: still held", file(event(taken, "2025-12-08"), event(casebook.Extradited, "2026-01-13")), []string{"2025-12-08 – .."}},
		{"house arrest is custody", deprived("house_arrest", event(taken, "2025-12-08")), []string{"2025-12-08 – .."}},
		{"an exit ban is held against the person", deprived("exit_ban", event(taken, "2025-12-08")), []string{"2025-12-08 – .."}},
		{"a disappearance goes on", deprived("enforced_disappearance", event(taken, "2025-12-08")), []string{"2025-12-08 – .."}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if d := cmp.Diff(tc.want, spellsOf(tc.file), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

func TestTimesInCustodyFollowTheLadderOfARelease(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name       string
		exit       casebook.Exit
		conditions []casebook.Condition
		steps      []string
		want       string
	}{
		{"announced only", "released", nil, []string{"announced", "2026-01-08"}, "2025-12-08 – .."},
		{"ordered only", "released", nil, []string{"ordered", "2026-01-09"}, "2025-12-08 – .."},
		{"left the facility", "released", nil, []string{"announced", "2026-01-08", "left_facility", "2026-01-12"}, "2025-12-08 – 2026-01-12"},
		{"home, and nobody told of leaving the facility", "released", nil, []string{"home", "2026-01-14"}, "2025-12-08 – 2026-01-14"},
		{"verified without a day of its own: the day of the event", "released", nil, []string{"verified", ""}, "2025-12-08 – 2026-01-13"},
		{"the order was not carried out", "released", nil, []string{"ordered", "2026-01-09", "order_not_carried_out", "2026-01-12"}, "2025-12-08 – .."},
		{"transferred elsewhere", "transferred", nil, []string{"left_facility", "2026-01-12"}, "2025-12-08 – .."},
		{"out into house arrest", "released", []casebook.Condition{{Kind: "house_arrest"}}, []string{"left_facility", "2026-01-12"}, "2025-12-08 – .."},
		{"out, reporting to court", "released", []casebook.Condition{{Kind: "periodic_reporting"}}, []string{"left_facility", "2026-01-12"}, "2025-12-08 – 2026-01-12"},
		{"died in custody", "died_in_custody", nil, []string{"verified", "2026-01-12"}, "2025-12-08 – 2026-01-12"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := file(event(casebook.Taken, "2025-12-08"))
			released(f, tc.exit, tc.steps...).Conditions = tc.conditions
			if d := cmp.Diff([]string{tc.want}, spellsOf(f)); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

func TestOneTimeInCustodyIsTheWholeOfIt(t *testing.T) {
	t.Parallel()
	for _, f := range []*casebook.File{
		file(event(casebook.Taken, "2025-12-08")),
		file(event(casebook.Taken, "2025-12-08/2025-12-12"), event(casebook.LeftFacility, "2026-01-13?")),
		file(event(casebook.Missing, "2025-12"), event(casebook.ProofOfLife, "2026-01-02")),
		deprived("house_arrest", event(casebook.Taken, "2025-12-08"), event(casebook.Died, "2026-01-01")),
	} {
		got := f.Spells()
		if len(got) != 1 || got[0] != f.Held() {
			t.Errorf("got %+v, want the whole custody %+v alone", got, f.Held())
		}
	}
}

func TestTheLastTimeInCustodyWasLastSeen(t *testing.T) {
	t.Parallel()
	f := file(event(casebook.Taken, "2025-12-08"), event(casebook.LeftFacility, "2026-01-13"), event(casebook.ReDetained, "2026-01-20"), event(casebook.FamilyVisit, "2026-01-24"))
	got := f.Spells()
	if len(got) != 2 || !got[0].SeenUntil.IsZero() || got[1].SeenUntil.String() != "2026-01-24" {
		t.Errorf("got %+v, want the last one alone seen until 24 January", got)
	}
}

func TestSomebodyIsDetainedAgainOnlyWhileItGoesOn(t *testing.T) {
	t.Parallel()
	first := []casebook.Event{event(casebook.Taken, "2025-12-08"), event(casebook.LeftFacility, "2026-01-13")}
	for _, tc := range []struct {
		name   string
		events []casebook.Event
		want   string
		again  bool
	}{
		{"held once", first[:1], "", false},
		{"out", first, "", false},
		{"again", append(first[:2:2], event(casebook.ReDetained, "2026-01-20")), "2026-01-20", true},
		{"again, nobody knows when", append(first[:2:2], event(casebook.ReDetained, "")), "", true},
		{"again, and out since", append(first[:2:2], event(casebook.ReDetained, "2026-01-20"), event(casebook.Rescued, "2026-01-25")), "", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, again := file(slices.Clone(tc.events)...).DetainedAgain()
			if again != tc.again || got.String() != tc.want {
				t.Errorf("got %q, %t; want %q, %t", got, again, tc.want, tc.again)
			}
		})
	}
}
