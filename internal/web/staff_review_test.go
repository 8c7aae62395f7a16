package web_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

// reviewThings are what is asked for in the office: a review for each decision,
// something that nobody asked for, and something public.
type reviewThings struct {
	approve, schedule, give, retract, shown, gone, fresh casebook.ID
}

// furnishReviews asks for reviews, as the caseworker.
func (o *office) furnishReviews() {
	ctx, h := o.t.Context(), &o.has.reviews
	worker, err := o.store.UserByName(ctx, "caseworker")
	must(o.t, err)
	by := access.Actor{ID: worker.ID, Name: worker.DisplayName, Role: access.Caseworker}
	src, err := o.AddSource(ctx, system, casebook.SourceDraft{Title: "An article on numbers", Kind: "news_article", Visibility: "public"})
	must(o.t, err)
	count := func(number string) casebook.Subject {
		id, err := o.RecordCount(ctx, system, casebook.CountDraft{Country: "CO", Claimant: en("The count of " + number), Measure: "held", Population: en("Prisoners"), Min: number, Cites: []casebook.CitationDraft{{Source: string(src)}}})
		must(o.t, err)
		return casebook.Subject{Kind: casebook.OnCount, ID: id}
	}
	for i, of := range []*casebook.ID{&h.approve, &h.schedule, &h.give, &h.retract} {
		*of, err = o.RequestReview(ctx, by, count(string(rune('1'+i))), "please look", "")
		must(o.t, err)
	}
	for i, of := range []*casebook.ID{&h.shown, &h.gone} {
		on := count(string(rune('6' + i)))
		must(o.t, o.Publish(ctx, system, on))
		*of = on.ID
	}
	h.fresh = count("9").ID
}

func reviewRows(h things) []route {
	at := func(id casebook.ID, more string) string { return "/staff/reviews/" + string(id) + more }
	r := h.reviews
	return []route{
		{"/staff/reviews", "/staff/reviews", "", access.Reader, nil},
		{"/staff/reviews/:id", at(r.approve, "?page=es"), "", access.Reader, nil},
		{"/staff/publish/:kind/:id", "/staff/publish/count/" + string(r.fresh), access.Reader, access.Caseworker, url.Values{"note_to_reviewer": {"Ready."}}},
		{"/staff/reviews/:id/approve", at(r.approve, "/approve"), access.Caseworker, access.Reviewer, url.Values{}},
		{"/staff/reviews/:id/schedule", at(r.schedule, "/schedule"), access.Caseworker, access.Reviewer, url.Values{"at": {"2026-02-01 09:00"}, "zone": {"America/Caracas"}}},
		{"/staff/reviews/:id/return", at(r.give, "/return"), access.Caseworker, access.Reviewer, url.Values{"remarks": {"Say who counted."}}},
		{"/staff/reviews/:id/retract", at(r.retract, "/retract"), access.Reader, access.Caseworker, url.Values{}},
		{"/staff/take-back/:kind/:id", "/staff/take-back/count/" + string(r.shown), access.Caseworker, access.Editor, url.Values{"reason": {"too soon"}}},
		{"/staff/withdraw/:kind/:id", "/staff/withdraw/count/" + string(r.gone), access.Caseworker, access.Editor, url.Values{"reason": {"asked to"}}},
	}
}

