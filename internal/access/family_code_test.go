package access_test

import (
	"math"
	"testing"

	"habeas/internal/access"
)

func TestAFamilyCodeHasAtLeastEightyBits(t *testing.T) {
	t.Parallel()
	if bits := math.Log2(9) + (access.FamilySecret-1)*math.Log2(10); bits < 80 {
		t.Errorf("a secret has %.1f bits, want 80 or more", bits)
	}
	seen := map[string]bool{}
	for range 1000 {
		number, secret := access.NewFamilyCode()
		if len(number) != access.FamilyNumber || len(secret) != access.FamilySecret || number[0] == '0' || secret[0] == '0' {
			t.Fatalf("got %q and %q", number, secret)
		}
		if seen[secret] {
			t.Fatal("the same secret twice")
		}
		seen[secret] = true
	}
}

func TestEveryDigitIsAsLikely(t *testing.T) {
	t.Parallel()
	var counts [10]int
	for range 2000 {
		_, secret := access.NewFamilyCode()
		for _, d := range secret[1:] {
			counts[d-'0']++
		}
	}
	for d, n := range counts { // 4800 expected; six deviations of about 66
		if n < 4400 || n > 5200 {
			t.Errorf("digit %d came %d times of 48000", d, n)
		}
	}
}

func TestDigitsAreReadInEveryScript(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"1234 5678":      "12345678",
		"1234-5678":      "12345678",
		"١٢٣٤ ٥٦٧٨":      "12345678",
		"۱۲۳۴ ۵۶۷۸":      "12345678",
		"１２３４５６７８":       "12345678",
		"०१२३४५६७८९":     "0123456789",
		"\u200f۰۹\u200e": "09",
		" 12.34 / 5678 ": "12345678",
		"𝟎𝟗𝟘𝟡𝟢𝟫":         "090909",
		"":               "",
	} {
		if got, ok := access.FamilyDigits(typed); got != want || !ok {
			t.Errorf("%q reads %q, %v; want %q", typed, got, ok, want)
		}
	}
	if got, ok := access.FamilyDigits("1234 abcd"); ok {
		t.Errorf("letters read %q, want none", got)
	}
}
