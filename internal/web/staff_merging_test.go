package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

// mergingRows are the address where two cases become one. With a reference and
// no decision the form leads on to what would happen.
func mergingRows(h things) []route {
	return []route{{"/staff/cases/:ref/merge", "/staff/cases/" + string(h.ref) + "/merge", access.Reader, access.Caseworker, url.Values{"with": {string(h.group)}}}}
}

// twin opens the case of somebody, published or not, and gives its reference.
func (o *office) twin(name string, shown bool) casebook.Ref {
	o.t.Helper()
	ctx := o.t.Context()
	cites := []casebook.CitationDraft{{Source: string(o.has.source), Place: "paragraph 2"}}
	ref, err := o.OpenCase(ctx, system, casebook.CaseDraft{Kind: "person", Country: "CO", Name: casebook.NameDraft{Text: name}, Summary: en("Held, it is said."), Birth: "1980-0" + string(rune('1'+len(name)%9))}, cites)
	must(o.t, err)
	_, err = o.RecordEvent(ctx, system, ref, casebook.EventDraft{Kind: "taken", Date: "2026-01-08", What: en("Taken."), Visibility: "public", Cites: cites})
	must(o.t, err)
	must(o.t, o.RecordConsent(ctx, system, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "mother", Scopes: []string{"publish_name", "publish_anonymously"}}))
	if shown {
		f, err := o.File(ctx, system, ref)
		must(o.t, err)
		must(o.t, o.Publish(ctx, system, casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}))
	}
	return ref
}

var seenField = regexp.MustCompile(`name="seen" value="([0-9a-f]{64})"`)

// seenOn gives the fingerprint that a page of a merge carries.
func seenOn(t *testing.T, page string) string {
	t.Helper()
	m := seenField.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("the page carries no fingerprint\n%s", summaryOf(page))
	}
	return m[1]
}

