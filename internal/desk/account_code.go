package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/store"
)

// matched is a code that is right and not used up yet.
type matched struct {
	step     int64       // of the six digits
	recovery casebook.ID // of a recovery code
}

func (m matched) none() bool { return m == matched{} }

// match finds which code of an account was given. It takes as long for an
// account that is not there: a recovery code is checked either way.
func (d *Desk) match(ctx context.Context, user *store.User, code string) (m matched, err error) {
	if user.Secret != nil {
		secret, err := d.openFor(user.ID, secretField, user.Secret)
		if err != nil {
			return m, err
		}
		if step, ok := access.MatchStep(secret, code, d.store.Clock()); ok && step > user.LastStep {
			m.step = step
		}
	}
	selector, verifier, ok := access.SplitRecovery(code)
	if !ok {
		return m, nil
	}
	codes, err := d.store.RecoveryCodes(ctx, user.ID)
	if err != nil {
		return m, err
	}
	found := store.RecoveryCode{}
	for _, c := range codes {
		if c.Selector == selector && c.UsedAt == nil {
			found = c
		}
	}
	if d.passwords.Matches(verifier, found.Hash) {
		m.recovery = found.ID
	}
	return m, nil
}

// spend uses a code up. Of two who come with the same code at the same time,
// one is refused.
func (d *Desk) spend(ctx context.Context, id casebook.ID, m matched) (entry Entry, err error) {
	err = d.asSelf(ctx, id, "UseRecoveryCode", func(a *act, u *store.User) error {
		entry = entryOf(u)
		if m.recovery == "" {
			if fresh, err := a.SpendStep(id, m.step); err != nil || !fresh {
				return refusedOr(err, d.refuse(id))
			}
			return nil
		}
		if fresh, err := a.SpendRecoveryCode(m.recovery); err != nil || !fresh {
			return refusedOr(err, d.refuse(id))
		}
		codes, err := a.RecoveryCodes(ctx, id)
		if err != nil {
			return err
		}
		entry.Recovered = true
		for _, c := range codes {
			if c.UsedAt == nil {
				entry.CodesLeft++
			}
		}
		return a.saveUser(u, u, false)
	})
	return entry, err
}

func refusedOr(err, refused error) error {
	if err != nil {
		return err
	}
	return refused
}

// Enrolment is a secret that is being set up: it is shown and typed, and comes
// back sealed with the first code that the app makes of it.
type Enrolment struct {
	Secret string // as people type it
	URL    string // as an app reads it from a square
	Sealed []byte // for the form: it opens for this account alone
}

// Where a secret lies: in the account, or in the form of somebody who sets it
// up.
const (
	secretField    = "secret"
	enrollingField = "enrolling"
)

// BeginEnrolment gives somebody a new secret for their authenticator app.
// Nothing is stored yet.
func (d *Desk) BeginEnrolment(ctx context.Context, by access.Actor) (Enrolment, error) {
	return d.enrolment(ctx, by, access.NewSecret())
}

// SameEnrolment gives the secret again that a form carried, after a mistake. It
// answers with fault.Invalid for one that does not open here.
func (d *Desk) SameEnrolment(ctx context.Context, by access.Actor, sealed []byte) (Enrolment, error) {
	secret, err := d.openFor(by.ID, enrollingField, sealed)
	if err != nil {
		return Enrolment{}, err
	}
	return d.enrolment(ctx, by, secret)
}

func (d *Desk) enrolment(ctx context.Context, by access.Actor, secret string) (Enrolment, error) {
	user, err := d.store.UserByID(ctx, by.ID)
	if err != nil {
		return Enrolment{}, err
	}
	sealed, err := d.sealFor(by.ID, enrollingField, secret)
	return Enrolment{secret, access.EnrolURL("Habeas", user.Name, secret), sealed}, err
}

// Enrol sets up the codes of an authenticator app, when the first code of it is
// right. The first time it makes recovery codes and gives them, to be shown
// once. Sessions end; the new epoch is that of the entry. It answers with
// fault.Invalid naming code, and with fault.Limited.
func (d *Desk) Enrol(ctx context.Context, by access.Actor, sealed []byte, code string, attempts *access.Attempts) (entry Entry, codes []string, err error) {
	try := "enrol " + string(by.ID)
	if err := attempts.Begin(try); err != nil {
		return entry, nil, err
	}
	secret, err := d.openFor(by.ID, enrollingField, sealed)
	if err != nil {
		return entry, nil, err
	}
	step, ok := access.MatchStep(secret, code, d.store.Clock())
	if !ok {
		return entry, nil, fault.Field("code", "This is not the code that the app shows now. Wait for the next one and type all six digits; if it is refused again, see that the clock of the phone is right.")
	}
	attempts.Passed(try)
	kept, err := d.sealFor(by.ID, secretField, secret)
	if err != nil {
		return entry, nil, err
	}
	codes, rows, err := d.newRecoveryCodes(by.ID)
	if err != nil {
		return entry, nil, err
	}
	err = d.asSelf(ctx, by.ID, "EnrolApp", func(a *act, u *store.User) error {
		was := *u
		if u.Secret = kept; was.Secret != nil {
			codes = nil
		} else if err := a.ReplaceRecoveryCodes(u.ID, rows); err != nil {
			return err
		}
		if _, err := a.SpendStep(u.ID, step); err != nil {
			return err
		}
		entry = entryOf(u)
		entry.Epoch++
		return a.saveUser(&was, u, true)
	})
	return entry, codes, err
}

