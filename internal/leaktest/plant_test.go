package leaktest_test

import (
	"fmt"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
)

// plants makes values that nobody could say by chance, and remembers where
// each was put.
type plants struct{ where map[string]string }

// in gives a new value for a place: one word, so that the search index would
// keep it whole, with a letter that folding would change.
func (p *plants) in(place string) string {
	value := fmt.Sprintf("qx%03dplánt", len(p.where))
	p.where[value] = place
	return value
}

func (p *plants) text(place string) locale.Text {
	return locale.Text{En: p.in(place + ", English"), Es: p.in(place + ", Spanish")}
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err, fault.FieldsOf(err), saidBy(err))
		}
		return v
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err, fault.FieldsOf(err), saidBy(err))
	}
}

func cite(source casebook.ID) []casebook.CitationDraft {
	return []casebook.CitationDraft{{Source: string(source), Place: "paragraph 1"}}
}

// plantAll puts a value into every private corner of a casebook whose public
// part is published.
func (h *house) plantAll(t *testing.T, p *plants) {
	ctx, d, by := t.Context(), h.desk, h.by
	open := must[casebook.ID](t)(d.AddSource(ctx, by, casebook.SourceDraft{Title: "An open article", Visibility: "public", Note: p.in("note of a public source"), Kind: "news_article"}))
	secret := must[casebook.ID](t)(d.AddSource(ctx, by, casebook.SourceDraft{
		Title: p.in("title of a confidential source"), Publisher: p.in("publisher of a confidential source"), Author: p.in("author of a confidential source"),
		URL: "https://" + "host.example/" + p.in("address of a confidential source"), Archive: "https://archive.example/" + p.in("archive of a confidential source"),
		Licence: p.in("licence of a confidential source"), Description: p.text("description of a confidential source"), Note: p.in("note of a confidential source"),
		Visibility: "restricted", Kind: "witness_testimony",
	}))
	derived := must[casebook.ID](t)(d.AddSource(ctx, by, casebook.SourceDraft{Title: "A digest", Visibility: "public", DerivedFrom: []string{string(secret)}}))
	ok(t, skip(d.AddFacility(ctx, by, casebook.FacilityDraft{
		Name: p.in("name of a facility for staff"), OtherNames: p.in("other name of a facility for staff"), Country: "VE",
		Place: p.text("place of a facility for staff"), Operator: p.text("operator of a facility for staff"), Description: p.text("description of a facility for staff"),
	})))
	h.plantNamed(t, p, open, secret, derived)
	h.plantWithheld(t, p, open)
	h.plantDrafts(t, p, open)
	h.plantPrivate(t, p)
	h.plantLegal(t, p, open)
	ok(t, skip(d.AddUser(ctx, access.Actor{ID: "a", Name: "a", Role: access.Administrator}, p.in("name of an account"), p.in("display name of an account"), access.Editor, p.in("password")+" four words")))
}

func skip[T any](_ T, err error) error { return err }

