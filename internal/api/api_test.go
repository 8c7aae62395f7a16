package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/access"
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

const base = "https://habeas.example"

// site is a shelf served to the public alone.
type site struct {
	t    testing.TB
	http http.Handler
	api  *api.API
	room *reading.Room
	log  *strings.Builder
}

// published is the shelf of the demonstration, as a file: made once.
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
	system := access.Actor{ID: "system", Name: "Habeas", Role: access.System}
	d := desk.New(desk.Options{Store: st, Shelf: sh, Passwords: access.NewPasswords(), Rand: demo.Rand(), Log: quiet})
	if err := errors.Join(demo.Load(ctx, d, system), sh.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// newSite serves the demonstration.
func newSite(t testing.TB) *site {
	t.Helper()
	file, err := published()
	must(t, err)
	path := filepath.Join(t.TempDir(), "shelf.db")
	must(t, os.WriteFile(path, file, 0o600))
	sh, err := shelf.OpenReadOnly(t.Context(), path, shelf.Options{Now: time.Now})
	must(t, err)
	t.Cleanup(func() { sh.Close() })
	return serving(t, sh, time.Now)
}

// serving serves a shelf.
func serving(t testing.TB, sh *shelf.Shelf, now func() time.Time) *site {
	t.Helper()
	s := &site{t: t, log: new(strings.Builder)}
	s.room = reading.New(sh, func() when.Day { return when.DayOf(now()) })
	t.Cleanup(func() { s.room.Close() })
	settings := config.Default()
	settings.BaseURL = base
	s.api = api.New(api.Options{Reading: s.room, BaseURL: settings.Base()})
	server, err := web.New(web.Options{Reading: s.room, Config: settings, Log: slog.New(slog.NewTextHandler(s.log, nil)), Now: now, API: s.api})
	must(t, err)
	s.http = server.Handler()
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ask sends a request; headers are pairs of a name and a value. Addresses may
// be whole.
func (s *site) ask(method, address string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, strings.TrimPrefix(address, base), nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.http.ServeHTTP(w, r)
	return w
}

// answer is what every list has.
type answer struct {
	Total    *int
	More     bool
	Since    string
	Links    struct{ Self, Next string }
	Data     []map[string]any
	Status   int
	Title    string
	Detail   string
	Instance string
	Errors   map[string]string
	Fixes    []string
}

// get reads an address that answers, or gives a problem.
func (s *site) get(address string) (a answer) {
	s.t.Helper()
	w := s.ask("GET", address)
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		s.t.Fatalf("%s: %d %v\n%s", address, w.Code, err, w.Body)
	}
	return a
}

// pages reads a list to its end, and gives the rows.
func (s *site) pages(address string) (rows []map[string]any) {
	s.t.Helper()
	for n := 0; address != ""; n++ {
		a := s.get(address)
		if rows, address = append(rows, a.Data...), a.Links.Next; n > 500 || a.Errors != nil {
			s.t.Fatalf("%s has no end: %v", address, a.Errors)
		}
	}
	return rows
}

func column(rows []map[string]any, name string) (values []string) {
	for _, row := range rows {
		value, _ := row[name].(string)
		values = append(values, value)
	}
	return values
}

func TestAListReadToItsEndHasTheRowsOfItsFile(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for list, file := range map[string]string{
		"/api/v1/cases?limit=3": "/cases.json", "/api/v1/cases?limit=4&country=VE&state=in_custody": "/cases.json?country=VE&state=in_custody",
		"/api/v1/cases?limit=3&sort=longest_held": "/cases.json?sort=longest_held", "/api/v1/cases?limit=2&q=caracas": "/cases.json?q=caracas",
		"/api/v1/cases?limit=7&lang=es&as_of=2026-01-10": "/es/cases.json?as_of=2026-01-10",
		"/api/v1/counts?limit=2":                         "/counts.json", "/api/v1/counts?limit=100&lang=es": "/es/counts.json",
		"/api/v1/releases?limit=1": "/releases.json", "/api/v1/releases?limit=2": "/releases.json", "/api/v1/sources?limit=7": "/sources.json",
	} {
		var want []map[string]any
		must(t, json.Unmarshal(s.ask("GET", file).Body.Bytes(), &want))
		got := s.pages(list)
		if d := cmp.Diff(want, got); d != "" || len(want) == 0 {
			t.Errorf("%s read to its end is not %s of %d rows (-file +pages):\n%s", list, file, len(want), d)
		}
	}
}

func TestACaseIsTheDocumentThatWasPublished(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var want, got struct{ Data map[string]any }
	must(t, json.Unmarshal(s.ask("GET", "/cases/VE-2026-0001.json").Body.Bytes(), &want.Data))
	must(t, json.Unmarshal(s.ask("GET", "/api/v1/cases/VE-2026-0001").Body.Bytes(), &got))
	if d := cmp.Diff(want, got); d != "" || want.Data["ref"] != "VE-2026-0001" {
		t.Errorf("the case is another one (-file +api):\n%s", d)
	}
	must(t, json.Unmarshal(s.ask("GET", "/api/v1/cases/VE-2026-0001?fields=version,ref").Body.Bytes(), &got))
	if body := s.ask("GET", "/api/v1/cases/VE-2026-0001?fields=version,ref").Body.String(); !strings.HasSuffix(body, "\"data\":{\"ref\":\"VE-2026-0001\",\"version\":1}}\n") {
		t.Errorf("two fields of a case are\n%s", body)
	}
}

func TestFieldsChooseWhatComes(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a := s.get("/api/v1/cases?fields=ref,state_label&fields=taken&limit=1&lang=es")
	if len(a.Data) != 1 || len(a.Data[0]) != 3 || a.Data[0]["ref"] == nil || a.Data[0]["state_label"] == nil {
		t.Errorf("got %v, want ref, state_label and taken", a.Data)
	}
	if !strings.Contains(a.Links.Next, "fields=ref") || !strings.Contains(a.Links.Next, "lang=es") || !strings.HasPrefix(a.Links.Next, base+"/api/v1/cases?") {
		t.Errorf("the next page is %s", a.Links.Next)
	}
}

// What cannot be answered says which parameter is wrong and what to write.
func TestARefusalSaysHowToRepairTheRequest(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for address, want := range map[string]struct {
		status     int
		field, say string
	}{
		"/api/v1/cases?colour=red":                   {400, "colour", "There is no such filter."},
		"/api/v1/cases?state=nowhere":                {400, "state", "in_custody"},
		"/api/v1/cases?limit=101":                    {400, "limit", "from 1 to 100"},
		"/api/v1/cases?fields=ref,colour":            {400, "fields", "aliases_count"},
		"/api/v1/cases/VE-2026-0001?fields=nome":     {400, "fields", "timeline"},
		"/api/v1/cases?before=abc":                   {400, "before", "no way back"},
		"/api/v1/cases?after=abc":                    {400, "after", "not a cursor"},
		"/api/v1/cases?sort=relevance&q=a":           {400, "sort", "longest_held"},
		"/api/v1/cases?facility=nowhere":             {400, "facility", "no place of detention"},
		"/api/v1/cases?lang=fr":                      {400, "lang", "en or es"},
		"/api/v1/cases?as_of=2999-01-01":             {400, "as_of", "not come yet"},
		"/api/v1/events?sort=upwards":                {400, "sort", "oldest"},
		"/api/v1/counts?country=Venezuela":           {400, "country", "two capital letters"},
		"/api/v1/counts?colour=red":                  {400, "colour", "no such parameter"},
		"/api/v1/counts?colour=red&lang=es":          {400, "colour", "parámetro"},
		"/api/v1/sources?after=x":                    {400, "after", "not a cursor"},
		"/api/v1/releases?after=x/y":                 {400, "after", "not a cursor"},
		"/api/v1/releases?limit=0":                   {400, "limit", "from 1 to 100"},
		"/api/v1/facilities?known_at=soon":           {400, "known_at", "like 2026-01-13"},
		"/api/v1/countries?limit=3":                  {400, "limit", "no such parameter"},
		"/api/v1/changes?since=yesterday":            {400, "since", "neither a cursor"},
		"/api/v1/changes?since=2999-01-01":           {400, "since", "not come yet"},
		"/api/v1/changes?kind=rumour":                {400, "kind", "release_event"},
		"/api/v1/changes?as_of=2026-01-01":           {400, "as_of", "no such parameter"},
		"/api/v1/openapi.json?lang=en&x=1":           {400, "x", "no such parameter"},
		"/api/v1/cases?country=VE;x":                 {400, "", "cannot be read"},
		"/api/v1/cases/VE-1999-0001":                 {404, "", "nothing published"},
		"/api/v1/nothing":                            {404, "", "nothing at this address"},
		"/api/v2":                                    {404, "", "nothing at this address"},
		"/api/v1/cases?" + strings.Repeat("q", 5000): {400, "", "too long"},
	} {
		w := s.ask("GET", address)
		var a answer
		must(t, json.Unmarshal(w.Body.Bytes(), &a))
		said := a.Detail + strings.Join(a.Fixes, " ")
		if want.field != "" {
			said = a.Errors[want.field]
		}
		path, _, _ := strings.Cut(address, "?")
		if w.Code != want.status || a.Status != want.status || !strings.Contains(said, want.say) || w.Header().Get("Content-Type") != "application/problem+json" || a.Title == "" || a.Instance != path {
			t.Errorf("%.60s: got %d, want %d that says %q of %q:\n%s", address, w.Code, want.status, want.say, want.field, w.Body)
		}
		if w.Header().Get("Access-Control-Allow-Origin") != "*" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%.60s: scripts cannot read what is wrong, or it is kept: %v", address, w.Header())
		}
	}
}