// RenewRecoveryCodes puts ten new recovery codes in the place of the old ones
// and gives them, to be shown once. Sessions end.
func (d *Desk) RenewRecoveryCodes(ctx context.Context, by access.Actor) (entry Entry, codes []string, err error) {
	codes, rows, err := d.newRecoveryCodes(by.ID)
	if err != nil {
		return entry, nil, err
	}
	entry, err = d.proveBy(ctx, by, "RenewRecoveryCodes", func(a *act, u *store.User) error {
		if u.Secret == nil {
			return fault.New(fault.Conflict, "Set up the codes of an authenticator app first. Recovery codes stand in for them.")
		}
		return a.ReplaceRecoveryCodes(u.ID, rows)
	})
	return entry, codes, err
}

// newRecoveryCodes makes ten codes, as they are printed and as they are kept.
func (d *Desk) newRecoveryCodes(user casebook.ID) (codes []string, rows []store.RecoveryCode, err error) {
	seen := map[string]bool{}
	for len(codes) < access.RecoveryCount {
		code := access.NewRecoveryCode()
		selector, verifier, _ := access.SplitRecovery(code)
		if seen[selector] {
			continue
		}
		seen[selector] = true
		hash, err := d.passwords.HashCode(verifier)
		if err != nil {
			return nil, nil, err
		}
		id, err := d.newID()
		if err != nil {
			return nil, nil, err
		}
		codes = append(codes, code)
		rows = append(rows, store.RecoveryCode{ID: id, UserID: user, Selector: selector, Hash: hash})
	}
	return codes, rows, nil
}

// envelope is a text sealed with a key of its own, and that key wrapped by a
// master key.
type envelope struct {
	Master string // which master key
	Key    []byte // wrapped
	Text   []byte // sealed
}

// sealedFor names an account where a case stands otherwise.
func sealedFor(id casebook.ID) string { return "account " + string(id) }

func accountPlace(id casebook.ID, field string) seal.Place {
	return seal.Place{Case: sealedFor(id), Row: string(id), Field: field}
}

// sealFor seals a text of an account. Without a master key it gives
// fault.Unavailable.
func (d *Desk) sealFor(id casebook.ID, field, text string) ([]byte, error) {
	if d.ring == nil {
		return nil, noMasterKey()
	}
	key, raw, err := seal.NewKey(d.rand)
	if err != nil {
		return nil, err
	}
	e := envelope{Master: d.ring.ID()}
	if e.Key, err = d.ring.Wrap(d.rand, sealedFor(id), raw); err != nil {
		return nil, err
	}
	if e.Text, err = key.Seal(d.rand, accountPlace(id, field), []byte(text)); err != nil {
		return nil, err
	}
	return json.Marshal(e)
}

// openFor opens what was sealed for a field of an account. It gives
// fault.Unavailable without the master key, or with another one.
func (d *Desk) openFor(id casebook.ID, field string, sealed []byte) (string, error) {
	if d.ring == nil {
		return "", noMasterKey()
	}
	var e envelope
	if err := json.Unmarshal(sealed, &e); err != nil {
		return "", fault.New(fault.Invalid, "This page is not whole. Load it again.").Because(err)
	}
	key, err := d.ring.Unwrap(e.Master, sealedFor(id), e.Key)
	if err != nil {
		return "", d.shut(id, field, err)
	}
	text, err := key.Open(accountPlace(id, field), e.Text)
	if err != nil {
		return "", d.shut(id, field, err)
	}
	return string(text), nil
}

func (d *Desk) shut(id casebook.ID, field string, err error) error {
	if field == enrollingField {
		return fault.New(fault.Invalid, "This page is not whole. Load it again.").Because(err)
	}
	if d.log != nil {
		d.log.Error("the secret of an account does not open: is this the master key it was sealed with?", slog.String("account", string(id)))
	}
	return noMasterKey()
}

func noMasterKey() error {
	return fault.New(fault.Unavailable, "The master key that opens the codes is missing, or is another one. Whoever runs the server has to start it with the right key.")
}

// rewrapAccounts wraps with the first key of a ring what another one on it
// wrapped, and gives how many accounts that were.
func (a *act) rewrapAccounts(ring *seal.Ring) (n int, err error) {
	users, err := a.Users(a.ctx)
	if err != nil {
		return 0, err
	}
	for _, u := range users {
		if u.Secret == nil {
			continue
		}
		sealed, err := a.desk.rewrapped(ring, u.ID, u.Secret)
		if err != nil {
			return n, noMasterKey()
		}
		if bytes.Equal(sealed, u.Secret) {
			continue
		}
		u.Secret = sealed
		if err := a.UpdateUser(&u); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// rewrapped gives what was sealed for an account with its key wrapped by the
// first of a ring, as it was when that is so already.
func (d *Desk) rewrapped(ring *seal.Ring, id casebook.ID, sealed []byte) ([]byte, error) {
	var e envelope
	if err := json.Unmarshal(sealed, &e); err != nil || e.Master == ring.ID() {
		return sealed, err
	}
	key, err := ring.Rewrap(d.rand, e.Master, sealedFor(id), e.Key)
	if err != nil {
		return nil, err
	}
	e.Key, e.Master = key, ring.ID()
	return json.Marshal(e)
}
