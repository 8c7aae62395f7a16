package web_test

import (
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/config"
	"habeas/internal/desk"
	"habeas/internal/locale"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
	"habeas/internal/web"
	"habeas/internal/when"
)

const password = "correct horse battery staple"

var system = access.Actor{ID: "system", Name: "Habeas", Role: access.System}

// office is a whole server with a desk, one case of everything, and an account
// of each role.
type office struct {
	*desk.Desk
	t     *testing.T
	site  *httptest.Server
	web   *web.Server
	store *store.Store
	clock *clock
	has   things
}

// things are the ids of what the office starts with.
type things struct {
	ref, group                                                casebook.Ref
	caseID, source, event, name, consent, citation, claim     casebook.ID
	release, part, step, mechanism, count, position, advisory casebook.ID
	context, facility, spareEvent, spareName                  casebook.ID
	charge, overlap, condition                                casebook.ID
	kept, keptOf                                              casebook.ID // a capture and its source
	rival, spareSource, walk                                  casebook.ID
	draft                                                     casebook.ID // of the reader
	revision, erasable                                        int64       // that can be restored
	assignment, restricted, naming, readerID                  casebook.ID
	private                                                   privateThings
	accounts                                                  accountThings
	reviews                                                   reviewThings
	releases                                                  releaseThings
}

// clock is a time that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

var hashes = sync.OnceValue(func() *access.Passwords { return access.NewPasswords() })

func newOffice(t *testing.T, base string) *office {
	t.Helper()
	st := storetest.New(t)
	sh, err := shelf.Open(t.Context(), filepath.Join(t.TempDir(), "shelf.db"), shelf.Options{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	must(t, err)
	t.Cleanup(func() { sh.Close() })
	o := &office{t: t, store: st, clock: &clock{now: time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC)}}
	o.Desk = desk.New(desk.Options{Store: st, Shelf: sh, Files: evidence(t), PDFs: pdfs{}, Passwords: hashes(), Ring: ring(t), Sealed: sealedFiles(t), Rand: rand.NewChaCha8([32]byte{7}), Log: slog.New(slog.DiscardHandler)})
	for _, r := range access.Roles {
		_, err := o.AddUser(t.Context(), system, string(r), "The "+string(r), r, password)
		must(t, err)
		must(t, o.WaiveSecondFactor(t.Context(), system, string(r)))
	}
	o.web, err = web.New(web.Options{
		Reading: reading.New(sh, func() when.Day { return when.DayOf(o.clock.Now()) }), Config: config.Config{Addr: "127.0.0.1:8080", BaseURL: base}, Log: slog.New(slog.DiscardHandler), Now: o.clock.Now,
		Staff: web.Staff{Desk: o.Desk, Sessions: st.Sessions(), Attempts: access.NewAttempts(o.clock.Now)},
	})
	must(t, err)
	o.site = httptest.NewServer(o.web.Handler())
	t.Cleanup(o.site.Close)
	o.furnish()
	o.furnishAssignment()
	o.furnishNothingLost()
	o.furnishAccounts()
	o.furnishPrivate()
	o.furnishReviews()
	return o
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func en(text string) locale.Text { return locale.Text{En: text} }

// furnish logs one of everything through the desk.
func (o *office) furnish() {
	ctx, h := o.t.Context(), &o.has
	var err error
	h.source, err = o.AddSource(ctx, system, casebook.SourceDraft{Title: "An article", Publisher: "A paper", Kind: "news_article", Published: "2026-01-14", Visibility: "public"})
	must(o.t, err)
	cites := []casebook.CitationDraft{{Source: string(h.source), Place: "paragraph 1"}}
	_, err = o.AddFacility(ctx, system, casebook.FacilityDraft{Name: "Somewhere prison", Country: "VE", Kind: "prison", Visibility: "public"})
	must(o.t, err)
	h.ref, err = o.OpenCase(ctx, system, casebook.CaseDraft{Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: "Ana Pérez"}, Summary: en("She is held.")}, cites)
	must(o.t, err)
	h.event, err = o.RecordEvent(ctx, system, h.ref, casebook.EventDraft{Kind: "taken", Date: "2026-01-08", What: en("Taken."), Visibility: "public", Cites: cites})
	must(o.t, err)
	h.spareEvent, err = o.RecordEvent(ctx, system, h.ref, casebook.EventDraft{Kind: "statement", Date: "2026-01-09", What: en("Said."), Cites: cites})
	must(o.t, err)
	must(o.t, o.AddName(ctx, system, h.ref, casebook.NameDraft{Text: "Anita", Kind: "nickname"}, nil))
	must(o.t, o.AddName(ctx, system, h.ref, casebook.NameDraft{Text: "A. P.", Kind: "alias"}, nil))
	must(o.t, o.RecordConsent(ctx, system, h.ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "mother", Scopes: []string{"publish_name", "publish_anonymously"}}))
	h.group, err = o.OpenCase(ctx, system, casebook.CaseDraft{Kind: "group", Country: "VE", Group: casebook.GroupDraft{Min: "3", Population: en("Three others")}}, cites)
	must(o.t, err)
	must(o.t, o.RecordCharge(ctx, system, h.ref, casebook.ChargeDraft{Text: en("Conspiracy"), Outcome: "pending"}, cites))
	must(o.t, o.StateOverlap(ctx, system, h.ref, casebook.OverlapDraft{Other: string(h.group), Note: en("May be one of them.")}, nil))
	h.release, err = o.RecordReleaseEvent(ctx, system, casebook.ReleaseEventDraft{Country: "VE", Date: "2026-01-13", Title: en("Releases of 13 January"), Cites: cites, Mechanisms: []casebook.MechanismDraft{{Mechanism: "unilateral_gesture", Claimant: en("The government")}}})
	must(o.t, err)
	h.part, err = o.RecordRelease(ctx, system, casebook.ReleaseDraft{Event: string(h.release), Case: string(h.group), Cites: cites, Steps: []casebook.ConfirmationDraft{{Step: "announced", By: en("The government")}}, Conditions: []casebook.ConditionDraft{{Kind: "travel_ban"}}})
	must(o.t, err)
	h.count, err = o.RecordCount(ctx, system, casebook.CountDraft{Country: "VE", Claimant: en("UN"), Measure: "released", Population: en("Prisoners"), Min: "50", Qualifier: "about", Cites: cites})
	must(o.t, err)
	h.position, err = o.RecordPosition(ctx, system, casebook.PositionDraft{Country: "VE", Authority: en("The ministry"), Stance: "denies", OnKind: "case", OnKey: string(h.ref), What: en("Denied."), Cites: cites})
	must(o.t, err)
	h.advisory, err = o.RecordAdvisory(ctx, system, casebook.AdvisoryDraft{Country: "VE", Issuer: en("State Department"), Level: "4", Cites: cites})
	must(o.t, err)
	h.context, err = o.RecordContext(ctx, system, casebook.ContextDraft{Country: "VE", Date: "2026-01-03", What: en("An operation."), Cites: cites})
	must(o.t, err)
	o.findIDs(cites)
	o.furnishReleases(cites)
	o.keepAnArticle()
}

