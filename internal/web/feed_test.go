package web_test

import (
	"encoding/xml"
	"net/http"
	"strings"
	"testing"
	"time"
)

// atom is what a reader of feeds takes from one.
type atom struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Entries []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func (l *library) feed(path string) (f atom) {
	l.t.Helper()
	got := l.get(path)
	if got.Code != http.StatusOK || !strings.HasPrefix(got.Header().Get("Content-Type"), "application/atom+xml") {
		l.t.Fatalf("%s answers %d as %s", path, got.Code, got.Header().Get("Content-Type"))
	}
	if err := xml.Unmarshal(got.Body.Bytes(), &f); err != nil {
		l.t.Fatal(err)
	}
	return f
}

func TestFeedsTellOfChangesAndNameNobody(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	site, spanish := l.feed("/feed.atom"), l.feed("/es/feed.atom")
	if len(site.Entries) < 20 || len(spanish.Entries) != len(site.Entries) {
		t.Fatalf("the feeds have %d and %d entries", len(site.Entries), len(spanish.Entries))
	}
	seen := map[string]bool{}
	for i, e := range site.Entries {
		if seen[e.ID] || !strings.HasPrefix(e.ID, "tag:habeas.example,") || spanish.Entries[i].ID != e.ID {
			t.Errorf("the entry %s has no name of its own, the same in every language", e.ID)
		}
		seen[e.ID] = true
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil {
			t.Error(err)
		}
		if path, ok := strings.CutPrefix(e.Link.Href, "https://habeas.example"); !ok || l.get(path).Code != http.StatusOK {
			t.Errorf("%s leads to %s", e.Title, e.Link.Href)
		}
	}
	one := l.feed("/cases/VE-2026-0001/feed.atom")
	if len(one.Entries) != 1 || !strings.Contains(one.Entries[0].Title, "VE-2026-0001") {
		t.Errorf("the feed of a case has %+v", one.Entries)
	}
	for _, path := range []string{"/feed.atom", "/cases/VE-2026-0001/feed.atom"} {
		if text := l.get(path).Body.String(); strings.Contains(text, "Luckey") {
			t.Errorf("%s names somebody", path)
		}
	}
	if got := l.get("/cases/VE-2026-9999/feed.atom"); got.Code != http.StatusNotFound {
		t.Errorf("the feed of a case that is not there answers %d", got.Code)
	}
	if got := l.get("/feed.atom?x=1"); got.Code != http.StatusBadRequest {
		t.Errorf("a feed with a parameter answers %d", got.Code)
	}
}
