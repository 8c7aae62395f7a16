package web_test

import (
	"net/http"
	"strings"
	"testing"

	"habeas/internal/casebook"
)

// readings are where the public could come across a source of a case of
// Colombia, or the case itself.
func readings(ref casebook.Ref, source casebook.ID) []string {
	return []string{
		"/", "/es", "/cases", "/cases?q=canarysource", "/cases?country=CO", "/cases.csv", "/cases.json", "/cases.ndjson", "/countries", "/countries/CO", "/es/countries/CO",
		"/counts", "/releases", "/changes", "/changes.json", "/corrections", "/data", "/feed.atom", "/sitemap.xml", "/sitemap/pages.xml", "/sitemap/cases-1.xml",
		"/cases/" + string(ref), "/es/cases/" + string(ref), "/cases/" + string(ref) + ".json", "/cases/" + string(ref) + "/feed.atom", "/sources/" + string(source), "/es/sources/" + string(source),
	}
}

// The only case that names a source is withdrawn: no page, list, search,
// export, feed or map tells of the source any more, on the shelf that grew and
// on one that is built anew.
func TestASourceGoesWithTheOnlyCaseThatNamesIt(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	ctx, word := t.Context(), "Canarysource"
	source, err := o.AddSource(ctx, system, casebook.SourceDraft{Title: word + " Daily", Publisher: word, Kind: "news_article", Visibility: "public"})
	must(t, err)
	other, err := o.AddSource(ctx, system, casebook.SourceDraft{Title: "Another paper", Kind: "news_article", Visibility: "public"})
	must(t, err)
	cites := []casebook.CitationDraft{{Source: string(source), Place: "page 1", Quote: "the words of " + word}}
	ref, err := o.OpenCase(ctx, system, casebook.CaseDraft{Kind: "person", Country: "CO", Name: casebook.NameDraft{Text: "Ana Colombiana"}, Summary: en("She is held.")}, cites)
	must(t, err)
	must(t, o.RecordConsent(ctx, system, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{"publish_name"}}))
	f, err := o.File(ctx, system, ref)
	must(t, err)
	on := casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}
	must(t, o.Publish(ctx, system, on))
	anybody := o.stranger()
	tells := func() (where []string) {
		for _, address := range readings(ref, source) {
			got := anybody.get(address)
			if strings.Contains(got.body, word) || strings.Contains(got.body, string(source)) {
				where = append(where, address)
			}
		}
		return where
	}
	if where := tells(); len(where) < 8 {
		t.Errorf("published, it is told of in %q alone", where)
	}
	// Meanwhile the desk ceases to cite it: what counts is what is published.
	for _, c := range f.Citations {
		must(t, o.CiteSource(ctx, system, casebook.Subject{Kind: c.SubjectKind, ID: c.SubjectID}, casebook.CitationDraft{Source: string(other), Place: "page 2"}))
		must(t, o.RemoveCitation(ctx, system, c.ID, "a better source"))
	}
	if got := anybody.get("/sources/" + string(source)); got.status != http.StatusOK {
		t.Errorf("its page = %d while a public case names it, want 200", got.status)
	}
	must(t, o.Withdraw(ctx, system, on, "her family asks"))
	for _, when := range []string{"withdrawn", "published anew"} {
		if where := tells(); len(where) > 0 {
			t.Errorf("%s, it is still told of at %q", when, where)
		}
		if got := anybody.get("/sources/" + string(source)); got.status != http.StatusGone && got.status != http.StatusNotFound {
			t.Errorf("%s, its page = %d, want 410", when, got.status)
		}
		must(t, o.Republish(ctx))
	}
}
