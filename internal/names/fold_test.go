package names_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"habeas/internal/names"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ why, in, want string }{
		{"nothing", "", ""},
		{"folded already", "jose garcia 2", "jose garcia 2"},
		{"case and spaces", "  José   GARCÍA ", "jose garcia"},
		{"only punctuation", " -.- ", ""},
		{"apostrophes inside words", "O'Brien O’Neil Oʻzbek `Abd", "obrien oneil ozbek abd"},
		{"an acute accent as apostrophe", "D´Angelo", "dangelo"},
		{"dots inside and after words", "U.S.A. J. Smith", "usa j smith"},
		{"dots in Cyrillic initials", "А.С. Пушкин", "ас пушкин"},
		{"hyphens and slashes", "al-Khatib/Jean–Luc_x", "al khatib jean luc x"},
		{"Polish, Vietnamese, Nordic, German, Turkish", "Łukasz Đorđe Søren Straße STRAẞE Kılıç İbrahim", "lukasz dorde soren strasse strasse kilic ibrahim"},
		{"Icelandic, French, Azeri", "Þórður Œuvre Æsir Əliyev", "thordur oeuvre aesir aliyev"},
		{"full width and ligatures", "Ｊｏｈｎ ﬁn", "john fin"},
		{"Cyrillic", "Ёлкин Йосиф Ґонґадзе", "елкин иосиф гонгадзе"},
		{"Greek final sigma", "Γιώργος ΓΙΩΡΓΟΣ", "γιωργοσ γιωργοσ"},
		{"Arabic alefs and teh marbuta", "أحمد إبراهيم آمنة ٱلله", "احمد ابراهيم امنه الله"},
		{"Arabic harakat and tatweel", "مُحَمَّد محـــمد", "محمد محمد"},
		{"Arabic hamza", "علاء مؤمن رائد", "علا مومن رايد"},
		{"Persian letters", "علی کریم", "علي كريم"},
		{"Persian half space", "علی\u200cرضا", "علي رضا"},
		{"presentation forms", "ﻣﺤﻤﺪ", "محمد"},
		{"digits", "٢٠٢٦ ۲۰۲۶ २०२६", "2026 2026 2026"},
		{"bidi controls vanish", "\u202eab\u200fc\u202c", "abc"},
		{"Hangul is whole", "김정은", "김정은"},
		{"kana keep their voice", "ｶﾞやまだ", "ガやまだ"},
		{"Hebrew points", "שָׁלוֹם ג׳ורג׳", "שלום גורג"},
		{"not UTF-8", "a\xffb", "a b"},
	} {
		if got := names.Fold(tt.in); got != tt.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", tt.why, tt.in, got, tt.want)
		}
	}
}

func TestFoldingEveryCharacterTwiceIsFoldingItOnce(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if r == 0x32000 {
			r = 0xe0000 // nothing is assigned between
		} else if r == 0xe1000 {
			break // private use from here
		}
		for _, text := range []string{string(r), "a" + string(r) + "b", "か" + string(r)} {
			once := names.Fold(text)
			if twice := names.Fold(once); twice != once {
				t.Fatalf("Fold(%+q) = %+q, then %+q", text, once, twice)
			}
		}
	}
}

func FuzzFoldIsStable(f *testing.F) {
	for _, s := range []string{"", "O'Brien", "a.b.c", "か\u3099", "\u1100\u1161", "İ", "a\u200c\u0301b", "\xff'", "ﷺ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := names.Fold(text)
		if twice := names.Fold(once); twice != once {
			t.Errorf("Fold(%+q) = %+q, then %+q", text, once, twice)
		}
		if !utf8.ValidString(once) || strings.Contains(once, "  ") || strings.TrimSpace(once) != once {
			t.Errorf("Fold(%+q) = %+q; want UTF-8 words with single spaces", text, once)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for _, bb := range []struct{ name, text string }{
		{"folded", "james luckey lange"},
		{"ascii", "James Luckey-Lange"},
		{"latin", "José Ángel Nuñez Łukasz"},
		{"arabic", "محمّد عبد الله الأحمد"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				names.Fold(bb.text)
			}
		})
	}
}
