package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"habeas/internal/access"
)

// route is one address of the desk: who is too little for it, who is enough,
// where it is in the office, and the form that does what it is for.
type route struct {
	pattern string
	path    string
	refused access.Role // empty: every role may
	role    access.Role
	form    url.Values // of its good day; nil for a page that is only read
}

// deskRoutes says of every address of the desk who may use it. Good days run
// in this order.
func deskRoutes(h things) []route {
	ref, group := "/staff/cases/"+string(h.ref), "/staff/cases/"+string(h.group)
	read := func(pattern, path string) route { return route{pattern, path, "", access.Reader, nil} }
	edit := func(pattern, path string, form url.Values) route {
		return route{pattern, path, access.Reader, access.Caseworker, form}
	}
	v := func(pairs ...string) url.Values {
		values := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			values.Add(pairs[i], pairs[i+1])
		}
		return values
	}
	src := string(h.source)
	rows := []route{
		read("/staff", "/staff"),
		read("/staff/cases", "/staff/cases?q=perez&publication=draft"),
		edit("/staff/cases/new", "/staff/cases/new", v("kind", "unnamed", "country", "VE", "label.en", "A bus passenger", "cites.0.source", src)),
		read("/staff/cases/:ref", ref),
		read("/staff/cases/:ref/preview", ref+"/preview"),
		read("/staff/cases/:ref/history", ref+"/history"),
		edit("/staff/cases/:ref/edit", ref+"/edit", v("version", "1", "kind", "person", "country", "VE", "summary.en", "She is held, her family says.", "reason", "clearer")),
		edit("/staff/cases/:ref/events/new", ref+"/events/new", v("kind", "family_visit", "date", "2026-01~", "what.en", "A visit.", "cites.0.source", src)),
		edit("/staff/cases/:ref/names/new", ref+"/names/new", v("text", "Ana P.", "kind", "partial")),
		edit("/staff/cases/:ref/names/:id/edit", ref+"/names/"+string(h.name)+"/edit", v("version", "1", "text", "Anita P.", "kind", "nickname", "visibility", "public")),
		edit("/staff/cases/:ref/names/:id/show", ref+"/names/"+string(h.name)+"/show", v()),
		edit("/staff/cases/:ref/names/:id/remove", ref+"/names/"+string(h.spareName)+"/remove", v("version", "1", "reason", "not hers")),
		edit("/staff/cases/:ref/charges/new", ref+"/charges/new", v("text.en", "Conspiracy", "outcome", "pending", "cites.0.source", src)),
		edit("/staff/cases/:ref/overlaps/new", ref+"/overlaps/new", v("other", string(h.group), "note.en", "Not known.")),
		edit("/staff/cases/:ref/slots/:number", group+"/slots/2", v("version", "1", "label.en", "The second")),
		edit("/staff/cases/:ref/consents/new", ref+"/consents/new", v("basis", "public_record", "reason", "Named by her family in print.", "scopes", "publish_name")),
		edit("/staff/events/:id/edit", "/staff/events/"+string(h.event)+"/edit", v("version", "1", "kind", "taken", "date", "2026-01-08", "what.en", "Taken at home.", "visibility", "public")),
		edit("/staff/charges/:id/edit", "/staff/charges/"+string(h.charge)+"/edit", v("version", "1", "text.en", "Terrorism", "outcome", "dropped")),
		edit("/staff/charges/:id/remove", "/staff/charges/"+string(h.charge)+"/remove", v("version", "2", "reason", "of another person")),
		edit("/staff/overlaps/:id/edit", "/staff/overlaps/"+string(h.overlap)+"/edit", v("version", "1", "note.en", "Perhaps one of the three.")),
		edit("/staff/overlaps/:id/remove", "/staff/overlaps/"+string(h.overlap)+"/remove", v("version", "2", "reason", "settled")),
		edit("/staff/events/:id/remove", "/staff/events/"+string(h.spareEvent)+"/remove", v("reason", "twice")),
		edit("/staff/cite/:kind/:id", "/staff/cite/case/"+string(h.caseID)+"?back="+ref, v("source", src, "quote", "She is held.")),
		edit("/staff/claim/:kind/:id", "/staff/claim/event/"+string(h.event)+"?back="+ref, v("field", "place", "value.en", "At home")),
		edit("/staff/claims/:id/edit", "/staff/claims/"+string(h.claim)+"/edit", v("version", "1", "field", "date", "value.en", "The 9th of January", "standing", "disputed")),
		edit("/staff/claims/:id/remove", "/staff/claims/"+string(h.claim)+"/remove?back="+ref, v("version", "2", "reason", "twice")),
		read("/staff/history/:kind/:id", "/staff/history/source/"+src),
		read("/staff/releases", "/staff/releases"),
		edit("/staff/releases/new", "/staff/releases/new", v("country", "VE", "title.en", "A swap", "mechanisms.0.mechanism", "payment")),
		read("/staff/releases/:id", "/staff/releases/"+string(h.release)),
		read("/staff/releases/:id/preview", "/staff/releases/"+string(h.release)+"/preview"),
		edit("/staff/releases/:id/edit", "/staff/releases/"+string(h.release)+"/edit", v("version", "1", "country", "VE", "date", "2026-01-13", "title.en", "Releases of Tuesday")),
		edit("/staff/releases/:id/people/new", "/staff/releases/"+string(h.release)+"/people/new", v("case", string(h.ref), "exit", "released", "steps.0.step", "home", "steps.0.by.en", "her mother", "steps.0.date", "2026-01-14", "steps.0.cites.0.source", src, "conditions.0.kind", "travel_ban")),
		edit("/staff/releases/:id/people/:release/edit", "/staff/releases/"+string(h.release)+"/people/"+string(h.part)+"/edit", v("version", "1", "case", string(h.group), "exit", "released", "note.en", "Three of them.")),
		edit("/staff/release/:id/steps/new", "/staff/release/"+string(h.part)+"/steps/new", v("step", "ordered", "by.en", "a court")),
		edit("/staff/release/:id/conditions/new", "/staff/release/"+string(h.part)+"/conditions/new", v("kind", "none_known")),
		edit("/staff/conditions/:id/edit", "/staff/conditions/"+string(h.condition)+"/edit", v("version", "1", "kind", "travel_ban", "until", "2026-02-01")),
		edit("/staff/conditions/:id/remove", "/staff/conditions/"+string(h.condition)+"/remove", v("version", "2", "reason", "no")),
		edit("/staff/steps/:id/edit", "/staff/steps/"+string(h.step)+"/edit", v("version", "1", "step", "ordered", "by.en", "a judge")),
		edit("/staff/steps/:id/remove", "/staff/steps/"+string(h.step)+"/remove", v("version", "2", "reason", "no")),
		edit("/staff/mechanisms/:id/remove", "/staff/mechanisms/"+string(h.mechanism)+"/remove", v("reason", "no")),
		read("/staff/sources", "/staff/sources"),
		edit("/staff/sources/new", "/staff/sources/new", v("title", "A second article", "derived_from", src, "published", "2026-01-15")),
		read("/staff/sources/:id", "/staff/sources/"+src),
		edit("/staff/sources/:id/edit", "/staff/sources/"+src+"/edit", v("version", "1", "title", "The article", "visibility", "public")),
		read("/staff/facilities", "/staff/facilities"),
		edit("/staff/facilities/new", "/staff/facilities/new", v("name", "A barracks", "country", "VE")),
		read("/staff/facilities/:id", "/staff/facilities/"+string(h.facility)),
		edit("/staff/facilities/:id/edit", "/staff/facilities/"+string(h.facility)+"/edit", v("version", "1", "name", "The prison", "country", "VE")),
		read("/staff/counts", "/staff/counts"),
		edit("/staff/counts/new", "/staff/counts/new", v("country", "VE", "claimant.en", "The government", "measure", "released", "population.en", "Prisoners", "min", "100", "qualifier", "more_than")),
		read("/staff/counts/:id", "/staff/counts/"+string(h.count)),
		edit("/staff/counts/:id/edit", "/staff/counts/"+string(h.count)+"/edit", v("version", "1", "country", "VE", "claimant.en", "UN", "measure", "released", "population.en", "Prisoners", "min", "51")),
		read("/staff/positions", "/staff/positions"),
		edit("/staff/positions/new", "/staff/positions/new", v("country", "VE", "authority.en", "A minister", "stance", "statement", "what.en", "Said so.")),
		read("/staff/positions/:id", "/staff/positions/"+string(h.position)),
		edit("/staff/positions/:id/edit", "/staff/positions/"+string(h.position)+"/edit", v("version", "1", "country", "VE", "authority.en", "The ministry", "stance", "denies", "what.en", "Denied again.", "on_kind", "case", "on_key", string(h.ref))),
		read("/staff/advisories", "/staff/advisories"),
		edit("/staff/advisories/new", "/staff/advisories/new", v("country", "VE", "issuer.en", "A ministry", "level", "3", "indicators", "crime", "indicators", "unrest")),
		read("/staff/advisories/:id", "/staff/advisories/"+string(h.advisory)),
		edit("/staff/advisories/:id/edit", "/staff/advisories/"+string(h.advisory)+"/edit", v("version", "1", "country", "VE", "issuer.en", "State Department", "level", "4")),
		read("/staff/context", "/staff/context"),
		edit("/staff/context/new", "/staff/context/new", v("country", "VE", "date", "2024-07-28", "what.en", "An election.")),
		read("/staff/context/:id", "/staff/context/"+string(h.context)),
		edit("/staff/context/:id/edit", "/staff/context/"+string(h.context)+"/edit", v("version", "1", "country", "VE", "what.en", "A military operation.")),
		read("/staff/countries", "/staff/countries"),
		read("/staff/countries/:id", "/staff/countries/VE"),
		edit("/staff/cases/:ref/consents/:id/withdraw", ref+"/consents/"+string(h.consent)+"/withdraw", v("reason", "asked to")),
		edit("/staff/cite/:kind/:id/:citation/remove", "/staff/cite/event/"+string(h.event)+"/"+string(h.citation)+"/remove?back="+ref, v("reason", "wrong place")),
	}
	rows = append(rows, privateFileRows(h)...)
	rows = append(rows, morningRows(h)...)
	rows = append(rows, releaseRows(h)...)
	rows = append(rows, nothingLostRows(h)...)
	rows = append(rows, claimRows(h)...)
	rows = append(rows, mergingRows(h)...)
	rows = append(rows, captureRows(h)...)
	rows = append(rows, reviewRows(h)...)
	rows = append(rows, assignmentRows(h)...)
	rows = append(rows, helpRows(h)...)
	return append(rows, accountsRows(h)...) // last, since they end sessions
}

