package public_test

import (
	"encoding/json"
	"strings"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/public"
)

func TestACaseWithoutItsNameTellsNothingThatCouldTellWhoseItIs(t *testing.T) {
	t.Parallel()
	f := file()
	f.Consents[0].Scopes = casebook.Codes{"publish_anonymously"}
	f.Person.Gender, f.Person.Roles = "female", casebook.Codes{"journalist"}
	f.Nationalities = []casebook.Nationality{{Country: "IT", Basis: "citizen"}}
	got := project(t, f)
	if got.Gender != "" || got.Roles != nil || got.Nationalities != nil || got.Facility != nil {
		t.Errorf("got gender %q, roles %v, nationalities %v, place %v; want none", got.Gender, got.Roles, got.Nationalities, got.Facility)
	}
	for _, e := range got.Timeline {
		if e.Facility != nil {
			t.Errorf("the timeline names a place: %+v", e)
		}
	}
	body, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	for _, told := range []string{"place_disclosed", `"facility"`, "journalist"} {
		if strings.Contains(string(body), told) {
			t.Errorf("the document says %s", told)
		}
	}
}

func TestACellIsToldAsFarAsItMayBe(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		n, mayBe int
		want     public.Cell
	}{
		{"nobody withholds it", 1, 0, public.Cell{N: 1}},
		{"all together are few", 1, 3, public.Cell{N: 5, Fewer: true}},
		{"nobody tells it", 0, 4, public.Cell{N: 5, Fewer: true}},
		{"they could make five", 1, 4, public.Cell{N: 1, Least: true}},
		{"many tell it", 40, 1, public.Cell{N: 40, Least: true}},
	} {
		if got := public.CellOf(tt.n, tt.mayBe); got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestANameIsFoundInADocumentHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`{"summary":"They took Jose GARCIA away."}`:   "José García",
		`{"title":"José García: un año"}`:             "José García",
		`{"summary":"They took José García-Peña."}`:   "José García",
		`{"summary":"They took José and one García"}`: "",
	} {
		if got := public.Betrayed([]byte(document), []string{"José García"}); got != want {
			t.Errorf("%s: got %q, want %q", document, got, want)
		}
	}
}
