package desk

import (
	"context"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// RecordEvent records something dated that happened in a case, with its
// citations. Orders that cannot be are recorded all the same: the problems of
// the case then say so.
func (d *Desk) RecordEvent(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.EventDraft) (id casebook.ID, err error) {
	row, err := in.Event()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "RecordEvent", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		row.CaseID = f.Case.ID
		if row.FacilityID, err = a.facility(in.Facility); err != nil {
			return err
		}
		if err := insert(a, casebook.OnEvent, &row); err != nil {
			return err
		}
		id = row.ID
		return a.cite(casebook.Subject{Kind: casebook.OnEvent, ID: id}, in.Cites)
	})
	return id, err
}

// EditEvent changes an event; new citations are added to those it has.
func (d *Desk) EditEvent(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.EventDraft, reason string) error {
	row, err := in.Event()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditEvent", func(a *act) error {
		was, err := store.Get[casebook.Event](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		if err := a.relate(was.CaseID); err != nil {
			return err
		}
		a.because(reason)
		if err := stale(was.Version, version); err != nil {
			return err
		}
		keep(&row, was, "CaseID")
		if row.FacilityID, err = a.facility(in.Facility); err != nil {
			return err
		}
		if err := update(a, casebook.OnEvent, id, was, &row); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnEvent, ID: id}, in.Cites)
	})
}

// RemoveEvent takes an event out of its case with its citations and claims;
// the history keeps what it said.
func (d *Desk) RemoveEvent(ctx context.Context, by access.Actor, id casebook.ID, reason string) error {
	return d.edit(ctx, by, "RemoveEvent", func(a *act) error {
		was, err := store.Get[casebook.Event](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		if err := a.relate(was.CaseID); err != nil {
			return err
		}
		a.because(reason)
		claims, err := a.ClaimsOn(a.ctx, casebook.OnEvent, id)
		if err != nil {
			return err
		}
		for _, c := range claims {
			if err := a.removeCited(casebook.OnClaim, c.ID, func() error { return remove[casebook.Claim](a, casebook.OnClaim, c.ID) }); err != nil {
				return err
			}
		}
		return a.removeCited(casebook.OnEvent, id, func() error { return remove[casebook.Event](a, casebook.OnEvent, id) })
	})
}

// Event gives one event for its form, with the reference of its case.
func (d *Desk) Event(ctx context.Context, by access.Actor, id casebook.ID) (*casebook.Event, casebook.Ref, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, "", err
	}
	row, err := store.Get[casebook.Event](ctx, v, id)
	if err != nil {
		return nil, "", err
	}
	ref, _, err := v.FileRef(ctx, casebook.Subject{Kind: casebook.OnEvent, ID: id})
	return row, ref, err
}

// facility finds a facility by the slug that a form gave; none gives none.
func (a *act) facility(slug string) (casebook.ID, error) {
	slug = strings.TrimSpace(slug)
	if slug == "" {
		return "", nil
	}
	found, err := store.List[casebook.Facility](a.ctx, a.Tx, map[string]any{"slug": slug})
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", fault.Field("facility", "There is no facility “%s”. Add the facility first, or leave this empty and name the place.", slug)
	}
	return found[0].ID, nil
}

// AddClaim records one source's statement of a value beside what we go by.
func (d *Desk) AddClaim(ctx context.Context, by access.Actor, on casebook.Subject, in casebook.ClaimDraft) (id casebook.ID, err error) {
	row, err := in.Claim()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "AddClaim", func(a *act) error {
		if err := a.exists(on); err != nil {
			return err
		}
		if err := a.inHistoryOf(on); err != nil {
			return err
		}
		row.SubjectKind, row.SubjectID = on.Kind, on.ID
		if err := insert(a, casebook.OnClaim, &row); err != nil {
			return err
		}
		id = row.ID
		return a.cite(casebook.Subject{Kind: casebook.OnClaim, ID: id}, in.Cites)
	})
	return id, err
}

// EditClaim changes a claim; new citations are added to those it has.
func (d *Desk) EditClaim(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.ClaimDraft, reason string) error {
	row, err := in.Claim()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditClaim", func(a *act) error {
		return editPart(a, casebook.OnClaim, id, version, reason, in.Cites, &row, "SubjectKind", "SubjectID", "RetractedAt")
	})
}

// RemoveClaim takes a claim away that was recorded by mistake; the history
// keeps it. What a source took back itself is not removed but marked so.
func (d *Desk) RemoveClaim(ctx context.Context, by access.Actor, id casebook.ID, version int, reason string) error {
	return d.edit(ctx, by, "RemoveClaim", func(a *act) error {
		return removePart[casebook.Claim](a, casebook.OnClaim, id, version, reason)
	})
}

// Claims gives the claims on one subject, for staff.
func (d *Desk) Claims(ctx context.Context, by access.Actor, on casebook.Subject) ([]casebook.Claim, casebook.Evidence, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, casebook.Evidence{}, err
	}
	claims, err := v.ClaimsOn(ctx, on.Kind, on.ID)
	if err != nil {
		return nil, casebook.Evidence{}, err
	}
	subjects := make([]casebook.Subject, len(claims))
	for i, c := range claims {
		subjects[i] = casebook.Subject{Kind: casebook.OnClaim, ID: c.ID}
	}
	e, err := v.Evidence(ctx, subjects...)
	return claims, e, err
}
