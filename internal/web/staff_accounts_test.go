package web_test

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/seal"
	"habeas/internal/store"
)

// ring gives a master key for a test.
func ring(t testing.TB) *seal.Ring {
	t.Helper()
	r, err := seal.NewRing(rand.Reader)
	must(t, err)
	return r
}

// accountThings are what the account of the administrator starts with.
type accountThings struct {
	sealed, code, visit string
	passkey             casebook.ID
}

// furnishAccounts gives the administrator a passkey, a session somewhere else,
// and the beginning of an enrolment, and the reviewer an open link.
func (o *office) furnishAccounts() {
	ctx, h := o.t.Context(), &o.has.accounts
	user, err := o.store.UserByName(ctx, string(access.Administrator))
	must(o.t, err)
	by := access.Actor{ID: user.ID, Name: user.DisplayName, Role: access.Administrator}
	e, err := o.BeginEnrolment(ctx, by)
	must(o.t, err)
	h.sealed, h.code = base64.RawURLEncoding.EncodeToString(e.Sealed), access.CodeAt(e.Secret, access.Step(o.store.Clock()))
	h.passkey = "key1"
	must(o.t, o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.InsertPasskey(&store.Passkey{ID: h.passkey, UserID: user.ID, Credential: []byte("k"), Record: []byte("{}"), Label: "Laptop", CreatedAt: tx.Now}); err != nil {
			return err
		}
		return tx.Append(casebook.Revision{At: tx.Now, By: by.ID, ByName: by.Name, Operation: "AddPasskey", SubjectKind: casebook.OnUser, SubjectID: user.ID})
	}))
	must(o.t, o.store.Sessions().CommitCtx(ctx, "elsewhere", []byte("x"), o.clock.Now().Add(time.Hour)))
	must(o.t, o.store.Sessions().Bind(ctx, "elsewhere", user.ID, "firefox"))
	h.visit = store.VisitID("elsewhere")
	_, err = o.InviteUser(ctx, system, desk.AccountDraft{Name: "guest", Display: "A guest", Role: access.Reader})
	must(o.t, err)
}

// accountsRows are the addresses of accounts: those of others, and one's own.
func accountsRows(h things) []route {
	keep := func(pattern, path string, form url.Values) route {
		return route{pattern, path, access.Editor, access.Administrator, form}
	}
	own := func(pattern, path string, form url.Values) route {
		return route{pattern, path, "", access.Administrator, form}
	}
	none := url.Values{}
	return []route{
		keep("/staff/accounts", "/staff/accounts", nil),
		keep("/staff/accounts/new", "/staff/accounts/new", url.Values{"name": {"nora"}, "display_name": {"Nora"}, "role": {"reader"}}),
		keep("/staff/accounts/:name", "/staff/accounts/caseworker", nil),
		keep("/staff/accounts/:name/history", "/staff/accounts/caseworker/history", nil),
		keep("/staff/accounts/:name/role", "/staff/accounts/guest/role", url.Values{"version": {"1"}, "role": {"reviewer"}}),
		keep("/staff/accounts/:name/revoke", "/staff/accounts/guest/revoke", none),
		keep("/staff/accounts/:name/sessions", "/staff/accounts/reviewer/sessions", none),
		keep("/staff/accounts/:name/reset", "/staff/accounts/caseworker/reset", none),
		keep("/staff/accounts/:name/disable", "/staff/accounts/reader/disable", none),
		own("/account", "/account", nil),
		own("/account/history", "/account/history", nil),
		own("/account/name", "/account/name", url.Values{"version": {"2"}, "display_name": {"Adele"}}),
		own("/account/sessions/:id/end", "/account/sessions/"+h.accounts.visit+"/end", none),
		own("/account/sessions/end", "/account/sessions/end", none),
		own("/account/codes", "/account/codes", url.Values{"sealed": {h.accounts.sealed}, "code": {h.accounts.code}}),
		own("/account/recovery", "/account/recovery", none),
		own("/account/passkeys/new", "/account/passkeys/new", none),
		own("/account/passkeys/:id/remove", "/account/passkeys/"+string(h.accounts.passkey)+"/remove", none),
		own("/account/password", "/account/password", url.Values{"password": {"a newer set of four words"}}),
		{"/account/sign-out", "/account/sign-out", "", access.Editor, none},
		{"/account/language", "/account/language", "", access.Reader, url.Values{"lang": {"es"}}},
	}
}

