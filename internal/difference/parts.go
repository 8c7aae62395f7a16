package difference

// Part is one piece of a comparison as a person is shown it. It is a heading
// under which something changes, a line that changes or stands right beside one
// that does, or a stretch of what stays, which can be folded away.
type Part struct {
	Heading *Section // under which the parts that follow stand
	Line    *Line    // of Kind Same with its words: it stands beside a change
	Folded  []Folded // what stays, in the order of the page
}

// Folded is one heading or line of what stays.
type Folded struct {
	Heading bool
	Text    string
}

// around is how many lines that stay are shown before and after a change.
const around = 1

// Parts lays a comparison out: whoever decides reads what changes with a line
// around it, and unfolds the rest when they want to.
func Parts(all []Section) []Part {
	var l layout
	for i := range all {
		s := &all[i]
		if s.Kind == Same {
			l.fold(Folded{true, s.Title})
		} else if s.Title != "" {
			l.show(Part{Heading: s})
		}
		lines := single(s.Lines)
		for at := range lines {
			switch {
			case lines[at].Kind != Same, s.Kind != Same && besideChange(lines, at):
				l.show(Part{Line: &lines[at]})
			default:
				l.fold(Folded{false, lines[at].Spans[0].Text})
			}
		}
	}
	l.close()
	return l.parts
}

// layout gathers parts, and what is to be folded until something is shown.
type layout struct {
	parts  []Part
	folded []Folded
}

func (l *layout) fold(one Folded) {
	if one.Text != "" {
		l.folded = append(l.folded, one)
	}
}

func (l *layout) close() {
	if len(l.folded) > 0 {
		l.parts = append(l.parts, Part{Folded: l.folded})
	}
	l.folded = nil
}

func (l *layout) show(p Part) {
	l.close()
	l.parts = append(l.parts, p)
}

// single gives each line that stays by itself.
func single(lines []Line) []Line {
	var all []Line
	for _, line := range lines {
		if line.Kind != Same {
			all = append(all, line)
			continue
		}
		for _, s := range line.Spans {
			all = append(all, Line{Kind: Same, Kept: 1, Spans: []Span{s}})
		}
	}
	return all
}

// besideChange reports whether a line changes near this one.
func besideChange(lines []Line, at int) bool {
	for i := max(0, at-around); i <= min(len(lines)-1, at+around); i++ {
		if lines[i].Kind != Same {
			return true
		}
	}
	return false
}
