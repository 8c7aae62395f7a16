package store_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
	"habeas/internal/when"
)

var _ scs.CtxStore = store.Sessions{}

func addUser(t testing.TB, s *store.Store, id casebook.ID, name string) *store.User {
	t.Helper()
	u := &store.User{ID: id, Name: name, DisplayName: "Ana", Role: "editor", PasswordHash: "$hash", Version: 1, CreatedAt: instant, UpdatedAt: instant, LastSeenOn: when.DayOf(instant)}
	mustChange(t, s, func(tx *store.Tx) error { return tx.InsertUser(u) })
	return u
}

func TestAnAccountIsKept(t *testing.T) {
	t.Parallel()
	s := storetest.New(t)
	u := addUser(t, s, "u1", "ana")
	addUser(t, s, "u2", "abel")
	for how, read := range map[string]func() (*store.User, error){
		"by name": func() (*store.User, error) { return s.UserByName(t.Context(), "ana") },
		"by id":   func() (*store.User, error) { return s.UserByID(t.Context(), "u1") },
	} {
		if got, err := read(); err != nil || diff(u, got) != "" {
			t.Errorf("%s: %v\n%s", how, err, diff(u, got))
		}
	}
	all, err := s.Users(t.Context())
	if err != nil || len(all) != 2 || all[0].Name != "abel" {
		t.Errorf("got %v, %v; want two by name", all, err)
	}
	if _, err := s.UserByName(t.Context(), "nobody"); !fault.Is(err, fault.NotFound) {
		t.Errorf("nobody: got %v, want not found", err)
	}
	err = change(t.Context(), s, func(tx *store.Tx) error { return tx.InsertUser(&store.User{ID: "u3", Name: "ana", Version: 1}) })
	if !fault.Is(err, fault.Invalid) || fault.FieldsOf(err)["name"].IsZero() {
		t.Errorf("a name twice: got %v, want the field name", err)
	}
	changed := *u
	changed.Disabled, changed.PasswordHash = true, "$other"
	mustChange(t, s, func(tx *store.Tx) error { return tx.UpdateUser(&changed) })
	if got, err := s.UserByID(t.Context(), "u1"); err != nil || diff(&changed, got) != "" {
		t.Errorf("after a change: %v\n%s", err, diff(&changed, got))
	}
	if err := change(t.Context(), s, func(tx *store.Tx) error { return tx.UpdateUser(u) }); !fault.Is(err, fault.Conflict) {
		t.Errorf("a stale account: got %v, want a conflict", err)
	}
}

func TestSessionsEndWhenTheyExpireOrAreEnded(t *testing.T) {
	t.Parallel()
	now := instant
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "casebook.db"), store.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	addUser(t, s, "u1", "ana")
	v := s.Sessions()
	commit := func(token, data string, lasts time.Duration) {
		t.Helper()
		// Expiry comes in whatever zone the server is in.
		if err := v.CommitCtx(t.Context(), token, []byte(data), now.Add(lasts).In(time.FixedZone("", 5*3600))); err != nil {
			t.Fatal(err)
		}
	}
	live := func() (tokens []string) {
		for _, token := range []string{"short", "long", "hers"} {
			if _, ok, err := v.FindCtx(t.Context(), token); err != nil {
				t.Fatal(err)
			} else if ok {
				tokens = append(tokens, token)
			}
		}
		return tokens
	}
	commit("short", "x", time.Minute)
	commit("long", "y", time.Hour)
	commit("long", "z", time.Hour)
	commit("hers", "h", time.Hour)
	if err := v.Bind(t.Context(), "hers", "u1", "firefox"); err != nil {
		t.Fatal(err)
	}
	commit("hers", "h2", time.Hour) // keeps whose it is
	if data, ok, err := v.FindCtx(t.Context(), "long"); err != nil || !ok || string(data) != "z" {
		t.Errorf("got %q, %v, %v; want the data saved last", data, ok, err)
	}
	if got := live(); !slices.Equal(got, []string{"short", "long", "hers"}) {
		t.Errorf("live at first: %v", got)
	}
	now = now.Add(2 * time.Minute)
	if got := live(); !slices.Equal(got, []string{"long", "hers"}) {
		t.Errorf("live after two minutes: %v", got)
	}
	mustChange(t, s, func(tx *store.Tx) error { return tx.DeleteSessionsOf("u1") })
	if got := live(); !slices.Equal(got, []string{"long"}) {
		t.Errorf("live after hers were ended: %v", got)
	}
	if err := v.DeleteCtx(t.Context(), "long"); err != nil {
		t.Fatal(err)
	}
	if err := v.DeleteCtx(t.Context(), "long"); err != nil {
		t.Errorf("ending it again: %v", err)
	}
	if got := live(); len(got) != 0 {
		t.Errorf("live at last: %v", got)
	}
	if err := v.Bind(t.Context(), "gone", "u1", ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("binding a session that is gone: got %v, want not found", err)
	}
}
