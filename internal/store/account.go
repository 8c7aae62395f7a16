package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/when"
)

// Invitation is a link with which an account gets its password, once.
type Invitation struct {
	ID        casebook.ID `gorm:"primaryKey"`
	UserID    casebook.ID
	Secret    string // hash of what stands in the link
	CreatedAt time.Time
	ExpiresAt time.Time
	Ended     string // used, revoked, replaced; empty: open
}

// RecoveryCode lets somebody in who has lost their phone, once.
type RecoveryCode struct {
	ID       casebook.ID `gorm:"primaryKey"`
	UserID   casebook.ID
	Selector string // its first letters, which find it
	Hash     string // of the others
	UsedAt   *time.Time
}

// Passkey is one device or password manager that signs for an account.
type Passkey struct {
	ID         casebook.ID `gorm:"primaryKey"`
	UserID     casebook.ID
	Credential []byte // how the device names it
	Record     []byte // what is needed to check it, as JSON; nothing in it signs
	Label      string // as the person calls it
	CreatedAt  time.Time
	UsedOn     when.Day
}

// Visit is one open session as its owner is told of it.
type Visit struct {
	ID      string // tells it from the others, and opens nothing
	Device  string // family of the browser
	BegunAt time.Time
	SeenAt  time.Time
}

// VisitID names a session by the hash of its token.
func VisitID(token string) string {
	sum := sha256.Sum256([]byte("visit " + token))
	return hex.EncodeToString(sum[:8])
}

// InsertInvitation adds a link. A second open one is fault.Invalid.
func (tx *Tx) InsertInvitation(i *Invitation) error { return Insert(tx, i) }

// EndInvitations ends the open link of an account, and says whether one was.
func (tx *Tx) EndInvitations(user casebook.ID, how string) (bool, error) {
	done := tx.db.Exec("UPDATE invitations SET ended = ? WHERE user_id = ? AND ended = ''", how, user)
	return done.RowsAffected > 0, asFault(done.Error)
}

// OpenInvitation gives the link with this hash that can be used still, or
// fault.NotFound.
func (s *Store) OpenInvitation(ctx context.Context, secret string) (*Invitation, error) {
	return s.reads.openInvitation(ctx, secret, s.now())
}

// UseInvitation ends the link with this hash and gives it, or fault.NotFound
// when it is used, revoked, too old or was never there.
func (tx *Tx) UseInvitation(secret string) (*Invitation, error) {
	row, err := tx.openInvitation(tx.ctx, secret, tx.Now)
	if err != nil {
		return nil, err
	}
	if ended, err := tx.EndInvitations(row.UserID, "used"); err != nil || !ended {
		return nil, missing().Because(err)
	}
	return row, nil
}

func (r reads) openInvitation(ctx context.Context, secret string, now time.Time) (*Invitation, error) {
	row, err := rowsOf[Invitation](r.db).Where("secret = ? AND ended = '' AND expires_at > ?", secret, now.UTC()).Take(ctx)
	return &row, asFault(err)
}

// InvitationOf gives the newest link of an account, nil when it never had one.
func (r reads) InvitationOf(ctx context.Context, user casebook.ID) (*Invitation, error) {
	row, err := rowsOf[Invitation](r.db).Where("user_id = ?", user).Order("created_at DESC, " + made + " DESC").Take(ctx)
	if err := asFault(err); fault.Is(err, fault.NotFound) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	return &row, nil
}

// SpendStep takes the code of a step of time, once: false says that this step
// or a later one was taken before.
func (tx *Tx) SpendStep(user casebook.ID, step int64) (bool, error) {
	done := tx.db.Exec("UPDATE users SET last_step = ? WHERE id = ? AND last_step < ?", step, user, step)
	return done.RowsAffected == 1, asFault(done.Error)
}

// ReplaceRecoveryCodes puts new codes in the place of all old ones.
func (tx *Tx) ReplaceRecoveryCodes(user casebook.ID, codes []RecoveryCode) error {
	if err := tx.db.Exec("DELETE FROM recovery_codes WHERE user_id = ?", user).Error; err != nil {
		return asFault(err)
	}
	for i := range codes {
		if err := Insert(tx, &codes[i]); err != nil {
			return err
		}
	}
	return nil
}

