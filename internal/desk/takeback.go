package desk

import (
	"context"
	"errors"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/store"
)

// Why a document came off the shelf: for good, or until two people put it back.
const (
	withdrawn   = "withdrawn"
	unpublished = shelf.Unpublished
)

// Withdraw takes something off the public record for good and leaves a
// tombstone; a case whose consent was withdrawn does not come back. One person
// is enough. It answers with fault.Conflict when it is withdrawn already.
func (d *Desk) Withdraw(ctx context.Context, by access.Actor, on casebook.Subject, reason string) error {
	return d.takeOff(ctx, by, on, "Withdraw", casebook.Withdrawn, reason)
}

// takeOff takes a subject off the public record, into the given state.
func (d *Desk) takeOff(ctx context.Context, by access.Actor, on casebook.Subject, name string, to casebook.Publication, reason string) error {
	if err := by.May(access.PublishRecord); err != nil {
		return err
	}
	if err := remark("reason", reason, true); err != nil {
		return err
	}
	defer d.forgetText(ctx)
	return d.do(ctx, by, access.PublishRecord, name, func(a *act) error {
		if err := a.inHistoryOf(on); err != nil {
			return err
		}
		a.because(reason)
		return a.off(on, to)
	})
}

// off is the whole of taking something off: its pages, and what waits to be
// published of it.
func (a *act) off(on casebook.Subject, to casebook.Publication) error {
	was, err := a.publicationOf(on)
	switch {
	case err != nil:
		return err
	case was == casebook.Withdrawn:
		return fault.New(fault.Conflict, "This was withdrawn already.")
	case to == casebook.Withdrawn && comesAlong(on.Kind):
		return fault.New(fault.NotFound, "A source or a place is not withdrawn for good. Take it off: it is then marked as for staff.")
	case to == casebook.Draft && was != casebook.Published:
		return fault.New(fault.Conflict, "This is not public, so there is nothing to take off.")
	}
	if a.taking = unpublished; to == casebook.Withdrawn {
		a.taking = withdrawn
	}
	if err := a.takeBack(on); err != nil || to == casebook.Draft {
		return err
	}
	if on.Kind != casebook.OnCountry {
		if err := a.setPublication(on, to); err != nil {
			return err
		}
	}
	return a.bury(on)
}

// bury makes the sign of something that was taken off earlier that of
// something withdrawn.
func (a *act) bury(on casebook.Subject) error {
	kind, key := string(on.Kind), string(on.ID)
	if on.Kind == casebook.OnCase {
		c, err := store.Get[casebook.Case](a.ctx, a.Tx, on.ID)
		if err != nil {
			return err
		}
		key = string(c.Ref)
	}
	latest, err := a.LatestPublication(a.ctx, kind, key)
	if err != nil || latest == nil || latest.Document != nil || latest.Change == withdrawn {
		return err
	}
	_, err = a.Enqueue(store.Publication{Kind: kind, Key: key, Version: latest.Version, At: a.Now, Change: withdrawn})
	return err
}

// takeBack marks the subject as a draft again and takes its document off the
// shelf, with the sources and places that nothing public names any more. It
// only takes away: what of those changed since stays at the desk. What waits to
// be published of it lapses: nothing puts back by itself what was taken off.
func (a *act) takeBack(on casebook.Subject) error {
	defer a.LookWhole()()
	if err := a.lapseOf(on, "taken_off"); err != nil {
		return err
	}
	var err error
	switch on.Kind {
	case casebook.OnCase:
		var f *casebook.File
		if f, err = a.FileByID(a.ctx, on.ID); err == nil {
			err = a.takeBackCase(f)
		}
	case casebook.OnReleaseEvent:
		if err = takeBackRow(a, on, func(row *casebook.ReleaseEvent) *casebook.Publication { return &row.Publication }); err == nil {
			err = a.forgetRelease(on.ID)
		}
	case casebook.OnCount:
		err = takeBackRow(a, on, func(row *casebook.Count) *casebook.Publication { return &row.Publication })
	case casebook.OnPosition:
		err = a.takeBackPosition(on)
	case casebook.OnAdvisory:
		err = takeBackRow(a, on, func(row *casebook.Advisory) *casebook.Publication { return &row.Publication })
	case casebook.OnContext:
		err = takeBackRow(a, on, func(row *casebook.ContextEvent) *casebook.Publication { return &row.Publication })
	case casebook.OnCountry:
		err = errors.Join(a.record(on, nil), a.drop(public.DocCountry, string(on.ID)))
	case casebook.OnSource:
		return a.takeBackSource(on.ID)
	case casebook.OnFacility:
		return a.takeBackFacility(on.ID)
	default:
		return fault.New(fault.NotFound, "This cannot be taken back by itself.")
	}
	if err != nil {
		return err
	}
	return a.sweep()
}

func (a *act) takeBackCase(f *casebook.File) error {
	was, now := f.Case, f.Case
	now.Publication = casebook.Draft
	if err := update(a, casebook.OnCase, now.ID, &was, &now); err != nil {
		return err
	}
	if err := a.drop(public.DocCase, string(f.Case.Ref)); err != nil {
		return err
	}
	for _, p := range f.Positions { // a position on a case cannot stand without it
		if p.Publication == casebook.Published {
			if err := a.takeBack(casebook.Subject{Kind: casebook.OnPosition, ID: p.ID}); err != nil {
				return err
			}
		}
	}
	return a.forget(f)
}

// forget takes the reference of a case that was taken back out of the
// published documents of the cases that point at it.
func (a *act) forget(f *casebook.File) error {
	for _, id := range sortedIDs(f.Others) {
		err := a.rewrite(f.Others[id].Ref, func(document []byte) ([]byte, bool, error) {
			return public.WithoutCase(document, string(f.Case.Ref))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetRelease takes a release event that was taken back out of the published
// documents of the cases in it.
func (a *act) forgetRelease(event casebook.ID) error {
	f, err := a.ReleaseFile(a.ctx, event)
	if err != nil {
		return err
	}
	for _, r := range f.Releases {
		err := a.rewrite(r.Case.Ref, func(document []byte) ([]byte, bool, error) {
			return public.WithoutReleaseEvent(document, string(event))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// rewrite takes something out of the published document of a case; what staff
// have not published yet stays at the desk.
func (a *act) rewrite(ref casebook.Ref, without func(document []byte) ([]byte, bool, error)) error {
	p, err := a.LatestPublication(a.ctx, public.DocCase, string(ref))
	if err != nil || p == nil || p.Document == nil {
		return err
	}
	body, changed, err := without(p.Document)
	if err != nil || !changed {
		return err
	}
	_, err = a.Enqueue(store.Publication{Kind: p.Kind, Key: p.Key, Version: p.Version, At: a.Now, Document: body, Change: "updated", Forget: true})
	return err
}

func takeBackRow[T any](a *act, on casebook.Subject, state func(*T) *casebook.Publication) error {
	was, err := store.Get[T](a.ctx, a.Tx, on.ID)
	if err != nil {
		return err
	}
	now := *was
	*state(&now) = casebook.Draft
	if err := update(a, on.Kind, on.ID, was, &now); err != nil {
		return err
	}
	return a.drop(string(on.Kind), string(on.ID))
}
