package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"habeas/internal/access"
)

// helpRows are the pages of help.
func helpRows(things) []route {
	own := url.Values{"text": {"# مساعدة\n\nنص."}, "reason": {"ours"}}
	return []route{
		{"/staff/help", "/staff/help", "", access.Reader, nil},
		{"/staff/help/:lang", "/staff/help/ar", access.Caseworker, access.Editor, own},
		{"/staff/help/:lang/history", "/staff/help/ar/history", "", access.Reader, nil},
		{"/staff/help/:lang/default", "/staff/help/ar/default", access.Reviewer, access.Editor, url.Values{"version": {"1"}, "reason": {"theirs is better"}}},
	}
}

// The whole life of a page of help: written, read by the public at once,
// changed by two people at a time, opened again as it was, and given back.
func TestAPageOfHelpIsWrittenAndGivenBack(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	editor, anybody := o.signedIn(access.Editor), o.stranger()
	const at = "/staff/help/fa"
	save := func(version, text string) answer {
		return editor.post(at, url.Values{"version": {version}, "text": {text}, "reason": {"a test"}})
	}
	if got := anybody.get("/fa/help"); !strings.Contains(got.body, "۴۸ ساعت نخست") {
		t.Fatalf("before: %d without our text", got.status)
	}
	if got := save("", "# یک\n\nاول"); got.status != http.StatusSeeOther {
		t.Fatalf("the first text: %d", got.status)
	}
	if got := anybody.get("/fa/help"); !strings.Contains(got.body, "<h1>یک</h1>") {
		t.Errorf("saved, the public does not read it")
	}
	must(t, o.Republish(t.Context()))
	if got := anybody.get("/fa/help"); !strings.Contains(got.body, "<h1>یک</h1>") {
		t.Errorf("published anew, the public does not read it")
	}
	if got := save("1", "# دو\n\nدوم"); got.status != http.StatusSeeOther {
		t.Fatalf("the second text: %d", got.status)
	}
	if got := save("1", "# سه\n\nسوم"); got.status != http.StatusConflict || !strings.Contains(got.body, "سوم") {
		t.Errorf("a stale text: %d, want 409 with what was typed", got.status)
	}
	history := editor.get(at + "/history")
	for _, text := range []string{"اول", "دوم"} {
		if !strings.Contains(history.body, text) {
			t.Errorf("the history does not hold %q", text)
		}
	}
	_, from, _ := strings.Cut(history.body[strings.LastIndex(history.body, "?from="):], "=")
	from, _, _ = strings.Cut(from, `"`)
	if got := editor.get(at + "?from=" + from); !strings.Contains(got.body, "اول") {
		t.Errorf("the first text does not open in the form: %d", got.status)
	}
	if got := editor.post(at+"/default", url.Values{"version": {"2"}, "reason": {"ours is better"}}); got.status != http.StatusSeeOther {
		t.Fatalf("giving it back: %d", got.status)
	}
	if got := anybody.get("/fa/help"); !strings.Contains(got.body, "۴۸ ساعت نخست") || strings.Contains(got.body, "دوم") {
		t.Errorf("given back, the public does not read our text")
	}
	if got := editor.get(at + "/history"); !strings.Contains(got.body, "دوم") {
		t.Errorf("given back, the earlier texts are gone")
	}
}

func TestAPreviewOfHelpSavesNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	got := o.signedIn(access.Editor).post("/staff/help/fr", url.Values{"text": {"# Essai\n\n**Fort** <script>x</script>"}, "edit": {"1"}})
	if got.status != http.StatusOK || !strings.Contains(got.body, "<strong>Fort</strong>") || strings.Contains(got.body, "<script>x") {
		t.Errorf("the preview: %d", got.status)
	}
	if got := o.stranger().get("/fr/help"); strings.Contains(got.body, "Essai") {
		t.Error("the public reads a preview")
	}
}
