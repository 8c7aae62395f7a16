package leaktest_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"html"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/api"
	"habeas/internal/casebook"
	"habeas/internal/config"
	"habeas/internal/desk"
	"habeas/internal/locale"
	"habeas/internal/names"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/store/storetest"
	"habeas/internal/web"
	"habeas/internal/when"
)

// house is the whole program over an empty casebook, with its log in memory.
type house struct {
	desk   *desk.Desk
	server *httptest.Server
	by     access.Actor
	ref    casebook.Ref
	log    *lockedBuffer
	folder string // of the shelf
	shelf  *shelf.Shelf
}

type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{by: access.Actor{ID: "e", Name: "Edith", Role: access.Editor}, log: &lockedBuffer{}, folder: t.TempDir()}
	log := slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	var err error
	h.shelf, err = shelf.Open(t.Context(), filepath.Join(h.folder, "shelf.db"), shelf.Options{Log: log, Now: time.Now})
	ok(t, err)
	t.Cleanup(func() { h.shelf.Close() })
	h.desk = desk.New(desk.Options{Ring: newRing(t), Sealed: newSealed(t, filepath.Join(h.folder, "sealed")), Store: storetest.New(t), Shelf: h.shelf, Passwords: access.NewPasswords(), Rand: rand.NewChaCha8([32]byte{2}), Log: log})
	h.by.ID, err = h.desk.AddUser(t.Context(), access.Actor{ID: "system", Name: "Habeas", Role: access.System}, "edith", "Edith", access.Editor, "seven quiet lanterns burn")
	ok(t, err)
	site := config.Default()
	site.BaseURL = "http://127.0.0.1:8080"
	room := reading.New(h.shelf, func() when.Day { return when.NewDay(2026, 1, 20) })
	server, err := web.New(web.Options{
		Reading: room, Config: site, Log: log, Now: time.Now, API: api.New(api.Options{Reading: room, BaseURL: site.Base()}),
	})
	ok(t, err)
	h.server = httptest.NewServer(server.Handler())
	t.Cleanup(h.server.Close)
	return h
}

// seeds are addresses that no page need link to.
var seeds = []string{
	"/", "/es", "/cases", "/cases.csv", "/cases.json", "/cases.ndjson", "/es/cases.csv", "/releases", "/counts", "/counts.svg", "/pictures", "/states.svg", "/held.svg", "/facilities", "/facilities.svg", "/countries/VE/timeline.svg", "/countries", "/data/package.zip", "/sources", "/snapshots", "/cases.xlsx", "/counts.csv", "/releases.csv", "/sources.csv",
	"/countries/VE", "/es/countries/VE", "/methodology", "/data", "/corrections", "/sitemap.xml", "/sitemap/pages.xml", "/sitemap/cases-1.xml", "/robots.txt", "/healthz", "/feed.atom",
	"/cases?sort=updated", "/cases?sort=longest_held", "/cases?country=VE&state=in_custody", "/cases?q=held", "/cases?sort=relevance&q=held",
	"/cases?colour=red", "/cases/VE-2026-9999", "/no/such/page", "/api", "/api/v1/cases?sort=oldest&lang=es", "/api/v1/cases?limit=2", "/api/v1/cases?q=held", "/api/v1/cases?colour=red", "/api/v1/sources?limit=2", "/api/v1/counts?country=VE", "/staff", "/account/sign-in", "/status",
}

var addresses = regexp.MustCompile(`(?:href|src|srcset|action)="(/[^"#]*)|<loc>https?://[^/]+(/[^<]*)</loc>`)

// crawl reads everything that can be reached without signing in, and gives
// each answer, headers included, by its address.
func (h *house) crawl(t *testing.T) map[string][]byte {
	t.Helper()
	found, queue := map[string][]byte{}, append([]string{}, seeds...)
	for _, ref := range []string{"1", "2", "3", "4", "5"} {
		queue = append(queue, "/cases/VE-"+time.Now().UTC().Format("2006")+"-000"+ref, "/cases/VE-"+time.Now().UTC().Format("2006")+"-000"+ref+".json",
			"/cases/VE-"+time.Now().UTC().Format("2006")+"-000"+ref+"/timeline.svg", "/api/v1/cases/VE-"+time.Now().UTC().Format("2006")+"-000"+ref)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for len(queue) > 0 && len(found) < 2000 {
		path := html.UnescapeString(queue[0])
		queue = queue[1:]
		if _, seen := found[path]; seen {
			continue
		}
		resp, err := client.Get(h.server.URL + path)
		ok(t, err)
		var body bytes.Buffer
		ok(t, resp.Header.Write(&body))
		_, err = io.Copy(&body, resp.Body)
		resp.Body.Close()
		ok(t, err)
		found[path] = unpacked(t, body.Bytes())
		for _, m := range addresses.FindAllStringSubmatch(body.String(), -1) {
			queue = append(queue, m[1]+m[2])
		}
	}
	return found
}

// unpacked gives some bytes with all that lies packed in them, when they are or
// end as a ZIP file: a data package or a workbook.
func unpacked(t *testing.T, body []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return body
	}
	all := bytes.Clone(body)
	for _, f := range z.File {
		r, err := f.Open()
		ok(t, err)
		text, err := io.ReadAll(r)
		ok(t, err)
		all = append(append(all, f.Name...), text...)
	}
	return all
}

