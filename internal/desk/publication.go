package desk

import (
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/store"
)

// publicationOf says where a subject stands on its way to the public. Claims
// about a country have no row of their own: what is published of them says it.
func (a *act) publicationOf(on casebook.Subject) (casebook.Publication, error) {
	var state casebook.Publication
	err := a.publication(on, func(p *casebook.Publication) bool { state = *p; return false })
	return state, err
}

// setPublication moves a subject to another state.
func (a *act) setPublication(on casebook.Subject, to casebook.Publication) error {
	return a.publication(on, func(p *casebook.Publication) bool {
		changed := *p != to
		*p = to
		return changed
	})
}

// backToDraft marks a subject that waited for its first publication as a draft
// again; what is public stays public.
func (a *act) backToDraft(on casebook.Subject) error {
	return a.publication(on, func(p *casebook.Publication) bool {
		if *p != casebook.InReview {
			return false
		}
		*p = casebook.Draft
		return true
	})
}

// publication lends the state of a subject to fn and saves it when fn says so.
func (a *act) publication(on casebook.Subject, fn func(*casebook.Publication) bool) error {
	switch on.Kind {
	case casebook.OnCase:
		return lend(a, on, func(r *casebook.Case) bool { return fn(&r.Publication) })
	case casebook.OnReleaseEvent:
		return lend(a, on, func(r *casebook.ReleaseEvent) bool { return fn(&r.Publication) })
	case casebook.OnCount:
		return lend(a, on, func(r *casebook.Count) bool { return fn(&r.Publication) })
	case casebook.OnPosition:
		return lend(a, on, func(r *casebook.Position) bool { return fn(&r.Publication) })
	case casebook.OnAdvisory:
		return lend(a, on, func(r *casebook.Advisory) bool { return fn(&r.Publication) })
	case casebook.OnContext:
		return lend(a, on, func(r *casebook.ContextEvent) bool { return fn(&r.Publication) })
	case casebook.OnCountry:
		return a.countryPublication(on, fn)
	case casebook.OnSource, casebook.OnFacility:
		return a.alongPublication(on, fn)
	}
	return fault.New(fault.NotFound, "This cannot be published by itself.")
}

func lend[T any](a *act, on casebook.Subject, fn func(*T) bool) error {
	was, err := store.Get[T](a.ctx, a.Tx, on.ID)
	if err != nil {
		return err
	}
	now := *was
	if !fn(&now) {
		return nil
	}
	return update(a, on.Kind, on.ID, was, &now)
}

func (a *act) countryPublication(on casebook.Subject, fn func(*casebook.Publication) bool) error {
	if err := a.exists(on); err != nil {
		return err
	}
	state := casebook.Draft
	latest, err := a.LatestPublication(a.ctx, public.DocCountry, string(on.ID))
	if err != nil {
		return err
	}
	switch {
	case latest != nil && latest.Document != nil:
		state = casebook.Published
	case latest != nil && latest.Change == withdrawn:
		state = casebook.Withdrawn
	}
	fn(&state)
	return nil
}
