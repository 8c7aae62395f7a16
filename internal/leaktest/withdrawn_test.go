package leaktest_test

import (
	"bytes"
	"html"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/shelf"
)

// everywhere are the addresses from which a crawl of the whole public site
// begins, beside those that its pages lead to.
func everywhere(ref casebook.Ref) []string {
	all := []string{"/sitemap.xml", "/sitemap/pages.xml", "/sitemap/cases-1.xml", "/robots.txt", "/healthz"}
	for _, lang := range []string{"", "/es"} {
		for _, path := range []string{
			"/", "/cases", "/cases.csv", "/cases.csv?bom=1", "/cases.json", "/cases.ndjson", "/cases.xlsx", "/releases", "/counts", "/counts.svg", "/countries", "/countries/VE", "/countries/VE/timeline.svg", "/pictures", "/states.svg", "/held.svg", "/facilities", "/facilities.svg", "/cases/" + string(ref) + "/timeline.svg",
			"/methodology", "/data", "/corrections", "/corrections.csv", "/corrections.json", "/feed.atom", "/changes", "/changes?from=2026-01-09&to=2026-01-16",
			"/changes.json?from=2026-01-09&to=2026-01-16", "/cases/" + string(ref), "/cases/" + string(ref) + ".json", "/cases/" + string(ref) + "/feed.atom",
			"/cases?sort=oldest", "/cases?sort=updated", "/cases?sort=longest_held", "/corrections?country=VE", "/corrections?from=2026-01-10",
		} {
			all = append(all, lang+path)
		}
		for _, path := range []string{"/cases", "/cases?sort=updated", "/cases/" + string(ref), "/events", "/releases", "/counts", "/sources", "/facilities", "/countries", "/changes", "/changes?since=2026-01-13", "/openapi.json"} {
			if path = "/api/v1" + path; lang != "" && !strings.Contains(path, "openapi") {
				path += map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "lang=es"
			}
			all = append(all, path)
		}
		for _, day := range []string{"known_at=2026-01-11", "known_at=2026-01-13", "as_of=2026-01-12", "as_of=2026-01-12&known_at=2026-01-13"} {
			for _, path := range []string{"/", "/cases", "/cases.csv", "/cases.xlsx", "/countries/VE", "/releases", "/counts", "/states.svg", "/held.svg", "/cases/" + string(ref) + "/timeline.svg", "/cases/" + string(ref), "/cases/" + string(ref) + ".json", "/api/v1/cases", "/api/v1/events", "/api/v1/sources", "/api/v1/cases/" + string(ref)} {
				if strings.HasPrefix(path, "/api/") {
					all = append(all, path+"?"+day)
				} else {
					all = append(all, lang+path+"?"+day)
				}
			}
		}
	}
	return all
}

// answer is what an address gave: everything of it, and its tag.
type answer struct {
	status int
	bytes  []byte
	tag    string
}

