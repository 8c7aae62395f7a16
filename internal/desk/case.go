package desk

import (
	"context"
	"slices"
	"strconv"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
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
	if p.Name != nil {
		if err := a.notWithdrawn(*p.Name, p.Anyway, "name."); err != nil {
			return "", err
		}
	}
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
	if err := a.insertCase(&p.Case); err != nil {
		return "", err
	}
	if err := a.openParts(p); err != nil {
		return "", err
	}
	if p.Group != nil { // whoever counted them is why there is a case
		if err := a.cite(casebook.Subject{Kind: casebook.OnGroup, ID: p.Group.ID}, cites); err != nil {
			return "", err
		}
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
	if now.Version == was.Version { // the form is of its person or group as well, and its version is that of the case
		if err := store.Update(a.Tx, &now, "Kind"); err != nil {
			return err
		}
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
	return a.editNationalities(f, p.Nationalities)
}

// editNationalities makes a person's nationalities the given ones. One that
// rests on something else now is changed, not exchanged, so that the history
// shows what it rested on.
func (a *act) editNationalities(f *casebook.File, want []casebook.Nationality) error {
	for _, was := range f.Nationalities {
		i := slices.IndexFunc(want, func(n casebook.Nationality) bool { return n.Country == was.Country })
		if i < 0 {
			if err := remove[casebook.Nationality](a, casebook.OnPerson, was.ID); err != nil {
				return err
			}
			continue
		}
		now := was
		now.Basis = want[i].Basis
		if err := update(a, casebook.OnPerson, was.ID, &was, &now); err != nil {
			return err
		}
	}
	for _, n := range want {
		if slices.ContainsFunc(f.Nationalities, func(was casebook.Nationality) bool { return was.Country == n.Country }) {
			continue
		}
		n.PersonID = f.Person.ID
		if err := insert(a, casebook.OnPerson, &n); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) editGroup(f *casebook.File, g *casebook.Group) error {
	now := *g
	now.ID, now.CaseID, now.Version = f.Group.ID, f.Group.CaseID, f.Group.Version
	if err := update(a, casebook.OnGroup, now.ID, f.Group, &now); err != nil {
		return err
	}
	return a.fillSlots(&now, f.Slots)
}

// File gives a case with everything that hangs on it, for staff.
func (d *Desk) File(ctx context.Context, by access.Actor, ref casebook.Ref) (*casebook.File, error) {
	return d.file(ctx, by, access.ReadCasebook, ref)
}

// Cases gives the desk's list of cases.
func (d *Desk) Cases(ctx context.Context, by access.Actor, f store.CaseFilter) ([]store.CaseLine, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	return v.Cases(ctx, f)
}
