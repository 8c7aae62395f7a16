package difference

import "strings"

// Kind says what became of a part of a page.
type Kind int

// The kinds.
const (
	Same Kind = iota
	Added
	Removed
	Changed // a line with words added and removed
)

// Span is some words of a line, kept, added or removed.
type Span struct {
	Kind Kind
	Text string
}

// Line is a paragraph, entry or row. Kept ones that follow each other are one
// line with their number and with the words of each as one span.
type Line struct {
	Kind  Kind
	Kept  int // how many, when Same
	Spans []Span
}

// Section is what stands under one heading; Title is empty above the first.
type Section struct {
	Title string
	Kind  Kind // Added and Removed with everything in it, Changed in parts, Same
	Lines []Line
}

// Pages compares two pages. An empty one is a page that is not there.
func Pages(before, after []byte) ([]Section, error) {
	from, err := blocksOf(before)
	if err != nil {
		return nil, err
	}
	to, err := blocksOf(after)
	if err != nil {
		return nil, err
	}
	return sections(from, to), nil
}

// Differ reports whether anything changed.
func Differ(all []Section) bool {
	for _, s := range all {
		if s.Kind != Same {
			return true
		}
	}
	return false
}

// sections puts the way from one page to the other under its headings.
func sections(from, to []block) []Section {
	var all []Section
	steps := way(from, to)
	for i := 0; i < len(steps); i++ {
		s, b := steps[i], blockOf(steps[i], from, to)
		if len(all) == 0 || all[len(all)-1].Title != b.section {
			all = append(all, Section{Title: b.section, Kind: s.kind})
		}
		in := &all[len(all)-1]
		if in.Kind != s.kind {
			in.Kind = Changed
		}
		switch {
		case b.heading:
		case s.kind == Same:
			in.keep(b.text)
		case s.kind == Removed:
			i += in.remove(steps[i:], from, to) - 1
		default:
			in.Lines = append(in.Lines, Line{Kind: Added, Spans: []Span{{Added, b.text}}})
		}
	}
	return all
}

func blockOf(s op, from, to []block) block {
	if s.kind == Added {
		return to[s.b]
	}
	return from[s.a]
}

// keep adds a line that stays.
func (s *Section) keep(text string) {
	last := len(s.Lines) - 1
	if last < 0 || s.Lines[last].Kind != Same {
		s.Lines = append(s.Lines, Line{Kind: Same})
		last++
	}
	s.Lines[last].Kept++
	s.Lines[last].Spans = append(s.Lines[last].Spans, Span{Same, text})
}

// remove takes the lines that go, from the beginning of steps on. Where lines
// of the same section come in their place and say nearly the same, each pair
// is one changed line. It gives how many steps it took.
func (s *Section) remove(steps []op, from, to []block) int {
	gone, come := run(steps, Removed, s.Title, from, to), []op(nil)
	come = run(steps[len(gone):], Added, s.Title, from, to)
	taken := 0
	for _, g := range gone {
		old, at := from[g.a].text, -1
		for i := taken; i < len(come); i++ {
			if alike(old, to[come[i].b].text) {
				at = i
				break
			}
		}
		if at < 0 {
			s.Lines = append(s.Lines, Line{Kind: Removed, Spans: []Span{{Removed, old}}})
			continue
		}
		for ; taken < at; taken++ {
			s.Lines = append(s.Lines, Line{Kind: Added, Spans: []Span{{Added, to[come[taken].b].text}}})
		}
		s.Lines = append(s.Lines, Line{Kind: Changed, Spans: spans(old, to[come[taken].b].text)})
		taken++
	}
	for ; taken < len(come); taken++ {
		s.Lines = append(s.Lines, Line{Kind: Added, Spans: []Span{{Added, to[come[taken].b].text}}})
	}
	if len(come) > 0 {
		s.Kind = Changed
	}
	return len(gone) + len(come)
}

// run gives the steps of one kind at the beginning that stay in a section.
func run(steps []op, kind Kind, section string, from, to []block) []op {
	n := 0
	for n < len(steps) && steps[n].kind == kind {
		if b := blockOf(steps[n], from, to); b.heading || b.section != section {
			break
		}
		n++
	}
	return steps[:n]
}

// alike reports whether two lines share at least half of their words.
func alike(a, b string) bool {
	from, to := strings.Fields(a), strings.Fields(b)
	kept := 0
	for _, s := range way(from, to) {
		if s.kind == Same {
			kept++
		}
	}
	return 2*kept >= max(len(from), len(to))
}

// spans gives one line as words kept, removed and added.
func spans(a, b string) []Span {
	from, to := strings.Fields(a), strings.Fields(b)
	var all []Span
	for _, s := range way(from, to) {
		word := ""
		if s.kind == Added {
			word = to[s.b]
		} else {
			word = from[s.a]
		}
		if last := len(all) - 1; last >= 0 && all[last].Kind == s.kind {
			all[last].Text += " " + word
			continue
		}
		all = append(all, Span{s.kind, word})
	}
	return all
}
