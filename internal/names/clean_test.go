package names_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"habeas/internal/fault"
	"habeas/internal/names"
)

func TestCleanKeepsANameAsWritten(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ why, in, want string }{
		{"plain", "James Luckey-Lange", "James Luckey-Lange"},
		{"outer and double spaces, tabs, line breaks", "  Ana\t María \r\n Pérez ", "Ana María Pérez"},
		{"no-break and ideographic space", "王\u3000伟\u00a0x", "王 伟 x"},
		{"decomposed letters are composed", "Jose\u0301", "José"},
		{"bidi overrides and marks", "\u202eJohn\u202c \u200fاحمد\u2069", "John احمد"},
		{"byte order mark, zero width space, soft hyphen", "\ufeffIv\u200ban\u00ad", "Ivan"},
		{"hidden tag characters", "Ann\U000e0041\U000e0042", "Ann"},
		{"zero width non-joiner inside a Persian name", "علی\u200cرضا", "علی\u200cرضا"},
		{"zero width non-joiner inside a Latin name", "An\u200cna", "Anna"},
		{"zero width joiner at the end", "علی\u200d", "علی"},
		{"a mark without its letter", "\u0301Ana \u0301Pérez", "Ana Pérez"},
		{"marks that a script needs", "သန့်", "သန့်"},
		{"apostrophes stay as typed", "O’Brien D'Arcy", "O’Brien D'Arcy"},
		{"a label with a number", "Detainee 5", "Detainee 5"},
		{"exactly 200 characters", strings.Repeat("ł", 200), strings.Repeat("ł", 200)},
	} {
		got, err := names.Clean(tt.in)
		if err != nil || got != tt.want {
			t.Errorf("%s: Clean(%+q) = %+q, %v; want %+q", tt.why, tt.in, got, err, tt.want)
		}
	}
}

func TestNoInvisibleCharacterThatTurnsOrHidesTextIsStored(t *testing.T) {
	t.Parallel()
	for _, r := range "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2064\u2066\u2067\u2068\u2069\u206f\ufeff\u00ad\ufff9\U000e0001\U000e007f" {
		if got, err := names.Clean("An" + string(r) + "na"); got != "Anna" || err != nil {
			t.Errorf("Clean with %U = %+q, %v; want it dropped", r, got, err)
		}
		if got, err := names.CleanText("An"+string(r)+"na", 10); got != "Anna" || err != nil {
			t.Errorf("CleanText with %U = %+q, %v; want it dropped", r, got, err)
		}
	}
}

func TestCleanRefusesWhatCannotBeANameAndSaysWhy(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ why, in, want string }{
		{"empty", "", "Enter a name"},
		{"only spaces", " \t\u3000", "Enter a name"},
		{"only hidden characters", "\u200b\u202e", "Enter a name"},
		{"only combining marks", "\u0301\u0302", "Enter a name"},
		{"only punctuation", "-- '?", "at least one letter"},
		{"punctuation under marks", "-\u0301\u0302", "at least one letter"},
		{"a control character", "An\x00na", "control character"},
		{"an escape sequence", "\x1b[31mAnna", "U+001B"},
		{"damaged text", "Jos\ufffd", "damaged text"},
		{"not UTF-8", "Jos\xe9", "UTF-8"},
		{"201 characters", strings.Repeat("é", 201), "201 characters; at most 200"},
		{"a novel", strings.Repeat("a", 1_000_000), "1000000 characters; at most 200"},
	} {
		got, err := names.Clean(tt.in)
		checkInvalid(t, tt.why, got, err, tt.want)
	}
}

func TestCleanTextKeepsProseAndItsLines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ why, in, want string }{
		{"nothing", "", ""},
		{"Windows and old Mac line ends", "one\r\ntwo\rthree\n", "one\ntwo\nthree"},
		{"Unicode line ends", "one\u0085two\u2028three\u2029four", "one\ntwo\nthree\n\nfour"},
		{"tabs stay", "a\tb", "a\tb"},
		{"NUL and other controls", "a\x00b\x07c\x7f\u009bd", "abcd"},
		{"bidi controls", "He said \u202eevil\u202c.", "He said evil."},
		{"a control between a letter and its mark", "e\u202e\u0301", "é"},
		{"joiners stay, prose may need them", "می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧"},
		{"punctuation alone is prose", "?", "?"},
	} {
		got, err := names.CleanText(tt.in, 100)
		if err != nil || got != tt.want {
			t.Errorf("%s: CleanText(%+q) = %+q, %v; want %+q", tt.why, tt.in, got, err, tt.want)
		}
	}
}

func TestCleanTextRefusesTooMuchAndWhatIsNotText(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ why, in, want string }{
		{"one too many", strings.Repeat("x", 101), "101 characters; at most 100"},
		{"ten million", strings.Repeat("x", 10_000_000), "10000000 characters; at most 100"},
		{"not UTF-8", "\xff", "UTF-8"},
	} {
		got, err := names.CleanText(tt.in, 100)
		checkInvalid(t, tt.why, got, err, tt.want)
	}
}

func checkInvalid(t *testing.T, why, got string, err error, want string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != fault.Invalid || got != "" {
		t.Errorf("%s: got %.20q, %v; want an invalid fault", why, got, err)
		return
	}
	if !strings.Contains(f.Message.String(), want) {
		t.Errorf("%s: message %q; want it to say %q", why, f.Message, want)
	}
}

func FuzzCleanAcceptsItsOwnAnswer(f *testing.F) {
	for _, s := range []string{"", "Ana", "\u0301a", "علی\u200cرضا", "a\u200d\u0301", "e\u202e\u0301", "\xff", "\u1100\u200b\u1161"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once, err := names.Clean(text)
		if err == nil {
			twice, err := names.Clean(once)
			if err != nil || twice != once || !utf8.ValidString(once) {
				t.Errorf("Clean(%+q) = %+q, then %+q, %v", text, once, twice, err)
			}
		}
		prose, err := names.CleanText(text, 1000)
		if err == nil {
			again, err := names.CleanText(prose, 1000)
			if err != nil || again != prose || !utf8.ValidString(prose) {
				t.Errorf("CleanText(%+q) = %+q, then %+q, %v", text, prose, again, err)
			}
		}
	})
}
