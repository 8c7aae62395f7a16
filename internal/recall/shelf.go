package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"habeas/internal/names"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/store"
	"habeas/internal/synth"
	"habeas/internal/when"
)

// library is a shelf with invented cases, and those of the names that are
// looked for.
type library struct {
	dir   string
	shelf *shelf.Shelf
	room  *reading.Room
	refs  map[string]string // by name
	seq   int64
}

// now is the instant at which everything was published.
var now = time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC)

// newLibrary fills a shelf with invented cases, in a folder of its own.
func newLibrary(ctx context.Context) (l *library, err error) {
	n := 10_000
	if v := os.Getenv("RECALL_CASES"); v != "" {
		if n, err = strconv.Atoi(v); err != nil {
			return nil, fmt.Errorf("RECALL_CASES: %w", err)
		}
	}
	l = &library{refs: map[string]string{}}
	if l.dir, err = os.MkdirTemp("", "habeas-recall"); err != nil {
		return nil, err
	}
	quiet := slog.New(slog.DiscardHandler)
	st, err := store.Open(ctx, filepath.Join(l.dir, "casebook.db"), store.Options{Log: quiet, Now: time.Now})
	if err != nil {
		return l, err
	}
	defer st.Close()
	if err := synth.Fill(ctx, st, synth.Options{Cases: n, Seed: 1}); err != nil {
		return l, err
	}
	if l.shelf, err = shelf.Open(ctx, filepath.Join(l.dir, "shelf.db"), shelf.Options{Log: quiet, Now: time.Now}); err != nil {
		return l, err
	}
	l.room = reading.New(l.shelf, func() when.Day { return when.DayOf(now) })
	return l, l.shelf.Rebuild(ctx, func(put func(public.Publication) error) error {
		return st.LatestPublications(ctx, func(p store.Publication) error {
			l.seq = max(l.seq, p.Seq)
			return put(public.Publication(p))
		})
	})
}

func (l *library) close() {
	if l.room != nil {
		l.room.Close()
		l.shelf.Close()
	}
	os.RemoveAll(l.dir)
}

// publish puts a case of each name on the shelf that has none yet.
func (l *library) publish(ctx context.Context, pairs []pair) error {
	var pubs []public.Publication
	for _, p := range pairs {
		if l.refs[p.published] != "" {
			continue
		}
		ref := fmt.Sprintf("AQ-2026-%04d", len(l.refs)+1)
		l.refs[p.published] = ref
		taken := when.OfDay(when.DayOf(now).AddDays(-30 - 7*len(l.refs)%2000))
		doc, err := json.Marshal(&public.Case{
			Ref: ref, Kind: "person", Name: public.Name{Text: p.published, Script: names.Script(p.published), Kind: "primary"},
			Country: "AQ", Captor: "unknown", Deprivation: "detention", State: public.State{Code: "unknown"},
			Held: public.Held{Taken: taken, End: when.EndOpen}, PublishedAt: now, UpdatedAt: now, Version: 1,
		})
		if err != nil {
			return err
		}
		l.seq++
		pubs = append(pubs, public.Publication{Seq: l.seq, Kind: public.DocCase, Key: ref, Version: 1, At: now, Document: doc, Change: "published"})
	}
	return l.shelf.Apply(ctx, pubs...)
}
