package casebook_test

import (
	"strings"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
)

func en(text string) locale.Text { return locale.Text{En: text} }

// person is a draft with nothing wrong in it.
func person() casebook.CaseDraft {
	return casebook.CaseDraft{Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: "Ana Ejemplo"}}
}

func group() casebook.CaseDraft {
	return casebook.CaseDraft{Kind: "group", Country: "VE", Group: casebook.GroupDraft{Min: "5", Population: en("US citizens")}}
}

func count() casebook.CountDraft {
	return casebook.CountDraft{Country: "VE", Claimant: en("Foro Penal"), Measure: "held", Population: en("political prisoners"), Min: "800"}
}

func TestBadInputNamesTheFieldAndSaysWhatToDo(t *testing.T) {
	t.Parallel()
	with := func(change func(*casebook.CaseDraft), d casebook.CaseDraft) func() error {
		change(&d)
		return func() error { _, err := d.Parts(); return err }
	}
	countWith := func(change func(*casebook.CountDraft)) func() error {
		d := count()
		change(&d)
		return func() error { _, err := d.Count(); return err }
	}
	source := func(url string) func() error {
		return func() error {
			_, err := casebook.SourceDraft{Title: "x", URL: url}.Source()
			return err
		}
	}
	for _, tc := range []struct {
		name  string
		try   func() error
		field string
		says  string
	}{
		{"no kind", with(func(d *casebook.CaseDraft) { d.Kind = "" }, person()), "kind", "one person with a name"},
		{"an unknown kind", with(func(d *casebook.CaseDraft) { d.Kind = "incident" }, person()), "kind", "Choose one of"},
		{"an unknown country", with(func(d *casebook.CaseDraft) { d.Country = "Narnia" }, person()), "country", "two-letter code"},
		{"no country", with(func(d *casebook.CaseDraft) { d.Country = " " }, person()), "country", "Choose the country"},
		{"a date that is not one", with(func(d *casebook.CaseDraft) { d.Birth = "13/01/1990" }, person()), "birth", "1990-01-13"},
		{"an age in words", with(func(d *casebook.CaseDraft) { d.Age = "young" }, person()), "age", "not a whole number"},
		{"an impossible age", with(func(d *casebook.CaseDraft) { d.Age = "444" }, person()), "age", "not a possible age"},
		{"a name of only combining marks", with(func(d *casebook.CaseDraft) { d.Name.Text = "\u0301\u0302\u0303" }, person()), "name.text", ""},
		{"a text of ten megabytes", with(func(d *casebook.CaseDraft) { d.Summary.En = strings.Repeat("a", 10<<20) }, person()), "summary.en", "4"},
		{"an unnamed person without a label", with(func(d *casebook.CaseDraft) { d.Kind = "unnamed" }, person()), "label.en", "unnamed 1 of 5"},
		{"a group of nobody", with(func(d *casebook.CaseDraft) { d.Group.Min = "0" }, group()), "group.min", "from 1"},
		{"a group of many", with(func(d *casebook.CaseDraft) { d.Group.Min = "many" }, group()), "group.min", "at least five"},
		{"a group whose most is below its least", with(func(d *casebook.CaseDraft) { d.Group.Max = "3" }, group()), "group.max", "Exchange"},
		{"a group too large to log one by one", with(func(d *casebook.CaseDraft) { d.Group.Min = "90000" }, group()), "group.min", "counts"},
		{"a count of many", countWith(func(d *casebook.CountDraft) { d.Min = "many" }), "min", "In the claimant's words"},
		{"a count below nothing", countWith(func(d *casebook.CountDraft) { d.Min = "-3" }), "min", "not a possible number"},
		{"a count without a number or words", countWith(func(d *casebook.CountDraft) { d.Min = "" }), "min", "own words"},
		{"a count nobody made", countWith(func(d *casebook.CountDraft) { d.Claimant = en("") }), "claimant.en", "always has a claimant"},
		{"a script for an address", source("javascript:alert(1)"), "url", "https://"},
		{"an address without a host", source("https:///x"), "url", "whole web address"},
		{"an address with a password in it", source("https://a:b@example.org/"), "url", "without them"},
		{"an address of another kind", source("file:///etc/passwd"), "url", "https://"},
		{"a quotation without a source", func() error {
			_, err := casebook.EventDraft{Kind: "taken", Cites: []casebook.CitationDraft{{Quote: "“…”"}}}.Event()
			return err
		}, "cites.0.source", "cannot be defended"},
		{"a quotation of a whole page", func() error {
			_, err := casebook.CitationDraft{Source: "s", Quote: strings.Repeat("word ", 100)}.Citation()
			return err
		}, "quote", "300"},
		{"a public record without a reason", func() error {
			_, err := casebook.ConsentDraft{Basis: "public_record"}.Consent()
			return err
		}, "reason", "adds no risk"},
		{"a confirmation by nobody", func() error {
			_, err := casebook.ConfirmationDraft{Step: "home"}.Confirmation()
			return err
		}, "by.en", "who confirms"},
		{"a level beyond the scale", func() error {
			_, err := casebook.AdvisoryDraft{Country: "VE", Issuer: en("x"), Level: "5"}.Advisory()
			return err
		}, "level", "from 1 to 4"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			err := tc.try()
			text, named := fault.FieldsOf(err)[tc.field]
			got := text.String()
			if !fault.Is(err, fault.Invalid) || !named || !strings.Contains(got, tc.says) {
				t.Errorf("got %v %v, want field %s to say %q", err, fault.FieldsOf(err), tc.field, tc.says)
			}
			if len(got) > 500 {
				t.Errorf("the sentence for %s is %d bytes long", tc.field, len(got))
			}
		})
	}
}

func TestGoodDraftsPass(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]casebook.CaseDraft{"person": person(), "group": group()} {
		if _, err := d.Parts(); err != nil {
			t.Errorf("%s: %v %v", name, err, fault.FieldsOf(err))
		}
	}
	if _, err := count().Count(); err != nil {
		t.Errorf("count: %v %v", err, fault.FieldsOf(err))
	}
}

func TestBidiControlsAreTakenOutOfNamesAndText(t *testing.T) {
	t.Parallel()
	d := person()
	d.Name.Text = "Ana\u202e\u2066 Ejemplo\u200b"
	d.Summary = en("Held \u202ereversed\u202c since May.")
	got, err := d.Parts()
	if err != nil {
		t.Fatal(err, fault.FieldsOf(err))
	}
	if got.Name.Text != "Ana Ejemplo" || got.Case.Summary.En != "Held reversed since May." {
		t.Errorf("got %q and %q", got.Name.Text, got.Case.Summary.En)
	}
}

func TestNewThingsAreForStaff(t *testing.T) {
	t.Parallel()
	e, err := casebook.EventDraft{Kind: "taken"}.Event()
	if err != nil || e.Visibility != casebook.Staff {
		t.Errorf("event: got %q, %v", e.Visibility, err)
	}
	s, err := casebook.SourceDraft{Title: "x"}.Source()
	if err != nil || s.Visibility != casebook.Staff || s.Reliability != "F" {
		t.Errorf("source: got %q %q, %v", s.Visibility, s.Reliability, err)
	}
	c, err := casebook.ClaimDraft{Field: "date", Value: en("x")}.Claim(casebook.OnEvent)
	if err != nil || c.Visibility != casebook.Staff || c.Credibility != "6" {
		t.Errorf("claim: got %q %q, %v", c.Visibility, c.Credibility, err)
	}
}
