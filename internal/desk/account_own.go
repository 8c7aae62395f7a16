package desk

import (
	"context"
	"errors"
	"strings"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/names"
	"habeas/internal/store"
	"habeas/internal/when"
)

// proveBy changes by what somebody proves themselves. Their sessions end, and
// the one they are in goes on in the epoch of the entry.
func (d *Desk) proveBy(ctx context.Context, by access.Actor, op string, change func(a *act, u *store.User) error) (entry Entry, err error) {
	err = d.asSelf(ctx, by.ID, op, func(a *act, u *store.User) error {
		was := *u
		if err := change(a, u); err != nil {
			return err
		}
		if err := a.saveUser(&was, u, true); err != nil {
			return err
		}
		entry = entryOf(u)
		return nil
	})
	return entry, err
}

// OwnDraft is what people say about themselves.
type OwnDraft struct {
	Display string // under which changes stand in the history
	Lang    string // of the desk; empty: what the browser asks for
}

// ChangeOwn changes what an account says about its person. It answers with
// fault.Invalid naming display_name or lang, and with fault.Conflict.
func (d *Desk) ChangeOwn(ctx context.Context, by access.Actor, draft OwnDraft, version int) error {
	shown, err := names.Clean(draft.Display)
	if err != nil {
		return fault.InvalidFields(fault.Fields{"display_name": noDisplayName()})
	}
	if draft.Lang != "" && draft.Lang != "en" && draft.Lang != "es" {
		return fault.Field("lang", "The desk speaks English (en) and Spanish (es).")
	}
	return d.asSelf(ctx, by.ID, "ChangeOwnAccount", func(a *act, u *store.User) error {
		if err := stale(u.Version, version); err != nil {
			return err
		}
		was := *u
		u.DisplayName, u.Lang = shown, draft.Lang
		return a.saveUser(&was, u, false)
	})
}

// ChangePassword gives somebody another password and ends their sessions. It
// answers with fault.Invalid naming password.
func (d *Desk) ChangePassword(ctx context.Context, by access.Actor, password string) (Entry, error) {
	user, err := d.store.UserByID(ctx, by.ID)
	if err != nil {
		return Entry{}, err
	}
	hash, err := d.passwords.Hash(password, user.Name, user.DisplayName)
	if err != nil {
		return Entry{}, err
	}
	return d.proveBy(ctx, by, "ChangePassword", func(_ *act, u *store.User) error {
		u.PasswordHash = hash
		return nil
	})
}

// holderOf gives an account as the passkeys know it.
func (d *Desk) holderOf(ctx context.Context, id casebook.ID) (access.Holder, []store.Passkey, error) {
	user, err := d.store.UserByID(ctx, id)
	if err != nil {
		return access.Holder{}, nil, err
	}
	if user.Disabled || user.Secret == nil && !user.Waived {
		return access.Holder{}, nil, signedOut()
	}
	rows, err := d.store.Passkeys(ctx, id)
	h := access.Holder{ID: id, Name: user.Name, Display: user.DisplayName}
	for _, r := range rows {
		h.Records = append(h.Records, r.Record)
	}
	return h, rows, err
}

// OfferPasskey gives what the browser of somebody signed in is asked, to make a
// passkey.
func (d *Desk) OfferPasskey(ctx context.Context, by access.Actor, p *access.Passkeys) (access.Question, error) {
	h, _, err := d.holderOf(ctx, by.ID)
	if err != nil {
		return access.Question{}, err
	}
	return p.AskNew(h)
}

