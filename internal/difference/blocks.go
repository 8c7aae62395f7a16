package difference

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is one thing that a reader takes in at once: a paragraph, an entry of
// a list, a row of a table.
type block struct {
	section string // the heading above it
	heading bool
	text    string
}

// wholes are the elements that are one block with all that is in them, unless
// they hold others of their kind.
var wholes = []atom.Atom{atom.P, atom.Li, atom.Tr, atom.Blockquote, atom.Figcaption, atom.Caption, atom.Summary, atom.Dt, atom.Dd}

// unread are the elements that say nothing to a reader of the text.
var unread = []atom.Atom{atom.Script, atom.Style, atom.Template, atom.Head, atom.Svg, atom.Nav, atom.Form, atom.Button}

// blocksOf reads a page into its blocks, in the order of the page.
func blocksOf(page []byte) ([]block, error) {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, err
	}
	r := &reader{}
	r.walk(root)
	r.close()
	return r.blocks, nil
}

// reader walks a page; loose is text that stands in no block yet.
type reader struct {
	blocks  []block
	section string
	loose   strings.Builder
}

func (r *reader) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		r.loose.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && slices.Contains(unread, n.DataAtom), n.Type == html.ElementNode && hidden(n):
		return
	case isHeading(n):
		r.close()
		if r.section = textOf(n); r.section != "" {
			r.blocks = append(r.blocks, block{r.section, true, r.section})
		}
		return
	case isRow(n) || n.Type == html.ElementNode && slices.Contains(wholes, n.DataAtom) && !holdsBlocks(n):
		r.close()
		r.add(textOf(n))
		return
	}
	breaks := n.Type == html.ElementNode && !inline(n)
	if breaks {
		r.close()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(c)
	}
	if breaks {
		r.close()
	}
}

// close makes a block of the text that stood by itself.
func (r *reader) close() {
	r.add(strings.Join(strings.Fields(r.loose.String()), " "))
	r.loose.Reset()
}

func (r *reader) add(text string) {
	if text != "" {
		r.blocks = append(r.blocks, block{r.section, false, text})
	}
}

func isHeading(n *html.Node) bool {
	return n.Type == html.ElementNode && slices.Contains([]atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}, n.DataAtom)
}

// isRow reports whether an element is a pair of a list of facts.
func isRow(n *html.Node) bool {
	return n.Type == html.ElementNode && n.DataAtom == atom.Div && n.Parent != nil && n.Parent.DataAtom == atom.Dl && !holds(n, func(c *html.Node) bool { return c.DataAtom == atom.Li })
}

// holdsBlocks reports whether an element has blocks of its own inside, so that
// it is no single thing to a reader. A list entry of some paragraphs is one.
func holdsBlocks(n *html.Node) bool {
	return holds(n, func(c *html.Node) bool {
		return isHeading(c) || c.DataAtom == atom.Li || c.DataAtom == atom.Tr || c.DataAtom == atom.Dl
	})
}

func holds(n *html.Node, is func(*html.Node) bool) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && is(c) {
			return true
		}
	}
	return false
}

func hidden(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true"
	})
}

// inlines are the elements that do not break a line of text.
var inlines = []atom.Atom{
	atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Em, atom.I, atom.Q, atom.S, atom.Small,
	atom.Span, atom.Strong, atom.Sub, atom.Time, atom.Ins, atom.Del, atom.Mark,
}

func inline(n *html.Node) bool { return slices.Contains(inlines, n.DataAtom) }

// textOf gives what an element says, with one space wherever there is any and
// between parts that stand on lines of their own.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			return
		case n.Type == html.ElementNode && (slices.Contains(unread, n.DataAtom) || hidden(n)):
			return
		}
		apart := n.Type == html.ElementNode && !inline(n)
		if apart {
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if apart {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
