//go:build browser

package web_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"habeas/internal/access"
	"habeas/internal/browsertest"
)

// Every page of the desk and of accounts is measured in a browser, on the
// screens of a desk and of a telephone, light and dark. The list is the table
// of addresses itself, with the ids of an office that has one of everything:
// another test fails while an address is missing there.
func TestAxeFindsNothingOnAnyPageOfTheDesk(t *testing.T) {
	axe := browsertest.ReadAxe(t)
	chromium, err := browsertest.Start(t.Context(), t.TempDir())
	must(t, err)
	o := newOffice(t, "")
	people, tabs := map[access.Role]*person{}, map[access.Role]context.Context{}
	for _, r := range access.Roles {
		people[r] = o.signedIn(r)
		tabs[r] = chromium.Tab(t)
	}
	// Whoever opens an invitation is signed in as nobody. It comes first, since
	// the administrator has another password at the end.
	o.measure(axe, chromium.Tab(t), route{pattern: "/account/invitation/:secret", path: o.invited("olive")})
	measured := 1
	for _, r := range deskRoutes(o.has) {
		if slices.Contains(methodsOf(r), http.MethodGet) && !strings.HasSuffix(r.pattern, "/file") && !strings.HasSuffix(r.pattern, ".docx") { // files are no pages
			people[r.role].lend(tabs[r.role]) // their session is another one after some forms
			o.measure(axe, tabs[r.role], r)
			measured++
		}
		if r.form != nil { // some pages are there only after what others do
			people[r.role].post(r.path, r.form)
		}
	}
	t.Logf("%d pages were measured", measured)
}

// measure opens a page in a tab and says what axe-core finds wrong with it.
func (o *office) measure(axe browsertest.Axe, tab context.Context, r route) {
	o.t.Helper()
	got, err := chromedp.RunResponse(tab, chromedp.Navigate(o.site.URL+r.path))
	must(o.t, err)
	if got.Status != http.StatusOK || !strings.HasPrefix(got.URL, o.site.URL+strings.Split(r.path, "?")[0]) {
		o.t.Errorf("GET %s in the browser = %d at %s, want the page itself", r.path, got.Status, got.URL)
	}
	found, err := axe.Measure(tab)
	must(o.t, err)
	for _, line := range found {
		o.t.Errorf("%s, %s", r.pattern, line)
	}
}

// lend gives a tab the session of somebody who is signed in.
func (p *person) lend(tab context.Context) {
	p.t.Helper()
	home, err := url.Parse(p.site)
	must(p.t, err)
	for _, c := range p.http.Jar.Cookies(home) {
		_, err := chromedp.Call(tab, network.SetCookie, network.SetCookieParams{URL: p.site, Name: c.Name, Value: c.Value})
		must(p.t, err)
	}
}