func (d *dated) ask(t *testing.T, path, tag string) answer {
	t.Helper()
	r := must[*http.Request](t)(http.NewRequest("GET", d.server.URL+path, nil))
	if tag != "" {
		r.Header.Set("If-None-Match", tag)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp := must[*http.Response](t)(client.Do(r))
	defer resp.Body.Close()
	var all bytes.Buffer
	ok(t, resp.Header.Write(&all))
	_, err := io.Copy(&all, resp.Body)
	ok(t, err)
	return answer{resp.StatusCode, all.Bytes(), resp.Header.Get("Etag")}
}

// walk reads the whole public site, each address twice so that it is kept, and
// then all of those that it knew before.
func (d *dated) walk(t *testing.T, starts ...string) map[string]answer {
	t.Helper()
	found := map[string]answer{}
	for queue := starts; len(queue) > 0 && len(found) < 4000; queue = queue[1:] {
		path := html.UnescapeString(queue[0])
		if _, seen := found[path]; seen || strings.HasPrefix(path, "/account") || strings.HasPrefix(path, "/static") {
			continue
		}
		d.ask(t, path, "")
		found[path] = d.ask(t, path, "")
		for _, m := range addresses.FindAllStringSubmatch(string(found[path].bytes), -1) {
			queue = append(queue, m[1]+m[2])
		}
	}
	return found
}

// tells reports whether some bytes hold a planted value.
func tells(body []byte, p *plants) bool {
	for value := range p.where {
		if holds(body, value) {
			return true
		}
	}
	return false
}

// plantCase publishes a case in which everything that can be told is a planted
// value, with what hangs on it in other documents.
func (d *dated) plantCase(t *testing.T, p *plants) casebook.Ref {
	ctx, by := t.Context(), d.by
	open := must[casebook.ID](t)(d.desk.AddSource(ctx, by, casebook.SourceDraft{Title: "An open article", Visibility: "public", Kind: "news_article"}))
	own := must[casebook.ID](t)(d.desk.AddSource(ctx, by, casebook.SourceDraft{Title: p.in("title of a source that only this case cites"), Publisher: p.in("its publisher"), Visibility: "public", Kind: "news_article"}))
	place := must[string](t)(d.desk.AddFacility(ctx, by, casebook.FacilityDraft{
		Name: "The old mill", Country: "VE", Place: p.text("where the place is"), Description: p.text("what is said of the place"), Visibility: "public",
	}))
	d.place = place
	name := "Mariela " + p.in("name")
	ref := must[casebook.Ref](t)(d.desk.OpenCase(ctx, by, casebook.CaseDraft{
		Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: name}, Summary: p.text("summary"), ScopeNote: p.text("scope note"), Label: p.text("label"),
		Occupation: p.text("occupation"), Gender: "female", Nationalities: []casebook.NationalityDraft{{Country: "IT", Basis: "citizen"}}, Roles: []string{"journalist"},
	}, cite(open)))
	for kind, text := range map[string]string{"alias": p.in("alias"), "native": p.in("native name"), "maiden": p.in("maiden name")} {
		ok(t, d.desk.AddName(ctx, by, ref, casebook.NameDraft{Text: text, Kind: kind, Visibility: "public"}, nil))
	}
	ok(t, d.desk.RecordConsent(ctx, by, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{"publish_name"}}))
	event := must[casebook.ID](t)(d.desk.RecordEvent(ctx, by, ref, casebook.EventDraft{
		Kind: "taken", Date: "2026-01-02", What: p.text("what happened"), Place: p.text("where it happened"), Actor: p.text("who did it"), Facility: place, Visibility: "public",
		Cites: []casebook.CitationDraft{{Source: string(own), Place: p.in("place in a source"), Quote: p.in("quotation"), Speaker: p.text("speaker")}},
	}))
	ok(t, skip(d.desk.AddClaim(ctx, by, casebook.Subject{Kind: casebook.OnEvent, ID: event}, casebook.ClaimDraft{
		Field: "date", Value: p.text("claim"), Attribution: p.text("who claims it"), Visibility: "public", Cites: cite(open),
	})))
	ok(t, d.desk.RecordCharge(ctx, by, ref, casebook.ChargeDraft{Text: p.text("charge"), Statute: p.in("statute")}, cite(open)))
	d.publishNow(t, casebook.OnCase, d.file(t, ref).Case.ID)
	return ref
}

