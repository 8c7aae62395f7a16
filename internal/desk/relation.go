package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/store"
)

// view gives the casebook as somebody may read it who has the permission at
// least somewhere. Every read of the desk begins here or in [Desk.file]: what
// the store gives without it has nothing restricted in it.
func (d *Desk) view(by access.Actor, p access.Permission) (store.View, error) {
	if err := by.May(p); err != nil {
		return store.View{}, err
	}
	if by.Role == access.System {
		return d.store.Whole(), nil
	}
	return d.store.As(by.ID), nil
}

// file gives a case to whoever may do p with it: fault.NotFound when it is
// restricted and they are not named on it, fault.Denied when it is not theirs.
func (d *Desk) file(ctx context.Context, by access.Actor, p access.Permission, ref casebook.Ref) (*casebook.File, error) {
	v, err := d.view(by, p)
	if err != nil {
		return nil, err
	}
	f, err := v.File(ctx, ref)
	if err != nil {
		return nil, err
	}
	if err := related(ctx, v, by, p, f.Case.ID); err != nil {
		return nil, err
	}
	return f, d.looked(ctx, by, f.Case.ID, false)
}

// assigned is what a relation is read from: the store, or a transaction.
type assigned interface {
	AssignmentsOf(ctx context.Context, id casebook.ID) ([]casebook.Assignment, error)
}

// related gives fault.Denied unless somebody may do p with this case.
func related(ctx context.Context, r assigned, by access.Actor, p access.Permission, id casebook.ID) error {
	all, err := r.AssignmentsOf(ctx, id)
	if err != nil {
		return err
	}
	return by.MayWith(p, access.RelationTo(by.ID, all))
}

// look makes a transaction read what its actor may see.
func (a *act) look() {
	if a.by.Role == access.System {
		a.LookWhole()
		return
	}
	a.LookAs(a.by.ID)
}

// relate puts the operation in the history of a case, once its actor may do
// this there.
func (a *act) relate(id casebook.ID) error {
	if err := related(a.ctx, a.Tx, a.by, a.needs, id); err != nil {
		return err
	}
	a.caseID = id
	if a.asked == nil {
		a.asked = map[casebook.ID]bool{}
	}
	a.asked[id] = true
	return nil
}

// settled is asked when an operation is done: one that touched no case needs
// the permission outside cases.
func (a *act) settled() error {
	if len(a.asked) > 0 {
		return nil
	}
	return a.by.MayWith(a.needs, access.NoCase)
}

// guard is asked before a change is recorded: whoever wrote the operation may
// have forgotten in which case the thing lies, and then it is asked here.
func (a *act) guard(on casebook.Subject) error {
	ref, ok, err := a.whereIs(on)
	if err != nil || !ok {
		return err
	}
	c, err := a.CaseByRef(a.ctx, ref)
	if err != nil {
		return err
	}
	if err := a.notMerged(c); err != nil || a.asked[c.ID] {
		return err
	}
	in := a.caseID
	if err := a.relate(c.ID); err != nil {
		return err
	}
	if in != "" { // it stands in the history of the case that the operation is about
		a.caseID = in
	}
	return nil
}

// RelationTo says how somebody stands to a case that they see, for its page.
func (d *Desk) RelationTo(ctx context.Context, by access.Actor, id casebook.ID) (access.Relation, error) {
	return d.relationTo(ctx, by, id)
}

// Allowed says whether somebody may do p with a case, and does nothing else.
func (d *Desk) Allowed(ctx context.Context, by access.Actor, p access.Permission, ref casebook.Ref) error {
	_, err := d.file(ctx, by, p, ref)
	return err
}
