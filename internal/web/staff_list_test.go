package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/store"
)

// many fills an office with 2,000 more sources, facilities and counts; each
// list ends with one that was entered first and stands on its last page.
func many(t *testing.T, o *office) {
	t.Helper()
	at := time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC)
	var sources []casebook.Source
	var places []casebook.Facility
	var counts []casebook.Count
	one := 1
	for i := range 2000 {
		n := fmt.Sprintf("%04d", i)
		sources = append(sources, casebook.Source{ID: casebook.ID("s" + n), Title: "Report " + n, Publisher: "A paper", Kind: "other", Visibility: casebook.Staff, CreatedAt: at, UpdatedAt: at})
		places = append(places, casebook.Facility{ID: casebook.ID("f" + n), Slug: "place-" + n, Name: "Place " + n, Country: "VE", Kind: "prison", Visibility: casebook.Staff, CreatedAt: at, UpdatedAt: at})
		counts = append(counts, casebook.Count{ID: casebook.ID("c" + n), Country: "VE", Claimant: en("Claimant " + n), Measure: "held", Population: en("People"), Min: &one,
			Qualifier: casebook.Exactly, Basis: "not_stated", NamesPublished: casebook.Unknown, Publication: casebook.Draft, CreatedAt: at, UpdatedAt: at})
	}
	sources[0].Title = "Crónica de Única"
	must(t, o.store.Load(t.Context(), func(b *store.Bulk) error {
		must(t, b.Insert(sources))
		must(t, b.Insert(places))
		return b.Insert(counts)
	}))
}

var (
	rowLink  = regexp.MustCompile(`<th scope="row"><a href="(/staff/[a-z]+/[^"]+)"`)
	nextLink = regexp.MustCompile(`<a href="([^"]+)" rel="next"`)
)

func TestLongListsOfTheDeskAreReadPageByPage(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	reader := o.signedIn(access.Reader)
	before := map[string]int{}
	for _, path := range []string{"/staff/sources", "/staff/facilities", "/staff/counts"} {
		before[path] = len(rowLink.FindAllString(reader.get(path).body, -1))
	}
	many(t, o)
	for path, had := range before {
		var rows []string
		pages := 0
		for next := path; next != ""; pages++ {
			got := reader.get(next)
			if got.status != http.StatusOK {
				t.Fatalf("GET %s = %d", next, got.status)
			}
			for _, m := range rowLink.FindAllStringSubmatch(got.body, -1) {
				rows = append(rows, m[1])
			}
			next = ""
			if m := nextLink.FindStringSubmatch(got.body); m != nil {
				next = strings.ReplaceAll(m[1], "&amp;", "&")
			}
		}
		slices.Sort(rows)
		if all := len(slices.Compact(rows)); all != len(rows) || all != 2000+had || pages != 21 {
			t.Errorf("%s: %d rows, %d of them different, on %d pages; want %d on 21", path, len(rows), all, pages, 2000+had)
		}
	}
	if got := reader.get("/staff/sources?after=nowhere"); got.status != http.StatusBadRequest {
		t.Errorf("a page after nothing = %d, want 400", got.status)
	}
	if got := reader.get("/staff/sources?q=UNICA+cron"); !strings.Contains(got.body, "/staff/sources/s0000") || len(rowLink.FindAllString(got.body, -1)) != 1 {
		t.Error("the search does not find the one source with these words")
	}
}

