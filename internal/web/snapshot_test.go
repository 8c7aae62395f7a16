package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"habeas/internal/config"
	"habeas/internal/export"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/web"
	"habeas/internal/when"
)

// A figure is printed from a snapshot, and somebody is taken off later: the page
// keeps its numbers, and what can be downloaded does not hold the case any more.
func TestASnapshotHasAPageALineToCiteItByAndItsPackage(t *testing.T) {
	t.Parallel()
	const site = "https://habeas.example"
	sh := shelftest.Open(t)
	today := when.NewDay(2026, 1, 10)
	room := reading.New(sh, func() when.Day { return today })
	t.Cleanup(func() { room.Close() })
	server, err := web.New(web.Options{
		Reading: room, Config: config.Config{BaseURL: site},
		Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return today.Time() },
	})
	must(t, err)
	l := &library{t: t, web: server, http: server.Handler()}
	publish := func(p public.Publication) {
		p.At = today.Time().Add(time.Hour)
		must(t, sh.Apply(t.Context(), p))
	}
	publish(shelftest.PublishCase(t, 1, shelftest.Case("VE-2026-0001", "Ana Uno", "2026-01-05")))
	publish(shelftest.PublishCase(t, 2, shelftest.Case("VE-2026-0002", "Planted Name", "2026-01-06")))
	day := today
	today = today.AddDays(1)
	var s public.Snapshot
	must(t, room.Apart(t.Context(), reading.Past{KnownAt: day}, func(then *reading.Room) (err error) {
		s, err = export.Freeze(t.Context(), room, then, site)
		return err
	}))
	publish(shelftest.Publish(t, 3, public.DocSnapshot, day.String(), s))

	today = today.AddDays(365)
	file := l.get("/snapshots/2026-01-10/package.zip")
	if sum := sha256.Sum256(file.Body.Bytes()); file.Code != http.StatusOK || hex.EncodeToString(sum[:]) != s.SHA256 {
		t.Errorf("a year later the package answers %d with another hash", file.Code)
	}
	for path, want := range map[string]string{
		"/snapshots/2026-01-10":      "snapshot of 10 January 2026. https://habeas.example/snapshots/2026-01-10 (data package SHA-256 " + s.SHA256,
		"/es/snapshots/2026-01-10":   "instantánea del 10 de enero de 2026. https://habeas.example/es/snapshots/2026-01-10 (paquete de datos, SHA-256 " + s.SHA256,
		"/snapshots":                 `href="/snapshots/2026-01-10"`,
		"/es/snapshots":              `href="/es/snapshots/2026-01-10"`,
		"/data":                      `href="/snapshots"`,
		"/sitemap/pages.xml":         "https://habeas.example/es/snapshots/2026-01-10<",
		"/snapshots/2026-01-10.json": `"sha256": "` + s.SHA256 + `"`,
	} {
		if got := l.get(path); got.Code != http.StatusOK || !strings.Contains(strings.ReplaceAll(got.Body.String(), "\u00a0", " "), want) {
			t.Errorf("%s answers %d without %q:\n%s", path, got.Code, want, got.Body)
		}
	}

	publish(shelftest.Remove(4, public.DocCase, "VE-2026-0002"))
	page := strings.ReplaceAll(l.get("/snapshots/2026-01-10").Body.String(), "\u00a0", " ")
	for _, want := range []string{"VE-2026-0002, taken off on 11 January 2027", "has another checksum", "<dd>2</dd>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q:\n%s", want, page)
		}
	}
	var data struct {
		Cases    int
		TakenOff []struct{ Ref string } `json:"taken_off_since"`
	}
	must(t, json.Unmarshal(l.get("/snapshots/2026-01-10.json").Body.Bytes(), &data))
	if data.Cases != 2 || len(data.TakenOff) != 1 {
		t.Errorf("the data say %+v", data)
	}
	for _, path := range []string{"/snapshots/2026-01-10", "/es/snapshots", "/snapshots/2026-01-10.json", "/cases.csv?known_at=2026-01-10", "/sources.csv"} {
		if got := l.get(path); got.Code != http.StatusOK || strings.Contains(got.Body.String(), "Planted") {
			t.Errorf("%s answers %d, and may still name whom was taken off", path, got.Code)
		}
	}
	if got := l.get("/snapshots/2026-01-10/package.zip"); strings.Contains(got.Body.String(), s.SHA256) || got.Body.Len() == file.Body.Len() && got.Body.String() == file.Body.String() {
		t.Error("the package is what it was, with the case that was taken off")
	}
}
