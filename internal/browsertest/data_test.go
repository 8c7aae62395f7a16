//go:build browser

package browsertest_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
)

// What pages say to search engines is data in a script element. The browser
// runs nothing of it, and complains of nothing under a policy without scripts.
func TestDataForSearchEnginesIsNotRun(t *testing.T) {
	b := open(t)
	var said []string
	b.must(chromedp.Listen(b.ctx, func(ev any) {
		switch e := ev.(type) {
		case *log.EventEntryAdded:
			said = append(said, string(e.Entry.Source)+": "+e.Entry.Text)
		case *audits.EventIssueAdded:
			if e.Issue.Code == audits.InspectorIssueCodeContentSecurityPolicyIssue {
				said = append(said, "a breach of the policy")
			}
		}
	}))
	b.scripts(true)
	_, err := chromedp.Call(b.ctx, log.Enable, cdp.Empty{})
	b.must(err)
	_, err = chromedp.Call(b.ctx, audits.Enable, cdp.Empty{})
	b.must(err)
	for path, want := range map[string]string{"/data": "DataCatalog", "/counts": "Dataset", "/es/data": "DataCatalog"} {
		b.visit(path)
		kind, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent)["@type"]`))
		b.must(err)
		if kind != want {
			t.Errorf("%s is said to be a %s, want %s", path, kind, want)
		}
	}
	for _, line := range said {
		if strings.Contains(strings.ToLower(line), "policy") {
			t.Errorf("the browser says %q", line)
		}
	}
	// The same page with a script that would run is complained of: the test looks.
	said = nil
	_, err = chromedp.Run(b.ctx, chromedp.Evaluate[bool](`{ const s = document.createElement("script"); s.textContent = "window.ran = 1"; document.head.append(s) } true`))
	b.must(err)
	b.visit("/data")
	if len(said) == 0 {
		t.Error("the browser does not complain of a script: the test has lost its way")
	}
}
