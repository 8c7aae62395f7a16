package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

func TestAFormThatAddsToSomethingPublicAsksWhy(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	h, worker := o.has, o.signedIn(access.Caseworker)
	forms := []string{
		"/staff/cases/" + string(h.ref) + "/events/new", "/staff/cases/" + string(h.ref) + "/names/new", "/staff/cases/" + string(h.ref) + "/charges/new",
		"/staff/cases/" + string(h.ref) + "/proceedings/new", "/staff/claim/event/" + string(h.event), "/staff/cite/event/" + string(h.event),
		"/staff/releases/" + string(h.release) + "/people/new?case=" + string(h.ref), "/staff/releases/" + string(h.release) + "/unnamed/new",
	}
	const field = `name="reason"`
	for _, at := range forms {
		if page := worker.get(at); page.status != http.StatusOK || strings.Contains(page.body, field) {
			t.Errorf("%s = %d, asks for a reason before anything is public", at, page.status)
		}
	}
	must(t, o.Publish(t.Context(), system, casebook.Subject{Kind: casebook.OnCase, ID: h.caseID}))
	must(t, o.Publish(t.Context(), system, casebook.Subject{Kind: casebook.OnReleaseEvent, ID: h.release}))
	for _, at := range forms {
		page := worker.get(at)
		if !strings.Contains(page.body, field) {
			t.Errorf("%s does not ask for a reason\n%s", at, summaryOf(page.body))
		}
		checkPage(t, at, page.body)
	}
}

func TestTheReasonOfAnAdditionStandsInTheHistory(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	h, worker := o.has, o.signedIn(access.Caseworker)
	must(t, o.Publish(t.Context(), system, casebook.Subject{Kind: casebook.OnCase, ID: h.caseID}))
	at := "/staff/cases/" + string(h.ref) + "/events/new"
	form := url.Values{"kind": {"moved"}, "date": {"2026-01-12"}, "what.en": {"Moved to the capital."}, "visibility": {"public"}, "cites.0.source": {string(h.source)}}
	got := worker.post(at, form)
	if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "Say why it is added") || !strings.Contains(got.body, "Moved to the capital.") {
		t.Fatalf("without a reason = %d, want 422 with what was typed\n%s", got.status, summaryOf(got.body))
	}
	if got := worker.post(at, with(form, "reason", "her lawyer wrote to us")); got.status != http.StatusSeeOther {
		t.Fatalf("with a reason = %d\n%s", got.status, summaryOf(got.body))
	}
	if page := worker.get("/staff/cases/" + string(h.ref) + "/history"); !strings.Contains(page.body, "her lawyer wrote to us") {
		t.Errorf("the history does not tell the reason\n%s", summaryOf(page.body))
	}
}

func TestARemovalFromSomethingPublicAsksWhy(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	h, worker := o.has, o.signedIn(access.Caseworker)
	must(t, o.Publish(t.Context(), system, casebook.Subject{Kind: casebook.OnCase, ID: h.caseID}))
	at := "/staff/charges/" + string(h.charge) + "/remove"
	if page := worker.get(at); !strings.Contains(page.body, `name="reason"`) {
		t.Error("the form of a removal does not ask for a reason")
	}
	if got := worker.post(at, url.Values{"version": {"1"}}); got.status != http.StatusUnprocessableEntity {
		t.Errorf("removing without a reason = %d, want 422", got.status)
	}
	if got := worker.post(at, url.Values{"version": {"1"}, "reason": {"never charged with it"}}); got.status != http.StatusSeeOther {
		t.Errorf("removing with a reason = %d\n%s", got.status, summaryOf(got.body))
	}
}

func TestARefusedReleaseOfManyAsksWhy(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	h, worker := o.has, o.signedIn(access.Caseworker)
	must(t, o.Publish(t.Context(), system, casebook.Subject{Kind: casebook.OnCase, ID: h.caseID}))
	at := "/staff/releases/" + string(h.release) + "/many"
	got := worker.post(at, url.Values{"case": {string(h.ref)}, "exit": {"released"}, "step": {"announced"}, "by.en": {"The ministry"}})
	if got.status == http.StatusSeeOther || !strings.Contains(got.body, `name="reason"`) || !strings.Contains(got.body, "Say why it is added") {
		t.Fatalf("a public case without a reason = %d\n%s", got.status, summaryOf(got.body))
	}
	if got := worker.post(at, url.Values{"case": {string(h.ref)}, "exit": {"released"}, "step": {"announced"}, "by.en": {"The ministry"}, "reason": {"on the list of the ministry"}}); got.status != http.StatusSeeOther {
		t.Errorf("with a reason = %d\n%s", got.status, summaryOf(got.body))
	}
}
