package desk

import (
	"context"
	"encoding/json"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/store"
)

// Sources and places of detention are not published by a decision of their
// own at first: they come along with what names them. Once they stand there, a
// change of them takes two people like any other; taking off takes one.

// comesAlong reports whether things of a kind come to the public along with
// what names them.
func comesAlong(kind casebook.SubjectKind) bool {
	return kind == casebook.OnSource || kind == casebook.OnFacility
}

// alongKey gives under which kind and key a source or a place stands in public.
func alongKey(ctx context.Context, r store.Reader, on casebook.Subject) (kind, key string, err error) {
	if on.Kind == casebook.OnSource {
		return public.DocSource, string(on.ID), isThere[casebook.Source](ctx, r, on.ID)
	}
	place, err := store.Get[casebook.Facility](ctx, r, on.ID)
	if err != nil {
		return "", "", err
	}
	return public.DocFacility, place.Slug, nil
}

// alongPublication lends where a source or a place stands: published while it
// has a page, a draft otherwise. Their rows say nothing of it.
func (a *act) alongPublication(on casebook.Subject, fn func(*casebook.Publication) bool) error {
	kind, key, err := alongKey(a.ctx, a.Tx, on)
	if err != nil {
		return err
	}
	latest, err := a.LatestPublication(a.ctx, kind, key)
	if err != nil {
		return err
	}
	state := casebook.Draft
	if latest != nil && latest.Document != nil {
		state = casebook.Published
	}
	fn(&state)
	return nil
}

// publishSource shows the page of a source as it stands, and those of what it
// repeats. It answers with fault.Invalid when it may not be named, or when
// nothing public names it.
func (a *act) publishSource(id casebook.ID) error {
	src, err := store.Get[casebook.Source](a.ctx, a.Tx, id)
	if err != nil {
		return err
	}
	shown, err := a.mayStand(*src)
	if err != nil {
		return err
	}
	if !shown {
		return notAlong(src.Visibility)
	}
	e, err := derivationsOf(a.ctx, a.Tx, *src)
	if err != nil {
		return err
	}
	if err := a.shelveSource(*src); err != nil {
		return err
	}
	return a.shelveEvidence(e)
}

// publishFacility shows the page of a place as it stands, with its sources. It
// answers with fault.Invalid when nothing public names it.
func (a *act) publishFacility(id casebook.ID) error {
	shown, err := a.isPublic(casebook.Subject{Kind: casebook.OnFacility, ID: id})
	if err != nil {
		return err
	}
	if !shown {
		place, err := a.place(id)
		if err != nil {
			return err
		}
		return notAlong(place.Visibility)
	}
	return a.reshelveFacility(id)
}

// notAlong says why a source or a place cannot have a public page.
func notAlong(v casebook.Visibility) error {
	f := fault.New(fault.Invalid, "This cannot be published yet.")
	if v != casebook.Public {
		return f.Fix("It is marked as not for the public. Mark it as public, if it may be named.")
	}
	return f.Fix("Nothing public names it. It is shown along with the first case, number or event that does.")
}

// takeBackSource marks a source as for staff and takes it off.
func (a *act) takeBackSource(id casebook.ID) error {
	was, err := store.Get[casebook.Source](a.ctx, a.Tx, id)
	if err != nil {
		return err
	}
	now := *was
	now.Visibility = casebook.Staff
	if err := update(a, casebook.OnSource, id, was, &now); err != nil {
		return err
	}
	return a.unnameSource(now)
}

// takeBackFacility marks a place as for staff and takes it off.
func (a *act) takeBackFacility(id casebook.ID) error {
	was, err := store.Get[casebook.Facility](a.ctx, a.Tx, id)
	if err != nil {
		return err
	}
	now := *was
	now.Visibility = casebook.Staff
	if err := update(a, casebook.OnFacility, id, was, &now); err != nil {
		return err
	}
	return a.unnameFacility(now)
}

// unnameSource takes a source that may no longer be named off the shelf, and
// out of every published document. Only the source changes in those documents:
// what staff have not published yet stays at the desk.
func (a *act) unnameSource(src casebook.Source) error {
	defer a.LookWhole()()
	if err := a.lapseOf(casebook.Subject{Kind: casebook.OnSource, ID: src.ID}, "taken_off"); err != nil {
		return err
	}
	if err := a.redactAll(func(p store.Publication) ([]byte, bool, error) {
		return public.WithoutSource(p.Kind, p.Document, string(src.ID))
	}); err != nil {
		return err
	}
	if err := a.unpage(public.DocSource, string(src.ID)); err != nil {
		return err
	}
	return a.sweep()
}

