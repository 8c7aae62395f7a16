package desk

import (
	"context"
	"slices"

	"habeas/internal/casebook"
	"habeas/internal/public"
	"habeas/internal/store"
)

// shelveEvidence puts the sources and places that the published documents name
// by now on the shelf as they stand: those of some evidence, since no others
// can have come. It belongs to what two people agreed to; [act.sweep] only
// takes away.
func (a *act) shelveEvidence(e casebook.Evidence) error {
	defer a.LookWhole()()
	if err := a.shelveSources(e); err != nil {
		return err
	}
	for _, id := range sortedIDs(e.Facilities) {
		if err := a.reshelveFacility(id); err != nil {
			return err
		}
	}
	return a.sweep()
}

// shelveSources puts the sources of some evidence on the shelf that may stand
// there: those that a public document names, and those that such a source
// repeats, whose own page names them.
func (a *act) shelveSources(e casebook.Evidence) error {
	ids, stand := sortedIDs(e.Sources), map[casebook.ID]bool{}
	for more := true; more; {
		more = false
		for _, id := range ids {
			if stand[id] || e.Sources[id].Visibility != casebook.Public {
				continue
			}
			named := slices.ContainsFunc(e.Derivations, func(d casebook.Derivation) bool { return d.FromID == id && stand[d.SourceID] })
			if !named {
				var err error
				if named, err = a.mayStand(e.Sources[id]); err != nil {
					return err
				}
			}
			stand[id], more = named, more || named
		}
	}
	for _, id := range ids {
		if !stand[id] {
			continue
		}
		if err := a.shelveSource(e.Sources[id]); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) shelveSource(src casebook.Source) error {
	e, err := derivationsOf(a.ctx, a.Tx, src)
	if err != nil {
		return err
	}
	return a.put(public.DocSource, string(src.ID), 0, public.ProjectSource(src, e))
}

// mayStand reports whether a source may have a page of its own: it may be named,
// and something public does.
func (a *act) mayStand(src casebook.Source) (bool, error) {
	if src.Visibility != casebook.Public {
		return false, nil
	}
	return a.named(store.Spot{Kind: public.DocSource, Key: string(src.ID)})
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

// byThemselves are the kinds of document that stand by a decision of their own,
// and alongOnly those that stand because something else names them.
var (
	byThemselves = []string{public.DocCase, public.DocReleaseEvent, public.DocCount, public.DocPosition, public.DocAdvisory, public.DocContext, public.DocCountry}
	alongOnly    = []string{public.DocSource, public.DocFacility}
)

// named reports whether the public reads of a source or a place: whether a
// document that stands by itself names it, or the page of a source or a place
// that is itself named so. It goes by what is published, and not by what the
// casebook says since.
func (a *act) named(on store.Spot) (bool, error) { return a.namedThrough(on, map[store.Spot]bool{}) }

func (a *act) namedThrough(on store.Spot, seen map[store.Spot]bool) (bool, error) {
	seen[on] = true
	by, err := a.MentionedBy(a.ctx, on, 1, byThemselves...)
	if err != nil || len(by) > 0 {
		return len(by) > 0, err
	}
	through, err := a.MentionedBy(a.ctx, on, 0, alongOnly...)
	if err != nil {
		return false, err
	}
	for _, page := range through {
		if seen[page] {
			continue
		}
		if found, err := a.namedThrough(page, seen); found || err != nil {
			return found, err
		}
	}
	return false, nil
}

// sweep takes the pages of sources and places off that were named by what this
// operation published or took off, and are named by nothing public any more.
func (a *act) sweep() error {
	for len(a.lost) > 0 {
		on := a.lost[0]
		a.lost = a.lost[1:]
		if found, err := a.named(on); err != nil || found {
			if err != nil {
				return err
			}
			continue
		}
		if err := a.drop(on.Kind, on.Key); err != nil {
			return err
		}
	}
	return nil
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
		return a.named(store.Spot{Kind: public.DocFacility, Key: place.Slug})
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

// reshelveFacility puts a facility on the shelf as it stands, with its sources,
// when a public document names it.
func (a *act) reshelveFacility(id casebook.ID) error {
	defer a.LookWhole()()
	on := casebook.Subject{Kind: casebook.OnFacility, ID: id}
	if shown, err := a.isPublic(on); err != nil || !shown {
		return err
	}
	place, err := a.place(id)
	if err != nil {
		return err
	}
	e, err := a.Evidence(a.ctx, on)
	if err != nil {
		return err
	}
	if err := a.put(public.DocFacility, place.Slug, 0, public.ProjectFacility(*place, e)); err != nil {
		return err
	}
	return a.shelveSources(e)
}

func (a *act) place(id casebook.ID) (*casebook.Facility, error) {
	if id == "" {
		return nil, nil
	}
	return store.Get[casebook.Facility](a.ctx, a.Tx, id)
}
