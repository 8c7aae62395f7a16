package desk

import (
	"context"
	"slices"

	"habeas/internal/casebook"
	"habeas/internal/public"
	"habeas/internal/store"
)

// shelveEvidence puts the sources and facilities of some evidence on the
// shelf as they stand, or takes them off when nothing public names them any
// more. It belongs to what two people agreed to; [act.unshelveEvidence] only
// takes away.
func (a *act) shelveEvidence(e casebook.Evidence) error {
	defer a.LookWhole()()
	known := newLookout(e.Citations)
	for _, id := range sortedIDs(e.Sources) {
		if err := a.shelveSource(e.Sources[id], known); err != nil {
			return err
		}
	}
	for _, id := range sortedIDs(e.Facilities) {
		if err := a.reshelveFacility(id); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) shelveSource(src casebook.Source, known *lookout) error {
	shown, err := a.mayStand(src, known)
	if err != nil {
		return err
	}
	if !shown {
		return a.drop(public.DocSource, string(src.ID))
	}
	e, err := derivationsOf(a.ctx, a.Tx, src)
	if err != nil {
		return err
	}
	return a.put(public.DocSource, string(src.ID), 0, public.ProjectSource(src, e))
}

// mayStand reports whether a source may have a page of its own: it may be named,
// and something public does.
func (a *act) mayStand(src casebook.Source, known *lookout) (bool, error) {
	if src.Visibility != casebook.Public {
		return false, nil
	}
	return a.namedInPublic(src.ID, known, map[casebook.ID]bool{})
}

// derivationsOf gives what a source repeats, with the sources repeated.
func derivationsOf(ctx context.Context, r store.Reader, src casebook.Source) (casebook.Evidence, error) {
	e := casebook.Evidence{Sources: map[casebook.ID]casebook.Source{}}
	var err error
	if e.Derivations, err = store.List[casebook.Derivation](ctx, r, map[string]any{"source_id": src.ID}, "rowid"); err != nil {
		return e, err
	}
	for _, d := range e.Derivations {
		from, err := store.Get[casebook.Source](ctx, r, d.FromID)
		if err != nil {
			return e, err
		}
		e.Sources[from.ID] = *from
	}
	return e, nil
}

// lookout is what is known, while nothing is published or taken back, of which
// statements and sources stand on the public record. The citations at hand are
// asked first: a source that is being published is mostly named right there,
// and a source cited a hundred times need not be looked for in every place.
type lookout struct {
	near   []casebook.Citation
	public map[casebook.Subject]bool
	named  map[casebook.ID]bool // only those that are
}

func newLookout(near []casebook.Citation) *lookout {
	return &lookout{near: near, public: map[casebook.Subject]bool{}, named: map[casebook.ID]bool{}}
}

// namedInPublic reports whether something public names a source: a statement
// that cites it, or a public source that repeats it and is itself named.
func (a *act) namedInPublic(id casebook.ID, known *lookout, seen map[casebook.ID]bool) (bool, error) {
	if seen[id] || known.named[id] {
		return known.named[id], nil
	}
	seen[id] = true
	near := slices.DeleteFunc(slices.Clone(known.near), func(c casebook.Citation) bool { return c.SourceID != id && c.OriginID != id })
	shown, err := a.anyPublic(near, known)
	if err == nil && !shown {
		var cited []casebook.Citation
		if cited, err = a.SubjectsOf(a.ctx, id); err == nil {
			shown, err = a.anyPublic(cited, known)
		}
	}
	if err == nil && !shown {
		shown, err = a.repeatedInPublic(id, known, seen)
	}
	if shown {
		known.named[id] = true
	}
	return shown, err
}

// anyPublic reports whether one of the citations is of a public statement.
func (a *act) anyPublic(citations []casebook.Citation, known *lookout) (bool, error) {
	for _, c := range citations {
		on := casebook.Subject{Kind: c.SubjectKind, ID: c.SubjectID}
		shown, asked := known.public[on]
		if !asked {
			var err error
			if shown, err = a.isPublic(on); err != nil {
				return false, err
			}
			known.public[on] = shown
		}
		if shown {
			return true, nil
		}
	}
	return false, nil
}

// repeatedInPublic reports whether a public source that is itself named
// repeats this one.
func (a *act) repeatedInPublic(id casebook.ID, known *lookout, seen map[casebook.ID]bool) (bool, error) {
	repeating, err := store.List[casebook.Derivation](a.ctx, a.Tx, map[string]any{"from_id": id})
	if err != nil {
		return false, err
	}
	for _, r := range repeating {
		src, err := store.Get[casebook.Source](a.ctx, a.Tx, r.SourceID)
		if err != nil {
			return false, err
		}
		if src.Visibility == casebook.Public {
			if shown, err := a.namedInPublic(src.ID, known, seen); shown || err != nil {
				return shown, err
			}
		}
	}
	return false, nil
}

// isPublic reports whether a statement stands on the public record.
func (a *act) isPublic(on casebook.Subject) (bool, error) {
	switch on.Kind {
	case casebook.OnEvent:
		return holdsPublic(a, on.ID, func(e *casebook.Event) (bool, casebook.Subject) {
			return e.Visibility == casebook.Public, casebook.Subject{Kind: casebook.OnCase, ID: e.CaseID}
		})
	case casebook.OnClaim:
		return holdsPublic(a, on.ID, func(c *casebook.Claim) (bool, casebook.Subject) {
			return c.Visibility == casebook.Public, casebook.Subject{Kind: c.SubjectKind, ID: c.SubjectID}
		})
	case casebook.OnMechanism:
		return holdsPublic(a, on.ID, func(m *casebook.MechanismClaim) (bool, casebook.Subject) {
			return true, casebook.Subject{Kind: casebook.OnReleaseEvent, ID: m.ReleaseEventID}
		})
	case casebook.OnUnnamed:
		return holdsPublic(a, on.ID, func(u *casebook.Unnamed) (bool, casebook.Subject) {
			return true, casebook.Subject{Kind: casebook.OnReleaseEvent, ID: u.ReleaseEventID}
		})
	case casebook.OnReleaseEvent, casebook.OnCount, casebook.OnPosition, casebook.OnAdvisory, casebook.OnContext:
		state, err := publicationOf(a.ctx, a.Tx, on)
		return state == casebook.Published, err
	case casebook.OnCountry:
		latest, err := a.LatestPublication(a.ctx, public.DocCountry, string(on.ID))
		return latest != nil && latest.Document != nil, err
	case casebook.OnFacility:
		place, err := a.place(on.ID)
		if err != nil || place.Visibility != casebook.Public {
			return false, err
		}
		return a.facilityNamed(on.ID)
	}
	ref, ok, err := a.FileRef(a.ctx, on)
	if err != nil || !ok {
		return false, err
	}
	found, err := store.List[casebook.Case](a.ctx, a.Tx, map[string]any{"ref": ref})
	return len(found) == 1 && found[0].Publication == casebook.Published, err
}

func holdsPublic[T any](a *act, id casebook.ID, look func(*T) (bool, casebook.Subject)) (bool, error) {
	row, err := store.Get[T](a.ctx, a.Tx, id)
	if err != nil {
		return false, err
	}
	shown, in := look(row)
	if !shown {
		return false, nil
	}
	return a.isPublic(in)
}

// facilityNamed reports whether a public statement names a facility.
func (a *act) facilityNamed(id casebook.ID) (bool, error) {
	context, err := store.List[casebook.ContextEvent](a.ctx, a.Tx, map[string]any{"facility_id": id, "publication": casebook.Published})
	if err != nil || len(context) > 0 {
		return len(context) > 0, err
	}
	events, err := store.List[casebook.Event](a.ctx, a.Tx, map[string]any{"facility_id": id, "visibility": casebook.Public})
	if err != nil {
		return false, err
	}
	for _, e := range events {
		if shown, err := a.isPublic(casebook.Subject{Kind: casebook.OnCase, ID: e.CaseID}); shown || err != nil {
			return shown, err
		}
	}
	return false, nil
}

// reshelveFacility puts a facility on the shelf as it stands, with its sources,
// or takes it off.
func (a *act) reshelveFacility(id casebook.ID) error {
	defer a.LookWhole()()
	place, err := a.place(id)
	if err != nil || place == nil {
		return err
	}
	named, err := a.facilityNamed(id)
	if err != nil {
		return err
	}
	if !named || place.Visibility != casebook.Public {
		return a.drop(public.DocFacility, place.Slug)
	}
	e, err := a.Evidence(a.ctx, casebook.Subject{Kind: casebook.OnFacility, ID: id})
	if err != nil {
		return err
	}
	if err := a.put(public.DocFacility, place.Slug, 0, public.ProjectFacility(*place, e)); err != nil {
		return err
	}
	for _, src := range sortedIDs(e.Sources) {
		if err := a.shelveSource(e.Sources[src], newLookout(e.Citations)); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) place(id casebook.ID) (*casebook.Facility, error) {
	if id == "" {
		return nil, nil
	}
	return store.Get[casebook.Facility](a.ctx, a.Tx, id)
}
