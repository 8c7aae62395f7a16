package desk

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"habeas/internal/casebook"
)

// readable gives the text of a capture as a person would read it: decoded,
// and out of a page only what its paragraphs say. Nothing in it is run, and
// nothing that it refers to is fetched.
func readable(body []byte, mediaType string) string {
	if mediaType == casebook.HTML {
		return clean(pageText(body))
	}
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if !utf8.Valid(body) {
		body = decoded(body)
	}
	return clean(string(body))
}

// decoded reads bytes that are not UTF-8 by what they say of themselves, or as
// the character set of Western Europe, which most such text is in.
func decoded(body []byte) []byte {
	encoding, _, _ := charset.DetermineEncoding(body[:min(len(body), 1024)], "")
	if out, err := encoding.NewDecoder().Bytes(body); err == nil {
		return out
	}
	return body
}

// unread are the parts of a page that are no text of it.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true, atom.Nav: true,
	atom.Iframe: true, atom.Object: true, atom.Svg: true, atom.Textarea: true, atom.Select: true, atom.Button: true,
}

// paragraphs are the parts of a page that stand on lines of their own.
var paragraphs = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Br: true, atom.Li: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true,
	atom.Tr: true, atom.Blockquote: true, atom.Section: true, atom.Article: true, atom.Header: true, atom.Footer: true,
	atom.Figcaption: true, atom.Dt: true, atom.Dd: true, atom.Time: true, atom.Hr: true, atom.Table: true, atom.Ul: true, atom.Ol: true,
}

// pageText gives the text of a page, a line for each of its paragraphs. It
// goes by tokens, so that no nesting is too deep for it.
func pageText(page []byte) string {
	var out strings.Builder
	tokens := html.NewTokenizer(bytes.NewReader(decodedPage(page)))
	var within atom.Atom
	for depth := 0; ; {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			if depth == 0 {
				out.WriteString(strings.ReplaceAll(string(tokens.Text()), "\n", " ")) // a line break in a page is a space
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			switch {
			case depth == 0 && unread[tag] && kind == html.StartTagToken:
				within, depth = tag, 1
			case depth > 0 && tag == within && kind == html.StartTagToken:
				depth++
			case depth > 0 && tag == within && kind == html.EndTagToken:
				depth--
			case depth == 0 && paragraphs[tag]:
				out.WriteByte('\n')
			}
		}
	}
}

func decodedPage(page []byte) []byte {
	if utf8.Valid(page) {
		return page
	}
	return decoded(page)
}

// clean leaves letters, one kind of line end, and no empty lines in a row.
func clean(text string) string {
	text = strings.ToValidUTF8(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(text), "\ufffd")
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
