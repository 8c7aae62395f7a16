package names_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/names"
)

func TestANameIsFoundHoweverItIsTyped(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ stored, queries string }{
		{"José García", "jose garcia|garcia jose|JOSÉ|jos|García, José"},
		{"Nguyễn Văn Đức", "nguyen|nguyen van duc|Đức"},
		{"İbrahim", "ibrahim|IBRAHIM"},
		{"Łukasz", "lukasz|Łukasz"},
		{"Đorđe", "dorde|djordje"},
		{"Søren", "soren|soeren"},
		{"Kılıç", "kilic"},
		{"Straße", "strasse|STRASSE"},
		{"Jürgen Müller", "juergen mueller|jurgen muller|Müller"},
		{"محمّد", "محمد|mhmd"},
		{"أحمد", "احمد|أحمد"},
		{"علی", "علي|علی"},
		{"کریم", "كريم"},
		{"علی\u200cرضا", "علی رضا|علیرضا|علی\u200cرضا"},
		{"عبد الله الأحمد", "عبدالله|عبد الله|الاحمد|احمد"},
		{"عبدالله", "عبد الله|عبدالله"},
		{"王伟", "伟|王|王伟|王 伟|wang wei|wei wang|wangwei"},
		{"王伟明", "伟明|王伟明|weiming|wang weiming"},
		{"刘晓波", "liu xiaobo|晓波|xiao bo"},
		{"김정은", "정은|김정은|gim jeongeun"},
		{"やまだ たろう", "yamada|まだ|taro"},
		{"สมชาย", "ชาย|สมชาย"},
		{"ဦးသန့်", "သန့်|ဦးသန့်"},
		{"Ольга", "ольга|olga|Ol'ga|olha"},
		{"Сергей", "sergei|sergey|sergej|сергей"},
		{"Евгений Ёлкин", "yevgeny|evgeny|evgenii|evgenij|елкин|yolkin|elkin"},
		{"Достоевский", "dostoevsky|dostoyevsky|dostoevskii|dostoevskij|dostoyevskiy"},
		{"Юлия Хатиб", "yulia|iuliia|yuliya|julija|khatib|hatib"},
		{"Володимир Зеленський", "volodymyr zelensky|volodymyr zelenskyy"},
		{"Йосиф", "Иосиф|Йосиф|iosif|yosif"},
		{"Ёлкин", "Елкин"},
		{"Ｊｏｈｎ", "john"},
		{"Al-Khatib", "alkhatib|al-khatib|khatib|al khatib"},
		{"Omar al Khatib", "alkhatib|omar alkhatib"},
		{"Juan De la Cruz", "delacruz|de la cruz|lacruz|cruz"},
		{"James Luckey-Lange", "luckey lange|luckeylange|lange james|luckey-la"},
		{"Conor O’Brien", "obrien|o'brien|conor o'b"},
		{"Conor O Brien", "obrien|o'brien"},
		{"Γιώργος", "γιωργος|giorgos"},
		{"გიორგი", "giorgi"},
		{"ישראל", "ישראל"},
	} {
		stored := names.SearchText(tt.stored)
		for _, q := range strings.Split(tt.queries, "|") {
			if !names.Match(stored, names.Query(q)) {
				t.Errorf("%q as %q is not found by %q (%q)", tt.stored, stored, q, names.Query(q))
			}
		}
	}
}

func TestANameIsNotFoundByAnother(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ stored, query string }{
		{"José García", "garci jose"}, // only the last word may be a beginning
		{"José García", "arcia"},
		{"王伟明", "王明"}, // a phrase, not a set of characters
		{"王明伟", "伟明"},
		{"สมชาย", "ชม"},
		{"Juan Pérez", "juana"},
		{"Ольга", "oleg"},
		{"かな", "がな"},
	} {
		stored := names.SearchText(tt.stored)
		if names.Match(stored, names.Query(tt.query)) {
			t.Errorf("%q as %q is found by %q; want not", tt.stored, stored, tt.query)
		}
	}
}

