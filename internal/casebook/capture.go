package casebook

import (
	"bytes"
	"path"
	"strings"
	"time"
	"unicode"
)

// Capture is what a source said when somebody read it: a file that is kept by
// its hash. A capture is never changed; a better one is a second capture.
type Capture struct {
	ID        ID `gorm:"primaryKey"`
	SourceID  ID
	SHA256    string `gorm:"column:sha256"` // in hexadecimal, and the name of the file
	Size      int64  // in bytes
	MediaType string // by what is in the file, never by what the sender said
	How       string // vocabulary capture_how
	Name      string // of the file on the sender's machine, without its folder
	TextHash  string `gorm:"column:text_sha256"` // what was read out of a PDF, kept as a file as well; empty: nothing was
	NoText    string // vocabulary no_text: why nothing was read out of a PDF
	By        ID
	ByName    string
	At        time.Time
}

// Files names the files of a capture: what was handed in, and what was read
// out of it where that is a file of its own.
func (c Capture) Files() []string {
	if c.TextHash == "" {
		return []string{c.SHA256}
	}
	return []string{c.SHA256, c.TextHash}
}

// How a capture came to us.
const (
	Pasted   = "pasted"   // text that somebody copied out of the source
	Uploaded = "uploaded" // a file
)

// Custody is one entry of the log of who had a capture in hand.
type Custody struct {
	ID        ID `gorm:"primaryKey"`
	CaptureID ID
	At        time.Time
	By        ID
	ByName    string
	What      string // vocabulary custody
}

// What can happen to a capture in our hands.
const (
	Received  = "received"   // it was kept here for the first time
	HandedOut = "handed_out" // somebody took a copy of the file
)

// MaxCapture is the size of a file that is taken, in bytes.
const MaxCapture = 50 << 20

// Types of file that are kept as captures.
const (
	PDF       = "application/pdf"
	HTML      = "text/html"
	PlainText = "text/plain"
	WACZ      = "application/wacz" // an archived page: a ZIP by the WACZ specification, never unpacked here
)

// CaptureHead is how many bytes [CaptureType] wants to see.
const CaptureHead = 1024

// signatures are the first bytes of the types that have some.
var signatures = []struct{ start, media string }{
	{"%PDF-", PDF},
	{"\x89PNG\r\n\x1a\n", "image/png"},
	{"\xff\xd8\xff", "image/jpeg"},
	{"GIF87a", "image/gif"},
	{"GIF89a", "image/gif"},
}

// CaptureType tells the type of a file from how it begins; its name counts for
// a WACZ alone, which begins as every ZIP does. ok is false for a type that is
// not kept. The answer decides a header, never that a file is safe to open.
func CaptureType(head []byte, name string) (media string, ok bool) {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.start)) {
			return s.media, true
		}
	}
	switch {
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return "image/webp", true
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return WACZ, strings.EqualFold(path.Ext(name), ".wacz")
	case len(head) == 0 || bytes.ContainsFunc(head, isBinary):
		return "", false
	case looksLikeHTML(head):
		return HTML, true
	}
	return PlainText, true
}

// isBinary reports a character that no text holds.
func isBinary(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\r\f", r) }

func looksLikeHTML(head []byte) bool {
	text := strings.ToLower(string(bytes.TrimLeftFunc(bytes.TrimPrefix(head, []byte("\ufeff")), unicode.IsSpace)))
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<!--", "<title", "<div", "<p>", "<article", "<script"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return strings.HasPrefix(text, "<?xml") && strings.Contains(text, "<html")
}

// FileName gives a name of a file without folders and without what a header,
// a terminal or another system may take for more than a name.
func FileName(given string) string {
	name := path.Base(strings.ReplaceAll(given, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || strings.ContainsRune(`"/:*?<>|`, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	name = strings.Trim(name, ". ")
	for len(name) > 120 {
		runes := []rune(name)
		name = string(runes[1:]) // the end tells the type
	}
	return name
}
