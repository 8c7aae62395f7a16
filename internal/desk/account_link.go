package desk

import (
	"context"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// linkLasts is how long a link can be used.
const linkLasts = 7 * 24 * time.Hour

// invite makes the one open link of an account.
func (a *act) invite(user casebook.ID) (Link, error) {
	if _, err := a.EndInvitations(user, "replaced"); err != nil {
		return Link{}, err
	}
	id, err := a.desk.newID()
	if err != nil {
		return Link{}, err
	}
	secret, stored := access.NewToken()
	row := &store.Invitation{ID: id, UserID: user, Secret: stored, CreatedAt: a.Now, ExpiresAt: a.Now.Add(linkLasts)}
	return Link{secret, row.ExpiresAt}, a.InsertInvitation(row)
}

// RevokeLink takes back the open link of an account. It gives fault.Conflict
// when there is none.
func (d *Desk) RevokeLink(ctx context.Context, by access.Actor, name string) error {
	return d.do(ctx, by, access.ManageAccounts, "RevokeLink", func(a *act) error {
		user, err := a.userByName(name)
		if err != nil {
			return err
		}
		if ended, err := a.EndInvitations(user.ID, "revoked"); err != nil {
			return err
		} else if !ended {
			return fault.New(fault.Conflict, "This account has no open link. It was used or taken back meanwhile.")
		}
		return a.saveUser(user, user, false)
	})
}

// Guest is whom a link is for.
type Guest struct {
	Name, Display string
	Until         time.Time
}

// Invited gives whom a link is for. A link that was used, taken back, replaced,
// is too old or never was gives the same fault.NotFound.
func (d *Desk) Invited(ctx context.Context, secret string) (Guest, error) {
	link, user, err := d.invited(ctx, secret)
	if err != nil {
		return Guest{}, err
	}
	return Guest{user.Name, user.DisplayName, link.ExpiresAt}, nil
}

func (d *Desk) invited(ctx context.Context, secret string) (*store.Invitation, *store.User, error) {
	link, err := d.store.OpenInvitation(ctx, access.HashToken(secret))
	if fault.Is(err, fault.NotFound) {
		return nil, nil, deadLink()
	} else if err != nil {
		return nil, nil, err
	}
	user, err := d.store.UserByID(ctx, link.UserID)
	if err != nil {
		return nil, nil, err
	}
	if user.Disabled {
		return nil, nil, deadLink()
	}
	return link, user, nil
}

func deadLink() error {
	return fault.New(fault.NotFound, "This link opens nothing. It may have been used, taken back or replaced, it may be older than seven days, or not all of it was copied. Ask an administrator for a new one.")
}

// AcceptLink sets the password of the account that a link is for, uses the link
// up and signs its person in. It answers with fault.Invalid naming password,
// with fault.NotFound for a link that opens nothing, and with fault.Limited
// when too much is being tried.
func (d *Desk) AcceptLink(ctx context.Context, secret, password string, attempts *access.Attempts) (Entry, error) {
	try := "link " + access.HashToken(secret)
	if err := attempts.Begin(try); err != nil {
		return Entry{}, err
	}
	_, user, err := d.invited(ctx, secret)
	if err != nil {
		d.security("link_refused", "")
		return Entry{}, err
	}
	attempts.Passed(try)
	hash, err := d.passwords.Hash(password, user.Name, user.DisplayName)
	if err != nil {
		return Entry{}, err
	}
	var entry Entry
	err = d.asSelf(ctx, user.ID, "AcceptLink", func(a *act, u *store.User) error {
		if _, err := a.UseInvitation(access.HashToken(secret)); fault.Is(err, fault.NotFound) {
			return deadLink()
		} else if err != nil {
			return err
		}
		was := *u
		u.PasswordHash = hash
		if err := a.saveUser(&was, u, true); err != nil {
			return err
		}
		entry = entryOf(u)
		return nil
	})
	return entry, err
}
