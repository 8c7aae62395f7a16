//go:build browser

package browsertest_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestPictures writes a picture of every page into the folder named by SHOTS,
// for a person to look at. SHOTS_PAGES names other pages, SHOTS_WIDTHS other
// widths, SHOTS_SCHEMES only light or only dark, and SHOTS_PRINT adds what a
// printer would make of them.
func TestPictures(t *testing.T) {
	folder := shotsFolder(t)
	b := open(t)
	pages := strings.Fields(os.Getenv("SHOTS_PAGES"))
	if len(pages) == 0 {
		pages = everyPage(t)
	}
	if all := strings.Join(pages, " "); strings.Contains(all, "/staff") || strings.Contains(all, "/account") {
		signIn(b)
	}
	for _, address := range pages {
		b.visit(address)
		b.shoot(filepath.Join(folder, name(address)))
	}
}

// TestPicturesOfRefusals shows the pages that only a form leads to.
func TestPicturesOfRefusals(t *testing.T) {
	folder := shotsFolder(t)
	b := open(t)
	b.visit("/account/sign-in").write("name", "demo").write("password", "wrong").press(`//main//form//button[@type="submit"]`)
	b.shoot(filepath.Join(folder, "refused_sign_in_"))
	signIn(b)
	b.visit("/staff/cases/new").tick("kind", "group").write("summary.en", "Six travellers.").write("group.min", "six").save()
	b.shoot(filepath.Join(folder, "refused_case_"))
	other := open(t)
	signIn(other)
	const form = "/staff/cases/VE-2026-0001/edit"
	b.visit(form)
	other.visit(form).write("summary.en", "What somebody else wrote meanwhile.").write("reason", "Shorter").save()
	b.write("summary.en", "What I wrote.").write("reason", "Longer").save()
	b.shoot(filepath.Join(folder, "stale_case_"))
	b.visit("/staff/cases/VE-2026-0001")
	b.shoot(filepath.Join(folder, "changed_case_"))
}

// listed gives the words of a setting, or what stands without it.
func listed(setting string, without ...string) []string {
	words := strings.FieldsFunc(os.Getenv(setting), func(r rune) bool { return r == ' ' || r == ',' })
	if len(words) == 0 {
		return without
	}
	return words
}

// shotsFolder makes the folder that SHOTS names, or skips the test.
func shotsFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("SHOTS")
	if folder == "" {
		t.Skip("set SHOTS to a folder to get pictures of the pages")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	return folder
}

// everyPage lists the public pages of the demonstration, one of every kind.
func everyPage(t *testing.T) []string {
	pages := []string{"/", "/cases", "/cases?country=VE&state=in_custody", "/cases?q=nobody", "/releases", "/counts", "/countries", "/countries/VE", "/methodology", "/data", "/pictures", "/pictures?country=VE&by=day", "/facilities", "/facilities?country=VE", "/cases/NO-2026-0001", "/es"}
	pages = append(pages, linksOn(t, "/cases", `href="(/cases/[A-Z]{2}-\d+-\d+)"`)...)
	pages = append(pages, linksOn(t, "/releases", `href="(/releases/[0-9a-z]+)"`)...)
	return append(pages, linksOn(t, "/countries/VE", `href="(/(?:facilities|sources)/[0-9a-z-]+)"`)...)
}

func name(address string) string {
	return strings.Trim(regexp.MustCompile(`[^A-Za-z0-9]+`).ReplaceAllString(address, "_"), "_") + "_"
}

// shoot takes pictures of the page that is open: at three widths, light and
// dark, and printed when asked to.
func (b *browser) shoot(file string) {
	b.t.Helper()
	widths := listed("SHOTS_WIDTHS", "360", "768", "1280")
	schemes := listed("SHOTS_SCHEMES", "light", "dark")
	_, err := chromedp.Call(b.ctx, emulation.SetScrollbarsHidden, emulation.SetScrollbarsHiddenParams{Hidden: true})
	b.must(err)
	for _, width := range widths {
		w, err := strconv.ParseInt(width, 10, 64)
		b.must(err)
		b.must(chromedp.Do(b.ctx, chromedp.EmulateViewport(w, 900)))
		for _, scheme := range schemes {
			if scheme == "dark" && width == "768" {
				continue
			}
			b.scheme(scheme)
			picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
			b.must(err)
			b.must(os.WriteFile(file+width+"-"+scheme+".png", picture, 0o644))
		}
	}
	if os.Getenv("SHOTS_PRINT") != "" {
		b.scheme("light")
		printed, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69})
		b.must(err)
		b.must(os.WriteFile(file+"print.pdf", printed.Data, 0o644))
	}
}

// linksOn gives the addresses on a page that match, each once.
func linksOn(t *testing.T, page, pattern string) []string {
	t.Helper()
	seen := map[string]bool{}
	var found []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(fetch(t, page), -1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			found = append(found, m[1])
		}
	}
	return found
}
