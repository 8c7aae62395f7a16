package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/locale"
)

// relativeAt is somebody of the family with a browser of their own.
type relativeAt struct {
	*person
	o    *office
	card desk.Card
}

// withCard gives a relative a card, and a browser without any cookie.
func (o *office) withCard(t *testing.T) *relativeAt {
	t.Helper()
	card, err := o.IssueCode(t.Context(), system, o.has.ref, casebook.RelativeDraft{Who: "Her mother", Checked: "rang back on Tuesday", Language: "es"})
	must(t, err)
	return &relativeAt{o.stranger(), o, card}
}

func (r *relativeAt) digits() url.Values {
	return url.Values{"number": {r.card.Number}, "secret": {access.FamilyGroups(r.card.Secret)}}
}

var formToken = regexp.MustCompile(`name="token" value="([^"]+)"`)

// send sends a form of the page behind the card.
func (r *relativeAt) fill(to string, form url.Values) answer {
	r.t.Helper()
	page := r.get("/status/view")
	m := formToken.FindStringSubmatch(page.body)
	if m == nil {
		r.t.Fatalf("the page behind the card has no form\n%s", summaryOf(page.body))
	}
	form.Set("token", m[1])
	return r.send(to, form)
}

func TestARelativeComesByACardReadsAndWrites(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	r := o.withCard(t)
	file, err := o.PrivateFile(t.Context(), system, o.has.ref)
	must(t, err)
	id := file.Relatives[len(file.Relatives)-1].ID
	must(t, o.ShareWithFamily(t.Context(), system, o.has.ref, id, 0, casebook.SharedDraft{Told: "A lawyer saw her.", Liaison: "Carla"}))
	if got := r.send("/status", r.digits()); got.status != http.StatusSeeOther || got.location != "/status/view" {
		t.Fatalf("the digits = %d to %q, want 303 to the page", got.status, got.location)
	}
	page := r.get("/status/view")
	for _, want := range []string{"A lawyer saw her.", "Carla", "<title>Information</title>"} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the page behind the card lacks %q", want)
		}
	}
	for _, secret := range []string{string(o.has.ref), r.card.Number, "Her mother", "rang back on Tuesday"} {
		if strings.Contains(page.body, secret) {
			t.Errorf("the page behind the card tells %q", secret)
		}
	}
	if got := r.fill("/status/message", url.Values{"message": {"She needs her glasses."}}); got.status != http.StatusSeeOther {
		t.Fatalf("a message = %d\n%s", got.status, summaryOf(got.body))
	}
	if page = r.get("/status/view"); !strings.Contains(page.body, "She needs her glasses.") || !strings.Contains(page.body, "We have your message.") {
		t.Error("the page does not show what was written, and that it arrived")
	}
	if page = r.get("/status/view"); strings.Contains(page.body, "We have your message.") {
		t.Error("it is said twice that the message arrived")
	}
}

func TestStatusPagesLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	r := o.withCard(t)
	r.send("/status", r.digits())
	for _, path := range []string{"/status", "/status/view", "/leave", "/fa/status"} {
		got := r.get(path)
		for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, noarchive"} {
			if got.header.Get(name) != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got.header.Get(name), want)
			}
		}
		if strings.Contains(got.body, "<script") || strings.Contains(got.body, "favicon") || strings.Contains(strings.ToLower(got.body[:strings.Index(got.body, "</head>")]), "habeas") {
			t.Errorf("%s says where one is in its head, or runs something", path)
		}
	}
	left := r.send("/leave", nil)
	if left.status != http.StatusSeeOther || left.header.Get("Clear-Site-Data") != `"*"` {
		t.Errorf("leaving = %d with Clear-Site-Data %q", left.status, left.header.Get("Clear-Site-Data"))
	}
	if again := r.get("/status/view"); again.status != http.StatusUnauthorized {
		t.Errorf("the page after leaving = %d, want 401", again.status)
	}
}

// A stranger, a robot that previews links and a relative see the same form.
func TestTheFormIsTheSameToEverybody(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	r, stranger := o.withCard(t), o.withCard(t)
	r.send("/status", r.digits())
	if a, b := r.get("/status"), stranger.get("/status"); a.body != b.body || len(b.header["Set-Cookie"]) > 0 {
		t.Error("the form differs for somebody who holds a card, or sets a cookie")
	}
	wrong := stranger.digits()
	wrong.Set("secret", strings.Repeat("12345", 5))
	unknown := stranger.digits()
	unknown.Set("number", "10000001")
	a, b := stranger.send("/status", wrong), stranger.send("/status", unknown)
	if a.status != http.StatusUnprocessableEntity || a.status != b.status || a.body != b.body {
		t.Errorf("a wrong secret = %d, an unknown number = %d; want the same page", a.status, b.status)
	}
	if strings.Contains(a.body, stranger.card.Number) {
		t.Error("the digits come back in the page")
	}
}

func TestAFormOfAnotherSiteOrWithoutItsTokenIsRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	r := o.withCard(t)
	r.send("/status", r.digits())
	if got := r.send("/status/message", url.Values{"message": {"forged"}, "token": {"x"}}); got.status != http.StatusForbidden {
		t.Errorf("a forged message = %d, want 403", got.status)
	}
	if got := r.send("/status/end", nil); got.status != http.StatusForbidden {
		t.Errorf("ending without the token = %d, want 403", got.status)
	}
}

