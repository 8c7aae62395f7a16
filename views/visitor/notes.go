package visitor

import "habeas/internal/public"

// notes numbers the sources of a page that is put together from several
// documents, each with its own list. The same source keeps one number.
type notes struct {
	list    []public.CitedSource
	numbers map[string]int
	hidden  int // the one number of all sources that may not be named
}

// newNotes starts with the list of the page's own document, whose numbers stay.
func newNotes(own []public.CitedSource) *notes {
	n := &notes{numbers: map[string]int{}}
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
	for _, q := range s.Quotes {
		n.quote(at, q)
	}
	return at
}

func (n *notes) quote(at int, q public.Quote) {
	for i := range n.list {
		if n.list[i].N != at {
			continue
		}
		for _, have := range n.list[i].Quotes {
			if have == q {
				return
			}
		}
		n.list[i].Quotes = append(n.list[i].Quotes[:len(n.list[i].Quotes):len(n.list[i].Quotes)], q)
	}
}

func appendNew(list []int, n int) []int {
	for _, have := range list {
		if have == n {
			return list
		}
	}
	return append(list, n)
}

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
