package access_test

import (
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/fault"
)

// The whole policy, as people read it. A change of who may do what is a change
// here as well.
func TestThePolicyIsWhatItSays(t *testing.T) {
	t.Parallel()
	policy := map[access.Role]string{
		access.Administrator: "read_casebook edit_casebook publish_record manage_accounts",
		access.Editor:        "read_casebook edit_casebook publish_record",
		access.Caseworker:    "read_casebook edit_casebook",
		access.Reader:        "read_casebook",
		access.System:        "read_casebook edit_casebook publish_record manage_accounts",
		"nobody":             "",
	}
	decisions := 0
	for role, may := range policy {
		for _, p := range access.Permissions() {
			decisions++
			err := access.Actor{ID: "x", Role: role}.May(p)
			if want := strings.Contains(" "+may+" ", " "+string(p)+" "); want != (err == nil) || err != nil && !fault.Is(err, fault.Denied) {
				t.Errorf("%s, %s: got %v, want allowed %t", role, p, err, want)
			}
		}
	}
	t.Logf("%d decisions", decisions)
}

func TestWhoeverIsNotSignedInMayDoNothing(t *testing.T) {
	t.Parallel()
	for _, p := range access.Permissions() {
		if err := (access.Actor{Role: access.Administrator}).May(p); !fault.Is(err, fault.SignedOut) {
			t.Errorf("%s: got %v", p, err)
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
