package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

// morningRows are the addresses of what the morning page does.
func morningRows(h things) []route {
	ref := string(h.ref)
	return []route{
		{"/staff/bulk", "/staff/bulk?do=tag&tag=x&ref=" + ref, "", access.Caseworker, url.Values{"do": {"tag"}, "tag": {"urgent"}, "ref": {ref}}},
		{"/staff/bulk/done", "/staff/bulk/done", "", access.Caseworker, nil},
		{"/staff/filters/new", "/staff/filters/new?publication=draft", "", access.Reader, url.Values{"filter_name": {"Not public"}, "query": {"publication=draft"}}},
		{"/staff/filters/:id/remove", "/staff/filters/" + string(h.private.filter) + "/remove", "", access.Reader, url.Values{}},
		{"/staff/cases/:ref/tags", "/staff/cases/" + ref + "/tags", access.Reader, access.Caseworker, url.Values{"tags": {"urgent, students"}}},
	}
}

func TestTheMorningPageLeadsToWhatIsToBeMended(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	_, err := o.AddClaim(t.Context(), system, casebook.Subject{Kind: casebook.OnReleaseEvent, ID: o.has.release}, casebook.ClaimDraft{Field: "date", Exact: "2026-01-14"})
	must(t, err)
	worker := o.signedIn(access.Caseworker)
	page := worker.get("/staff")
	for _, want := range []string{
		`href="/staff/cases/` + string(o.has.ref) + `"`, "Call back", "never verified", "Announced releases that nobody has confirmed",
		`href="/staff/releases/` + string(o.has.release) + `"`, "may be about the same people",
	} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the morning page does not say %q", want)
		}
	}
	for _, want := range []string{`href="/staff/fields/event/` + string(o.has.event) + `/date"`, "A source as credible says otherwise", `href="/staff/fields/release_event/` + string(o.has.release) + `/date"`, "Nothing waits for your decision."} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the morning page does not say %q", want)
		}
	}
	second := o.signedIn(access.Reviewer).get("/staff").body
	checkPage(t, "a reviewer's morning", second)
	if waits, since := strings.Index(second, `id="waiting-reviews"`), strings.Index(second, `id="since"`); waits < 0 || waits > since || !strings.Contains(second, `href="/staff/reviews/`+string(o.has.reviews.approve)+`"`) {
		t.Error("a second person does not see first what waits for them")
	}
	if policy := page.header.Get("Content-Security-Policy"); !strings.Contains(policy, "script-src 'self'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the page may run %q", policy)
	}
	if policy := worker.get("/staff/sources").header.Get("Content-Security-Policy"); !strings.Contains(policy, "script-src 'none'") {
		t.Errorf("a page without a script may run %q", policy)
	}
	if body := o.signedIn(access.Reader).get("/staff").body; strings.Contains(body, "Call back") {
		t.Error("a reader is told of a private task")
	}
	checkPage(t, "morning", page.body)
}

func TestSeveralCasesAreChangedAfterALook(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	worker := o.signedIn(access.Caseworker)
	ref := string(o.has.ref)
	look := worker.get("/staff/bulk?do=tag&tag=urgent&ref=" + ref + "&ref=VE-1999-0001")
	for _, want := range []string{"will be done", "Will be refused:", "This is not in the casebook", `name="ref" value="` + ref + `"`} {
		if !strings.Contains(look.body, want) {
			t.Errorf("the preview does not say %q\n%s", want, summaryOf(look.body))
		}
	}
	if strings.Contains(worker.get("/staff/cases/"+ref+"/tags").body, "urgent") {
		t.Error("looking has changed the case")
	}
	done := worker.post("/staff/bulk", url.Values{"do": {"tag"}, "tag": {"urgent"}, "ref": {ref, "VE-1999-0001"}})
	if done.status != http.StatusSeeOther || done.location != "/staff/bulk/done" {
		t.Fatalf("= %d to %q", done.status, done.location)
	}
	if page := worker.get(done.location); !strings.Contains(page.body, "Not done:") || !strings.Contains(page.body, "Done for 1 of 2 cases") {
		t.Errorf("the page of the result: %s", summaryOf(page.body))
	}
	if !strings.Contains(worker.get("/staff/cases?tag=urgent").body, ref) {
		t.Error("the case is not found by its tag")
	}
	for query, want := range map[string]string{"": "No case is chosen", "do=tag&ref=" + ref: "Give it a name first", "do=fly&ref=" + ref: "Choose what is to be done"} {
		if page := worker.get("/staff/bulk?" + query); page.status != http.StatusOK || !strings.Contains(page.body, want) {
			t.Errorf("asking for %q = %d, want %q", query, page.status, want)
		}
	}
}
