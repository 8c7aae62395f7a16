package reading

import (
	"context"
	"encoding/json"
	"iter"
	"time"

	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// Correction is something published that was put right. Off means that what
// was said, or what is said now, was taken off since: then nothing more is told
// of it than when it was and where.
type Correction struct {
	At        time.Time
	Kind, Key string
	Country   string
	Title     public.Text // what the document is called now
	Off       bool
	Why       public.Text
	Source    *public.CitedSource // which the correction follows; nil when it names none
	Withheld  bool                // it follows one that may not be named
	Parts     []public.Restated
}

// CorrectionQuery narrows the list of corrections; days are of UTC, and both
// are among them.
type CorrectionQuery struct {
	Country  string
	From, To when.Day
	After    string // cursor
	Limit    int    // 0: a hundred
}

// Corrections gives a page of what was put right, newest first, and the cursor
// of the next, empty at the end.
func (r *Room) Corrections(ctx context.Context, q CorrectionQuery) ([]Correction, string, error) {
	of := shelf.Corrections{Country: q.Country, After: q.After, Limit: q.Limit}
	if !q.From.IsZero() {
		of.From = q.From.Time()
	}
	if !q.To.IsZero() {
		of.To = q.To.AddDays(1).Time()
	}
	return r.corrections(ctx, of)
}

// EachCorrection gives all of them, for exports, a page at a time.
func (r *Room) EachCorrection(ctx context.Context, q CorrectionQuery) iter.Seq2[*Correction, error] {
	return func(yield func(*Correction, error) bool) {
		for {
			page, next, err := r.Corrections(ctx, q)
			for i := range page {
				if !yield(&page[i], nil) {
					return
				}
			}
			if err != nil {
				yield(nil, err)
			}
			if err != nil || next == "" {
				return
			}
			q.After = next
		}
	}
}

// shownCorrections is how many corrections the page of a case lists.
const shownCorrections = 20

// correctionsOf gives what was put right of one document, newest first.
func (r *Room) correctionsOf(ctx context.Context, kind, key string) ([]Correction, error) {
	has, err := r.shelf.HasCorrections(ctx, kind, key)
	if err != nil || !has {
		return nil, err
	}
	all, _, err := r.corrections(ctx, shelf.Corrections{Kind: kind, Key: key, Limit: shownCorrections})
	return all, err
}

func (r *Room) corrections(ctx context.Context, q shelf.Corrections) ([]Correction, string, error) {
	rows, next, err := r.shelf.CorrectionsOf(ctx, q)
	if err != nil {
		return nil, "", err
	}
	all := make([]Correction, len(rows))
	for i, row := range rows {
		if all[i], err = correctionOf(row); err != nil {
			return nil, "", err
		}
	}
	return all, next, nil
}

// correctionOf reads one correction from its two editions.
func correctionOf(row shelf.Correction) (Correction, error) {
	c := Correction{At: row.At, Kind: row.Kind, Key: row.Key, Country: row.Country, Title: row.Title, Off: true}
	if row.Said == nil || row.Was == nil || row.Now == nil {
		return c, nil
	}
	var said public.Correction
	if err := json.Unmarshal(row.Said, &said); err != nil {
		return c, err
	}
	var err error
	if c.Parts, err = said.Corrected(row.Kind, row.Was, row.Now); err != nil || len(c.Parts) == 0 {
		return c, err
	}
	c.Off, c.Why = false, said.Why
	c.Source, err = said.SourceOf(row.Kind, row.Now)
	c.Withheld = said.Source != "" && c.Source == nil
	return c, err
}
