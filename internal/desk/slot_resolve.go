package desk

import (
	"context"
	"slices"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// OpenSlot opens a case for the person found to be in one place of a group, and
// ties the place to it. Events of the group that hold for this person are told
// again in the new case, with their sources, and remember where they are from.
// Version is that of the place.
func (d *Desk) OpenSlot(ctx context.Context, by access.Actor, ref casebook.Ref, number, version int, in casebook.CaseDraft, cites []casebook.CitationDraft, events []casebook.ID, reason string) (opened casebook.Ref, err error) {
	parts, err := in.Parts()
	if err != nil {
		return "", err
	}
	if parts.Group != nil {
		return "", fault.Field("kind", "A place belongs to one person. Choose a person, named or not.")
	}
	err = d.edit(ctx, by, "OpenSlot", func(a *act) error {
		f, place, err := a.openPlace(ref, number, version, reason)
		if err != nil {
			return err
		}
		if err := a.timely(parts, casebook.Case{}); err != nil {
			return err
		}
		if opened, err = a.openCase(parts, cites); err != nil {
			return err
		}
		other, err := a.inCase(opened)
		if err != nil {
			return err
		}
		if err := a.retell(f, other, events); err != nil {
			return err
		}
		a.caseID = f.Case.ID
		return a.resolve(*place, other.Case.ID)
	})
	return opened, err
}

// retell tells events of a group again in the case of one of its people.
func (a *act) retell(f, other *casebook.File, events []casebook.ID) error {
	for _, e := range f.Events {
		if !slices.Contains(events, e.ID) {
			continue
		}
		row := e
		row.CaseID, row.CopiedFrom = other.Case.ID, e.ID
		if err := insert(a, casebook.OnEvent, &row); err != nil {
			return err
		}
		if err := a.citeAs(casebook.Subject{Kind: casebook.OnEvent, ID: e.ID}, casebook.Subject{Kind: casebook.OnEvent, ID: row.ID}, ""); err != nil {
			return err
		}
	}
	return nil
}

// LinkSlot ties one place of a group to a case that there is already. It
// answers with fault.Invalid for a case that cannot be the person in it, and
// fault.Conflict when the place is taken, or the person has another place.
func (d *Desk) LinkSlot(ctx context.Context, by access.Actor, ref casebook.Ref, number, version int, to, reason string) error {
	return d.edit(ctx, by, "LinkSlot", func(a *act) error {
		f, place, err := a.openPlace(ref, number, version, reason)
		if err != nil {
			return err
		}
		other, err := a.inCase(casebook.Ref(strings.ToUpper(strings.TrimSpace(to))))
		if fault.Is(err, fault.NotFound) {
			return fault.Field("other", "There is no other case with this reference. Copy it from the case's page, like VE-2026-0042.")
		} else if err != nil {
			return err
		}
		if err := f.Fits(place, other); err != nil {
			return err
		}
		a.caseID = f.Case.ID
		return a.resolve(*place, other.Case.ID)
	})
}

// FreeSlot undoes what a place was tied to: it is unnamed again, and counts
// with the group. The case stays; the history of the place keeps it.
func (d *Desk) FreeSlot(ctx context.Context, by access.Actor, ref casebook.Ref, number, version int, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return needReason()
	}
	return d.edit(ctx, by, "FreeSlot", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		a.because(reason)
		place := f.Place(number)
		if place == nil {
			return fault.New(fault.NotFound, "This group has no place %d.", number)
		}
		if err := stale(place.Version, version); err != nil {
			return err
		}
		if place.ResolvesTo == "" {
			return fault.New(fault.Conflict, "This place has no case, so there is nothing to undo.")
		}
		now := *place
		now.ResolvesTo, now.Reason, now.ResolvedAt = "", "", nil
		return update(a, casebook.OnSlot, place.ID, place, &now)
	})
}

// openPlace finds a place that is still free, in the history of its group.
func (a *act) openPlace(ref casebook.Ref, number, version int, reason string) (*casebook.File, *casebook.Slot, error) {
	if strings.TrimSpace(reason) == "" {
		return nil, nil, fault.Field("reason", "Say how you know that this is the person in this place.")
	}
	f, err := a.inCase(ref)
	if err != nil {
		return nil, nil, err
	}
	a.because(reason)
	place := f.Place(number)
	if place == nil {
		return nil, nil, fault.New(fault.NotFound, "This group has no place %d.", number)
	}
	if err := stale(place.Version, version); err != nil {
		return nil, nil, err
	}
	if place.ResolvesTo != "" {
		return nil, nil, fault.New(fault.Conflict, "This place has a case already. Undo that first, if it was a mistake.")
	}
	return f, place, nil
}

func (a *act) resolve(place casebook.Slot, to casebook.ID) error {
	now, at := place, a.Now
	now.ResolvesTo, now.Reason, now.ResolvedAt = to, a.reason, &at
	return update(a, casebook.OnSlot, place.ID, &place, &now)
}

// SlotHistory gives what was done to a place, newest first.
func (d *Desk) SlotHistory(ctx context.Context, by access.Actor, id casebook.ID) ([]casebook.Revision, error) {
	return d.History(ctx, by, store.RevisionFilter{SubjectKind: casebook.OnSlot, SubjectID: id})
}
