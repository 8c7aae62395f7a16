package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// NamedOn is who sees a restricted thing that lies in no case.
type NamedOn struct {
	All      []NamedPerson
	Accounts []store.User // that can be named
}

// NamedPerson is one person who sees it.
type NamedPerson struct {
	casebook.Naming
	Name string
	Gone bool // their account is closed
}

// Named gives who is named on a restricted thing outside any case. For whoever
// is not, and for a thing that lies in a case, there is no such thing.
func (d *Desk) Named(ctx context.Context, by access.Actor, on casebook.Subject) (*NamedOn, error) {
	v, err := d.view(by, access.EditCasebook)
	if err != nil {
		return nil, err
	}
	if err := nameOnly(ctx, v, on); err != nil {
		return nil, err
	}
	all, err := v.NamingsOf(ctx, on)
	if err != nil {
		return nil, err
	}
	users, err := v.Users(ctx)
	if err != nil {
		return nil, err
	}
	n, byID := &NamedOn{}, map[casebook.ID]store.User{}
	for _, u := range users {
		if byID[u.ID] = u; !u.Disabled {
			n.Accounts = append(n.Accounts, u)
		}
	}
	for _, one := range all {
		n.All = append(n.All, NamedPerson{one, byID[one.UserID].DisplayName, byID[one.UserID].Disabled})
	}
	return n, nil
}

// nameOnly gives fault.NotFound unless people can be named on a thing, and
// whoever asks is one of them.
func nameOnly(ctx context.Context, r wherever, on casebook.Subject) error {
	none := fault.New(fault.NotFound, "There is no restricted thing here on which people are named.")
	var visibility casebook.Visibility
	switch on.Kind {
	case casebook.OnSource:
		row, err := store.Get[casebook.Source](ctx, r, on.ID)
		if err != nil {
			return err
		}
		visibility = row.Visibility
	case casebook.OnClaim:
		row, err := store.Get[casebook.Claim](ctx, r, on.ID)
		if err != nil {
			return err
		}
		visibility = row.Visibility
	}
	if _, inCase, err := r.FileRef(ctx, on); err != nil || inCase || visibility != casebook.Restricted {
		return none.Because(err)
	}
	return nil
}

// wherever is what things are read and placed through.
type wherever interface {
	store.Reader
	FileRef(ctx context.Context, on casebook.Subject) (casebook.Ref, bool, error)
}

// NameOn lets one more account see a restricted thing outside any case.
func (d *Desk) NameOn(ctx context.Context, by access.Actor, on casebook.Subject, user casebook.ID) error {
	return d.edit(ctx, by, "NameOn", func(a *act) error {
		if err := nameOnly(a.ctx, a.Tx, on); err != nil {
			return err
		}
		who, err := a.UserByID(a.ctx, user)
		if fault.Is(err, fault.NotFound) || err == nil && who.Disabled {
			return fault.Field("user", "Choose one of the accounts on the list.")
		} else if err != nil {
			return err
		}
		if err := a.name1(on, user); err != nil {
			return err
		}
		return a.record(on, []casebook.Change{{Field: "Named", Now: who.DisplayName}})
	})
}

// Unname takes an account off a restricted thing, but for the last one.
func (d *Desk) Unname(ctx context.Context, by access.Actor, on casebook.Subject, id casebook.ID, reason string) error {
	return d.edit(ctx, by, "Unname", func(a *act) error {
		if err := nameOnly(a.ctx, a.Tx, on); err != nil {
			return err
		}
		a.because(reason)
		all, err := a.NamingsOf(a.ctx, on)
		if err != nil {
			return err
		}
		for _, one := range all {
			if one.ID == id {
				return a.unname(on, one, len(all))
			}
		}
		return fault.New(fault.NotFound, "This person is not named here any more.")
	})
}

func (a *act) unname(on casebook.Subject, one casebook.Naming, of int) error {
	if of == 1 {
		return fault.New(fault.Invalid, "This is the last person who sees this. Name somebody else first.")
	}
	who, err := a.UserByID(a.ctx, one.UserID)
	if err != nil {
		return err
	}
	if err := a.record(on, []casebook.Change{{Field: "Named", Was: who.DisplayName}}); err != nil {
		return err
	}
	return store.DeleteNaming(a.Tx, one.ID)
}
