package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"

	"habeas/internal/config"
	"habeas/internal/fault"
	"habeas/internal/keyfile"
	"habeas/internal/seal"
)

// unlock reads the master keys. Without a file of them it gives none, and
// private files stay closed; but a key that is gone while something is sealed
// with it is refused, since a new one would open nothing of that.
func (r *rooms) unlock(ctx context.Context, c config.Config) error {
	ring, err := keyfile.Load(c.KeyFile())
	if !fault.Is(err, fault.NotFound) {
		r.ring = ring
		return err
	}
	has, asked := r.store.Whole().HasCaseKeys(ctx)
	if asked != nil {
		return asked
	}
	if has || c.MasterKeyFile != "" {
		return err
	}
	return nil
}

// makeKey makes the master key at the first start, beside the casebook, when
// no other place was named for it.
func (r *rooms) makeKey(c config.Config, errs io.Writer) error {
	if r.ring != nil {
		if c.MasterKeyFile == "" {
			warnOfKey(c, errs)
		}
		return nil
	}
	ring, err := keyfile.Make(c.KeyFile(), rand.Reader)
	if err != nil {
		return err
	}
	r.ring = ring
	r.desk = r.deskWith(rand.Reader)
	fmt.Fprintf(errs, "A master key for private files was made: %s. Keep a copy of it where nobody else gets to; without it private files never open again.\n", c.KeyFile())
	warnOfKey(c, errs)
	return nil
}

// warnOfKey says what a key in the data folder is worth.
func warnOfKey(c config.Config, errs io.Writer) {
	fmt.Fprintln(errs, "Warning: the master key lies beside the casebook. That protects a stolen copy of the database, and not a stolen disk. Name a file on another disk with --master-key-file or HABEAS_MASTER_KEY_FILE, and move the key there.")
}

// keyCommand looks after the key that private files are sealed with.
type keyCommand struct {
	Rotate keyRotateCommand `cmd:"" help:"Make a new master key and wrap the keys of all private files with it; the server must not run meanwhile."`
}

type keyRotateCommand struct{ config.Config }

// Run exchanges the master key. The file holds both keys until every case is
// wrapped by the new one, so that a power cut at any point leaves a file that
// opens everything; running it again finishes what was broken off.
func (k *keyRotateCommand) Run(ctx context.Context, c console) error {
	if err := exists(k.Config); err != nil {
		return err
	}
	return with(ctx, k.Config, c.err, true, func(r *rooms) error {
		if r.ring == nil {
			return fault.New(fault.NotFound, "There is no master key yet, so there is nothing to rotate. The server makes one when it starts.")
		}
		ring, err := r.ring.Renewed(rand.Reader)
		if err != nil {
			return err
		}
		n, err := r.rotate(ctx, k.Config, ring)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.out, "The master key was exchanged; the keys of %d private files are wrapped by the new one (%s). Copy the new file to where you keep the old one, and destroy the old.\n", n, ring.ID())
		return nil
	})
}

func (r *rooms) rotate(ctx context.Context, c config.Config, ring *seal.Ring) (int, error) {
	if err := keyfile.Replace(c.KeyFile(), ring); err != nil {
		return 0, err
	}
	n, err := r.desk.RotateMaster(ctx, system, ring)
	if err != nil {
		return 0, err // both stay in the file
	}
	return n, keyfile.Replace(c.KeyFile(), ring.First())
}