var linkOn = regexp.MustCompile(`/account/invitation/([A-Za-z0-9_-]{43})`)

// invited makes an account through the desk's pages and gives its link.
func (o *office) invited(name string) string {
	o.t.Helper()
	admin := o.signedIn(access.Administrator)
	done := admin.post("/staff/accounts/new", url.Values{"name": {name}, "display_name": {"Nora Field"}, "role": {"editor"}})
	if done.status != http.StatusSeeOther {
		o.t.Fatalf("inviting = %d\n%s", done.status, summaryOf(done.body))
	}
	page := admin.get(done.location).body
	if again := admin.get(done.location).body; linkOn.MatchString(again) {
		o.t.Error("the link is shown twice")
	}
	return linkOn.FindString(page)
}

// accept opens a link and sends a password to it.
func (p *person) accept(link, password string) answer {
	p.t.Helper()
	page := p.get(link)
	return p.send(link, url.Values{"csrf": {tokenIn(page.body)}, "password": {password}})
}

const newcomers = "seven green boats at dawn"

var secretOn = regexp.MustCompile(`<code class="secret"[^>]*>([a-z2-7 ]+)</code>`)

// enrol sets up the codes of an app for whoever is signed in, and gives the
// secret and the recovery codes.
func (p *person) enrol(o *office) (secret string, codes []string) {
	p.t.Helper()
	page := p.get("/account/codes").body
	m := secretOn.FindStringSubmatch(page)
	if m == nil {
		p.t.Fatalf("no secret on the page\n%s", summaryOf(page))
	}
	secret = strings.ToUpper(strings.ReplaceAll(m[1], " ", ""))
	form := formOn(p.t, page, "/account/codes")
	form.Set("code", access.CodeAt(secret, access.Step(o.store.Clock())))
	done := p.send("/account/codes", form)
	if done.status != http.StatusSeeOther || done.location != "/account/recovery" {
		p.t.Fatalf("enrolling = %d to %s\n%s", done.status, done.location, summaryOf(done.body))
	}
	shown := p.get("/account/recovery").body
	for _, m := range regexp.MustCompile(`<code>([a-z2-7-]{19})</code>`).FindAllStringSubmatch(shown, -1) {
		codes = append(codes, m[1])
	}
	if len(codes) != access.RecoveryCount {
		p.t.Fatalf("%d recovery codes are shown, want %d", len(codes), access.RecoveryCount)
	}
	p.token = tokenIn(shown)
	return secret, codes
}

func (p *person) signInWith(name, password, code string) answer {
	p.t.Helper()
	form := p.get("/account/sign-in")
	return p.send("/account/sign-in", url.Values{"csrf": {tokenIn(form.body)}, "name": {name}, "password": {password}, "code": {code}})
}

func TestALinkOpensOneAccountOnceAndOnlyToTheSecondFactor(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	link := o.invited("nora")
	nora := o.stranger()
	weak := nora.accept(link, "Nora Field 2026 x")
	if weak.status != http.StatusUnprocessableEntity || !strings.Contains(weak.body, "your own name") {
		t.Fatalf("a password with her name = %d, want 422 and why", weak.status)
	}
	checkPage(t, "a link", weak.body)
	if got := nora.accept(link, newcomers); got.status != http.StatusSeeOther || got.location != "/account/codes" {
		t.Fatalf("accepting = %d to %q, want 303 to the codes", got.status, got.location)
	}
	if got := nora.get("/staff/cases"); got.status != http.StatusSeeOther || got.location != "/account/codes" {
		t.Errorf("the desk without a second factor = %d to %q, want 303 to the codes", got.status, got.location)
	}
	token := tokenIn(nora.get("/account/codes").body)
	if got := nora.send("/staff/cases/new", url.Values{"csrf": {token}, "kind": {"unnamed"}, "country": {"VE"}}); got.status != http.StatusForbidden {
		t.Errorf("a form without a second factor = %d, want 403", got.status)
	}
	for name, got := range map[string]answer{"again": o.stranger().get(link), "to nothing": o.stranger().get("/account/invitation/" + strings.Repeat("A", 43)), "sent again": o.stranger().accept(link, newcomers)} {
		if got.status != http.StatusNotFound || !strings.Contains(got.body, "This link opens nothing") {
			t.Errorf("a link used %s = %d, want 404 in the same words", name, got.status)
		}
	}
	nora.enrol(o)
	if got := nora.get("/account"); got.status != http.StatusOK {
		t.Errorf("the desk after enrolling = %d, want 200", got.status)
	}
}

