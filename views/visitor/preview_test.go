package visitor_test

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"testing"

	"habeas/internal/locale"
)

var (
	linked  = regexp.MustCompile(`(?s)<script([^>]*)>(.*?)</script>`)
	preview = regexp.MustCompile(`<meta (?:property|name)="((?:og|twitter):[a-z:]+)" content="([^"]*)"`)
)

// Search engines are told what can be downloaded, and of nobody who they are.
func TestPagesAreDataSetsAndNobodyIsDescribed(t *testing.T) {
	t.Parallel()
	kinds := map[string]string{"data": "DataCatalog", "counts": "Dataset", "snapshot": "Dataset"}
	met := 0
	for _, l := range locale.Langs {
		for name, page := range gallery(l) {
			body := render(t, page)
			for _, word := range []string{"schema.org/Person", `"Person"`, "itemprop", "itemtype", "vcard", "property=\"profile:"} {
				if strings.Contains(body, word) {
					t.Errorf("%s in %s says %q", name, l, word)
				}
			}
			for _, script := range linked.FindAllStringSubmatch(body, -1) {
				var about struct {
					Type                      string `json:"@type"`
					Name, License, InLanguage string
				}
				if err := json.Unmarshal([]byte(script[2]), &about); err != nil || script[1] != ` type="application/ld+json"` {
					t.Errorf("%s has a script%s that is no data: %v", name, script[1], err)
				}
				if about.Type != kinds[name] || about.Name == "" || about.License == "" || about.InLanguage != string(l) {
					t.Errorf("%s in %s is said to be %+v", name, l, about)
				}
				met++
			}
		}
	}
	if met != len(kinds)*len(locale.Langs) {
		t.Errorf("%d pages are said to be data", met)
	}
}

func TestALinkToAPageIsShownWithThePictureOfTheSite(t *testing.T) {
	t.Parallel()
	cards := map[string]bool{}
	for name, page := range gallery(locale.English) {
		said := map[string]string{}
		for _, m := range preview.FindAllStringSubmatch(render(t, page), -1) {
			said[m[1]] = html.UnescapeString(m[2])
		}
		if len(said) == 0 && strings.HasPrefix(name, "cases-") || name == "chart" || strings.Contains(name, "problem") {
			continue // what a search finds is not shown elsewhere
		}
		if said["og:title"] == "" || said["og:image:alt"] == "" || !strings.HasSuffix(said["og:image"], "/img/card.png") || said["twitter:card"] != "summary_large_image" {
			t.Errorf("a link to %s is shown as %q", name, said)
		}
		cards[said["og:image"]] = true
	}
	if len(cards) != 1 {
		t.Errorf("there are %d pictures", len(cards))
	}
}
