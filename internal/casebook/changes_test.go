package casebook_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/when"
)

func TestARowIsComparedFieldByFieldAsTheHistoryKeepsIt(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 13, 10, 30, 0, 0, time.FixedZone("", 3600))
	two := 2
	for _, tc := range []struct {
		name          string
		before, after any
		want          []casebook.Change
	}{
		{"nothing changed", casebook.Event{Kind: casebook.Taken}, casebook.Event{Kind: casebook.Taken}, nil},
		{"what keeps house says nothing", casebook.Event{ID: "a", Version: 1, CreatedAt: at}, casebook.Event{ID: "b", Version: 2, UpdatedAt: at}, nil},
		{"pointers and values are the same", &casebook.Event{Kind: casebook.Taken}, casebook.Event{Kind: casebook.Moved}, []casebook.Change{{Field: "Kind", Was: "taken", Now: "moved"}}},
		{"a date as it is written", casebook.Event{}, casebook.Event{Date: when.MustParse("2026-01?")}, []casebook.Change{{Field: "Date", Now: "2026-01?"}}},
		{"fields in the order of the row", casebook.Event{Actor: locale.Text{En: "a guard"}}, casebook.Event{Kind: casebook.Taken, Certainty: casebook.Disputed},
			[]casebook.Change{{Field: "Kind", Now: "taken"}, {Field: "Actor", Was: `{"en":"a guard"}`}, {Field: "Certainty", Now: "disputed"}}},
		{"a number that was unknown", casebook.Group{Min: 2}, casebook.Group{Min: 2, Max: &two}, []casebook.Change{{Field: "Max", Now: "2"}}},
		{"no, and not asked, are told alike of a switch", casebook.Name{}, casebook.Name{Display: true}, []casebook.Change{{Field: "Display", Was: "false", Now: "true"}}},
		{"an instant in the time of the world", casebook.Claim{}, casebook.Claim{RetractedAt: &at}, []casebook.Change{{Field: "RetractedAt", Now: "2026-01-13T09:30:00Z"}}},
		{"a list of codes", casebook.Person{Roles: casebook.Codes{"lawyer"}}, casebook.Person{}, []casebook.Change{{Field: "Roles", Was: "lawyer"}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if d := cmp.Diff(tc.want, casebook.Changes(tc.before, tc.after)); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

func TestEveryFieldThatTheHistoryKeepsIsGiven(t *testing.T) {
	t.Parallel()
	got := casebook.Fields(&casebook.Overlap{ID: "o", CaseID: "a", OtherID: "b", Version: 3})
	if d := cmp.Diff(map[string]string{"CaseID": "a", "OtherID": "b", "Note": ""}, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}
