package locale_test

import (
	"sync"
	"testing"
	"testing/fstest"

	"habeas/internal/locale"
)

func TestTSaysASentenceWithItsValues(t *testing.T) {
	t.Parallel()
	w := words(t, locale.English, `{
		"a.fixed": "Held.",
		"a.nested": {"deep": "Deep."},
		"a.named": "{{.name}} was held for {{ .days }} days.",
		"a.people": {"one": "{{.count}} person in {{.place}}", "other": "{{.count}} people in {{.place}}"}
	}`)
	for _, tt := range []struct {
		why, key, want string
		args           []any
	}{
		{"no variables", "a.fixed", "Held.", nil},
		{"values nobody asked for", "a.fixed", "Held.", []any{"name", "Ana"}},
		{"nested keys", "a.nested.deep", "Deep.", nil},
		{"text and number", "a.named", "Ana was held for 1,234 days.", []any{"name", "Ana", "days", 1234}},
		{"markup and braces are only text", "a.named", "<b>{{.x}} was held for 3 days.", []any{"name", "<b>{{.x}}", "days", int64(3)}},
		{"a value too few", "a.named", "Ana was held for [days] days.", []any{"name", "Ana", "days"}},
		{"no values", "a.named", "[name] was held for [days] days.", nil},
		{"a key nobody wrote", "a.other", "[a.other]", nil},
		{"a plural without a count", "a.people", "2 people in Caracas", []any{"place", "Caracas", "count", 2}},
	} {
		if got := w.T(tt.key, tt.args...); got != tt.want {
			t.Errorf("%s: T(%q) = %q, want %q", tt.why, tt.key, got, tt.want)
		}
	}
}

func TestNSaysTheFormOfTheCount(t *testing.T) {
	t.Parallel()
	const catalogue = `{"p": {"one": "{{.count}} person, {{.where}}", "other": "{{.count}} people, {{.where}}"}, "s": "{{.count}} held", "f": "Held"}`
	en, es := words(t, locale.English, catalogue), words(t, locale.Spanish, catalogue)
	for _, tt := range []struct {
		w     *locale.Words
		key   string
		count int
		want  string
	}{
		{en, "p", 1, "1 person, here"},
		{en, "p", 0, "0 people, here"},
		{en, "p", 12345, "12,345 people, here"},
		{en, "p", -2, "−2 people, here"},
		{es, "p", 1, "1 person, here"},
		{es, "p", 0, "0 people, here"},
		{es, "p", 1234, "1234 people, here"},
		{es, "p", 1000000, "1.000.000 people, here"},
		{en, "s", 1000, "1,000 held"},
		{en, "f", 3, "Held"},
		{en, "missing", 3, "[missing]"},
	} {
		if got := tt.w.N(tt.key, tt.count, "where", "here"); got != tt.want {
			t.Errorf("%s: N(%q, %d) = %q, want %q", tt.w.Lang(), tt.key, tt.count, got, tt.want)
		}
	}
}

func TestNumbersAreGroupedAsTheLanguageDoes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		n      int
		en, es string
	}{
		{0, "0", "0"}, {999, "999", "999"}, {1000, "1,000", "1000"}, {12345, "12,345", "12.345"},
		{-1000000, "−1,000,000", "−1.000.000"},
	} {
		if en, es := locale.For(locale.English).Number(tt.n), locale.For(locale.Spanish).Number(tt.n); en != tt.en || es != tt.es {
			t.Errorf("Number(%d) = %q, %q; want %q, %q", tt.n, en, es, tt.en, tt.es)
		}
	}
}

func TestACatalogueThatCannotBeReadIsRefused(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ why, catalogue string }{
		{"not JSON", `{`},
		{"a function", `{"a": "{{upper .name}}"}`},
		{"a brace left open", `{"a": "{{.name"}`},
		{"a code go-i18n keeps for plurals", `{"label": {"mechanism": {"other": "Other", "bail": "Bail"}}}`},
		{"one key in two places", `{"a.b": "x", "a": {"b": "y"}}`},
	} {
		files := fstest.MapFS{"words/en/a.json": {Data: []byte(tt.catalogue)}}
		if _, err := locale.Build(files, locale.English); err == nil {
			t.Errorf("%s: %s was accepted", tt.why, tt.catalogue)
		}
	}
}

