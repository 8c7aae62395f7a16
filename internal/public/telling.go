package public

import (
	"bytes"
	"encoding/json"
	"unicode"
	"unicode/utf8"
)

// Telling finds documents that tell of one case: by its ref, or by a name that
// it was published under. When the case is taken off, what was said of it in
// earlier editions of other documents goes with it.
type Telling struct{ words [][]byte }

// TellingOf gathers the ref of a case, with the refs of those that were found
// to be it, and the names in the documents it was published as. One that cannot be read gives no name: nothing may stand in the
// way of taking somebody off.
func TellingOf(ref string, documents [][]byte, merged ...string) Telling {
	t := Telling{}
	for _, ref := range append([]string{ref}, merged...) {
		t.add(ref)
	}
	for _, document := range documents {
		var c Case
		if err := json.Unmarshal(document, &c); err != nil {
			continue
		}
		for _, n := range append([]Name{c.Name}, c.OtherNames...) {
			t.add(n.Text)
		}
	}
	return t
}

// add takes words as they stand in a document.
func (t *Telling) add(words string) {
	quoted, err := json.Marshal(words)
	if err != nil || words == "" {
		return // a string is always JSON
	}
	as := quoted[1 : len(quoted)-1]
	for _, had := range t.words {
		if bytes.Equal(had, as) {
			return
		}
	}
	t.words = append(t.words, as)
}

// Words gives what to look for, as bytes of a document.
func (t Telling) Words() [][]byte { return t.words }

// In reports whether a document holds any of the words, each between letters
// of no other word: "Ana" is not in "Anaco".
func (t Telling) In(document []byte) bool {
	for _, words := range t.words {
		for from := 0; ; {
			at := bytes.Index(document[from:], words)
			if at < 0 {
				break
			}
			begin, end := from+at, from+at+len(words)
			before, _ := utf8.DecodeLastRune(document[:begin])
			after, _ := utf8.DecodeRune(document[end:])
			if !ofAWord(before) && !ofAWord(after) {
				return true
			}
			from = begin + 1
		}
	}
	return false
}

func ofAWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