// plantAround publishes documents that tell of the case, and one that may be
// about the same person.
func (d *dated) plantAround(t *testing.T, p *plants, ref casebook.Ref) {
	ctx, by := t.Context(), d.by.Because("it was told")
	open := must[casebook.ID](t)(d.desk.AddSource(ctx, by, casebook.SourceDraft{Title: "Another article", Visibility: "public", Kind: "news_article"}))
	position := must[casebook.ID](t)(d.desk.RecordPosition(ctx, by, casebook.PositionDraft{
		Country: "VE", Authority: en("A ministry"), Stance: "denies", OnKind: "case", OnKey: string(ref), What: p.text("position on the case"), Cites: cite(open),
	}))
	d.publishNow(t, casebook.OnPosition, position)
	other := must[casebook.Ref](t)(d.desk.OpenCase(ctx, by, casebook.CaseDraft{Kind: "unnamed", Country: "VE", Label: en("A woman"), Summary: en("A woman is held.")}, cite(open)))
	ok(t, d.desk.RecordConsent(ctx, by, other, casebook.ConsentDraft{Basis: "public_record", Reason: "A test.", Scopes: []string{"publish_anonymously"}}))
	ok(t, d.desk.StateOverlap(ctx, by, other, casebook.OverlapDraft{Other: string(ref), Note: p.text("note on who may be the same")}, cite(open)))
	d.publishNow(t, casebook.OnCase, d.file(t, other).Case.ID)
	events := must[casebook.ID](t)(d.desk.RecordReleaseEvent(ctx, by, casebook.ReleaseEventDraft{Country: "VE", Date: "2026-01-09", Title: en("Releases"), Cites: cite(open)}))
	d.publishNow(t, casebook.OnReleaseEvent, events)
	ok(t, skip(d.desk.RecordRelease(ctx, by, casebook.ReleaseDraft{
		Event: string(events), Case: string(ref), Exit: "released", Note: p.text("note on the release"), Cites: cite(open),
		Steps: []casebook.ConfirmationDraft{{Step: "announced", Date: "2026-01-09", By: p.text("who announced the release"), Cites: cite(open)}},
	})))
	d.publishNow(t, casebook.OnCase, d.file(t, ref).Case.ID)
}

// plantCorrection puts right what the case says of the taking, with a planted
// reason and planted words before and after.
func (d *dated) plantCorrection(t *testing.T, p *plants, ref casebook.Ref) {
	ctx := t.Context()
	e := d.file(t, ref).Events[0]
	ok(t, d.desk.EditEvent(ctx, d.by.Because("misread"), e.ID, e.Version, casebook.EventDraft{
		Kind: "taken", Date: "2026-01-03", What: p.text("what happened, put right"), Facility: d.place, Visibility: "public",
	}, "misread"))
	f := d.file(t, ref)
	source := f.Of(casebook.OnEvent, e.ID)[0].SourceID
	id := must[casebook.ID](t)(d.desk.RequestCorrection(ctx, d.by, casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}, "", "", &casebook.CorrectionDraft{
		Is: casebook.WasWrong, Parts: []string{"timeline.0>timeline.0"}, Why: p.text("reason of a correction"), Source: string(source),
	}))
	ok(t, d.desk.ApproveReview(ctx, reviewer, id, ""))
}

func TestNothingOfAWithdrawnCaseIsInAnyPublicByte(t *testing.T) {
	d, p := newDated(t), &plants{where: map[string]string{}}
	ref := d.plantCase(t, p)
	d.day(12)
	d.plantAround(t, p, ref)
	d.day(13)
	d.plantCorrection(t, p, ref)
	d.day(14)
	before := d.walk(t, everywhere(ref)...)
	told := map[string]bool{}
	for _, a := range before {
		for value := range p.where {
			told[value] = told[value] || holds(a.bytes, value)
		}
	}
	for value, where := range p.where {
		if !told[value] && !strings.HasPrefix(where, "label") {
			t.Errorf("before it was withdrawn nobody was told the %s (%s): the test is blind", where, value)
		}
	}
	d.day(15)
	on := casebook.Subject{Kind: casebook.OnCase, ID: d.file(t, ref).Case.ID}
	ok(t, d.desk.Withdraw(t.Context(), d.by, on, "they asked"))

	for path, was := range before {
		if was.tag == "" || strings.HasPrefix(path, "/api/v1") && !tells(was.bytes, p) {
			continue // what a program is told has the tag of its own bytes
		}
		if got := d.ask(t, path, was.tag); got.status == http.StatusNotModified {
			t.Errorf("%s says that nothing changed since before the case was withdrawn", path)
		}
	}
	var starts []string
	for path := range maps.Keys(before) {
		starts = append(starts, path)
	}
	after := d.walk(t, append(everywhere(ref), starts...)...)
	searched := map[string][]byte{"the log": d.log.Bytes()}
	for path, a := range after {
		searched[path] = a.bytes
	}
	for value := range p.where {
		for _, path := range []string{"/cases?q=", "/cases.csv?q=", "/es/cases.ndjson?known_at=2026-01-13&q="} {
			got := d.ask(t, path+url.QueryEscape(value), "")
			if strings.Contains(string(got.bytes), string(ref)) {
				t.Errorf("%s%s finds the case", path, value)
			}
		}
	}
	time.Sleep(1500 * time.Millisecond) // the records of earlier days go within a second
	ok(t, d.shelf.Close())
	maps.Copy(searched, d.kept(t))
	for path, body := range searched {
		for value, where := range p.where {
			if holds(body, value) {
				t.Errorf("%s tells the %s (%s)", path, where, value)
			}
		}
	}
	if got := after["/cases/"+string(ref)]; got.status != http.StatusGone {
		t.Errorf("the page of the case answers %d", got.status)
	}
	t.Logf("looked for %d values in %d answers and files", len(p.where), len(searched))
}

