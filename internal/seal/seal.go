package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// ErrBroken says that something sealed does not open: it was changed, moved,
// cut short, or sealed with another key. Which of these is not told.
var ErrBroken = errors.New("seal: this does not open here")

// KeySize is the length of every key in bytes: AES-256.
const KeySize = 32

// format is the first byte of everything sealed, for a change to come.
const format = 1

// block is what a text is padded to, in bytes.
const block = 64

// Key closes and opens what belongs to one case.
type Key struct{ gcm cipher.AEAD }

// Format keeps a key that is printed by mistake from telling itself.
func (k Key) Format(w fmt.State, _ rune) { _, _ = io.WriteString(w, "[key]") }

// Place is where something sealed belongs. Two places that differ in any part
// open nothing of each other.
type Place struct{ Case, Row, Field string }

// NewKey gives a key of 32 random bytes with its raw form, which is to be
// wrapped or sealed, and let go of afterwards.
func NewKey(rand io.Reader) (k Key, raw []byte, err error) {
	raw = make([]byte, KeySize)
	if _, err := io.ReadFull(rand, raw); err != nil {
		return Key{}, nil, fmt.Errorf("seal: no randomness for a key: %w", err)
	}
	k, err = KeyOf(raw)
	return k, raw, err
}

// KeyOf gives the key with a raw form of 32 bytes.
func KeyOf(raw []byte) (Key, error) {
	if len(raw) != KeySize {
		return Key{}, fmt.Errorf("seal: a key has %d bytes, not %d", KeySize, len(raw))
	}
	b, err := aes.NewCipher(raw)
	if err != nil {
		return Key{}, err
	}
	gcm, err := cipher.NewGCM(b)
	return Key{gcm}, err
}

// Seal closes a text for a place, under a fresh random nonce. A key may seal
// 2^32 texts before nonces could meet; no case comes near it.
func (k Key) Seal(rand io.Reader, at Place, plain []byte) ([]byte, error) {
	return k.close(rand, at.bytes("text"), padded(plain))
}

// Open gives what was sealed for this place, or [ErrBroken].
func (k Key) Open(at Place, sealed []byte) ([]byte, error) {
	plain, err := k.open(at.bytes("text"), sealed)
	if err != nil {
		return nil, err
	}
	return unpadded(plain)
}

// close gives format, nonce and ciphertext with its tag.
func (k Key) close(rand io.Reader, bound, plain []byte) ([]byte, error) {
	out := make([]byte, 1+k.gcm.NonceSize(), 1+k.gcm.NonceSize()+len(plain)+k.gcm.Overhead())
	out[0] = format
	if _, err := io.ReadFull(rand, out[1:]); err != nil {
		return nil, fmt.Errorf("seal: no randomness for a nonce: %w", err)
	}
	return k.gcm.Seal(out, out[1:], plain, bound), nil
}

func (k Key) open(bound, sealed []byte) ([]byte, error) {
	if k.gcm == nil || len(sealed) < 1+k.gcm.NonceSize()+k.gcm.Overhead() || sealed[0] != format {
		return nil, ErrBroken
	}
	nonce, text := sealed[1:1+k.gcm.NonceSize()], sealed[1+k.gcm.NonceSize():]
	plain, err := k.gcm.Open(nil, nonce, text, bound)
	if err != nil {
		return nil, ErrBroken
	}
	return plain, nil
}

// bytes writes a place with the length of each part before it, so that no two
// places are written alike, and what is sealed there: text, file or key.
func (p Place) bytes(what string) []byte {
	out := []byte("habeas/seal/1")
	for _, part := range []string{what, p.Case, p.Row, p.Field} {
		out = binary.BigEndian.AppendUint32(out, uint32(len(part)))
		out = append(out, part...)
	}
	return out
}

// padded adds a mark and zeros up to the next multiple of a block.
func padded(plain []byte) []byte {
	out := make([]byte, (len(plain)/block+1)*block)
	copy(out, plain)
	out[len(plain)] = 0x80
	return out
}

func unpadded(text []byte) ([]byte, error) {
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case 0:
		case 0x80:
			return text[:i], nil
		default:
			return nil, ErrBroken
		}
	}
	return nil, ErrBroken
}