// RecoveryCodes gives the codes of an account, used ones too.
func (r reads) RecoveryCodes(ctx context.Context, user casebook.ID) ([]RecoveryCode, error) {
	rows, err := rowsOf[RecoveryCode](r.db).Where("user_id = ?", user).Order("selector").Find(ctx)
	return rows, asFault(err)
}

// SpendRecoveryCode takes a code, once: false says that it was taken before.
func (tx *Tx) SpendRecoveryCode(id casebook.ID) (bool, error) {
	done := tx.db.Exec("UPDATE recovery_codes SET used_at = ? WHERE id = ? AND used_at IS NULL", tx.Now, id)
	return done.RowsAffected == 1, asFault(done.Error)
}

// Passkeys gives the passkeys of an account, oldest first.
func (r reads) Passkeys(ctx context.Context, user casebook.ID) ([]Passkey, error) {
	rows, err := rowsOf[Passkey](r.db).Where("user_id = ?", user).Order(made).Find(ctx)
	return rows, asFault(err)
}

// InsertPasskey adds a passkey. One that is known already is fault.Invalid.
func (tx *Tx) InsertPasskey(p *Passkey) error { return Insert(tx, p) }

// TouchPasskey keeps what changes with each use of a passkey.
func (tx *Tx) TouchPasskey(p *Passkey) error {
	return asFault(tx.db.Exec("UPDATE passkeys SET record = ?, used_on = ? WHERE id = ?", p.Record, p.UsedOn, p.ID).Error)
}

// DeletePasskey takes one passkey of an account away, or gives fault.NotFound.
func (tx *Tx) DeletePasskey(user, id casebook.ID) error {
	done := tx.db.Exec("DELETE FROM passkeys WHERE user_id = ? AND id = ?", user, id)
	if done.Error == nil && done.RowsAffected == 0 {
		return missing()
	}
	return asFault(done.Error)
}

// Disarm takes away everything but the password by which an account proves
// itself: passkeys and recovery codes. The secret is a column of the account.
func (tx *Tx) Disarm(user casebook.ID) error {
	for _, statement := range []string{"DELETE FROM passkeys WHERE user_id = ?", "DELETE FROM recovery_codes WHERE user_id = ?"} {
		if err := tx.db.Exec(statement, user).Error; err != nil {
			return asFault(err)
		}
	}
	return nil
}

// Visits gives the open sessions of an account, the one used last first.
func (s *Store) Visits(ctx context.Context, user casebook.ID) ([]Visit, error) {
	rows, err := rowsOf[session](s.reads.db).Where("user_id = ? AND expires_at > ? AND NOT ended", user, s.now().UTC()).Order("seen_at DESC").Find(ctx)
	if err != nil {
		return nil, asFault(err)
	}
	visits := make([]Visit, len(rows))
	for i, r := range rows {
		visits[i] = Visit{ID: VisitID(r.Token), Device: r.Device}
		if r.BegunAt != nil && r.SeenAt != nil { // sessions of before these were kept have neither
			visits[i].BegunAt, visits[i].SeenAt = r.BegunAt.UTC(), r.SeenAt.UTC()
		}
	}
	return visits, nil
}

// EndVisits ends those sessions of an account that the caller picks by their
// names, and gives how many.
func (tx *Tx) EndVisits(user casebook.ID, picked func(id string) bool) (n int, err error) {
	rows, err := rowsOf[session](tx.db).Where("user_id = ? AND NOT ended", user).Find(tx.ctx)
	if err != nil {
		return 0, asFault(err)
	}
	for _, r := range rows {
		if !picked(VisitID(r.Token)) {
			continue
		}
		if err := tx.db.Exec(endSessions+"token = ?", r.Token).Error; err != nil {
			return n, asFault(err)
		}
		n++
	}
	return n, nil
}

// Clock gives the instant it is, as this store reads it: what is compared with
// instants stored here must come from the same clock.
func (s *Store) Clock() time.Time { return s.now().UTC() }
