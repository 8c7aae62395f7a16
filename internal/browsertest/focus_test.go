//go:build browser

package browsertest_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// stopped says of the element that has the keyboard what it is, and what is
// wrong with how it shows it: that no line is around it, or that it is out of
// sight or lies under something else.
const stopped = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body) return "end";
	const name = e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + " " + (e.textContent || e.name || "").trim().slice(0, 30);
	const line = getComputedStyle(e), wrong = [];
	if (line.outlineStyle === "none" || parseFloat(line.outlineWidth) < 2) wrong.push("has no line around it");
	const box = e.getClientRects()[0] || e.getBoundingClientRect() /* of its first line */, x = box.left + Math.min(box.width / 2, 20), y = box.top + Math.min(box.height / 2, 20);
	if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) wrong.push("is out of sight");
	const top = document.elementFromPoint(x, y);
	if (!wrong.length && top && !e.contains(top) && !top.contains(e) && !(e.labels && [...e.labels].some(l => l.contains(top)))) wrong.push("lies under " + top.tagName.toLowerCase() + "." + top.className);
	return name + "|" + wrong.join(", ");
})()`

// Whoever goes by the keyboard sees where they are at every stop: there is a
// line around it, and nothing lies over it.
func TestTheKeyboardShowsWhereItIs(t *testing.T) {
	b := open(t)
	signIn(b)
	for _, width := range []int64{360, 1280} {
		for _, page := range []string{"/", "/cases", "/cases/VE-2026-0001", "/cases?nosuch=1", "/staff/cases", "/staff/cases/VE-2026-0001", "/staff/cases/VE-2026-0001/events/new", "/account/sign-in"} {
			b.must(chromedp.Do(b.ctx, chromedp.EmulateViewport(width, 700)))
			b.visit(page)
			seen := 0
			for ; seen < 150; seen++ {
				b.key(kb.Tab)
				at, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](stopped))
				b.must(err)
				name, wrong, _ := strings.Cut(at, "|")
				if name == "end" {
					break
				}
				if wrong != "" {
					t.Errorf("%s at %d: %s %s", page, width, name, wrong)
				}
			}
			if seen < 3 {
				t.Errorf("%s at %d has %d stops", page, width, seen)
			}
		}
	}
}
