package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/views/staff"
)

// along publishes an event of a country with its source and its place, and
// gives where each of the two is read and kept.
func (o *office) along() (source, place casebook.ID, slug string) {
	o.t.Helper()
	ctx := o.t.Context()
	source, err := o.AddSource(ctx, system, casebook.SourceDraft{Title: "A report on prisons", Kind: "ngo_report", Visibility: "public"})
	must(o.t, err)
	cites := []casebook.CitationDraft{{Source: string(source), Place: "page 1"}}
	slug, err = o.AddFacility(ctx, system, casebook.FacilityDraft{Name: "The old prison", Country: "CO", Kind: "prison", Visibility: "public", Cites: cites})
	must(o.t, err)
	event, err := o.RecordContext(ctx, system, casebook.ContextDraft{Country: "CO", What: en("A fire."), Facility: slug, Cites: cites})
	must(o.t, err)
	must(o.t, o.Publish(ctx, system, casebook.Subject{Kind: casebook.OnContext, ID: event}))
	found, err := o.ChosenFacilities(ctx, system, []string{slug})
	must(o.t, err)
	return source, found[0].ID, slug
}

func TestAnEditOfASourceOrAPlaceIsReadOnlyAfterASecondPersonAgreed(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	source, place, slug := o.along()
	worker, reviewer, anybody := o.signedIn(access.Caseworker), o.signedIn(access.Reviewer), o.stranger()
	for _, tt := range []struct {
		on           casebook.Subject
		public, desk string
		form         url.Values
	}{
		{casebook.Subject{Kind: casebook.OnSource, ID: source}, "/sources/" + string(source), staff.Under(staff.SourcesPath, source),
			url.Values{"version": {"1"}, "title": {"A mended report"}, "kind": {"ngo_report"}, "visibility": {"public"}, "reason": {"a slip"}}},
		{casebook.Subject{Kind: casebook.OnFacility, ID: place}, "/facilities/" + slug, staff.Under(staff.FacilitiesPath, place),
			url.Values{"version": {"1"}, "name": {"A mended prison"}, "country": {"CO"}, "kind": {"prison"}, "visibility": {"public"}, "reason": {"a slip"}}},
	} {
		before := anybody.get(tt.public)
		if before.status != http.StatusOK {
			t.Fatalf("GET %s = %d, want 200", tt.public, before.status)
		}
		if got := worker.post(tt.desk+"/edit", tt.form); got.status != http.StatusSeeOther {
			t.Fatalf("editing %s = %d, want 303\n%s", tt.on.Kind, got.status, summaryOf(got.body))
		}
		if now := anybody.get(tt.public); now.body != before.body {
			t.Errorf("one person's edit changed %s", tt.public)
		}
		ask := staff.On("publish", tt.on)
		if page := worker.get(tt.desk).body; !strings.Contains(page, "pub-behind") || !strings.Contains(page, ask) {
			t.Errorf("the desk's page of the %s does not say that a change waits, or where to ask", tt.on.Kind)
		}
		page := worker.get(ask).body
		if !strings.Contains(page, "</span>A mended") || !strings.Contains(page, tt.public) {
			_, what, _ := strings.Cut(page, `id="page"`)
			t.Errorf("before asking, the %s does not show what changes on %s\n%.900s", tt.on.Kind, tt.public, what)
		}
		if got := worker.post(ask, url.Values{"note_to_reviewer": {"Mended."}, "correction.is": {"new"}}); got.status != http.StatusSeeOther {
			t.Fatalf("asking = %d, want 303\n%s", got.status, summaryOf(got.body))
		}
		review := worker.get(ask).location
		if list := reviewer.get("/staff/reviews").body; !strings.Contains(list, review) || !strings.Contains(list, "A mended") {
			t.Errorf("the list of reviews does not hold the %s", tt.on.Kind)
		}
		if got := reviewer.post(review+"/approve", nil); got.status != http.StatusSeeOther {
			t.Fatalf("agreeing = %d, want 303\n%s", got.status, summaryOf(got.body))
		}
		if now := anybody.get(tt.public); !strings.Contains(now.body, "A mended") {
			t.Errorf("two people agreed, and %s reads as before", tt.public)
		}
	}
}

func TestASourceIsTakenOffByOnePersonFromItsPage(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	source, _, slug := o.along()
	editor, anybody := o.signedIn(access.Editor), o.stranger()
	on := casebook.Subject{Kind: casebook.OnSource, ID: source}
	own := editor.get(staff.Under(staff.SourcesPath, source)).body
	if !strings.Contains(own, staff.On("take-back", on)) || strings.Contains(own, staff.On("withdraw", on)) {
		t.Error("the page of a source does not offer to take it off, or offers to withdraw it for good")
	}
	if page := editor.get(staff.On("take-back", on)).body; !strings.Contains(page, "The old prison") || !strings.Contains(page, "A report on prisons") {
		t.Error("before it is taken off, nobody says what goes and what changes")
	}
	if got := editor.post(staff.On("take-back", on), url.Values{"reason": {"its author is in danger"}}); got.status != http.StatusSeeOther {
		t.Fatalf("taking off = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
	if got := anybody.get("/sources/" + string(source)); got.status != http.StatusNotFound {
		t.Errorf("its page = %d, want 404", got.status)
	}
	if got := anybody.get("/facilities/" + slug); strings.Contains(got.body, "A report on prisons") {
		t.Error("the page of the place still names it")
	}
}

func TestTheReviewOfACaseShowsWhatChangesOnThePagesOfItsSources(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	source, _, _ := o.along()
	worker := o.signedIn(access.Caseworker)
	must(t, o.EditSource(t.Context(), system, source, 1, casebook.SourceDraft{Title: "A mended report", Kind: "ngo_report", Visibility: "public"}, "a slip"))
	count, err := o.RecordCount(t.Context(), system, casebook.CountDraft{Country: "CO", Claimant: en("A ministry"), Measure: "held", Population: en("Prisoners"), Min: "3", Cites: []casebook.CitationDraft{{Source: string(source)}}})
	must(t, err)
	page := worker.get(staff.On("publish", casebook.Subject{Kind: casebook.OnCount, ID: count})).body
	_, others, found := strings.Cut(page, `id="others"`)
	if !found || !strings.Contains(others, "</span>A mended report</ins>") {
		t.Errorf("who publishes the count does not see what changes on the page of its source\n%.600s", others)
	}
}

func TestTheHistoryOfAnAccountIsOpenToItsOwnerAndToAdministrators(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	admin, reader := o.signedIn(access.Administrator), o.signedIn(access.Reader)
	if got := admin.get("/staff/accounts/reader/history"); got.status != http.StatusOK || !strings.Contains(got.body, "reader") {
		t.Errorf("an administrator gets %d, want the history", got.status)
	}
	if got := reader.get("/account/history"); got.status != http.StatusOK || !strings.Contains(got.body, "reader") {
		t.Errorf("its owner gets %d, want the history", got.status)
	}
	user, err := o.store.UserByName(t.Context(), "administrator")
	must(t, err)
	for path, want := range map[string]int{"/staff/accounts/administrator/history": http.StatusForbidden, "/staff/history/user/" + string(user.ID): http.StatusNotFound} {
		if got := reader.get(path); got.status != want {
			t.Errorf("a reader asking for %s gets %d, want %d", path, got.status, want)
		}
	}
}