func TestOnlyReadingIsAllowed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH"} {
		w := s.ask(method, "/api/v1/cases")
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD, OPTIONS" || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: got %d, Allow %q", method, w.Code, w.Header().Get("Allow"))
		}
	}
}

func TestWhoTakesNoJSONIsToldSo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for accept, want := range map[string]int{
		"": 200, "*/*": 200, "application/json": 200, "application/*;q=0.5": 200, "text/html, */*;q=0.1": 200, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": 200,
		"text/html": 406, "text/csv, image/png": 406, "application/json;q=0": 406, "application/json;q=0, */*": 406,
	} {
		if w := s.ask("GET", "/api/v1/countries", "Accept", accept); w.Code != want || want == 406 && w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("Accept %q: got %d, want %d", accept, w.Code, want)
		}
	}
}

// Any page may read the answers with a script, and nothing of a reader's goes
// with the question.
func TestScriptsOfEverySiteMayReadAnswers(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	w := s.ask("GET", "/api/v1/cases?limit=1", "Origin", "https://news.example", "Cookie", "a=b")
	h := w.Header()
	if h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Access-Control-Allow-Credentials") != "" || h.Get("Set-Cookie") != "" || strings.Contains(strings.Join(h.Values("Vary"), ","), "Cookie") {
		t.Errorf("got the headers %v", h)
	}
	w = s.ask("OPTIONS", "/api/v1/cases/VE-2026-0001", "Origin", "https://news.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
	h = w.Header()
	if w.Code != http.StatusNoContent || h.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(h.Get("Access-Control-Allow-Methods"), "GET") || !strings.Contains(h.Get("Access-Control-Allow-Headers"), "If-None-Match") {
		t.Errorf("asked whether they may, scripts hear %d %v", w.Code, h)
	}
}

