package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/store"
)

// caseless are the things of an office that lie in no case: their ids are
// nobody's secret.
var caseless = []string{"source", "release", "count", "advisory", "context", "facility", "mechanism", "readerID", "spareSource", "restricted", "naming", "walk", "keptOf"}

// Ids of a restricted case lead nowhere from under the addresses of another
// case, in forms as little as in addresses (OWASP: insecure direct object
// reference).
func TestIdsOfARestrictedCaseLeadNowhere(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	mine := o.has
	o.has = things{}
	o.furnish()
	theirs := o.has
	o.has = mine
	colleague, err := o.AddUser(t.Context(), system, "the.colleague", "A colleague", access.Caseworker, password)
	must(t, err)
	o.shut(theirs.ref, colleague)
	o.shut(theirs.group, colleague)
	editor := o.signedIn(access.Editor)
	before := o.told(theirs)
	tried := 0
	for name, ids := range pairs(mine, theirs) {
		for _, r := range deskRoutes(mine) {
			address, query, _ := strings.Cut(r.path, "?")
			if path := strings.ReplaceAll(address, ids[0], ids[1]); path != address {
				path += "?" + query
				tried++
				refuses(t, editor, name, route{r.pattern, path, r.refused, r.role, r.form})
			}
			if form, changed := swapped(r.form, ids); changed && !slices.Contains(ignoring, r.pattern) {
				tried++
				if got := editor.post(r.path, form); got.status == http.StatusSeeOther {
					t.Errorf("POST %s with the %s of a restricted case in the form is taken", r.pattern, name)
				}
			}
		}
	}
	t.Logf("%d foreign ids tried", tried)
	if after := o.told(theirs); after != before {
		t.Errorf("the history of the restricted cases grew from %d to %d revisions", before, after)
	}
	if tried < 50 {
		t.Errorf("only %d ids were tried", tried)
	}
}

// ignoring are the addresses whose form takes no notice of a reference that
// does not belong there: a release keeps its case, and of several cases those
// that are not there are left out.
var ignoring = []string{"/staff/releases/:id/people/:release/edit", "/staff/bulk"}

// refuses checks that an address is not there, whichever way it is asked.
func refuses(t *testing.T, p *person, name string, r route) {
	t.Helper()
	if slices.Contains(methodsOf(r), http.MethodGet) {
		if got := p.get(r.path); got.status != http.StatusNotFound && !strings.HasPrefix(r.pattern, "/staff/cases/:ref/people") {
			t.Errorf("GET %s with the %s of a restricted case = %d, want 404", r.pattern, name, got.status)
		}
	}
	if r.form == nil || r.pattern == "/staff/cases/:ref/people/new" {
		return
	}
	if got := p.post(r.path, r.form); got.status != http.StatusNotFound && got.status != http.StatusUnprocessableEntity || got.status == http.StatusUnprocessableEntity && !strings.HasPrefix(r.pattern, "/staff/cases/:ref/people") {
		t.Errorf("POST %s with the %s of a restricted case = %d, want 404", r.pattern, name, got.status)
	}
}

// told counts the revisions of the cases of some things.
func (o *office) told(h things) (n int) {
	for _, ref := range []casebook.Ref{h.ref, h.group} {
		f, err := o.File(o.t.Context(), system, ref)
		must(o.t, err)
		all, err := o.History(o.t.Context(), system, store.RevisionFilter{CaseID: f.Case.ID, Limit: 1000})
		must(o.t, err)
		n += len(all)
	}
	return n
}

// pairs gives, for each thing that lies in a case, our id and theirs.
func pairs(mine, theirs things) map[string][2]string {
	found := map[string][2]string{}
	m, h := reflect.ValueOf(mine), reflect.ValueOf(theirs)
	for i := range m.NumField() {
		name := m.Type().Field(i).Name
		if m.Field(i).Kind() != reflect.String || slices.Contains(caseless, name) {
			continue
		}
		if a, b := m.Field(i).String(), h.Field(i).String(); a != "" && b != "" {
			found[name] = [2]string{a, b}
		}
	}
	return found
}

