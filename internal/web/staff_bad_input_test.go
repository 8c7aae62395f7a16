package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/web"
)

func TestBadInputIsRefusedWithASentenceAndKept(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	worker := o.signedIn(access.Caseworker)
	ref := "/staff/cases/" + string(o.has.ref)
	event := func(name, value string) url.Values {
		v := url.Values{"kind": {"family_visit"}, "what.en": {"A visit that was seen."}}
		v.Set(name, value)
		return v
	}
	count := url.Values{"country": {"VE"}, "claimant.en": {"UN"}, "measure": {"held"}, "population.en": {"Prisoners"}, "min": {"many"}}
	cases := []struct {
		name, path string
		form       url.Values
		link, says string // the field the summary leads to, and a part of its sentence
	}{
		{"a date that is not one", ref + "/events/new", event("date", "soon after christmas"), "#f-date", "2026-01"},
		{"a day that no month has", ref + "/events/new", event("date", "2026-02-30"), "#f-date", "February"},
		{"an unknown country", "/staff/cases/new", url.Values{"kind": {"person"}, "country": {"XX"}, "name.text": {"Ana"}}, "#f-country", "not a country"},
		{"a name of combining marks", ref + "/names/new", url.Values{"text": {"\u0301\u0302"}}, "#f-text", "Enter a name"},
		{"an address that runs", "/staff/sources/new", url.Values{"title": {"A page"}, "url": {"javascript:alert(1)"}}, "#f-url", "https://"},
		{"a count in words", "/staff/counts/new", count, "#f-min", "many"},
		{"a kind that is not on the list", ref + "/events/new", event("kind", "teleported"), "#f-kind", "not on the list"},
		{"an overlap with a case that is not there", ref + "/overlaps/new", url.Values{"other": {"VE-1999-0001"}}, "#f-other", "no other case"},
		{"an overlap with itself", ref + "/overlaps/new", url.Values{"other": {string(o.has.ref)}}, "#f-other", "no other case"},
		{"a quotation without its source", ref + "/events/new", event("cites.0.quote", "Seen alive."), "#f-cites-0-source", "Choose the source"},
		{"a step without its rung", "/staff/releases/" + string(o.has.release) + "/people/new", url.Values{"case": {string(o.has.ref)}, "steps.0.by.en": {"her mother"}}, "#f-steps-0-step", "how far"},
		{"a release of nobody", "/staff/releases/" + string(o.has.release) + "/people/new", url.Values{"case": {""}}, "#f-case", "VE-2026-0042"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := (&person{t: t, site: worker.site, http: worker.http, token: worker.token}).post(c.path, c.form)
			if got.status != http.StatusUnprocessableEntity {
				t.Fatalf("= %d, want 422\n%s", got.status, summaryOf(got.body))
			}
			if !strings.Contains(got.body, `href="`+c.link+`"`) || !strings.Contains(got.body, c.says) {
				t.Errorf("the page does not lead to %s and say %q\n%s", c.link, c.says, summaryOf(got.body))
			}
			for name, values := range c.form {
				if !strings.Contains(got.body, values[0]) && !strings.ContainsAny(values[0], "\u0301") {
					t.Errorf("what was typed under %s is lost", name)
				}
			}
			checkPage(t, c.name, got.body)
		})
	}
}

func TestInvisibleLettersThatTurnTextAreDropped(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	worker := o.signedIn(access.Caseworker)
	got := worker.post("/staff/cases/"+string(o.has.ref)+"/events/new", url.Values{"kind": {"statement"}, "what.en": {"Said \u202eeslaf\u202c and \u2066gone\u2069."}})
	if got.status != http.StatusSeeOther {
		t.Fatalf("= %d, want 303", got.status)
	}
	if page := worker.get("/staff/cases/" + string(o.has.ref)).body; strings.ContainsAny(page, "\u202e\u2066") || !strings.Contains(page, "Said eslaf and gone.") {
		t.Error("the page still turns the text around, or lost it")
	}
}

