package casebook_test

import (
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/when"
)

func TestStateFollowsFromEvents(t *testing.T) {
	t.Parallel()
	disputed := event(casebook.LeftFacility, "2026-01-13")
	disputed.Certainty = casebook.Disputed
	for _, tc := range []struct {
		name   string
		events []casebook.Event
		want   casebook.StateCode
		since  string
	}{
		{"nothing is known", nil, casebook.StateUnknown, ""},
		{"a statement says nothing of where a person is", []casebook.Event{event(casebook.StatementMade, "2026-01-01")}, casebook.StateUnknown, ""},
		{"taken", []casebook.Event{event(casebook.Taken, "2025-12-08")}, casebook.InCustody, "2025-12-08"},
		{"missing before anything else", []casebook.Event{event(casebook.Missing, "2025-12-01")}, casebook.WhereaboutsUnknown, "2025-12-01"},
		{"missing, then acknowledged", []casebook.Event{event(casebook.Missing, "2025-12-01"), event(casebook.Acknowledged, "2026-01-02")}, casebook.InCustody, "2026-01-02"},
		{"acknowledged after being taken changes nothing", []casebook.Event{event(casebook.Taken, "2025-12-08"), event(casebook.Acknowledged, "2026-01-02")}, casebook.InCustody, "2025-12-08"},
		{"a denial by the captor frees nobody", []casebook.Event{event(casebook.Taken, "2025-12-08"), event(casebook.DetentionDenied, "2025-12-10")}, casebook.InCustody, "2025-12-08"},
		{"an announcement frees nobody", []casebook.Event{event(casebook.Taken, "2025-12-08"), event(casebook.ReleaseAnnounced, "2026-01-08")}, casebook.InCustody, "2025-12-08"},
		{"an order frees nobody", []casebook.Event{event(casebook.Taken, "2025-12-08"), event(casebook.ReleaseOrdered, "2026-01-08")}, casebook.InCustody, "2025-12-08"},
		{"left the facility", []casebook.Event{event(casebook.Taken, "2025-12-08"), event(casebook.LeftFacility, "2026-01-13")}, casebook.AtLiberty, "2026-01-13"},
		{"a disputed release frees nobody", []casebook.Event{event(casebook.Taken, "2025-12-08"), disputed}, casebook.InCustody, "2025-12-08"},
		{"conditions bind", []casebook.Event{event(casebook.LeftFacility, "2026-01-13"), event(casebook.ConditionsImposed, "2026-01-14")}, casebook.RestrictedLiberty, "2026-01-14"},
		{"conditions lifted", []casebook.Event{event(casebook.LeftFacility, "2026-01-13"), event(casebook.ConditionsImposed, "2026-01-14"), event(casebook.ConditionsLifted, "2026-02-14")}, casebook.AtLiberty, "2026-02-14"},
		{"taken again", []casebook.Event{event(casebook.Taken, "2025-12-08"), event(casebook.LeftFacility, "2026-02-08"), event(casebook.ReDetained, "2026-02-09")}, casebook.InCustody, "2026-02-09"},
		{"deported", []casebook.Event{event(casebook.Taken, "2025-12-08"), event(casebook.Deported, "2026-02-08")}, casebook.AtLiberty, "2026-02-08"},
		{"extradited is still held", []casebook.Event{event(casebook.Taken, "2025-12-08"), event(casebook.Extradited, "2026-02-08")}, casebook.InCustody, "2025-12-08"},
		{"died", []casebook.Event{event(casebook.Taken, "2025-12-08"), event(casebook.Died, "2026-02-08")}, casebook.Deceased, "2026-02-08"},
		{"nothing follows a death", []casebook.Event{event(casebook.Died, "2026-02-08"), event(casebook.Moved, "2026-02-09")}, casebook.Deceased, "2026-02-08"},
		{"by a day counts on that day", []casebook.Event{event(casebook.LeftFacility, "2026-01-13"), event(casebook.Taken, "[..2026-01-12]")}, casebook.AtLiberty, "2026-01-13"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := file(tc.events...).State()
			if got.Code != tc.want || got.Since.String() != tc.since {
				t.Errorf("got %s since %q, want %s since %q", got.Code, got.Since, tc.want, tc.since)
			}
		})
	}
}

func TestStateFollowsFromTheLadderOfARelease(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name      string
		exit      casebook.Exit
		steps     []string
		want      casebook.StateCode
		announced bool
	}{
		{"announced only", "released", []string{"announced", "2026-01-08"}, casebook.InCustody, true},
		{"ordered only", "released", []string{"announced", "2026-01-08", "ordered", "2026-01-09"}, casebook.InCustody, true},
		{"left the facility", "released", []string{"announced", "2026-01-08", "left_facility", "2026-01-13"}, casebook.AtLiberty, false},
		{"home", "released", []string{"home", "2026-01-14"}, casebook.AtLiberty, false},
		{"verified, without a day of its own", "released", []string{"verified", ""}, casebook.AtLiberty, false},
		{"the order was not carried out", "released", []string{"ordered", "2026-01-09", "order_not_carried_out", "2026-01-12"}, casebook.InCustody, true},
		{"taken again", "released", []string{"left_facility", "2026-01-13", "re_detained", "2026-01-14"}, casebook.InCustody, false},
		{"transferred is still held", "transferred", []string{"left_facility", "2026-01-13"}, casebook.InCustody, false},
		{"died in custody", "died_in_custody", []string{"verified", "2026-01-13"}, casebook.Deceased, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := file(event(casebook.Taken, "2025-12-08"))
			released(f, tc.exit, tc.steps...)
			got := f.State()
			if got.Code != tc.want || got.Announced != tc.announced {
				t.Errorf("got %s, announced %t; want %s, announced %t", got.Code, got.Announced, tc.want, tc.announced)
			}
		})
	}
}

