package public_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

var stamp = public.Stamp{PublishedAt: time.Date(2026, 1, 19, 12, 0, 0, 0, time.UTC), UpdatedAt: time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC), Version: 3}

// file is a case with something in every corner; SECRET marks what must stay.
func file() *casebook.File {
	age := 28
	return &casebook.File{
		Case: casebook.Case{
			ID: "case", Ref: "VE-2026-0001", Kind: casebook.KindPerson, Country: "VE", Captor: "state", Deprivation: "detention",
			Summary: locale.Text{En: "A traveller is held."}, Note: "SECRET note", PersonID: "person",
			LastVerified: when.NewDay(2026, 1, 14),
		},
		Person: &casebook.Person{ID: "person", Age: &age, Birth: when.MustParse("1997-05"), Occupation: locale.Text{En: "carpenter"}},
		Names: []casebook.Name{
			{ID: "n1", Text: "Ana Ejemplo", Script: "Latn", Display: true, Visibility: casebook.Staff, Kind: "primary"},
			{ID: "n2", Text: "Anita", Visibility: casebook.Public, Kind: "nickname"},
			{ID: "n3", Text: "SECRET alias", Visibility: casebook.Restricted, Kind: "alias"},
		},
		Consents: []casebook.Consent{{ID: "k", Scopes: casebook.Codes{"publish_name"}, GivenBy: "SECRET mother", How: "SECRET call", Reason: "SECRET reason"}},
		Events: []casebook.Event{
			{ID: "e1", Kind: casebook.Taken, Date: when.MustParse("2025-12-08/2025-12-12"), What: locale.Text{En: "Taken at a checkpoint."}, FacilityID: "f1", Certainty: casebook.Reported, Visibility: casebook.Public},
			{ID: "e2", Kind: casebook.Hospitalised, Date: when.MustParse("2025-12-20"), What: locale.Text{En: "SECRET illness"}, FacilityID: "f2", Visibility: casebook.Restricted},
			{ID: "e3", Kind: casebook.LeftFacility, Date: when.MustParse("2026-01-13"), What: locale.Text{En: "SECRET release"}, Visibility: casebook.Staff},
		},
		Claims: []casebook.Claim{
			{ID: "c1", SubjectKind: casebook.OnEvent, SubjectID: "e1", Field: "date", Value: locale.Text{En: "10 December"}, Standing: casebook.AlsoReported, Visibility: casebook.Public},
			{ID: "c2", SubjectKind: casebook.OnEvent, SubjectID: "e1", Field: "date", Value: locale.Text{En: "SECRET date"}, Visibility: casebook.Staff},
			{ID: "c3", SubjectKind: casebook.OnCase, SubjectID: "case", Field: "treatment", Value: locale.Text{En: "Held without light."}, Attribution: locale.Text{En: "a cellmate"}, Visibility: casebook.Public},
		},
		Positions: []casebook.Position{
			{ID: "p1", Authority: locale.Text{En: "The ministry"}, Stance: "denies", SubjectKind: casebook.OnCase, Publication: casebook.Published},
			{ID: "p2", Authority: locale.Text{En: "SECRET draft"}, Publication: casebook.Draft},
		},
		Evidence: casebook.Evidence{
			Sources: map[casebook.ID]casebook.Source{
				"s1": {ID: "s1", Title: "An article", Publisher: "Gazette", Note: "SECRET source note", Visibility: casebook.Public},
				"s2": {ID: "s2", Title: "SECRET guard", Publisher: "SECRET guard", URL: "https://secret.example", Visibility: casebook.Restricted},
				"s3": {ID: "s3", Title: "SECRET second guard", Visibility: casebook.Staff},
				"s4": {ID: "s4", Title: "A wire", Publisher: "Wire", Visibility: casebook.Public},
			},
			Derivations: []casebook.Derivation{{SourceID: "s1", FromID: "s4"}},
			Facilities: map[casebook.ID]casebook.Facility{
				"f1": {ID: "f1", Slug: "el-ejemplo", Name: "El Ejemplo", Visibility: casebook.Public},
				"f2": {ID: "f2", Slug: "secret-ward", Name: "SECRET ward", Visibility: casebook.Staff},
			},
			Citations: []casebook.Citation{
				{ID: "t1", SubjectKind: casebook.OnCase, SubjectID: "case", SourceID: "s1", Quote: "“She is held.”"},
				{ID: "t2", SubjectKind: casebook.OnEvent, SubjectID: "e1", SourceID: "s2", Quote: "SECRET quotation", Speaker: locale.Text{En: "SECRET speaker"}},
				{ID: "t3", SubjectKind: casebook.OnEvent, SubjectID: "e1", SourceID: "s3"},
				{ID: "t4", SubjectKind: casebook.OnEvent, SubjectID: "e1", SourceID: "s1", OriginID: "s3"},
				{ID: "t5", SubjectKind: casebook.OnEvent, SubjectID: "e3", SourceID: "s3", Quote: "SECRET unpublished"},
			},
		},
	}
}

