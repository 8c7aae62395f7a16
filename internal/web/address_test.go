package web_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"habeas/internal/access"
)

func TestAnAddressWrittenInAnotherWayLeadsToTheOnePage(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for path, want := range map[string]string{
		"/cases/ve-2026-0001":                     "/cases/VE-2026-0001",
		"/cases/Ve-2026-0001.json":                "/cases/VE-2026-0001.json",
		"/es/cases/ve-2026-0001/":                 "/es/cases/VE-2026-0001",
		"/es/cases/ve-2026-0001?utm_source=a%20b": "/es/cases/VE-2026-0001?utm_source=a%20b",
		"/countries/ve":                           "/countries/VE",
		"/cases/?q=luckey&state=in_custody":       "/cases?q=luckey&state=in_custody",
		"/cases.csv/":                             "/cases.csv",
		"/es/":                                    "/es",
		"/releases/":                              "/releases",
		"/corrections/":                           "/corrections",
	} {
		for _, method := range []string{"GET", "HEAD"} {
			got := l.ask(method, path)
			if got.Code != http.StatusMovedPermanently || got.Header().Get("Location") != want {
				t.Errorf("%s %s = %d to %q, want 301 to %s", method, path, got.Code, got.Header().Get("Location"), want)
			}
		}
		if strings.Contains(want, "csv") {
			continue
		}
		if got := l.get(want); got.Code != http.StatusOK {
			t.Errorf("%s leads to %s, which answers %d", path, want, got.Code)
		}
	}
}

func TestNoAddressLeadsToAnotherSite(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, path := range []string{
		"//evil.example/", "//evil.example/cases/", "///evil.example/", `/\evil.example/`, `/\evil.example/cases/`, "/%5Cevil.example/", "/%2Fevil.example/",
		"/cases//", "/cases/../cases/", "/./cases/", "//evil.example/cases/ve-2026-0001", "//cases/ve-2026-0001", "/cases/ve-2026-0001//evil.example",
		`/cases/ve-2026-0001/\evil.example`, "/nothing/", "/de/", "/cases/ve-2026-0001%2F", "/staff/", "/cases/.", "/es//",
	} {
		r := httptest.NewRequest("GET", "/", nil)
		u, err := url.ParseRequestURI(path)
		must(t, err)
		r.URL, r.RequestURI = u, path
		if strings.HasPrefix(path, "//") { // as a server reads it, which takes no host from a path
			r.URL = &url.URL{Path: path}
		}
		w := httptest.NewRecorder()
		l.http.ServeHTTP(w, r)
		if w.Code != http.StatusNotFound || w.Header().Get("Location") != "" {
			t.Errorf("%s = %d to %q, want 404", path, w.Code, w.Header().Get("Location"))
		}
	}
}

func TestAMethodThatAnAddressDoesNotTakeIsSaidSo(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, path := range []string{"/", "/es", "/cases", "/cases/VE-2026-0001", "/cases/VE-2026-0001.json", "/cases.csv", "/counts.svg", "/healthz", "/robots.txt"} {
		for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"} {
			got := l.ask(method, path)
			if got.Code != http.StatusMethodNotAllowed || got.Header().Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s = %d, Allow %q; want 405, GET, HEAD", method, path, got.Code, got.Header().Get("Allow"))
			}
		}
	}
	for path, want := range map[string]string{"/cases": "This cannot be done here", "/es/cases": "Esto no se puede hacer aquí"} {
		got := l.ask("POST", path)
		checkPage(t, path, got.Body.String())
		if !strings.Contains(got.Body.String(), want) {
			t.Errorf("POST %s does not say %q", path, want)
		}
	}
	var problem struct {
		Status       int
		Code, Detail string
	}
	must(t, json.Unmarshal(l.ask("DELETE", "/es/cases/VE-2026-0001.json").Body.Bytes(), &problem))
	if problem.Status != 405 || problem.Code != "method_not_allowed" || !strings.Contains(problem.Detail, "GET, HEAD") || strings.HasPrefix(problem.Detail, "This") {
		t.Errorf("a program is told %+v, want 405 and what is taken, in Spanish", problem)
	}
	if got := l.ask("POST", "/nothing"); got.Code != http.StatusNotFound || got.Header().Get("Allow") != "" {
		t.Errorf("POST to nothing = %d, want 404", got.Code)
	}
}

func TestTheDeskSaysWhichMethodsItTakes(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	for _, p := range []*person{o.stranger(), o.signedIn(access.Reader)} {
		for path, want := range map[string]string{
			"/staff": "GET, HEAD", "/staff/cases/new": "GET, HEAD, POST", "/account/sign-out": "POST", "/account/sign-in": "GET, HEAD, POST", "/": "GET, HEAD",
		} {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, p.site+path, nil)
			must(t, err)
			req.Header.Set("Accept-Language", "es")
			got := p.do(req)
			if got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") != want {
				t.Errorf("DELETE %s = %d, Allow %q; want 405, %s", path, got.status, got.header.Get("Allow"), want)
			}
			if path != "/" && !strings.Contains(got.body, "Esto no se puede hacer") {
				t.Errorf("DELETE %s is not answered in the language of the reader", path)
			}
		}
	}
}

