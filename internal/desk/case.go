package desk

import (
	"context"
	"strconv"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/store"
)

func itoa(n int) string { return strconv.Itoa(n) }

// OpenCase opens a case of a person, of an unnamed person or of a group, with
// its citations, and gives its reference. It answers with fault.Invalid when a
// field does not make sense.
func (d *Desk) OpenCase(ctx context.Context, by access.Actor, in casebook.CaseDraft, cites []casebook.CitationDraft) (ref casebook.Ref, err error) {
	parts, err := in.Parts()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "OpenCase", func(a *act) error {
		if err := a.timely(parts, casebook.Case{}); err != nil {
			return err
		}
		ref, err = a.openCase(parts, cites)
		return err
	})
	return ref, err
}

// timely refuses days that have not come yet, and an embargo on what everybody
// reads already.
func (a *act) timely(p casebook.CaseParts, now casebook.Case) error {
	today := dayOf(a.Now)
	wrong := fault.Fields{}
	if p.Case.LastVerified.After(today) {
		wrong["last_verified"] = fault.Say("This day has not come yet.")
	}
	if p.Person != nil && p.Person.Birth.Earliest().After(today) {
		wrong["birth"] = fault.Say("This day has not come yet.")
	}
	if now.Publication == casebook.Published && p.Case.EmbargoUntil.After(today) {
		wrong["embargo_until"] = fault.Say("This case is public now. Take it back first, then set the day before which it must not be shown.")
	}
	return fault.InvalidFields(wrong)
}

func (a *act) openCase(p casebook.CaseParts, cites []casebook.CitationDraft) (casebook.Ref, error) {
	ref, err := a.NextRef(p.Case.Country, a.Now.Year())
	if err != nil {
		return "", err
	}
	if p.Person != nil {
		if err := insert(a, casebook.OnPerson, p.Person); err != nil {
			return "", err
		}
		p.Case.PersonID = p.Person.ID
	}
	p.Case.Ref, p.Case.Publication = ref, casebook.Draft
	if err := insert(a, casebook.OnCase, &p.Case); err != nil {
		return "", err
	}
	a.caseID = p.Case.ID
	if err := a.openParts(p); err != nil {
		return "", err
	}
	return ref, a.cite(casebook.Subject{Kind: casebook.OnCase, ID: p.Case.ID}, cites)
}

func (a *act) openParts(p casebook.CaseParts) error {
	if p.Name != nil {
		p.Name.PersonID = p.Person.ID
		if err := insert(a, casebook.OnName, p.Name); err != nil {
			return err
		}
	}
	for i := range p.Nationalities {
		p.Nationalities[i].PersonID = p.Person.ID
		if err := insert(a, casebook.OnPerson, &p.Nationalities[i]); err != nil {
			return err
		}
	}
	if p.Group == nil {
		return nil
	}
	p.Group.CaseID = p.Case.ID
	if err := insert(a, casebook.OnGroup, p.Group); err != nil {
		return err
	}
	return a.fillSlots(p.Group, nil)
}

// fillSlots makes the slots of a group that are not there yet: as many as the
// group has people at least, or at most when that is known.
func (a *act) fillSlots(g *casebook.Group, have []casebook.Slot) error {
	want := g.Min
	if g.Max != nil {
		want = min(*g.Max, casebook.MaxSlots)
	}
	for n := len(have) + 1; n <= want; n++ {
		slot := casebook.Slot{GroupID: g.ID, Number: n}
		if err := insert(a, casebook.OnSlot, &slot); err != nil {
			return err
		}
	}
	return nil
}

// EditCase changes what a case says of itself, its person or its group.
// Version is the one the form was opened on; reason stands in the history. It
// answers with fault.Conflict when somebody else saved first.
func (d *Desk) EditCase(ctx context.Context, by access.Actor, ref casebook.Ref, version int, in casebook.CaseDraft, reason string) error {
	parts, err := in.Parts()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditCase", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		a.because(reason)
		if err := a.timely(parts, f.Case); err != nil {
			return err
		}
		if err := stale(f.Case.Version, version); err != nil {
			return err
		}
		return a.editCase(f, parts)
	})
}

