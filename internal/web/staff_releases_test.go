package web_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

// releaseThings are what waits for a second person, lists and their like.
type releaseThings struct {
	freed                                  casebook.Ref
	agree, decline, retract, again         casebook.ID
	unnamed, spareUnnamed, list, spareList casebook.ID
	entry, assessment, proceeding          casebook.ID
}

// furnishReleases logs one of each.
func (o *office) furnishReleases(cites []casebook.CitationDraft) {
	ctx, h := o.t.Context(), &o.has.releases
	open := func(name string) casebook.Ref {
		ref, err := o.OpenCase(ctx, system, casebook.CaseDraft{Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: name}}, cites)
		must(o.t, err)
		_, err = o.RecordEvent(ctx, system, ref, casebook.EventDraft{Kind: "taken", Date: "2025-12-01", Visibility: "public", Cites: cites})
		must(o.t, err)
		return ref
	}
	h.freed = open("Carla Ruiz")
	_, err := o.RecordRelease(ctx, system, casebook.ReleaseDraft{Event: string(o.has.release), Case: string(h.freed), Cites: cites,
		Steps: []casebook.ConfirmationDraft{{Step: "home", Date: "2026-01-13", By: en("her mother")}}})
	must(o.t, err)
	caseworker, err := o.store.UserByName(ctx, string(access.Caseworker))
	must(o.t, err)
	for name, id := range map[string]*casebook.ID{"Dora Paz": &h.agree, "Elsa Gil": &h.decline, "Fe Rojas": &h.retract, "Gil Mora": &h.again} {
		by := access.Actor{ID: "asker", Name: "Asker", Role: access.Editor}
		if id == &h.retract {
			by.ID = caseworker.ID
		}
		ref := open(name)
		_, err := o.RecordEvent(ctx, by, ref, casebook.EventDraft{Kind: "died", Date: "2026-01-10", What: en("Died."), Cites: cites})
		must(o.t, err)
		all, err := o.AwaitingSecond(ctx, system)
		must(o.t, err)
		for _, a := range all {
			if a.Ref == ref {
				*id = a.ID
			}
		}
	}
	for _, id := range []*casebook.ID{&h.unnamed, &h.spareUnnamed} {
		must(o.t, o.RecordUnnamed(ctx, system, o.has.release, casebook.UnnamedDraft{Min: "3", Phrase: "three others", Cites: cites}))
		f, err := o.ReleaseFile(ctx, system, o.has.release)
		must(o.t, err)
		*id = f.Unnamed[len(f.Unnamed)-1].ID
	}
	for _, id := range []*casebook.ID{&h.list, &h.spareList} {
		*id, err = o.KeepList(ctx, system, o.has.release, casebook.ListDraft{Kind: "announced", Claimant: en("The government"), Names: "Ruiz, Carla", Cites: cites})
		must(o.t, err)
	}
	l, err := o.ReleaseList(ctx, system, h.list, 0)
	must(o.t, err)
	h.entry = l.Entries[0].ID
	h.assessment, err = o.RecordAssessment(ctx, system, o.has.ref, casebook.AssessmentDraft{Frame: "wgad", By: en("Lawyers"), Findings: []casebook.FindingDraft{{Criterion: "I", Answer: "yes"}}})
	must(o.t, err)
	h.proceeding, err = o.RecordProceeding(ctx, system, o.has.ref, casebook.ProceedingDraft{Body: en("A court"), Kind: "appeal", Deadline: "2026-02-01"})
	must(o.t, err)
}

