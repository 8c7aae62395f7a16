package difference_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/difference"
)

// in writes a comparison for reading: + and − before lines, brackets around
// words, the number of lines that stay.
func in(all []difference.Section) string {
	var b strings.Builder
	marks := map[difference.Kind]string{difference.Added: "+", difference.Removed: "-", difference.Changed: "~", difference.Same: "="}
	for _, s := range all {
		fmt.Fprintf(&b, "%s %s\n", marks[s.Kind], s.Title)
		for _, l := range s.Lines {
			if l.Kind == difference.Same {
				fmt.Fprintf(&b, "  = %d\n", l.Kept)
				continue
			}
			said := make([]string, len(l.Spans))
			for i, w := range l.Spans {
				if said[i] = w.Text; l.Kind == difference.Changed && w.Kind != difference.Same {
					said[i] = "[" + marks[w.Kind] + w.Text + "]"
				}
			}
			fmt.Fprintf(&b, "  %s %s\n", marks[l.Kind], strings.Join(said, " "))
		}
	}
	return b.String()
}

func TestPagesDifferAsAReaderWouldSay(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, before, after, want string }{
		{"nothing changed", `<h1>Ana</h1><p>Held.</p>`, `<h1>Ana</h1> <p>Held.</p>`, "= Ana\n  = 1\n"},
		{"a new page", ``, `<h1>Ana</h1><p>Held.</p>`, "+ Ana\n  + Held.\n"},
		{"a page that goes", `<h1>Ana</h1><p>Held.</p>`, ``, "- Ana\n  - Held.\n"},
		{"a word of a paragraph", `<h1>Ana</h1><p>She is held in Caracas.</p><p>A</p><p>B</p>`, `<h1>Ana</h1><p>She is held in Maracay.</p><p>A</p><p>B</p>`,
			"~ Ana\n  ~ She is held in [-Caracas.] [+Maracay.]\n  = 2\n"},
		{"an entry comes between two", `<h2>Timeline</h2><ol><li><p>8 Jan</p><p>Taken.</p></li><li>10 Jan Charged.</li></ol>`,
			`<h2>Timeline</h2><ol><li><p>8 Jan</p><p>Taken.</p></li><li>9 Jan Moved.</li><li>10 Jan Charged.</li></ol>`,
			"~ Timeline\n  = 1\n  + 9 Jan Moved.\n  = 1\n"},
		{"a row of facts", `<h2>Known</h2><dl><div><dt>Where</dt><dd>not known</dd></div></dl>`, `<h2>Known</h2><dl><div><dt>Where</dt><dd>El Helicoide</dd></div></dl>`,
			"~ Known\n  - Where not known\n  + Where El Helicoide\n"},
		{"a section that stays is one line", `<h2>A</h2><p>1</p><p>2</p><h2>B</h2><p>3</p>`, `<h2>A</h2><p>1</p><p>2</p><h2>B</h2><p>4</p>`,
			"= A\n  = 2\n~ B\n  - 3\n  + 4\n"},
		{"a section that is new", `<h2>A</h2><p>1</p>`, `<h2>A</h2><p>1</p><h2>B</h2><p>2</p>`, "= A\n  = 1\n+ B\n  + 2\n"},
		{"a cell of a table", `<h2>T</h2><table><tr><th>UN</th><td>50</td><td>announced by them</td></tr></table>`, `<h2>T</h2><table><tr><th>UN</th><td>51</td><td>announced by them</td></tr></table>`,
			"~ T\n  ~ UN [-50] [+51] announced by them\n"},
		{"what no reader reads is left out", `<p>A</p><script>1</script><svg><text>2</text></svg><p hidden>3</p><span aria-hidden="true">■</span>`, `<p>A</p>`, "= \n  = 1\n"},
		{"markup in a name is text", `<p>A</p>`, `<p>A</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>`, "~ \n  = 1\n  + <script>alert(1)</script>\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := difference.Pages([]byte(tt.before), []byte(tt.after))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, in(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if want := strings.ContainsAny(tt.want, "+-~"); difference.Differ(got) != want {
				t.Errorf("Differ = %t, want %t", !want, want)
			}
		})
	}
}

// Whatever two pages say, the parts kept and removed are the one before, and
// the parts kept and added the one after.
func TestNothingIsLostOrMadeUp(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	page := func() (html string, words int) {
		for range random.IntN(12) {
			n := 1 + random.IntN(4)
			html += "<p>" + strings.Repeat(string(rune('a'+random.IntN(4)))+" ", n) + "</p>"
			words += n
		}
		return html, words
	}
	for range 2000 {
		before, was := page()
		after, is := page()
		got, err := difference.Pages([]byte(before), []byte(after))
		if err != nil {
			t.Fatal(err)
		}
		gone, come := 0, 0
		for _, s := range got {
			for _, l := range s.Lines {
				for _, w := range l.Spans {
					switch w.Kind {
					case difference.Removed:
						gone += len(strings.Fields(w.Text))
					case difference.Added:
						come += len(strings.Fields(w.Text))
					}
				}
			}
		}
		if was-gone != is-come {
			t.Fatalf("%s → %s: of %d words %d go, of %d words %d are new\n%s", before, after, was, gone, is, come, in(got))
		}
	}
}
