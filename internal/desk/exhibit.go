package desk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/store"
)

// KeepExhibit seals a file as it comes and keeps it with the first entry of
// its custody log. Nothing of it touches the disk unsealed. Name is what the
// sender called the file. It gives fault.TooLarge for more than
// [casebook.MaxExhibit] bytes.
func (d *Desk) KeepExhibit(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.ExhibitDraft, name string, r io.Reader) error {
	e, err := in.Exhibit()
	if err != nil {
		return err
	}
	f, err := d.privateCase(ctx, by, ref)
	if err != nil {
		return err
	}
	if err := related(ctx, d.store.Whole(), by, access.EditPrivateFile, f.Case.ID); err != nil {
		return err
	}
	if d.ring == nil || d.sealedFiles == nil {
		return casebook.ErrNoKey()
	}
	if e.Name = casebook.FileName(name); e.Name == "" {
		return fault.Field("file", "Choose the file first.")
	}
	if err := d.sealFile(&e, f.Case.ID, r); err != nil {
		return err
	}
	err = d.private(ctx, by, ref, "KeepExhibit", func(l *locked) error {
		id, err := l.add(store.SealedRow{Kind: lineExhibit}, e)
		if err != nil {
			return err
		}
		return l.handle(id, casebook.Handling{What: casebook.ExhibitReceived, Note: e.From})
	})
	if err != nil {
		_ = d.sealedFiles.Remove(e.Blob) // what stays behind is closed all the same
	}
	return err
}

// sealFile seals a file with a key of its own while it comes, and notes on the
// exhibit what it was. The key goes into the exhibit's line and nowhere else.
func (d *Desk) sealFile(e *casebook.Exhibit, id casebook.ID, r io.Reader) error {
	key, raw, err := seal.NewKey(d.rand)
	if err != nil {
		return err
	}
	hash, counted := sha256.New(), &counter{}
	plain := io.TeeReader(io.LimitReader(r, casebook.MaxExhibit+1), io.MultiWriter(hash, counted))
	sealed, closing := io.Pipe()
	go func() {
		closing.CloseWithError(key.SealStream(closing, d.rand, placeOfFile(id), plain))
	}()
	kept, err := d.sealedFiles.Keep(sealed, 2*casebook.MaxExhibit)
	sealed.CloseWithError(io.ErrClosedPipe) // ends the sealing, when keeping gave up
	if err != nil {
		return err
	}
	e.Blob, e.Key, e.Size, e.SHA256 = kept.SHA256, raw, counted.n, hex.EncodeToString(hash.Sum(nil))
	switch {
	case e.Size > casebook.MaxExhibit:
		err = fault.New(fault.TooLarge, "This file is larger than %d megabytes, and nothing of it was kept. Keep the part that matters.", casebook.MaxExhibit>>20)
	case e.Size == 0:
		err = fault.Field("file", "This file is empty. Choose another.")
	}
	if err != nil {
		_ = d.sealedFiles.Remove(kept.SHA256)
	}
	return err
}

func placeOfFile(id casebook.ID) seal.Place { return seal.Place{Case: string(id), Field: "file"} }

// counter counts what passes, in bytes.
type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

// handle adds an entry to the custody log of an exhibit.
func (l *locked) handle(exhibit casebook.ID, h casebook.Handling) error {
	h.By, h.ByName = l.by.ID, l.by.Name
	_, err := l.add(store.SealedRow{Kind: lineHandling, ParentID: exhibit}, h)
	return err
}

// LogHandling writes down that an exhibit was moved or given back.
func (d *Desk) LogHandling(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, in casebook.HandlingDraft) error {
	h, err := in.Handling()
	if err != nil {
		return err
	}
	return d.private(ctx, by, ref, "LogHandling", func(l *locked) error {
		if _, err := l.line(lineExhibit, id); err != nil {
			return err
		}
		return l.handle(id, h)
	})
}

// OpenExhibit gives an exhibit with a function that writes the file, and notes
// first that it was viewed, by whom and when: reading a file takes the right to
// write its log. The function gives [seal.ErrBroken] when the stored file was
// changed or cut.
func (d *Desk) OpenExhibit(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID) (e *casebook.Exhibit, write func(w io.Writer) error, err error) {
	f, err := d.privateCase(ctx, by, ref)
	if err != nil {
		return nil, nil, err
	}
	if d.sealedFiles == nil {
		return nil, nil, casebook.ErrNoKey()
	}
	err = d.private(ctx, by, ref, "ViewExhibit", func(l *locked) error {
		row, err := l.line(lineExhibit, id)
		if err != nil {
			return err
		}
		e = &casebook.Exhibit{}
		if err := unseal(l.key, *row, e); err != nil {
			return d.broken(*row, err)
		}
		e.Line = lineOf(*row)
		return l.handle(id, casebook.Handling{What: casebook.ExhibitViewed})
	})
	if err != nil {
		return nil, nil, err
	}
	key, err := seal.KeyOf(e.Key)
	if err != nil {
		return nil, nil, err
	}
	file, err := d.sealedFiles.Open(e.Blob)
	if err != nil {
		return nil, nil, err
	}
	bound := cmp.Or(e.Bound, f.Case.ID)
	return e, func(w io.Writer) error { return writeOpened(file, key, bound, w) }, nil
}

// writeOpened writes what a sealed file holds and closes it.
func writeOpened(file *os.File, key seal.Key, id casebook.ID, w io.Writer) error {
	defer file.Close()
	return key.OpenStream(w, placeOfFile(id), file)
}
