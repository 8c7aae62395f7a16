package desk

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/names"
	"habeas/internal/store"
)

func sortedIDs[T any](m map[casebook.ID]T) []casebook.ID { return slices.Sorted(maps.Keys(m)) }

// login folds a sign-in name so that it can be typed in any case.
func login(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// AccountDraft is what an administrator says about a new account.
type AccountDraft struct {
	Name    string // to sign in with
	Display string // under which changes stand in the history
	Role    access.Role
}

// Link is what an administrator hands to somebody, once: the secret of the
// address at which they choose their password.
type Link struct {
	Secret string
	Until  time.Time
}

// AddUser adds a person who may sign in with a password. It answers with
// fault.Invalid naming name, display_name, role or password.
func (d *Desk) AddUser(ctx context.Context, by access.Actor, name, display string, role access.Role, password string) (id casebook.ID, err error) {
	err = d.do(ctx, by, access.ManageAccounts, "AddUser", func(a *act) error {
		row, wrong, err := d.newUser(AccountDraft{name, display, role})
		if err != nil {
			return err
		}
		hash, err := d.passwords.Hash(password, row.Name, display)
		for field, text := range fault.FieldsOf(err) {
			wrong[field] = text
		}
		if len(wrong) > 0 {
			return fault.InvalidFields(wrong)
		} else if err != nil {
			return err
		}
		row.PasswordHash, id = hash, row.ID
		return a.addUser(row)
	})
	return id, err
}

// InviteUser adds a person without a password and gives the link with which
// they choose one. It answers with fault.Invalid naming name, display_name or
// role.
func (d *Desk) InviteUser(ctx context.Context, by access.Actor, draft AccountDraft) (link Link, err error) {
	err = d.do(ctx, by, access.ManageAccounts, "InviteUser", func(a *act) error {
		row, wrong, err := d.newUser(draft)
		if err != nil {
			return err
		} else if len(wrong) > 0 {
			return fault.InvalidFields(wrong)
		}
		if err := a.addUser(row); err != nil {
			return err
		}
		link, err = a.invite(row.ID)
		return err
	})
	return link, err
}

func (d *Desk) newUser(draft AccountDraft) (*store.User, fault.Fields, error) {
	wrong := fault.Fields{}
	name := login(draft.Name)
	if len(name) < 2 || len(name) > 64 || strings.ContainsAny(name, " \t<>\"'/\\%?#") {
		wrong["name"] = fault.Say("Give a sign-in name of 2 to 64 letters without spaces, like “ana” or an e-mail address.")
	}
	shown, err := names.Clean(draft.Display)
	if err != nil {
		wrong["display_name"] = noDisplayName()
	}
	if !access.ValidRole(draft.Role) {
		wrong["role"] = noRole()
	}
	id, err := d.newID()
	return &store.User{ID: id, Name: name, DisplayName: shown, Role: string(draft.Role), Version: 1, Epoch: 1}, wrong, err
}

func noDisplayName() fault.Text {
	return fault.Say("Give the name under which changes stand in the history.")
}

func noRole() fault.Text { return fault.Say("Choose one of the roles on the list.") }

func (a *act) addUser(row *store.User) error {
	row.CreatedAt, row.UpdatedAt = a.Now, a.Now
	if err := a.InsertUser(row); err != nil {
		return err
	}
	return a.record(onUser(row), []casebook.Change{
		{Field: "Name", Now: row.Name}, {Field: "DisplayName", Now: row.DisplayName}, {Field: "Role", Now: row.Role},
	})
}

func onUser(u *store.User) casebook.Subject {
	return casebook.Subject{Kind: casebook.OnUser, ID: u.ID}
}

// ResetPassword gives an account a new password and ends its sessions. It is
// for whoever runs the server: others send a link.
func (d *Desk) ResetPassword(ctx context.Context, by access.Actor, name, password string) error {
	hash, err := d.passwords.Hash(password, name)
	if err != nil {
		return err
	}
	return d.changeUser(ctx, by, "ResetPassword", name, func(_ *act, u *store.User) error {
		u.PasswordHash = hash
		return nil
	})
}

// ResetUser lets an account begin anew: nothing by which it proved itself is
// worth anything any more, its sessions end, and the link it gives is the only
// way in. A disabled account is open again.
func (d *Desk) ResetUser(ctx context.Context, by access.Actor, name string) (link Link, err error) {
	err = d.changeUser(ctx, by, "ResetUser", name, func(a *act, u *store.User) error {
		u.PasswordHash, u.Secret, u.Disabled, u.Waived = "", nil, false, false
		if err := a.Disarm(u.ID); err != nil {
			return err
		}
		link, err = a.invite(u.ID)
		return err
	})
	return link, err
}

// DisableUser stops an account from signing in and ends its sessions and its
// open link. The last administrator stays: fault.Conflict.
func (d *Desk) DisableUser(ctx context.Context, by access.Actor, name string) error {
	return d.changeUser(ctx, by, "DisableUser", name, func(a *act, u *store.User) error {
		u.Disabled = true
		_, err := a.EndInvitations(u.ID, "revoked")
		return err
	})
}

// ChangeRole gives an account another role and ends its sessions. The last
// administrator stays one: fault.Conflict. It answers with fault.Invalid naming
// role, and with fault.Conflict when somebody else changed the account.
func (d *Desk) ChangeRole(ctx context.Context, by access.Actor, name string, role access.Role, version int, reason string) error {
	if !access.ValidRole(role) {
		return fault.InvalidFields(fault.Fields{"role": noRole()})
	}
	return d.changeUser(ctx, by, "ChangeRole", name, func(a *act, u *store.User) error {
		a.because(reason)
		u.Role = string(role)
		return stale(u.Version, version)
	})
}

// WaiveSecondFactor lets an account sign in with its password alone. Only the
// program itself may, for the demonstration: a newcomer looks around in it
// without a telephone, and no real case is in it.
func (d *Desk) WaiveSecondFactor(ctx context.Context, by access.Actor, name string) error {
	if by.Role != access.System {
		return fault.New(fault.Denied, "Everybody who works here signs in with a second factor. Only the demonstration does without.")
	}
	return d.changeUser(ctx, by, "WaiveSecondFactor", name, func(_ *act, u *store.User) error {
		u.Waived = true
		return nil
	})
}

// changeUser changes an account for somebody who keeps accounts. Whatever it
// was, the account's sessions end: what it may do or by what it proves itself
// is another now.
func (d *Desk) changeUser(ctx context.Context, by access.Actor, op, name string, change func(a *act, u *store.User) error) error {
	return d.do(ctx, by, access.ManageAccounts, op, func(a *act) error {
		user, err := a.userByName(name)
		if err != nil {
			return err
		}
		was := *user
		if err := change(a, user); err != nil {
			return err
		}
		if err := a.keepsAnAdministrator(&was, user); err != nil {
			return err
		}
		return a.saveUser(&was, user, true)
	})
}

// userByName gives an account, or fault.NotFound in words for a person.
func (a *act) userByName(name string) (*store.User, error) {
	user, err := a.UserByName(a.ctx, login(name))
	if fault.Is(err, fault.NotFound) {
		return nil, noAccount()
	}
	return user, err
}

func noAccount() error { return fault.New(fault.NotFound, "There is no account with this name.") }

// saveUser saves an account with what may be told of the change, and ends its
// sessions when it must prove itself anew.
func (a *act) saveUser(was, now *store.User, anew bool) error {
	if anew {
		now.Epoch++
		if err := a.DeleteSessionsOf(now.ID); err != nil {
			return err
		}
	}
	if err := a.UpdateUser(now); err != nil {
		return err
	}
	a.desk.security(a.name, now.ID)
	told := slices.DeleteFunc(casebook.Changes(was, now), func(c casebook.Change) bool { return !toldOfUsers[c.Field] })
	return a.record(onUser(now), told)
}

// toldOfUsers are the fields of an account that stand in its history. The
// others are secrets, or keep house.
var toldOfUsers = map[string]bool{"DisplayName": true, "Role": true, "Disabled": true, "Waived": true, "Lang": true}

// keepsAnAdministrator refuses a change after which nobody could keep accounts.
// Whoever runs the server can always make another one.
func (a *act) keepsAnAdministrator(was, now *store.User) error {
	if a.by.Role == access.System || !keepsAccounts(was) || keepsAccounts(now) {
		return nil
	}
	all, err := a.Users(a.ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(u store.User) bool { return u.ID != now.ID && keepsAccounts(&u) }) {
		return nil
	}
	return fault.New(fault.Conflict, "This is the last administrator. Make somebody else an administrator first.")
}

func keepsAccounts(u *store.User) bool {
	return !u.Disabled && u.Role == string(access.Administrator)
}

// Users lists the accounts.
func (d *Desk) Users(ctx context.Context, by access.Actor) ([]store.User, error) {
	if err := by.May(access.ManageAccounts); err != nil {
		return nil, err
	}
	return d.store.Users(ctx)
}

// AccountFile is an account with everything by which it proves itself, none of
// it in a form that opens anything.
type AccountFile struct {
	store.User
	Invitation *store.Invitation // the newest link; nil when there was none
	Passkeys   []store.Passkey
	CodesLeft  int // recovery codes that were not used
	Visits     []store.Visit
}

// HasSecret reports whether the six-digit codes are set up.
func (f *AccountFile) HasSecret() bool { return f.Secret != nil }

// OpenLink gives the link that can be used at an instant, or nil.
func (f *AccountFile) OpenLink(now time.Time) *store.Invitation {
	if f.Invitation == nil || f.Invitation.Ended != "" || !f.Invitation.ExpiresAt.After(now) {
		return nil
	}
	return f.Invitation
}

// Account gives an account to those who keep accounts.
func (d *Desk) Account(ctx context.Context, by access.Actor, name string) (*AccountFile, error) {
	if err := by.May(access.ManageAccounts); err != nil {
		return nil, err
	}
	user, err := d.store.UserByName(ctx, login(name))
	if fault.Is(err, fault.NotFound) {
		return nil, noAccount()
	} else if err != nil {
		return nil, err
	}
	return d.accountFile(ctx, user)
}

// OwnAccount gives their account to whoever is signed in.
func (d *Desk) OwnAccount(ctx context.Context, by access.Actor) (*AccountFile, error) {
	user, err := d.store.UserByID(ctx, by.ID)
	if fault.Is(err, fault.NotFound) {
		return nil, signedOut()
	} else if err != nil {
		return nil, err
	}
	return d.accountFile(ctx, user)
}

func (d *Desk) accountFile(ctx context.Context, user *store.User) (f *AccountFile, err error) {
	f = &AccountFile{User: *user}
	if f.Invitation, err = d.store.InvitationOf(ctx, user.ID); err != nil {
		return nil, err
	}
	if f.Passkeys, err = d.store.Passkeys(ctx, user.ID); err != nil {
		return nil, err
	}
	codes, err := d.store.RecoveryCodes(ctx, user.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range codes {
		if c.UsedAt == nil {
			f.CodesLeft++
		}
	}
	f.Visits, err = d.store.Visits(ctx, user.ID)
	return f, err
}

// security writes a line about an account to the log: what happened, and to
// which account by its random id. Names and addresses are not in it.
func (d *Desk) security(event string, id casebook.ID) {
	if d.log != nil {
		d.log.Info("security", slog.String("event", event), slog.String("account", string(id)))
	}
}
