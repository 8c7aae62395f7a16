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
	"github.com/chromedp/chromedp"
)

// TestPictures writes a picture of every page into the folder named by SHOTS,
// at three widths, light and dark, for a person to look at.
func TestPictures(t *testing.T) {
	folder := os.Getenv("SHOTS")
	if folder == "" {
		t.Skip("set SHOTS to a folder to get pictures of the pages")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	only := regexp.MustCompile(os.Getenv("SHOTS_ONLY"))
	b := open(t)
	pages := strings.Fields(os.Getenv("SHOTS_PAGES"))
	if len(pages) == 0 {
		pages = []string{"/", "/cases", "/cases?country=VE&state=in_custody", "/cases?q=nobody", "/releases", "/counts", "/countries", "/countries/VE", "/methodology", "/data", "/cases/NO-2026-0001", "/es"}
		pages = append(pages, linksOn(t, "/cases", `href="(/cases/[A-Z]{2}-\d+-\d+)"`)...)
		pages = append(pages, linksOn(t, "/releases", `href="(/releases/[0-9a-z]+)"`)...)
		pages = append(pages, linksOn(t, "/countries/VE", `href="(/(?:facilities|sources)/[0-9a-z-]+)"`)...)
	}
	if strings.Contains(strings.Join(pages, " "), "/staff") {
		signIn(b)
	}
	for _, page := range pages {
		if !only.MatchString(page) {
			continue
		}
		for _, width := range []int64{360, 768, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				if scheme == "dark" && width == 768 {
					continue
				}
				b.shoot(page, width, scheme, filepath.Join(folder, name(page)+"-"+strconv.FormatInt(width, 10)+"-"+scheme+".png"))
			}
		}
	}
}

func name(page string) string {
	return strings.Trim(regexp.MustCompile(`[^A-Za-z0-9]+`).ReplaceAllString(page, "_"), "_") + "_"
}

func (b *browser) shoot(page string, width int64, scheme, file string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	b.must(err)
	b.must(chromedp.Do(b.ctx, chromedp.EmulateViewport(width, 900)))
	b.visit(page)
	picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	b.must(err)
	b.must(os.WriteFile(file, picture, 0o644))
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
