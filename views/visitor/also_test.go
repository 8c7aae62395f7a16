package visitor_test

import (
	"strings"
	"testing"

	"github.com/a-h/templ"

	"habeas/internal/locale"
)

func TestOtherAccountsOfAReleaseStandBesideWhatTheyDifferFrom(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		lang locale.Lang
		page string
		says []string // in this order
	}{
		{locale.English, "release", []string{"Continuing releases", "from 7 January", "Political prisoners were said", "Not all of them were political", "A significant number", "a small portion", "deported", "He was taken to an embassy", "straight to the airport"}},
		{locale.Spanish, "release", []string{"Excarcelaciones sucesivas", "desde el 7 de enero", "Se dijo que salieron", "No todos eran presos", "Un número significativo", "una pequeña parte", "deportado", "Primero lo llevaron", "directamente al aeropuerto"}},
		{locale.English, "case-freed", []string{"Release of 13 January", "deported", "He was taken to an embassy", "straight to the airport"}},
	} {
		t.Run(string(tt.lang)+" "+tt.page, func(t *testing.T) {
			t.Parallel()
			inOrder(t, gallery(tt.lang)[tt.page], tt.says)
		})
	}
}

func inOrder(t *testing.T, view templ.Component, says []string) {
	t.Helper()
	rest := words(t, view)
	for _, want := range says {
		_, after, ok := strings.Cut(rest, want)
		if !ok {
			t.Errorf("the page does not say %q after what comes before it", want)
			return
		}
		rest = after
	}
}
