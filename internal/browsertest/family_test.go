//go:build browser

package browsertest_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"habeas/internal/browsertest"
	"habeas/internal/locale"
	"habeas/views/links"
)

// familyPages are the plain pages of the demonstration that say most, and the
// help, in a language.
func familyPages(l locale.Lang) []string {
	return []string{links.Plain(l, "VE-2026-0001"), links.Plain(l, "VE-2026-0002"), links.Plain(l, "VE-2026-0003"), links.Help(l)}
}

// extent gives how wide a page is, how wide the screen, and where its content
// begins and ends: what sticks out to the right of a page in Arabic makes it no
// wider, and is cut off.
const extent = `(() => { const d = document.documentElement, m = document.querySelector("main").getBoundingClientRect(); return [d.scrollWidth, d.clientWidth, Math.floor(m.left), Math.ceil(m.right)] })()`

func TestPagesForFamiliesFitASmallScreenAndLargePrint(t *testing.T) {
	b := open(t)
	for _, l := range locale.Tongues {
		for _, address := range append(familyPages(l), links.In(l, "/cases/XX-1999-0001/plain")) {
			b.visit(address)
			for _, width := range []int64{360, 180} { // 180 is what 360 is at 200 %
				b.must(browsertest.Screen(b.ctx, width))
				size, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]int](extent))
				b.must(err)
				if len(size) != 4 || size[0] > size[1] || size[2] < 0 || size[3] > size[1] {
					t.Errorf("%s on a screen of %d: width, screen, left and right of its content are %d", address, width, size)
				}
			}
		}
		b.must(browsertest.Screen(b.ctx, browsertest.Desktop))
	}
}

func TestAPlainPageIsOneSheetOfPaper(t *testing.T) {
	b := open(t)
	for _, l := range locale.Tongues {
		for _, address := range familyPages(l)[:3] {
			b.visit(address)
			if n := b.printed(); n != 1 {
				t.Errorf("%s is printed on %d sheets, want 1", address, n)
			}
		}
	}
}

func TestArabicAndPersianAreMirrored(t *testing.T) {
	b := open(t)
	const bar = `(() => { const s = getComputedStyle(document.querySelector(".standing")); return [s.borderRightWidth, s.borderLeftWidth, getComputedStyle(document.body).direction] })()`
	for _, tt := range []struct {
		l    locale.Lang
		want string
	}{{locale.Arabic, "8px 0px rtl"}, {locale.Persian, "8px 0px rtl"}, {locale.English, "0px 8px ltr"}} {
		b.visit(links.Plain(tt.l, "VE-2026-0001"))
		got, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](bar))
		b.must(err)
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: the bar beside the state is %q (right, left, direction), want %q", tt.l, got, tt.want)
		}
	}
}

func TestAxeFindsNothingOnPagesForFamilies(t *testing.T) {
	axe := browsertest.ReadAxe(t)
	b := open(t)
	for _, l := range []locale.Lang{locale.English, locale.Arabic, locale.Chinese, locale.Russian} {
		for _, address := range append(familyPages(l), links.In(l, "/nothing")) {
			if locale.Whole(l) == l && strings.HasSuffix(address, "/nothing") {
				continue
			}
			b.visit(address)
			found, err := axe.Measure(b.ctx)
			b.must(err)
			for _, line := range found {
				t.Errorf("%s: %s", address, line)
			}
		}
	}
}

// By the keyboard alone: past the languages to the content, and from a case to
// the help and back to the whole site.
func TestAFamilyGetsAboutByKeyboard(t *testing.T) {
	b := open(t)
	b.visit(links.Plain(locale.Arabic, "VE-2026-0001"))
	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent("\t"), chromedp.KeyEvent("\r")))
	if !strings.HasSuffix(b.where(), "#main") {
		t.Fatalf("the first stop is not the content: %s", b.where())
	}
	for range 12 {
		b.must(chromedp.Do(b.ctx, chromedp.KeyEvent("\t")))
		at, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.activeElement.getAttribute("href") || ""`))
		b.must(err)
		if at == "/ar/help" {
			b.must(chromedp.Do(b.ctx, chromedp.KeyEvent("\r")))
			b.reads("48")
			return
		}
	}
	t.Error("the keyboard does not reach the help")
}
