package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"habeas/internal/access"
)

func TestARefusalIsSaidInTheLanguageOfTheAddress(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, tt := range []struct{ path, accept, want, not string }{
		{"/cases?limit=900", "text/html", "Give a whole number from 1 to 100.", "Escriba"},
		{"/es/cases?limit=900", "text/html", "Escriba un número entero de 1 a 100.", "Give a whole"},
		{"/cases?limit=900", "application/json", "Give a whole number from 1 to 100.", "Escriba"},
		{"/es/cases?limit=900", "application/json", "Escriba un número entero de 1 a 100.", "Give a whole"},
	} {
		answer := l.ask("GET", tt.path, "Accept", tt.accept)
		body := answer.Body.String()
		if answer.Code != http.StatusBadRequest || !strings.Contains(body, tt.want) || strings.Contains(body, tt.not) {
			t.Errorf("%s as %s: got %d, want 400 that says %q and not %q:\n%s", tt.path, tt.accept, answer.Code, tt.want, tt.not, body)
		}
	}
}

func TestTheDeskRefusesAFormInTheLanguageOfItsSession(t *testing.T) {
	t.Parallel()
	p := newOffice(t, "").signedIn(access.Editor)
	p.post("/account/language", url.Values{"lang": {"es"}})
	got := p.post("/staff/releases/new", url.Values{"date": {"13 de enero"}})
	for _, want := range []string{"Elija el país.", "Falta el año.", "Hay que revisar parte de lo que se escribió."} {
		if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, want) {
			t.Errorf("got %d, want 422 that says %q", got.status, want)
		}
	}
	if english := "Choose the country."; strings.Contains(got.body, english) {
		t.Errorf("the Spanish desk says %q", english)
	}
}
