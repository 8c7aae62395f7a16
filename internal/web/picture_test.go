package web_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

// drawings are the pictures of the demonstration.
var drawings = []string{
	"/counts.svg?country=VE", "/states.svg", "/states.svg?country=VE&by=month&narrow=1", "/held.svg", "/es/held.svg?nationality=US&narrow=1", "/held.svg?country=VE&state=in_custody",
	"/cases/VE-2026-0001/timeline.svg", "/es/cases/VE-2026-0003/timeline.svg?narrow=1", "/countries/VE/timeline.svg", "/facilities.svg", "/es/facilities.svg?country=VE&narrow=1",
	"/states.svg?as_of=2026-01-10", "/held.svg?as_of=2026-01-10",
}

func TestAPictureMayBeShownAnywhereAndDoesNothingThere(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, path := range drawings {
		got := l.get(path)
		if got.Code != 200 || got.Header().Get("Content-Type") != "image/svg+xml" {
			t.Errorf("%s answers %d with %s", path, got.Code, got.Header().Get("Content-Type"))
			continue
		}
		style := regexp.MustCompile(`<style>([^<]*)</style>`).FindStringSubmatch(got.Body.String())
		if style == nil {
			t.Errorf("%s has no style", path)
			continue
		}
		sum := sha256.Sum256([]byte(unescaped(style[1])))
		want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; frame-ancestors 'none'"
		for name, want := range map[string]string{
			"Content-Security-Policy": want, "Cross-Origin-Resource-Policy": "cross-origin", "X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=60",
		} {
			if is := got.Header().Get(name); is != want {
				t.Errorf("%s: %s is %q, want %q", path, name, is, want)
			}
		}
		if again := l.ask("GET", path, "If-None-Match", got.Header().Get("ETag")); again.Code != 304 {
			t.Errorf("%s again = %d, want 304", path, again.Code)
		}
	}
}

func TestAPictureStandsAlone(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, path := range drawings {
		body := l.get(path).Body.String()
		wellFormed(t, path, body)
		for _, no := range []string{"<script", "href=", "url(http", "@import", "[picture", "NaN", "Inf"} {
			if strings.Contains(body, no) {
				t.Errorf("%s holds %s", path, no)
			}
		}
		for _, yes := range []string{`role="img" aria-labelledby="title desc"`, `<title id="title">`, `<desc id="desc">`, "CC\u00a0BY\u00a04.0", "https://habeas.example/"} {
			if !strings.Contains(body, yes) {
				t.Errorf("%s lacks %s", path, yes)
			}
		}
	}
}

// The page of pictures shows each at an address that answers, with the line to
// embed it by.
func TestThePageOfPicturesHasEachWithItsTable(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, page := range []string{"/pictures", "/es/pictures?country=VE", "/pictures?country=VE&from=2025-12-01&to=2026-01-19&by=day", "/facilities", "/pictures?as_of=2026-01-10"} {
		body := l.get(page).Body.String()
		found := regexp.MustCompile(`(?:src|srcset)="([^"]*\.svg[^"]*)"`).FindAllStringSubmatch(body, -1)
		for _, m := range found {
			if got := l.get(unescaped(m[1])); got.Code != 200 {
				t.Errorf("%s shows %s, which answers %d", page, m[1], got.Code)
			}
		}
		if len(found) < 2 || !strings.Contains(body, "&lt;img src=") || !strings.Contains(body, "<table") {
			t.Errorf("%s has %d pictures, or no table, or no line to embed one", page, len(found))
		}
	}
}

func unescaped(s string) string {
	return strings.NewReplacer("&amp;", "&", "&#39;", "'", "&#34;", `"`, "&lt;", "<", "&gt;", ">").Replace(s)
}

func wellFormed(t *testing.T, path, body string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(body)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s is no XML: %v", path, err)
			return
		}
	}
}