func swapped(form url.Values, ids [2]string) (url.Values, bool) {
	out, changed := url.Values{}, false
	for name, values := range form {
		for _, v := range values {
			changed = changed || v == ids[0]
			out.Add(name, strings.ReplaceAll(v, ids[0], ids[1]))
		}
	}
	return out, changed
}

// plant logs a restricted case and restricted things of another one, with the
// word in every text that a person writes.
func (o *office) plant(word string, by access.Actor) casebook.Ref {
	ctx, h := o.t.Context(), o.has
	n := 0
	said := func() string { n++; return fmt.Sprintf("%s%d", word, n) }
	both := func() locale.Text { return locale.Text{En: said(), Es: said()} }
	cites := []casebook.CitationDraft{{Source: string(h.source), Place: said(), Quote: said(), Speaker: both()}}
	ref, err := o.OpenCase(ctx, by, casebook.CaseDraft{
		Kind: "person", Country: "NI", Restricted: "yes", Name: casebook.NameDraft{Text: said()}, Summary: both(), ScopeNote: both(), Note: said(), Occupation: both(),
	}, cites)
	must(o.t, err)
	event, err := o.RecordEvent(ctx, by, ref, casebook.EventDraft{Kind: "taken", Date: "2025-11-02", What: both(), Place: both(), Actor: both(), Visibility: "public", Cites: cites})
	must(o.t, err)
	must(o.t, o.AddName(ctx, by, ref, casebook.NameDraft{Text: said(), Kind: "alias"}, cites))
	must(o.t, o.RecordCharge(ctx, by, ref, casebook.ChargeDraft{Text: both(), Statute: said()}, cites))
	must(o.t, o.RecordConsent(ctx, by, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: said(), How: said(), Scopes: []string{"publish_name"}}))
	must(o.t, o.StateOverlap(ctx, by, ref, casebook.OverlapDraft{Other: string(h.ref), Note: both()}, cites))
	must(o.t, o.StateOverlap(ctx, by, h.ref, casebook.OverlapDraft{Other: string(ref), Note: both()}, cites))
	_, err = o.AddClaim(ctx, by, casebook.Subject{Kind: casebook.OnEvent, ID: event}, casebook.ClaimDraft{Field: "date", Value: both(), Attribution: both(), Cites: cites})
	must(o.t, err)
	_, err = o.RecordPosition(ctx, by, casebook.PositionDraft{Country: "NI", Authority: both(), Stance: "denies", OnKind: "case", OnKey: string(ref), What: both(), Cites: cites})
	must(o.t, err)
	_, err = o.RecordRelease(ctx, by, casebook.ReleaseDraft{Event: string(h.release), Case: string(ref), Note: both(), Cites: cites, Steps: []casebook.ConfirmationDraft{{Step: "announced", By: both()}}, Conditions: []casebook.ConditionDraft{{Kind: "exile", Detail: both()}}})
	must(o.t, err)
	o.plantParts(by, said, both, cites)
	return ref
}

// plantParts restricts things of a case that everybody reads, and a source.
func (o *office) plantParts(by access.Actor, said func() string, both func() locale.Text, cites []casebook.CitationDraft) {
	ctx, h := o.t.Context(), o.has
	src, err := o.AddSource(ctx, by, casebook.SourceDraft{Title: said(), Publisher: said(), Author: said(), URL: "https://host.example/" + said(), Note: said(), Description: both(), Kind: "witness_testimony", Visibility: "restricted"})
	must(o.t, err)
	must(o.t, o.CiteSource(ctx, by, casebook.Subject{Kind: casebook.OnCase, ID: h.caseID}, casebook.CitationDraft{Source: string(src), Quote: said(), Place: said()}))
	must(o.t, o.CiteSource(ctx, by, casebook.Subject{Kind: casebook.OnCount, ID: h.count}, casebook.CitationDraft{Source: string(src), Quote: said()}))
	event, err := o.RecordEvent(ctx, by, h.ref, casebook.EventDraft{Kind: "hospitalised", Date: "2026-01-10", What: both(), Place: both(), Visibility: "restricted", Cites: cites})
	must(o.t, err)
	gone, err := o.RecordEvent(ctx, by, h.ref, casebook.EventDraft{Kind: "hospitalised", Date: "2026-01-11", What: both(), Visibility: "restricted", Cites: cites})
	must(o.t, err)
	must(o.t, o.RemoveEvent(ctx, by, gone, said()))
	must(o.t, o.AddName(ctx, by, h.ref, casebook.NameDraft{Text: said(), Kind: "maiden", Visibility: "restricted"}, cites))
	for _, on := range []casebook.Subject{{Kind: casebook.OnEvent, ID: h.event}, {Kind: casebook.OnEvent, ID: event}, {Kind: casebook.OnCountry, ID: "VE"}} {
		_, err = o.AddClaim(ctx, by, on, casebook.ClaimDraft{Field: "treatment", Value: both(), Attribution: both(), Visibility: "restricted", Cites: cites})
		must(o.t, err)
	}
}

