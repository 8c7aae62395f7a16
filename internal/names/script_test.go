package names_test

import (
	"strings"
	"testing"

	"habeas/internal/names"
)

func TestScriptAndDirectionFollowTheLetters(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, script, dir string }{
		{"", "Zyyy", "ltr"},
		{"123 ?", "Zyyy", "ltr"},
		{"José", "Latn", "ltr"},
		{"Сергей", "Cyrl", "ltr"},
		{"محمد", "Arab", "rtl"},
		{"علی\u200cرضا", "Arab", "rtl"},
		{"王伟", "Hani", "ltr"},
		{"山田たろう", "Jpan", "ltr"},
		{"山田太郎の", "Jpan", "ltr"},
		{"ヤマダ", "Jpan", "ltr"},
		{"김정은", "Hang", "ltr"},
		{"สมชาย", "Thai", "ltr"},
		{"ဦးသန့်", "Mymr", "ltr"},
		{"გიორგი", "Geor", "ltr"},
		{"Արմեն", "Armn", "ltr"},
		{"ישראל", "Hebr", "rtl"},
		{"Γιώργος", "Grek", "ltr"},
		{"አበበ", "Ethi", "ltr"},
		{"राम", "Deva", "ltr"},
		{"Ahmed (أحمد)", "Latn", "ltr"},
		{"(أحمد) A", "Arab", "rtl"},
		{"5 محمد", "Arab", "rtl"},
	} {
		if got := names.Script(tt.in); got != tt.script {
			t.Errorf("Script(%q) = %s, want %s", tt.in, got, tt.script)
		}
		if got := names.Direction(tt.in); got != tt.dir {
			t.Errorf("Direction(%q) = %s, want %s", tt.in, got, tt.dir)
		}
	}
}

func TestSlug(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"El Helicoide", "el-helicoide"},
		{"Tocorón (Centro Penitenciario de Aragua)", "tocoron-centro-penitenciario-de-aragua"},
		{"  --  ", "facility"},
		{"", "facility"},
		{"/../../etc/passwd", "etc-passwd"},
		{"СИЗО-2 «Лефортово»", "sizo-2-lefortovo"},
		{"سجن إيفين", "sjn-yfyn"},
		{"北京监狱", "bei-jing-jian-yu"},
		{"O'Brien’s Straße", "obriens-strasse"},
		{strings.Repeat("a", 80), strings.Repeat("a", 60)},
		{strings.Repeat("prison ", 20), strings.TrimSuffix(strings.Repeat("prison-", 8), "-")},
	} {
		got := names.Slug(tt.in)
		if got != tt.want {
			t.Errorf("Slug(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if len(got) > 60 {
			t.Errorf("Slug(%q) has %d bytes, want at most 60", tt.in, len(got))
		}
	}
}