func TestAReleaseBeforeTheDetentionIsSavedWithAWarning(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	worker := o.signedIn(access.Caseworker)
	ref := "/staff/cases/" + string(o.has.ref)
	got := worker.post(ref+"/events/new", url.Values{"kind": {"left_facility"}, "date": {"[2025-12-08..2025-12-12]"}, "what.en": {"Left."}})
	if got.status != http.StatusSeeOther || !strings.HasPrefix(got.location, ref) {
		t.Fatalf("= %d to %q, want 303 to the case", got.status, got.location)
	}
	page := worker.get(ref).body
	for _, want := range []string{"Saved.", "comes before the person was taken", "between 8 and 12 December 2025"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if again := worker.get(ref).body; strings.Contains(again, "Saved.") {
		t.Error("the notice is shown twice")
	}
}

func TestAMegabyteIsRefusedWithoutTakingMemory(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	worker := o.signedIn(access.Caseworker)
	for _, chunked := range []bool{false, true} {
		body := append([]byte("kind=statement&csrf="+worker.token+"&what.en="), bytes.Repeat([]byte("a"), 10<<20)...)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, worker.site+"/staff/cases/"+string(o.has.ref)+"/events/new", bytes.NewReader(body))
		must(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if chunked {
			req.ContentLength = -1
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := worker.do(req)
		runtime.ReadMemStats(&after)
		if got.status != http.StatusRequestEntityTooLarge || !strings.Contains(got.body, "one megabyte") {
			t.Errorf("ten megabytes (chunked: %v) = %d, want 413 and a sentence", chunked, got.status)
		}
		if grew := after.HeapAlloc - before.HeapAlloc; after.HeapAlloc > before.HeapAlloc && grew > 8<<20 {
			t.Logf("memory grew by %d KB beside other tests", grew>>10)
		}
	}
}

func TestTwoPeopleSavingOneFormSeeBothTexts(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	one, two := o.signedIn(access.Caseworker), o.signedIn(access.Editor)
	edit := "/staff/events/" + string(o.has.event) + "/edit"
	form := func(version, what string) url.Values {
		return url.Values{"version": {version}, "kind": {"taken"}, "date": {"2026-01-08"}, "what.en": {what}, "visibility": {"public"}}
	}
	if got := one.post(edit, form("1", "Taken from a bus.")); got.status != http.StatusSeeOther {
		t.Fatalf("the first save = %d, want 303", got.status)
	}
	got := two.post(edit, form("1", "Taken from a car."))
	if got.status != http.StatusConflict {
		t.Fatalf("the second save = %d, want 409", got.status)
	}
	for _, want := range []string{"Taken from a bus.", "Taken from a car.", `name="version" value="2"`, `name="choose:what.en"`} {
		if !strings.Contains(got.body, want) {
			t.Errorf("the page of the conflict lacks %q", want)
		}
	}
	checkPage(t, "conflict", got.body)
	if got := two.post(edit, form("2", "Taken from a car.")); got.status != http.StatusSeeOther {
		t.Errorf("saving again = %d, want 303", got.status)
	}
}

func TestACaseIsInAReleaseEventOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	got := o.signedIn(access.Caseworker).post("/staff/releases/"+string(o.has.release)+"/people/new", url.Values{"case": {string(o.has.group)}, "note.en": {"Again."}})
	if got.status != http.StatusConflict || !strings.Contains(got.body, "already in this release event") || !strings.Contains(got.body, "Again.") {
		t.Errorf("= %d, want 409, the reason, and what was typed\n%s", got.status, summaryOf(got.body))
	}
}

func TestAnotherLineKeepsWhatWasTypedAndSavesNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	worker := o.signedIn(access.Caseworker)
	got := worker.post("/staff/cases/"+string(o.has.ref)+"/events/new", url.Values{"kind": {"statement"}, "what.en": {"Half a thought"}, "cites.0.source": {string(o.has.source)}, "more": {"cites"}})
	if got.status != http.StatusOK || !strings.Contains(got.body, "Half a thought") || !strings.Contains(got.body, `name="cites.1.source"`) {
		t.Errorf("= %d, want 200 with the text and a second line", got.status)
	}
	if page := worker.get("/staff/cases/" + string(o.has.ref)).body; strings.Contains(page, "Half a thought") {
		t.Error("asking for a line saved the event")
	}
}

func TestSignInRefusesAllTheSameAndThenWaits(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.stranger()
	known, unknown := p.signIn("editor", "not the password"), p.signIn("nobody", "not the password")
	if known.status != http.StatusUnprocessableEntity || unknown.status != http.StatusUnprocessableEntity {
		t.Errorf("= %d and %d, want 422 twice", known.status, unknown.status)
	}
	if a, b := strings.ReplaceAll(known.body, "editor", "X"), strings.ReplaceAll(unknown.body, "nobody", "X"); a != b {
		t.Errorf("the refusals differ:\n%s", cmp.Diff(a, b))
	}
	checkPage(t, "sign-in", known.body)
	for range 4 {
		p.signIn("editor", "not the password")
	}
	if got := p.signIn("editor", password); got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" {
		t.Errorf("the sixth try = %d, want 429 with Retry-After", got.status)
	}
	o.clock.pass(2 * time.Minute)
	if got := p.signIn("editor", password); got.status != http.StatusSeeOther {
		t.Errorf("after the wait = %d, want 303", got.status)
	}
}

func TestASignInFormFromElsewhereIsRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.stranger()
	got := p.send("/account/sign-in", url.Values{"csrf": {"forged"}, "name": {"editor"}, "password": {password}})
	if got.status != http.StatusForbidden || !strings.Contains(got.body, `value="editor"`) || strings.Contains(got.body, password) {
		t.Errorf("= %d, want 403 with the name kept and the password not", got.status)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.site+"/account/sign-in", strings.NewReader("name=editor"))
	must(t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	if got := p.do(req); got.status != http.StatusForbidden {
		t.Errorf("from another site = %d, want 403", got.status)
	}
}

func TestTheSessionCookieIsAsStrictAsItCanBe(t *testing.T) {
	t.Parallel()
	for base, name := range map[string]string{"": "sid", "https://desk.example": "__Host-sid"} {
		o := newOffice(t, base)
		p := o.stranger()
		form := p.get("/account/sign-in")
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.site+"/account/sign-in", strings.NewReader(url.Values{"csrf": {tokenIn(form.body)}, "name": {"editor"}, "password": {password}}.Encode()))
		must(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		door, _, _ := strings.Cut(form.header.Get("Set-Cookie"), ";")
		req.Header.Set("Cookie", door)
		got := p.do(req)
		cookie := got.header.Get("Set-Cookie")
		for _, want := range []string{name + "=", "HttpOnly", "SameSite=Strict", "Path=/"} {
			if !strings.Contains(cookie, want) {
				t.Errorf("with the base %q the cookie %q lacks %s", base, cookie, want)
			}
		}
		if strings.Contains(cookie, "Max-Age") || strings.Contains(cookie, "Expires") || strings.Contains(cookie, "Domain") {
			t.Errorf("the cookie %q outlives the browser or leaves the site", cookie)
		}
		if secure := strings.Contains(cookie, "Secure"); secure != (base != "") {
			t.Errorf("with the base %q Secure is %v", base, secure)
		}
	}
}

func TestASessionEndsUnusedAndWithItsAccount(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	editor, worker := o.signedIn(access.Editor), o.signedIn(access.Caseworker)
	o.clock.pass(29 * time.Minute)
	if got := editor.get("/staff"); got.status != http.StatusOK {
		t.Errorf("after 29 minutes = %d, want 200", got.status)
	}
	must(t, o.DisableUser(t.Context(), system, "caseworker"))
	if got := worker.get("/staff"); got.status != http.StatusSeeOther {
		t.Errorf("with a disabled account = %d, want 303", got.status)
	}
	o.clock.pass(29 * time.Minute)
	if got := editor.get("/staff"); got.status != http.StatusOK {
		t.Errorf("used meanwhile = %d, want 200", got.status)
	}
	o.clock.pass(31 * time.Minute)
	if got := editor.get("/staff/cases"); got.status != http.StatusSeeOther || got.location != "/account/sign-in?next=%2Fstaff%2Fcases" {
		t.Errorf("after 31 minutes = %d to %q, want 303 to sign in and come back", got.status, got.location)
	}
}

func TestOnlyPagesOfTheDeskAreReturnedTo(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]bool{
		"/staff": true, "/staff/cases/VE-2026-0001": true, "/staffing": false, "//evil.example/staff": false, "https://evil.example": false,
		"/staff/../account/sign-out": false, "/staff//x": false, "/staff/\\evil": false, "/staff/%2e%2e/": false, "/staff/a\tb": false, "": false, "/staff/": false,
	} {
		if _, got := web.DeskPath(path); got != want {
			t.Errorf("DeskPath(%q) = %v, want %v", path, got, want)
		}
	}
}

func TestAFormSetsWhatADraftMayBeSet(t *testing.T) {
	t.Parallel()
	want := casebook.ReleaseDraft{
		Case: "VE-2026-0001", Exit: "released", Note: locale.Text{En: "a", Es: "b"},
		Steps: []casebook.ConfirmationDraft{{}, {Step: "home", By: locale.Text{En: "her mother"}, Cites: []casebook.CitationDraft{{Source: "s1", Quote: "Home."}}}},
	}
	values := web.Unbind(want)
	values.Set("nobody.asked", "for this")
	var got casebook.ReleaseDraft
	must(t, web.Bind(values, &got))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a draft does not survive its form (-want +got):\n%s", diff)
	}
	if err := web.Bind(url.Values{"steps.20.step": {"home"}}, &got); err == nil {
		t.Error("a twenty-first line is taken without a word")
	}
}
