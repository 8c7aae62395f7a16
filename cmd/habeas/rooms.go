package main

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"os"
	"time"

	"habeas/internal/access"
	"habeas/internal/config"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/shelf"
	"habeas/internal/store"
	"habeas/internal/when"
)

// rooms are the two databases opened, with the desk over them.
type rooms struct {
	store     *store.Store
	shelf     *shelf.Shelf
	files     *store.Files
	sealed    *store.Files
	ring      *seal.Ring // nil: no master key
	passwords *access.Passwords
	desk      *desk.Desk
	log       *slog.Logger
	release   func() // lets go of the data folder, when it was locked
}

// system is the actor of what the program does by itself.
var system = access.Actor{ID: "system", Name: "Habeas", Role: access.System}

// open makes the data folder if need be and opens both databases in it. With
// alone it first locks the folder: two servers on one folder would each take
// the other's work for its own.
func open(ctx context.Context, c config.Config, log *slog.Logger, alone bool) (r *rooms, err error) {
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, fault.New(fault.Unavailable, "The data folder cannot be made (%v). Choose another with --data.", err)
	}
	r = &rooms{log: log, release: func() {}}
	defer func() {
		if err != nil {
			r.close()
		}
	}()
	if alone {
		if r.release, err = store.Lock(c.Data); err != nil {
			r.release = func() {}
			return r, err
		}
	}
	if r.store, err = store.Open(ctx, c.CasebookFile(), store.Options{Log: log, Now: time.Now}); err != nil {
		return r, err
	}
	if r.shelf, err = shelf.Open(ctx, c.ShelfFile(), shelf.Options{Log: log, Now: time.Now}); err != nil {
		return r, err
	}
	if r.files, err = store.OpenFiles(c.EvidenceFolder()); err != nil {
		return r, err
	}
	if r.sealed, err = store.OpenFiles(c.SealedFolder()); err != nil {
		return r, err
	}
	if err = r.unlock(ctx, c); err != nil {
		return r, err
	}
	r.passwords = access.NewPasswords(siteWords(c)...)
	r.desk = r.deskWith(rand.Reader)
	return r, r.desk.CatchUp(ctx)
}

// deskWith gives a desk whose new ids come from the given letters.
func (r *rooms) deskWith(letters io.Reader) *desk.Desk {
	return desk.New(desk.Options{Store: r.store, Shelf: r.shelf, Files: r.files, PDFs: pdfReader(), Sealed: r.sealed, Ring: r.ring, Passwords: r.passwords, Rand: letters, Log: r.log})
}

// close closes what is open, the shelf first: the store is the truth.
func (r *rooms) close() error {
	var errs []error
	if r.shelf != nil {
		errs = append(errs, r.shelf.Close())
	}
	if r.store != nil {
		errs = append(errs, r.store.Close())
	}
	r.release()
	return errors.Join(errs...)
}

// with opens the rooms for one command and closes them after it.
func with(ctx context.Context, c config.Config, errs io.Writer, alone bool, fn func(r *rooms) error) error {
	r, err := open(ctx, c, logger(c, errs), alone)
	if err != nil {
		return err
	}
	return errors.Join(fn(r), r.close())
}

// logger writes lines for machines to w. What may be logged is decided where
// it is logged: no names of people, no addresses, no values of a query.
func logger(c config.Config, w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: c.Level()}))
}

// today is the day it is, in UTC.
func today() when.Day { return when.DayOf(time.Now()) }
