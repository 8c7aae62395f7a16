//go:build browser

package browsertest_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// A page that is wider than a telephone makes its reader scroll sideways in
// every line.
func TestNoPageIsWiderThanATelephone(t *testing.T) {
	b := open(t)
	signIn(b)
	b.must(chromedp.Do(b.ctx, chromedp.EmulateViewport(360, 800)))
	pages := []string{
		"/", "/cases", "/cases/VE-2026-0001", "/cases/VE-2026-0003", "/releases", "/counts", "/countries", "/countries/VE", "/methodology", "/data",
		"/facilities/el-helicoide", "/es/cases/VE-2026-0002", "/cases/NO-2026-0001", "/staff", "/staff/cases", "/staff/cases/VE-2026-0001",
		"/staff/cases/VE-2026-0003", "/staff/cases/new", "/staff/cases/VE-2026-0001/history", "/staff/sources", "/staff/counts", "/staff/accounts",
	}
	pages = append(pages, linksOn(t, "/releases", `href="(/releases/[0-9a-z]+)"`)...)
	for _, page := range pages {
		b.visit(page)
		size, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]int]("[document.documentElement.scrollWidth, document.documentElement.clientWidth]"))
		b.must(err)
		if len(size) == 2 && size[0] > size[1] {
			t.Errorf("%s is %d wide on a screen of %d", page, size[0], size[1])
		}
	}
}
