package desk

import (
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/store"
)

// takeBack marks the subject as a draft again and takes its document off the
// shelf, with the sources that nothing public rests on any more.
func (a *act) takeBack(on casebook.Subject) error {
	var err error
	e := casebook.Evidence{}
	switch on.Kind {
	case casebook.OnCase:
		var f *casebook.File
		if f, err = a.FileByID(a.ctx, on.ID); err != nil {
			return err
		}
		e, err = f.Evidence, a.takeBackCase(f)
	case casebook.OnReleaseEvent:
		if err = takeBackRow(a, on, func(row *casebook.ReleaseEvent) *casebook.Publication { return &row.Publication }); err == nil {
			err = a.forgetRelease(on.ID)
		}
	case casebook.OnCount:
		err = takeBackRow(a, on, func(row *casebook.Count) *casebook.Publication { return &row.Publication })
	case casebook.OnPosition:
		err = takeBackRow(a, on, func(row *casebook.Position) *casebook.Publication { return &row.Publication })
	case casebook.OnAdvisory:
		err = takeBackRow(a, on, func(row *casebook.Advisory) *casebook.Publication { return &row.Publication })
	case casebook.OnContext:
		err = takeBackRow(a, on, func(row *casebook.ContextEvent) *casebook.Publication { return &row.Publication })
	default:
		return fault.New(fault.NotFound, "This cannot be taken back by itself.")
	}
	if err != nil {
		return err
	}
	if on.Kind != casebook.OnCase {
		if e, err = a.Evidence(a.ctx, on); err != nil {
			return err
		}
	}
	return a.shelveEvidence(e)
}

func (a *act) takeBackCase(f *casebook.File) error {
	was, now := f.Case, f.Case
	now.Publication = casebook.Draft
	if err := update(a, casebook.OnCase, now.ID, &was, &now); err != nil {
		return err
	}
	for _, p := range f.Positions { // a position on a case cannot stand without it
		if p.Publication == casebook.Published {
			if err := a.takeBack(casebook.Subject{Kind: casebook.OnPosition, ID: p.ID}); err != nil {
				return err
			}
		}
	}
	if err := a.drop(public.DocCase, string(f.Case.Ref)); err != nil {
		return err
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
	_, err = a.Enqueue(store.Publication{Kind: p.Kind, Key: p.Key, Version: p.Version, At: a.Now, Document: body, Change: "updated"})
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
