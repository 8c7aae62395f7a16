package web_test

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"habeas/internal/api"
	"habeas/internal/config"
	"habeas/internal/demo"
	"habeas/internal/desk"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/store"
	"habeas/internal/web"
	"habeas/internal/when"
)

// library is the demonstration casebook served without a desk, as a machine
// for the public alone would.
type library struct {
	t    testing.TB
	web  *web.Server
	http http.Handler
	log  *strings.Builder
}

// published is the shelf of the demonstration, as a file: made once, since
// logging it takes a second.
var published = sync.OnceValues(func() (file []byte, err error) {
	folder, err := os.MkdirTemp("", "habeas")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	ctx, quiet, path := context.Background(), slog.New(slog.DiscardHandler), filepath.Join(folder, "shelf.db")
	st, err := store.Open(ctx, filepath.Join(folder, "casebook.db"), store.Options{Log: quiet, Now: time.Now})
	if err != nil {
		return nil, err
	}
	defer st.Close()
	sh, err := shelf.Open(ctx, path, shelf.Options{Log: quiet, Now: time.Now})
	if err != nil {
		return nil, err
	}
	d := desk.New(desk.Options{Store: st, Shelf: sh, Passwords: hashes(), Rand: demo.Rand(), Log: quiet})
	if err := errors.Join(demo.Load(ctx, d, system), sh.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func newLibrary(t testing.TB) *library {
	t.Helper()
	return newLibraryWith(t, config.Config{BaseURL: "https://habeas.example"})
}

// newLibraryWith is newLibrary with settings of a test's own.
func newLibraryWith(t testing.TB, settings config.Config) *library {
	t.Helper()
	file, err := published()
	must(t, err)
	path := filepath.Join(t.TempDir(), "shelf.db")
	must(t, os.WriteFile(path, file, 0o600))
	sh, err := shelf.Open(t.Context(), path, shelf.Options{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	must(t, err)
	t.Cleanup(func() { sh.Close() })
	lib := &library{t: t, log: &strings.Builder{}}
	day := when.NewDay(2026, 1, 19)
	room := reading.New(sh, func() when.Day { return day })
	site, err := web.New(web.Options{
		Reading: room, Config: settings, API: api.New(api.Options{Reading: room, BaseURL: settings.Base()}),
		Log: slog.New(slog.NewTextHandler(lib.log, nil)), Now: func() time.Time { return day.Time() },
	})
	must(t, err)
	lib.web, lib.http = site, site.Handler()
	return lib
}

// ask sends one request; headers are pairs of a name and a value.
func (l *library) ask(method, path string, headers ...string) *httptest.ResponseRecorder {
	l.t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	l.http.ServeHTTP(w, r)
	return w
}

func (l *library) get(path string) *httptest.ResponseRecorder { return l.ask("GET", path) }

var inSite = regexp.MustCompile(`(?:href|src)="(/[^"#]*)`)

// crawl follows every link of the site that no other page led to, and gives
// what it found by address.
func (l *library) crawl(starts ...string) map[string]*httptest.ResponseRecorder {
	found := map[string]*httptest.ResponseRecorder{}
	for queue := starts; len(queue) > 0; queue = queue[1:] {
		path := strings.ReplaceAll(queue[0], "&amp;", "&")
		if found[path] != nil || strings.HasPrefix(path, "/account") || strings.Count(path, "=") > 2 {
			continue
		}
		found[path] = l.get(path)
		if strings.HasPrefix(found[path].Header().Get("Content-Type"), "text/html") {
			for _, m := range inSite.FindAllStringSubmatch(found[path].Body.String(), -1) {
				queue = append(queue, m[1])
			}
		}
	}
	return found
}

func TestEveryLinkOfTheSiteLeadsSomewhere(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	found := l.crawl("/", "/es")
	for path, got := range found {
		if got.Code != http.StatusOK {
			t.Errorf("%s answers %d", path, got.Code)
		}
		if strings.HasPrefix(got.Header().Get("Content-Type"), "text/html") {
			checkPage(t, path, got.Body.String())
			if missing := regexp.MustCompile(`\[[a-z_]+(\.[a-z0-9_]+)+\]`).FindString(got.Body.String()); missing != "" {
				t.Errorf("%s lacks the words %s", path, missing)
			}
		}
	}
	if len(found) < 100 {
		t.Errorf("found %d addresses only", len(found))
	}
}

func TestEveryAnswerForbidsWhatPagesNeverDo(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, path := range []string{"/", "/es/cases/VE-2026-0001", "/nothing", "/cases?colour=red", "/cases.csv", "/states.svg?by=hour", "/robots.txt", "/healthz"} {
		h := l.get(path).Header()
		for name, want := range map[string]string{
			"Content-Security-Policy":      "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Referrer-Policy":              "no-referrer", "X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin", "X-Robots-Tag": "noarchive",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		if h.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", path)
		}
	}
}

func TestPagesOfCasesAreSmall(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	css := regexp.MustCompile(`/static/[^"]*\.css`).FindString(l.get("/cases/VE-2026-0001").Body.String())
	style := l.get(css).Body.Len()
	for path, got := range l.crawl("/es/cases") {
		if strings.HasPrefix(path, "/es/cases/") && !strings.HasSuffix(path, ".json") {
			if n := got.Body.Len() + style; n > 40<<10 {
				t.Errorf("%s with its style is %d bytes, at most 40 KB", path, n)
			}
		}
	}
}

func TestAnAddressThatAsksForNothingWeKnowIsRefusedByName(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, tt := range []struct {
		path   string
		status int
		says   string
	}{
		{"/cases?colour=red", 400, "colour"},
		{"/cases?state=free", 400, "in_custody"},
		{"/cases?detained_from=yesterday", 400, "2026-01-13"},
		{"/cases?limit=9999", 400, "limit"},
		{"/cases?q=a&q=b", 400, "once"},
		{"/counts?country=venezuela", 400, "country"},
		{"/counts?colour=red", 400, "colour"},
		{"/counts.svg?measure=none", 404, ""},
		{"/states.svg?by=hour", 400, "by"},
		{"/states.svg?from=2026-01-10&to=2026-01-09", 400, "from"},
		{"/states.svg?from=1900-01-01&by=day", 400, "by"},
		{"/states.svg?narrow=yes", 400, "narrow"},
		{"/held.svg?state=at_liberty", 400, "in_custody"},
		{"/held.svg?limit=5", 400, "limit"},
		{"/held.svg?colour=red", 400, "colour"},
		{"/pictures?country=venezuela", 400, "country"},
		{"/facilities?colour=red", 400, "colour"},
		{"/cases/XX-1999-0001/timeline.svg", 404, ""},
		{"/countries/XX/timeline.svg", 404, ""},
		{"/cases.csv?colour=red", 400, "colour"},
		{"/es/cases?colour=red", 400, "No entendemos"},
		{"/cases/XX-1999-0001", 404, `name="q"`},
		{"/cases/..%2f..%2fetc", 404, ""},
		{"/releases/none", 404, ""},
		{"/countries/XX", 404, ""},
		{"/facilities/none", 404, ""},
		{"/sources/none", 404, ""},
		{"/static/000000000000/css/none.css", 404, ""},
		{"/staff", 404, ""},
		{"/es/nada", 404, "No hay nada"},
		{"/cases?q=" + strings.Repeat("a", 5000), 400, ""},
	} {
		got := l.get(tt.path)
		if got.Code != tt.status || !strings.Contains(got.Body.String(), tt.says) {
			t.Errorf("%.60s = %d without %q, want %d", tt.path, got.Code, tt.says, tt.status)
		}
		if got.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%.60s may be kept: %s", tt.path, got.Header().Get("Cache-Control"))
		}
	}
}

func TestAProgramIsToldWhatIsWrongInItsOwnForm(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, got := range []*httptest.ResponseRecorder{l.get("/cases.ndjson?colour=red"), l.ask("GET", "/cases?colour=red", "Accept", "application/json")} {
		var problem struct {
			Status int               `json:"status"`
			Code   string            `json:"code"`
			Errors map[string]string `json:"errors"`
			Fixes  []string          `json:"fixes"`
		}
		must(t, json.Unmarshal(got.Body.Bytes(), &problem))
		if got.Header().Get("Content-Type") != "application/problem+json" || problem.Status != 400 || problem.Code != "invalid" || problem.Errors["colour"] == "" || len(problem.Fixes) == 0 {
			t.Errorf("the problem is %s", got.Body)
		}
	}
}

func TestWhatOtherSitesPutOnLinksIsOverlooked(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, path := range []string{"/?fbclid=x", "/cases?utm_source=x", "/cases/VE-2026-0001?fbclid=x", "/counts?gclid=1"} {
		if got := l.get(path); got.Code != http.StatusOK {
			t.Errorf("%s = %d", path, got.Code)
		}
	}
}

func TestAPageIsKeptAndSentAsTheReaderTakesIt(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	const path = "/cases/VE-2026-0001"
	first := l.get(path).Body.String()
	for range 3 { // made, kept, and from what is kept
		zipped := l.ask("GET", path, "Accept-Encoding", "gzip, br")
		body := zipped.Body.Bytes()
		if zipped.Header().Get("Content-Encoding") == "gzip" {
			z, err := gzip.NewReader(zipped.Body)
			must(t, err)
			body, err = io.ReadAll(z)
			must(t, err)
		}
		if string(body) != first {
			t.Fatal("the page is another one when it is kept")
		}
		if plain := l.get(path); plain.Body.String() != first || plain.Header().Get("Content-Encoding") != "" {
			t.Fatal("a reader that takes no gzip got something else")
		}
	}
	if got := l.ask("GET", path, "Accept-Encoding", "gzip").Header(); got.Get("Content-Encoding") != "gzip" || got.Get("Vary") != "Accept-Encoding" || got.Get("Cache-Control") != "public, max-age=60" {
		t.Errorf("the kept page comes with %v", got)
	}
	tag := l.get(path).Header().Get("ETag")
	if got := l.ask("GET", path, "If-None-Match", tag); got.Code != http.StatusNotModified || got.Body.Len() != 0 {
		t.Errorf("the same page again = %d with %d bytes, want 304", got.Code, got.Body.Len())
	}
}

func TestHeadAnswersLikeGetWithoutItsBody(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	site := httptest.NewServer(l.http)
	t.Cleanup(site.Close)
	for _, path := range []string{"/", "/cases/VE-2026-0001", "/cases.csv", "/healthz", "/nothing"} {
		got, err := http.Head(site.URL + path)
		must(t, err)
		got.Body.Close()
		if want := l.get(path).Code; got.StatusCode != want {
			t.Errorf("HEAD %s = %d, want %d", path, got.StatusCode, want)
		}
	}
}

func TestExportsHoldWhatTheListShows(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, filter := range []string{"", "?q=luckey", "?state=at_liberty", "?nationality=ES&state=at_liberty"} {
		want := refsOf(l.get("/cases" + filter).Body.String())
		var got []string
		rows, err := csv.NewReader(l.get("/cases.csv" + filter).Body).ReadAll()
		must(t, err)
		for _, row := range rows[1:] {
			got = append(got, row[0])
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("cases.csv%s has %v, the list %v", filter, got, want)
		}
		var list []map[string]any
		must(t, json.Unmarshal(l.get("/cases.json"+filter).Body.Bytes(), &list))
		if lines := strings.Count(l.get("/cases.ndjson"+filter).Body.String(), "\n"); len(list) != len(want) || lines != len(want) {
			t.Errorf("%s: %d objects and %d lines, want %d", filter, len(list), lines, len(want))
		}
	}
}

func refsOf(page string) []string {
	var refs []string
	for _, m := range regexp.MustCompile(`class="who" href="/cases/([^"]+)"`).FindAllStringSubmatch(page, -1) {
		refs = append(refs, m[1])
	}
	slices.Sort(refs)
	return refs
}

func TestACaseIsDataToo(t *testing.T) {
	t.Parallel()
	var c map[string]any
	must(t, json.Unmarshal(newLibrary(t).get("/es/cases/VE-2026-0001.json").Body.Bytes(), &c))
	if c["ref"] != "VE-2026-0001" {
		t.Errorf("the case is %v", c["ref"])
	}
}

func TestTheLogTellsNoNamesAndNoQuestions(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	l.ask("GET", "/cases?q=luckey-secret", "X-Forwarded-For", "203.0.113.9")
	l.get("/cases/VE-2026-0001")
	l.get("/cases?secret=luckey-secret")
	l.ask("SECRET-METHOD", "/secret/path")
	log := l.log.String()
	for _, no := range []string{"luckey", "VE-2026", "203.0.113", "secret", "SECRET", "192.0.2.1"} {
		if strings.Contains(log, no) {
			t.Errorf("the log says %q", no)
		}
	}
	for _, yes := range []string{"route=/cases/:ref", "status=200", "status=400"} {
		if !strings.Contains(log, yes) {
			t.Errorf("the log does not say %q:\n%s", yes, log)
		}
	}
}

func TestAForgedHostChangesNoAddress(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	r := httptest.NewRequest("GET", "/cases/VE-2026-0001", nil)
	r.Host = "evil.example"
	r.Header.Set("X-Forwarded-Proto", "ftp")
	w := httptest.NewRecorder()
	l.http.ServeHTTP(w, r)
	if body := w.Body.String(); strings.Contains(body, "evil.example") || !strings.Contains(body, `rel="canonical" href="https://habeas.example/cases/VE-2026-0001"`) {
		t.Error("the page repeats what the request claims to be")
	}
}

func BenchmarkCasePage(b *testing.B) {
	l := newLibrary(b)
	b.Run("made", func(b *testing.B) {
		for b.Loop() {
			l.web.ForgetPages()
			l.get("/cases/VE-2026-0001")
		}
	})
	b.Run("kept", func(b *testing.B) {
		for b.Loop() {
			l.ask("GET", "/cases/VE-2026-0001", "Accept-Encoding", "gzip")
		}
	})
	b.Run("nothing", func(b *testing.B) {
		for b.Loop() {
			l.get("/robots.txt")
		}
	})
}