func TestWhoeverAskedIsRefusedAsTheSecondPersonOnThePage(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	editor, reviewer := o.signedIn(access.Editor), o.signedIn(access.Reviewer)
	path := "/staff/publish/count/" + string(o.has.reviews.fresh)
	if got := editor.post(path, url.Values{"note_to_reviewer": {"Ready."}}); got.status != http.StatusSeeOther {
		t.Fatalf("asking = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
	review := editor.get(path).location
	if !strings.HasPrefix(review, "/staff/reviews/") {
		t.Fatalf("while it waits its page leads to %q, want to the review", review)
	}
	if page := editor.get(review).body; strings.Contains(page, review+"/approve") || !strings.Contains(page, review+"/retract") {
		t.Error("whoever asked is offered to decide, or not offered to take the request back")
	}
	if got := editor.post(review+"/approve", nil); got.status != http.StatusForbidden || !strings.Contains(got.body, "somebody else must decide") {
		t.Errorf("deciding on one's own request = %d, want 403 with its reason\n%s", got.status, summaryOf(got.body))
	}
	page := reviewer.get(review).body
	for _, want := range []string{review + "/approve", "<ins>", "Ready.", "The count of 9"} {
		if !strings.Contains(page, want) {
			t.Errorf("the second person's page does not hold %q", want)
		}
	}
	if got := reviewer.post(review+"/approve", nil); got.status != http.StatusSeeOther {
		t.Errorf("the second person's decision = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
}

func TestTheApprovalOfSomethingThatChangedIsRefusedWithWhatChanged(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	worker, reviewer := o.signedIn(access.Caseworker), o.signedIn(access.Reviewer)
	id := string(o.has.reviews.fresh)
	worker.post("/staff/publish/count/"+id, url.Values{})
	review := worker.get("/staff/publish/count/" + id).location
	_, err := o.AddSource(t.Context(), system, casebook.SourceDraft{Title: "Another"})
	must(t, err)
	row, err := o.Count(t.Context(), system, o.has.reviews.fresh)
	must(t, err)
	must(t, o.EditCount(t.Context(), system, row.ID, row.Version, casebook.CountDraft{Country: "CO", Claimant: en("The count of 9"), Measure: "held", Population: en("Prisoners"), Min: "9000"}, "a slip"))
	got := reviewer.post(review+"/approve", nil)
	if got.status != http.StatusConflict || !strings.Contains(got.body, "no longer what you were asked") || !strings.Contains(got.body, "9,000") {
		t.Errorf("approving = %d, want 409 with what changed\n%s", got.status, summaryOf(got.body))
	}
	if strings.Contains(got.body, `action="`+review+"/approve") {
		t.Error("the page still offers to approve")
	}
}

// The page on which a second person decides is looked at whole: what changes
// for the public is drawn from the public page itself, in either language.
func TestTheDifferencePageIsAsItWasLookedAt(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	ctx, on := t.Context(), casebook.Subject{Kind: casebook.OnCase, ID: o.has.caseID}
	must(t, o.Publish(ctx, system, on))
	f, err := o.File(ctx, system, o.has.ref)
	must(t, err)
	must(t, o.EditCase(ctx, system, o.has.ref, f.Case.Version, casebook.CaseDraft{Country: "VE", Kind: "person", Summary: en("She is held, her mother says, in Caracas.")}, "the mother called"))
	_, err = o.RecordEvent(ctx, system, o.has.ref, casebook.EventDraft{Kind: "family_visit", Date: "2026-01-15", What: en("Her mother saw her."), Visibility: "public", Cites: []casebook.CitationDraft{{Source: string(o.has.source)}}})
	must(t, err)
	worker, reviewer := o.signedIn(access.Caseworker), o.signedIn(access.Reviewer)
	path := "/staff/publish/case/" + string(on.ID)
	if got := worker.post(path, url.Values{"note_to_reviewer": {"After her call."}, "correction.is": {"new"}}); got.status != http.StatusSeeOther {
		t.Fatalf("asking = %d\n%s", got.status, summaryOf(got.body))
	}
	review := worker.get(path).location
	for _, lang := range []string{"en", "es"} {
		body := reviewer.get(review + "?page=" + lang).body
		checkPage(t, "review", body)
		sameAsLookedAt(t, "review-"+lang, body)
	}
}

var (
	mainOf     = regexp.MustCompile(`(?s)<main.*</main>`)
	unsettled  = regexp.MustCompile(`(name="csrf" value|name="seen" value)="[^"]*"|/static/[0-9a-f]+/|/[0-9a-z]{10}\b`)
	blockStart = regexp.MustCompile(`<(/?)(main|section|div|p|h[1-6]|ul|ol|li|dl|dt|dd|table|t[rhd]|form|article)\b`)
)

// sameAsLookedAt compares the main part of a page of the desk with its golden,
// without what differs from run to run.
func sameAsLookedAt(t *testing.T, name, body string) {
	t.Helper()
	got := unsettled.ReplaceAllString(mainOf.FindString(body), "$1")
	got = blockStart.ReplaceAllString(got, "\n<$1$2") + "\n"
	golden := filepath.Join("testdata", name+".html")
	if *update {
		must(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	must(t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s changed; look at it, then run with -update (-want +got):\n%s", name, diff)
	}
}

func TestAPageSaysHowItCameToBePublic(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Editor)
	asked := o.signedIn(access.Caseworker)
	for _, on := range []struct{ kind, id, page string }{
		{"case", string(o.has.caseID), "/staff/cases/" + string(o.has.ref)},
		{"release_event", string(o.has.release), "/staff/releases/" + string(o.has.release)},
		{"advisory", string(o.has.advisory), "/staff/advisories/" + string(o.has.advisory)},
	} {
		if body := p.get(on.page).body; strings.Contains(body, "Asked for by") {
			t.Errorf("%s tells of a request that nobody made", on.page)
		}
		if got := asked.post("/staff/publish/"+on.kind+"/"+on.id, url.Values{"note_to_reviewer": {"Ready."}}); got.status != http.StatusSeeOther {
			t.Fatalf("asking for %s = %d\n%s", on.page, got.status, summaryOf(got.body))
		}
		page := p.get(on.page)
		checkPage(t, on.page, page.body)
		if !strings.Contains(page.body, "Asked for by The caseworker; waits for a second person.") {
			t.Errorf("%s does not say what it waits for\n%s", on.page, summaryOf(page.body))
		}
	}
}

// Whoever asks to show something anew says whether what stood there was wrong,
// and the second person reads what the public will.
func TestACorrectionIsAskedForAndReadByTheSecondPerson(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	ctx, on := t.Context(), casebook.Subject{Kind: casebook.OnCase, ID: o.has.caseID}
	must(t, o.Publish(ctx, system, on))
	f, err := o.File(ctx, system, o.has.ref)
	must(t, err)
	must(t, o.EditCase(ctx, system, o.has.ref, f.Case.Version, casebook.CaseDraft{Country: "VE", Kind: "person", Summary: en("She is held in Caracas.")}, "the mother called"))
	worker, reviewer := o.signedIn(access.Caseworker), o.signedIn(access.Reviewer)
	path := "/staff/publish/case/" + string(on.ID)
	page := worker.get(path).body
	checkPage(t, "asking", page)
	for _, want := range []string{`value="summary&gt;summary"`, "Is this a correction", "She is held in Caracas."} {
		if !strings.Contains(page, want) {
			t.Fatalf("the page that asks does not say %s", want)
		}
	}
	answer := url.Values{"correction.is": {"correction"}, "correction.parts": {"summary>summary"}, "correction.why.en": {"We had the wrong town."}}
	if got := worker.post(path, answer); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "Choose the source") || !strings.Contains(got.body, "We had the wrong town.") {
		t.Errorf("without its source: %d\n%s", got.status, summaryOf(got.body))
	}
	answer.Set("correction.source", string(o.has.source))
	if got := worker.post(path, answer); got.status != http.StatusSeeOther {
		t.Fatalf("asking = %d\n%s", got.status, summaryOf(got.body))
	}
	review := worker.get(path).location
	if page := reviewer.get(review).body; !strings.Contains(page, "the corrections will tell") || !strings.Contains(page, "We had the wrong town.") {
		t.Error("the second person does not read what the corrections will tell")
	}
	if got := reviewer.post(review+"/approve", nil); got.status != http.StatusSeeOther {
		t.Fatalf("agreeing = %d\n%s", got.status, summaryOf(got.body))
	}
	if page := o.signedIn(access.Reader).get("/corrections").body; !strings.Contains(page, "We had the wrong town.") || !strings.Contains(page, "She is held in Caracas.") {
		t.Error("the public is not told of the correction")
	}
}
