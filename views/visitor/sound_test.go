package visitor_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// drawing is the address of a picture that the site draws.
var drawing = regexp.MustCompile(`^/[a-z/]*\.svg(\?|$)`)

// complaints lists what is wrong with a page whatever it is about: what keeps
// somebody from using it, and what our policy on scripts would refuse.
func complaints(doc *html.Node) []string {
	var all []string
	complain := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	ids, labels := map[string]int{}, map[string]bool{}
	level, firsts := 0, 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" {
			ids[id]++
		}
		switch n.Data {
		case "label":
			labels[attr(n, "for")] = true
		case "script", "style", "iframe", "object", "embed":
			if n.Data != "script" || attr(n, "type") != "application/ld+json" { // data, which nothing runs
				complain("<%s> is on the page", n.Data)
			}
		case "h1", "h2", "h3", "h4":
			next := int(n.Data[1] - '0')
			if next > level+1 {
				complain("a heading of level %d follows one of level %d: %s", next, level, content(n))
			}
			if level = next; level == 1 {
				firsts++
			}
			if content(n) == "" {
				complain("an empty %s", n.Data)
			}
		case "img":
			if !drawing.MatchString(attr(n, "src")) || attr(n, "alt") == "" {
				complain("an image that is no picture of ours, or has no text: %s", attr(n, "src"))
			}
		case "a":
			if content(n) == "" && attr(n, "aria-label") == "" {
				complain("a link without words to %s", attr(n, "href"))
			}
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				complain("<%s %s=…> runs or styles in the page", n.Data, a.Key)
			}
			if (a.Key == "src" || n.Data == "link" && attr(n, "rel") == "stylesheet" && a.Key == "href") && !strings.HasPrefix(a.Val, "/static/") && !drawing.MatchString(a.Val) {
				complain("%s loads %s", n.Data, a.Val)
			}
		}
	}
	for id, times := range ids {
		if times > 1 {
			complain("the id %q stands %d times", id, times)
		}
	}
	if firsts != 1 {
		complain("%d headings of the first level, want 1", firsts)
	}
	return append(append(all, unlabelled(doc, labels)...), dangling(doc, ids)...)
}

// unlabelled lists fields of forms without a label.
func unlabelled(doc *html.Node, labels map[string]bool) []string {
	var all []string
	for n := range doc.Descendants() {
		field := n.Data == "select" || n.Data == "textarea" || n.Data == "input" && attr(n, "type") != "hidden"
		if n.Type == html.ElementNode && field && !labels[attr(n, "id")] {
			all = append(all, fmt.Sprintf("the field %q has no label", attr(n, "name")))
		}
	}
	return all
}

// dangling lists references within the page that lead nowhere.
func dangling(doc *html.Node, ids map[string]int) []string {
	var all []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		refs := strings.Fields(attr(n, "aria-labelledby") + " " + attr(n, "aria-describedby") + " " + attr(n, "for"))
		if to, ok := strings.CutPrefix(attr(n, "href"), "#"); ok {
			refs = append(refs, to)
		}
		for _, id := range refs {
			if ids[id] == 0 {
				all = append(all, fmt.Sprintf("<%s> points at #%s, which is not on the page", n.Data, id))
			}
		}
	}
	return all
}

// wrongLanguage checks the language of the page, and that its landmarks are
// all there.
func wrongLanguage(doc *html.Node, lang string) []string {
	var all, landmarks []string
	for n := range doc.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "html" && (attr(n, "lang") != lang || attr(n, "dir") == ""):
			all = append(all, fmt.Sprintf("the page is lang=%q dir=%q, want %s", attr(n, "lang"), attr(n, "dir"), lang))
		case n.Data == "main" || n.Data == "nav" || n.Data == "footer":
			landmarks = append(landmarks, n.Data)
		case n.Data == "bdi" && attr(n, "dir") == "":
			all = append(all, "a name without a direction: "+content(n))
		}
	}
	for _, want := range []string{"main", "nav", "footer"} {
		if !slices.Contains(landmarks, want) {
			all = append(all, "no "+want)
		}
	}
	return all
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func content(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
