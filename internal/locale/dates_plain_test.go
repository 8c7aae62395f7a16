package locale_test

import (
	"strings"
	"testing"

	"habeas/internal/locale"
	"habeas/internal/when"
)

func TestAPlainDateIsSaidAsEachLanguageSaysIt(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		l          locale.Lang
		edtf, want string
	}{
		{locale.English, "2026-01-13", "13 January 2026"},
		{locale.English, "2026-01", "January 2026"},
		{locale.English, "2026", "2026"},
		{locale.English, "2026-01-XX", "January 2026"},
		{locale.English, "2025-21", "between 1 March 2025 and 31 May 2025"},
		{locale.English, "[2026-01-08..2026-01-12]", "between 8 January 2026 and 12 January 2026"},
		{locale.English, "[2026-01-08..]", "8 January 2026 or later"},
		{locale.English, "[..2026-01-08]", "8 January 2026 or earlier"},
		{locale.English, "2026-01-13~", "13 January 2026 (approximate)"},
		{locale.English, "2026-01-13?", "13 January 2026 (not certain)"},
		{locale.English, "2026-01-08/2026-01-12", "from 8 January 2026 to 12 January 2026"},
		{locale.English, "2026-01-08/..", "8 January 2026 (still going on)"},
		{locale.English, "2026-01-08/", "8 January 2026 (end not known)"},
		{locale.English, "../2026-01-08", "8 January 2026 or earlier"},
		{locale.English, "", "not known"},
		{locale.English, "XXXX", "not known"},
		{locale.Spanish, "[2026-01-08..2026-01-12]", "entre el 8 de enero de 2026 y el 12 de enero de 2026"},
		{locale.Portuguese, "2026-03-01", "1 de março de 2026"},
		{locale.French, "2026-03-01", "1er mars 2026"},
		{locale.French, "[2026-03-01..2026-03-11]", "entre le 1er mars 2026 et le 11 mars 2026"},
		{locale.Russian, "2026-01-13", "13 января 2026 года"},
		{locale.Russian, "2026-01", "январь 2026 года"},
		{locale.Russian, "2026", "2026 год"},
		{locale.Arabic, "2026-01-13", "13 كانون الثاني/يناير 2026"},
		{locale.Chinese, "2026-01-13", "2026年1月13日"},
		{locale.Chinese, "[2026-01-08..2026-01-12]", "2026年1月8日至2026年1月12日之间"},
		{locale.Persian, "2026-01-13", "۲۳ دی ۱۴۰۴ (۱۳ ژانویهٔ ۲۰۲۶)"},
		{locale.Persian, "2026-01", "ژانویهٔ ۲۰۲۶"},
	} {
		d, err := when.Parse(tt.edtf)
		if err != nil {
			t.Fatal(err)
		}
		if got := locale.For(tt.l).PlainDate(d); got != tt.want {
			t.Errorf("%s %q: got %q, want %q", tt.l, tt.edtf, got, tt.want)
		}
	}
}

func TestNoPlainDateHasAHoleInAnyTongue(t *testing.T) {
	t.Parallel()
	for _, l := range locale.Tongues {
		for m := 1; m <= 12; m++ {
			for _, edtf := range []string{"2026-%02d-11", "2026-%02d", "[2026-%02d-03..2026-12-30]", "[..2026-%02d-11]", "[2026-%02d-11..]", "2025-%02d-11/2026-12-20", "2026-%02d-11/..", "2026-%02d-11/", "2026-%02d-11%%"} {
				text := strings.Replace(strings.Replace(edtf, "%02d", when.NewDay(2026, m, 1).String()[5:7], 1), "%%", "%", 1)
				if got := locale.For(l).PlainDate(when.MustParse(text)); strings.ContainsAny(got, "[]{}%") || got == "" {
					t.Errorf("%s %s: got %q", l, text, got)
				}
			}
		}
	}
}

// The first and last days of years around leap years, as calendars of Iran have
// printed them.
func TestADayOfTheSolarCalendarIsThatOfIran(t *testing.T) {
	t.Parallel()
	for iso, want := range map[string]string{
		"1979-02-11": "22 بهمن 1357",
		"2020-03-20": "1 فروردین 1399",
		"2021-03-20": "30 اسفند 1399",
		"2021-03-21": "1 فروردین 1400",
		"2024-03-20": "1 فروردین 1403",
		"2025-03-20": "30 اسفند 1403",
		"2025-03-21": "1 فروردین 1404",
		"2022-09-16": "25 شهریور 1401",
		"2026-09-22": "31 شهریور 1405",
		"2026-09-23": "1 مهر 1405",
		"2026-11-21": "30 آبان 1405",
	} {
		day, err := when.ParseDay(iso)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := locale.SolarDay(day); !ok || got != want {
			t.Errorf("%s: got %q, want %q", iso, got, want)
		}
	}
}

func TestADayFarFromOursHasNoSolarOne(t *testing.T) {
	t.Parallel()
	for _, d := range []when.Day{when.NewDay(1700, 1, 1), when.NewDay(2300, 1, 1)} {
		if got, ok := locale.SolarDay(d); ok {
			t.Errorf("%s: got %q, want none", d, got)
		}
	}
}

func TestPersianWritesItsOwnDigits(t *testing.T) {
	t.Parallel()
	if got, want := locale.For(locale.Persian).Number(12345), "۱۲٬۳۴۵"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := locale.For(locale.Arabic).Number(12345), "12,345"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