var hrefs = regexp.MustCompile(`(?:href|action)="([^"#]+)`)

// Nothing of what is restricted is on any page that somebody who is not named
// can walk to, at the desk or in public.
func TestNothingRestrictedReachesAPage(t *testing.T) {
	t.Parallel()
	const word = "zqplanted"
	o := newOffice(t, "")
	user, err := o.store.UserByName(t.Context(), string(access.Caseworker))
	must(t, err)
	ref := o.plant(word, access.Actor{ID: user.ID, Name: user.DisplayName, Role: access.Caseworker})
	// The word that was searched for stands on the page that found nothing.
	secret := regexp.MustCompile(`(?i)` + word + `[0-9]|(cases/|>)` + string(ref))
	named := o.signedIn(access.Caseworker)
	if body := named.get("/staff/cases/" + string(ref)).body; strings.Count(body, word) < 10 {
		t.Errorf("the case shows its own caseworker the word %d times, want it in everything", strings.Count(body, word))
	}
	walked := 0
	for _, role := range []access.Role{access.Administrator, access.Reader} {
		p := o.signedIn(role)
		if body := p.get("/staff/cases?q=" + word).body; strings.Contains(body, "cases/VE-") {
			t.Errorf("%s finds a case by its restricted name", role)
		}
		start := []string{"/staff", "/", "/staff/cases?q=" + word, "/staff/sources?q=" + word, "/staff/cases?q=" + string(ref), "/staff/releases?q=" + word, "/staff/positions?q=" + word}
		for _, r := range deskRoutes(o.has) {
			if slices.Contains(methodsOf(r), http.MethodGet) && r.pattern != "/account/sign-out" {
				start = append(start, r.path)
			}
		}
		walked += walk(p, start, func(path, body string) {
			if at := secret.FindStringIndex(body); at != nil {
				t.Errorf("%s reads on %s: …%s…", role, path, body[max(0, at[0]-80):min(len(body), at[1]+60)])
			}
		})
	}
	t.Logf("%d pages walked", walked)
	if walked < 300 {
		t.Errorf("only %d pages were walked", walked)
	}
}

// walk follows every link and opens every form of the site from some pages on.
func walk(p *person, next []string, look func(path, body string)) int {
	seen := map[string]bool{}
	for len(next) > 0 && len(seen) < 2000 {
		path := next[0]
		next = next[1:]
		if seen[path] || strings.HasPrefix(path, "/static") || strings.HasPrefix(path, "/account/sign-out") {
			continue
		}
		seen[path] = true
		if form, _, asked := strings.Cut(path, "?"); asked && !strings.Contains(path, "q=") { // one of each form is enough
			if seen[form+"?"] {
				continue
			}
			seen[form+"?"] = true
		}
		got := p.get(path)
		look(path, got.body)
		for _, m := range hrefs.FindAllStringSubmatch(got.body, -1) {
			if to := html.UnescapeString(m[1]); strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") && len(to) < 300 {
				next = append(next, to)
			}
		}
	}
	return len(seen)
}
