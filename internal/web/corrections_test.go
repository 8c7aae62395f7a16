package web_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"habeas/internal/config"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/web"
	"habeas/internal/when"
)

// corrected is a site in which a case and then another one were put right,
// each a day after it was published.
func corrected(t *testing.T) (*library, *shelf.Shelf) {
	t.Helper()
	sh, err := shelf.Open(t.Context(), filepath.Join(t.TempDir(), "shelf.db"), shelf.Options{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	must(t, err)
	t.Cleanup(func() { sh.Close() })
	seq := int64(0)
	put := func(day int, c *public.Case, said *public.Correction) {
		p := shelftest.PublishCase(t, seq+1, c)
		if seq++; said != nil {
			p.Change, p.Corrects = "corrected", seq-1
			var err error
			p.Correction, err = json.Marshal(said)
			must(t, err)
		}
		p.At = time.Date(2026, 1, day, 12, 0, 0, 0, time.UTC)
		must(t, sh.Apply(t.Context(), p))
	}
	for i, name := range []string{"Ana Rojas", "Ben Weiss"} {
		c := shelftest.Case([]string{"VE-2026-0001", "CU-2026-0001"}[i], name, "2025-12-12")
		c.Country = c.Ref[:2]
		c.State = public.State{Code: "in_custody", Since: when.MustParse("2025-12-12")}
		c.Sources = []public.CitedSource{{N: 1, ID: "s1", Title: "An article", Language: "en"}}
		put(10+i, c, nil)
		c.State.Since, c.Gender = when.MustParse("[2025-12-08..2025-12-10]"), "female"
		put(12+i, c, &public.Correction{Why: public.Text{En: "The day was misread.", Es: "Se leyó mal el día."}, Source: "s1", Parts: []string{"state>state"}})
	}
	day := when.NewDay(2026, 1, 19)
	lib := &library{t: t, log: &strings.Builder{}}
	site, err := web.New(web.Options{Reading: reading.New(sh, func() when.Day { return day }), Config: config.Config{BaseURL: "https://habeas.example"}, Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return day.Time() }})
	must(t, err)
	lib.web, lib.http = site, site.Handler()
	return lib, sh
}

func TestWhatWasPutRightIsToldInWords(t *testing.T) {
	t.Parallel()
	l, _ := corrected(t)
	for path, wants := range map[string][]string{
		"/corrections":                    {"VE-2026-0001", "CU-2026-0001", "12 December 2025", "between 8 and 10 December 2025", "The day was misread.", "An article"},
		"/es/corrections":                 {"12 de diciembre de 2025", "Se leyó mal el día.", "Decía"},
		"/cases/VE-2026-0001":             {"Corrections to this page", "between 8 and 10 December 2025", "The day was misread."},
		"/corrections?country=VE":         {"VE-2026-0001"},
		"/corrections?from=2026-01-13":    {"CU-2026-0001"},
		"/corrections.csv":                {"corrected_at,kind", "The day was misread.", "https://habeas.example/cases/VE-2026-0001", ",no,"},
		"/es/corrections.json?country=VE": {`"why":"Se leyó mal el día."`, `"taken_off":false`, `"source_id":"s1"`},
		"/corrections.csv?bom=1":          {"\ufeffcorrected_at"},
		"/feed.atom":                      {"case VE-2026-0001: corrected"},
		"/cases/VE-2026-0001/feed.atom":   {"corrected"},
	} {
		got := l.get(path)
		body := strings.ReplaceAll(got.Body.String(), "\u00a0", " ")
		for _, want := range wants {
			if got.Code != http.StatusOK || !strings.Contains(body, want) {
				t.Errorf("%s answers %d without %q", path, got.Code, want)
			}
		}
		for _, code := range []string{"in_custody,", "2025-12-08..", "female"} {
			if strings.Contains(path, "/corrections") && strings.Contains(body, code) {
				t.Errorf("%s says %q, which no page does or nobody corrected", path, code)
			}
		}
	}
	for path, not := range map[string]string{
		"/corrections?country=VE": "CU-2026-0001", "/corrections?from=2026-01-13": "Ana Rojas", "/corrections?to=2026-01-12": "CU-2026-0001",
		"/feed.atom": "Rojas", "/cases/VE-2026-0001/feed.atom": "Rojas",
	} {
		if strings.Contains(l.get(path).Body.String(), not) {
			t.Errorf("%s tells %s", path, not)
		}
	}
}

func TestAnAddressOfCorrectionsThatMakesNoSenseIsRefusedByName(t *testing.T) {
	t.Parallel()
	l, _ := corrected(t)
	for path, want := range map[string]string{
		"/corrections?since=2026-01-01":              "no such parameter",
		"/corrections?from=yesterday":                "is not a day like",
		"/corrections?from=2026-01-03&to=2026-01-01": "not before the other",
		"/corrections?after=elsewhere":               "not a cursor",
		"/corrections?as_of=2026-01-01":              "days of their own",
		"/corrections.csv?after=x":                   "holds everything",
		"/corrections.json?bom=1":                    "only of CSV",
		"/corrections.csv?country=Venezuela":         "country code",
	} {
		if got := l.get(path); got.Code != http.StatusBadRequest || !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s answers %d without %q", path, got.Code, want)
		}
	}
}

func TestACorrectionOfSomebodyTakenOffTellsThatThereWasOne(t *testing.T) {
	t.Parallel()
	l, sh := corrected(t)
	must(t, sh.Apply(t.Context(), shelftest.Remove(9, public.DocCase, "VE-2026-0001")))
	page := l.get("/corrections").Body.String()
	if !strings.Contains(page, "Something was corrected here") || !strings.Contains(page, "VE-2026-0001") || strings.Count(page, "The day was misread.") != 1 {
		t.Errorf("the page says:\n%s", page)
	}
	file := l.get("/corrections.csv").Body.String()
	if !strings.Contains(file, "VE-2026-0001,,,,,,,,,yes,") || strings.Contains(file, "Rojas") {
		t.Errorf("the file says:\n%s", file)
	}
}
