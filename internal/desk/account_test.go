package desk_test

import (
	"crypto/rand"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/store"
)

// accountBench is a desk over a store whose clock a test moves.
type accountBench struct {
	*desk.Desk
	t        *testing.T
	store    *store.Store
	now      time.Time
	attempts *access.Attempts
}

func newAccountBench(t *testing.T) *accountBench {
	t.Helper()
	b := &accountBench{t: t, now: time.Date(2026, 1, 20, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return b.now }
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "casebook.db"), store.Options{Now: clock})
	b.ok(err)
	t.Cleanup(func() { st.Close() })
	ring, err := seal.NewRing(rand.Reader)
	b.ok(err)
	b.store, b.attempts = st, access.NewAttempts(clock)
	b.Desk = desk.New(desk.Options{Store: st, Passwords: access.NewPasswords(), Rand: rand.Reader, Ring: ring, Log: slog.New(slog.DiscardHandler)})
	return b
}

func (b *accountBench) ok(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *accountBench) want(err error, code fault.Code) {
	b.t.Helper()
	if !fault.Is(err, code) {
		b.t.Errorf("got %v, want %s", err, code)
	}
}

const words = "seven green boats at dawn"

// member makes an account that is set up, and gives its secret and its
// recovery codes.
func (b *accountBench) member(name string, role access.Role) (by access.Actor, secret string, codes []string) {
	b.t.Helper()
	link, err := b.InviteUser(b.t.Context(), admin, desk.AccountDraft{Name: name, Display: "Somebody", Role: role})
	b.ok(err)
	entry, err := b.AcceptLink(b.t.Context(), link.Secret, words, b.attempts)
	b.ok(err)
	e, err := b.BeginEnrolment(b.t.Context(), entry.Actor)
	b.ok(err)
	_, codes, err = b.Enrol(b.t.Context(), entry.Actor, e.Sealed, access.CodeAt(e.Secret, access.Step(b.now)), b.attempts)
	b.ok(err)
	b.now = b.now.Add(time.Minute)
	return entry.Actor, e.Secret, codes
}

func (b *accountBench) signIn(name, code string) error {
	_, err := b.SignIn(b.t.Context(), desk.Try{Name: name, Password: words, Code: code}, b.attempts)
	b.now = b.now.Add(time.Minute) // no try waits for another
	return err
}

func TestALinkEndsWhenItIsUsedTakenBackReplacedOrOld(t *testing.T) {
	t.Parallel()
	b, ctx := newAccountBench(t), t.Context()
	for name, end := range map[string]func(link desk.Link, user string) error{
		"used": func(link desk.Link, _ string) error {
			_, err := b.AcceptLink(ctx, link.Secret, words, b.attempts)
			return err
		},
		"revoked":  func(_ desk.Link, user string) error { return b.RevokeLink(ctx, admin, user) },
		"disabled": func(_ desk.Link, user string) error { return b.DisableUser(ctx, admin, user) },
		"replaced": func(_ desk.Link, user string) error {
			_, err := b.ResetUser(ctx, admin, user)
			return err
		},
		"old": func(desk.Link, string) error {
			b.now = b.now.Add(7*24*time.Hour + time.Second)
			return nil
		},
	} {
		link, err := b.InviteUser(ctx, admin, desk.AccountDraft{Name: name, Display: name, Role: access.Reader})
		b.ok(err)
		if _, err := b.Invited(ctx, link.Secret); err != nil {
			t.Errorf("%s: the new link: %v", name, err)
		}
		b.ok(end(link, name))
		_, err = b.Invited(ctx, link.Secret)
		b.want(err, fault.NotFound)
		_, err = b.AcceptLink(ctx, link.Secret, words, b.attempts)
		b.want(err, fault.NotFound)
		b.now = b.now.Add(time.Hour)
	}
}

