package web_test

import (
	"regexp"
	"strings"
	"testing"
)

var (
	ownScripts = regexp.MustCompile(`<script src="/static/[0-9a-f]+/js/[a-z.0-9-]+" defer></script>`) // where the policy allows them
	ownData    = regexp.MustCompile(`<script type="application/ld\+json">[^<]*</script>`)             // for search engines: nothing runs it
	anyTag     = regexp.MustCompile(`<[^>]*>`)
	ids        = regexp.MustCompile(` id="([^"]*)"`)
	labelFor   = regexp.MustCompile(`<label[^>]* for="([^"]*)"`)
	controls   = regexp.MustCompile(`<(input|select|textarea)[^>]*>`)
	idOf       = regexp.MustCompile(` id="([^"]*)"`)
	headings   = regexp.MustCompile(`<h([1-6])[ >]`)
	describes  = regexp.MustCompile(` aria-(?:describedby|labelledby)="([^"]*)"`)
	missing    = regexp.MustCompile(`\[(?:staff|label|[a-z_]+)\.[^\]]*\]`)
	emptyBold  = regexp.MustCompile(`<(b|h1|h2|h3|th scope="row")>\s*</`)
)

// summaryOf gives the words of a page's problem, for a test that fails.
func summaryOf(page string) string {
	if i := strings.Index(page, `<main`); i >= 0 {
		page = page[i:]
	}
	text := strings.Join(strings.Fields(anyTag.ReplaceAllString(page, " ")), " ")
	return text[:min(len(text), 400)]
}

// checkPage holds a page of the desk to what every page must have: ids once,
// a label for every field, one first heading, no level left out, no words
// that a catalogue lacks, nothing that runs.
func checkPage(t *testing.T, name, page string) {
	t.Helper()
	seen := map[string]bool{}
	for _, m := range ids.FindAllStringSubmatch(page, -1) {
		if seen[m[1]] {
			t.Errorf("%s: the id %q stands there twice", name, m[1])
		}
		seen[m[1]] = true
	}
	labelled := map[string]bool{}
	for _, m := range labelFor.FindAllStringSubmatch(page, -1) {
		labelled[m[1]] = true
		if !seen[m[1]] {
			t.Errorf("%s: a label is for %q, which is not there", name, m[1])
		}
	}
	for _, tag := range controls.FindAllString(page, -1) {
		if strings.Contains(tag, `type="hidden"`) || strings.Contains(page, "<label>"+tag) { // or its label is around it
			continue
		}
		if id := idOf.FindStringSubmatch(tag); id == nil || !labelled[id[1]] {
			t.Errorf("%s: no label for %s", name, tag)
		}
	}
	for _, m := range describes.FindAllStringSubmatch(page, -1) {
		for _, id := range strings.Fields(m[1]) {
			if !seen[id] {
				t.Errorf("%s: something is described by %q, which is not there", name, id)
			}
		}
	}
	checkHeadings(t, name, page)
	checkLandmarks(t, name, page)
	if lacks := missing.FindString(page); lacks != "" {
		t.Errorf("%s: a catalogue lacks %s", name, lacks)
	}
	page = ownData.ReplaceAllString(ownScripts.ReplaceAllString(page, ""), "")
	for _, never := range []string{"<script", " style=", " onclick=", `href="javascript:`} {
		if strings.Contains(page, never) {
			t.Errorf("%s: the page holds %q", name, never)
		}
	}
}

func checkHeadings(t *testing.T, name, page string) {
	t.Helper()
	last, first := 0, 0
	for _, m := range headings.FindAllStringSubmatch(page, -1) {
		level := int(m[1][0] - '0')
		if level == 1 {
			first++
		}
		if level > last+1 {
			t.Errorf("%s: a heading of level %d follows one of level %d", name, level, last)
		}
		last = level
	}
	if first != 1 {
		t.Errorf("%s: %d first headings, want 1", name, first)
	}
	if empty := emptyBold.FindString(page); empty != "" {
		t.Errorf("%s: %s is empty", name, empty)
	}
}

var (
	landmarks  = regexp.MustCompile(`<(nav|section|aside|form|main|div|ul|ol)( [^>]*)?>`)
	roleOf     = regexp.MustCompile(` role="([a-z]+)"`)
	labelOf    = regexp.MustCompile(` aria-label="([^"]*)"`)
	labelledBy = regexp.MustCompile(` aria-labelledby="([^"]*)"`)
	implicit   = map[string]string{"nav": "navigation", "section": "region", "aside": "complementary", "main": "main"}
)

// checkLandmarks finds landmarks that a screen reader lists twice under one
// name, so that nobody could tell which is which.
func checkLandmarks(t *testing.T, name, page string) {
	t.Helper()
	seen := map[string]bool{}
	for _, m := range landmarks.FindAllStringSubmatch(page, -1) {
		role, label := implicit[m[1]], ""
		if given := roleOf.FindStringSubmatch(m[2]); given != nil {
			role = given[1]
		}
		if by := labelledBy.FindStringSubmatch(m[2]); by != nil {
			label = "#" + by[1]
			if text := regexp.MustCompile(`id="` + by[1] + `"[^>]*>([^<]*)<`).FindStringSubmatch(page); text != nil {
				label = text[1]
			}
		} else if said := labelOf.FindStringSubmatch(m[2]); said != nil {
			label = said[1]
		}
		switch role {
		case "region", "form":
			if label == "" {
				continue // without a name it is no landmark
			}
		case "navigation", "complementary", "main", "search":
		default:
			continue
		}
		if key := role + " " + strings.TrimSpace(label); seen[key] {
			t.Errorf("%s: two landmarks are called %q", name, key)
		} else {
			seen[key] = true
		}
	}
}
