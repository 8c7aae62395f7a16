package brief

import (
	"fmt"
	"io"
	"strings"

	"github.com/gomutex/godocx"
	"github.com/gomutex/godocx/docx"

	"habeas/internal/locale"
)

// DOCX writes a document for a word processor. Headings are headings, so that
// its readers can jump, and sources are a numbered list at the end.
func DOCX(out io.Writer, d *Document) error {
	doc, err := godocx.NewDocument()
	if err != nil {
		return err
	}
	defer doc.Close()
	words := locale.For(d.Lang)
	if _, err := doc.AddHeading(plain(d.Title), 1); err != nil {
		return err
	}
	for _, n := range d.Notices {
		doc.AddParagraph("").AddText(plain(n)).Italic(true)
	}
	for _, s := range d.Sections {
		if _, err := doc.AddHeading(plain(s.Heading), 2); err != nil {
			return err
		}
		for _, item := range s.Items {
			writeItem(doc, words, item)
		}
	}
	if _, err := doc.AddHeading(words.T("brief.sources"), 2); err != nil {
		return err
	}
	for i, s := range d.Sources {
		doc.AddParagraph(plain(fmt.Sprintf("[%d] %s", i+1, s)))
	}
	_, err = doc.WriteTo(out)
	return err
}

func writeItem(doc *docx.RootDoc, words *locale.Words, item Item) {
	if item.Label != "" {
		doc.AddParagraph("").AddText(plain(item.Label)).Bold(true)
	}
	for _, s := range item.Says {
		doc.AddParagraph(plain(s.Line(words)))
	}
}

// Line gives a statement with its numbers, and with its mark when it is for
// staff alone.
func (s Statement) Line(words *locale.Words) string {
	text := strings.TrimSpace(s.Text)
	if s.Staff {
		text += " [" + words.T("brief.staff_only") + "]"
	}
	seen := map[int]bool{}
	for _, n := range s.Cites {
		if !seen[n] {
			text += fmt.Sprintf(" [%d]", n)
		}
		seen[n] = true
	}
	return text
}

// plain leaves out the signs that XML cannot hold.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r >= ' ' && r != 0xFFFE && r != 0xFFFF {
			return r
		}
		return -1
	}, text)
}
