package public_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/public"
	"habeas/internal/when"
)

func body(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func told(kind, date, what string) public.Event {
	return public.Event{Kind: kind, Date: when.MustParse(date), What: public.Text{En: what}}
}

func TestWhatIsSaidOtherwiseIsFound(t *testing.T) {
	t.Parallel()
	age := 41
	was := &public.Case{
		Ref: "VE-2026-0001", Name: public.Name{Text: "Ana Roja"}, Country: "VE", State: public.State{Code: "in_custody"}, Gender: "female",
		Timeline: []public.Event{told("taken", "2025-12-08", "Taken."), told("moved", "2025-12-09", "Moved."), told("hearing", "2025-12-20", "A hearing.")},
		Facility: &public.Facility{Slug: "a", Name: "Prison A"}, Sources: []public.CitedSource{{N: 1, ID: "s1", Title: "An article"}},
	}
	now := *was
	now.Name.Text, now.Age, now.Facility = "Ana Rojas", &age, nil
	now.Timeline = []public.Event{told("taken", "2025-12-08", "Taken."), told("moved", "2025-12-01", "Moved early."), told("moved", "2025-12-10", "Moved."), told("hearing", "2025-12-20", "A hearing.")}
	all, err := public.Restatements(public.DocCase, body(t, was), body(t, &now))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range all {
		got = append(got, r.Part)
	}
	// An age that was not told before is new and corrects nothing.
	if diff := cmp.Diff([]string{"name>name", "facility>", "timeline.1>timeline.1"}, got); diff != "" {
		t.Errorf("what is said otherwise (-want +got):\n%s", diff)
	}
}

func TestACorrectionTellsOnlyWhatBothEditionsStillSay(t *testing.T) {
	t.Parallel()
	was := &public.Case{Ref: "VE-2026-0001", Timeline: []public.Event{
		{Kind: "moved", Facility: &public.Facility{Slug: "a", Name: "Prison A"}}, told("taken", "2025-12-08", "Taken."),
	}, Facility: &public.Facility{Slug: "a", Name: "Prison A"}}
	now := &public.Case{Ref: "VE-2026-0001", Timeline: []public.Event{{Kind: "moved"}, told("taken", "2025-12-07", "Taken.")}}
	c := public.Correction{Parts: []string{"facility>", "timeline.0>timeline.0", "timeline.1>timeline.1"}}
	for _, tt := range []struct {
		name string
		was  []byte
		want int
	}{
		{"as it was", body(t, was), 3},
		{"after the place was taken off", without(t, body(t, was), "a"), 1},
	} {
		got, err := c.Corrected(public.DocCase, tt.was, body(t, now))
		if err != nil || len(got) != tt.want {
			t.Errorf("%s: got %d statements (%v), want %d", tt.name, len(got), err, tt.want)
		}
	}
}

func without(t *testing.T, document []byte, slug string) []byte {
	t.Helper()
	out, changed, err := public.WithoutFacility(public.DocCase, document, slug)
	if err != nil || !changed {
		t.Fatal(changed, err)
	}
	return out
}

func TestEveryKindOfDocumentMakesStatements(t *testing.T) {
	t.Parallel()
	for kind, doc := range map[string]any{
		public.DocCase:         public.Case{Ref: "VE-2026-0001", Country: "VE"},
		public.DocReleaseEvent: public.ReleaseEvent{Title: public.Text{En: "Releases"}},
		public.DocCount:        public.Count{Claimant: public.Text{En: "A group"}},
		public.DocPosition:     public.Position{Stance: "denies"},
		public.DocAdvisory:     public.Advisory{Level: 4},
		public.DocContext:      public.ContextEvent{What: public.Text{En: "A strike"}},
		public.DocCountry:      public.CountryClaims{Claims: []public.Claim{{Field: "treatment"}}},
		public.DocFacility:     public.FacilityPage{Name: "Prison A"},
		public.DocSource:       public.Source{Title: "An article"},
	} {
		if got, err := public.Statements(kind, body(t, doc)); err != nil || len(got) == 0 {
			t.Errorf("a %s says %v (%v)", kind, got, err)
		}
	}
}
