package desk

import (
	"context"
	"maps"
	"slices"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/names"
	"habeas/internal/store"
)

func sortedIDs[T any](m map[casebook.ID]T) []casebook.ID { return slices.Sorted(maps.Keys(m)) }

// login folds a sign-in name so that it can be typed in any case.
func login(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// AddUser adds a person who may sign in. It answers with fault.Invalid naming
// name, display_name, role or password.
func (d *Desk) AddUser(ctx context.Context, by access.Actor, name, display string, role access.Role, password string) (casebook.ID, error) {
	if err := by.May(access.ManageAccounts); err != nil {
		return "", err
	}
	row, err := d.newUser(name, display, role, password)
	if err != nil {
		return "", err
	}
	return row.ID, d.do(ctx, by, access.ManageAccounts, "AddUser", func(a *act) error {
		row.CreatedAt, row.UpdatedAt = a.Now, a.Now
		if err := a.InsertUser(row); err != nil {
			return err
		}
		return a.record(casebook.Subject{Kind: casebook.OnUser, ID: row.ID}, []casebook.Change{
			{Field: "Name", Now: row.Name}, {Field: "Role", Now: row.Role},
		})
	})
}

func (d *Desk) newUser(name, display string, role access.Role, password string) (*store.User, error) {
	wrong := fault.Fields{}
	if name = login(name); len(name) < 2 || len(name) > 64 || strings.ContainsAny(name, " \t<>\"'") {
		wrong["name"] = fault.Say("Give a sign-in name of 2 to 64 letters without spaces, like “ana” or an e-mail address.")
	}
	shown, err := names.Clean(display)
	if err != nil {
		wrong["display_name"] = fault.Say("Give the name under which changes stand in the history.")
	}
	if !access.ValidRole(role) {
		wrong["role"] = fault.Say("Choose one of: administrator, editor, caseworker, reader.")
	}
	hash, err := d.passwords.Hash(password)
	for field, text := range fault.FieldsOf(err) {
		wrong[field] = text
	}
	if len(wrong) > 0 {
		return nil, fault.InvalidFields(wrong)
	} else if err != nil {
		return nil, err
	}
	id, err := d.newID()
	return &store.User{ID: id, Name: name, DisplayName: shown, Role: string(role), PasswordHash: hash, Version: 1}, err
}

// ResetPassword gives an account a new password and ends its sessions.
func (d *Desk) ResetPassword(ctx context.Context, by access.Actor, name, password string) error {
	hash, err := d.passwords.Hash(password)
	if err != nil {
		return err
	}
	return d.changeUser(ctx, by, "ResetPassword", name, func(u *store.User) { u.PasswordHash = hash })
}

// DisableUser stops an account from signing in and ends its sessions.
func (d *Desk) DisableUser(ctx context.Context, by access.Actor, name string) error {
	return d.changeUser(ctx, by, "DisableUser", name, func(u *store.User) { u.Disabled = true })
}

func (d *Desk) changeUser(ctx context.Context, by access.Actor, op, name string, change func(*store.User)) error {
	return d.do(ctx, by, access.ManageAccounts, op, func(a *act) error {
		user, err := a.UserByName(a.ctx, login(name))
		if fault.Is(err, fault.NotFound) {
			return fault.New(fault.NotFound, "There is no account with this name.")
		} else if err != nil {
			return err
		}
		change(user)
		if err := a.UpdateUser(user); err != nil {
			return err
		}
		if err := a.DeleteSessionsOf(user.ID); err != nil {
			return err
		}
		return a.record(casebook.Subject{Kind: casebook.OnUser, ID: user.ID}, nil)
	})
}

// Users lists the accounts.
func (d *Desk) Users(ctx context.Context, by access.Actor) ([]store.User, error) {
	if err := by.May(access.ManageAccounts); err != nil {
		return nil, err
	}
	return d.store.Users(ctx)
}

// SignIn checks a name and a password and gives who it is. Every refusal
// reads the same and takes the same time, so that nobody learns which accounts
// exist; fault.Limited says who tries too often, by [access.Attempts].
func (d *Desk) SignIn(ctx context.Context, name, password string, attempts *access.Attempts) (access.Actor, error) {
	name = login(name)
	if err := attempts.Begin(name); err != nil {
		return access.Actor{}, err
	}
	user, err := d.store.UserByName(ctx, name)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return access.Actor{}, err
	}
	hash := ""
	if user != nil && !user.Disabled {
		hash = user.PasswordHash
	}
	if !d.passwords.Matches(password, hash) {
		e := fault.New(fault.Invalid, "This name and password do not belong together. Check both and try again.")
		e.Fields = fault.Fields{"password": e.Message}
		return access.Actor{}, e
	}
	attempts.Passed(name)
	return actorOf(user), nil
}

func actorOf(u *store.User) access.Actor {
	return access.Actor{ID: u.ID, Name: u.DisplayName, Role: access.Role(u.Role)}
}

// Actor gives who a session belongs to, as the account stands now, and
// fault.SignedOut when it is gone or disabled.
func (d *Desk) Actor(ctx context.Context, id casebook.ID) (access.Actor, error) {
	user, err := d.store.UserByID(ctx, id)
	switch {
	case fault.Is(err, fault.NotFound) || err == nil && user.Disabled:
		return access.Actor{}, fault.New(fault.SignedOut, "Please sign in again.")
	case err != nil:
		return access.Actor{}, err
	}
	return actorOf(user), nil
}
