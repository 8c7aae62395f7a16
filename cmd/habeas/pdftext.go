package main

import (
	"context"
	"os"

	"habeas/internal/pdftext"
)

// pdfTextCommand is the process in which a PDF is read.
type pdfTextCommand struct{}

// Run reads one PDF.
func (pdfTextCommand) Run(ctx context.Context, c console) error {
	return pdftext.Serve(ctx, c.in, c.out)
}

// pdfReader starts this program again for every PDF. Where its own file cannot
// be named, the desk fails to read PDFs and says so, and keeps them.
func pdfReader() *pdftext.Reader {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	return pdftext.NewReader(self, "pdf-text")
}
