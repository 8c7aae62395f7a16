package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

func TestTwoDaysAreComparedOnAPageAndAsData(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for path, want := range map[string]string{
		"/changes": "2026-01-12", "/es/changes": "¿Por qué cambió la cifra?",
		"/changes?from=2026-01-08&to=2026-01-13&country=VE": "Nothing in the record changed",
	} {
		if got := l.get(path); got.Code != http.StatusOK || !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s answers %d without %q", path, got.Code, want)
		}
	}
	var data struct {
		From     string `json:"from"`
		HeldFrom struct {
			Min int
			Max *int
		} `json:"held_from"`
		Moves []any `json:"moves"`
	}
	got := l.get("/changes.json?from=2026-01-08&to=2026-01-13")
	if err := json.Unmarshal(got.Body.Bytes(), &data); err != nil || data.From != "2026-01-08" || data.Moves == nil {
		t.Errorf("as data: %v, %s", err, got.Body)
	}
	for path, want := range map[string]string{
		"/changes?from=2026-01-13&to=2026-01-08":                  "Give a day before the other one",
		"/changes?from=x":                                         "is not a day like",
		"/changes?from=2026-01-08&to=2999-01-01":                  "has not come yet",
		"/changes?since=2026-01-08":                               "no such parameter",
		"/changes?country=Venezuela":                              "country code",
		"/changes?from=2026-01-08&to=2026-01-13&as_of=2026-01-01": "Leave this out",
	} {
		if got := l.get(path); got.Code != http.StatusBadRequest || !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s answers %d without %q", path, got.Code, want)
		}
	}
}