func (a *act) editCase(f *casebook.File, p casebook.CaseParts) error {
	if (p.Case.Kind == casebook.KindGroup) != (f.Case.Kind == casebook.KindGroup) {
		return fault.Field("kind", "A group cannot become one person, nor one person a group. Open a case of the other kind and link the two.")
	}
	if p.Case.Country != f.Case.Country {
		return fault.Field("country", "The country is part of the reference %s and stays. Open a new case if the first was a mistake.", f.Case.Ref)
	}
	was, now := f.Case, f.Case
	now.Kind, now.Captor, now.Deprivation = p.Case.Kind, p.Case.Captor, p.Case.Deprivation
	now.Summary, now.ScopeNote, now.Note = p.Case.Summary, p.Case.ScopeNote, p.Case.Note
	now.LastVerified, now.EmbargoUntil = p.Case.LastVerified, p.Case.EmbargoUntil
	if err := update(a, casebook.OnCase, now.ID, &was, &now); err != nil {
		return err
	}
	if f.Group != nil {
		return a.editGroup(f, p.Group)
	}
	return a.editPerson(f, p)
}

func (a *act) editPerson(f *casebook.File, p casebook.CaseParts) error {
	now := *p.Person
	now.ID, now.Version, now.CreatedAt, now.UpdatedAt = f.Person.ID, f.Person.Version, f.Person.CreatedAt, f.Person.UpdatedAt
	if err := update(a, casebook.OnPerson, now.ID, f.Person, &now); err != nil {
		return err
	}
	for _, n := range f.Nationalities {
		if !holds(p.Nationalities, n) {
			if err := remove[casebook.Nationality](a, casebook.OnPerson, n.ID); err != nil {
				return err
			}
		}
	}
	for _, n := range p.Nationalities {
		if !holds(f.Nationalities, n) {
			n.PersonID = f.Person.ID
			if err := insert(a, casebook.OnPerson, &n); err != nil {
				return err
			}
		}
	}
	return nil
}

func holds(list []casebook.Nationality, n casebook.Nationality) bool {
	for _, x := range list {
		if x.Country == n.Country && x.Basis == n.Basis {
			return true
		}
	}
	return false
}

func (a *act) editGroup(f *casebook.File, g *casebook.Group) error {
	now := *g
	now.ID, now.CaseID, now.Version = f.Group.ID, f.Group.CaseID, f.Group.Version
	if err := update(a, casebook.OnGroup, now.ID, f.Group, &now); err != nil {
		return err
	}
	return a.fillSlots(&now, f.Slots)
}

// RecordCharge records an accusation as it was given.
func (d *Desk) RecordCharge(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.ChargeDraft, cites []casebook.CitationDraft) error {
	row, err := in.Charge()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "RecordCharge", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		row.CaseID = f.Case.ID
		if err := insert(a, casebook.OnCharge, &row); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnCharge, ID: row.ID}, cites)
	})
}

// StateOverlap says that another case may be about some of the same people.
func (d *Desk) StateOverlap(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.OverlapDraft, cites []casebook.CitationDraft) error {
	row, err := in.Overlap()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "StateOverlap", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		other, err := a.File(a.ctx, casebook.Ref(strings.ToUpper(strings.TrimSpace(in.Other))))
		if fault.Is(err, fault.NotFound) || err == nil && other.Case.ID == f.Case.ID {
			return fault.Field("other", "There is no other case with this reference. Copy it from the case's page, like VE-2026-0042.")
		} else if err != nil {
			return err
		}
		row.CaseID, row.OtherID = f.Case.ID, other.Case.ID
		if err := insert(a, casebook.OnOverlap, &row); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnOverlap, ID: row.ID}, cites)
	})
}

// LabelSlot says in words who one place of a group is.
func (d *Desk) LabelSlot(ctx context.Context, by access.Actor, ref casebook.Ref, number int, label locale.Text) error {
	return d.edit(ctx, by, "LabelSlot", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		for _, s := range f.Slots {
			if s.Number == number {
				now := s
				now.Label = label
				return update(a, casebook.OnSlot, s.ID, &s, &now)
			}
		}
		return fault.New(fault.NotFound, "This group has no place %d.", number)
	})
}

// File gives a case with everything that hangs on it, for staff.
func (d *Desk) File(ctx context.Context, by access.Actor, ref casebook.Ref) (*casebook.File, error) {
	if err := by.May(access.ReadCasebook); err != nil {
		return nil, err
	}
	return d.store.File(ctx, ref)
}

// Cases gives the desk's list of cases.
func (d *Desk) Cases(ctx context.Context, by access.Actor, f store.CaseFilter) ([]store.CaseLine, error) {
	if err := by.May(access.ReadCasebook); err != nil {
		return nil, err
	}
	return d.store.Cases(ctx, f)
}