func TestAPageThatTakesNoParametersRefusesThem(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, path := range []string{
		"/", "/es", "/releases", "/countries", "/countries/VE", "/methodology", "/data", "/es/corrections", "/cases/VE-2026-0001", "/cases/VE-2026-0001.json", "/sitemap.xml", "/sitemap/pages.xml", "/sitemap/cases-1.xml",
	} {
		tag := l.get(path).Header().Get("ETag")
		for range 3 { // made, kept, and from what is kept
			if got := l.get(path); got.Code != http.StatusOK {
				t.Fatalf("%s = %d", path, got.Code)
			}
			for _, query := range []string{"?colour=red", "?colour", "?utm_source=x&colour=red"} {
				got := l.ask("GET", path+query, "If-None-Match", tag)
				if got.Code != http.StatusBadRequest || !strings.Contains(got.Body.String(), "colour") || got.Header().Get("ETag") != "" {
					t.Errorf("%s%s = %d, want 400 that names it", path, query, got.Code)
				}
			}
			if got := l.get(path + "?colour=%zz"); got.Code != http.StatusBadRequest {
				t.Errorf("%s with a query that is none = %d, want 400", path, got.Code)
			}
		}
	}
}

func TestAFilterByWhatIsNotThereIsRefusedByName(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, path := range []string{"/cases", "/es/cases", "/cases.csv", "/cases.json", "/cases.ndjson"} {
		for _, filter := range []string{"facility", "release_event"} {
			for _, method := range []string{"GET", "HEAD"} {
				got := l.ask(method, path+"?state=in_custody&"+filter+"=none-such")
				if got.Code != http.StatusBadRequest || method == "GET" && !strings.Contains(got.Body.String(), filter) {
					t.Errorf("%s %s?%s=none-such = %d, want 400 that names it", method, path, filter, got.Code)
				}
			}
		}
	}
	known := 0
	for path := range l.crawl("/cases") {
		for kind, filter := range map[string]string{"/facilities/": "facility", "/releases/": "release_event"} {
			if id, ok := strings.CutPrefix(path, kind); ok {
				known++
				if got := l.get("/cases.csv?" + filter + "=" + id); got.Code != http.StatusOK {
					t.Errorf("%s is there, but the filter %s=%s = %d", path, filter, id, got.Code)
				}
			}
		}
	}
	if known < 2 {
		t.Errorf("the site has %d places and release events, want more", known)
	}
}

func TestAnExportIsWhole(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, name := range []string{"limit=5", "after=x", "before=x"} {
		name, _, _ := strings.Cut(name, "=")
		for _, method := range []string{"GET", "HEAD"} {
			got := l.ask(method, "/cases.csv?"+name+"=5")
			if got.Code != http.StatusBadRequest || method == "GET" && !strings.Contains(got.Body.String(), `"`+name+`"`) {
				t.Errorf("%s with %s = %d, want 400 that names it", method, name, got.Code)
			}
		}
	}
}

func TestTheDataOfACaseIsKeptAsItsPageIs(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	const path = "/cases/VE-2026-0001.json"
	first := l.get(path)
	tag := first.Header().Get("ETag")
	if first.Code != http.StatusOK || tag == "" || first.Header().Get("Content-Type") != "application/json" || first.Header().Get("Cache-Control") != "public, max-age=60" {
		t.Fatalf("%s = %d with %v", path, first.Code, first.Header())
	}
	for range 3 {
		if got := l.ask("GET", path, "If-None-Match", tag); got.Code != http.StatusNotModified || got.Body.Len() != 0 {
			t.Errorf("again = %d with %d bytes, want 304", got.Code, got.Body.Len())
		}
		if got := l.get(path); got.Body.String() != first.Body.String() {
			t.Error("the data is other data when it is kept")
		}
	}
	if got := l.get("/cases/VE-1999-0001.json"); got.Code != http.StatusNotFound || got.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("the data of no case = %d as %s", got.Code, got.Header().Get("Content-Type"))
	}
}

func TestHeadIsTakenWhereverGetIs(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	routes := newOffice(t, "").web.Routes()
	for _, r := range routes {
		known[r] = true
	}
	for _, r := range routes {
		if path, ok := strings.CutPrefix(r, "GET "); ok && !known["HEAD "+path] {
			t.Errorf("%s answers GET and not HEAD", path)
		}
	}
}
