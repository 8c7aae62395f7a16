package access

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
)

// Codes from an authenticator app, after RFC 6238: six digits, a new one every
// thirty seconds, and one step early or late for clocks that differ.
const (
	stepLength = 30 * time.Second
	stepsOff   = 1
	secretSize = 20 // bytes, what RFC 4226 asks for
)

// letters are the base32 of RFC 4648 without padding, as authenticator apps
// read it.
var letters = base32.StdEncoding.WithPadding(base32.NoPadding)

// NewSecret gives the random secret of an authenticator app, as people type it.
func NewSecret() string {
	var b [secretSize]byte
	_, _ = rand.Read(b[:]) // never fails, says crypto/rand
	return letters.EncodeToString(b[:])
}

// Step gives the number of the thirty seconds in which an instant lies.
func Step(now time.Time) int64 { return now.Unix() / int64(stepLength/time.Second) }

// CodeAt gives the code that an app shows in a step.
func CodeAt(secret string, step int64) string {
	code, err := hotp.GenerateCodeCustom(secret, uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		return ""
	}
	return code
}

// MatchStep gives the step around an instant whose code this is, if there is
// one. Whether that step was taken before is for the caller to remember: the
// same code would match again for a minute and a half.
func MatchStep(secret, code string, now time.Time) (step int64, ok bool) {
	code = bare(code)
	for at := Step(now) - stepsOff; at <= Step(now)+stepsOff; at++ {
		want := CodeAt(secret, at)
		if want != "" && subtle.ConstantTimeCompare([]byte(code), []byte(want)) == 1 {
			step, ok = at, true
		}
	}
	return step, ok
}

// EnrolURL is what the square of an authenticator app says: whose secret it is
// for which site.
func EnrolURL(site, account, secret string) string {
	raw, err := letters.DecodeString(secret)
	if err != nil {
		return ""
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: site, AccountName: account, Secret: raw, Period: uint(stepLength / time.Second)})
	if err != nil {
		return ""
	}
	return key.URL()
}

// RecoveryCount is how many recovery codes an account gets at a time.
const RecoveryCount = 10

// Recovery codes are sixteen letters in groups of four: the first four find
// the code, the other twelve (60 bits) prove it.
const (
	recoverySize  = 10 // bytes
	selectorSize  = 4  // letters
	recoveryGroup = 4
)

// NewRecoveryCode gives a random recovery code, as it is printed.
func NewRecoveryCode() string {
	var b [recoverySize]byte
	_, _ = rand.Read(b[:]) // never fails, says crypto/rand
	return Grouped(strings.ToLower(letters.EncodeToString(b[:])), recoveryGroup, "-")
}

// Grouped sets a text apart in groups of so many letters, to be typed.
func Grouped(text string, size int, between string) string {
	var groups []string
	for ; len(text) > size; text = text[size:] {
		groups = append(groups, text[:size])
	}
	return strings.Join(append(groups, text), between)
}

// SplitRecovery gives the two parts of a recovery code however it was typed:
// the one that finds it, and the one that proves it. A text of another length
// is no recovery code.
func SplitRecovery(code string) (selector, verifier string, ok bool) {
	code = bare(code)
	if len(code) != letters.EncodedLen(recoverySize) {
		return "", "", false
	}
	return code[:selectorSize], code[selectorSize:], true
}

// bare leaves out what people and programs put between the groups of a code.
func bare(code string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f && r != '-' && r != '.' {
			return r
		}
		return -1
	}, code))
}

// NewToken gives 256 random bits as text for an address, and what is stored of
// them. A hash without salt is enough for what nobody can guess.
func NewToken() (token, stored string) {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails, says crypto/rand
	token = base64.RawURLEncoding.EncodeToString(b[:])
	return token, HashToken(token)
}

// HashToken gives what is stored of a token.
func HashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
