//go:build browser

package browsertest_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// An article in the words of this test, with what the suggestions look for.
const article = `U.S. officials say Venezuelan security forces have detained at least six American sailors in recent months.
The identities are not known. Dozens of inmates were released on Thursday, but none were sailors, according to Foro Penal.`

// An article is logged from its pasted text: a group, a release event and a
// count, each cited with its quotation.
func TestAnArticleIsLoggedFromItsText(t *testing.T) {
	b := open(t)
	signIn(b)
	b.visit("/staff/sources/start").write("title", "Six sailors are held").write("publisher", "The Harbour Post").write("published", "2026-01-02").
		choose("visibility", "public").write("text", article).save()
	desk := b.where()
	if !strings.HasSuffix(desk, "/desk") {
		t.Fatalf("starting from an article leads to %s: %s", desk, b.text("main"))
	}
	b.reads("Suggested, not saved", "at least six American sailors", "Nothing yet")

	b.press(`//li[contains(@class, "suggestion")][contains(., "at least six")]//button[contains(., "group")]`)
	b.choose("country", "VE").write("summary.en", "Officials say that six sailors are held.").save()
	b.reads("case or group")
	ref := regexp.MustCompile(`[A-Z]{2}-\d{4}-\d{4}`).FindString(b.text("#made ~ ul"))
	if ref == "" {
		t.Fatalf("no case was made from the article: %s", b.text("main"))
	}
	b.press(`//li[contains(@class, "suggestion")]//form[contains(@action, "/staff/releases/new")]//button`).choose("country", "VE").save()
	b.press(`//li[contains(@class, "suggestion")][contains(., "Dozens")]//button[contains(., "count")]`).choose("country", "VE").save()
	if !strings.HasSuffix(b.where(), "/desk") {
		t.Fatalf("the count was not saved: %s", b.text("main"))
	}
	for _, want := range []string{"Dozens of inmates were released on Thursday", "at least six American sailors", "paragraph 2"} {
		if !strings.Contains(b.text("#made ~ ul"), want) {
			t.Errorf("what was made from the article does not quote %q: %s", want, b.text("#made ~ ul"))
		}
	}
}

// With the script, a click on a sentence quotes it in the form.
func TestASentenceIsQuotedByAClick(t *testing.T) {
	b := open(t)
	signIn(b)
	b.visit("/staff/sources/start").write("title", "Sailors, again").write("published", "2026-01-02").write("text", article).save()
	b.scripts(true)
	desk := b.where()
	b.visit(desk)
	b.jump(`//span[contains(@class, "s")][contains(., "Dozens of inmates")]`)
	if got := b.value("#quote"); !strings.HasPrefix(got, "Dozens of inmates") {
		t.Errorf("the quotation field holds %q", got)
	}
	b.press(fmt.Sprintf("//button[contains(@formaction, %q)]", "/staff/counts/new"))
	if got := b.value(`[name="cites.0.quote"]`); !strings.HasPrefix(got, "Dozens of inmates") {
		t.Errorf("the form opens with the quotation %q", got)
	}
	b.jump(`//span[contains(@class, "s")][contains(., "identities")]`)
	if got := b.value(`[name="cites.0.quote"]`); got != "The identities are not known." {
		t.Errorf("beside the form a click quotes %q", got)
	}
	b.scripts(false)
}