// holds looks for a value in some bytes as it is, folded, escaped for HTML or
// an address, in base64, and inside gzip.
func holds(body []byte, value string) bool {
	texts := []string{string(body), html.UnescapeString(string(body))}
	if plain, err := url.QueryUnescape(string(body)); err == nil {
		texts = append(texts, plain)
	}
	if r, err := gzip.NewReader(bytes.NewReader(body)); err == nil {
		if plain, err := io.ReadAll(r); err == nil {
			texts = append(texts, string(plain))
		}
	}
	for _, text := range texts {
		text = strings.ToLower(text)
		for _, form := range []string{value, names.Fold(value), url.QueryEscape(value), base64.StdEncoding.EncodeToString([]byte(value))} {
			if strings.Contains(text, strings.ToLower(form)) {
				return true
			}
		}
	}
	return false
}

func TestNoPlantedValueReachesAPublicByte(t *testing.T) {
	h, p := newHouse(t), &plants{where: map[string]string{}}
	h.plantAll(t, p)
	if len(p.where) < 50 {
		t.Fatalf("planted %d values, want at least 50", len(p.where))
	}
	pages := h.crawl(t)
	if _, found := pages["/cases/"+string(h.ref)]; !found {
		t.Fatalf("the crawl did not come to the published case; it read %d addresses", len(pages))
	}
	for _, search := range searches(p) {
		resp, err := http.Get(h.server.URL + "/cases.csv?q=" + url.QueryEscape(search))
		ok(t, err)
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		ok(t, err)
		if lines := bytes.Count(body, []byte("\n")); lines > 1 {
			t.Errorf("searching for %s finds a case: %s", search, p.where[search])
		}
	}
	ok(t, h.shelf.Close())
	for name, body := range h.files(t) {
		pages[name] = body
	}
	pages["the log"] = h.log.Bytes()
	for path, body := range pages {
		for value, where := range p.where {
			if holds(body, value) {
				t.Errorf("%s tells the %s (%s)", path, where, value)
			}
		}
	}
	t.Logf("looked for %d values in %d answers and files", len(p.where), len(pages))
}

// searches are the planted values, which somebody might try to look up.
func searches(p *plants) []string {
	var all []string
	for value := range p.where {
		all = append(all, value)
	}
	return all
}

// files gives every file of the shelf's folder.
func (h *house) files(t *testing.T) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	entries, err := os.ReadDir(h.folder)
	ok(t, err)
	for _, e := range entries {
		if e.IsDir() {
			continue // sealed files: they are looked for among the files of the desk
		}
		body, err := os.ReadFile(filepath.Join(h.folder, e.Name()))
		ok(t, err)
		found["the file "+e.Name()] = body
	}
	return found
}

// A test that cannot find a leak proves nothing: this one leaks on purpose.
func TestADeliberateLeakIsFound(t *testing.T) {
	h, p := newHouse(t), &plants{where: map[string]string{}}
	source, err := h.desk.AddSource(t.Context(), h.by, casebook.SourceDraft{Title: "An open article", Visibility: "public"})
	ok(t, err)
	ref, err := h.desk.OpenCase(t.Context(), h.by, casebook.CaseDraft{
		Kind: "unnamed", Country: "VE", Label: locale.Text{En: "A person"}, Summary: locale.Text{En: "Her number is " + p.in("number in a public summary") + "."},
	}, cite(source))
	ok(t, err)
	ok(t, h.desk.RecordConsent(t.Context(), h.by, ref, casebook.ConsentDraft{Basis: "public_record", Reason: "A test.", Scopes: []string{"publish_anonymously"}}))
	f, err := h.desk.File(t.Context(), h.by, ref)
	ok(t, err)
	h.publish(t, casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}, "")
	leaked := 0
	pages := h.crawl(t)
	for _, body := range pages {
		if holds(body, searches(p)[0]) {
			leaked++
		}
	}
	if leaked < 2 { // its page and its data
		t.Errorf("the leak was found in %d of %d answers", leaked, len(pages))
	}
	if !holds(pages["/data/package.zip"], searches(p)[0]) {
		t.Error("the leak was not found in the data package, which holds it")
	}
}
