package pdftext

import (
	"context"
	"errors"
	"io"
	"strings"
)

// Document is what a PDF says.
type Document struct {
	// Pages holds the paragraphs of each page, in the order in which they are
	// read. It is empty when there is a Problem.
	Pages [][]string `json:"pages,omitempty"`
	// Problem says why there is no text, empty when there is some.
	Problem Problem `json:"problem,omitempty"`
}

// Problem is why a PDF gives no text.
type Problem string

// The problems that a PDF can have.
const (
	Broken   Problem = "broken"   // it is no PDF, or a damaged one
	Locked   Problem = "locked"   // it asks for a password
	Pictures Problem = "pictures" // its pages hold no letters: a scan
	TooMuch  Problem = "too_much" // reading it takes more time or memory than it is given
)

// Bounds of one reading. An article has some pages; a report of some hundred is
// read as well, and what is longer is cut there.
const (
	maxPages   = 1000
	maxLetters = 2 << 20
)

// MaxFile is the size of a file that is read, in bytes.
const MaxFile = 50 << 20

// Read reads a PDF in this process. Use a [Reader] for files that strangers
// made. Nothing that a file holds is an error: it is a Problem.
func Read(ctx context.Context, file io.Reader) (Document, error) {
	body, err := io.ReadAll(io.LimitReader(file, MaxFile+1))
	if err != nil {
		return Document{}, err
	}
	if len(body) > MaxFile {
		return Document{Problem: TooMuch}, nil
	}
	e, err := newEngine(ctx)
	if err != nil {
		return Document{}, err
	}
	defer e.close()
	doc, err := e.read(body)
	var stopped *stoppedError
	if errors.As(err, &stopped) {
		return Document{Problem: TooMuch}, nil
	}
	return doc, err
}

// Text gives the paragraphs of all pages, one on each line, and a form feed
// where a page ends.
func (d Document) Text() string {
	pages := make([]string, len(d.Pages))
	for i, paragraphs := range d.Pages {
		pages[i] = strings.Join(paragraphs, "\n")
	}
	return strings.Join(pages, "\n\f")
}
