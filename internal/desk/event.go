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
// the case then say so. A death waits for a second person, and gives no id.
func (d *Desk) RecordEvent(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.EventDraft) (id casebook.ID, err error) {
	row, err := in.Event()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "RecordEvent", func(a *act) error {
		if !a.alone() || !row.Kind.Grave() {
			id, err = a.recordEvent(ref, in)
			return err
		}
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		if err := a.sayWhyAsked(f); err != nil {
			return err
		}
		return await(a, f, "RecordEvent", f.Case.ID, string(row.Kind), asked[casebook.EventDraft]{Draft: in, Reason: a.reason})
	})
	return id, err
}

func (a *act) recordEvent(ref casebook.Ref, in casebook.EventDraft) (casebook.ID, error) {
	row, err := in.Event()
	if err != nil {
		return "", err
	}
	f, err := a.inCase(ref)
	if err != nil {
		return "", err
	}
	row.CaseID = f.Case.ID
	if row.FacilityID, err = a.facility(in.Facility); err != nil {
		return "", err
	}
	if err := insert(a, casebook.OnEvent, &row); err != nil {
		return "", err
	}
	return row.ID, a.cite(casebook.Subject{Kind: casebook.OnEvent, ID: row.ID}, in.Cites)
}

// EditEvent changes an event; new citations are added to those it has. What
// says that somebody died waits for a second person.
func (d *Desk) EditEvent(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.EventDraft, reason string) error {
	row, err := in.Event()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditEvent", func(a *act) error {
		a.because(reason)
		was, err := store.Get[casebook.Event](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		matter := casebook.NeedsSecond(was, &row)
		if !a.alone() || matter == "" {
			return a.editEvent(id, version, in)
		}
		if err := a.relate(was.CaseID); err != nil {
			return err
		}
		if err := stale(was.Version, version); err != nil {
			return err
		}
		f, err := a.FileByID(a.ctx, was.CaseID)
		if err != nil {
			return err
		}
		return await(a, f, "EditEvent", id, matter, asked[casebook.EventDraft]{in, version, a.reason})
	})
}

func (a *act) editEvent(id casebook.ID, version int, in casebook.EventDraft) error {
	row, err := in.Event()
	if err != nil {
		return err
	}
	was, err := store.Get[casebook.Event](a.ctx, a.Tx, id)
	if err != nil {
		return err
	}
	if err := a.relate(was.CaseID); err != nil {
		return err
	}
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
	return part[casebook.Event](ctx, d, by, casebook.OnEvent, id)
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