// plantNamed publishes a case of a named person with private things on it.
func (h *house) plantNamed(t *testing.T, p *plants, open, secret, derived casebook.ID) {
	ctx, d, by := t.Context(), h.desk, h.by
	ref := must[casebook.Ref](t)(d.OpenCase(ctx, by, casebook.CaseDraft{
		Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: "Ana Ejemplo"}, Summary: locale.Text{En: "A person is held."}, Note: p.in("note of a case"),
	}, cite(open)))
	ok(t, d.AddName(ctx, by, ref, casebook.NameDraft{Text: p.in("name for staff"), Kind: "alias"}, nil))
	ok(t, d.AddName(ctx, by, ref, casebook.NameDraft{Text: p.in("restricted name"), Kind: "maiden", Visibility: "restricted"}, nil))
	ok(t, d.RecordConsent(ctx, by, ref, casebook.ConsentDraft{
		Basis: "consent", GivenBy: p.in("giver of consent"), How: p.in("how consent was given"), Reason: p.in("reason of consent"), Scopes: []string{"publish_name"},
	}))
	taken := must[casebook.ID](t)(d.RecordEvent(ctx, by, ref, casebook.EventDraft{
		Kind: "taken", Date: "2025-12-08", What: locale.Text{En: "Taken."}, Visibility: "public",
		Cites: []casebook.CitationDraft{
			{Source: string(open), Origin: string(secret)},
			{Source: string(derived)},
			{Source: string(secret), Place: p.in("place in a confidential source"), Quote: p.in("quotation from a confidential source"), Speaker: p.text("speaker in a confidential source")},
		},
	}))
	for _, visibility := range []string{"staff", "restricted"} {
		ok(t, skip(d.RecordEvent(ctx, by, ref, casebook.EventDraft{
			Kind: "hospitalised", Date: "2026-01-02", What: p.text("event for " + visibility), Place: p.text("place of an event for " + visibility),
			Actor: p.text("actor of an event for " + visibility), Visibility: visibility,
			Cites: []casebook.CitationDraft{{Source: string(open), Quote: p.in("quotation for an event for " + visibility)}},
		})))
		ok(t, skip(d.AddClaim(ctx, by, casebook.Subject{Kind: casebook.OnEvent, ID: taken}, casebook.ClaimDraft{
			Field: "date", Value: p.text("claim for " + visibility), Attribution: p.text("attribution of a claim for " + visibility), Visibility: visibility, Cites: cite(open),
		})))
	}
	f := must[*casebook.File](t)(d.File(ctx, by, ref))
	ok(t, d.EditCase(ctx, by, ref, f.Case.Version, casebook.CaseDraft{Kind: "person", Country: "VE", Summary: locale.Text{En: "A person is held in Caracas."}, Note: f.Case.Note}, p.in("reason of a change")))
	h.publish(t, casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}, p.in("note to a reviewer"))
	h.ref = ref
}

// plantWithheld publishes a case whose name may not be told.
func (h *house) plantWithheld(t *testing.T, p *plants, open casebook.ID) {
	ctx, d, by := t.Context(), h.desk, h.by
	ref := must[casebook.Ref](t)(d.OpenCase(ctx, by, casebook.CaseDraft{
		Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: p.in("withheld name")}, Occupation: p.text("occupation of a withheld person"),
		Birth: "1971-03-02", Summary: locale.Text{En: "Somebody is held."},
	}, cite(open)))
	ok(t, d.AddName(ctx, by, ref, casebook.NameDraft{Text: p.in("public alias of a withheld person"), Kind: "alias", Visibility: "public"}, nil))
	ok(t, d.RecordConsent(ctx, by, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "sister", Scopes: []string{"publish_anonymously"}}))
	f := must[*casebook.File](t)(d.File(ctx, by, ref))
	h.publish(t, casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}, p.in("note to a reviewer"))
	p.where["1971-03"] = "birth of a withheld person"
}

