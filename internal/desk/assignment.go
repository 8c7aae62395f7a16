package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// insertCase writes a new case. Whoever opens a restricted one is its
// caseworker: otherwise it would be gone before they had written it.
func (a *act) insertCase(c *casebook.Case) error {
	back := a.LookWhole()
	err := insert(a, casebook.OnCase, c)
	back()
	if err != nil || !c.Restricted {
		return err
	}
	return a.giveSelf(c.ID, casebook.PartCaseworker)
}

// giveSelf gives whoever acts a part in a case; the program itself needs none.
func (a *act) giveSelf(id casebook.ID, part casebook.Part) error {
	if a.by.Role == access.System {
		return nil
	}
	return a.give(id, a.by.ID, part)
}

// give gives somebody a part in a case and records it in its history.
func (a *act) give(id, user casebook.ID, part casebook.Part) error {
	newID, err := a.desk.newID()
	if err != nil {
		return err
	}
	row := casebook.Assignment{ID: newID, CaseID: id, UserID: user, Part: part, Since: a.Now, By: a.by.ID}
	if err := store.Insert(a.Tx, &row); err != nil {
		return err
	}
	return a.recordPart(id, user, "", string(part))
}

// recordPart writes into the history of a case who got or lost a part in it.
func (a *act) recordPart(id, user casebook.ID, was, now string) error {
	who, err := a.UserByID(a.ctx, user)
	if err != nil {
		return err
	}
	said := func(part string) string {
		if part == "" {
			return ""
		}
		return who.DisplayName + ": " + part
	}
	return a.record(casebook.Subject{Kind: casebook.OnCase, ID: id}, []casebook.Change{{Field: "Assigned", Was: said(was), Now: said(now)}})
}

// nameOn keeps whoever marks a thing as restricted able to see it: named on its
// case when they have no part in it, and elsewhere on the thing itself.
func (a *act) nameOn(on casebook.Subject, row any) error {
	if visibilityOf(row) != casebook.Restricted || on.Kind == casebook.OnFacility || a.by.Role == access.System {
		return nil
	}
	ref, inCase, err := a.whereIs(on)
	if err != nil {
		return err
	}
	if !inCase {
		return a.nameSelf(on)
	}
	c, err := a.CaseByRef(a.ctx, ref)
	if err != nil {
		return err
	}
	all, err := a.AssignmentsOf(a.ctx, c.ID)
	if err != nil || has(all, a.by.ID) {
		return err
	}
	return a.giveSelf(c.ID, casebook.PartNamed)
}

// nameSelf names whoever acts on a restricted thing outside any case.
func (a *act) nameSelf(on casebook.Subject) error {
	all, err := a.NamingsOf(a.ctx, on)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.UserID == a.by.ID {
			return nil
		}
	}
	return a.name1(on, a.by.ID)
}

func (a *act) name1(on casebook.Subject, user casebook.ID) error {
	id, err := a.desk.newID()
	if err != nil {
		return err
	}
	return store.Insert(a.Tx, &casebook.Naming{ID: id, SubjectKind: on.Kind, SubjectID: on.ID, UserID: user, Since: a.Now, By: a.by.ID})
}

// has reports whether somebody has any part among these.
func has(all []casebook.Assignment, user casebook.ID) bool {
	for _, one := range all {
		if one.UserID == user {
			return true
		}
	}
	return false
}

// whereIs gives the case in which a subject lies, whoever may see it.
func (a *act) whereIs(on casebook.Subject) (casebook.Ref, bool, error) {
	defer a.LookWhole()()
	ref, ok, err := a.FileRef(a.ctx, on)
	if fault.Is(err, fault.NotFound) { // it is gone by now: what it lay in was asked before
		return "", false, nil
	}
	return ref, ok, err
}

// People is who works on a case and who sees it, and what whoever asks may do
// about it.
type People struct {
	Ref        casebook.Ref
	Restricted bool
	Seen       bool // whoever asks sees the case itself
	All        []Assigned
	Accounts   []store.User // that can be chosen; nil when whoever asks assigns nobody
	MayAssign  bool
	MayTake    bool            // nobody has it, and whoever asks may work on it
	Relation   access.Relation // of whoever asks to the case
}

// Assigned is one person's part in a case.
type Assigned struct {
	casebook.Assignment
	Name string // as shown
	Gone bool   // their account is closed
}

// People gives who is assigned to a case. Whoever assigns cases gets it of a
// restricted one as well when they know its reference: its reference and
// those named on it, and nothing else.
func (d *Desk) People(ctx context.Context, by access.Actor, ref casebook.Ref) (*People, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	p := &People{Ref: ref, Seen: true, MayAssign: by.May(access.AssignCases) == nil}
	c, err := v.CaseByRef(ctx, ref)
	if fault.Is(err, fault.NotFound) && p.MayAssign {
		p.Seen = false
		c, err = d.store.Whole().CaseByRef(ctx, ref)
	}
	if err != nil {
		return nil, err
	}
	p.Restricted = c.Restricted
	return p, d.fillPeople(ctx, by, c.ID, p)
}

