package desk

import (
	"context"
	"slices"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// AddName adds a name to the person of a case. The name to show is one: when
// this one is it, another one steps back.
func (d *Desk) AddName(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.NameDraft, cites []casebook.CitationDraft) error {
	row, err := in.Name()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "AddName", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		if f.Person == nil {
			return fault.New(fault.Invalid, "A group has no name of its own. Open a case for the person who is named.")
		}
		row.PersonID = f.Person.ID
		if err := a.notWithdrawn(row, in.Anyway, ""); err != nil {
			return err
		}
		if err := a.stepBack(f, row.Display); err != nil {
			return err
		}
		if err := insert(a, casebook.OnName, &row); err != nil {
			return err
		}
		return a.cite(casebook.Subject{Kind: casebook.OnName, ID: row.ID}, cites)
	})
}

func (a *act) stepBack(f *casebook.File, forNew bool) error {
	shown := f.DisplayName()
	if !forNew || shown == nil {
		return nil
	}
	now := *shown
	now.Display = false
	return update(a, casebook.OnName, now.ID, shown, &now)
}

// ShowName makes one of a person's names the one that stands on the page.
func (d *Desk) ShowName(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID) error {
	return d.edit(ctx, by, "ShowName", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		for _, n := range f.Names {
			if n.ID == id && n.Display {
				return nil
			}
			if n.ID == id {
				if err := a.stepBack(f, true); err != nil {
					return err
				}
				now := n
				now.Display = true
				return update(a, casebook.OnName, id, &n, &now)
			}
		}
		return fault.New(fault.NotFound, "This case has no such name.")
	})
}

// EditName changes how a name is written and kept; citations in the draft are
// added. Whether it is the name to show stays: [Desk.ShowName] says that.
func (d *Desk) EditName(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, version int, in casebook.NameDraft, cites []casebook.CitationDraft, reason string) error {
	row, err := in.Name()
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "EditName", func(a *act) error {
		if err := a.hasName(ref, id); err != nil {
			return err
		}
		was, err := store.Get[casebook.Name](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		row.PersonID = was.PersonID
		if err := a.notWithdrawn(row, in.Anyway, ""); err != nil {
			return err
		}
		return editPart(a, casebook.OnName, id, version, reason, cites, &row, "PersonID", "Display")
	})
}

// RemoveName takes a name off a person; the history keeps it.
func (d *Desk) RemoveName(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, version int, reason string) error {
	return d.edit(ctx, by, "RemoveName", func(a *act) error {
		if err := a.hasName(ref, id); err != nil {
			return err
		}
		return removePart[casebook.Name](a, casebook.OnName, id, version, reason)
	})
}

// hasName gives fault.NotFound for a name that is not of this case's person.
func (a *act) hasName(ref casebook.Ref, id casebook.ID) error {
	f, err := a.inCase(ref)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(f.Names, func(n casebook.Name) bool { return n.ID == id }) {
		return fault.New(fault.NotFound, "This case has no such name.")
	}
	return nil
}

// removeCited removes a subject's citations and then the subject.
func (a *act) removeCited(kind casebook.SubjectKind, id casebook.ID, then func() error) error {
	e, err := a.Evidence(a.ctx, casebook.Subject{Kind: kind, ID: id})
	if err != nil {
		return err
	}
	for _, c := range e.Of(kind, id) {
		if err := remove[casebook.Citation](a, casebook.OnCitation, c.ID); err != nil {
			return err
		}
	}
	return then()
}
