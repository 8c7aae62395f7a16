package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"habeas/internal/config"
	"habeas/internal/evidence"
	"habeas/internal/fault"
	"habeas/internal/shelf"
)

type verifyCommand struct {
	config.Config
	Head bool   `help:"Print the end of the history as one line, to be kept where the casebook is not; or check the line or file given behind it."`
	Kept string `arg:"" optional:"" help:"With --head: a file of such lines, or the hash of one."`
}

// Run checks the casebook and compares the public record with it.
func (v *verifyCommand) Run(ctx context.Context, c console) error {
	if v.Kept != "" && !v.Head {
		return fault.New(fault.Invalid, "Say “habeas verify --head %s” to check a head that was kept.", v.Kept)
	}
	if err := exists(v.Config); err != nil {
		return err
	}
	kept, err := v.kept()
	if err != nil {
		return err
	}
	return with(ctx, v.Config, c.err, false, func(r *rooms) error {
		head, err := r.desk.VerifyHistory(ctx, kept...)
		if err != nil {
			return err
		}
		switch {
		case v.Head && v.Kept == "":
			fmt.Fprintln(c.out, evidence.Head{Count: head.Count, Hash: head.Hash, At: time.Now()})
			return nil
		case v.Head:
			fmt.Fprintf(c.out, "The history holds, and everything that was kept lies on it (%d heads; it has %d entries now).\n", len(kept), head.Count)
			return nil
		}
		if err := v.compare(ctx, r); err != nil {
			return err
		}
		if err := verifyCaptures(ctx, r, c); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "The casebook is sound, its history holds (%d entries), and the public record says what it published.\n", head.Count)
		return nil
	})
}

// kept reads the heads to be looked for: those of a file, or a hash itself.
func (v *verifyCommand) kept() ([]evidence.Head, error) {
	if v.Kept == "" {
		return nil, nil
	}
	file, err := os.Open(v.Kept)
	if errors.Is(err, os.ErrNotExist) {
		h, err := evidence.ParseHead(v.Kept)
		return []evidence.Head{h}, err
	} else if err != nil {
		return nil, err
	}
	defer file.Close()
	return evidence.ReadHeads(file)
}

// compare holds the public record against one that is built beside it.
func (v *verifyCommand) compare(ctx context.Context, r *rooms) error {
	folder, err := os.MkdirTemp(v.Data, "verify-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	scratch, err := shelf.Open(ctx, filepath.Join(folder, "shelf.db"), shelf.Options{Log: r.log, Now: time.Now})
	if err != nil {
		return err
	}
	return errors.Join(r.desk.Verify(ctx, scratch), scratch.Close())
}