func TestACodeSignsInOnceAndARecoveryCodeStandsInForIt(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	nora := o.stranger()
	nora.accept(o.invited("nora"), newcomers)
	secret, codes := nora.enrol(o)
	step := access.Step(o.store.Clock())
	for name, code := range map[string]string{"no code": "", "the code of the enrolment again": access.CodeAt(secret, step), "a code of five minutes ago": access.CodeAt(secret, step-10), "letters": "abcdef"} {
		if got := o.stranger().signInWith("nora", newcomers, code); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s = %d, want 422", name, got.status)
		}
	}
	next := access.CodeAt(secret, step+1)
	results := make([]int, 8)
	var wg sync.WaitGroup
	people := make([]*person, len(results))
	for i := range people {
		people[i] = o.stranger()
	}
	o.clock.pass(time.Hour) // the wrong ones above count no more
	for i, p := range people {
		wg.Go(func() { results[i] = p.signInWith("nora", newcomers, next).status })
	}
	wg.Wait()
	in := 0
	for _, status := range results {
		if status == http.StatusSeeOther {
			in++
		}
	}
	if in != 1 {
		t.Errorf("%d of eight came in by one code: %v", in, results)
	}
	o.clock.pass(time.Hour)
	lost := o.stranger()
	if got := lost.signInWith("nora", newcomers, strings.ToUpper(strings.ReplaceAll(codes[3], "-", " "))); got.status != http.StatusSeeOther {
		t.Errorf("a recovery code = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
	if page := lost.get("/account").body; !strings.Contains(page, "9 are left") {
		t.Error("nobody says how many recovery codes are left")
	}
	if got := o.stranger().signInWith("nora", newcomers, codes[3]); got.status != http.StatusUnprocessableEntity {
		t.Errorf("the same recovery code = %d, want 422", got.status)
	}
}

// Whatever changes by what an account proves itself, or what it may do, ends
// the sessions elsewhere with the next request.
func TestSessionsElsewhereEndWithEveryChangeOfAnAccount(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	for _, tt := range []struct {
		name string
		role access.Role
		do   func(here *person)
	}{
		{"ending the others", access.Editor, func(here *person) { here.post("/account/sessions/end", nil) }},
		{"another password", access.Editor, func(here *person) {
			here.post("/account/password", url.Values{"password": {"a newer set of four words"}})
		}},
		{"codes", access.Reviewer, func(here *person) { here.enrol(o) }},
	} {
		here, elsewhere := o.signedIn(tt.role), o.signedIn(tt.role)
		tt.do(here)
		if got := elsewhere.get("/account"); got.status != http.StatusSeeOther {
			t.Errorf("%s: the session elsewhere = %d, want 303 to the sign-in page", tt.name, got.status)
		}
		if got := here.get("/account"); got.status != http.StatusOK {
			t.Errorf("%s: the session here = %d, want 200", tt.name, got.status)
		}
	}
	here, elsewhere := o.signedIn(access.FamilyLiaison), o.stranger()
	_, codes := here.enrol(o)
	elsewhere.signInWith("family_liaison", password, codes[0])
	if got := elsewhere.get("/account"); got.status != http.StatusOK {
		t.Fatalf("by a recovery code = %d, want 200", got.status)
	}
	here.post("/account/recovery", nil)
	if got := elsewhere.get("/account"); got.status != http.StatusSeeOther {
		t.Errorf("other recovery codes: the session elsewhere = %d, want 303", got.status)
	}
	admin, worker := o.signedIn(access.Administrator), o.signedIn(access.Caseworker)
	admin.post("/staff/accounts/caseworker/role", url.Values{"version": {"2"}, "role": {"reader"}})
	if got := worker.get("/account"); got.status != http.StatusSeeOther {
		t.Errorf("another role: the session = %d, want 303", got.status)
	}
}

func TestWhatCannotBeTakenBackAsksOnceMoreAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	admin := o.signedIn(access.Administrator)
	o.clock.pass(6 * time.Minute)
	form := url.Values{"name": {"olga"}, "display_name": {"Olga “O.” Reyes"}, "role": {"reader"}}
	asked := admin.post("/staff/accounts/new", form)
	if asked.status != http.StatusOK || !strings.Contains(asked.body, "Is it you?") {
		t.Fatalf("= %d, want 200 with the question\n%s", asked.status, summaryOf(asked.body))
	}
	checkPage(t, "proof", asked.body)
	again := formOn(t, asked.body, "/staff/accounts/new")
	again.Set("password", "not it")
	wrong := admin.send("/staff/accounts/new", again)
	if wrong.status != http.StatusUnprocessableEntity {
		t.Fatalf("a wrong password = %d, want 422", wrong.status)
	}
	again = formOn(t, wrong.body, "/staff/accounts/new")
	again.Set("password", password)
	back := admin.send("/staff/accounts/new", again)
	if back.status != http.StatusOK || !strings.Contains(html.UnescapeString(back.body), `value="Olga “O.” Reyes"`) {
		t.Fatalf("the right one = %d, want the form with what was typed\n%s", back.status, summaryOf(back.body))
	}
	if users, err := o.Users(t.Context(), system); err != nil || slices.ContainsFunc(users, func(u store.User) bool { return u.Name == "olga" }) {
		t.Errorf("the form was saved unasked: %v", err)
	}
	if got := admin.post("/staff/accounts/new", form); got.status != http.StatusSeeOther {
		t.Errorf("sending it = %d, want 303", got.status)
	}
}

