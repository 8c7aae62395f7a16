package web_test

import (
	"regexp"
	"testing"

	"habeas/internal/access"
)

func TestAHistorySpeaksInWordsAndNotInCodes(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	page := o.signedIn(access.Editor).get("/staff/cases/" + string(o.has.ref) + "/history").body
	cells := regexp.MustCompile(`(?s)<td class="now"[^>]*>(.*?)</td>`).FindAllStringSubmatch(page, -1)
	if len(cells) == 0 {
		t.Fatal("the history shows no values")
	}
	code := regexp.MustCompile(`^\s*(\d{4}-\d{2}(-\d{2})?[~?%]?|\d{4}-\d{2}-\d{2}T[\d:]+Z|[a-z]+_[a-z_]+|true|false)\s*$`)
	for _, cell := range cells {
		if code.MatchString(cell[1]) {
			t.Errorf("the history says %q", cell[1])
		}
	}
}