func TestWhatAReaderHasIsNotSentAgain(t *testing.T) {
	t.Parallel()
	s, other := newSite(t), newSite(t)
	for _, address := range []string{"/api/v1/cases?limit=5", "/api/v1/cases/VE-2026-0001", "/api/v1/changes", "/api/v1/openapi.json"} {
		full := s.ask("GET", address)
		tag := full.Header().Get("ETag")
		if tag == "" || full.Header().Get("Cache-Control") != "public, max-age=60" || full.Code != 200 {
			t.Errorf("%s: got %d %v", address, full.Code, full.Header())
		}
		for _, header := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
			if w := s.ask("GET", address, "If-None-Match", header); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
				t.Errorf("%s with If-None-Match %s: got %d with %d bytes", address, header, w.Code, w.Body.Len())
			}
		}
		if w := s.ask("GET", address, "If-None-Match", `"another"`); w.Code != 200 {
			t.Errorf("%s with another tag: got %d", address, w.Code)
		}
		if got := other.ask("GET", address).Header().Get("ETag"); got != tag {
			t.Errorf("%s: another server of the same shelf calls it %s, not %s", address, got, tag)
		}
		if head := s.ask("HEAD", address); head.Code != 200 || head.Header().Get("ETag") != tag || head.Header().Get("Content-Length") != full.Header().Get("Content-Length") {
			t.Errorf("HEAD %s: got %d %v", address, head.Code, head.Header())
		}
	}
}