func (d *Desk) fillPeople(ctx context.Context, by access.Actor, id casebook.ID, p *People) error {
	all, err := d.store.AssignmentsOf(ctx, id)
	if err != nil {
		return err
	}
	users, err := d.store.Users(ctx)
	if err != nil {
		return err
	}
	byID := map[casebook.ID]store.User{}
	for _, u := range users {
		byID[u.ID] = u
		if p.MayAssign && !u.Disabled {
			p.Accounts = append(p.Accounts, u)
		}
	}
	for _, one := range all {
		u := byID[one.UserID]
		p.All = append(p.All, Assigned{one, u.DisplayName, u.Disabled})
	}
	p.Relation = access.RelationTo(by.ID, all)
	p.MayTake = p.Relation == access.Free && by.MayWith(access.EditCasebook, access.Free) == nil && p.Seen
	return nil
}

// Assign gives an account a part in a case. Whoever assigns people to a
// restricted case that they are not named on says why. It answers with
// fault.Invalid at user, part or reason.
func (d *Desk) Assign(ctx context.Context, by access.Actor, ref casebook.Ref, user casebook.ID, part, reason string) error {
	return d.do(ctx, by, access.AssignCases, "Assign", func(a *act) error {
		c, err := a.caseToAssign(ref, reason)
		if err != nil {
			return err
		}
		if !casebook.InVocabulary("part", part) {
			return fault.Field("part", "Choose what this person does in the case.")
		}
		who, err := a.UserByID(a.ctx, user)
		if fault.Is(err, fault.NotFound) || err == nil && who.Disabled {
			return fault.Field("user", "Choose one of the accounts on the list.")
		} else if err != nil {
			return err
		}
		return a.give(c.ID, user, casebook.Part(part))
	})
}

// Unassign ends somebody's part in a case. The last one who sees a restricted
// case cannot be taken off it: it would be lost.
func (d *Desk) Unassign(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, reason string) error {
	return d.do(ctx, by, access.AssignCases, "Unassign", func(a *act) error {
		c, err := a.caseToAssign(ref, reason)
		if err != nil {
			return err
		}
		return a.endPart(c, id)
	})
}

func (a *act) endPart(c *casebook.Case, id casebook.ID) error {
	all, err := a.AssignmentsOf(a.ctx, c.ID)
	if err != nil {
		return err
	}
	for i, one := range all {
		if one.ID != id {
			continue
		}
		if c.Restricted && len(all) == 1 {
			return fault.New(fault.Invalid, "This is the last person who sees this restricted case. Name somebody else first.")
		}
		if err := store.DeleteAssignment(a.Tx, all[i].ID); err != nil {
			return err
		}
		return a.recordPart(c.ID, one.UserID, string(one.Part), "")
	}
	return fault.New(fault.NotFound, "This person has no such part in this case any more.")
}

// caseToAssign finds a case for whoever decides who works on it. One that is
// shut to them opens for this operation alone, and only with a reason.
func (a *act) caseToAssign(ref casebook.Ref, reason string) (*casebook.Case, error) {
	a.because(reason)
	c, err := a.CaseByRef(a.ctx, ref)
	if fault.Is(err, fault.NotFound) {
		a.LookWhole()
		if c, err = a.CaseByRef(a.ctx, ref); err == nil && a.reason == "" {
			return nil, fault.Field("reason", "You are not named on this case. Say why you change who sees it: it stands in its history.")
		}
	}
	if err != nil {
		return nil, err
	}
	return c, a.relate(c.ID)
}

// TakeCase makes whoever asks the caseworker of a case that nobody has.
func (d *Desk) TakeCase(ctx context.Context, by access.Actor, ref casebook.Ref) error {
	return d.edit(ctx, by, "TakeCase", func(a *act) error {
		c, err := a.CaseByRef(a.ctx, ref)
		if err != nil {
			return err
		}
		all, err := a.AssignmentsOf(a.ctx, c.ID)
		if err != nil {
			return err
		}
		if err := a.relate(c.ID); err != nil {
			return err
		}
		if access.RelationTo(a.by.ID, all) != access.Free {
			return fault.New(fault.Conflict, "Somebody works on this case already. Load the page again.")
		}
		return a.giveSelf(c.ID, casebook.PartCaseworker)
	})
}

// RestrictCase shuts a case to everybody who has no part in it, or opens it to
// all of the desk again, with a reason. A case that the public reads has to be
// taken back first; a request to publish it lapses, since a restricted case is
// never public.
func (d *Desk) RestrictCase(ctx context.Context, by access.Actor, ref casebook.Ref, version int, shut bool, reason string) error {
	return d.edit(ctx, by, "RestrictCase", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		if a.because(reason); a.reason == "" {
			return fault.Field("reason", "Say why. It stands in the history of the case.")
		}
		if err := stale(f.Case.Version, version); err != nil {
			return err
		}
		if shut && f.Case.Publication == casebook.Published {
			return fault.New(fault.Invalid, "The public reads this case now. Take it back first, then restrict it.")
		}
		all, err := a.AssignmentsOf(a.ctx, f.Case.ID)
		if err != nil {
			return err
		}
		if shut && !has(all, a.by.ID) {
			if err := a.giveSelf(f.Case.ID, casebook.PartNamed); err != nil {
				return err
			}
		}
		was, now := f.Case, f.Case
		if shut {
			if err := a.lapseOf(casebook.Subject{Kind: casebook.OnCase, ID: was.ID}, "restricted"); err != nil {
				return err
			}
			again, err := store.Get[casebook.Case](a.ctx, a.Tx, was.ID) // it may have become a draft again
			if err != nil {
				return err
			}
			was, now = *again, *again
		}
		now.Restricted = shut
		return update(a, casebook.OnCase, now.ID, &was, &now)
	})
}
