package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"habeas/internal/fault"
	"habeas/internal/intake/measure"
)

type suggestCommand struct {
	Facts string `required:"" placeholder:"FILE" help:"Page of facts that people took from the same texts."`
	All   bool   `help:"List what was found as well."`
	Dir   string `arg:"" help:"Folder of the texts, each beginning with the file number that the page gives it."`
}

// least is the share in percent below which the command fails.
const least = 80

// Run reads the texts and prints the share of facts that were suggested.
func (s *suggestCommand) Run(c console) error {
	page, err := os.ReadFile(s.Facts)
	if err != nil {
		return fault.New(fault.NotFound, "The page of facts cannot be read (%v). Name it with --facts.", err)
	}
	facts := measure.Parse(string(page))
	texts, err := textsOf(facts, s.Dir)
	if err != nil {
		return err
	}
	counts, events := measure.Run(facts, texts)
	counts.Print(c.out, s.All)
	events.Print(c.out, s.All)
	if counts.Percent() < least || events.Percent() < least {
		return errors.New("fewer than 80 % were found")
	}
	return nil
}

// textsOf reads the file of each source of the page.
func textsOf(f measure.Facts, dir string) ([]measure.Text, error) {
	var all []measure.Text
	for _, src := range f.Sources {
		found, err := filepath.Glob(filepath.Join(dir, src.File+"*.txt"))
		if err != nil || len(found) != 1 {
			return nil, fault.New(fault.NotFound, "%d files in %s begin with %q; there must be one for each source of the page.", len(found), dir, src.File)
		}
		body, err := os.ReadFile(found[0])
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", src.Key, err)
		}
		all = append(all, measure.Text{Source: src, Body: string(body)})
	}
	return all, nil
}
