package access_test

import (
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/fault"
)

// The whole policy, as people read it. A change of who may do what is a change
// here as well: one letter for none, own, free and other cases, in this order.
func TestThePolicyIsWhatItSays(t *testing.T) {
	t.Parallel()
	policy := map[access.Role]map[access.Permission]string{
		access.Administrator: {"read_casebook": "nofx", "edit_casebook": "nofx", "publish_record": "nofx", "manage_accounts": "nofx", "review_record": "nofx", "second_person": "nofx",
			"assign_cases": "ofx", "read_private_file": "o", "edit_private_file": "o", "export_unpublished": "nofx", "read_access_log": "nofx"},
		access.Editor: {"read_casebook": "nofx", "edit_casebook": "nofx", "publish_record": "nofx", "review_record": "nofx", "second_person": "nofx",
			"assign_cases": "ofx", "read_private_file": "ofx", "edit_private_file": "ofx", "export_unpublished": "nofx"},
		access.Reviewer:      {"read_casebook": "nofx", "review_record": "nofx", "second_person": "nofx"},
		access.Caseworker:    {"read_casebook": "nofx", "edit_casebook": "nof", "read_private_file": "of", "edit_private_file": "of"},
		access.FamilyLiaison: {"read_casebook": "nofx", "read_private_file": "o", "edit_private_file": "o"},
		access.Reader:        {"read_casebook": "nofx"},
		access.System: {"read_casebook": "nofx", "edit_casebook": "nofx", "publish_record": "nofx", "manage_accounts": "nofx", "review_record": "nofx", "second_person": "nofx",
			"assign_cases": "ofx", "read_private_file": "nofx", "edit_private_file": "nofx", "export_unpublished": "nofx", "read_access_log": "nofx"},
		"nobody": {},
	}
	letters := map[access.Relation]string{access.NoCase: "n", access.Own: "o", access.Free: "f", access.Other: "x"}
	decisions := 0
	for role, may := range policy {
		by := access.Actor{ID: "x", Role: role}
		for _, p := range access.Permissions() {
			decide(t, by, p, "anywhere", by.May(p), may[p] != "")
			for _, r := range access.Relations() {
				decisions++
				decide(t, by, p, string(r), by.MayWith(p, r), strings.Contains(may[p], letters[r]))
			}
		}
	}
	t.Logf("%d decisions", decisions)
}

func decide(t *testing.T, by access.Actor, p access.Permission, where string, err error, want bool) {
	t.Helper()
	if want != (err == nil) || err != nil && !fault.Is(err, fault.Denied) {
		t.Errorf("%s, %s, %s: got %v, want allowed %t", by.Role, p, where, err, want)
	}
}

func TestWhoeverIsNotSignedInMayDoNothing(t *testing.T) {
	t.Parallel()
	for _, p := range access.Permissions() {
		nobody := access.Actor{Role: access.Administrator}
		if err := nobody.May(p); !fault.Is(err, fault.SignedOut) {
			t.Errorf("%s: got %v", p, err)
		}
		if err := nobody.MayWith(p, access.Own); !fault.Is(err, fault.SignedOut) {
			t.Errorf("%s of an own case: got %v", p, err)
		}
	}
}

func TestTheSystemIsNoRoleForAPerson(t *testing.T) {
	t.Parallel()
	if access.ValidRole(access.System) || access.ValidRole("") || !access.ValidRole(access.Reader) {
		t.Error("the roles that can be given are wrong")
	}
}

func TestPasswords(t *testing.T) {
	t.Parallel()
	p := access.NewPasswords()
	for _, weak := range []string{"", "short", "aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "123456789012345", strings.Repeat("long ", 100)} {
		if _, err := p.Hash(weak); !fault.Is(err, fault.Invalid) || fault.FieldsOf(err)["password"].IsZero() {
			t.Errorf("%.20q was taken: %v", weak, err)
		}
	}
	hash, err := p.Hash("four quiet words here")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(hash, "quiet") || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("stored as %q", hash)
	}
	if !p.Matches("four quiet words here", hash) || p.Matches("four quiet words there", hash) {
		t.Error("a password is not told from another one")
	}
}

// The time of a refusal must not tell whether an account exists; the two are
// the same computation, so that a factor of three is far outside chance.
func TestNoAccountTakesAsLongAsAWrongPassword(t *testing.T) {
	t.Parallel()
	p := access.NewPasswords()
	hash, err := p.Hash("four quiet words here")
	if err != nil {
		t.Fatal(err)
	}
	took := func(hash string) time.Duration {
		best := time.Hour
		for range 5 {
			start := time.Now()
			if p.Matches("not the password", hash) {
				t.Fatal("a wrong password was taken")
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	known, unknown := took(hash), took("")
	if known > 3*unknown || unknown > 3*known {
		t.Errorf("with an account %s, without %s", known, unknown)
	}
}
