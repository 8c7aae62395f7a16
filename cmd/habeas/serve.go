package main

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"strings"
	"time"

	"habeas/internal/access"
	"habeas/internal/api"
	"habeas/internal/config"
	"habeas/internal/demo"
	"habeas/internal/fault"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/web"
)

type serveCommand struct {
	config.Config
	Demo       bool `help:"Load the demonstration casebook when the store is empty, and print a sign-in for it."`
	PublicOnly bool `help:"Serve the public record alone, from the shelf file; the private casebook is not opened."`
}

// ballast is never touched, so that it takes no memory, and counts when the
// collector decides how much may be thrown away before it comes again: beside
// the few megabytes this program holds it would come hundreds of times a
// second, for a tenth of all processor time.
const ballast = 24 << 20

// drain is how long requests may take to finish when the server is stopped.
const drain = 10 * time.Second

// Run serves until the context ends, then lets requests finish and closes.
func (s *serveCommand) Run(ctx context.Context, c console) error {
	log := logger(s.Config, c.err)
	listener, err := net.Listen("tcp", s.Addr)
	if err != nil {
		return fault.New(fault.Unavailable, "Nothing can listen on %s (%v). Choose another address with --addr.", s.Addr, err)
	}
	defer listener.Close()
	if s.BaseURL == "" || s.Base() == "" { // the port may have been left to the system
		s.BaseURL = "http://" + listener.Addr().String()
	}
	options := web.Options{Config: s.Config, Log: log, Now: time.Now}
	closeAll, err := s.furnish(ctx, c, log, &options)
	if err != nil {
		return err
	}
	options.API = api.New(api.Options{Reading: options.Reading, BaseURL: s.Base()})
	server, err := web.New(options)
	if err != nil {
		return errors.Join(err, closeAll())
	}
	defer runtime.KeepAlive(make([]byte, ballast))
	fmt.Fprintf(c.out, "Habeas is open at %s\n", s.BaseURL)
	end := tick(ctx, log, options.Desk, options.Reading, s.Base())
	err = serve(ctx, server.HTTP(), listener, log)
	end()
	return errors.Join(err, closeAll())
}

// furnish opens what the server needs and gives how to close it again.
func (s *serveCommand) furnish(ctx context.Context, c console, log *slog.Logger, o *web.Options) (func() error, error) {
	if s.PublicOnly {
		sh, err := shelf.OpenReadOnly(ctx, s.ShelfFile(), shelf.Options{Log: log, Now: time.Now})
		if err != nil {
			return nil, err
		}
		o.Reading = reading.New(sh, today)
		return func() error { return errors.Join(o.Reading.Close(), sh.Close()) }, nil
	}
	r, err := open(ctx, s.Config, log, true)
	if err != nil {
		return nil, err
	}
	if err := r.makeKey(s.Config, c.err); err != nil {
		return nil, errors.Join(err, r.close())
	}
	if s.Demo {
		if err := s.loadDemo(ctx, c, r); err != nil {
			return nil, errors.Join(err, r.close())
		}
	}
	o.Reading, o.Desk, o.Sessions = reading.New(r.shelf, today), r.desk, r.store.Sessions()
	o.Attempts = access.NewAttempts(time.Now)
	if err := o.Reading.KeepPast(s.PastDir()); err != nil {
		return nil, errors.Join(err, r.close())
	}
	return func() error { return errors.Join(o.Reading.Close(), r.close()) }, nil
}

// loadDemo fills an empty store with the demonstration and an account for it.
func (s *serveCommand) loadDemo(ctx context.Context, c console, r *rooms) error {
	empty, err := r.store.IsEmpty(ctx)
	if err != nil {
		return err
	}
	if !empty {
		return s.demoIsWhole(ctx, r)
	}
	if err := demo.Load(ctx, r.deskWith(demo.Rand()), system); err != nil {
		return err
	}
	fmt.Fprintln(c.out, "Demonstration casebook loaded. What is published takes two people, so there are two accounts; each password is shown this once.")
	for _, who := range []struct {
		name, display string
		role          access.Role
	}{{"demo", "Demonstration", access.Administrator}, {"second", "Second person", access.Reviewer}} {
		if err := s.demoAccount(ctx, c, r, who.name, who.display, who.role); err != nil {
			return err
		}
	}
	return nil
}

// demoAccount adds an account for the demonstration and says how to sign in.
func (s *serveCommand) demoAccount(ctx context.Context, c console, r *rooms, name, display string, role access.Role) error {
	password, err := newPassword()
	if err != nil {
		return err
	}
	if _, err := r.desk.AddUser(ctx, system, name, display, role, password); err != nil {
		return err
	}
	// A newcomer looks around without a telephone: the accounts of the
	// demonstration need no second factor, and their pages say so.
	if err := r.desk.WaiveSecondFactor(ctx, system, name); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Sign in at %s/account/sign-in as “%s” with the password %s\n", s.BaseURL, name, password)
	return nil
}

// demoIsWhole refuses a data folder in which loading the demonstration was
// broken off: its account is made last.
func (s *serveCommand) demoIsWhole(ctx context.Context, r *rooms) error {
	users, err := r.desk.Users(ctx, system)
	if err == nil && len(users) == 0 {
		err = fault.New(fault.Unavailable, "The demonstration in %s was not loaded to its end. Delete that folder and start again.", s.Data)
	}
	return err
}

// newPassword gives sixteen random letters (80 bits) in groups of four.
func newPassword() (string, error) {
	var b [10]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", err
	}
	text := strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
	return text[:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:], nil
}

// serve answers requests until the context ends and then drains.
func serve(ctx context.Context, server *http.Server, l net.Listener, log *slog.Logger) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(web.Joined(l)) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	log.Info("stopping")
	deadline, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	if err := server.Shutdown(deadline); err != nil {
		return errors.Join(err, server.Close())
	}
	return nil
}
