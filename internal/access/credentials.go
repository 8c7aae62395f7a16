package access

import (
	"github.com/alexedwards/argon2id"

	"habeas/internal/fault"
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
type Passwords struct {
	turns chan struct{}
	site  []string
}

// decoy is the hash of no account's password, for names that nobody has: it
// costs the same to check. It is written down so that starting costs nothing.
const decoy = "$argon2id$v=19$m=19456,t=2,p=1$lunPygI7ZuLA5U/5AhNYlw$c0Ub611RJXDeR4bu3koGu0joorxlvn7m+WQDOI+dCXY"

// NewPasswords gives a hasher that works on two passwords at a time. A password
// must not hold the words of site: what the site is called and where it is.
func NewPasswords(site ...string) *Passwords {
	return &Passwords{turns: make(chan struct{}, 2), site: append([]string{"Habeas"}, site...)}
}

// Hash gives what may be stored for a password. It answers with
// fault.Invalid, field password, when the password is too short or too long,
// among the first that are tried, or holds the name of the site or one of the
// names in about. There are no other rules: length is what helps.
func (p *Passwords) Hash(password string, about ...string) (string, error) {
	switch n := len([]rune(password)); {
	case n < MinPassword:
		return "", weak("Use at least %d letters; several words are easy to remember.", MinPassword)
	case n > maxPassword:
		return "", weak("Use at most %d letters.", maxPassword)
	case tooCommon(password):
		return "", weak("This is among the first passwords that are tried. Use several words that do not belong together.")
	case holds(password, append(about, p.site...)):
		return "", weak("This holds your own name or the name of this site, which is tried first. Use several words that do not belong together.")
	}
	return p.HashCode(password)
}

// HashCode gives what may be stored for a code that was made here, at random.
func (p *Passwords) HashCode(code string) (string, error) {
	p.turns <- struct{}{}
	defer func() { <-p.turns }()
	return argon2id.CreateHash(code, &params)
}

func weak(format fault.Format, args ...any) error {
	e := fault.New(fault.Invalid, format, args...)
	e.Fields = fault.Fields{"password": e.Message}
	return e
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
