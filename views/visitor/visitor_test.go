package visitor_test

import (
	"bytes"
	"context"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/static"
	"habeas/views/layout"
	"habeas/views/visitor"
)

var update = flag.Bool("update", false, "write the golden pages anew")

func TestPagesAreAsTheyWereLookedAt(t *testing.T) {
	t.Parallel()
	eachPage(t, func(t *testing.T, name, body string) {
		// The hash of the style sheet changes with every line of it.
		body = regexp.MustCompile(`/static/[0-9a-f]+/`).ReplaceAllString(body, "/static/HASH/")
		golden := filepath.Join("testdata", filepath.FromSlash(name)+".html")
		if *update {
			if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, []byte(lines(body)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), lines(body)); diff != "" {
			t.Errorf("the page changed; look at it, then run with -update (-want +got):\n%s", diff)
		}
	})
}

// lines breaks a page before each tag that begins a block, so that a
// difference shows where it is.
func lines(body string) string {
	return regexp.MustCompile(`<(/?)(html|head|body|main|header|footer|nav|section|article|div|p|h[1-6]|ul|ol|li|dl|dt|dd|table|t[rhd]|form|svg|meta|link|title)\b`).ReplaceAllString(body, "\n<$1$2")
}

func TestEveryPageIsSoundHTML(t *testing.T) {
	t.Parallel()
	eachPage(t, func(t *testing.T, name, body string) {
		doc := parse(t, body)
		lang, _, _ := strings.Cut(name, "/")
		for _, complaint := range append(complaints(doc), wrongLanguage(doc, lang)...) {
			t.Error(complaint)
		}
	})
}

func TestNoWordIsMissing(t *testing.T) {
	t.Parallel()
	missing := regexp.MustCompile(`\[[a-z_]+(\.[a-z0-9_]+)*\]`)
	eachPage(t, func(t *testing.T, name, body string) {
		if found := missing.FindAllString(body, 5); len(found) > 0 {
			t.Errorf("words are missing: %s", strings.Join(found, " "))
		}
	})
}

func TestACasePageWithItsStyleIsSmall(t *testing.T) {
	t.Parallel()
	css, _ := static.Get("css/site.css")
	if got, most := len(css.Body), 16<<10; got > most {
		t.Errorf("the style sheet is %d bytes, at most %d", got, most)
	}
	if got, most := len(css.Body)+len(render(t, gallery(locale.Spanish)["case"])), 40<<10; got > most {
		t.Errorf("a case page with its style is %d bytes, at most %d", got, most)
	}
}

func TestAReleasedPersonNeverReadsMoreCertainThanTheLadder(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		page    string
		say     []string
		neverIn []string
	}{
		{"case-told", []string{"Announced as released; nobody has confirmed it.", "In custody"}, []string{"At liberty", "Out of custody"}},
		{"case-freed", []string{"Reported to have left the place of detention", "We have not verified it", "not a full release"}, []string{"Announced as released; nobody", "No condition is known to be in force"}},
	} {
		body := words(t, gallery(locale.English)[tt.page])
		for _, want := range tt.say {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not say %q", tt.page, want)
			}
		}
		for _, no := range tt.neverIn {
			if strings.Contains(body, no) {
				t.Errorf("%s says %q", tt.page, no)
			}
		}
	}
}

func TestAReleaseIsCalledNeitherFullNorBoundWhenNobodySaysSo(t *testing.T) {
	t.Parallel()
	const full, bound, unknown = "No condition is known to be in force", "This is not a full release", "Whether conditions or charges remain is not known."
	for _, tt := range []struct {
		why  string
		set  func(c *public.Case)
		want string
	}{
		{"a condition in force", func(c *public.Case) {}, bound},
		{"nothing told", func(c *public.Case) { c.Releases[0].Conditions = nil }, unknown},
		{"an open charge", func(c *public.Case) {
			c.Releases[0].Conditions, c.Charges = nil, []public.Charge{{Outcome: "pending"}}
		}, bound},
		{"a condition that ended", func(c *public.Case) { c.Releases[0].Conditions[0].Until = date("2026-01-18") }, unknown},
		{"told to be without any", func(c *public.Case) { c.State.FullyFree = true }, full},
	} {
		f := freed()
		f.Case.State.Code = "at_liberty"
		tt.set(f.Case)
		body := words(t, visitor.Case(visitor.NewCase(page(locale.English, "/cases/x"), f)))
		for _, sentence := range []string{full, bound, unknown} {
			if got := strings.Contains(body, sentence); got != (sentence == tt.want) {
				t.Errorf("%s: %q said = %t", tt.why, sentence, got)
			}
		}
	}
}

func TestANameThatMayNotBeShownLeavesNoTitle(t *testing.T) {
	t.Parallel()
	body := words(t, gallery(locale.English)["case-hidden"])
	for _, want := range []string{"Name withheld (VE-2026-0009)", "We know the name and do not publish it.", "We do not know what the situation is now."} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestMarkupInWhatSourcesSayStaysText(t *testing.T) {
	t.Parallel()
	c := held()
	evil := `<script>alert(1)</script>`
	c.Case.Name.Text, c.Case.Summary.En = evil, evil
	c.Case.Sources[0].URL, c.Case.Sources[0].Title = "javascript:alert(1)", evil
	body := render(t, visitor.Case(visitor.NewCase(page(locale.English, "/cases/VE-2026-0001"), c)))
	for _, no := range []string{"<script", `href="javascript`} {
		if strings.Contains(body, no) {
			t.Errorf("the page holds %q", no)
		}
	}
}

// eachPage runs fn over every page of the gallery in every language; the name
// is language/page.
func eachPage(t *testing.T, fn func(t *testing.T, name, body string)) {
	t.Helper()
	for _, l := range locale.Langs {
		for name, view := range gallery(l) {
			t.Run(string(l)+"/"+name, func(t *testing.T) {
				t.Parallel()
				fn(t, string(l)+"/"+name, render(t, view))
			})
		}
	}
}

func render(t *testing.T, view templ.Component) string {
	t.Helper()
	var buf bytes.Buffer
	if err := view.Render(context.Background(), &buf); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// words gives what a reader reads of a page.
func words(t *testing.T, view templ.Component) string {
	t.Helper()
	var b strings.Builder
	for n := range parse(t, render(t, view)).Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

func parse(t *testing.T, body string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func titled(l locale.Lang, path, key string) layout.Page {
	p := page(l, path)
	p.Title = p.T(key)
	return p
}

func parsed(query string) public.Query {
	values, err := url.ParseQuery(query)
	if err != nil {
		panic(err)
	}
	q, err := public.ParseQuery(values)
	if err != nil {
		panic(err)
	}
	return q
}