func TestSearchTextSaysEachWordOnceInAStableOrder(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		why   string
		names []string
		want  string
	}{
		{"no name", nil, ""},
		{"empty names", []string{"", "?"}, ""},
		{"joined", []string{"al-Khatib"}, "al khatib alkhatib el ul elkhatib k"},
		{"two spellings", []string{"José García", "Jose García Pérez"}, "jose garcia perez j g p"},
		{"all words before all aliases", []string{"Ольга", "Olga"}, "ольга olga olha o"},
		{"phrases keep their neighbours", []string{"王伟", "王明"}, "王 伟 王 明 wang wei wangwei ming wangming"},
	} {
		if got := names.SearchText(tt.names...); got != tt.want {
			t.Errorf("%s: SearchText(%q) = %q, want %q", tt.why, tt.names, got, tt.want)
		}
	}
}

func TestTokensSplitScriptsWithoutSpaces(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"José García-López", []string{"jose", "garcia", "lopez"}},
		{"王伟 Wang", []string{"王", "伟", "wang"}},
		{"Kim정은2", []string{"kim", "정", "은", "2"}},
		{"ラーメン", []string{"ラ", "ー", "メ", "ン"}},
	} {
		got := names.Tokens(tt.in)
		if diff := cmp.Diff(tt.want, got, cmpEmpty); diff != "" {
			t.Errorf("Tokens(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestAQueryIsBoundedAndHasNoSyntax(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{`""`, nil},
		{`O'Connor`, []string{"oconnor"}},
		{`a-b C++ foo AND bar* NEAR(x) col:y ^z {w}`, []string{"a", "b", "c", "foo", "and", "bar", "near", "x"}},
		{"王伟", []string{"王 伟"}},
		{"1 2 3 4 5 6 7 8 9", []string{"1", "2", "3", "4", "5", "6", "7", "8"}},
		{strings.Repeat("x", 100), []string{strings.Repeat("x", 64)}},
		{strings.Repeat("王", 100), []string{strings.TrimSpace(strings.Repeat("王 ", 32))}},
		{strings.Repeat("é", 10_000_000), []string{strings.Repeat("e", 64)}},
	} {
		got := names.Query(tt.in)
		if diff := cmp.Diff(tt.want, got, cmpEmpty); diff != "" {
			t.Errorf("Query(%.40q) (-want +got):\n%s", tt.in, diff)
		}
	}
}

var cmpEmpty = cmp.Transformer("nil", func(s []string) []string { return append([]string{}, s...) })

func FuzzSearch(f *testing.F) {
	for _, s := range []string{"", "al-Khatib", "王伟", "O'Brien", "عبد الله", "Достоевский", "\xff", "か\u3099김", "de la"} {
		f.Add(s)
	}
	syntax := regexp.MustCompile(`["*():^{}+\-]|\s\s`)
	f.Fuzz(func(t *testing.T, text string) {
		stored, query := names.SearchText(text), names.Query(text)
		if !utf8.ValidString(stored) || syntax.MatchString(stored) {
			t.Errorf("SearchText(%+q) = %+q; want words in UTF-8", text, stored)
		}
		if joined := strings.Join(query, " "); syntax.MatchString(joined) || len(query) > 8 {
			t.Errorf("Query(%+q) = %+q; want at most eight plain words", text, query)
		}
		if len(text) < 64 && !names.Match(stored, query) {
			t.Errorf("%+q does not find itself: %+q in %+q", text, query, stored)
		}
		if words := names.Tokens(stored); strings.Join(words, " ") != stored {
			t.Errorf("SearchText(%+q) = %+q is not folded: %+q", text, stored, words)
		}
	})
}

func BenchmarkSearchText(b *testing.B) {
	for _, bb := range []struct{ name, text string }{
		{"latin", "James Luckey-Lange"}, {"cyrillic", "Сергей Достоевский"}, {"han", "刘晓波"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				names.SearchText(bb.text)
			}
		})
	}
}