// open are the addresses of the desk's side that ask for no session.
var open = []string{"GET /account/sign-in", "HEAD /account/sign-in", "POST /account/sign-in", "POST /account/sign-in/passkey", "GET /account/invitation/:secret", "HEAD /account/invitation/:secret", "POST /account/invitation/:secret"}

// postOnly are the addresses that do something without a form of their own.
var postOnly = []string{"/staff/cases/:ref/private/task/:id/done", "/staff/cases/:ref/private/told/:id/settled", "/staff/filters/:id/remove", "/staff/cases/:ref/take", "/staff/drafts/:id/discard", "/staff/cases/:ref/names/:id/show", "/account/sign-out", "/account/language", "/account/sessions/end", "/account/sessions/:id/end",
	"/staff/reviews/:id/approve", "/staff/reviews/:id/schedule", "/staff/reviews/:id/return", "/staff/reviews/:id/retract"}

func methodsOf(r route) []string {
	switch {
	case slices.Contains(postOnly, r.pattern):
		return []string{"POST"}
	case r.form != nil:
		return []string{"GET", "HEAD", "POST"}
	}
	return []string{"GET", "HEAD"}
}

func TestEveryAddressOfTheDeskStandsInTheTable(t *testing.T) {
	t.Parallel()
	want := slices.Clone(open)
	for _, r := range deskRoutes(things{}) {
		for _, m := range methodsOf(r) {
			want = append(want, m+" "+r.pattern)
		}
	}
	var got []string
	for _, r := range newOffice(t, "").web.Routes() {
		if _, path, _ := strings.Cut(r, " "); strings.HasPrefix(path, "/staff") || strings.HasPrefix(path, "/account") {
			got = append(got, r)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	for _, r := range got {
		if !slices.Contains(want, r) {
			t.Errorf("%s is registered, but nobody says who may use it", r)
		}
	}
	for _, r := range want {
		if !slices.Contains(got, r) {
			t.Errorf("%s is in the table, but not registered", r)
		}
	}
}

func TestNobodyUsesTheDeskWithoutSigningIn(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	anybody := o.stranger()
	for _, r := range deskRoutes(o.has) {
		for _, m := range methodsOf(r) {
			got := answer{}
			if m == "POST" {
				got = anybody.send(r.path, r.form)
			} else {
				got = anybody.get(r.path)
			}
			if asked := got.status == http.StatusUnauthorized && m == "POST"; !asked && (got.status != http.StatusSeeOther || !strings.HasPrefix(got.location, "/account/sign-in")) {
				t.Errorf("%s %s without a session = %d to %q, want 303 to the sign-in page, or 401 with what was typed", m, r.pattern, got.status, got.location)
			}
			if cookie := got.header.Get("Set-Cookie"); cookie != "" && !strings.HasPrefix(cookie, "door=") {
				t.Errorf("%s %s sets the cookie %q on somebody unknown", m, r.pattern, cookie)
			}
		}
	}
}

func TestTheWrongRoleIsRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	people := map[access.Role]*person{}
	for _, r := range access.Roles {
		people[r] = o.signedIn(r)
	}
	for _, r := range deskRoutes(o.has) {
		if r.refused == "" {
			continue
		}
		p := people[r.refused]
		if slices.Contains(methodsOf(r), "GET") {
			if got := p.get(r.path); got.status != http.StatusForbidden {
				t.Errorf("GET %s as %s = %d, want 403", r.pattern, r.refused, got.status)
			}
		}
		if r.form != nil {
			if got := p.post(r.path, r.form); got.status != http.StatusForbidden {
				t.Errorf("POST %s as %s = %d, want 403", r.pattern, r.refused, got.status)
			}
		}
	}
}

func TestAFormWithoutItsTokenIsRefusedAndKeptOnThePage(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	admin := o.signedIn(access.Administrator)
	for _, r := range deskRoutes(o.has) {
		if r.form == nil {
			continue
		}
		for _, token := range []string{"", "forged"} {
			form := url.Values{"csrf": {token}}
			for name, values := range r.form {
				form[name] = values
			}
			got := admin.send(r.path, form)
			if got.status != http.StatusForbidden {
				t.Errorf("POST %s with the token %q = %d, want 403", r.pattern, token, got.status)
			}
			for name, values := range r.form {
				if name != "password" && values[0] != "" && !strings.Contains(got.body, `value="`+values[0]+`"`) {
					t.Errorf("POST %s with the token %q loses what was typed under %s", r.pattern, token, name)
				}
			}
		}
	}
}

func TestEveryPageAndFormOfTheDeskHasItsGoodDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	people := map[access.Role]*person{}
	for _, r := range access.Roles {
		people[r] = o.signedIn(r)
	}
	for _, r := range deskRoutes(o.has) {
		p := people[r.role]
		if r.pattern == "/account/language" {
			p = people[access.Administrator] // the others are signed out by now
		}
		if slices.Contains(methodsOf(r), "GET") {
			got := p.get(r.path)
			if got.status != http.StatusOK {
				t.Errorf("GET %s as %s = %d, want 200\n%s", r.pattern, r.role, got.status, summaryOf(got.body))
			}
			if got.header.Get("Content-Disposition") == "" { // a file is no page
				if !strings.HasSuffix(r.pattern, ".docx") {
					checkPage(t, r.pattern, got.body)
				}
			}
		}
		if r.form != nil {
			if got := p.post(r.path, r.form); got.status != http.StatusSeeOther {
				t.Errorf("POST %s as %s = %d, want 303\n%s", r.pattern, r.role, got.status, summaryOf(got.body))
			}
		}
	}
}
