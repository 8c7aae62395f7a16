package visitor

import "habeas/internal/public"

// notes numbers the sources of a page that is put together from several
// documents, each with its own list. The same source keeps one number. What a
// borrowed source is quoted with is left to its own page: a page would
// otherwise repeat what half the country's sources say.
type notes struct {
	list    []public.CitedSource
	own     int // so many of the list are the page's own, the others borrowed
	numbers map[string]int
	hidden  int // the one number of all sources that may not be named
}

// newNotes starts with the list of the page's own document, whose numbers stay.
func newNotes(own []public.CitedSource) *notes {
	n := &notes{own: len(own), numbers: map[string]int{}}
	for _, s := range own {
		n.list = append(n.list, s)
		if s.Withheld {
			n.hidden = s.N
		} else {
			n.numbers[s.ID] = s.N
		}
	}
	return n
}

// cites gives the page's numbers for the numbers of a document.
func (n *notes) cites(sources []public.CitedSource, cites []int) []int {
	var out []int
	for _, c := range cites {
		for _, s := range sources {
			if s.N == c {
				out = appendNew(out, n.number(s))
			}
		}
	}
	return out
}

func (n *notes) number(s public.CitedSource) int {
	at := n.numbers[s.ID]
	if s.Withheld {
		at = n.hidden
	}
	if at == 0 {
		at = len(n.list) + 1
		own := s
		own.N, own.Quotes = at, nil
		n.list = append(n.list, own)
		if s.Withheld {
			n.hidden = at
		} else {
			n.numbers[s.ID] = at
		}
	}
	return at
}

func appendNew(list []int, n int) []int {
	for _, have := range list {
		if have == n {
			return list
		}
	}
	return append(list, n)
}

// ours are the sources of the page's own document.
func (n *notes) ours() []public.CitedSource { return n.list[:n.own] }

// borrowed are those that the rest of the page rests on.
func (n *notes) borrowed() []public.CitedSource { return n.list[n.own:] }

// recited gives claims that cite by the page's numbers instead of those of
// the document that they come from.
func recited(n *notes, sources []public.CitedSource, claims []public.Claim) []public.Claim {
	out := make([]public.Claim, len(claims))
	for i, c := range claims {
		c.Cites = n.cites(sources, c.Cites)
		out[i] = c
	}
	return out
}
