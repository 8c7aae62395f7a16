package public_test

import (
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

func TestOnlyIllTreatmentIsToldAsTreatment(t *testing.T) {
	t.Parallel()
	said := &public.CountryClaims{Claims: []public.Claim{{Field: "treatment"}, {Field: "text"}, {Field: "date"}}}
	if got, others := len(said.Treatment()), len(said.Others()); got != 1 || others != 2 {
		t.Errorf("got %d claims of treatment and %d others, want 1 and 2", got, others)
	}
	var none *public.CountryClaims
	if none.Treatment() != nil || none.Others() != nil {
		t.Error("got claims where there are none, want none")
	}
}

// The actor of such an event is whoever is said to have done it.
func TestAnAllegationIsAttributedToWhoMakesItAndNotToWhomItNames(t *testing.T) {
	t.Parallel()
	f := file()
	f.Events = append(f.Events, casebook.Event{ID: "beaten", Kind: casebook.IllTreatment, Actor: locale.Text{En: "Guards"}, What: locale.Text{En: "Beaten."}, Visibility: casebook.Public})
	f.Citations = append(f.Citations,
		casebook.Citation{ID: "c8", SubjectKind: casebook.OnEvent, SubjectID: "beaten", SourceID: "s2", Speaker: locale.Text{En: "SECRET speaker"}},
		casebook.Citation{ID: "c9", SubjectKind: casebook.OnEvent, SubjectID: "beaten", SourceID: "s1", Speaker: locale.Text{En: "a cellmate"}})
	doc, err := public.ProjectCase(f, stamp)
	if err != nil {
		t.Fatal(err)
	}
	told := doc.Treatment[len(doc.Treatment)-1]
	if told.Value.En != "Beaten." || told.Attribution.En != "a cellmate" || len(told.Cites) == 0 {
		t.Errorf("got %q by %q, want “Beaten.” by a cellmate, with sources", told.Value.En, told.Attribution.En)
	}
}

func TestAnEventOfACountryShowsOtherDatingsThatArePublic(t *testing.T) {
	t.Parallel()
	claim := func(id casebook.ID, day string, v casebook.Visibility) casebook.Claim {
		return casebook.Claim{ID: id, SubjectKind: casebook.OnContext, SubjectID: "x", Field: "date", Value: locale.Text{En: day}, Visibility: v}
	}
	e := casebook.Evidence{
		Sources:   map[casebook.ID]casebook.Source{"s": {ID: "s", Visibility: casebook.Public}},
		Citations: []casebook.Citation{{SubjectKind: casebook.OnClaim, SubjectID: "thu", SourceID: "s"}},
	}
	doc := public.ProjectContext(casebook.ContextEvent{ID: "x", Date: when.MustParse("[2026-01-08,2026-01-09]")},
		[]casebook.Claim{claim("thu", "Thursday", casebook.Public), claim("fri", "SECRET day", casebook.Staff)}, e, stamp)
	if len(doc.Also) != 1 || doc.Also[0].Value.En != "Thursday" || len(doc.Also[0].Cites) != 1 || len(doc.Sources) != 1 {
		t.Errorf("got also %+v from %d sources, want Thursday with its source", doc.Also, len(doc.Sources))
	}
}
