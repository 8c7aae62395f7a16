package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestWhoReadsTheRecordAsOfADayGoesOnReadingItSo(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, start := range []string{"/?as_of=2026-01-10", "/es/cases?as_of=2026-01-10&country=VE"} {
		page := l.get(start).Body.String()
		for _, m := range inSite.FindAllStringSubmatch(page, -1) {
			to := strings.ReplaceAll(m[1], "&amp;", "&")
			if strings.HasPrefix(to, "/static/") || strings.HasPrefix(to, "/account/") || strings.HasSuffix(to, "/help") || strings.HasSuffix(to, "/methodology") || strings.HasSuffix(to, "/data") || strings.HasSuffix(to, "/corrections") || strings.HasSuffix(to, "/changes") || strings.HasSuffix(to, "/feed.atom") {
				continue
			}
			if !strings.Contains(to, "as_of=2026-01-10") {
				t.Errorf("%s leads to %s, which is about today", start, to)
			}
			if got := l.get(to); got.Code != http.StatusOK && got.Code != http.StatusNotFound {
				t.Errorf("%s, which %s leads to, answers %d", to, start, got.Code)
			}
		}
		if !strings.Contains(page, `class="past"`) || !strings.Contains(page, `<meta name="robots" content="noindex"`) {
			t.Errorf("%s does not say as of which day it is, or wants to be indexed", start)
		}
		if !strings.Contains(page, `href="https://habeas.example`+strings.Split(start, "?")[0]) {
			t.Errorf("%s does not lead back to today", start)
		}
	}
}

func TestACaseAndItsFilesAreAsOfADay(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for path, want := range map[string]string{
		"/cases/VE-2026-0001?as_of=2026-01-11":            "nothing is known for sure of the situation on that day",
		"/cases/VE-2026-0001?as_of=2026-01-14":            "in custody",
		"/cases/VE-2026-0001.json?as_of=2026-01-11":       `"perhaps": "in_custody"`,
		"/cases.csv?as_of=2026-01-11&q=luckey":            ",unknown,",
		"/cases.csv?q=luckey":                             ",in_custody,",
		"/cases.ndjson?as_of=2026-01-11&q=luckey":         `"state":"unknown"`,
		"/es/cases/VE-2026-0001?as_of=2026-01-11":         "a fecha de 11 de enero de 2026",
		"/cases?known_at=2026-01-11":                      "said at the end of 11 January 2026",
		"/cases?known_at=2026-01-15&as_of=2026-01-11&q=x": "true at the end of 11 January 2026",
	} {
		got := l.get(path)
		if got.Code != http.StatusOK || !strings.Contains(strings.ToLower(strings.ReplaceAll(got.Body.String(), "\u00a0", " ")), strings.ToLower(want)) {
			t.Errorf("%s answers %d without %q", path, got.Code, want)
		}
	}
	if got := l.get("/cases.csv?as_of=2026-01-11").Header().Get("Content-Disposition"); !strings.Contains(got, "habeas-cases-2026-01-11.csv") {
		t.Errorf("the file is called %s", got)
	}
}

func TestADayThatIsNoneIsRefusedByName(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for path, want := range map[string]string{
		"/cases?as_of=yesterday":                      "is not a day like 2026-01-13",
		"/cases/VE-2026-0001?as_of=2026-13-01":        "is not a day like 2026-01-13",
		"/counts?known_at=2999-01-01":                 "has not come yet",
		"/es/cases.csv?as_of=2999-01-01":              "todavía no ha llegado",
		"/?as_of=2026-01-10&as_of=2026-01-11":         "once only",
		"/cases?as_of=2026-01-12&known_at=2026-01-11": "after known_at",
	} {
		got := l.get(path)
		if got.Code != http.StatusBadRequest || !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s answers %d without %q: %.300s", path, got.Code, want, got.Body.String())
		}
	}
}
