//go:build browser

package browsertest_test

import (
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// axeRun asks axe-core for what breaks WCAG 2.2 AA or its own best practice,
// one line a finding with up to three places.
const axeRun = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(found =>
	found.violations.map(v => v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.target + " " + (n.any[0] || n.all[0] || n.none[0] || {message: ""}).message).join(" | ")))`

// Colours, labels, headings and landmarks are measured by axe-core on every
// kind of page, light and dark. AXE names its script, which is not part of the
// house.
func TestAxeFindsNothing(t *testing.T) {
	script, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Skip("set AXE to the file axe.min.js of axe-core to measure the pages with it")
	}
	b := open(t)
	pages := []string{"/account/sign-in", "/nosuchpage", "/cases?nosuch=1", "/corrections", "/es/cases"}
	for _, page := range append(pages, everyPage(t)...) {
		b.axe(page, string(script))
	}
}

func TestAxeFindsNothingAtTheDesk(t *testing.T) {
	script, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Skip("set AXE to the file axe.min.js of axe-core to measure the pages with it")
	}
	b := open(t)
	signIn(b)
	for _, page := range []string{
		"/staff", "/staff/cases", "/staff/cases/new", "/staff/cases/VE-2026-0001", "/staff/cases/VE-2026-0003", "/staff/cases/VE-2026-0001/edit",
		"/staff/cases/VE-2026-0001/events/new", "/staff/cases/VE-2026-0001/preview", "/staff/cases/VE-2026-0001/history", "/staff/sources",
		"/staff/sources/new", "/staff/releases", "/staff/releases/new", "/staff/counts", "/staff/counts/new", "/staff/accounts", "/staff/nosuchpage",
		"/staff/bulk", "/staff/filters/new?publication=draft", "/staff/cases/VE-2026-0001/tags", "/staff/cases/VE-2026-0001/looked",
		"/staff/confirmations", "/staff/cases/VE-2026-0001/assessments/new?frame=levinson", "/staff/cases/VE-2026-0001/proceedings/new", "/staff/cases/VE-2026-0001/brief", "/staff/cases/VE-2026-0001/questionnaire",
	} {
		b.axe(page, string(script))
	}
}

// axe measures one page, light and dark. Its script runs in the page, so that
// scripts are on for as long.
func (b *browser) axe(page, script string) {
	b.t.Helper()
	b.scripts(true)
	b.visit(page)
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		_, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](script+"; true"))
		b.must(err)
		found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](axeRun, chromedp.EvalAwaitPromise))
		b.must(err)
		for _, line := range found {
			b.t.Errorf("%s, %s: %s", page, scheme, line)
		}
	}
	b.scripts(false)
}

func (b *browser) scripts(on bool) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
	b.must(err)
}
