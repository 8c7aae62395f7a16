package seal_test

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"habeas/internal/seal"
)

// counted gives the bytes from first on: what the vectors use for randomness.
func counted(first byte, n int) []byte {
	out := make([]byte, n)
	for i := range out {
		out[i] = first + byte(i)
	}
	return out
}

func fixedKey(t *testing.T) (seal.Key, []byte) {
	t.Helper()
	k, raw, err := seal.NewKey(bytes.NewReader(counted(0, seal.KeySize)))
	if err != nil {
		t.Fatal(err)
	}
	return k, raw
}

func fixedRing(t *testing.T) *seal.Ring {
	t.Helper()
	r, err := seal.ParseRing([]byte("habeas-master-key-1 ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=\n"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var here = seal.Place{Case: "case01", Row: "row01", Field: "contact"}

// The vectors were computed by another implementation of AES-GCM and HKDF, so
// that what is sealed today opens in any program tomorrow.
func TestWhatIsSealedIsWhatAnotherImplementationSeals(t *testing.T) {
	t.Parallel()
	k, raw := fixedKey(t)
	nonce := func() *bytes.Reader { return bytes.NewReader(counted(100, 12)) }
	text := func(plain string) func() ([]byte, error) {
		return func() ([]byte, error) { return k.Seal(nonce(), here, []byte(plain)) }
	}
	for _, c := range []struct {
		name string
		make func() ([]byte, error)
		want string
	}{
		{"an empty text", text(""), "016465666768696a6b6c6d6e6fc81bde6679e9569e3e625fe8da656afd42c2060a8b6cf372a7d1ac48fba3a54894e940c04c129b04fdf3783ffd42cacf1b5b98e7204a4128faf1acd6ef81a58a499def9401bc6f30ad8db41d11a0bee2"},
		{"a text", text("Her mother: +58 212 000 00 00"), "016465666768696a6b6c6d6e6f007eac46148622f65b1065c8f15052dd70f3342abb5cc35297e18c78cb23a54894e940c04c129b04fdf3783ffd42cacf1b5b98e7204a4128faf1acd6ef81a58a47fb490f7f9149b6fc4d4bee9871d267"},
		{"a file", func() ([]byte, error) {
			var out bytes.Buffer
			err := k.SealStream(&out, nonce(), seal.Place{Case: "case01", Row: "row01", Field: "evidence"}, strings.NewReader("a small file"))
			return out.Bytes(), err
		}, "016465666768696a6b6c6d6e6f293bad0b18853abe580b338d5a2cc11038c461bf93827c10f170de29"},
		{"a key", func() ([]byte, error) { return fixedRing(t).Wrap(nonce(), "case01", raw) }, "016465666768696a6b6c6d6e6f6eecfc6d321d5457a41420ef464c45a5c6ff38ad4738b8269b9b97438376a7753c75079a0dac1fb3bfba59b1f8ceb2ce"},
	} {
		got, err := c.make()
		if err != nil || hex.EncodeToString(got) != c.want {
			t.Errorf("%s is sealed as\n%x, %v, want\n%s", c.name, got, err, c.want)
		}
	}
	if got := fixedRing(t).ID(); got != "b2e4929c878da707" {
		t.Errorf("the master key is named %s, want b2e4929c878da707", got)
	}
}

func TestWhatIsSealedOpensAtItsPlace(t *testing.T) {
	t.Parallel()
	k, _, err := seal.NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 200 {
		plain := []byte(strings.Repeat("x\x00\x80", n))[:n]
		sealed, err := k.Seal(rand.Reader, here, plain)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := k.Open(here, sealed); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes come back as %q, %v", n, got, err)
		}
	}
}

func TestEveryChangedBitIsSeen(t *testing.T) {
	t.Parallel()
	k, _ := fixedKey(t)
	sealed, err := k.Seal(rand.Reader, here, []byte("do not telephone after eight"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range sealed {
		for bit := range 8 {
			changed := bytes.Clone(sealed)
			changed[i] ^= 1 << bit
			if _, err := k.Open(here, changed); !errors.Is(err, seal.ErrBroken) {
				t.Fatalf("bit %d of byte %d was turned over: %v, want ErrBroken", bit, i, err)
			}
		}
	}
	for n := range sealed {
		if _, err := k.Open(here, sealed[:n]); !errors.Is(err, seal.ErrBroken) {
			t.Fatalf("cut to %d bytes: %v, want ErrBroken", n, err)
		}
	}
}

func TestNothingOpensAtAnotherPlace(t *testing.T) {
	t.Parallel()
	k, _ := fixedKey(t)
	sealed, err := k.Seal(rand.Reader, here, []byte("her sister"))
	if err != nil {
		t.Fatal(err)
	}
	for name, at := range map[string]seal.Place{
		"another case":                  {Case: "case02", Row: "row01", Field: "contact"},
		"another row":                   {Case: "case01", Row: "row02", Field: "contact"},
		"another field":                 {Case: "case01", Row: "row01", Field: "note"},
		"the same letters put together": {Case: "case01row01", Row: "", Field: "contact"},
		"nowhere":                       {},
	} {
		if _, err := k.Open(at, sealed); !errors.Is(err, seal.ErrBroken) {
			t.Errorf("at %s: %v, want ErrBroken", name, err)
		}
	}
	other, _, err := seal.NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, k := range map[string]seal.Key{"another key": other, "no key": {}} {
		if _, err := k.Open(here, sealed); !errors.Is(err, seal.ErrBroken) {
			t.Errorf("with %s: %v, want ErrBroken", name, err)
		}
		if err := k.OpenStream(&bytes.Buffer{}, here, bytes.NewReader(sealed)); !errors.Is(err, seal.ErrBroken) {
			t.Errorf("as a file, with %s: %v, want ErrBroken", name, err)
		}
	}
}

func TestTwoSealingsOfOneTextDifferAndLengthsTellLittle(t *testing.T) {
	t.Parallel()
	k, _ := fixedKey(t)
	seen := map[string]bool{}
	for _, text := range []string{"yes", "yes", "no", strings.Repeat("a", 63)} {
		sealed, err := k.Seal(rand.Reader, here, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if seen[string(sealed)] || len(sealed) != 1+12+64+16 {
			t.Errorf("%q is sealed as before, or in %d bytes; want 93 new ones", text, len(sealed))
		}
		seen[string(sealed)] = true
	}
}

// file seals n bytes and gives them with what they became.
func file(t *testing.T, k seal.Key, n int) (plain, sealed []byte) {
	t.Helper()
	plain = make([]byte, n)
	if _, err := rand.Read(plain); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := k.SealStream(&out, rand.Reader, here, bytes.NewReader(plain)); err != nil {
		t.Fatal(err)
	}
	return plain, out.Bytes()
}

const chunk = 64 << 10

func TestAFileOfAnyLengthComesBack(t *testing.T) {
	t.Parallel()
	k, _ := fixedKey(t)
	for _, n := range []int{0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 3*chunk + 7} {
		plain, sealed := file(t, k, n)
		var got bytes.Buffer
		if err := k.OpenStream(&got, here, bytes.NewReader(sealed)); err != nil || !bytes.Equal(got.Bytes(), plain) {
			t.Errorf("a file of %d bytes comes back with %d: %v", n, got.Len(), err)
		}
	}
}

func TestAFileThatWasTamperedWithDoesNotOpen(t *testing.T) {
	t.Parallel()
	k, _ := fixedKey(t)
	_, sealed := file(t, k, 3*chunk+100)
	one := 1 + 12 + chunk + 16
	cut := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	flipped := bytes.Clone(sealed)
	flipped[one+500] ^= 1
	for name, body := range map[string][]byte{
		"cut after a chunk":          sealed[:2*one],
		"cut within a chunk":         sealed[:one+999],
		"nothing":                    nil,
		"a chunk left out":           cut(sealed[:one], sealed[2*one:]),
		"two chunks swapped":         cut(sealed[one:2*one], sealed[:one], sealed[2*one:]),
		"a chunk twice":              cut(sealed[:one], sealed[:one], sealed[one:]),
		"something added":            cut(sealed, []byte("x")),
		"the last chunk twice":       cut(sealed, sealed[3*one:]),
		"a bit turned in the middle": flipped,
	} {
		if err := k.OpenStream(&bytes.Buffer{}, here, bytes.NewReader(body)); !errors.Is(err, seal.ErrBroken) {
			t.Errorf("%s: %v, want ErrBroken", name, err)
		}
	}
}

func TestAKeyIsUnwrappedForItsCaseOnly(t *testing.T) {
	t.Parallel()
	k, raw := fixedKey(t)
	ring := fixedRing(t)
	wrapped, err := ring.Wrap(rand.Reader, "case01", raw)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := k.Seal(rand.Reader, here, []byte("her sister"))
	if err != nil {
		t.Fatal(err)
	}
	again, err := ring.Unwrap(ring.ID(), "case01", wrapped)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := again.Open(here, sealed); err != nil || string(got) != "her sister" {
		t.Errorf("the key that was wrapped opens %q, %v", got, err)
	}
	if _, err := ring.Unwrap(ring.ID(), "case02", wrapped); !errors.Is(err, seal.ErrBroken) {
		t.Errorf("for another case: %v, want ErrBroken", err)
	}
	stranger, err := seal.NewRing(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{ring.ID(), stranger.ID()} {
		if _, err := stranger.Unwrap(id, "case01", wrapped); !errors.Is(err, seal.ErrBroken) {
			t.Errorf("with another master key, as %s: %v, want ErrBroken", id, err)
		}
	}
}

func TestARotatedRingOpensTheOldAndThenOnlyTheNew(t *testing.T) {
	t.Parallel()
	_, raw := fixedKey(t)
	old := fixedRing(t)
	wrapped, err := old.Wrap(rand.Reader, "case01", raw)
	if err != nil {
		t.Fatal(err)
	}
	both, err := old.Renewed(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	both, err = seal.ParseRing(both.Text()) // as it comes back from the file
	if err != nil {
		t.Fatal(err)
	}
	if !both.Has(old.ID()) || both.ID() == old.ID() {
		t.Errorf("the ring of both wraps with %s and knows the old one: %v", both.ID(), both.Has(old.ID()))
	}
	moved, err := both.Rewrap(rand.Reader, old.ID(), "case01", wrapped)
	if err != nil {
		t.Fatal(err)
	}
	alone := both.First()
	if _, err := alone.Unwrap(alone.ID(), "case01", moved); err != nil {
		t.Errorf("the new key does not open what was wrapped anew: %v", err)
	}
	if _, err := alone.Unwrap(old.ID(), "case01", wrapped); !errors.Is(err, seal.ErrBroken) {
		t.Errorf("without the old key, what it wrapped opens: %v", err)
	}
	if _, err := old.Unwrap(both.ID(), "case01", moved); !errors.Is(err, seal.ErrBroken) {
		t.Errorf("the old key opens what was wrapped anew: %v", err)
	}
}

func TestKeysArePrintedNowhere(t *testing.T) {
	t.Parallel()
	ring := fixedRing(t)
	k, _ := fixedKey(t)
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%d", "%x", "%q"} {
		if got := fmt.Sprintf(format+format, ring, k); got != "[master keys][key]" {
			t.Errorf("%s prints %s", format, got)
		}
	}
	for _, text := range []string{"", "habeas-master-key-1 c2hvcnQ=", "another-key AAAA", "habeas-master-key-1 !!!", string(ring.Text()) + "rest"} {
		if _, err := seal.ParseRing([]byte(text)); err == nil || strings.Contains(err.Error(), "c2hvcnQ") {
			t.Errorf("ParseRing(%q) = %v, want an error that repeats nothing", text, err)
		}
	}
}