// A telephone too old to say where a form comes from still opens the page; one
// that says it comes from elsewhere does not.
func TestAnOldTelephoneGetsIn(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	for from, want := range map[[2]string]int{
		{"", "null"}: http.StatusSeeOther, {"", ""}: http.StatusSeeOther, {"same-origin", "null"}: http.StatusSeeOther,
		{"cross-site", "null"}: http.StatusForbidden, {"", "https://elsewhere.example"}: http.StatusForbidden,
	} {
		r := o.withCard(t)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.site+"/status", strings.NewReader(r.digits().Encode()))
		must(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for i, name := range []string{"Sec-Fetch-Site", "Origin"} {
			if from[i] != "" {
				req.Header.Set(name, from[i])
			}
		}
		if got := r.do(req); got.status != want {
			t.Errorf("%q = %d, want %d", from, got.status, want)
		}
	}
}

func TestARelativeSetsAPassphraseAndEndsTheirAccess(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	r := o.withCard(t)
	r.send("/status", r.digits())
	form := r.digits()
	form.Set("passphrase", "abc")
	if got := r.fill("/status/passphrase", form); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "at least four letters") {
		t.Errorf("three letters = %d, want 422 that says so", got.status)
	}
	form.Set("passphrase", "blue boat")
	if got := r.fill("/status/passphrase", form); got.status != http.StatusSeeOther {
		t.Fatalf("a passphrase = %d\n%s", got.status, summaryOf(got.body))
	}
	if got := r.send("/status", r.digits()); got.status != http.StatusUnprocessableEntity {
		t.Errorf("the card without its passphrase = %d, want 422", got.status)
	}
	if got := r.fill("/status/end", url.Values{}); got.status != http.StatusOK || !strings.Contains(got.body, "Your access has ended.") {
		t.Errorf("ending = %d, want a page that says so", got.status)
	}
	if got := r.get("/status/view"); got.status != http.StatusUnauthorized {
		t.Errorf("the page after it was ended = %d, want 401", got.status)
	}
}

func TestEveryTongueHasItsStatusPages(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	for _, l := range locale.Tongues {
		r := o.withCard(t)
		prefix := ""
		if l != locale.English {
			prefix = "/" + string(l)
		}
		for _, want := range []string{`<html lang="` + string(l) + `"`, locale.For(l).T("status.heading")} {
			if got := r.get(prefix + "/status"); got.status != http.StatusOK || !strings.Contains(got.body, want) {
				t.Errorf("%s/status = %d, lacks %q", prefix, got.status, want)
			}
		}
		if got := r.send(prefix+"/status", r.digits()); got.location != prefix+"/status/view" {
			t.Errorf("%s/status leads to %q", prefix, got.location)
		}
		if got := r.get(prefix + "/status/view"); got.status != http.StatusOK || !strings.Contains(got.body, locale.For(l).T("status.view")) {
			t.Errorf("%s/status/view = %d", prefix, got.status)
		}
	}
}

// A machine that serves the public record alone knows no card.
func TestThePublicServerHasNoStatusPages(t *testing.T) {
	t.Parallel()
	if got := newLibrary(t).get("/status"); got.Code != http.StatusNotFound {
		t.Errorf("/status = %d, want 404", got.Code)
	}
}

// What a family writes waits on the morning page until somebody deals with it,
// without a word of it there.
func TestWhatAFamilyWritesWaitsOnTheMorningPage(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	r := o.withCard(t)
	r.send("/status", r.digits())
	r.fill("/status/message", url.Values{"message": {"She needs her glasses."}})
	morning := o.signedIn(access.Editor).get("/staff")
	if !strings.Contains(morning.body, "Families who wait for an answer") || !strings.Contains(morning.body, "/private#relative-") {
		t.Error("the morning page does not lead to what a family wrote")
	}
	if strings.Contains(morning.body, "glasses") || strings.Contains(morning.body, "Her mother") {
		t.Error("the morning page tells what a family wrote, or who")
	}
	if other := o.signedIn(access.Reader).get("/staff"); strings.Contains(other.body, "Families who wait") {
		t.Error("a reader learns that a family wrote")
	}
}

// A card is shown on the page of the card, once, and on no other.
func TestACardIsShownOnceAndOnItsOwnPageAlone(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Editor)
	at := "/staff/cases/" + string(o.has.ref) + "/private/relative/"
	got := p.post(at+"new", url.Values{"who": {"His brother"}, "checked": {"rang back"}, "language": {"ar"}})
	if got.status != http.StatusSeeOther || got.location != at+"card" {
		t.Fatalf("giving a code = %d to %q\n%s", got.status, got.location, summaryOf(got.body))
	}
	digits := regexp.MustCompile(`\d{5} \d{5} \d{5} \d{5} \d{5}`)
	if other := p.get("/account/recovery"); digits.MatchString(other.body) {
		t.Error("another page shows the secret of the card")
	}
	card := p.get(at + "card")
	if !digits.MatchString(card.body) || !strings.Contains(card.body, `lang="ar" dir="rtl"`) || !strings.Contains(card.body, "/ar/status") || card.header.Get("Cache-Control") != "no-store" {
		t.Error("the card does not show its digits, and where they are entered, in the language of the relative, to be kept by nobody")
	}
	if again := p.get(at + "card"); digits.MatchString(again.body) {
		t.Error("the card is shown twice")
	}
}