func TestFullyFreeMeansOutWithNothingThatBinds(t *testing.T) {
	t.Parallel()
	free := file(event(casebook.Taken, "2025-12-08"))
	released(free, "released", "home", "2026-01-13").Conditions = []casebook.Condition{{Kind: "none_known"}}
	if !free.State().FullyFree {
		t.Error("out, told to be without conditions, no charge: want fully free")
	}
	silent := file(event(casebook.Taken, "2025-12-08"))
	released(silent, "released", "home", "2026-01-13")
	if got := silent.State(); got.FullyFree || got.Code != casebook.AtLiberty {
		t.Errorf("nobody has said anything of conditions: got %s, fully free %t", got.Code, got.FullyFree)
	}
	reporting := file(event(casebook.Taken, "2025-12-08"))
	released(reporting, "released", "home", "2026-01-13").Conditions = []casebook.Condition{{Kind: "periodic_reporting"}}
	if got := reporting.State(); got.FullyFree || got.Code != casebook.RestrictedLiberty {
		t.Errorf("must report to court: got %s, fully free %t", got.Code, got.FullyFree)
	}
	over := file(event(casebook.Taken, "2025-12-08"))
	released(over, "released", "home", "2026-01-13").Conditions = []casebook.Condition{{Kind: "periodic_reporting", Until: when.MustParse("2026-02-01")}}
	if got := over.State(); !got.FullyFree {
		t.Errorf("the condition has ended: got %s, fully free %t", got.Code, got.FullyFree)
	}
	charged := file(event(casebook.Taken, "2025-12-08"))
	released(charged, "released", "home", "2026-01-13").Conditions = []casebook.Condition{{Kind: "none_known"}}
	charged.Charges = []casebook.Charge{{Outcome: "pending"}}
	if charged.State().FullyFree {
		t.Error("a charge is open: want not fully free")
	}
}

func TestHeldSaysWhatIsKnownOfTheEnd(t *testing.T) {
	t.Parallel()
	still := file(event(casebook.Taken, "2025-12-08/2025-12-12"))
	still.Case.LastVerified = when.NewDay(2026, 1, 16)
	got := still.Held()
	if got.From.String() != "2025-12-08/2025-12-12" || got.End != when.EndOpen || got.SeenUntil.String() != "2026-01-16" {
		t.Errorf("still held: got %+v", got)
	}
	out := file(event(casebook.Taken, "2025-12-08"), event(casebook.LeftFacility, "2026-01-13"))
	if got := out.Held(); got.End != when.EndKnown || got.To.String() != "2026-01-13" {
		t.Errorf("released: got %+v", got)
	}
	lost := file(event(casebook.StatementMade, "2026-01-02"))
	if got := lost.Held(); got.End != when.EndUnknown || got.SeenUntil.String() != "2026-01-02" {
		t.Errorf("nobody knows: got %+v", got)
	}
}

func TestFacilityIsTheLastOneNamed(t *testing.T) {
	t.Parallel()
	first, second := event(casebook.Taken, "2025-12-08"), event(casebook.Moved, "2026-01-02")
	first.FacilityID, second.FacilityID = "f1", "f2"
	f := file(second, first)
	f.Facilities = map[casebook.ID]casebook.Facility{"f1": {ID: "f1"}, "f2": {ID: "f2"}}
	if got := f.Facility(); got == nil || got.ID != "f2" {
		t.Errorf("got %+v, want the place of the later move", got)
	}
}

func TestRepeatedSourcesAreOneOrigin(t *testing.T) {
	t.Parallel()
	e := casebook.Evidence{Derivations: []casebook.Derivation{
		{SourceID: "outlet1", FromID: "wire"}, {SourceID: "outlet2", FromID: "wire"}, {SourceID: "wire", FromID: "official"},
		{SourceID: "digest", FromID: "official"}, {SourceID: "digest", FromID: "ngo"},
		{SourceID: "loop1", FromID: "loop2"}, {SourceID: "loop2", FromID: "loop1"},
	}}
	for _, tc := range []struct {
		name  string
		cites []casebook.Citation
		want  int
	}{
		{"none", nil, 0},
		{"two outlets and the wire they carry", []casebook.Citation{{SourceID: "outlet1"}, {SourceID: "outlet2"}, {SourceID: "wire"}}, 1},
		{"an outlet and another witness", []casebook.Citation{{SourceID: "outlet1"}, {SourceID: "witness"}}, 2},
		{"a digest that is said to repeat the official here", []casebook.Citation{{SourceID: "digest", OriginID: "official"}, {SourceID: "outlet1"}}, 1},
		{"a digest that repeats several, nobody says which", []casebook.Citation{{SourceID: "digest"}, {SourceID: "outlet1"}}, 2},
		{"sources that repeat each other end", []casebook.Citation{{SourceID: "loop1"}}, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := e.Origins(tc.cites); got != tc.want {
				t.Errorf("got %d origins, want %d", got, tc.want)
			}
		})
	}
}
