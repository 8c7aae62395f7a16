package casebook_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/casebook"
	"habeas/internal/when"
)

func date(t *testing.T, text string) when.Date {
	t.Helper()
	d, err := when.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// watched gives what is watched about a case, a line each: list, day, code.
func watched(f *casebook.File, lists ...casebook.WatchList) []string {
	var all []string
	for _, w := range f.Watch() {
		if slices.Contains(lists, w.List) {
			all = append(all, string(w.List)+" "+w.Day.String()+" "+w.Code+" "+string(w.On.Kind))
		}
	}
	return all
}

func TestEachListOfTheMorningHoldsWhatBelongsThere(t *testing.T) {
	t.Parallel()
	made := time.Date(2026, 1, 10, 9, 0, 0, 0, time.UTC)
	taken := casebook.Event{ID: "e1", Kind: casebook.Taken, Date: date(t, "2025-12-08"), Certainty: casebook.Reported}
	home := casebook.Event{ID: "e2", Kind: casebook.Home, Date: date(t, "2026-01-09"), Certainty: casebook.Reported}
	step := func(s casebook.Step, day string) casebook.Confirmation {
		return casebook.Confirmation{ID: casebook.ID("k" + s), Step: s, Date: date(t, day)}
	}
	release := func(steps ...casebook.Confirmation) []casebook.ReleasePart {
		return []casebook.ReleasePart{{Event: casebook.ReleaseEvent{ID: "r1", Date: date(t, "2026-01-08")}, Confirmations: steps}}
	}
	onTaken := func(id casebook.ID, day string, standing casebook.Standing) casebook.Claim {
		return casebook.Claim{ID: id, SubjectKind: casebook.OnEvent, SubjectID: "e1", Field: "date", Exact: day, Standing: standing, Credibility: "6", CreatedAt: made}
	}
	settled := onTaken("c1", "2025-12-09", casebook.AlsoReported)
	settled.SettledFor = "2025-12-08"
	later := time.Date(2026, 1, 12, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name  string
		file  casebook.File
		lists []casebook.WatchList
		want  []string
	}{
		{"a held person is to be verified", casebook.File{Events: []casebook.Event{taken}}, []casebook.WatchList{casebook.WatchVerify}, []string{"verify   case"}},
		{"a person at home is not", casebook.File{Events: []casebook.Event{taken, home}}, []casebook.WatchList{casebook.WatchVerify, casebook.WatchAnniversary}, nil},
		{"a day has an anniversary", casebook.File{Events: []casebook.Event{taken}}, []casebook.WatchList{casebook.WatchAnniversary}, []string{"anniversary 2025-12-08  case"}},
		{"a month has none", casebook.File{Events: []casebook.Event{{ID: "e1", Kind: casebook.Taken, Date: date(t, "2025-12")}}}, []casebook.WatchList{casebook.WatchAnniversary}, nil},
		{"a release that was only announced", casebook.File{Releases: release(step(casebook.StepAnnounced, "2026-01-07"), step(casebook.StepOrdered, "2026-01-09"))}, []casebook.WatchList{casebook.WatchAnnounced}, []string{"announced 2026-01-07  release_event"}},
		{"without a day, that of the event", casebook.File{Releases: release(step(casebook.StepAnnounced, ""))}, []casebook.WatchList{casebook.WatchAnnounced}, []string{"announced 2026-01-08  release_event"}},
		{"one that was seen is none", casebook.File{Releases: release(step(casebook.StepAnnounced, "2026-01-07"), step(casebook.StepLeftFacility, "2026-01-08"))}, []casebook.WatchList{casebook.WatchAnnounced}, nil},
		{"one that was not carried out is none", casebook.File{Releases: release(step(casebook.StepAnnounced, "2026-01-07"), step(casebook.StepNotCarried, ""))}, []casebook.WatchList{casebook.WatchAnnounced}, nil},
		{"disputed claims, unless taken back", casebook.File{Claims: []casebook.Claim{{ID: "c1", Standing: "disputed", CreatedAt: made}, {ID: "c2", Standing: "disputed", RetractedAt: &later}, {ID: "c3", Standing: "accepted"}}}, []casebook.WatchList{casebook.WatchConflict}, []string{"conflict 2026-01-10 disputed_claim claim"}},
		{"a field that a source as credible tells otherwise", casebook.File{Events: []casebook.Event{taken}, Claims: []casebook.Claim{onTaken("c1", "2025-12-09", casebook.AlsoReported), onTaken("c2", "2025-12-08", casebook.AlsoReported)}}, []casebook.WatchList{casebook.WatchConflict}, []string{"conflict 2026-01-10 as_good event"}},
		{"a disputed value is told once, as that of its field", casebook.File{Events: []casebook.Event{taken}, Claims: []casebook.Claim{onTaken("c1", "2025-12-09", casebook.InDispute)}}, []casebook.WatchList{casebook.WatchConflict}, []string{"conflict 2026-01-10 disputed event"}},
		{"what was settled for the value that stands is not asked", casebook.File{Events: []casebook.Event{taken}, Claims: []casebook.Claim{settled}}, []casebook.WatchList{casebook.WatchConflict}, nil},
		{"a claim on what is not of the case", casebook.File{Claims: []casebook.Claim{onTaken("c1", "2025-12-09", casebook.AlsoReported)}}, []casebook.WatchList{casebook.WatchConflict}, nil},
		{"an overlap that is stated from the other end as well", casebook.File{Case: casebook.Case{ID: "a", CreatedAt: made}, Overlaps: []casebook.Overlap{{ID: "o1", CaseID: "b", OtherID: "a"}, {ID: "o2", CaseID: "a", OtherID: "b"}}}, nil, nil},
		{"an overlap, from one end", casebook.File{Case: casebook.Case{ID: "a", CreatedAt: made}, Overlaps: []casebook.Overlap{{ID: "o1", CaseID: "a", OtherID: "b"}, {ID: "o2", CaseID: "b", OtherID: "a"}}}, []casebook.WatchList{casebook.WatchConflict}, []string{"conflict 2026-01-10 overlap overlap"}},
		{"consents that are to be reviewed", casebook.File{Consents: []casebook.Consent{{Basis: "consent", ReviewOn: when.NewDay(2026, 2, 1)}, {ReviewOn: when.NewDay(2026, 3, 1), WithdrawnOn: when.NewDay(2026, 1, 1)}, {}}}, []casebook.WatchList{casebook.WatchConsent}, []string{"consent 2026-02-01 consent case"}},
		{"hearings and deadlines", casebook.File{Events: []casebook.Event{{ID: "h", Kind: "hearing", Date: date(t, "2026-02-03")}}, Proceedings: []casebook.Proceeding{{ID: "p", Deadline: when.NewDay(2026, 2, 9), Outcome: "pending"}, {ID: "q", Deadline: when.NewDay(2026, 2, 9), Decided: date(t, "2026-01-01")}}}, []casebook.WatchList{casebook.WatchAhead}, []string{"ahead 2026-02-03 hearing event", "ahead 2026-02-09 deadline proceeding"}},
		{"a public event without a source", casebook.File{Events: []casebook.Event{{ID: "e1", Kind: casebook.Taken, Date: date(t, "2025-12-08"), Visibility: casebook.Public}}}, []casebook.WatchList{casebook.WatchUnsourced}, []string{"source  no_source event"}},
		{"a state that nothing supports", casebook.File{Events: []casebook.Event{taken}}, []casebook.WatchList{casebook.WatchCheck}, []string{"check  no_consent case", "check  unsupported_state event"}},
		{"no state at all", casebook.File{}, []casebook.WatchList{casebook.WatchCheck}, []string{"check  no_consent case", "check  no_state case"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, watched(&c.file, c.lists...)); diff != "" {
				t.Errorf("what is watched (-want +got):\n%s", diff)
			}
		})
	}
}
