//go:build browser

package browsertest_test

import (
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Three cases are released at once, verified as far as one person can; a list
// of those announced is kept and compared. No script runs.
func TestThreeAreReleasedAtOnceAndComparedWithAList(t *testing.T) {
	b := open(t)
	signIn(b)
	b.visit("/staff/releases/new").choose("country", "VE").write("date", "2026-01-18").write("title.en", "Releases of the journey").save()
	event := b.where()
	b.visit(event+"/many").write("paste", "VE-2026-0001\nVE-2026-0002\nVE-2026-0003").button("Find them")
	b.choose("exit", "released").choose("step", "verified").write("date", "2026-01-18").write("by.en", "us, by telephone").write("reason", "they rang us").save()
	b.reads("VE-2026-0001", "VE-2026-0002", "VE-2026-0003", "waits for a second person")
	b.visit("/staff/confirmations").reads("You asked for this: somebody else must agree.", "us, by telephone")
	b.visit(event+"/lists/new").choose("kind", "announced").write("claimant.en", "The government of the journey").write("names", "Somebody Elsewhere").save()
	b.reads("Somebody Elsewhere").save()
	b.visit(event+"/compare").reads("Announced, but not on an actual list (1)", "Our cases on no list (3)")
}

// A brief prints on two pages of A4 at most, whole and in both languages.
func TestABriefIsTwoPagesAtMost(t *testing.T) {
	b := open(t)
	signIn(b)
	for _, ref := range []string{"VE-2026-0001", "VE-2026-0003", "VE-2026-0005"} {
		for _, query := range []string{"?lang=en", "?lang=es&all=1"} {
			b.visit("/staff/cases/" + ref + "/brief" + query)
			if n := b.printed(); n < 1 || n > 2 {
				t.Errorf("the brief of %s%s has %d pages", ref, query, n)
			}
		}
	}
}

// printed counts the pages that a printer would make of the page.
func (b *browser) printed() int {
	b.t.Helper()
	pdf, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PaperWidth: 8.27, PaperHeight: 11.69}) // A4 in inches
	b.must(err)
	return len(regexp.MustCompile(`/Type /Page\s`).FindAll(pdf.Data, -1))
}
