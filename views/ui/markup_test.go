package ui_test

import (
	"html"
	"strings"
	"testing"

	"habeas/internal/names"
	"habeas/views/ui"
)

func TestATextWrittenByHandCannotBecomeMarkup(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "Ana", `<script>alert("1")</script>`, `" onfocus='x' autofocus a="`, "&amp; & &lt;", "Зорван <b>", strings.Repeat(`<"'&>`, 100),
	} {
		var m ui.Markup
		m.Text(text)
		if got, want := m.String(), html.EscapeString(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

func TestWhatIsMarkedCannotBecomeMarkupEither(t *testing.T) {
	t.Parallel()
	var m ui.Markup
	m.Marked(`<b>Ana</b> & "José"`, []names.Span{{From: 3, To: 6}, {From: 14, To: 19}})
	if got, want := m.String(), `&lt;b&gt;<mark>Ana</mark>&lt;/b&gt; &amp; &#34;<mark>José</mark>&#34;`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
