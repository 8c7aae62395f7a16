//go:build browser

package browsertest_test

import (
	"context"
	"fmt"
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

// on reports whether the keyboard is on what a selector finds.
func (b *browser) on(selector string) bool {
	b.t.Helper()
	got, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](fmt.Sprintf("document.activeElement.matches(%q)", selector)))
	b.must(err)
	return got
}

// tabTo goes on by the Tab key until it is on what a selector finds.
func (b *browser) tabTo(selector string) *browser {
	b.t.Helper()
	for range 300 {
		if b.key(kb.Tab); b.on(selector) {
			return b
		}
	}
	b.t.Fatalf("the Tab key never comes to %s on %s", selector, b.where())
	return b
}

// enter presses Enter and waits for the page behind it.
func (b *browser) enter() *browser {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if _, err := chromedp.RunResponse(ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		b.t.Fatalf("pressing Enter on %s: %v", b.where(), err)
	}
	return b
}

// Without scripts and with the plain keys alone: from the morning page into a
// case, to the list, two ticked, tagged, looked at before and after.
func TestThePlainKeysReachEverythingOfAMorning(t *testing.T) {
	b := open(t)
	signIn(b)
	b.visit("/staff").tabTo(`main a.go[href^="/staff/"]`).enter()
	if b.where() == "/staff" {
		t.Fatal("Enter on a line of the morning page leads nowhere")
	}
	b.visit("/staff").tabTo(`nav a[href="/staff/cases"]`).enter()
	var refs []string
	for range 2 {
		b.tabTo(`main input[name="ref"]`).key(" ")
		refs = append(refs, b.value(`main input[name="ref"]:focus`))
	}
	b.tabTo("#bulk-do").key(kb.ArrowDown) // from “give them to somebody” to “put a tag on them”
	b.tabTo("#bulk-tag").key("plainkeys").enter()
	b.reads("This can be done for 2 of 2 cases. Nothing is done yet.", refs[0], refs[1])
	b.tabTo(`main form button[type="submit"]`).enter()
	b.reads("Done for 2 of 2 cases.")
	b.visit("/staff/cases?tag=plainkeys").reads(refs...)
}
