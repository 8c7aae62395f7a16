package access

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"sort"
	"strings"
	"unicode"

	"habeas/internal/names"
)

// common holds the marks of about 30,000 passwords that are tried first;
// common_passwords.txt says where they come from and under which licence.
//
//go:embed common_passwords.bin
var common []byte

// markSize is how many bytes of the list one password takes.
const markSize = 4

// undone are signs and digits that people put for letters.
var undone = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "8", "b", "@", "a", "$", "s", "!", "i")

// Mark gives what stands for a password on the list. Capitals, accents and
// digits for letters do not make another password of it.
func Mark(password string) (mark [markSize]byte) {
	sum := sha256.Sum256([]byte(undone.Replace(strings.ToLower(password))))
	copy(mark[:], sum[:])
	return mark
}

// isCommon reports whether a password is on the list.
func isCommon(password string) bool {
	mark := Mark(password)
	n := len(common) / markSize
	at := sort.Search(n, func(i int) bool { return bytes.Compare(common[i*markSize:(i+1)*markSize], mark[:]) >= 0 })
	return at < n && bytes.Equal(common[at*markSize:(at+1)*markSize], mark[:])
}

// tooCommon reports whether a password is among those that are tried first: it
// is on the list, or what is left of it without what people put around a word
// is, or it is one run of letters again and again, or digits alone.
func tooCommon(password string) bool {
	plain := strings.ToLower(password)
	core := strings.TrimFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) })
	if core == "" || repeats(plain) || isCommon(plain) {
		return true
	}
	for _, part := range []string{core, strings.Join(strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "")} {
		if isCommon(part) || repeats(part) {
			return true
		}
	}
	return twoCommon(plain)
}

// twoCommon reports whether nothing but two passwords of the list stand behind
// one another, as in password123456.
func twoCommon(plain string) bool {
	for at := 4; at <= len(plain)-4; at++ {
		if isCommon(plain[:at]) && isCommon(plain[at:]) {
			return true
		}
	}
	return false
}

// repeats reports whether one run of letters, half of it or shorter, makes up
// the whole.
func repeats(text string) bool {
	for size := 1; size <= len(text)/2; size++ {
		if strings.Repeat(text[:size], len(text)/size+1)[:len(text)] == text {
			return true
		}
	}
	return false
}

// shortestWord is the length of a word that a password must not hold: a
// shorter one is inside too many others.
const shortestWord = 4

// holds gives whether a password contains one of the words that stand in names:
// of the person, or of the site.
func holds(password string, about []string) bool {
	plain := joined(password)
	for _, name := range about {
		for _, word := range strings.FieldsFunc(names.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if len([]rune(word)) >= shortestWord && strings.Contains(plain, word) {
				return true
			}
		}
	}
	return false
}

// joined folds a text and leaves out what is neither letter nor digit.
func joined(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, names.Fold(text))
}
