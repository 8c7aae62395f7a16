package public

import (
	"habeas/internal/casebook"
)

// footnotes numbers the sources of one page as they are first cited, and keeps
// what is quoted from each. A source that may not be named keeps its number
// and nothing else.
type footnotes struct {
	evidence casebook.Evidence
	numbers  map[casebook.ID]int
	listed   []CitedSource
	hidden   int // the one number that all sources share which may not be named
	quoted   map[Quote]map[int]bool
	cited    []casebook.Citation // what counts towards the origins of the whole
}

func newFootnotes(e casebook.Evidence) *footnotes {
	return &footnotes{evidence: e, numbers: map[casebook.ID]int{}, quoted: map[Quote]map[int]bool{}}
}

// of numbers the citations of a subject and gives the numbers for its marks.
func (n *footnotes) of(kind casebook.SubjectKind, id casebook.ID) []int {
	citations := n.evidence.Of(kind, id)
	if kind != casebook.OnOverlap && kind != casebook.OnMechanism {
		n.cited = append(n.cited, citations...)
	}
	var marks []int
	for _, c := range citations {
		mark := n.mark(c)
		if !hasInt(marks, mark) {
			marks = append(marks, mark)
		}
	}
	return marks
}

// origins counts the independent origins of a subject's citations.
func (n *footnotes) origins(kind casebook.SubjectKind, id casebook.ID) int {
	return n.evidence.Origins(n.evidence.Of(kind, id))
}

// all counts the independent origins of everything cited so far that is about
// the case itself: not what is said of another case, or of how a release of
// many came about.
func (n *footnotes) all() int { return n.evidence.Origins(n.cited) }

func (n *footnotes) mark(c casebook.Citation) int {
	src, ok := n.evidence.Sources[c.SourceID]
	if !ok || src.Visibility != casebook.Public {
		return n.withheld()
	}
	mark := n.numbers[src.ID]
	if mark == 0 {
		mark = len(n.listed) + 1
		n.numbers[src.ID] = mark
		n.listed = append(n.listed, citedSource(mark, src))
	}
	n.quote(mark, c)
	return mark
}

// withheld gives the number shared by every source that may not be named: two
// numbers would tell how many there are.
func (n *footnotes) withheld() int {
	if n.hidden == 0 {
		n.hidden = len(n.listed) + 1
		n.listed = append(n.listed, CitedSource{N: n.hidden, Withheld: true})
	}
	return n.hidden
}

func (n *footnotes) quote(mark int, c casebook.Citation) {
	q := Quote{Place: c.Place, Text: c.Quote, Speaker: c.Speaker}
	if origin, ok := n.evidence.Sources[c.OriginID]; ok && origin.Visibility == casebook.Public {
		q.OriginID, q.Origin, q.OriginLabel = string(origin.ID), nameOf(origin), origin.Label
		if q.Origin != "" {
			q.OriginLabel = Text{}
		}
	}
	if q == (Quote{}) || n.quoted[q][mark] {
		return
	}
	if n.quoted[q] == nil {
		n.quoted[q] = map[int]bool{}
	}
	n.quoted[q][mark] = true
	n.listed[mark-1].Quotes = append(n.listed[mark-1].Quotes, q)
}

func citedSource(mark int, s casebook.Source) CitedSource {
	return CitedSource{
		N: mark, ID: string(s.ID), Title: s.Title, Label: s.Label, Publisher: s.Publisher, Author: s.Author,
		Kind: string(s.Kind), URL: s.URL, Archive: s.Archive, Published: s.Published,
		ReadOn: s.ReadOn, Language: s.Language, Reliability: s.Reliability,
	}
}

// nameOf says a source in short: who published it, or what it is called;
// nothing for one that only our own words describe.
func nameOf(s casebook.Source) string {
	if s.Publisher != "" {
		return s.Publisher
	}
	return s.Title
}

func hasInt(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}
