package desk

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// Handed is a file or a text that somebody hands in as a capture.
type Handed struct {
	How  string // casebook.Pasted or casebook.Uploaded
	Name string // of the file, as the sender's machine calls it
	Body io.Reader
}

// Stowed is a file that lies in the evidence folder and belongs to no source
// yet. One that never does is named by “habeas verify” and harms nothing.
type Stowed struct {
	kept            store.Kept
	how, name, kind string
	text, noText    string // what was read out of it: the name of its file, or why there is none
}

// Stow takes a file into the evidence folder as it comes. It gives
// fault.Invalid at “file” for an empty one and for a type that is not kept,
// and fault.TooLarge above [casebook.MaxCapture].
func (d *Desk) Stow(ctx context.Context, by access.Actor, in Handed) (Stowed, error) {
	if err := by.May(access.EditCasebook); err != nil {
		return Stowed{}, err
	}
	if d.files == nil {
		return Stowed{}, fault.New(fault.Unavailable, "This desk keeps no files: it was started without a folder for evidence.")
	}
	body := bufio.NewReaderSize(in.Body, casebook.CaptureHead)
	head, err := body.Peek(casebook.CaptureHead)
	if err != nil && !errors.Is(err, io.EOF) {
		return Stowed{}, err
	}
	if len(head) == 0 {
		return Stowed{}, fault.Field("file", "This file is empty. Choose the file again, or paste the text.")
	}
	out := Stowed{how: in.How, name: casebook.FileName(in.Name)}
	ok := false
	if out.kind, ok = casebook.CaptureType(head, out.name); !ok {
		return Stowed{}, fault.Field("file", "Files of this kind are not kept. Send a PDF, a page as HTML, a picture (PNG, JPEG, GIF, WebP), an archived page (.wacz) or plain text.")
	}
	if out.kept, err = d.files.Keep(body, casebook.MaxCapture); err != nil {
		return Stowed{}, err
	}
	out.text, out.noText, err = d.readOut(ctx, out)
	return out, err
}

// KeepCapture keeps what a source says, as it was read. It gives fault.Invalid
// when the very same file is kept with the source already.
func (d *Desk) KeepCapture(ctx context.Context, by access.Actor, source casebook.ID, in Stowed) (row casebook.Capture, err error) {
	err = d.edit(ctx, by, "KeepCapture", func(a *act) error {
		if _, err := store.Get[casebook.Source](a.ctx, a.Tx, source); err != nil {
			return err
		}
		row, err = a.capture(source, in)
		return err
	})
	return row, err
}

// capture writes the row of a capture and the first entry of its log.
func (a *act) capture(source casebook.ID, in Stowed) (casebook.Capture, error) {
	row := casebook.Capture{
		SourceID: source, SHA256: in.kept.SHA256, Size: in.kept.Size, MediaType: in.kind, How: in.how, Name: in.name,
		TextHash: in.text, NoText: in.noText,
		By: a.by.ID, ByName: a.by.Name, At: a.Now,
	}
	same, err := store.List[casebook.Capture](a.ctx, a.Tx, map[string]any{"source_id": source, "sha256": row.SHA256})
	if err != nil {
		return row, err
	}
	if len(same) > 0 {
		return row, fault.Field("file", "The very same file is kept with this source already. Nothing needs to be done.")
	}
	if err := insert(a, casebook.OnCapture, &row); err != nil {
		return row, err
	}
	return row, a.custody(row.ID, casebook.Received)
}

// custody writes down who had a capture in hand.
func (a *act) custody(capture casebook.ID, what string) error {
	id, err := a.desk.newID()
	if err != nil {
		return err
	}
	return store.Log(a.Tx, &casebook.Custody{ID: id, CaptureID: capture, At: a.Now, By: a.by.ID, ByName: a.by.Name, What: what})
}

// StartSource adds a source together with what was handed in of it.
func (d *Desk) StartSource(ctx context.Context, by access.Actor, in casebook.SourceDraft, handed ...Stowed) (id casebook.ID, err error) {
	row, err := in.Source()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "AddSource", func(a *act) error {
		if err := insert(a, casebook.OnSource, &row); err != nil {
			return err
		}
		id = row.ID
		for _, h := range handed {
			if _, err := a.capture(id, h); err != nil {
				return err
			}
		}
		return a.derive(id, nil, in.DerivedFrom)
	})
	return id, err
}

