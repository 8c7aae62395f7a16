package web_test

import (
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// furnishNothingLost keeps a draft for the reader and changes a name, so that
// there is something to discard and to restore.
func (o *office) furnishNothingLost() {
	ctx := o.t.Context()
	users, err := o.Users(ctx, system)
	must(o.t, err)
	for _, u := range users {
		if u.Name == string(access.Reader) {
			by := access.Actor{ID: u.ID, Name: u.DisplayName, Role: access.Reader}
			must(o.t, o.KeepDraft(ctx, by, "/staff/cases/new", "A draft", "kind=person"))
			mine, err := o.Drafts(ctx, by, "")
			must(o.t, err)
			o.has.draft = mine[0].ID
		}
	}
	past, err := o.History(ctx, system, store.RevisionFilter{SubjectKind: casebook.OnPosition, SubjectID: o.has.position})
	must(o.t, err)
	for _, r := range past {
		if r.Field == "What" {
			o.has.revision = r.ID
		}
		if r.Field == "Authority" {
			o.has.erasable = r.ID
		}
	}
}

// nothingLostRows are the addresses of drafts and of restoring.
func nothingLostRows(h things) []route {
	return []route{
		{"/staff/drafts/:id/discard", "/staff/drafts/" + string(h.draft) + "/discard", "", access.Reader, url.Values{}},
		{"/staff/revisions/:id/restore", fmt.Sprintf("/staff/revisions/%d/restore", h.revision), access.Reader, access.Caseworker, url.Values{"reason": {"a mistake"}}},
		{"/staff/revisions/:id/erase", fmt.Sprintf("/staff/revisions/%d/erase", h.erasable), access.Editor, access.Administrator, url.Values{"reason": {"never to be written down"}}},
	}
}

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)