func TestTheDoorTakesAsLongForAnUnknownName(t *testing.T) {
	o := newOffice(t, "")
	known, unknown := []time.Duration{}, []time.Duration{}
	for i := range 20 {
		for name, list := range map[string]*[]time.Duration{"editor": &known, fmt.Sprint("nobody", i): &unknown} {
			o.clock.pass(time.Hour)
			p := o.stranger()
			form := url.Values{"csrf": {tokenIn(p.get("/account/sign-in").body)}, "name": {name}, "password": {"not the password"}, "code": {"aaaa-bbbb-cccc-dddd"}}
			start := time.Now()
			p.send("/account/sign-in", form)
			*list = append(*list, time.Since(start))
		}
	}
	slices.Sort(known)
	slices.Sort(unknown)
	t.Logf("median of a refusal: known name %s, unknown name %s", known[len(known)/2], unknown[len(unknown)/2])
	if a, b := known[len(known)/2], unknown[len(unknown)/2]; a > 3*b || b > 3*a {
		t.Errorf("the door tells by its time which accounts exist: %s and %s", a, b)
	}
}

// Where the site has a name the page of the door asks for a passkey as well,
// and the form for a password is tied to the same browser.
func TestTheDoorSetsOneCookieWhateverItOffers(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "http://localhost:8080")
	p := o.stranger()
	page := p.get("/account/sign-in")
	if got := page.header.Values("Set-Cookie"); len(got) != 1 {
		t.Errorf("%d cookies are set, want one: %q", len(got), got)
	}
	if !strings.Contains(page.body, "data-ask=") || !strings.Contains(page.header.Get("Content-Security-Policy"), "script-src 'self'") {
		t.Error("no passkey is asked for where the site has a name")
	}
	form := url.Values{"csrf": {tokenIn(page.body)}, "name": {"editor"}, "password": {password}}
	if got := p.send("/account/sign-in", form); got.status != http.StatusSeeOther {
		t.Errorf("signing in on the first visit = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
}
