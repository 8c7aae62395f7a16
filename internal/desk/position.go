package desk

import (
	"context"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/store"
)

// A position on a case is part of what is told of it: it comes to the public
// with the case's own publication, or the page of the case changes with the
// publication of the position. One decision of a second person is enough for
// both, and the review shows both.

// latest gives the last publication of a key: the store's, or a transaction's.
type latest interface {
	LatestPublication(ctx context.Context, kind, key string) (*store.Publication, error)
}

// markAlong marks, in a file alone, the positions that come to the public when
// its case does, and gives their ids: those with a source that were never
// public, and those that went with the case and not by themselves.
func markAlong(ctx context.Context, r latest, f *casebook.File) ([]casebook.ID, error) {
	var along []casebook.ID
	for i := range f.Positions {
		p := &f.Positions[i]
		if p.Publication == casebook.Published || p.Publication == casebook.Withdrawn || len(f.Of(casebook.OnPosition, p.ID)) == 0 {
			continue
		}
		alone, err := wentAlone(ctx, r, f.Case.Ref, p.ID)
		if err != nil {
			return nil, err
		}
		if !alone {
			p.Publication, along = casebook.Published, append(along, p.ID)
		}
	}
	return along, nil
}

// wentAlone reports whether a position was taken off by a decision of its own:
// it then comes back by one.
func wentAlone(ctx context.Context, r latest, ref casebook.Ref, id casebook.ID) (bool, error) {
	last, err := r.LatestPublication(ctx, public.DocPosition, string(id))
	if err != nil || last == nil || last.Document != nil {
		return false, err
	}
	its, err := r.LatestPublication(ctx, public.DocCase, string(ref))
	if err != nil {
		return false, err
	}
	return its == nil || its.Document != nil || !its.At.Equal(last.At), nil
}

// bringPositions marks the positions of a case that come along as published. A
// request for one of them by itself lapses: there is nothing left to decide.
func (a *act) bringPositions(f *casebook.File) error {
	ids, err := markAlong(a.ctx, a, f)
	if err != nil {
		return err
	}
	for _, id := range ids {
		on := casebook.Subject{Kind: casebook.OnPosition, ID: id}
		if err := a.lapseOf(on, "with_case"); err != nil {
			return err
		}
		if err := a.setPublication(on, casebook.Published); err != nil {
			return err
		}
	}
	return nil
}

// shelvePositions publishes the positions on a case that the public reads there
// in their own documents, where those say something else.
func (a *act) shelvePositions(f *casebook.File) error {
	for i := range f.Positions {
		if f.Positions[i].Publication == casebook.Published {
			if err := a.shelvePosition(&f.Positions[i], string(f.Case.Ref)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *act) shelvePosition(row *casebook.Position, key string) error {
	_, e, err := a.claimsOn(casebook.Subject{Kind: casebook.OnPosition, ID: row.ID})
	if err != nil {
		return err
	}
	doc := public.ProjectPosition(*row, key, e, public.Stamp{UpdatedAt: a.Now})
	last, err := a.LatestPublication(a.ctx, public.DocPosition, string(row.ID))
	if err != nil {
		return err
	}
	if last != nil && last.Document != nil {
		if same, err := sayTheSame(last.Document, doc); same || err != nil {
			return err
		}
	}
	return a.put(public.DocPosition, string(row.ID), 0, doc) // its sources are among those of the case
}

// publishPosition publishes a position: one on a case with the page of the
// case, as both stand now, so that what a second person agreed to is what the
// public reads.
func (a *act) publishPosition(on casebook.Subject) error {
	row, err := store.Get[casebook.Position](a.ctx, a.Tx, on.ID)
	if err != nil {
		return err
	}
	if row.SubjectKind != casebook.OnCase {
		return publishRow(a, on, func(row *casebook.Position) *casebook.Publication { return &row.Publication },
			func(row *casebook.Position, e casebook.Evidence, s public.Stamp) (any, error) {
				return public.ProjectPosition(*row, string(row.SubjectID), e, s), nil
			})
	}
	c, err := store.Get[casebook.Case](a.ctx, a.Tx, row.SubjectID)
	if err != nil {
		return err
	}
	if c.Publication != casebook.Published {
		return fault.New(fault.Invalid, "This cannot be published yet.").Fix("The position is on %s, which is not public. Publish the case: the position comes along with it.", c.Ref)
	}
	if err := a.embargoOver(casebook.Subject{Kind: casebook.OnCase, ID: c.ID}, a.Now); err != nil {
		return err
	}
	_, e, err := a.claimsOn(on)
	if err != nil {
		return err
	}
	if len(e.Of(on.Kind, on.ID)) == 0 {
		return needsSource()
	}
	if err := a.setPublication(on, casebook.Published); err != nil {
		return err
	}
	return a.publishCase(c.ID)
}

// takeBackPosition takes a position off, and out of the page of its case: what
// staff have not published of the case yet stays at the desk.
func (a *act) takeBackPosition(on casebook.Subject) error {
	row, err := store.Get[casebook.Position](a.ctx, a.Tx, on.ID)
	if err != nil {
		return err
	}
	last, err := a.LatestPublication(a.ctx, public.DocPosition, string(on.ID))
	if err != nil {
		return err
	}
	if err := takeBackRow(a, on, func(row *casebook.Position) *casebook.Publication { return &row.Publication }); err != nil {
		return err
	}
	if row.SubjectKind != casebook.OnCase || last == nil || last.Document == nil {
		return nil
	}
	c, err := store.Get[casebook.Case](a.ctx, a.Tx, row.SubjectID)
	if err != nil {
		return err
	}
	return a.rewrite(c.Ref, func(document []byte) ([]byte, bool, error) {
		return public.WithoutPosition(document, last.Document)
	})
}
