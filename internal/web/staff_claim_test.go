package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"habeas/internal/access"
)

// claimRows are the addresses of fields, claims, walks and places of a group.
func claimRows(h things) []route {
	read := func(pattern, path string) route { return route{pattern, path, "", access.Reader, nil} }
	edit := func(pattern, path string, form url.Values) route {
		return route{pattern, path, access.Reader, access.Caseworker, form}
	}
	claim, event := "/staff/claims/"+string(h.rival), "/staff/fields/event/"+string(h.event)
	slot, source, walk := "/staff/cases/"+string(h.group)+"/slots/", "/staff/sources/"+string(h.source), "/staff/walks/"+string(h.walk)
	return []route{
		read("/staff/fields/:kind/:id", event),
		read("/staff/fields/:kind/:id/:field", event+"/date"),
		edit("/staff/claims/:id/settle", claim+"/settle", url.Values{"version": {"1"}, "reason": {"a slip of theirs"}}),
		edit("/staff/claims/:id/accept", claim+"/accept", url.Values{"version": {"2"}, "former": {"also_reported"}, "reason": {"better informed"}}),
		edit("/staff/claims/:id/retract", claim+"/retract", url.Values{"version": {"3"}, "reason": {"they took it back"}}),
		edit("/staff/cases/:ref/slots/:number/open", slot+"1/open", url.Values{"place_version": {"1"}, "kind": {"person"}, "country": {"VE"}, "name.text": {"Berta Ruiz"}, "because": {"her brother says so"}}),
		edit("/staff/cases/:ref/slots/:number/undo", slot+"1/undo", url.Values{"version": {"2"}, "reason": {"it was another"}}),
		edit("/staff/cases/:ref/slots/:number/link", slot+"3/link", url.Values{"place_version": {"1"}, "other": {string(h.ref)}, "because": {"the same passport"}}),
		read("/staff/cases/:ref/slots/:number/history", slot+"1/history"),
		read("/staff/sources/:id/taken", source+"/taken"),
		edit("/staff/sources/:id/walk", "/staff/sources/"+string(h.spareSource)+"/walk", url.Values{"cause": {"corrected"}, "what": {"The date."}}),
		read("/staff/walks/:id", walk),
		edit("/staff/walks/:id/steps/:number", walk+"/steps/1", url.Values{"version": {"1"}, "decision": {"keep"}, "reason": {"we know it ourselves"}}),
		edit("/staff/walks/:id/close", walk+"/close", url.Values{"version": {"1"}}),
	}
}

func TestAFieldShowsWhatSourcesSaySideBySide(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Caseworker)
	page := p.get("/staff/fields/event/" + string(o.has.event) + "/date").body
	for _, want := range []string{"We go by this", "9 January 2026", "1 independent origin", "Go by this"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q\n%s", want, summaryOf(page))
		}
	}
	if got := p.get("/staff/fields/event/" + string(o.has.event) + "/nosuch"); got.status != http.StatusNotFound {
		t.Errorf("a field that is not = %d, want 404", got.status)
	}
}

func TestAPlaceKeepsWhatWasTypedWhenItIsRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Caseworker)
	got := p.post("/staff/cases/"+string(o.has.group)+"/slots/1/open", url.Values{"place_version": {"1"}, "kind": {"person"}, "country": {"VE"}, "name.text": {"Berta Ruiz"}})
	if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, `value="Berta Ruiz"`) || !strings.Contains(got.body, "Say how you know") {
		t.Errorf("without a reason = %d\n%s", got.status, summaryOf(got.body))
	}
	checkPage(t, "refused", got.body)
	got = p.post("/staff/cases/"+string(o.has.group)+"/slots/1/link", url.Values{"place_version": {"1"}, "find": {"cases.other"}, "find.cases.other": {"perez"}})
	if got.status != http.StatusOK || !strings.Contains(got.body, "Ana Pérez, "+string(o.has.ref)) {
		t.Errorf("searching by name = %d\n%s", got.status, summaryOf(got.body))
	}
}

func TestEveryPageWithFieldsLeadsToWhatSourcesSay(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p, h := o.signedIn(access.Reader), o.has
	for page, on := range map[string]string{
		"/staff/releases/" + string(h.release):     "release_event/" + string(h.release),
		"/staff/cases/" + string(h.group):          "release/" + string(h.part),
		"/staff/advisories/" + string(h.advisory):  "advisory/" + string(h.advisory),
		"/staff/context/" + string(h.context):      "context/" + string(h.context),
		"/staff/cases/" + string(h.ref):            "event/" + string(h.event),
		"/staff/cases/" + string(h.ref) + "?again": "case/" + string(h.caseID),
	} {
		if body := p.get(page).body; !strings.Contains(body, `href="/staff/fields/`+on+`"`) {
			t.Errorf("%s has no link to what sources say of %s", page, on)
		}
	}
}
