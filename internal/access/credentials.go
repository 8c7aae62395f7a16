package access

import (
	"strings"

	"github.com/alexedwards/argon2id"

	"habeas/internal/fault"
	"habeas/internal/names"
)

// Lengths of a password in letters: ASVS 5.0 asks for eight or more and
// advises fifteen; no rules of composition, no forced change.
const (
	MinPassword = 12
	maxPassword = 256
)

// params costs about 21 ms and 19 MiB a check (OWASP's minimum for argon2id).
var params = argon2id.Params{Memory: 19456, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Passwords hashes and checks passwords, few at a time, so that a burst of
// sign-ins cannot take the machine's memory.
type Passwords struct{ turns chan struct{} }

// decoy is the hash of no account's password, for names that nobody has: it
// costs the same to check. It is written down so that starting costs nothing.
const decoy = "$argon2id$v=19$m=19456,t=2,p=1$lunPygI7ZuLA5U/5AhNYlw$c0Ub611RJXDeR4bu3koGu0joorxlvn7m+WQDOI+dCXY"

// NewPasswords gives a hasher that works on two passwords at a time.
func NewPasswords() *Passwords { return &Passwords{turns: make(chan struct{}, 2)} }

// Hash gives what may be stored for a password. It answers with
// fault.Invalid, field password, when the password is too short or too long.
func (p *Passwords) Hash(password string) (string, error) {
	switch n := len([]rune(password)); {
	case n < MinPassword:
		return "", weak("Use at least %d letters; several words are easy to remember.", MinPassword)
	case n > maxPassword:
		return "", weak("Use at most %d letters.", maxPassword)
	case strings.Trim(names.Fold(password), " 0123456789") == "" || tooCommon(password):
		return "", weak("This is among the first passwords that are tried. Use several words that do not belong together.")
	}
	p.turns <- struct{}{}
	defer func() { <-p.turns }()
	return argon2id.CreateHash(password, &params)
}

func weak(format fault.Format, args ...any) error {
	e := fault.New(fault.Invalid, format, args...)
	e.Fields = fault.Fields{"password": e.Message}
	return e
}

// tooCommon reports whether one short run of letters makes up the whole.
func tooCommon(password string) bool {
	folded := strings.ToLower(password)
	for size := 1; size <= 4; size++ {
		if strings.Repeat(folded[:size], len(folded)/size+1)[:len(folded)] == folded {
			return true
		}
	}
	return false
}

// Matches reports whether password belongs to hash. With an empty hash (no
// such account) it takes as long as with one and says no.
func (p *Passwords) Matches(password, hash string) bool {
	p.turns <- struct{}{}
	defer func() { <-p.turns }()
	known := hash != ""
	if !known {
		hash = decoy
	}
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	return known && ok && err == nil
}
