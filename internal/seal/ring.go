package seal

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Ring is the master keys at hand: the first wraps, every one unwraps. There
// are two of them only while keys are being rotated. It is safe for concurrent
// use, and prints as nothing: a key must not slip into a log.
type Ring struct{ keys []master }

type master struct {
	raw []byte
	id  string
	key Key
}

// Format keeps a ring that is printed by mistake from telling its keys.
func (r *Ring) Format(w fmt.State, _ rune) { _, _ = io.WriteString(w, "[master keys]") }

// NewRing gives a ring of one new random key.
func NewRing(rand io.Reader) (*Ring, error) {
	raw := make([]byte, KeySize)
	if _, err := io.ReadFull(rand, raw); err != nil {
		return nil, fmt.Errorf("seal: no randomness for a key: %w", err)
	}
	return ringOf(raw)
}

// ringOf derives from each key what wraps and what names it, so that the name,
// which stands in the database, tells nothing of the key.
func ringOf(raws ...[]byte) (*Ring, error) {
	r := &Ring{}
	for _, raw := range raws {
		if len(raw) != KeySize {
			return nil, fmt.Errorf("seal: a master key has %d bytes, not %d", KeySize, len(raw))
		}
		wrapping, err := hkdf.Key(sha256.New, raw, nil, "habeas/master/wrap/1", KeySize)
		if err != nil {
			return nil, err
		}
		name, err := hkdf.Key(sha256.New, raw, nil, "habeas/master/name/1", 8)
		if err != nil {
			return nil, err
		}
		key, err := KeyOf(wrapping)
		if err != nil {
			return nil, err
		}
		r.keys = append(r.keys, master{raw, hex.EncodeToString(name), key})
	}
	return r, nil
}

// ID names the key that wraps, 16 hexadecimal digits that tell nothing of it.
func (r *Ring) ID() string { return r.keys[0].id }

// Has reports whether the key with this name is on the ring.
func (r *Ring) Has(id string) bool {
	for _, m := range r.keys {
		if m.id == id {
			return true
		}
	}
	return false
}

// Wrap closes the raw key of a case with the first master key.
func (r *Ring) Wrap(rand io.Reader, caseID string, raw []byte) ([]byte, error) {
	if len(raw) != KeySize {
		return nil, fmt.Errorf("seal: a key has %d bytes, not %d", KeySize, len(raw))
	}
	return r.keys[0].key.close(rand, Place{Case: caseID}.bytes("key"), raw)
}

// Unwrap gives the key of a case, wrapped by the master key with this name, or
// [ErrBroken].
func (r *Ring) Unwrap(id, caseID string, wrapped []byte) (Key, error) {
	raw, err := r.unwrap(id, caseID, wrapped)
	if err != nil {
		return Key{}, err
	}
	return KeyOf(raw)
}

// Rewrap wraps with the first master key what another one on the ring wrapped.
func (r *Ring) Rewrap(rand io.Reader, id, caseID string, wrapped []byte) ([]byte, error) {
	raw, err := r.unwrap(id, caseID, wrapped)
	if err != nil {
		return nil, err
	}
	return r.Wrap(rand, caseID, raw)
}

func (r *Ring) unwrap(id, caseID string, wrapped []byte) ([]byte, error) {
	for _, m := range r.keys {
		if m.id == id {
			return m.key.open(Place{Case: caseID}.bytes("key"), wrapped)
		}
	}
	return nil, ErrBroken
}

// Renewed gives a ring with a new random key before those there are.
func (r *Ring) Renewed(rand io.Reader) (*Ring, error) {
	raw := make([]byte, KeySize)
	if _, err := io.ReadFull(rand, raw); err != nil {
		return nil, fmt.Errorf("seal: no randomness for a key: %w", err)
	}
	raws := [][]byte{raw}
	for _, m := range r.keys {
		raws = append(raws, m.raw)
	}
	return ringOf(raws...)
}

// First gives a ring of the first key alone, when nothing is wrapped by the
// others any more.
func (r *Ring) First() *Ring { return &Ring{r.keys[:1]} }

// heading begins every line of a written ring.
const heading = "habeas-master-key-1 "

// Text writes the ring as it is kept in a file: a line for each key. It is the
// one way in which a key leaves this package.
func (r *Ring) Text() []byte {
	var b strings.Builder
	for _, m := range r.keys {
		b.WriteString(heading + base64.StdEncoding.EncodeToString(m.raw) + "\n")
	}
	return []byte(b.String())
}

// ParseRing reads what Text wrote. The error tells which line is wrong and
// nothing of what stands in it.
func ParseRing(text []byte) (*Ring, error) {
	var raws [][]byte
	for n, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		code, ok := strings.CutPrefix(strings.TrimSpace(line), heading)
		raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(code))
		if !ok || err != nil || len(raw) != KeySize {
			return nil, errors.New("seal: line " + fmt.Sprint(n+1) + " is no master key")
		}
		raws = append(raws, raw)
	}
	return ringOf(raws...)
}
