package casebook_test

import (
	"strings"
	"testing"

	"habeas/internal/casebook"
)

func TestTheTypeOfAFileIsToldFromWhatIsInIt(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ head, name, want string }{
		{"%PDF-1.7\n", "a.txt", casebook.PDF},
		{"\x89PNG\r\n\x1a\n....", "a", "image/png"},
		{"\xff\xd8\xff\xe0", "a.html", "image/jpeg"},
		{"GIF89a", "", "image/gif"},
		{"RIFF....WEBPVP8 ", "", "image/webp"},
		{"PK\x03\x04....", "page.wacz", casebook.WACZ},
		{"PK\x03\x04....", "page.WACZ", casebook.WACZ},
		{"PK\x03\x04....", "page.docx", ""},
		{"  <!DOCTYPE HTML><p>", "a.pdf", casebook.HTML},
		{"\ufeff<html>", "", casebook.HTML},
		{"<?xml version='1.0'?><html>", "", casebook.HTML},
		{"Al menos 18 presos", "x.exe", casebook.PlainText},
		{"caf\xe9", "latin.txt", casebook.PlainText},
		{"<svg onload='alert(1)'>", "a.svg", casebook.PlainText},
		{"MZ\x00\x00", "a.txt", ""},
		{"\x7fELF\x02\x01", "a.pdf", ""},
		{"", "a.txt", ""},
	} {
		got, ok := casebook.CaptureType([]byte(tt.head), tt.name)
		if !ok {
			got = ""
		}
		if got != tt.want {
			t.Errorf("%q named %s is taken for %q, want %q", tt.head, tt.name, got, tt.want)
		}
	}
}

func TestANameOfAFileIsANameAndNothingMore(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"article.pdf": "article.pdf", "../../etc/passwd": "passwd", `C:\Users\ana\page.html`: "page.html", "a\r\nSet-Cookie: x.pdf": "aSet-Cookie x.pdf",
		".bashrc": "bashrc", "..": "", "/": "", "": "", "niña “1”.txt": "niña “1”.txt", "a\u202efdp.exe": "afdp.exe", "\xff.pdf": "pdf",
	} {
		if got := casebook.FileName(given); got != want {
			t.Errorf("FileName(%q) = %q, want %q", given, got, want)
		}
	}
	if got := casebook.FileName(strings.Repeat("é", 300) + ".pdf"); len(got) > 120 || !strings.HasSuffix(got, ".pdf") {
		t.Errorf("a long name becomes %d bytes ending in %q", len(got), got[len(got)-4:])
	}
}
