// Command recall measures how well the search of the site finds people whose
// names are written in another way than ours: a list of pairs of names is read,
// one of each pair is published among many others, the other one is looked for.
//
//	go run ./internal/recall FILE.csv
//
// The file has the columns schema, name1, name2 and is_match, as the list of
// labelled pairs of OpenSanctions has (MIT). It is not part of Habeas. Only
// pairs of the schema Person are used. Settings: RECALL_CASES invented cases
// around them (10000).
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: recall FILE.csv")
		os.Exit(2)
	}
	if err := run(ctx, os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "recall:", err)
		os.Exit(1)
	}
}

// run measures both ways: the second name published and the first one looked
// for, and the other way round.
func run(ctx context.Context, file string) error {
	same, others, err := readPairs(file)
	if err != nil {
		return err
	}
	fmt.Printf("%d pairs of names of one person, %d of two people\n", len(same), len(others))
	for _, way := range []struct {
		what string
		turn bool
	}{{"published: the second of each pair; looked for: the first", false}, {"the other way round", true}} {
		fmt.Printf("\n%s\n", way.what)
		if err := measure(ctx, turned(same, way.turn), turned(others, way.turn)); err != nil {
			return err
		}
	}
	return nil
}
