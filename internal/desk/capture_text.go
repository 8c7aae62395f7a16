package desk

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/pdftext"
)

// PDFReader reads what a PDF says, and is never an error for what a file holds.
type PDFReader interface {
	Read(ctx context.Context, file io.Reader) (pdftext.Document, error)
}

// readOut reads what a PDF says, once, when it comes, and keeps that as a file
// beside it: a text that people quote from must be the same tomorrow. A PDF
// that cannot be read is kept all the same, with why.
func (d *Desk) readOut(ctx context.Context, in Stowed) (text, noText string, err error) {
	if in.kind != casebook.PDF || d.pdfs == nil {
		return "", "", nil
	}
	file, err := d.files.Open(in.kept.SHA256)
	if err != nil {
		return "", "", err
	}
	defer file.Close()
	doc, err := d.pdfs.Read(ctx, file)
	if ctx.Err() != nil {
		return "", "", ctx.Err()
	}
	if err != nil { // the file is safe; its text can be pasted
		d.log.Error("the reader of PDFs failed", "why", err)
		return "", string(pdftext.TooMuch), nil
	}
	if doc.Problem != "" {
		return "", string(doc.Problem), nil
	}
	kept, err := d.files.Keep(strings.NewReader(doc.Text()), maxRead)
	if fault.Is(err, fault.TooLarge) {
		return "", string(pdftext.TooMuch), nil
	}
	return kept.SHA256, "", err
}

// SourceText is what a source says, as people read it.
type SourceText struct {
	Text  string            // a paragraph on each line; empty: nothing of it is kept that can be read here
	Of    *casebook.Capture // where the text is from
	pages []int             // the first paragraph of each page, for a text that has pages
}

// Place gives the page on which a paragraph stands, both counted from 1, and
// its number on that page; page 0 where a text has none.
func (t SourceText) Place(paragraph int) (page, number int) {
	page, _ = slices.BinarySearch(t.pages, paragraph+1) // how many begin here or before
	if page == 0 {
		return 0, paragraph
	}
	return page, paragraph - t.pages[page-1] + 1
}

// maxRead is how much of a capture is read as text, in bytes.
const maxRead = 4 << 20

// CaptureText gives what a source says, out of the newest capture that can be
// read: a text, a page, or a PDF whose text was read when it came. With none
// it gives nothing.
func (d *Desk) CaptureText(ctx context.Context, by access.Actor, source casebook.ID) (SourceText, error) {
	if _, err := d.Source(ctx, by, source); err != nil {
		return SourceText{}, err
	}
	rows, err := d.store.Captures(ctx, source)
	if err != nil || d.files == nil {
		return SourceText{}, err
	}
	for _, c := range rows {
		text, err := d.textOf(&c)
		if fault.Is(err, fault.NotFound) { // verify tells; the desk goes on
			continue
		}
		if err != nil || text.Text != "" {
			return text, err
		}
	}
	return SourceText{}, nil
}

// textOf reads what a capture says, nothing when that cannot be read.
func (d *Desk) textOf(c *casebook.Capture) (SourceText, error) {
	hash := c.SHA256
	switch c.MediaType {
	case casebook.PlainText, casebook.HTML:
	case casebook.PDF:
		if hash = c.TextHash; hash == "" {
			return SourceText{}, nil
		}
	default:
		return SourceText{}, nil
	}
	file, err := d.files.Open(hash)
	if err != nil {
		return SourceText{}, err
	}
	body, err := io.ReadAll(io.LimitReader(file, maxRead))
	if err := errors.Join(err, file.Close()); err != nil {
		return SourceText{}, err
	}
	if c.MediaType == casebook.PDF {
		return paged(string(body), c), nil
	}
	return SourceText{Text: readable(body, c.MediaType), Of: c}, nil
}

// paged puts the pages of a text one after the other, and notes where each
// begins.
func paged(text string, of *casebook.Capture) SourceText {
	out := SourceText{Of: of}
	var all []string
	for page := range strings.SplitSeq(text, "\f") {
		out.pages = append(out.pages, len(all)+1)
		if page = clean(page); page != "" {
			all = append(all, strings.Split(page, "\n")...)
		}
	}
	out.Text = strings.Join(all, "\n")
	return out
}
