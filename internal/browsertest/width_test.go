//go:build browser

package browsertest_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// A page that is wider than its screen makes its reader scroll sideways in
// every line.
func TestNoPageIsWiderThanItsScreen(t *testing.T) {
	b := open(t)
	signIn(b)
	pages := []string{
		"/", "/cases", "/cases/VE-2026-0001", "/cases/VE-2026-0003", "/releases", "/counts", "/countries", "/countries/VE", "/methodology", "/data",
		"/facilities/el-helicoide", "/es/cases/VE-2026-0002", "/cases/NO-2026-0001", "/staff", "/staff/cases", "/staff/cases/VE-2026-0001",
		"/staff/cases/VE-2026-0003", "/staff/cases/new", "/staff/cases/VE-2026-0001/history", "/staff/sources", "/staff/counts", "/staff/accounts",
	}
	pages = append(pages, linksOn(t, "/releases", `href="(/releases/[0-9a-z]+)"`)...)
	for _, page := range pages {
		b.visit(page)
		for _, width := range []int64{360, 768, 1024} {
			b.must(chromedp.Do(b.ctx, chromedp.EmulateViewport(width, 800)))
			size, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]int]("[document.documentElement.scrollWidth, document.documentElement.clientWidth]"))
			b.must(err)
			if len(size) == 2 && size[0] > size[1] {
				t.Errorf("%s is %d wide on a screen of %d", page, size[0], size[1])
			}
		}
	}
}
