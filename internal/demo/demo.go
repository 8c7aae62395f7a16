// Package demo holds the demonstration casebook: what five real news texts of
// January 2026 say about people detained in Venezuela, contradictions
// included. The data files beside this code are embedded in the program, and
// [Load] logs them through the desk's own operations, as a person would.
//
// The files hold facts in our own words, in English and Spanish, and short
// quotations with their attribution. Their entries are the desk's drafts, field
// for field, with a local key by which other entries refer to them. Keys never
// reach the casebook: the loader puts the ids there that the desk gave.
package demo

import (
	"context"
	"embed"
	"fmt"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/store"
)

//go:embed data/*.json
var files embed.FS

// Load logs the demonstration casebook at a desk whose store is empty, and
// publishes all of it. It answers with fault.Conflict when there is something
// in the casebook already, since a second loading would double every entry.
//
// The order is fixed and so are the ids, when the desk was given [Rand]: two
// loadings at the same instant lead to the same shelf.
func Load(ctx context.Context, d *desk.Desk, by access.Actor) error {
	have, err := d.Sources(ctx, by, store.ListFilter{Limit: 1})
	if err != nil {
		return err
	}
	if len(have) > 0 {
		return fault.New(fault.Conflict, "The casebook is not empty. The demonstration is only loaded into an empty one.")
	}
	l := &loader{ctx: ctx, desk: d, by: by, ids: map[string]string{}}
	for _, step := range []func() error{
		l.sources, l.facilities, l.context, l.advisories, l.releaseEvents,
		l.cases, l.releases, l.counts, l.positions, l.countryClaims, l.publish,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// loader carries what the entries need of each other: the ids that the desk
// gave, by kind and key, and what there is to publish.
type loader struct {
	ctx  context.Context
	desk *desk.Desk
	by   access.Actor
	ids  map[string]string // "source/S2" → id, slug, ref or code
	plan plan
}

// plan is what will be published, in the order in which it was logged.
type plan struct {
	linked []casebook.Subject // cases that show other cases or positions on themselves
	cases  []casebook.Subject
	first  []casebook.Subject // release events: cases link to those that are public
	rest   []casebook.Subject
}

// publish makes everything public. A case shows its overlaps and positions
// only once the other side is public too, so a case with any is published
// first, to be seen by the others, and once more at the end.
func (l *loader) publish() error {
	for _, part := range [][]casebook.Subject{l.plan.first, l.plan.linked, l.plan.cases, l.plan.rest, l.plan.linked} {
		for _, on := range part {
			if err := l.desk.Publish(l.ctx, l.by, on); err != nil {
				return fmt.Errorf("demo: publishing %s %s: %w", on.Kind, on.ID, inWords(err))
			}
		}
	}
	return nil
}
