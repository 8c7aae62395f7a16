package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// Entry is somebody who proved themselves, with what a session has to know.
type Entry struct {
	Actor     access.Actor
	Epoch     int    // a session lasts as long as the account is in this epoch
	Lang      string // chosen by the account; empty: none
	Bare      bool   // no second factor is set up and one is needed: nothing else may be done
	Waived    bool   // the demonstration: none is needed
	Recovered bool   // a recovery code was used up
	CodesLeft int    // recovery codes that are left after that
}

func entryOf(u *store.User) Entry {
	return Entry{Actor: actorOf(u), Epoch: u.Epoch, Lang: u.Lang, Bare: u.Secret == nil && !u.Waived, Waived: u.Waived && u.Secret == nil}
}

func actorOf(u *store.User) access.Actor {
	return access.Actor{ID: u.ID, Name: u.DisplayName, Role: access.Role(u.Role)}
}

// Try is what somebody gives to be let in: all of it at once, so that nobody
// learns which part of it was right. Code is six digits or a recovery code, and
// empty for an account that has set up neither.
type Try struct{ Name, Password, Code string }

// SignIn checks a name, a password and a code and gives who it is. Every
// refusal reads the same and takes the same time, so that nobody learns which
// accounts exist; fault.Limited says who tries too often, by [access.Attempts].
func (d *Desk) SignIn(ctx context.Context, try Try, attempts *access.Attempts) (Entry, error) {
	name := login(try.Name)
	if err := attempts.Begin(name); err != nil {
		return Entry{}, err
	}
	user, err := d.store.UserByName(ctx, name)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return Entry{}, err
	}
	if user == nil || user.Disabled {
		user = &store.User{}
	}
	right := d.passwords.Matches(try.Password, user.PasswordHash)
	code, err := d.match(ctx, user, try.Code)
	if err != nil {
		return Entry{}, err
	}
	if !right || user.Secret != nil && code.none() {
		return Entry{}, d.refuse(user.ID)
	}
	entry := entryOf(user)
	if user.Secret != nil {
		if entry, err = d.spend(ctx, user.ID, code); err != nil {
			return Entry{}, err
		}
	}
	attempts.Passed(name)
	d.security("signed_in", user.ID)
	return entry, nil
}

// refuse is the one answer to whatever was wrong.
func (d *Desk) refuse(id casebook.ID) error {
	d.security("sign_in_refused", id)
	e := fault.New(fault.Invalid, "This name, password and code do not belong together. Check them and try again; a code works once, and for a minute.")
	e.Fields = fault.Fields{"password": e.Message}
	return e
}

// Present gives who a session belongs to, as the account stands now, and
// fault.SignedOut when the account is gone or disabled, or when its role or
// what it proves itself by has changed since the session began: on this server
// or on any other.
func (d *Desk) Present(ctx context.Context, id casebook.ID, epoch int) (Entry, error) {
	user, err := d.store.UserByID(ctx, id)
	switch {
	case fault.Is(err, fault.NotFound) || err == nil && (user.Disabled || user.Epoch != epoch):
		return Entry{}, signedOut()
	case err != nil:
		return Entry{}, err
	}
	return entryOf(user), nil
}

func signedOut() error { return fault.New(fault.SignedOut, "Please sign in again.") }

// Actor gives who an account belongs to, as it stands now, and
// fault.SignedOut when it is gone or disabled.
func (d *Desk) Actor(ctx context.Context, id casebook.ID) (access.Actor, error) {
	user, err := d.store.UserByID(ctx, id)
	switch {
	case fault.Is(err, fault.NotFound) || err == nil && user.Disabled:
		return access.Actor{}, signedOut()
	case err != nil:
		return access.Actor{}, err
	}
	return actorOf(user), nil
}

// Prove asks somebody who is signed in to prove themselves once more, by their
// password or by a code. It answers with fault.Invalid, and with fault.Limited
// like SignIn; strangers cannot use up these tries.
func (d *Desk) Prove(ctx context.Context, by access.Actor, password, code string, attempts *access.Attempts) error {
	try := "again " + string(by.ID)
	if err := attempts.Begin(try); err != nil {
		return err
	}
	user, err := d.store.UserByID(ctx, by.ID)
	if err != nil {
		return signedOut()
	}
	right := password != "" && d.passwords.Matches(password, user.PasswordHash)
	if !right {
		matched, err := d.match(ctx, user, code)
		if err != nil {
			return err
		}
		if matched.none() {
			d.security("proof_refused", by.ID)
			return fault.Field("password", "This is not your password, and not a code that works now. Check it and try again.")
		}
		if _, err := d.spend(ctx, by.ID, matched); err != nil {
			return err
		}
	}
	attempts.Passed(try)
	d.security("proved", by.ID)
	return nil
}

// asSelf runs an operation of somebody on their own account, as the account
// stands in the transaction.
func (d *Desk) asSelf(ctx context.Context, id casebook.ID, op string, fn func(a *act, u *store.User) error) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		user, err := tx.UserByID(ctx, id)
		if fault.Is(err, fault.NotFound) || err == nil && user.Disabled {
			return signedOut()
		} else if err != nil {
			return err
		}
		return fn(&act{Tx: tx, ctx: ctx, desk: d, by: actorOf(user), name: op, needs: access.ReadCasebook}, user)
	})
}
