//go:build browser

package browsertest

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// Axe is the script of axe-core, which is not part of the house: `make
// browser` gets it, and AXE names its file.
type Axe string

// ReadAxe reads the script, or skips the test when there is none.
func ReadAxe(t testing.TB) Axe {
	t.Helper()
	script, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Skip("AXE does not name the file axe.min.js of axe-core, so no page is measured with it")
	}
	return Axe(script)
}

// Rules of axe-core: what breaks WCAG 2.2 AA or its own best practice; and the
// two of those that depend on whether a page is light or dark.
const (
	allRules = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`
	ofColour = `{type: "rule", values: ["color-contrast", "link-in-text-block"]}`
)

// axeRun gives one line a finding with up to three places.
const axeRun = `axe.run(document, {resultTypes: ["violations"], runOnly: %s}).then(found =>
	found.violations.map(v => v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.target + " " + (n.any[0] || n.all[0] || n.none[0] || {message: ""}).message).join(" | ")))`

// Measure gives what axe-core finds wrong with the page of a tab, on the
// screens of a desk and of a telephone, light and dark, one line a finding.
// The tab is left with scripts off, light, on the screen of a desk.
func (a Axe) Measure(ctx context.Context) (found []string, err error) {
	if err := Scripts(ctx, true); err != nil {
		return nil, err
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](string(a)+"; true")); err != nil {
		return nil, err
	}
	for _, look := range []struct {
		width         int64
		scheme, rules string
	}{{Desktop, "light", allRules}, {Desktop, "dark", ofColour}, {Phone, "dark", ofColour}, {Phone, "light", allRules}} {
		if err := Screen(ctx, look.width); err != nil {
			return nil, err
		}
		if err := Scheme(ctx, look.scheme); err != nil {
			return nil, err
		}
		lines, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](fmt.Sprintf(axeRun, look.rules), chromedp.EvalAwaitPromise))
		if err != nil {
			return nil, err
		}
		for _, line := range lines {
			found = append(found, fmt.Sprintf("%d wide, %s: %s", look.width, look.scheme, line))
		}
	}
	if err := Screen(ctx, Desktop); err != nil {
		return nil, err
	}
	return found, Scripts(ctx, false)
}
