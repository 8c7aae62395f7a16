package web_test

import (
	"net/http"
	"strings"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/views/links"
)

func TestEveryTongueHasItsPlainPageAndItsHelp(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, tongue := range locale.Tongues {
		for _, path := range []string{links.Plain(tongue, "VE-2026-0001"), links.Help(tongue)} {
			got := l.get(path)
			if got.Code != http.StatusOK || !strings.Contains(got.Body.String(), `<html lang="`+string(tongue)+`"`) {
				t.Errorf("%s = %d, not a page in %s", path, got.Code, tongue)
			}
			if kept := got.Header().Get("Cache-Control"); kept != "public, max-age=60" {
				t.Errorf("%s: may be kept as %q, want a minute for everybody", path, kept)
			}
			if strings.Contains(got.Body.String(), "<script") {
				t.Errorf("%s has a script", path)
			}
			for _, other := range locale.Tongues {
				if other != tongue && !strings.Contains(got.Body.String(), `hreflang="`+string(other)+`"`) {
					t.Errorf("%s does not offer %s", path, other)
				}
			}
		}
	}
}

func TestAnAddressOfALanguageWithoutThatPageLeadsToTheNearest(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, tt := range []struct {
		path   string
		status int
		to     string
		says   string
	}{
		{"/ar", http.StatusSeeOther, "/ar/help", ""},
		{"/ar/cases/VE-2026-0001", http.StatusSeeOther, "/ar/cases/VE-2026-0001/plain", ""},
		{"/fa/cases/ve-2026-0001", http.StatusMovedPermanently, "/fa/cases/VE-2026-0001", ""},
		{"/fa/cases/ve-2026-0001/plain", http.StatusMovedPermanently, "/fa/cases/VE-2026-0001/plain", ""},
		{"/zh/help/", http.StatusMovedPermanently, "/zh/help", ""},
		{"/zh/counts", http.StatusNotFound, "", `<html lang="zh"`},
		{"/ru/cases/XX-1999-0001/plain", http.StatusNotFound, "", "По этому адресу ничего нет"},
		{"/fr/help?colour=red", http.StatusBadRequest, "", "Nous ne comprenons pas cette adresse"},
		{"/cases/XX-1999-0001/plain", http.StatusNotFound, "", `href="/help"`},
		{"/de/help", http.StatusNotFound, "", `<html lang="en"`},
	} {
		got := l.get(tt.path)
		if got.Code != tt.status || got.Header().Get("Location") != tt.to || !strings.Contains(got.Body.String(), tt.says) {
			t.Errorf("%s = %d to %q, want %d to %q saying %q", tt.path, got.Code, got.Header().Get("Location"), tt.status, tt.to, tt.says)
		}
	}
}

// What a browser says it reads is not what somebody who looks over a shoulder
// is to see.
func TestNobodyIsSentToALanguageByTheirBrowser(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, path := range []string{"/help", "/cases/VE-2026-0001/plain"} {
		got := l.ask("GET", path, "Accept-Language", "fa-IR,fa;q=0.9")
		if got.Code != http.StatusOK || !strings.Contains(got.Body.String(), `<html lang="en"`) {
			t.Errorf("%s = %d, want the page in English", path, got.Code)
		}
	}
}

func TestACaseLeadsToItsPlainPageAndThatToHelp(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for path, want := range map[string]string{
		"/cases/VE-2026-0001": `href="/cases/VE-2026-0001/plain"`, "/es/cases/VE-2026-0001": `href="/es/cases/VE-2026-0001/plain"`,
		"/ar/cases/VE-2026-0001/plain": `href="/ar/help"`, "/": `href="/help"`, "/es": `href="/es/help"`,
		links.SitemapPart("pages"): "https://habeas.example/fa/help",
	} {
		if !strings.Contains(l.get(path).Body.String(), want) {
			t.Errorf("%s has no %s", path, want)
		}
	}
}

func TestAPlainPageIsReadAsOfADayLikeAnyOther(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	got := l.get("/fr/cases/VE-2026-0001/plain?as_of=2026-01-16").Body.String()
	for _, want := range []string{"16 janvier 2026", `href="/ar/cases/VE-2026-0001/plain?as_of=2026-01-16"`, `href="https://habeas.example/fr/cases/VE-2026-0001/plain"`, "noindex"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page as of a day does not hold %q", want)
		}
	}
}

func TestAWithdrawnCaseIsGoneInEveryTongue(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	ctx := t.Context()
	source, err := o.AddSource(ctx, system, casebook.SourceDraft{Title: "A paper", Kind: "news_article", Visibility: "public"})
	must(t, err)
	cites := []casebook.CitationDraft{{Source: string(source), Place: "page 1", Quote: "she is held"}}
	ref, err := o.OpenCase(ctx, system, casebook.CaseDraft{Kind: "person", Country: "CO", Name: casebook.NameDraft{Text: "Ana Colombiana"}, Summary: en("She is held.")}, cites)
	must(t, err)
	must(t, o.RecordConsent(ctx, system, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{"publish_name"}}))
	f, err := o.File(ctx, system, ref)
	must(t, err)
	on := casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}
	must(t, o.Publish(ctx, system, on))
	anybody := o.stranger()
	if got := anybody.get(links.Plain(locale.Arabic, string(ref))); got.status != http.StatusOK || !strings.Contains(got.body, "Ana Colombiana") {
		t.Fatalf("before: %d", got.status)
	}
	must(t, o.Withdraw(ctx, system, on, "her family asks"))
	for _, l := range locale.Tongues {
		got := anybody.get(links.Plain(l, string(ref)))
		want := locale.For(l).T("family.problem.gone.title")
		if locale.Whole(l) == l { // the problem page of the whole site
			want = locale.For(l).T("problem.gone.title")
		}
		if got.status != http.StatusGone || strings.Contains(got.body, "Colombiana") || !strings.Contains(got.body, want) {
			t.Errorf("%s: %d, want 410 saying %q", l, got.status, want)
		}
	}
}