// Kept is a capture with the log of who had it in hand.
type Kept struct {
	casebook.Capture
	Custody []casebook.Custody
}

// Captures gives what is kept of a source, the newest first.
func (d *Desk) Captures(ctx context.Context, by access.Actor, source casebook.ID) ([]Kept, error) {
	if _, err := d.Source(ctx, by, source); err != nil {
		return nil, err
	}
	rows, err := d.store.Captures(ctx, source)
	if err != nil {
		return nil, err
	}
	all := make([]Kept, len(rows))
	for i, c := range rows {
		all[i].Capture = c
		if all[i].Custody, err = d.store.HeldBy(ctx, c.ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// HandOut opens a capture for somebody who takes a copy, and writes it down.
// It gives fault.NotFound when the capture is not one of the source's.
func (d *Desk) HandOut(ctx context.Context, by access.Actor, source, id casebook.ID) (*casebook.Capture, *os.File, error) {
	if _, err := d.Source(ctx, by, source); err != nil {
		return nil, nil, err
	}
	row, err := store.Get[casebook.Capture](ctx, d.store, id)
	if err == nil && row.SourceID != source || d.files == nil {
		err = fault.New(fault.NotFound, "This source has no such file.")
	}
	if err != nil {
		return nil, nil, err
	}
	file, err := d.files.Open(row.SHA256)
	if err != nil {
		return nil, nil, err
	}
	err = d.do(ctx, by, access.ReadCasebook, "HandOut", func(a *act) error { return a.custody(id, casebook.HandedOut) })
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	return row, file, nil
}

// Paste gives a pasted text as something handed in.
func Paste(text string) Handed {
	clean := strings.ReplaceAll(strings.TrimSpace(text), "\r\n", "\n")
	return Handed{How: casebook.Pasted, Body: bytes.NewReader([]byte(clean))}
}

// Checked says what a look through the evidence found.
type Checked struct {
	Captures int
	Bytes    int64
	Loose    int // files that belong to no capture: an upload that was broken off after its file was whole
}

// VerifyCaptures hashes every capture anew. It gives fault.Conflict that names
// each one that is missing or is not what was kept.
func (d *Desk) VerifyCaptures(ctx context.Context) (Checked, error) {
	var done Checked
	if d.files == nil {
		return done, nil
	}
	state := map[string]string{} // of every file that a capture names; empty for one that is whole
	var broken []string
	err := d.store.EachCapture(ctx, func(c casebook.Capture) error {
		done.Captures++
		if _, before := state[c.SHA256]; !before {
			done.Bytes += c.Size
		}
		for _, hash := range c.Files() {
			if err := d.checkOnce(ctx, hash, state); err != nil {
				return err
			}
			if how := state[hash]; how != "" {
				broken = append(broken, fmt.Sprintf("%s: capture %s of source %s (%s)", how, c.ID, c.SourceID, hash))
			}
		}
		return nil
	})
	if err != nil {
		return done, err
	}
	names, err := d.files.Names()
	for _, name := range names {
		if _, known := state[name]; !known {
			done.Loose++
		}
	}
	if err == nil && len(broken) > 0 {
		err = fault.New(fault.Conflict, "Evidence is not what was kept. Restore these files from a backup: %s.", strings.Join(broken, "; "))
	}
	return done, err
}

// checkOnce hashes a file anew unless that was done, and notes what is wrong
// with it.
func (d *Desk) checkOnce(ctx context.Context, hash string, state map[string]string) error {
	if _, done := state[hash]; done {
		return nil
	}
	err := d.files.Check(ctx, hash)
	switch {
	case fault.Is(err, fault.NotFound):
		state[hash] = "missing"
	case fault.Is(err, fault.Conflict):
		state[hash] = "damaged"
	case err != nil:
		return err
	default:
		state[hash] = ""
	}
	return nil
}
