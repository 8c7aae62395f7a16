package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/web"
)

var hidden = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)

// formOn gives the hidden fields of the form on a page that is sent to an
// address, as a browser without script would send them.
func formOn(t *testing.T, page, action string) url.Values {
	t.Helper()
	_, rest, ok := strings.Cut(page, `action="`+html.EscapeString(action)+`"`)
	if !ok {
		t.Fatalf("no form on the page is sent to %s\n%s", action, summaryOf(page))
	}
	form, _, _ := strings.Cut(rest, "</form>")
	values := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(form, -1) {
		values.Add(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	return values
}

const typed = "She was seen on “Tuesday” <by a nurse> & two others.\n\nSecond paragraph."

func TestAFormThatComesAfterTheSessionEndedIsKeptOnThePageAndSaved(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	worker := o.signedIn(access.Caseworker)
	path := "/staff/cases/" + string(o.has.ref) + "/events/new?source=" + string(o.has.source)
	o.clock.pass(31 * time.Minute)
	late := worker.post(path, url.Values{"kind": {"statement"}, "what.en": {typed}, "cites.0.source": {string(o.has.source)}, "old_password": {"hush"}})
	if late.status != http.StatusUnauthorized {
		t.Fatalf("= %d, want 401 with the sign-in form\n%s", late.status, summaryOf(late.body))
	}
	checkPage(t, "signed out", late.body)
	form := formOn(t, late.body, "/account/sign-in")
	form.Set("name", "caseworker")
	form.Set("password", "not the password")
	wrong := worker.send("/account/sign-in", form)
	if wrong.status != http.StatusUnprocessableEntity {
		t.Fatalf("a wrong password = %d, want 422", wrong.status)
	}
	form = formOn(t, wrong.body, "/account/sign-in")
	form.Set("name", "caseworker")
	form.Set("password", password)
	in := worker.send("/account/sign-in", form)
	if in.status != http.StatusOK {
		t.Fatalf("signing in = %d, want 200 with what was typed\n%s", in.status, summaryOf(in.body))
	}
	checkPage(t, "look once more", in.body)
	again := formOn(t, in.body, path)
	if again.Get("csrf") == "" || again.Get("csrf") == worker.token {
		t.Error("the form goes on with the token of the session that ended")
	}
	for _, page := range []string{late.body, wrong.body, in.body} {
		if strings.Contains(page, "hush") || strings.Contains(page, password) || strings.Contains(page, worker.token) {
			t.Error("a page keeps a password or the old token")
		}
	}
	saved := worker.send(path, again)
	if saved.status != http.StatusSeeOther {
		t.Fatalf("sending it again = %d, want 303\n%s", saved.status, summaryOf(saved.body))
	}
	if page := worker.get("/staff/cases/" + string(o.has.ref)).body; !strings.Contains(html.UnescapeString(page), "Second paragraph.") {
		t.Error("what was typed is lost")
	}
}

func TestNothingIsKeptOfAFormFromAnotherSite(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, o.site.URL+"/staff/cases/new", strings.NewReader("label.en=planted"))
	must(t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	if got := o.stranger().do(req); got.status != http.StatusSeeOther || strings.Contains(got.body, "planted") {
		t.Errorf("= %d, want 303 to the sign-in page and nothing of the form", got.status)
	}
}

func TestAFormOfAStrangerThatIsTooLargeToCarryIsRefused(t *testing.T) {
	t.Parallel()
	p := newOffice(t, "").stranger()
	for size, want := range map[int]int{900 << 10: http.StatusUnauthorized, 1020 << 10: http.StatusRequestEntityTooLarge, 2 << 20: http.StatusRequestEntityTooLarge} {
		if got := p.send("/staff/cases/new", url.Values{"summary.en": {strings.Repeat("a", size)}}); got.status != want {
			t.Errorf("%d KB = %d, want %d", size>>10, got.status, want)
		}
	}
}

func TestAKeptFormGoesOnlyToTheDesk(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"/staff/cases/new": "/staff/cases/new", "/staff/cases/VE-2026-0001/events/new?source=s1": "/staff/cases/VE-2026-0001/events/new?source=s1",
		"https://evil.example/staff": "", "//evil.example/staff": "", "/account/sign-out": "", `/staff\evil`: "", "/staff/../account/sign-out": "", "/staff/%2e%2e/x": "",
		"javascript:alert(1)": "", "": "", "/staff/x?a=\"><b>": "/staff/x?a=%22%3E%3Cb%3E", "/staff/" + strings.Repeat("a", 700): "",
	} {
		got, ok := web.DeskAction(given)
		if ok != (want != "") || ok && got != want {
			t.Errorf("DeskAction(%q) = %q, %v; want %q", given, got, ok, want)
		}
	}
}
