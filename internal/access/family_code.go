package access

import (
	"crypto/rand"
	"math/big"
	"strings"
	"unicode"
)

// A code for a relative has two parts, both of digits, since those can be
// copied from a card and typed in every script: a number of eight digits that
// finds it and is not secret, and a secret of twenty-five (83 bits) that proves
// it. Nothing of it stands in an address.
const (
	FamilyNumber = 8  // digits of the number
	FamilySecret = 25 // digits of the secret
	familyGroup  = 5
)

// NewFamilyCode gives a random number and a random secret.
func NewFamilyCode() (number, secret string) { return digits(FamilyNumber), digits(FamilySecret) }

// digits gives so many random digits, each as likely as the others. The first
// is no zero, which people leave out when they copy.
func digits(n int) string {
	out := make([]byte, n)
	for i := range out {
		least := int64(0)
		if i == 0 {
			least = 1
		}
		d, err := rand.Int(rand.Reader, big.NewInt(10-least))
		if err != nil {
			panic(err) // crypto/rand never fails
		}
		out[i] = byte('0' + d.Int64() + least)
	}
	return string(out)
}

// FamilyDigits reads digits in any script, as somebody typed them from a card:
// spaces, hyphens and marks of direction between them do not matter. ok is
// false when something else is among them.
func FamilyDigits(typed string) (bare string, ok bool) {
	var out strings.Builder
	for _, r := range typed {
		switch {
		case unicode.Is(unicode.Nd, r):
			out.WriteByte('0' + byte(digitValue(r)))
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), unicode.Is(unicode.Cf, r), r == '.', r == '/':
		default:
			return "", false
		}
	}
	return out.String(), true
}

// digitValue gives what a decimal digit is worth: the digits of a script stand
// in a row from zero to nine, and rows may follow each other.
func digitValue(r rune) int {
	first := r
	for unicode.Is(unicode.Nd, first-1) {
		first--
	}
	return int(r-first) % 10
}

// FamilyGroups sets the digits of a secret apart as a card prints them.
func FamilyGroups(secret string) string { return Grouped(secret, familyGroup, " ") }