// findIDs looks up what the desk does not hand out when it is made.
func (o *office) findIDs(cites []casebook.CitationDraft) {
	ctx, h := o.t.Context(), &o.has
	var err error
	h.claim, err = o.AddClaim(ctx, system, casebook.Subject{Kind: casebook.OnEvent, ID: h.event}, casebook.ClaimDraft{Field: "date", Value: en("The 9th"), Cites: cites})
	must(o.t, err)
	h.rival, err = o.AddClaim(ctx, system, casebook.Subject{Kind: casebook.OnEvent, ID: h.event}, casebook.ClaimDraft{Field: "date", Exact: "2026-01-09", Cites: cites})
	must(o.t, err)
	for i, of := range []*casebook.ID{&h.spareSource, &h.walk} { // one is gone through already
		*of, err = o.AddSource(ctx, system, casebook.SourceDraft{Title: "A spare article", Kind: "news_article"})
		must(o.t, err)
		must(o.t, o.CiteSource(ctx, system, casebook.Subject{Kind: casebook.OnCount, ID: h.count}, casebook.CitationDraft{Source: string(*of)}))
		if i == 1 {
			*of, err = o.StartWalk(ctx, system, *of, casebook.WalkDraft{Cause: "withdrawn", What: "It was taken down."})
			must(o.t, err)
		}
	}
	f, err := o.File(ctx, system, h.ref)
	must(o.t, err)
	h.caseID, h.consent, h.charge, h.overlap = f.Case.ID, f.Consents[0].ID, f.Charges[0].ID, f.Overlaps[0].ID
	for _, n := range f.Names {
		switch n.Text {
		case "Anita":
			h.name = n.ID
		case "A. P.":
			h.spareName = n.ID
		}
	}
	h.citation = f.Of(casebook.OnEvent, h.event)[0].ID
	r, err := o.ReleaseFile(ctx, system, h.release)
	must(o.t, err)
	h.step, h.condition, h.mechanism = r.Releases[0].Confirmations[0].ID, r.Releases[0].Conditions[0].ID, r.Mechanisms[0].ID
	places, err := o.Facilities(ctx, system, store.ListFilter{})
	must(o.t, err)
	h.facility = places[0].ID
}

// person is somebody with a browser: they keep cookies and follow nothing.
type person struct {
	t     *testing.T
	site  string
	http  *http.Client
	token string
}

func (o *office) stranger() *person {
	jar, err := cookiejar.New(nil)
	must(o.t, err)
	return &person{t: o.t, site: o.site.URL, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// signedIn gives somebody of a role, signed in.
func (o *office) signedIn(role access.Role) *person {
	o.t.Helper()
	p := o.stranger()
	if got := p.signIn(string(role), password); got.status != http.StatusSeeOther {
		o.t.Fatalf("signing in as %s = %d, want 303", role, got.status)
	}
	p.token = tokenIn(p.get("/account").body)
	return p
}

func (p *person) signIn(name, password string) answer {
	p.t.Helper()
	form := p.get("/account/sign-in")
	return p.send("/account/sign-in", url.Values{"csrf": {tokenIn(form.body)}, "name": {name}, "password": {password}})
}

// answer is what came back.
type answer struct {
	status   int
	body     string
	location string
	header   http.Header
}

func (p *person) get(path string) answer {
	p.t.Helper()
	req, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, p.site+path, nil)
	must(p.t, err)
	return p.do(req)
}

// post sends a form with the token of the session.
func (p *person) post(path string, form url.Values) answer {
	p.t.Helper()
	with := url.Values{"csrf": {p.token}}
	for name, values := range form {
		with[name] = values
	}
	return p.send(path, with)
}

func (p *person) send(path string, form url.Values) answer {
	p.t.Helper()
	req, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.site+path, strings.NewReader(form.Encode()))
	must(p.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return p.do(req)
}

func (p *person) do(req *http.Request) answer {
	p.t.Helper()
	res, err := p.http.Do(req)
	must(p.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(p.t, err)
	return answer{res.StatusCode, string(body), res.Header.Get("Location"), res.Header}
}

var tokens = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

func tokenIn(page string) string {
	if m := tokens.FindStringSubmatch(page); m != nil {
		return m[1]
	}
	return ""
}
