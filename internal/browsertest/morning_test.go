//go:build browser

package browsertest_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// key presses one key wherever the focus is.
func (b *browser) key(keys string) *browser {
	b.t.Helper()
	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(keys)))
	return b
}

// focused says what the keyboard is on.
func (b *browser) focused() string {
	b.t.Helper()
	got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`(document.activeElement.textContent || document.activeElement.id || "").trim()`))
	b.must(err)
	return strings.Join(strings.Fields(got), " ")
}

// A morning by keyboard alone: down the lines, into a case, back to the list
// of cases, two ticked, what to do looked at and done.
func TestAMorningByKeyboardAlone(t *testing.T) {
	b := open(t)
	signIn(b)
	b.scripts(true)
	b.visit("/staff").reads("Held, and not verified for 30 days", "Your filters")
	b.key("j")
	first := b.focused()
	b.key("j")
	if second := b.focused(); first == "" || second == first {
		t.Fatalf("j goes from %q to %q", first, second)
	}
	b.key("k")
	if again := b.focused(); again != first {
		t.Errorf("k goes back to %q, want %q", again, first)
	}
	b.key("?")
	if on := b.focused(); !strings.Contains(on, "eyboard") {
		t.Errorf("? leads to %q", on)
	}
	b.key("/")
	b.key("z")                                                 // a letter in the search is a letter
	if got := b.value("#find"); !strings.HasSuffix(got, "z") { // the protocol types the stroke that led here as well
		t.Errorf("the search holds %q", got)
	}
	b.visit("/staff/cases")
	b.key("j").key("x").key("j").key("x")
	n, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](`document.querySelectorAll("main input[name=ref]:checked").length`))
	b.must(err)
	if n != 2 {
		t.Fatalf("%d cases are ticked, want 2", n)
	}
	b.must(chromedp.Do(b.ctx, chromedp.Focus(chromedp.CSS("#bulk-do"))))
	b.key("p").key("p") // “put a tag on them”, by its letters
	b.must(chromedp.Do(b.ctx, chromedp.Focus(chromedp.CSS("#bulk-tag"))))
	b.key("urgent")
	if _, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	b.reads("Nothing is done yet")
	b.scripts(false)
}