// unnameFacility takes a place that may no longer be named off the shelf, and
// out of every published document.
func (a *act) unnameFacility(place casebook.Facility) error {
	defer a.LookWhole()()
	on := casebook.Subject{Kind: casebook.OnFacility, ID: place.ID}
	if err := a.lapseOf(on, "taken_off"); err != nil {
		return err
	}
	if err := a.redactAll(func(p store.Publication) ([]byte, bool, error) {
		return public.WithoutFacility(p.Kind, p.Document, place.Slug)
	}); err != nil {
		return err
	}
	if err := a.unpage(public.DocFacility, place.Slug); err != nil {
		return err
	}
	return a.sweep()
}

// unpage takes off the page of what may no longer be named, after it was taken
// out of the documents that stand: the shelf then takes it out of the earlier
// editions of everything, too.
func (a *act) unpage(kind, key string) error {
	latest, err := a.LatestPublication(a.ctx, kind, key)
	if err != nil || latest == nil {
		return err
	}
	if latest.Document != nil {
		was := a.unnaming
		a.unnaming = true
		defer func() { a.unnaming = was }()
		return a.drop(kind, key)
	}
	_, err = a.Enqueue(store.Publication{Kind: kind, Key: key, Version: latest.Version, At: a.Now, Change: latest.Change, Forget: true})
	return err
}

// redactAll takes something out of every published document that holds it, and
// of every earlier edition.
func (a *act) redactAll(without func(p store.Publication) ([]byte, bool, error)) error {
	each := func(put func(p store.Publication, body []byte) error) func(store.Publication) error {
		return func(p store.Publication) error {
			if p.Document == nil {
				return nil
			}
			body, changed, err := without(p)
			if err != nil || !changed {
				return err
			}
			return put(p, body)
		}
	}
	if err := a.LatestPublications(a.ctx, each(func(p store.Publication, body []byte) error {
		_, err := a.Enqueue(store.Publication{Kind: p.Kind, Key: p.Key, Version: p.Version, At: a.Now, Document: body, Change: "updated"})
		return err
	})); err != nil {
		return err
	}
	return a.Publications(a.ctx, each(func(p store.Publication, body []byte) error { return a.Rewrite(p.Seq, body) }))
}

// Along is where a source or a place stands: whether it has a public page, and
// whether that page would read differently if two people agreed to it now.
type Along struct {
	State   casebook.Publication
	Changed bool
}

// Along gives where a source or a place stands, for its page at the desk.
func (d *Desk) Along(ctx context.Context, by access.Actor, on casebook.Subject) (Along, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return Along{}, err
	}
	if !comesAlong(on.Kind) {
		return Along{}, fault.New(fault.NotFound, "This cannot be published by itself.")
	}
	kind, key, err := alongKey(ctx, v, on)
	if err != nil {
		return Along{}, err
	}
	latest, err := v.LatestPublication(ctx, kind, key)
	if err != nil || latest == nil || latest.Document == nil {
		return Along{State: casebook.Draft}, err
	}
	would, err := d.documentAlong(ctx, on)
	return Along{State: casebook.Published, Changed: err == nil && string(would) != string(latest.Document)}, err
}

// documentAlong gives the public page of a source or a place as it stands, of
// all there is: what is published does not depend on who looks.
func (d *Desk) documentAlong(ctx context.Context, on casebook.Subject) ([]byte, error) {
	v := d.store.Whole()
	if on.Kind == casebook.OnSource {
		src, err := store.Get[casebook.Source](ctx, v, on.ID)
		if err != nil {
			return nil, err
		}
		e, err := derivationsOf(ctx, v, *src)
		if err != nil {
			return nil, err
		}
		return json.Marshal(public.ProjectSource(*src, e))
	}
	place, err := store.Get[casebook.Facility](ctx, v, on.ID)
	if err != nil {
		return nil, err
	}
	e, err := v.Evidence(ctx, on)
	if err != nil {
		return nil, err
	}
	return json.Marshal(public.ProjectFacility(*place, e))
}
