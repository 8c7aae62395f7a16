package difference_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/difference"
)

// shown writes what a person is shown: # before a heading, + − ~ before a line
// that changes, a space before one beside it, and in brackets what is folded.
func shown(parts []difference.Part) string {
	var b strings.Builder
	marks := map[difference.Kind]string{difference.Added: "+", difference.Removed: "-", difference.Changed: "~", difference.Same: " "}
	for _, p := range parts {
		switch {
		case p.Heading != nil:
			fmt.Fprintf(&b, "# %s\n", p.Heading.Title)
		case p.Line != nil:
			said := make([]string, len(p.Line.Spans))
			for i, w := range p.Line.Spans {
				said[i] = w.Text
			}
			fmt.Fprintf(&b, "%s %s\n", marks[p.Line.Kind], strings.Join(said, " "))
		default:
			said := make([]string, len(p.Folded))
			for i, one := range p.Folded {
				if said[i] = one.Text; one.Heading {
					said[i] = "# " + one.Text
				}
			}
			fmt.Fprintf(&b, "(%s)\n", strings.Join(said, " | "))
		}
	}
	return b.String()
}

func TestOnlyWhatChangesIsShownWithALineAroundIt(t *testing.T) {
	t.Parallel()
	lines := func(words string) (html string) {
		for _, w := range strings.Fields(words) {
			if heading, ok := strings.CutPrefix(w, "#"); ok {
				html += "<h2>" + heading + "</h2>"
			} else {
				html += "<p>" + w + "</p>"
			}
		}
		return html
	}
	for _, tt := range []struct{ name, before, after, want string }{
		{"a line in the middle", "a b c d e f g", "a b c X e f g", "(a | b)\n  c\n- d\n+ X\n  e\n(f | g)\n"},
		{"the first line", "a b c", "X b c", "- a\n+ X\n  b\n(c)\n"},
		{"the last line", "a b c", "a b X", "(a)\n  b\n- c\n+ X\n"},
		{"two changes with one line between them", "a b c d e", "X b Y d e", "- a\n+ X\n  b\n- c\n+ Y\n  d\n(e)\n"},
		{"two changes with two lines between them", "a b c d", "X b c Y", "- a\n+ X\n  b\n  c\n- d\n+ Y\n"},
		{"sections that stay are folded with their headings, into one", "#A a #B b #C c d e", "#A a #B b #C c d X", "(# A | a | # B | b)\n# C\n(c)\n  d\n- e\n+ X\n"},
		{"nothing changed", "#A a b", "#A a b", "(# A | a | b)\n"},
		{"a new page", "", "#A a b", "# A\n+ a\n+ b\n"},
		{"a new section", "#A a", "#A a #B b", "(# A | a)\n# B\n+ b\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			all, err := difference.Pages([]byte(lines(tt.before)), []byte(lines(tt.after)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, shown(difference.Parts(all))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
