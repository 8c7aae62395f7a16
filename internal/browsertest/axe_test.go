//go:build browser

package browsertest_test

import (
	"os"
	"testing"

	"habeas/internal/browsertest"
)

// Colours, labels, headings and landmarks are measured by axe-core on every
// kind of page of the public.
func TestAxeFindsNothing(t *testing.T) {
	browsertest.ReadAxe(t)
	b := open(t)
	pages := []string{"/account/sign-in", "/nosuchpage", "/cases?nosuch=1", "/corrections", "/es/cases"}
	for _, page := range append(pages, everyPage(t)...) {
		b.axe(page)
	}
}

// The pages of the desk are measured one of each kind where its addresses are
// listed. Here are those with the most on them, and those that only a step
// leads to.
func TestAxeFindsNothingOnTheFullestPagesOfTheDesk(t *testing.T) {
	browsertest.ReadAxe(t)
	b := open(t)
	signIn(b)
	for _, page := range []string{
		"/staff", "/staff/cases", "/staff/cases/VE-2026-0001", "/staff/cases/VE-2026-0003", "/staff/cases/VE-2026-0001/preview", "/staff/sources",
		"/staff/cases/VE-2026-0001/assessments/new?frame=levinson", "/staff/nosuchpage",
	} {
		b.axe(page)
	}
	b.visit("/staff/cases/new").tick("kind", "group").write("group.min", "six").save().measure() // what is wrong stands above the form
}

// axe opens one page and measures it.
func (b *browser) axe(page string) {
	b.t.Helper()
	b.visit(page).measure()
}

// measure measures the page that is open, where axe-core is at hand.
func (b *browser) measure() {
	b.t.Helper()
	if os.Getenv("AXE") == "" {
		return
	}
	found, err := browsertest.ReadAxe(b.t).Measure(b.ctx)
	b.must(err)
	for _, line := range found {
		b.t.Errorf("%s, %s", b.where(), line)
	}
}
