package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"habeas/internal/access"
)

// parameter is a part of an address that a handler reads.
var parameter = regexp.MustCompile(`:[a-z]+`)

// kept in place of a parameter: the kind decides whether an id is looked for.
var kinds = map[string]string{"/staff/cite/": "event", "/staff/claim/": "event", "/staff/publish/": "case", "/staff/take-back/": "case", "/staff/history/": "event"}

func TestWhatIsNotThereHasNoPageAndNoForm(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	admin := o.signedIn(access.Administrator)
	paths := []string{
		// what is there, with a part that is not
		"/staff/cases/" + string(o.has.ref) + "/names/none/remove", "/staff/cases/" + string(o.has.ref) + "/consents/none/withdraw",
		"/staff/cases/" + string(o.has.group) + "/slots/99", "/staff/cases/" + string(o.has.group) + "/slots/first",
		"/staff/releases/" + string(o.has.release) + "/people/none/edit", "/staff/cite/event/" + string(o.has.event) + "/none/remove",
		"/staff/cite/shoe/" + string(o.has.event), "/staff/cite/user/" + string(o.has.event), "/staff/publish/country/XX", "/staff/history/country/XX",
		"/staff/publish/source/none", "/staff/publish/facility/none", "/staff/withdraw/source/" + string(o.has.source), "/staff/history/user/" + string(o.has.source),
		"/staff/history/source/none", "/staff/claim/country/XX", "/staff/countries/XX", "/staff/cases/new?source=none", "/staff/positions/new?on=VE-1999-0001",
	}
	for _, r := range deskRoutes(o.has) {
		if !strings.Contains(r.pattern, ":") || !slices.Contains(methodsOf(r), "GET") {
			continue
		}
		path := r.pattern
		for prefix, kind := range kinds {
			if strings.HasPrefix(path, prefix) {
				path = strings.Replace(path, ":kind", kind, 1)
			}
		}
		paths = append(paths, parameter.ReplaceAllString(path, "none"))
	}
	for _, path := range paths {
		if got := admin.get(path); got.status != http.StatusNotFound {
			t.Errorf("GET %s = %d, want 404\n%s", path, got.status, summaryOf(got.body))
		}
	}
	if len(paths) < 50 {
		t.Errorf("asked for %d addresses only", len(paths))
	}
}