// plantDrafts leaves one of everything unpublished, and takes one case back.
func (h *house) plantDrafts(t *testing.T, p *plants, open casebook.ID) {
	ctx, d, by := t.Context(), h.desk, h.by
	ok(t, skip(d.OpenCase(ctx, by, casebook.CaseDraft{
		Kind: "group", Country: "VE", Summary: p.text("summary of a draft"), ScopeNote: p.text("scope note of a draft"),
		Group: casebook.GroupDraft{Min: "3", Phrase: p.in("phrase of a draft"), Population: p.text("population of a draft"), Resolve: p.text("resolution of a draft")},
	}, cite(open))))
	ok(t, skip(d.RecordReleaseEvent(ctx, by, casebook.ReleaseEventDraft{
		Country: "VE", Title: p.text("title of a draft release"), Announced: p.text("announcement of a draft release"), AnnouncedBy: p.text("announcer of a draft release"),
		Summary: p.text("summary of a draft release"), Cites: cite(open),
		Mechanisms: []casebook.MechanismDraft{{Mechanism: "payment", Claimant: p.text("claimant of a draft release"), Note: p.text("account of a draft release")}},
	})))
	ok(t, skip(d.RecordCount(ctx, by, casebook.CountDraft{
		Country: "VE", Claimant: p.text("claimant of a draft count"), Measure: "held", Population: p.text("population of a draft count"), Words: p.in("words of a draft count"), Note: p.text("note of a draft count"), Cites: cite(open),
	})))
	ok(t, skip(d.RecordPosition(ctx, by, casebook.PositionDraft{Country: "VE", Authority: p.text("authority of a draft position"), Stance: "denies", What: p.text("draft position"), Cites: cite(open)})))
	ok(t, skip(d.RecordAdvisory(ctx, by, casebook.AdvisoryDraft{Country: "VE", Issuer: p.text("issuer of a draft advisory"), What: p.text("draft advisory"), Cites: cite(open)})))
	ok(t, skip(d.RecordContext(ctx, by, casebook.ContextDraft{Country: "VE", What: p.text("draft event of a country"), Cites: cite(open)})))
	ok(t, skip(d.AddClaim(ctx, by, casebook.Subject{Kind: casebook.OnCountry, ID: "VE"}, casebook.ClaimDraft{Field: "treatment", Value: p.text("claim about a country for staff"), Cites: cite(open)})))

	back := must[casebook.Ref](t)(d.OpenCase(ctx, by, casebook.CaseDraft{
		Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: p.in("name on a case taken back")}, Summary: p.text("summary of a case taken back"),
	}, cite(open)))
	ok(t, d.RecordConsent(ctx, by, back, casebook.ConsentDraft{Basis: "consent", GivenBy: "brother", Scopes: []string{"publish_name"}}))
	f := must[*casebook.File](t)(d.File(ctx, by, back))
	on := casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}
	h.publish(t, on, p.in("note to a reviewer"))
	ok(t, d.TakeBack(ctx, by, on, p.in("reason for taking back")))
}

// publish lets one person ask and another decide, with texts between them.
func (h *house) publish(t *testing.T, on casebook.Subject, note string) {
	id := must[casebook.ID](t)(h.desk.RequestReview(t.Context(), h.by, on, note, ""))
	ok(t, h.desk.ApproveReview(t.Context(), access.Actor{ID: "r", Name: "Rita", Role: access.Reviewer}, id, note))
}

// plantLegal puts values into lists, what waits for a second person, and the
// legal part of the published case, and publishes it again.
func (h *house) plantLegal(t *testing.T, p *plants, open casebook.ID) {
	ctx, d, by := t.Context(), h.desk, h.by.Because("it was told")
	event := must[casebook.ID](t)(d.RecordReleaseEvent(ctx, by, casebook.ReleaseEventDraft{Country: "VE", Date: "2026-01-08", Title: locale.Text{En: "Releases"}, Cites: cite(open)}))
	ok(t, skip(d.KeepList(ctx, by, event, casebook.ListDraft{
		Kind: "announced", Title: p.text("title of a list"), Claimant: p.text("claimant of a list"), Names: p.in("name on a list"), Note: p.in("note of a list"), Cites: cite(open),
	})))
	ok(t, skip(d.RecordAssessment(ctx, by, h.ref, casebook.AssessmentDraft{
		Frame: "wgad", By: p.text("author of an assessment for staff"), Note: p.text("note of an assessment for staff"), Visibility: "staff",
		Findings: []casebook.FindingDraft{{Criterion: "I", Answer: "yes", Basis: p.text("basis of a finding for staff"), Source: string(open), Place: p.in("place of a finding for staff")}},
	})))
	ok(t, skip(d.RecordProceeding(ctx, by, h.ref, casebook.ProceedingDraft{
		Body: p.text("body of a proceeding"), Kind: "appeal", Reference: p.in("reference of a proceeding"), DueFor: p.in("what is due in a proceeding"), Note: p.text("note of a proceeding"), Cites: cite(open),
	})))
	ok(t, skip(d.RecordEvent(ctx, by, h.ref, casebook.EventDraft{Kind: "died", Date: "2026-01-09", What: p.text("death that waits for a second person"), Visibility: "public", Cites: cite(open)})))
	f := must[*casebook.File](t)(d.File(ctx, by, h.ref))
	ok(t, d.Publish(ctx, access.Actor{ID: "system", Name: "Habeas", Role: access.System}, casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}))
}
