package staff

import (
	"cmp"
	"strings"

	"habeas/internal/casebook"
)

// ListName says a list in a line: its title, or whose it is.
func (p Page) ListName(l casebook.List) string {
	return cmp.Or(p.text(l.Title), p.text(l.Claimant))
}

// slugOf makes of a value what can stand in an id.
func slugOf(value string) string { return strings.ReplaceAll(value, ":", "-") }

// FrameName says by which criteria a case was judged.
func (p Page) FrameName(a casebook.Assessment) string {
	if a.Frame == casebook.OwnFrame {
		return p.text(a.Name)
	}
	return p.Label("frame", string(a.Frame))
}

// criterion says one criterion in words.
func (p Page) criterion(a casebook.Assessment, f casebook.Finding) string {
	if f.Criterion == "" {
		return p.text(f.Label)
	}
	return p.Label(string(a.Frame), f.Criterion)
}
