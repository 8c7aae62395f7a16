package casebook_test

import (
	"fmt"
	"slices"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/when"
)

// Every state, step and hand: what is not in this table is refused.
func TestAReviewTakesTheStepsOfTheTableAndNoOthers(t *testing.T) {
	t.Parallel()
	want := map[string]casebook.ReviewState{
		"waiting approve second":      casebook.ReviewDone,
		"waiting schedule second":     casebook.Scheduled,
		"waiting return second":       casebook.ReviewBack,
		"waiting retract requester":   casebook.ReviewTaken,
		"waiting lapse program":       casebook.ReviewLapsed,
		"scheduled return second":     casebook.ReviewBack,
		"scheduled retract requester": casebook.ReviewTaken,
		"scheduled lapse program":     casebook.ReviewLapsed,
		"scheduled appear program":    casebook.ReviewDone,
	}
	states := []casebook.ReviewState{casebook.Waiting, casebook.Scheduled, casebook.ReviewDone, casebook.ReviewBack, casebook.ReviewTaken, casebook.ReviewLapsed}
	steps := []casebook.ReviewStep{casebook.Approve, casebook.Schedule, casebook.Return, casebook.Retract, casebook.Lapse, casebook.Appear}
	open := []casebook.ReviewState{casebook.Waiting, casebook.Scheduled}
	tried := 0
	for _, state := range states {
		for _, step := range steps {
			for _, hand := range []casebook.Hand{casebook.Requester, casebook.Second, casebook.Program} {
				tried++
				row := casebook.Review{State: state}
				got, err := row.After(step, hand)
				name := fmt.Sprint(state, " ", step, " ", hand)
				switch to, may := want[name]; {
				case may && (err != nil || got != to):
					t.Errorf("%s = %q, %v; want %q", name, got, err, to)
				case !may && err == nil:
					t.Errorf("%s leads to %q, want a refusal", name, got)
				case !may && !slices.Contains(open, state) && !fault.Is(err, fault.Conflict):
					t.Errorf("%s is refused with %v, want a conflict: it is over", name, err)
				}
			}
		}
	}
	t.Logf("%d of %d lead somewhere", len(want), tried)
}

func TestNobodyIsASecondPersonToThemselves(t *testing.T) {
	t.Parallel()
	row := casebook.Review{State: casebook.Waiting, RequestedBy: "ana"}
	for _, step := range []casebook.ReviewStep{casebook.Approve, casebook.Schedule, casebook.Return} {
		if _, err := row.After(step, row.HandOf("ana")); !fault.Is(err, fault.Denied) {
			t.Errorf("%s by whoever asked gives %v, want denied", step, err)
		}
		if _, err := row.After(step, row.HandOf("ben")); err != nil {
			t.Errorf("%s by somebody else gives %v", step, err)
		}
	}
}

func TestEachScopeOfConsentStandsForItself(t *testing.T) {
	t.Parallel()
	f := casebook.File{Consents: []casebook.Consent{
		{ID: "a", Scopes: casebook.Codes{"publish_name", "publish_health"}, ReviewOn: dayOf(t, "2026-02-01")},
		{ID: "b", Scopes: casebook.Codes{"publish_photo"}, WithdrawnOn: dayOf(t, "2026-01-02"), ReviewOn: dayOf(t, "2026-01-01")},
	}}
	got := map[string]bool{}
	for _, s := range f.Scopes() {
		got[s.Scope] = s.Covered
	}
	for scope, want := range map[string]bool{"publish_anonymously": false, "publish_name": true, "publish_photo": false, "publish_health": true} {
		if got[scope] != want {
			t.Errorf("%s covered = %t, want %t", scope, got[scope], want)
		}
	}
	for within, want := range map[int]int{0: 0, 11: 0, 12: 1} {
		if got := f.ConsentsToReview(dayOf(t, "2026-01-20"), within); len(got) != want {
			t.Errorf("within %d days %d consents are to be asked again, want %d", within, len(got), want)
		}
	}
}

func dayOf(t *testing.T, text string) when.Day {
	t.Helper()
	d, err := when.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
