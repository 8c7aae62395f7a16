package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/brief"
	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/when"
)

// Paper is a document that is filled from a case.
type Paper func(w *locale.Words, f *casebook.File, today when.Day, full bool) (*brief.Document, error)

// Brief fills a document from a case. Whole, it holds what the public may not
// see, marked; that takes the permission to take such things out.
func (d *Desk) Brief(ctx context.Context, by access.Actor, ref casebook.Ref, paper Paper, w *locale.Words, today when.Day, whole bool) (*brief.Document, error) {
	p := access.ReadCasebook
	if whole {
		p = access.ExportUnpublished
	}
	f, err := d.file(ctx, by, p, ref)
	if err != nil {
		return nil, err
	}
	return paper(w, f, today, whole)
}
