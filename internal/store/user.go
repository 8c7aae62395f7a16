package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/when"
)

// User is the account of a person who may sign in.
type User struct {
	ID           casebook.ID `gorm:"primaryKey"`
	Name         string      // to sign in with, in small letters
	DisplayName  string
	Role         string
	PasswordHash string
	Disabled     bool
	Version      int
	CreatedAt    time.Time
	UpdatedAt    time.Time
	LastSeenOn   when.Day
	Epoch        int    // raised when their sessions must end
	Secret       []byte // of the six-digit codes, sealed; nil before they are set up
	LastStep     int64  // the last step of time whose code was taken
	Waived       bool   // signs in without a second factor: the demonstration
	Lang         string // of the desk; empty: what the browser asks for
}

// InsertUser adds an account. A name that is taken is fault.Invalid.
func (tx *Tx) InsertUser(u *User) error { return Insert(tx, u) }

// UpdateUser saves everything of an account but its name and its last step.
func (tx *Tx) UpdateUser(u *User) error {
	return Update(tx, u, "DisplayName", "Role", "PasswordHash", "Disabled", "LastSeenOn", "Epoch", "Secret", "Waived", "Lang")
}

// UserByName gives an account by its name in small letters, or fault.NotFound.
func (r reads) UserByName(ctx context.Context, name string) (*User, error) {
	row, err := rowsOf[User](r.db).Where("name = ?", name).Take(ctx)
	if err != nil {
		return nil, asFault(err)
	}
	return &row, nil
}

// UserByID gives an account by its id, or fault.NotFound.
func (r reads) UserByID(ctx context.Context, id casebook.ID) (*User, error) {
	return Get[User](ctx, r, id)
}

// Users lists the accounts by name.
func (r reads) Users(ctx context.Context) ([]User, error) { return List[User](ctx, r, nil, "name") }

// session is a row of the sessions; the token is a hash already.
type session struct {
	Token     string `gorm:"primaryKey"`
	Data      []byte
	ExpiresAt time.Time
	UserID    casebook.ID
	Device    string
	BegunAt   *time.Time
	SeenAt    *time.Time
	Ended     bool
}

// endSessions ends those of the sessions that a condition behind it picks.
const endSessions = "UPDATE sessions SET ended = TRUE, data = x'' WHERE "

// Sessions keeps sessions for the web: find, commit and delete, by the hash of
// their token. It is what the session library asks for.
type Sessions struct{ s *Store }

// Sessions gives the store of the sessions.
func (s *Store) Sessions() Sessions { return Sessions{s} }

// FindCtx gives the data of a session that has not ended.
func (v Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	row, err := rowsOf[session](v.s.reads.db).Where("token = ? AND expires_at > ? AND NOT ended", token, v.s.now().UTC()).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, false, nil
	}
	return row.Data, err == nil, asFault(err)
}

// CommitCtx keeps a session until it expires, and lets go of those that have.
func (v Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	return v.write(ctx, func(db *gorm.DB) error {
		if err := db.Exec("DELETE FROM sessions WHERE expires_at <= ?", v.s.now().UTC()).Error; err != nil {
			return err
		}
		now := v.s.now().UTC().Truncate(time.Microsecond)
		return db.Exec(`INSERT INTO sessions (token, data, expires_at, begun_at, seen_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (token) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at, seen_at = excluded.seen_at WHERE NOT ended`, token, data, expiry.UTC(), now, now).Error
	})
}

// DeleteCtx ends a session.
func (v Sessions) DeleteCtx(ctx context.Context, token string) error {
	return v.write(ctx, func(db *gorm.DB) error { return db.Exec(endSessions+"token = ?", token).Error })
}

// Bind says whose session this is and in which browser, so that they can tell
// it from their others and end it. It gives fault.NotFound for a session that
// is not there.
func (v Sessions) Bind(ctx context.Context, token string, user casebook.ID, device string) error {
	return v.write(ctx, func(db *gorm.DB) error {
		done := db.Exec("UPDATE sessions SET user_id = ?, device = ? WHERE token = ? AND NOT ended", user, device, token)
		if done.Error == nil && done.RowsAffected == 0 {
			return fault.New(fault.NotFound, "There is no such session.")
		}
		return done.Error
	})
}

// Find, Commit and Delete are for callers without a context.
func (v Sessions) Find(token string) ([]byte, bool, error) {
	return v.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (v Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return v.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (v Sessions) Delete(token string) error { return v.DeleteCtx(context.Background(), token) }

func (v Sessions) write(ctx context.Context, fn func(db *gorm.DB) error) error {
	return asFault(v.s.write.WithContext(ctx).Transaction(fn))
}

// DeleteSessionsOf ends every session of an account.
func (tx *Tx) DeleteSessionsOf(user casebook.ID) error {
	return asFault(tx.db.Exec(endSessions+"user_id = ?", user).Error)
}