// AddPasskey keeps the passkey that a browser made, under a name that its
// person gives it. Sessions end. It answers with fault.Invalid naming label or
// answer.
func (d *Desk) AddPasskey(ctx context.Context, by access.Actor, p *access.Passkeys, check, answer []byte, label string) (Entry, error) {
	label = strings.TrimSpace(label)
	if label == "" || len([]rune(label)) > 60 {
		return Entry{}, fault.Field("label", "Give this passkey a name of up to 60 letters by which you will know it, like “laptop at the office”.")
	}
	h, _, err := d.holderOf(ctx, by.ID)
	if err != nil {
		return Entry{}, err
	}
	credential, record, err := p.New(h, check, answer)
	if errors.Is(err, access.ErrPasskey) {
		return Entry{}, fault.Field("answer", "The passkey could not be made. Load this page again and try once more; the device has to ask for a PIN, a finger or a face.").Because(err)
	} else if err != nil {
		return Entry{}, err
	}
	id, err := d.newID()
	if err != nil {
		return Entry{}, err
	}
	return d.proveBy(ctx, by, "AddPasskey", func(a *act, u *store.User) error {
		return a.InsertPasskey(&store.Passkey{ID: id, UserID: u.ID, Credential: credential, Record: record, Label: label, CreatedAt: a.Now})
	})
}

// RemovePasskey takes a passkey of somebody's away and ends their sessions.
func (d *Desk) RemovePasskey(ctx context.Context, by access.Actor, id casebook.ID) (Entry, error) {
	return d.proveBy(ctx, by, "RemovePasskey", func(a *act, u *store.User) error { return a.DeletePasskey(u.ID, id) })
}

// SignInByPasskey gives whose passkey answered. It counts as both factors. Once
// lets no question be answered twice. It answers with fault.Invalid when
// anything is wrong, and with fault.Limited when too much is being tried.
func (d *Desk) SignInByPasskey(ctx context.Context, p *access.Passkeys, check, answer []byte, once *access.Once, attempts *access.Attempts) (Entry, error) {
	challenge, until := access.Challenge(check)
	try := "passkey " + challenge
	if err := attempts.Begin(try); err != nil {
		return Entry{}, err
	}
	id, credential, record, err := p.Check(check, answer, func(id casebook.ID) (access.Holder, error) {
		h, _, err := d.holderOf(ctx, id)
		return h, err
	})
	if err != nil || !once.Spend(challenge, until) {
		d.security("passkey_refused", id)
		return Entry{}, fault.New(fault.Invalid, "This passkey was not taken. Load this page again and try once more, or sign in with your password and a code.").Because(err)
	}
	entry, err := d.usedPasskey(ctx, id, credential, record)
	if err != nil {
		return Entry{}, err
	}
	attempts.Passed(try)
	d.security("signed_in_by_passkey", id)
	return entry, nil
}

// usedPasskey keeps what changed with the use of a passkey.
func (d *Desk) usedPasskey(ctx context.Context, id casebook.ID, credential, record []byte) (entry Entry, err error) {
	err = d.asSelf(ctx, id, "UsePasskey", func(a *act, u *store.User) error {
		rows, err := a.Passkeys(ctx, id)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if string(row.Credential) == string(credential) {
				row.Record, row.UsedOn = record, when.DayOf(a.Now)
				entry = entryOf(u)
				return a.TouchPasskey(&row)
			}
		}
		return signedOut() // removed meanwhile
	})
	return entry, err
}

// EndVisit ends one session of somebody's. It gives fault.NotFound when it has
// ended already.
func (d *Desk) EndVisit(ctx context.Context, by access.Actor, id string) error {
	return d.asSelf(ctx, by.ID, "EndSession", func(a *act, u *store.User) error {
		n, err := a.EndVisits(u.ID, func(visit string) bool { return visit == id })
		if err == nil && n == 0 {
			return fault.New(fault.NotFound, "This session has ended already.")
		} else if err != nil {
			return err
		}
		return a.saveUser(u, u, false)
	})
}

// EndOtherVisits ends every session of somebody's but the one they are in, and
// gives how many those were.
func (d *Desk) EndOtherVisits(ctx context.Context, by access.Actor, keep string) (n int, err error) {
	err = d.asSelf(ctx, by.ID, "EndSessions", func(a *act, u *store.User) error {
		if n, err = a.EndVisits(u.ID, func(visit string) bool { return visit != keep }); err != nil {
			return err
		}
		return a.saveUser(u, u, false)
	})
	return n, err
}

// EndVisitsOf ends every session of an account.
func (d *Desk) EndVisitsOf(ctx context.Context, by access.Actor, name string) error {
	return d.changeUser(ctx, by, "EndSessions", name, func(*act, *store.User) error { return nil })
}
