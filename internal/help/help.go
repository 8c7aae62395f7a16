// Package help holds the page for somebody whose relative has just been taken:
// a text of ours in each of [locale.Tongues], which stands as long as the
// organisation has written none of its own, and the one way from a text to a
// page. Texts are Markdown; what comes out holds the few elements that a text
// needs, whatever was typed, and no picture, style or script.
//
// The texts in English and Spanish were written by hand. The six others were
// translated with care, but a person who grew up with the language must read
// one before an organisation relies on it.
package help

import (
	"bytes"
	"embed"
	"regexp"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"

	"habeas/internal/locale"
)

//go:embed defaults/*.md
var defaults embed.FS

// Default gives our own text in a language, and in English for one that is not
// among [locale.Tongues].
func Default(l locale.Lang) string {
	text, err := defaults.ReadFile("defaults/" + string(l) + ".md")
	if err != nil {
		text, _ = defaults.ReadFile("defaults/en.md") // it is part of the program
	}
	return string(text)
}

// Split parts a text from its title, which is its first line: “# Title”. A text
// that begins otherwise has no title.
func Split(text string) (title, body string) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	first, rest, _ := strings.Cut(text, "\n")
	if title, ok := strings.CutPrefix(first, "# "); ok {
		return strings.TrimSpace(title), strings.TrimSpace(rest)
	}
	return "", text
}

// HTML gives the body of a text as markup that may stand on a page. Markup in
// the text itself is left out, and a link leads to a page, a mail address or a
// telephone and nowhere else.
func HTML(body string) (string, error) {
	var out bytes.Buffer
	if err := goldmark.Convert([]byte(body), &out); err != nil {
		return "", err
	}
	return policy().Sanitize(out.String()), nil
}

// policy is all that a text may consist of. There is no first heading in it,
// since the page has one, and no picture: it would be asked for elsewhere, by a
// reader who may be watched.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "h2", "h3", "ul", "ol", "li", "strong", "em", "blockquote")
	p.AllowAttrs("start").Matching(regexp.MustCompile(`^[0-9]{1,4}$`)).OnElements("ol")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("https", "http", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	return p
})
