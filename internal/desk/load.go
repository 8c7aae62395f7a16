package desk

import (
	"context"
	"iter"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/store"
)

// LoadRecord puts the published documents of another Habeas into an empty one,
// as they were published there: with their refs, ids, versions and times. It
// answers with fault.Conflict when anything was entered already, accounts
// included, and gives how many it put; all of them are put, or none.
//
// Decided 2026-11-21: they go to the outbox and make no casebook. The desk's
// operations give refs, ids and times of their own and derive what is public
// from what is not: a document names no confidential source and no private
// claim, so that a casebook made from it would publish other sentences, and
// under other ids, than the record that people have cited. What is loaded is
// for showing. Whoever opens cases beside it gets refs that are still free; a
// place or a country that the desk publishes under the same name takes the
// place of the one that was loaded.
func (d *Desk) LoadRecord(ctx context.Context, by access.Actor, record iter.Seq2[public.Publication, error]) (n int, err error) {
	if err := by.May(access.PublishRecord); err != nil {
		return 0, err
	}
	if by.Role != access.System {
		return 0, fault.New(fault.Denied, "A record is loaded by the program itself, with “habeas load”.")
	}
	err = d.do(ctx, by, access.PublishRecord, "LoadRecord", func(a *act) error {
		if err := a.nothingYet(); err != nil {
			return err
		}
		for p, err := range record {
			if err != nil {
				return err
			}
			if err := a.load(p); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return n, d.Republish(ctx)
}

// nothingYet refuses a store in which somebody has begun to work.
func (a *act) nothingYet() error {
	empty, err := a.IsEmpty(a.ctx)
	if err != nil {
		return err
	}
	last, err := a.MaxSeq(a.ctx)
	if err != nil {
		return err
	}
	if !empty || last > 0 {
		return fault.New(fault.Conflict, "There is a casebook in this data folder, and loading never overwrites one. Name an empty folder with --data.")
	}
	return nil
}

// load puts one document into the outbox. One that the shelf could not read is
// refused here, where it can still be undone.
func (a *act) load(p public.Publication) error {
	if p.Document != nil {
		if _, err := shelf.Title(p.Kind, p.Document); err != nil {
			return fault.New(fault.Invalid, "The document of %s %s cannot be read.", p.Kind, p.Key).Because(err)
		}
	}
	if p.Kind == public.DocCase {
		if err := a.TakeRef(casebook.Ref(p.Key)); err != nil {
			return err
		}
	}
	if err := a.mentions(store.Publication(p)); err != nil {
		return err
	}
	return a.EnqueueAs(store.Publication(p))
}

// TakeOffLoaded takes a case that was loaded off the public record for good, as
// [Desk.Withdraw] does with one of the casebook: its page, its earlier editions,
// the stances on it, what other cases say of it, and the sources and places that
// nothing else names. It answers with fault.NotFound when it is not public, and
// with fault.Conflict when it is a case of this casebook, which knows more.
func (d *Desk) TakeOffLoaded(ctx context.Context, by access.Actor, ref casebook.Ref) error {
	defer d.forgetText(ctx)
	return d.do(ctx, by, access.PublishRecord, "TakeOffLoaded", func(a *act) error {
		if by.Role != access.System {
			return fault.New(fault.Denied, "A record is loaded by the program itself, with “habeas load”.")
		}
		own, err := store.List[casebook.Case](a.ctx, a.Tx, map[string]any{"ref": ref})
		if err != nil {
			return err
		}
		if len(own) > 0 {
			return fault.New(fault.Conflict, "%s is a case of this casebook. Withdraw it at the desk.", ref)
		}
		was, err := a.LatestPublication(a.ctx, public.DocCase, string(ref))
		if err != nil {
			return err
		}
		if was == nil || was.Document == nil {
			return fault.New(fault.NotFound, "There is no public case %s here.", ref)
		}
		return a.takeOffLoaded(string(ref), was.Document)
	})
}

func (a *act) takeOffLoaded(ref string, document []byte) error {
	c, err := shelf.Read[public.Case](document)
	if err != nil {
		return err
	}
	if err := a.drop(public.DocCase, ref); err != nil {
		return err
	}
	for _, p := range c.Positions {
		if err := a.drop(public.DocPosition, p.ID); err != nil {
			return err
		}
	}
	for _, other := range pointedAt(c) {
		err := a.rewrite(casebook.Ref(other), func(document []byte) ([]byte, bool, error) { return public.WithoutCase(document, ref) })
		if err != nil {
			return err
		}
	}
	return a.sweep()
}

// pointedAt gives the cases that a case names; those name it, too.
func pointedAt(c *public.Case) (refs []string) {
	for _, o := range c.Overlaps {
		refs = append(refs, o.Ref)
	}
	for _, m := range c.MemberOf {
		refs = append(refs, m.Ref)
	}
	if c.Group != nil {
		for _, s := range c.Group.Slots {
			refs = append(refs, s.Ref)
		}
	}
	return refs
}