func project(t *testing.T, f *casebook.File) *public.Case {
	t.Helper()
	got, err := public.ProjectCase(f, stamp)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestNothingPrivatePassesTheProjection(t *testing.T) {
	t.Parallel()
	body, err := json.Marshal(project(t, file()))
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.ToLower(string(body)); strings.Contains(text, "secret") {
		t.Errorf("a private value passed: %s", body)
	}
}

func TestAPrivateEventDoesNotMoveThePublicState(t *testing.T) {
	t.Parallel()
	if got := project(t, file()).State.Code; got != "in_custody" {
		t.Errorf("the release is known to staff only; the public state is %s", got)
	}
}

func TestAWithheldNameTakesWithItWhatTellsWhoItIs(t *testing.T) {
	t.Parallel()
	f := file()
	f.Consents[0].Scopes = casebook.Codes{"publish_anonymously"}
	got := project(t, f)
	if got.Person != "" {
		t.Error("a case without a name tells whose it is")
	}
	if !got.NameWithheld || got.Name.Text != "" || got.OtherNames != nil || got.Age != nil || !got.Birth.IsZero() || !got.Occupation.IsZero() {
		t.Errorf("got %+v", got)
	}
}

func TestNothingIsShownWithoutAGround(t *testing.T) {
	t.Parallel()
	f := file()
	f.Consents[0].WithdrawnOn = when.NewDay(2026, 1, 19)
	if _, err := public.ProjectCase(f, stamp); !fault.Is(err, fault.Denied) {
		t.Errorf("the consent was withdrawn: got %v", err)
	}
}

func TestSourcesThatMayNotBeNamedShareOneNumber(t *testing.T) {
	t.Parallel()
	got := project(t, file())
	withheld := 0
	for _, s := range got.Sources {
		if s.Withheld {
			withheld++
			if s.Title != "" || s.ID != "" || s.Quotes != nil {
				t.Errorf("a withheld source says %+v", s)
			}
		}
	}
	if withheld != 1 {
		t.Errorf("got %d withheld sources, want 1: two numbers would tell how many there are", withheld)
	}
}

func TestEveryMarkPointsAtASource(t *testing.T) {
	t.Parallel()
	got := project(t, file())
	for _, e := range got.Timeline {
		for _, n := range append(e.Cites, got.SummaryCites...) {
			if n < 1 || n > len(got.Sources) || got.Sources[n-1].N != n {
				t.Errorf("mark %d points nowhere", n)
			}
		}
	}
}

func TestTheDocumentSaysWhatItShould(t *testing.T) {
	t.Parallel()
	got := project(t, file())
	switch {
	case got.Name.Text != "Ana Ejemplo" || len(got.OtherNames) != 1 || got.OtherNames[0].Text != "Anita":
		t.Errorf("names: %+v %+v", got.Name, got.OtherNames)
	case got.Facility == nil || got.Facility.Slug != "el-ejemplo":
		t.Errorf("facility: %+v", got.Facility)
	case len(got.Timeline) != 1 || len(got.Timeline[0].Also) != 1:
		t.Errorf("timeline: %+v", got.Timeline)
	case len(got.Treatment) != 1 || got.Treatment[0].Attribution.En != "a cellmate":
		t.Errorf("treatment: %+v", got.Treatment)
	case len(got.Positions) != 1 || got.Positions[0].OnKey != "VE-2026-0001":
		t.Errorf("positions: %+v", got.Positions)
	case got.Held.End != when.EndOpen || got.Held.Taken.String() != "2025-12-08/2025-12-12":
		t.Errorf("held: %+v", got.Held)
	case got.Version != 3 || !got.PublishedAt.Equal(stamp.PublishedAt):
		t.Errorf("stamp: %+v", got)
	}
}

func TestADocumentLosesASourceThatMayNoLongerBeNamed(t *testing.T) {
	t.Parallel()
	before, err := json.Marshal(project(t, file()))
	if err != nil {
		t.Fatal(err)
	}
	after, changed, err := public.WithoutSource(public.DocCase, before, "s1")
	if err != nil || !changed {
		t.Fatalf("changed %t, %v", changed, err)
	}
	if strings.Contains(string(after), "Gazette") || strings.Contains(string(after), "She is held") {
		t.Errorf("the source is still told: %s", after)
	}
	if _, changed, err := public.WithoutSource(public.DocCase, before, "elsewhere"); changed || err != nil {
		t.Errorf("a source that is not in it: changed %t, %v", changed, err)
	}
}

func TestARowWithoutPublicVisibilityHasNoDocument(t *testing.T) {
	t.Parallel()
	if public.ProjectSource(casebook.Source{Visibility: casebook.Staff}, casebook.Evidence{}) != nil {
		t.Error("a source for staff has a public document")
	}
	if public.ProjectFacility(casebook.Facility{Visibility: casebook.Restricted}, casebook.Evidence{}) != nil {
		t.Error("a restricted facility has a public document")
	}
	if public.ProjectCountry("VE", []casebook.Claim{{SubjectKind: casebook.OnCountry, SubjectID: "VE", Visibility: casebook.Staff}}, casebook.Evidence{}) != nil {
		t.Error("claims for staff make a public document")
	}
}