func releaseRows(h things) []route {
	read := func(pattern, path string) route { return route{pattern, path, "", access.Reader, nil} }
	edit := func(pattern, path string, pairs ...string) route {
		form := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			form.Add(pairs[i], pairs[i+1])
		}
		return route{pattern, path, access.Reader, access.Caseworker, form}
	}
	second := func(pattern, path string, pairs ...string) route {
		r := edit(pattern, path, pairs...)
		r.refused, r.role = access.Caseworker, access.Reviewer
		return r
	}
	x, ref, event := h.releases, "/staff/cases/"+string(h.ref), "/staff/releases/"+string(h.release)
	waits := func(id casebook.ID, verb string) string { return "/staff/confirmations/" + string(id) + "/" + verb }
	return []route{
		read("/staff/confirmations", "/staff/confirmations"),
		second("/staff/confirmations/:id/agree", waits(x.agree, "agree")),
		second("/staff/confirmations/:id/decline", waits(x.decline, "decline"), "reason", "seen alive"),
		edit("/staff/confirmations/:id/retract", waits(x.retract, "retract")),
		edit("/staff/confirmations/:id/again", waits(x.again, "again")),
		edit("/staff/releases/:id/many", event+"/many", "case", string(x.freed), "exit", "released", "step", "home", "by.en", "their families", "cites.0.source", string(h.source)),
		edit("/staff/releases/:id/unnamed/new", event+"/unnamed/new", "min", "5", "phrase", "at least five"),
		edit("/staff/unnamed/:id/edit", "/staff/unnamed/"+string(x.unnamed)+"/edit", "version", "1", "min", "4", "reason", "a better count"),
		edit("/staff/unnamed/:id/remove", "/staff/unnamed/"+string(x.spareUnnamed)+"/remove", "version", "1", "reason", "twice"),
		edit("/staff/releases/:id/lists/new", event+"/lists/new", "kind", "actual", "claimant.en", "Foro", "names", "Ruiz, Carla\nZoe Lugo"),
		read("/staff/releases/:id/compare", event+"/compare"),
		edit("/staff/lists/:id/match", "/staff/lists/"+string(x.list)+"/match", "entry."+string(x.entry), "ref:"+string(x.freed), "version."+string(x.entry), "1"),
		read("/staff/lists/:id", "/staff/lists/"+string(x.list)),
		edit("/staff/lists/:id/edit", "/staff/lists/"+string(x.list)+"/edit", "version", "1", "kind", "announced", "claimant.en", "The ministry", "reason", "named"),
		edit("/staff/lists/:id/remove", "/staff/lists/"+string(x.spareList)+"/remove", "version", "1", "reason", "twice"),
		edit("/staff/cases/:ref/again", "/staff/cases/"+string(x.freed)+"/again", "matter", "same", "date", "2026-01-18", "cites.0.source", string(h.source)),
		edit("/staff/cases/:ref/assessments/new", ref+"/assessments/new?frame=levinson", "frame", "levinson", "by.en", "Lawyers", "findings.0.criterion", "innocence", "findings.0.answer", "unclear"),
		edit("/staff/assessments/:id/edit", "/staff/assessments/"+string(x.assessment)+"/edit", "version", "1", "by.en", "Our lawyers", "findings.0.criterion", "I", "findings.0.answer", "no", "reason", "read again"),
		edit("/staff/assessments/:id/remove", "/staff/assessments/"+string(x.assessment)+"/remove", "version", "2", "reason", "theirs"),
		edit("/staff/cases/:ref/proceedings/new", ref+"/proceedings/new", "kind", "habeas_corpus", "body.en", "A court"),
		edit("/staff/proceedings/:id/edit", "/staff/proceedings/"+string(x.proceeding)+"/edit", "version", "1", "kind", "appeal", "body.en", "A higher court", "reason", "so"),
		edit("/staff/proceedings/:id/remove", "/staff/proceedings/"+string(x.proceeding)+"/remove", "version", "2", "reason", "twice"),
		{"/staff/cases/:ref/brief", ref + "/brief?lang=es", "", access.Reader, url.Values{}},
		{"/staff/cases/:ref/brief.docx", ref + "/brief.docx", "", access.Reader, url.Values{}},
		{"/staff/cases/:ref/questionnaire", ref + "/questionnaire", "", access.Reader, url.Values{}},
		{"/staff/cases/:ref/questionnaire.docx", ref + "/questionnaire.docx?lang=es", "", access.Reader, url.Values{}},
	}
}

func TestManyAreFoundByReferenceAndNameAndNobodyIsGuessed(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Editor)
	path := "/staff/releases/" + string(o.has.release) + "/many"
	form := url.Values{"paste": {string(o.has.ref) + "\nRuis, Carla"}, "exit": {"released"}, "step": {"home"}, "by.en": {"families"}, "look": {"1"}}
	got := p.post(path, form)
	if got.status != http.StatusOK || !strings.Contains(got.body, `value="`+string(o.has.ref)+`" checked`) || !strings.Contains(got.body, string(o.has.releases.freed)) {
		t.Errorf("looking = %d, want the reference ticked and the name suggested: %s", got.status, summaryOf(got.body))
	}
	form.Del("look")
	if got := p.post(path, form); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "Nobody is ticked for") {
		t.Errorf("saving a name nobody settled = %d, want 422", got.status)
	}
	form.Set("paste", string(o.has.ref))
	form.Set("case", "VE-1999-0001")
	if got := p.post(path, form); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "Recorded.") || !strings.Contains(got.body, "Not recorded.") {
		t.Errorf("one good and one bad case = %d, want a page that tells them apart: %s", got.status, summaryOf(got.body))
	}
}

func TestTheWholeOfACaseIsGivenToWhoeverMayTakeItOut(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	path := "/staff/cases/" + string(o.has.ref) + "/brief.docx?all=1"
	if got := o.signedIn(access.Caseworker).get(path); got.status != http.StatusForbidden {
		t.Errorf("a caseworker gets %d, want 403", got.status)
	}
	editor := o.signedIn(access.Editor)
	o.clock.pass(6 * time.Minute)
	if asked := editor.get(path); asked.status != http.StatusOK || !strings.Contains(asked.body, `name="password"`) || strings.Contains(asked.body, "A court") {
		t.Fatalf("a while after signing in = %d, want to be asked who it is\n%s", asked.status, summaryOf(asked.body))
	}
	if got := editor.get(strings.TrimSuffix(path, "?all=1")); got.status != http.StatusOK || !strings.HasPrefix(got.body, "PK") {
		t.Errorf("what is for outside = %d, want the document without a question", got.status)
	}
	if got := editor.post(path, url.Values{"proof": {"1"}, "password": {password}}); got.status != http.StatusSeeOther || got.location != path {
		t.Fatalf("proving = %d to %q", got.status, got.location)
	}
	got := editor.get(path)
	z, err := zip.NewReader(bytes.NewReader([]byte(got.body)), int64(len(got.body)))
	must(t, err)
	f, err := z.Open("word/document.xml")
	must(t, err)
	body, err := io.ReadAll(f)
	must(t, err)
	if !strings.Contains(string(body), "A court") || !strings.Contains(string(body), "[staff only]") {
		t.Error("the document lacks the proceeding, or does not mark it")
	}
}