func TestTheShelfOfAWithdrawnCaseIsTheOneBuiltAnew(t *testing.T) {
	d, p := newDated(t), &plants{where: map[string]string{}}
	ref := d.plantCase(t, p)
	d.plantAround(t, p, ref)
	d.plantCorrection(t, p, ref)
	ok(t, d.desk.Withdraw(t.Context(), d.by, casebook.Subject{Kind: casebook.OnCase, ID: d.file(t, ref).Case.ID}, "they asked"))
	scratch := must[*shelf.Shelf](t)(shelf.Open(t.Context(), t.TempDir()+"/scratch.db", shelf.Options{}))
	defer scratch.Close()
	ok(t, d.desk.Verify(t.Context(), scratch))
}

// Who was withdrawn does not come back by being logged again.
func TestAWithdrawnPersonIsNotLoggedAgainUnasked(t *testing.T) {
	d, ctx := newDated(t), t.Context()
	open := must[casebook.ID](t)(d.desk.AddSource(ctx, d.by, casebook.SourceDraft{Title: "An open article", Visibility: "public"}))
	person := func(name, anyway string) (casebook.Ref, error) {
		return d.desk.OpenCase(ctx, d.by, casebook.CaseDraft{
			Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: name, Anyway: anyway}, Summary: locale.Text{En: "A person is held."},
		}, cite(open))
	}
	for _, off := range []func(ref casebook.Ref) error{
		func(ref casebook.Ref) error {
			return d.desk.Withdraw(ctx, d.by, casebook.Subject{Kind: casebook.OnCase, ID: d.file(t, ref).Case.ID}, "they asked")
		},
		func(ref casebook.Ref) error {
			return d.desk.WithdrawConsent(ctx, d.by, ref, d.file(t, ref).Consents[0].ID, "they asked")
		},
	} {
		ref := must[casebook.Ref](t)(person("José María Núñez Ibarra", "another person of that name"))
		ok(t, d.desk.RecordConsent(ctx, d.by, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{"publish_name"}}))
		d.publishNow(t, casebook.OnCase, d.file(t, ref).Case.ID)
		ok(t, off(ref))
		for _, again := range []string{"José María Núñez Ibarra", "NUÑEZ IBARRA, Jose Maria", "Jose Maria Nunez Ibarra"} {
			_, err := person(again, "")
			if !fault.Is(err, fault.Invalid) || fault.FieldsOf(err)["name.anyway"].IsZero() {
				t.Errorf("%s is logged again: %v %v", again, err, fault.FieldsOf(err))
			}
		}
	}
	ok(t, skip(person("Petra Weiss", "")))
	unnamed := must[casebook.Ref](t)(d.desk.OpenCase(ctx, d.by, casebook.CaseDraft{Kind: "unnamed", Country: "VE", Label: en("A man"), Summary: en("A man is held.")}, cite(open)))
	if err := d.desk.AddName(ctx, d.by, unnamed, casebook.NameDraft{Text: "José María Núñez Ibarra"}, nil); fault.FieldsOf(err)["anyway"].IsZero() {
		t.Errorf("the name is added to another case: %v", err)
	}
	ok(t, d.desk.AddName(ctx, d.by, unnamed, casebook.NameDraft{Text: "José María Núñez Ibarra", Anyway: "his cousin, by the same source"}, nil))
}