func TestACodeWorksOnceAndNotLate(t *testing.T) {
	t.Parallel()
	b := newAccountBench(t)
	_, secret, codes := b.member("ana", access.Editor)
	at := func(steps int64) string { return access.CodeAt(secret, access.Step(b.now)+steps) }
	b.want(b.signIn("ana", ""), fault.Invalid)
	b.want(b.signIn("ana", at(-2)), fault.Invalid)
	b.want(b.signIn("ana", at(2)), fault.Invalid)
	now := at(0)
	b.ok(b.signIn("ana", now))
	b.now = b.now.Add(-time.Minute)
	b.want(b.signIn("ana", now), fault.Invalid)
	b.ok(b.signIn("ana", at(1)))
	b.ok(b.signIn("ana", codes[0]))
	b.want(b.signIn("ana", codes[0]), fault.Invalid)
	b.ok(b.signIn("ana", codes[9]))
}

func TestNoSecretOfAnAccountIsStoredOrRecorded(t *testing.T) {
	t.Parallel()
	b := newAccountBench(t)
	by, secret, codes := b.member("ana", access.Administrator)
	user, err := b.store.UserByID(t.Context(), by.ID)
	b.ok(err)
	history, err := b.store.Revisions(t.Context(), store.RevisionFilter{SubjectKind: casebook.OnUser, SubjectID: by.ID})
	b.ok(err)
	told := ""
	for _, r := range history {
		told += r.Field + r.Was + r.Now + r.Reason
	}
	if strings.Contains(told, "argon2id") {
		t.Error("the history tells the hash of a password")
	}
	text := string(user.Secret) + user.PasswordHash + told
	for _, never := range append(codes, secret, words) {
		if strings.Contains(text, never) {
			t.Errorf("%q is stored or recorded", never)
		}
	}
	operations := map[string]bool{}
	for _, r := range history {
		operations[r.Operation] = true
	}
	for _, want := range []string{"InviteUser", "AcceptLink", "EnrolApp"} {
		if !operations[want] {
			t.Errorf("the history does not tell of %s: %v", want, operations)
		}
	}
}

func TestASessionIsOverInTheNextEpochOnEveryServer(t *testing.T) {
	t.Parallel()
	b, ctx := newAccountBench(t), t.Context()
	by, _, _ := b.member("ana", access.Editor)
	b.member("root", access.Administrator)
	for name, change := range map[string]func() error{
		"password": func() error { _, err := b.ChangePassword(ctx, by, "another four or five words"); return err },
		"recovery": func() error { _, _, err := b.RenewRecoveryCodes(ctx, by); return err },
		"role": func() error {
			f, err := b.Account(ctx, admin, "ana")
			b.ok(err)
			return b.ChangeRole(ctx, admin, "ana", access.Reader, f.Version, "")
		},
		"sessions": func() error { return b.EndVisitsOf(ctx, admin, "ana") },
	} {
		f, err := b.OwnAccount(ctx, by)
		b.ok(err)
		_, err = b.Present(ctx, by.ID, f.Epoch)
		b.ok(err)
		b.ok(change())
		if _, err = b.Present(ctx, by.ID, f.Epoch); !fault.Is(err, fault.SignedOut) {
			t.Errorf("%s: the session goes on: %v", name, err)
		}
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	b, ctx := newAccountBench(t), t.Context()
	by, _, _ := b.member("root", access.Administrator)
	f, err := b.Account(ctx, by, "root")
	b.ok(err)
	b.want(b.DisableUser(ctx, by, "root"), fault.Conflict)
	b.want(b.ChangeRole(ctx, by, "root", access.Reader, f.Version, ""), fault.Conflict)
	b.member("second", access.Administrator)
	b.ok(b.ChangeRole(ctx, by, "root", access.Reader, f.Version, ""))
	b.want(b.WaiveSecondFactor(ctx, admin, "second"), fault.Denied)
}

func TestWrongCodesOfSomebodySignedInHaveToWaitButStrangersCannotMakeThem(t *testing.T) {
	t.Parallel()
	b, ctx := newAccountBench(t), t.Context()
	by, _, _ := b.member("ana", access.Editor)
	for range 6 {
		_, _ = b.SignIn(ctx, desk.Try{Name: "ana", Password: "wrong"}, b.attempts)
	}
	b.ok(b.Prove(ctx, by, words, "", b.attempts))
	for range 5 {
		b.want(b.Prove(ctx, by, "", "123456", b.attempts), fault.Invalid)
	}
	b.want(b.Prove(ctx, by, words, "", b.attempts), fault.Limited)
}
