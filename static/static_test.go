package static_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"habeas/static"
)

func TestPackedKeepsWhatAStyleSheetSays(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ css, want string }{
		{"/* why */\na { color: red; }\n", "a{color:red;}"},
		{"a,\nb :hover { content: \": \"; }", "a,b :hover{content:\": \";}"},
		{"@media print {\n  a { b: c d; }\n}\n", "@media print{a{b:c d;}}"},
		{".x:not(:checked) ~ .y { --tone: var(--a); }", ".x:not(:checked) ~ .y{--tone:var(--a);}"},
	} {
		if got := string(static.Packed([]byte(tt.css))); got != tt.want {
			t.Errorf("Packed(%q) = %q, want %q", tt.css, got, tt.want)
		}
	}
}

func TestEveryFileHasATypeAndAnAddressOfItsOwn(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range static.All() {
		url := static.URL(f.Name)
		if f.Type == "" || seen[url] || !strings.Contains(url, f.Hash) {
			t.Errorf("%s: type %q, address %s", f.Name, f.Type, url)
		}
		seen[url] = true
	}
	if len(seen) < 2 {
		t.Errorf("%d files, want the styles and the icon at least", len(seen))
	}
}

func TestStylesNameNoSideAndLoadNothing(t *testing.T) {
	t.Parallel()
	for _, f := range static.All() {
		css := string(f.Body)
		if !strings.HasSuffix(f.Name, ".css") {
			continue
		}
		for _, physical := range []string{"margin-left", "margin-right", "padding-left", "padding-right", "border-left", "border-right", "text-align:left", "text-align:right", "float:left", "float:right", ";left:", ";right:", "{left:", "{right:", "url(http"} {
			if strings.Contains(css, physical) {
				t.Errorf("%s says %q", f.Name, physical)
			}
		}
	}
}

func TestThePictureOfPreviewsHasTheSizeThatIsAskedFor(t *testing.T) {
	t.Parallel()
	f, ok := static.Get("img/card.png")
	if !ok {
		t.Fatal("there is no picture")
	}
	picture, err := png.DecodeConfig(bytes.NewReader(f.Body))
	if err != nil || picture.Width != 1200 || picture.Height != 630 || len(f.Body) > 50_000 {
		t.Errorf("it is %d by %d pixels and %d bytes (%v); want 1200 by 630 and at most 50 KB", picture.Width, picture.Height, len(f.Body), err)
	}
}
