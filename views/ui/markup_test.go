package ui_test

import (
	"html"
	"strings"
	"testing"

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
