package evidence

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"habeas/internal/fault"
)

// Head is the end of a chain at one time: how many entries there are and the
// hash of the last. Kept where the casebook is not, it shows later whether
// anything before it was computed anew, and whether an older file came back.
type Head struct {
	Count int64 // 0 when only the hash is known
	Hash  Hash
	At    time.Time
}

const headWord = "habeas-head"

// String gives the head as one line, to be kept elsewhere.
func (h Head) String() string {
	return fmt.Sprintf("%s %d %s %s", headWord, h.Count, h.Hash, h.At.UTC().Format(time.RFC3339))
}

// ParseHead reads a line that String wrote, or a hash alone. It gives
// fault.Invalid for anything else.
func ParseHead(line string) (h Head, err error) {
	words := strings.Fields(line)
	if len(words) == 1 {
		h.Hash, err = parseHash(words[0])
		return h, err
	}
	if len(words) != 4 || words[0] != headWord {
		return h, notAHead(line)
	}
	if h.Hash, err = parseHash(words[2]); err != nil {
		return h, err
	}
	if h.Count, err = strconv.ParseInt(words[1], 10, 64); err != nil || h.Count < 0 {
		return h, notAHead(line)
	}
	if h.At, err = time.Parse(time.RFC3339, words[3]); err != nil {
		return h, notAHead(line)
	}
	return h, nil
}

// ReadHeads reads the heads of a file to which one was added now and then.
// Empty lines are passed over; a file without a head gives fault.Invalid.
func ReadHeads(r io.Reader) (heads []Head, err error) {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		h, err := ParseHead(lines.Text())
		if err != nil {
			return nil, err
		}
		heads = append(heads, h)
	}
	if lines.Err() == nil && len(heads) == 0 {
		return nil, notAHead("")
	}
	return heads, lines.Err()
}

func parseHash(text string) (h Hash, err error) {
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != len(h) {
		return h, notAHead(text)
	}
	return Hash(b), nil
}

func notAHead(line string) error {
	if len(line) > 80 {
		line = line[:80]
	}
	return fault.New(fault.Invalid, "“%s” is no head of a chain. Give the file into which “habeas verify --head” was written, or the hash in it.", line)
}