// Whoever asks too much at once waits a little, and is then told to come back.
func TestTooMuchAtOnceIsRefusedForAMoment(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	leave := s.api.Fill()
	for _, address := range []string{"/api/v1/cases", "/api/v1/changes?lang=es"} {
		w := s.ask("GET", address)
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "10" || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: got %d %v", address, w.Code, w.Header())
		}
	}
	if w := s.ask("GET", "/api/v1/cases?colour=red"); w.Code != 400 {
		t.Errorf("what is asked wrongly waits for a place: %d", w.Code)
	}
	leave()
	for range 20 { // every place is left again, also after a refusal
		for _, address := range []string{"/api/v1/cases?after=abc", "/api/v1/cases?fields=colour", "/api/v1/countries"} {
			if w := s.ask("GET", address); w.Code == http.StatusServiceUnavailable {
				t.Fatalf("%s waits for a place that nobody has", address)
			}
		}
	}
}

func TestNoSearchStandsInTheLog(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.get("/api/v1/cases?q=Maduro")
	s.get("/api/v1/cases?q=Maduro&colour=" + url.QueryEscape("Ana María"))
	if log := s.log.String(); strings.Contains(log, "Maduro") || strings.Contains(log, "Ana") || !strings.Contains(log, "route=/api/v1/cases ") {
		t.Errorf("the log says\n%s", log)
	}
}

func TestTheRecordOfADayIsReadTheSameWay(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	now, then := s.pages("/api/v1/cases?limit=100"), s.pages("/api/v1/cases?limit=100&as_of=2025-06-30")
	if len(then) == 0 || len(then) >= len(now) {
		t.Errorf("%d cases now, %d as of an earlier day", len(now), len(then))
	}
	if got := s.pages("/api/v1/countries?as_of=2025-06-30"); len(got) == 0 || got[0]["cases"].(float64) > float64(len(then)) {
		t.Errorf("countries as of that day: %v", got)
	}
}

func TestTimelinesAreThoseOfTheCasesFound(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	refs := column(s.pages("/api/v1/cases?state=in_custody&limit=100"), "ref")
	events := s.pages("/api/v1/events?state=in_custody&limit=3")
	seen := map[string]bool{}
	for _, e := range events {
		if !slices.Contains(refs, e["case_ref"].(string)) || seen[e["id"].(string)] {
			t.Errorf("%v does not belong here, or comes twice", e["id"])
		}
		seen[e["id"].(string)] = true
	}
	var c struct {
		Data struct{ Timeline []any }
	}
	n := 0
	for _, ref := range refs {
		must(t, json.Unmarshal(s.ask("GET", "/api/v1/cases/"+ref).Body.Bytes(), &c))
		n += len(c.Data.Timeline)
		c.Data.Timeline = nil
	}
	if n != len(events) || n == 0 {
		t.Errorf("%d entries in the cases, %d in the list", n, len(events))
	}
}