func TestWordsKnowTheirLanguage(t *testing.T) {
	t.Parallel()
	es := locale.For(locale.Spanish)
	if es.Lang() != locale.Spanish || es.Dir() != "ltr" || es.Tag().String() != "es" {
		t.Errorf("Spanish is %s, %s, %s", es.Lang(), es.Dir(), es.Tag())
	}
	if got := locale.For("xx").Lang(); got != locale.English {
		t.Errorf("an unknown language speaks %s, want en", got)
	}
	if got := words(t, "fa", `{}`).Dir(); got != "rtl" {
		t.Errorf("Persian is written %s, want rtl", got)
	}
}

func TestWordsAreSafeForManyReaders(t *testing.T) {
	t.Parallel()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, l := range locale.Langs {
				w := locale.For(l)
				w.N("common.people", 2)
				w.Label("state", "in_custody")
				w.Language("fa")
				locale.Match("es")
			}
		})
	}
	wg.Wait()
}

func TestLanguagesHaveNames(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ code, en, es string }{
		{"es", "Spanish", "español"},
		{"es-VE", "Spanish (Venezuela)", "español (Venezuela)"},
		{"prs", "Dari", "darí"},
		{"fa", "Persian", "persa"},
		{"", "", ""},
		{"not a tag", "not a tag", "not a tag"},
		{"qzz", "qzz", "qzz"},
	} {
		if en, es := locale.For(locale.English).Language(tt.code), locale.For(locale.Spanish).Language(tt.code); en != tt.en || es != tt.es {
			t.Errorf("Language(%q) = %q, %q; want %q, %q", tt.code, en, es, tt.en, tt.es)
		}
	}
}

func TestMatchFindsTheReadersLanguage(t *testing.T) {
	t.Parallel()
	long := "es-VE,"
	for range 10_000 {
		long += "x-" + long[:4] + ","
	}
	for _, tt := range []struct {
		header string
		want   locale.Lang
	}{
		{"", locale.English},
		{"*", locale.English},
		{"es", locale.Spanish},
		{"es-419,es;q=0.9,en;q=0.8", locale.Spanish},
		{"en-GB,es;q=0.9", locale.English},
		{"de,es;q=0.5", locale.Spanish},
		{"en;q=0.2,es;q=0.7", locale.Spanish},
		{"fa", locale.English},
		{"not;;a=header", locale.English},
		{"\x00\xff", locale.English},
		{long, locale.Spanish}, // cut, not refused
	} {
		if got := locale.Match(tt.header); got != tt.want {
			t.Errorf("Match(%.40q) = %s, want %s", tt.header, got, tt.want)
		}
	}
}

// words builds a catalogue of a test's own.
func words(t *testing.T, l locale.Lang, catalogue string) *locale.Words {
	t.Helper()
	w, err := locale.Build(fstest.MapFS{"words/" + string(l) + "/a.json": {Data: []byte(catalogue)}}, l)
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	return w
}

func BenchmarkWords(b *testing.B) {
	w := locale.For(locale.English)
	b.Run("T fixed", func(b *testing.B) {
		for b.Loop() {
			w.T("label.state.in_custody")
		}
	})
	b.Run("Label", func(b *testing.B) {
		for b.Loop() {
			w.Label("state", "in_custody")
		}
	})
	b.Run("N", func(b *testing.B) {
		for b.Loop() {
			w.N("common.people", 12)
		}
	})
	b.Run("Match", func(b *testing.B) {
		for b.Loop() {
			locale.Match("es-VE,es;q=0.9,en;q=0.8")
		}
	})
}
