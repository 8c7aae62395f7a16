package pdftext

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"
)

// Reader reads PDFs in a process of its own, one after the other: whatever a
// file does there, the process ends and takes it along.
type Reader struct {
	command []string
	turn    chan struct{}
}

// Limits of one reading in a process of its own.
const (
	longest   = 30 * time.Second // of waiting for it
	maxAnswer = 4 * maxLetters   // in bytes: letters are escaped
	softLimit = "400MiB"         // from which the collector of the process works harder
)

// NewReader makes a reader out of the command whose process calls [Serve].
func NewReader(command ...string) *Reader {
	return &Reader{command: command, turn: make(chan struct{}, 1)}
}

// Read reads a PDF. What a file holds, and a process that does not come to an
// end with it, is a Problem; an error is a process that could not be started,
// or a caller that left.
func (r *Reader) Read(ctx context.Context, file io.Reader) (Document, error) {
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return Document{}, ctx.Err()
	}
	limited, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	child := exec.CommandContext(limited, r.command[0], r.command[1:]...)
	answer := &bounded{left: maxAnswer}
	child.Stdin, child.Stdout = file, answer
	child.Env = []string{"GOMEMLIMIT=" + softLimit, "GOTRACEBACK=none"}
	child.Dir = "/"
	child.WaitDelay = time.Second
	if err := child.Start(); err != nil {
		return Document{}, fmt.Errorf("the reader of PDFs does not start: %w", err)
	}
	err := child.Wait()
	if ctx.Err() != nil {
		return Document{}, ctx.Err()
	}
	var doc Document
	if err != nil || json.Unmarshal(answer.Bytes(), &doc) != nil {
		return Document{Problem: TooMuch}, nil
	}
	return doc, nil
}

// bounded keeps what a process says, up to a bound.
type bounded struct {
	bytes.Buffer
	left int
}

var errTooLong = errors.New("the answer is too long")

func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errTooLong
	}
	return b.Buffer.Write(p)
}

// Serve is the other side of a [Reader]: it takes limits upon its process,
// reads one PDF and writes what it says.
func Serve(ctx context.Context, in io.Reader, out io.Writer) error {
	if err := confine(); err != nil {
		return err
	}
	doc, err := Read(ctx, in)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(doc)
}
