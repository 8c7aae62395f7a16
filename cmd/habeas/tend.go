package main

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"habeas/internal/config"
	"habeas/internal/fault"
	"habeas/internal/synth"
)

type republishCommand struct{ config.Config }

// Run builds the public record anew; the server must not run meanwhile.
func (p *republishCommand) Run(ctx context.Context, c console) error {
	if err := exists(p.Config); err != nil {
		return err
	}
	return with(ctx, p.Config, c.err, true, func(r *rooms) error {
		if err := r.desk.Republish(ctx); err != nil {
			return err
		}
		fmt.Fprintln(c.out, "The public record was built anew from the casebook.")
		return nil
	})
}

// exists refuses a data folder without a casebook: a slip in a path must not
// end in an all-clear over an empty one.
func exists(c config.Config) error {
	if _, err := os.Stat(c.CasebookFile()); err != nil {
		return fault.New(fault.NotFound, "There is no casebook in %s. Name its folder with --data.", c.Data)
	}
	return nil
}

type configCommand struct{ config.Config }

// Run prints the settings in force.
func (p *configCommand) Run(c console) error { return p.Dump(c.out) }

type versionCommand struct{}

// Run prints the version that the program was built from.
func (versionCommand) Run(c console) error {
	info, ok := debug.ReadBuildInfo()
	version, made := "unknown", ""
	if ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				made = " (" + s.Value + ")"
			}
		}
	}
	_, err := fmt.Fprintf(c.out, "habeas %s%s\n", version, made)
	return err
}

type synthCommand struct {
	config.Config
	Cases int    `default:"1000" help:"How many cases."`
	Seed  uint64 `default:"1" help:"The same seed gives the same casebook."`
}

// Run fills an empty data folder with made-up cases.
func (s *synthCommand) Run(ctx context.Context, c console) error {
	return with(ctx, s.Config, c.err, true, func(r *rooms) error {
		start := time.Now()
		if err := synth.Fill(ctx, r.store, synth.Options{Cases: s.Cases, Seed: s.Seed}); err != nil {
			return err
		}
		if err := r.desk.Republish(ctx); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "Made %d synthetic cases in %s.\n", s.Cases, time.Since(start).Round(time.Millisecond))
		return nil
	})
}
