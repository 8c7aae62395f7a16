package web_test

import (
	"encoding/xml"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"habeas/internal/config"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/web"
	"habeas/internal/when"
)

// mapOf reads the addresses of a part of the map, each with its day and the
// languages beside it.
func mapOf(t *testing.T, body []byte) (locs []string, days map[string]string, others map[string][]string) {
	t.Helper()
	var m struct {
		Sitemaps []struct {
			Loc string `xml:"loc"`
		} `xml:"sitemap"`
		URLs []struct {
			Loc  string `xml:"loc"`
			Day  string `xml:"lastmod"`
			Link []struct {
				Lang string `xml:"hreflang,attr"`
				Href string `xml:"href,attr"`
			} `xml:"http://www.w3.org/1999/xhtml link"`
		} `xml:"url"`
	}
	must(t, xml.Unmarshal(body, &m))
	days, others = map[string]string{}, map[string][]string{}
	for _, s := range m.Sitemaps {
		locs = append(locs, s.Loc)
	}
	for _, u := range m.URLs {
		locs, days[u.Loc] = append(locs, u.Loc), u.Day
		for _, l := range u.Link {
			others[u.Loc] = append(others[u.Loc], l.Lang+" "+l.Href)
		}
	}
	return locs, days, others
}

func TestTheMapOfTheSiteNamesWhatMayBeLookedFor(t *testing.T) {
	t.Parallel()
	const site = "https://habeas.example"
	sh := shelftest.Open(t)
	room := reading.New(sh, func() when.Day { return shelftest.Today })
	server, err := web.New(web.Options{
		Reading: room, Config: config.Config{BaseURL: site}, Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return shelftest.Now },
	})
	must(t, err)
	l := &library{t: t, web: server, http: server.Handler()}
	withheld := shelftest.Case("VE-2026-0002", "", "2025-01-02")
	withheld.NameWithheld, withheld.Name = true, public.Name{}
	prison := public.FacilityPage{Slug: "el-helicoide", Name: "El Helicoide", Country: "VE", Kind: "prison"}
	must(t, sh.Apply(t.Context(),
		shelftest.PublishCase(t, 1, shelftest.Case("VE-2026-0001", "Ana Uno", "2025-01-01")), shelftest.PublishCase(t, 2, withheld),
		shelftest.PublishCase(t, 3, shelftest.Case("VE-2026-0003", "Ana Dos", "2025-01-03")), shelftest.Publish(t, 4, public.DocFacility, prison.Slug, prison)))
	must(t, sh.Apply(t.Context(), shelftest.Remove(5, public.DocCase, "VE-2026-0003")))

	index, _, _ := mapOf(t, l.get("/sitemap.xml").Body.Bytes())
	if want := []string{site + "/sitemap/pages.xml", site + "/sitemap/cases-1.xml"}; !slices.Equal(index, want) {
		t.Errorf("the map has the parts %q, want %q", index, want)
	}
	cases, days, others := mapOf(t, l.get("/sitemap/cases-1.xml").Body.Bytes())
	en, es := site+"/cases/VE-2026-0001", site+"/es/cases/VE-2026-0001"
	if want := []string{en, es}; !slices.Equal(cases, want) {
		t.Errorf("the map names the cases %q, want %q: nobody whose name is withheld, nobody who was withdrawn", cases, want)
	}
	if days[en] != shelftest.Today.String() || !slices.Equal(others[en], []string{"en " + en, "es " + es}) || !slices.Equal(others[es], others[en]) {
		t.Errorf("%s changed on %q and stands beside %q", en, days[en], others[en])
	}
	pages, _, _ := mapOf(t, l.get("/sitemap/pages.xml").Body.Bytes())
	for _, path := range []string{"/", "/es", "/data", "/es/data", "/counts", "/countries/VE", "/es/facilities/el-helicoide"} {
		if !slices.Contains(pages, site+path) {
			t.Errorf("the map does not name %s", path)
		}
	}
	for _, path := range append(pages, cases...) {
		if got := l.get(strings.TrimPrefix(path, site)); got.Code != http.StatusOK {
			t.Errorf("the map names %s, which answers %d", path, got.Code)
		}
	}
	for _, path := range []string{"/sitemap/cases-0.xml", "/sitemap/cases-2.xml", "/sitemap/cases-01.xml", "/sitemap/cases-1", "/sitemap/1.xml", "/sitemap/x.xml"} {
		if got := l.get(path); got.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, got.Code)
		}
	}
	if reading.MapPart*2 > 50_000 {
		t.Errorf("a part may name %d addresses", reading.MapPart*2)
	}
}
