package evidence

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"time"
)

// Hash is a SHA-256.
type Hash [sha256.Size]byte

// String gives the hash in hexadecimal letters.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// SaltSize is the length of a salt in bytes: 128 bits cannot be guessed.
const SaltSize = 16

// Salt hides what a commitment is about. Each entry has one of its own.
type Salt [SaltSize]byte

// Text is what people wrote in one entry of the history. It can be erased.
type Text struct {
	ByName, Was, Now, Reason string
}

// Commitment binds an entry to its text without telling it.
func (t Text) Commitment(salt Salt) Hash {
	mac := hmac.New(sha256.New, salt[:])
	mac.Write(pack("habeas text 1", t.ByName, t.Was, t.Now, t.Reason))
	return Hash(mac.Sum(nil))
}

// Entry is the part of a revision that stays for good: when, by which account,
// what was done to which field of what, and the commitment to the text. Erases
// is the number of the entry whose text this one says was erased.
type Entry struct {
	Seq                                                  int64
	At                                                   time.Time // to the microsecond
	By, Operation, SubjectKind, SubjectID, CaseID, Field string
	Erases                                               int64
	Commitment                                           Hash
}

// Sum gives the hash of an entry that follows the one with the hash prev.
func (e Entry) Sum(prev Hash) Hash {
	b := pack("habeas entry 1", e.By, e.Operation, e.SubjectKind, e.SubjectID, e.CaseID, e.Field)
	for _, n := range []int64{e.Seq, e.At.UnixMicro(), e.Erases} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	b = append(b, e.Commitment[:]...)
	return sha256.Sum256(append(b, prev[:]...))
}

// pack writes texts one after the other, each behind its length, so that no
// two lists of texts are written alike.
func pack(texts ...string) []byte {
	size := 0
	for _, t := range texts {
		size += 8 + len(t)
	}
	b := make([]byte, 0, size+96) // an entry adds its numbers and two hashes
	for _, t := range texts {
		b = binary.BigEndian.AppendUint64(b, uint64(len(t)))
		b = append(b, t...)
	}
	return b
}
