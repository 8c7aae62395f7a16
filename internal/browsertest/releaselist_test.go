//go:build browser

package browsertest_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Three cases are released at once, verified as far as one person can; a list
// of those announced is kept and compared. No script runs.
func TestThreeAreReleasedAtOnceAndComparedWithAList(t *testing.T) {
	b := open(t)
	signIn(b)
	b.visit("/staff/releases/new").choose("country", "VE").write("date", "2026-01-18").write("title.en", "Releases of the journey").save()
	event := b.where()
	b.visit(event+"/many").write("paste", "VE-2026-0001\nVE-2026-0002\nVE-2026-0003").button("Find them")
	b.choose("exit", "released").choose("step", "verified").write("date", "2026-01-18").write("by.en", "us, by telephone").save()
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
			if n := pagesOf(t, b.html()); n < 1 || n > 2 {
				t.Errorf("the brief of %s%s has %d pages", ref, query, n)
			}
		}
	}
}

var stylesheet = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)">`)

// pagesOf prints a page with chromium and counts its pages.
func pagesOf(t *testing.T, page string) int {
	t.Helper()
	folder := t.TempDir()
	page = stylesheet.ReplaceAllStringFunc(page, func(link string) string {
		return "<style>" + fetch(t, stylesheet.FindStringSubmatch(link)[1]) + "</style>"
	})
	html, pdf := filepath.Join(folder, "brief.html"), filepath.Join(folder, "brief.pdf")
	if err := os.WriteFile(html, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	out, err := exec.CommandContext(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+folder+"/profile", "--no-pdf-header-footer", "--print-to-pdf="+pdf, "file://"+html).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	body, err := os.ReadFile(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(body), "/Type /Page\n") + strings.Count(string(body), "/Type /Page ")
}