func TestAnOldSourceIsFoundAndCitedInsideAForm(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	many(t, o)
	worker := o.signedIn(access.Caseworker)
	path := "/staff/cases/" + string(o.has.ref) + "/events/new"
	opened := worker.get(path).body
	if strings.Contains(opened, `value="s0000"`) || len(opened) > 100_000 {
		t.Errorf("the form offers what was entered first, or is %d bytes", len(opened))
	}
	checkPage(t, "form", opened)
	typed := url.Values{"kind": {"family_visit"}, "what.en": {"A visit that was seen."}, "cites.0.place": {"page 7"}, "cites.0.source": {"s1999"}}
	for _, pressed := range []bool{true, false} { // the button, and Enter in the search
		form := url.Values{"find.sources.cites": {"cronica"}, "found.sources.cites": {""}}
		for name, values := range typed {
			form[name] = values
		}
		if pressed {
			form.Set("find", "sources.cites")
		}
		got := worker.post(path, form)
		if got.status != http.StatusOK {
			t.Fatalf("searching (button pressed: %t) = %d, want the form again", pressed, got.status)
		}
		for _, want := range []string{`<option value="s0000"`, `<option value="s1999" selected`, "A visit that was seen.", "page 7", "1 found."} {
			if !strings.Contains(got.body, want) {
				t.Errorf("the form after the search (button pressed: %t) lacks %q", pressed, want)
			}
		}
		checkPage(t, "searched form", got.body)
	}
	form := url.Values{"find.sources.cites": {"cronica"}, "found.sources.cites": {"cronica"}}
	for name, values := range typed {
		form[name] = values
	}
	form.Set("cites.0.source", "s0000")
	if got := worker.post(path, form); got.status != http.StatusSeeOther {
		t.Errorf("saving after a search = %d, want 303\n%s", got.status, summaryOf(got.body))
	}
}

func TestOtherPickersFindWhatIsOld(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	many(t, o)
	worker := o.signedIn(access.Caseworker)
	got := worker.post("/staff/context/new", url.Values{"find": {"facilities.place"}, "find.facilities.place": {"place 0003"}, "country": {"VE"}})
	if got.status != http.StatusOK || !strings.Contains(got.body, `<option value="place-0003"`) {
		t.Errorf("a facility of 2,000 is not found (%d)", got.status)
	}
	got = worker.post("/staff/counts/new", url.Values{"find": {"release_events.event"}, "find.release_events.event": {"13 january"}, "country": {"VE"}})
	if got.status != http.StatusOK || !strings.Contains(got.body, `<option value="`+string(o.has.release)+`"`) {
		t.Errorf("a release event is not found (%d)", got.status)
	}
}

func TestTwoPeopleSavingOneChargeSeeBothTexts(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	one, two := o.signedIn(access.Caseworker), o.signedIn(access.Editor)
	edit := "/staff/charges/" + string(o.has.charge) + "/edit"
	if got := one.post(edit, url.Values{"version": {"1"}, "text.en": {"Treason"}, "outcome": {"pending"}}); got.status != http.StatusSeeOther {
		t.Fatalf("the first save = %d, want 303", got.status)
	}
	got := two.post(edit, url.Values{"version": {"1"}, "text.en": {"Espionage"}, "outcome": {"pending"}})
	if got.status != http.StatusConflict {
		t.Fatalf("the second save = %d, want 409", got.status)
	}
	for _, want := range []string{"Treason", "Espionage", `name="version" value="2"`} {
		if !strings.Contains(got.body, want) {
			t.Errorf("the page of the conflict lacks %q", want)
		}
	}
	late := two.post("/staff/charges/"+string(o.has.charge)+"/remove", url.Values{"version": {"1"}, "reason": {"wrong"}})
	if late.status != http.StatusConflict || !strings.Contains(late.body, "Treason") || !strings.Contains(late.body, `name="version" value="2"`) {
		t.Errorf("removing what somebody changed = %d, want 409 with what it says now", late.status)
	}
}

func TestTheListOfCasesSaysInSpanishWhatIsKnownInSpanish(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	_, err := o.OpenCase(t.Context(), system, casebook.CaseDraft{Kind: "unnamed", Country: "VE", Label: locale.Text{En: "A bus passenger", Es: "Un pasajero de autobús"}}, nil)
	must(t, err)
	p := o.signedIn(access.Reader)
	for _, tt := range []struct{ lang, want, not string }{{"en", "A bus passenger", "Un pasajero"}, {"es", "Un pasajero de autobús", "A bus passenger"}} {
		p.post("/account/language", url.Values{"lang": {tt.lang}})
		if body := p.get("/staff/cases").body; !strings.Contains(body, tt.want) || strings.Contains(body, tt.not) {
			t.Errorf("in %s the list does not say %q, or says %q", tt.lang, tt.want, tt.not)
		}
	}
}
