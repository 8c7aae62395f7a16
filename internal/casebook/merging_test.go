package casebook_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/when"
)

// twin is a case of one person with one arrest.
func twin(n casebook.ID, birth, taken string) *casebook.File {
	return &casebook.File{
		Case:   casebook.Case{ID: n, Ref: casebook.Ref("VE-2026-000" + n), Kind: casebook.KindPerson, PersonID: "p" + n, Country: "VE", Captor: "state", Deprivation: "detention"},
		Person: &casebook.Person{ID: "p" + n, Birth: when.MustParse(birth), Gender: "unknown"},
		Names:  []casebook.Name{{ID: "n" + n, PersonID: "p" + n, Text: "Ana", Display: true}},
		Events: []casebook.Event{{ID: "e" + n, CaseID: n, Kind: casebook.Taken, Date: when.MustParse(taken)}},
	}
}

func TestAMergeAsksOfWhatBothSayDifferently(t *testing.T) {
	t.Parallel()
	a, b := twin("1", "1980", "2026-01-08"), twin("2", "1981", "[2026-01-07..2026-01-09]")
	b.Person.Gender, b.Person.Roles = "female", casebook.Codes{"lawyer"}
	b.Case.Summary = locale.Text{En: "She is held."}
	p := casebook.PlanMergeCases(a, b, when.NewDay(2026, 1, 20))
	var differ, adopted []string
	for _, m := range p.Differ {
		differ = append(differ, m.Key())
	}
	for _, m := range p.Adopted {
		adopted = append(adopted, m.Key())
	}
	if diff := cmp.Diff([]string{"person.birth"}, differ); diff != "" {
		t.Errorf("to be chosen (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"person.gender", "case.summary"}, adopted); diff != "" {
		t.Errorf("comes along (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]casebook.MergeDouble{{Kind: casebook.OnEvent, Stays: "e1", Goes: "e2"}}, p.Doubles); diff != "" {
		t.Errorf("perhaps told twice (-want +got):\n%s", diff)
	}
	if len(p.Warned) != 1 {
		t.Errorf("it is warned of %v, want of the two days of birth", p.Warned)
	}
	if err := p.Decided(casebook.MergeDraft{Choose: map[string]string{"person.birth": "goes"}, Doubles: []string{"same"}}); err != nil {
		t.Errorf("what is decided wholly is refused: %v", fault.FieldsOf(err))
	}
	row, err := p.Person(casebook.MergeDraft{Choose: map[string]string{"person.birth": "goes"}})
	if err != nil || row.Birth.String() != "1981" || row.Gender != "female" || !row.Roles.Has("lawyer") || row.ID != "p1" {
		t.Errorf("the person becomes %+v, %v", row, err)
	}
}

func TestTwoArrestsFarApartAreWarnedOf(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		a, b   string
		warned int
	}{
		"one day":          {"2026-01-08", "2026-01-08", 0},
		"a month apart":    {"2026-01-08", "2026-02-05", 0},
		"two years apart":  {"2024-01-08", "2026-02-05", 1},
		"a year that fits": {"2026", "2026-02-05", 0},
	} {
		p := casebook.PlanMergeCases(twin("1", "1980", c.a), twin("2", "1980", c.b), when.NewDay(2026, 3, 1))
		if len(p.Warned) != c.warned {
			t.Errorf("%s: warned of %v, want %d", name, p.Warned, c.warned)
		}
	}
}

func TestOfConsentsTheStricterIsKept(t *testing.T) {
	t.Parallel()
	ground := func(withdrawn string, scopes ...string) []casebook.Consent {
		c := casebook.Consent{Scopes: scopes}
		if withdrawn != "" {
			c.WithdrawnOn, _ = when.ParseDay(withdrawn)
		}
		return []casebook.Consent{c}
	}
	for name, c := range map[string]struct {
		a, b []casebook.Consent
		want casebook.Codes
	}{
		"both":                   {ground("", "publish_name", "share_un"), ground("", "publish_name"), casebook.Codes{"publish_name"}},
		"nothing recorded":       {ground("", "publish_name"), nil, casebook.Codes{"publish_name"}},
		"withdrawn in the other": {ground("", "publish_name"), ground("2026-01-09", "publish_name"), nil},
		"nothing in either":      {nil, nil, nil},
	} {
		a, b := twin("1", "1980", "2026-01-08"), twin("2", "1980", "2026-01-08")
		a.Consents, b.Consents = c.a, c.b
		if diff := cmp.Diff(c.want, casebook.PlanMergeCases(a, b, when.NewDay(2026, 1, 20)).Scopes); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