// hiddenOf gives what a page carries along in its form.
func hiddenOf(page string) url.Values {
	form := url.Values{}
	if i := strings.Index(page, `class="sheet`); i >= 0 {
		page = page[i:]
	}
	for _, m := range hiddenField.FindAllStringSubmatch(page, -1) {
		form.Add(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	return form
}

// with adds fields to a form.
func with(form url.Values, pairs ...string) url.Values {
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

func TestAStaleSaveLetsThePersonChooseFieldByField(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	one, two := o.signedIn(access.Caseworker), o.signedIn(access.Editor)
	edit := "/staff/events/" + string(o.has.event) + "/edit"
	begun := hiddenOf(two.get(edit).body)
	typed := func(from url.Values, what, place, certainty string) url.Values {
		return with(from, "kind", "taken", "date", "2026-01-08", "what.en", what, "place.en", place, "certainty", certainty, "visibility", "public")
	}
	if got := one.post(edit, typed(hiddenOf(one.get(edit).body), "Taken from a bus.", "", "confirmed")); got.status != http.StatusSeeOther {
		t.Fatalf("the first save = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
	page := two.post(edit, typed(begun, "Taken from a car.", "Caracas", "reported"))
	if page.status != http.StatusConflict {
		t.Fatalf("the second save = %d, want 409", page.status)
	}
	checkPage(t, "merge", page.body)
	historyHolds(t, o)
	for name, want := range map[string]string{
		"what both changed is left open": `name="choose:what.en" value="mine"> `,
		"what only I changed is mine":    `name="choose:place.en" value="mine" checked`,
		"what only they changed stays":   `name="choose:certainty" value="theirs" checked`,
		"what both began with is shown":  `Taken.`,
	} {
		if !strings.Contains(page.body, strings.TrimSuffix(want, " ")) {
			t.Errorf("%s: the page lacks %s", name, want)
		}
	}
	if strings.Contains(page.body, `name="choose:date"`) {
		t.Error("a field that is the same is offered to choose")
	}
	open := two.post(edit, with(hiddenOf(page.body), "choose:place.en", "mine", "choose:certainty", "theirs"))
	if open.status != http.StatusConflict || !strings.Contains(open.body, "#choose-what-en") {
		t.Errorf("saving without choosing = %d, want 409 and a link to the field", open.status)
	}
	got := two.post(edit, with(hiddenOf(page.body), "choose:what.en", "theirs", "choose:place.en", "mine", "choose:certainty", "theirs"))
	if got.status != http.StatusSeeOther {
		t.Fatalf("saving what was chosen = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
	e, _, err := o.Event(t.Context(), system, o.has.event)
	must(t, err)
	if e.What.En != "Taken from a bus." || e.Place.En != "Caracas" || e.Certainty != "confirmed" || e.Version != 3 {
		t.Errorf("the event says %q at %q, %s in version %d; want theirs, mine, theirs in version 3", e.What.En, e.Place.En, e.Certainty, e.Version)
	}
}

func TestAThirdPersonInBetweenIsSeenAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	one, two := o.signedIn(access.Caseworker), o.signedIn(access.Editor)
	edit := "/staff/charges/" + string(o.has.charge) + "/edit"
	typed := func(p *person, text string) url.Values {
		return with(hiddenOf(p.get(edit).body), "text.en", text, "outcome", "pending")
	}
	late := typed(two, "Espionage")
	one.post(edit, typed(one, "Treason"))
	page := two.post(edit, late)
	one.post(edit, typed(one, "Sedition"))
	again := two.post(edit, with(hiddenOf(page.body), "choose:text.en", "mine"))
	if again.status != http.StatusConflict || !strings.Contains(again.body, "Sedition") || !strings.Contains(again.body, "Espionage") {
		t.Errorf("a choice that came too late = %d, want 409 with both texts\n%s", again.status, summaryOf(again.body))
	}
}

func TestADraftIsKeptOfferedAndGoneOnceSaved(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p, other := o.signedIn(access.Caseworker), o.signedIn(access.Editor)
	at := "/staff/cases/" + string(o.has.ref) + "/events/new"
	form := url.Values{"kind": {"family_visit"}, "what.en": {"A visit of twenty minutes."}}
	if got := p.post(at, with(url.Values{"keep": {"draft"}}, "kind", "family_visit", "what.en", "A visit of twenty minutes.")); got.status != http.StatusSeeOther {
		t.Fatalf("keeping = %d, want 303", got.status)
	}
	if got := p.post(at, with(url.Values{"keep": {"auto"}}, "kind", "family_visit", "what.en", "A visit of twenty minutes.")); got.status != http.StatusNoContent {
		t.Errorf("keeping by the script = %d, want 204", got.status)
	}
	if home := p.get("/staff"); !strings.Contains(home.body, at+"?draft=1") {
		t.Error("the first page does not list the draft")
	} else {
		checkPage(t, "home", home.body)
	}
	for _, path := range []string{"/staff", at, at + "?draft=1"} {
		if got := other.get(path); strings.Contains(got.body, "draft=1") || strings.Contains(got.body, "twenty minutes") {
			t.Errorf("somebody else sees the draft at %s", path)
		}
	}
	if got := p.get(at); !strings.Contains(got.body, at+"?draft=1") || strings.Contains(got.body, "twenty minutes") {
		t.Error("the form does not offer the draft when it is opened again")
	}
	got := p.get(at + "?draft=1")
	if !strings.Contains(got.body, "twenty minutes") || !strings.Contains(got.header.Get("Content-Security-Policy"), "script-src 'self'") {
		t.Error("the form does not open with the draft, or its script may not run")
	}
	if got := p.post(at, form); got.status != http.StatusSeeOther {
		t.Fatalf("saving = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
	if got := p.get("/staff"); strings.Contains(got.body, "draft=1") {
		t.Error("the draft is still listed after the form was saved")
	}
}

// A page that keeps what is typed has to be allowed to send it: a browser
// refuses in silence. Beside a source's text, whose own script sends nothing,
// the form is as free; a page that is only read is not.
func TestThePolicyOfAFormLetsItsScriptSend(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Caseworker)
	for path, want := range map[string]bool{"/staff/counts/new": true, "/staff/counts/new?source=" + string(o.has.keptOf): true, "/staff/sources/" + string(o.has.keptOf) + "/desk": false, "/staff": false} {
		if policy := p.get(path).header.Get("Content-Security-Policy"); strings.Contains(policy, "connect-src 'self'") != want {
			t.Errorf("%s may send: %t, want %t: %s", path, !want, want, policy)
		}
	}
}

func TestADraftHasABound(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	got := o.signedIn(access.Caseworker).post("/staff/cases/new", url.Values{"keep": {"draft"}, "summary.en": {strings.Repeat("long ", 60<<10)}})
	if got.status != http.StatusRequestEntityTooLarge {
		t.Errorf("keeping 300 KB = %d, want 413", got.status)
	}
}

func TestAValueIsRestoredFromTheHistory(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Caseworker)
	edit := "/staff/events/" + string(o.has.event) + "/edit"
	p.post(edit, with(hiddenOf(p.get(edit).body), "kind", "taken", "date", "2026-01-10", "what.en", "Taken.", "visibility", "public"))
	page := p.get("/staff/cases/" + string(o.has.ref) + "/history").body
	link := regexp.MustCompile(`/staff/revisions/\d+/restore`).FindString(page)
	if link == "" {
		t.Fatal("the history offers nothing to restore")
	}
	if got := p.post(link, url.Values{}); got.status != http.StatusUnprocessableEntity {
		t.Errorf("restoring without a reason = %d, want 422", got.status)
	}
	if got := p.post(link, url.Values{"reason": {"it was the 8th"}}); got.status != http.StatusSeeOther {
		t.Fatalf("restoring = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
	e, _, err := o.Event(t.Context(), system, o.has.event)
	must(t, err)
	if e.Date.String() != "2026-01-08" {
		t.Errorf("the date is %s, want 2026-01-08 again", e.Date)
	}
	if got := p.post(link, url.Values{"reason": {"twice"}}); got.status != http.StatusConflict {
		t.Errorf("restoring what it says already = %d, want 409", got.status)
	}
}

// Who reads a case and what is published are decided with a decision of their
// own: an entry of the history is no way around it.
func TestAReviewAndARestrictionAreNotRestoredFromTheHistory(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	must(t, o.Publish(t.Context(), system, casebook.Subject{Kind: casebook.OnCase, ID: o.has.caseID}))
	must(t, o.TakeBack(t.Context(), system, casebook.Subject{Kind: casebook.OnCase, ID: o.has.caseID}, "to be looked at again"))
	editor, err := o.store.UserByName(t.Context(), string(access.Editor))
	must(t, err)
	by := access.Actor{ID: editor.ID, Name: editor.DisplayName, Role: access.Editor}
	for _, shut := range []bool{true, false} {
		c, err := o.store.As(by.ID).CaseByRef(t.Context(), o.has.ref)
		must(t, err)
		must(t, o.RestrictCase(t.Context(), by, o.has.ref, c.Version, shut, "threats, and their end"))
	}
	all, err := o.store.Whole().Revisions(t.Context(), store.RevisionFilter{CaseID: o.has.caseID, Limit: -1})
	must(t, err)
	p, tried := o.signedIn(access.Editor), map[string]int{}
	for _, r := range all {
		if r.Field != "Review" && r.Field != "Restricted" && r.Field != "Publication" {
			continue
		}
		tried[r.Field]++
		link := fmt.Sprintf("/staff/revisions/%d/restore", r.ID)
		if page := p.get("/staff/cases/" + string(o.has.ref) + "/history").body; strings.Contains(page, link+`"`) {
			t.Errorf("the history offers to restore %s (%q to %q)", r.Field, r.Was, r.Now)
		}
		if got := p.post(link, url.Values{"reason": {"as it was"}}); got.status != http.StatusConflict {
			t.Errorf("restoring %s (%q to %q) = %d, want 409", r.Field, r.Was, r.Now, got.status)
		}
	}
	for _, field := range []string{"Review", "Restricted", "Publication"} {
		if tried[field] == 0 {
			t.Errorf("no change of %s stands in the history", field)
		}
	}
	c, err := o.store.Whole().CaseByRef(t.Context(), o.has.ref)
	must(t, err)
	if c.Publication != casebook.Draft || c.Restricted {
		t.Errorf("the case is %s, restricted %t; want a draft that everybody at the desk reads", c.Publication, c.Restricted)
	}
}

func TestAPublishedFactIsNotChangedWithoutAReason(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	must(t, o.Publish(t.Context(), system, casebook.Subject{Kind: casebook.OnCase, ID: o.has.caseID}))
	p := o.signedIn(access.Caseworker)
	edit := "/staff/events/" + string(o.has.event) + "/edit"
	form := func() url.Values {
		return with(hiddenOf(p.get(edit).body), "kind", "taken", "date", "2026-01-09", "what.en", "Taken.", "visibility", "public")
	}
	got := p.post(edit, form())
	if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, `href="#f-reason"`) {
		t.Errorf("changing a public date without a reason = %d, want 422 at the reason", got.status)
	}
	if got := p.post(edit, with(form(), "reason", "the family corrected it")); got.status != http.StatusSeeOther {
		t.Errorf("with a reason = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
}

// TestEightPeopleLoseNothing has eight people save a hundred times each on
// three cases: what was answered with success stands in the history, and what
// does not was refused.
func TestEightPeopleLoseNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	people, saves := 8, 100
	if testing.Short() {
		saves = 10
	}
	edits := []string{"/staff/events/" + string(o.has.event) + "/edit", "/staff/events/" + string(o.has.spareEvent) + "/edit", "/staff/charges/" + string(o.has.charge) + "/edit"}
	var kept sync.Map
	var saved, refused, other atomic.Int64
	var all sync.WaitGroup
	workers := make([]*person, people)
	for i := range workers {
		workers[i] = o.signedIn([]access.Role{access.Caseworker, access.Editor, access.Administrator}[i%3])
	}
	for i, p := range workers {
		all.Go(func() {
			for n := range saves {
				text := fmt.Sprintf("Person %d, save %d.", i, n)
				edit := edits[n%len(edits)]
				form := hiddenOf(p.get(edit).body)
				with(form, "kind", "taken", "date", "2026-01-08", "what.en", text, "text.en", text, "outcome", "pending", "visibility", "public")
				switch got := p.post(edit, form); got.status {
				case http.StatusSeeOther:
					saved.Add(1)
					kept.Store(text, true)
				case http.StatusConflict:
					refused.Add(1)
					if !strings.Contains(got.body, text) {
						t.Errorf("the page of a conflict lost %q", text)
					}
				default:
					other.Add(1)
				}
			}
		})
	}
	all.Wait()
	in := map[string]bool{}
	for _, on := range []casebook.Subject{{Kind: casebook.OnEvent, ID: o.has.event}, {Kind: casebook.OnEvent, ID: o.has.spareEvent}, {Kind: casebook.OnCharge, ID: o.has.charge}} {
		past, err := o.History(t.Context(), system, store.RevisionFilter{SubjectKind: on.Kind, SubjectID: on.ID, Limit: -1})
		must(t, err)
		for _, r := range past {
			in[strings.TrimSuffix(strings.TrimPrefix(r.Now, `{"en":"`), `"}`)] = true
		}
	}
	lost := 0
	kept.Range(func(text, _ any) bool {
		if !in[text.(string)] {
			lost++
		}
		return true
	})
	t.Logf("%d people, %d saves each: %d saved, %d answered with a conflict, %d with anything else, %d lost", people, saves, saved.Load(), refused.Load(), other.Load(), lost)
	if lost > 0 || other.Load() > 0 || int(saved.Load()+refused.Load()) != people*saves {
		t.Error("something was lost")
	}
	historyHolds(t, o)
}

// historyHolds says in words what does not hold in the history of an office.
func historyHolds(t *testing.T, o *office) {
	t.Helper()
	_, err := o.VerifyHistory(t.Context())
	var f *fault.Error
	if errors.As(err, &f) {
		t.Errorf("the history does not hold: %s", f.Fixes)
	}
	must(t, err)
}