// Two people make one of two public cases, by forms alone; afterwards every
// public address of the one that went leads to the one that stays.
func TestTwoPublicCasesBecomeOneByTwoPeople(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	worker, reviewer, anybody := o.signedIn(access.Caseworker), o.signedIn(access.Reviewer), o.stranger()
	stays, goes := o.twin("Berta Ruiz Soto", true), o.twin("Berta Ruíz", true)
	at := "/staff/cases/" + string(stays) + "/merge"

	if page := worker.get("/staff/cases/" + string(stays)).body; !strings.Contains(page, `href="`+at+`"`) {
		t.Error("the page of a case does not lead to merging")
	}
	choose := worker.get(at)
	if !strings.Contains(choose.body, string(goes)) || !strings.Contains(choose.body, at+"?with="+string(goes)) {
		t.Errorf("the case with nearly the same name is not offered\n%s", summaryOf(choose.body))
	}
	checkPage(t, "choose", choose.body)
	for lang, words := range map[string]string{"en": "Merge " + string(goes) + " into " + string(stays), "es": "Fusionar " + string(goes) + " en " + string(stays)} {
		worker.post("/account/language", url.Values{"lang": {lang}, "back": {"/staff"}})
		page := worker.get(at + "?with=" + string(goes))
		if page.status != http.StatusOK || !strings.Contains(page.body, words) {
			t.Errorf("in %s the page = %d without %q\n%s", lang, page.status, words, summaryOf(page.body))
		}
		checkPage(t, "decide "+lang, page.body)
	}
	worker.post("/account/language", url.Values{"lang": {"en"}, "back": {"/staff"}})
	page := worker.get(at + "?with=" + string(goes))
	for _, want := range []string{"Date of birth", "Told twice?", "a second person has to agree", "Keep " + string(goes) + " instead"} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	form := url.Values{"with": {string(goes)}, "seen": {seenOn(t, page.body)}, "reason": {"the same woman"}, "choose.person.birth": {"goes"}}
	left := worker.post(at, form)
	if left.status != http.StatusUnprocessableEntity || !strings.Contains(left.body, "Say whether this is one thing told twice") || !strings.Contains(left.body, `value="the same woman"`) {
		t.Errorf("with a decision left open = %d\n%s", left.status, summaryOf(left.body))
	}
	checkPage(t, "left open", left.body)
	form.Set("double.0.same", "same")
	if got := worker.post(at, form); got.status != http.StatusSeeOther {
		t.Fatalf("merging = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
	if page := worker.get("/staff/cases/" + string(stays)).body; !strings.Contains(page, "This takes two people") {
		t.Error("it is not said that a second person has to agree")
	}
	if got := anybody.get("/cases/" + string(goes)); got.status != http.StatusOK {
		t.Errorf("before anybody agreed the public address = %d, want 200", got.status)
	}
	list := reviewer.get("/staff/confirmations").body
	agree := regexp.MustCompile(`/staff/confirmations/[0-9a-z]+/agree`).FindString(list[max(0, strings.Index(list, "two cases are one")):])
	if agree == "" || !strings.Contains(list, string(goes)) {
		t.Fatalf("the second person is not offered to agree\n%s", summaryOf(list))
	}
	asked := reviewer.get(agree)
	if asked.status != http.StatusOK || !strings.Contains(asked.body, "This changes on the page /cases/"+string(stays)) {
		t.Errorf("the page to agree on = %d without what changes for the public\n%s", asked.status, summaryOf(asked.body))
	}
	checkPage(t, "agree", asked.body)
	if got := reviewer.post(agree, url.Values{}); got.status != http.StatusSeeOther {
		t.Fatalf("agreeing = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
	for path, want := range map[string]string{
		"/cases/" + string(goes):                       "/cases/" + string(stays),
		"/es/cases/" + string(goes):                    "/es/cases/" + string(stays),
		"/cases/" + string(goes) + ".json":             "/cases/" + string(stays) + ".json",
		"/cases/" + string(goes) + "/feed.atom":        "/cases/" + string(stays) + "/feed.atom",
		"/cases/" + string(goes) + "?as_of=2026-01-10": "/cases/" + string(stays) + "?as_of=2026-01-10",
	} {
		got := anybody.get(path)
		if got.status != http.StatusMovedPermanently || got.location != want {
			t.Errorf("GET %s = %d to %q, want 301 to %q", path, got.status, got.location, want)
			continue
		}
		if there := anybody.get(got.location); there.status != http.StatusOK {
			t.Errorf("%s leads to %s, which answers %d", path, got.location, there.status)
		}
	}
	for path, want := range map[string]string{"/cases": string(stays), "/cases.csv": string(stays), "/feed.atom": "merged into another case", "/es/feed.atom": "fusionado en otro caso"} {
		body := anybody.get(path).body
		if !strings.Contains(body, want) || strings.HasPrefix(path, "/cases") && strings.Contains(body, string(goes)) {
			t.Errorf("%s says the wrong thing, want %q and nothing of %s", path, want, goes)
		}
	}
	led := worker.get("/staff/cases/" + string(goes))
	if led.status != http.StatusSeeOther || led.location != "/staff/cases/"+string(stays) {
		t.Errorf("at the desk the case that went leads to %d %q", led.status, led.location)
	}
	if page := worker.get(led.location).body; !strings.Contains(page, "was merged into this case") || !strings.Contains(page, "/staff/cases/"+string(goes)+"/history") {
		t.Error("the case that stays does not tell what was merged into it")
	}
	if got := worker.get("/staff/cases/" + string(goes) + "/history"); got.status != http.StatusOK || !strings.Contains(got.body, "merged two cases") {
		t.Errorf("the history of the case that went = %d", got.status)
	}
}

// A form that was open while its case was merged comes back with everything
// that was typed, and says where to enter it.
func TestAFormThatIsSentAfterAMergeKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Editor)
	stays, goes := o.twin("Berta Ruiz Soto", false), o.twin("Berta Ruíz", false)
	at := "/staff/cases/" + string(stays) + "/merge"
	form := url.Values{"with": {string(goes)}, "seen": {seenOn(t, p.get(at+"?with="+string(goes)).body)}, "reason": {"the same woman"}, "choose.person.birth": {"stays"}, "double.0.same": {"same"}}
	edit := url.Values{"version": {"1"}, "kind": {"person"}, "country": {"CO"}, "summary.en": {"Typed meanwhile."}, "reason": {"clearer"}}
	event := url.Values{"kind": {"statement"}, "date": {"2026-01-09"}, "what.en": {"Typed meanwhile."}}
	if got := p.post("/staff/cases/"+string(goes)+"/events/new", event); got.status != http.StatusSeeOther {
		t.Fatalf("recording an event = %d", got.status)
	}
	stale := p.post(at, form)
	if stale.status != http.StatusConflict || !strings.Contains(stale.body, "changed while you were looking") || seenOn(t, stale.body) == form.Get("seen") {
		t.Errorf("merging what changed since = %d\n%s", stale.status, summaryOf(stale.body))
	}
	form.Set("seen", seenOn(t, stale.body))
	if got := p.post(at, form); got.status != http.StatusSeeOther {
		t.Fatalf("merging = %d\n%s", got.status, summaryOf(got.body))
	}
	for path, form := range map[string]url.Values{"/edit": edit, "/events/new": event} {
		got := p.post("/staff/cases/"+string(goes)+path, form)
		if got.status != http.StatusConflict || !strings.Contains(got.body, "Typed meanwhile.") || !strings.Contains(got.body, "was merged into "+string(stays)) {
			t.Errorf("POST %s after the merge = %d, want 409 with what was typed and where to go\n%s", path, got.status, summaryOf(got.body))
		}
	}
}

func TestPersonsAreMadeOneAndPartedByForms(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Editor)
	stays, goes := o.twin("Berta Ruiz Soto", false), o.twin("Berta Ruíz", false)
	at := "/staff/cases/" + string(stays) + "/merge"
	page := p.get(at + "?with=" + string(goes) + "&only=persons")
	checkPage(t, "persons", page.body)
	form := url.Values{"with": {string(goes)}, "only": {"persons"}, "seen": {seenOn(t, page.body)}, "reason": {"her passport"}, "choose.person.birth": {"stays"}}
	if got := p.post(at, form); got.status != http.StatusSeeOther {
		t.Fatalf("making one person = %d\n%s", got.status, summaryOf(got.body))
	}
	history := p.get("/staff/cases/" + string(goes) + "/history").body
	checkPage(t, "history", history)
	undo := regexp.MustCompile(`href="(/staff/revisions/[0-9]+/restore)">Make two persons`).FindStringSubmatch(history)
	if undo == nil {
		t.Fatalf("the history does not offer to undo it\n%s", summaryOf(history))
	}
	checkPage(t, "undo", p.get(undo[1]).body)
	if got := p.post(undo[1], url.Values{"reason": {"they are two"}}); got.status != http.StatusSeeOther {
		t.Errorf("parting them = %d\n%s", got.status, summaryOf(got.body))
	}
	if page := p.get("/staff/cases/" + string(goes)).body; !strings.Contains(page, "Berta Ruíz") || strings.Contains(page, "Berta Ruiz Soto") {
		t.Error("after parting, the second case is not of its own person")
	}
	if got := p.get(at + "?with=" + string(o.has.group)); got.status != http.StatusOK || !strings.Contains(got.body, "is about a group") {
		t.Errorf("a group = %d, want the page that says why not", got.status)
	}
	if got := p.get(at + "?with=VE-2099-0001"); got.status != http.StatusBadRequest || !strings.Contains(got.body, "There is no other case") {
		t.Errorf("a reference that is not = %d", got.status)
	}
}
