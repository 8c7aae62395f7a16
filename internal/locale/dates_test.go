package locale_test

import (
	"testing"

	"habeas/internal/locale"
	"habeas/internal/when"
)

func TestDatesAreSaidInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ edtf, english, spanish string }{
		{"", "date not known", "fecha no conocida"},

		{"2026-01-13", "13 January 2026", "13 de enero de 2026"},
		{"2026-01-01", "1 January 2026", "1 de enero de 2026"},
		{"2026-01", "January 2026", "enero de 2026"},
		{"2026", "2026", "2026"},
		{"-0044-03-15", "15 March 45 BC", "15 de marzo de 45 a. C."},
		{"Y17000", "17000", "17000"},
		{"202X", "the 2020s", "década de 2020"},
		{"20XX", "some year from 2000 to 2099", "algún año entre 2000 y 2099"},
		{"1X84", "some year from 1084 to 1984", "algún año entre 1084 y 1984"},
		{"XXXX", "year not known", "año no conocido"},
		{"1950S2", "about 1950 (some year from 1900 to 1999)", "hacia 1950 (algún año entre 1900 y 1999)"},

		{"2026-33", "the first quarter of 2026", "primer trimestre de 2026"},
		{"2026-21", "spring 2026", "primavera de 2026"},
		{"2026-24", "winter 2026–27", "invierno de 2026-27"},
		{"2026-32", "winter 2026 (southern hemisphere)", "invierno de 2026 (hemisferio sur)"},
		{"2026-39", "the last four months of 2026", "tercer cuatrimestre de 2026"},
		{"2026-40~", "about the first half of 2026", "hacia el primer semestre de 2026"},
		{"202X-33", "some time between 1 January 2020 and 31 March 2029", "algún momento entre el 1 de enero de 2020 y el 31 de marzo de 2029"},

		{"2026-01-26T09:00:00-04:00", "26 January 2026, 09:00 (UTC−04:00)", "26 de enero de 2026, 09:00 (UTC−04:00)"},
		{"2026-01-26T09:00:00Z", "26 January 2026, 09:00 (UTC)", "26 de enero de 2026, 09:00 (UTC)"},
		{"2026-01-26T09:00:00", "26 January 2026, 09:00", "26 de enero de 2026, 09:00"},

		{"2026-01-10~", "about 10 January 2026", "hacia el 10 de enero de 2026"},
		{"2026-01~", "about January 2026", "hacia enero de 2026"},
		{"2026~", "about 2026", "hacia 2026"},
		{"202X~", "about the 2020s", "hacia la década de 2020"},
		{"2026-01-13?", "13 January 2026, uncertain", "13 de enero de 2026, fecha incierta"},
		{"2026-01?", "January 2026, uncertain", "enero de 2026, fecha incierta"},
		{"2026-01-13%", "about 13 January 2026, uncertain", "hacia el 13 de enero de 2026, fecha incierta"},
		{"2026-01-?13", "13 January 2026, day uncertain", "13 de enero de 2026, día incierto"},
		{"2026~-01", "January 2026, year approximate", "enero de 2026, año aproximado"},
		{"2026-01?-13", "13 January 2026, month uncertain, year uncertain", "13 de enero de 2026, mes incierto, año incierto"},
		{"2026-01-XX~", "some day in January 2026, approximate", "algún día de enero de 2026, aproximadamente"},

		{"2026-01-XX", "some day in January 2026", "algún día de enero de 2026"},
		{"2026-XX-XX", "some day in 2026", "algún día de 2026"},
		{"2026-XX", "some month of 2026", "algún mes de 2026"},
		{"2026-1X", "some month between October 2026 and December 2026", "algún mes entre octubre de 2026 y diciembre de 2026"},
		{"2026-01-1X", "10–19 January 2026", "algún día entre el 10 y el 19 de enero de 2026"},
		{"2026-04-3X", "30 April 2026", "30 de abril de 2026"},
		{"2026-01-X3", "some day between 3 January 2026 and 23 January 2026", "algún día entre el 3 de enero de 2026 y el 23 de enero de 2026"},
		{"2026-XX-15", "day 15 of some month of 2026", "día 15 de algún mes de 2026"},
		{"XXXX-12-25", "25 December, year not known", "25 de diciembre, año no conocido"},
		{"XXXX-12", "December, year not known", "diciembre, año no conocido"},
		{"XXXX-12-XX", "some day in December, year not known", "algún día de diciembre, año no conocido"},
		{"201X-XX", "some month between January 2010 and December 2019", "algún mes entre enero de 2010 y diciembre de 2019"},
		{"1X99-XX-X3", "some day between 3 January 1099 and 23 December 1999", "algún día entre el 3 de enero de 1099 y el 23 de diciembre de 1999"},

		{"[2026-01-08..2026-01-12]", "between 8 and 12 January 2026", "entre el 8 y el 12 de enero de 2026"},
		{"[2026-01-30..2026-02-02]", "between 30 January and 2 February 2026", "entre el 30 de enero y el 2 de febrero de 2026"},
		{"[2025-12-30..2026-01-02]", "between 30 December 2025 and 2 January 2026", "entre el 30 de diciembre de 2025 y el 2 de enero de 2026"},
		{"[2026-01..2026-03]", "between January 2026 and March 2026", "entre enero de 2026 y marzo de 2026"},
		{"[2026-01-08~..2026-01-12]", "between about 8 January 2026 and 12 January 2026", "entre aproximadamente el 8 de enero de 2026 y el 12 de enero de 2026"},
		{"[..2026-01-13]", "by 13 January 2026", "a más tardar el 13 de enero de 2026"},
		{"[..2026-01]", "in January 2026 or earlier", "en enero de 2026 o antes"},
		{"[2026-01-13..]", "on 13 January 2026 or later", "el 13 de enero de 2026 o después"},
		{"[2026..]", "in 2026 or later", "en 2026 o después"},
		{"[2026-01-13]", "13 January 2026", "13 de enero de 2026"},
		{"[2026-01-12,2026-01-14]", "on 12 or 14 January 2026", "el 12 o el 14 de enero de 2026"},
		{"[2026-01-08,2026-01-12,2026-01-14]", "on 8, 12 or 14 January 2026", "el 8, el 12 o el 14 de enero de 2026"},
		{"[2026-01-30,2026-02-02]", "on 30 January 2026 or 2 February 2026", "el 30 de enero de 2026 o el 2 de febrero de 2026"},
		{"[2025-09,2025-10]", "September 2025 or October 2025", "septiembre de 2025 u octubre de 2025"},
		{"[1667,1668,1670..1672]", "1667, 1668 or between 1670 and 1672", "1667, 1668 o entre 1670 y 1672"},
		{"{2026-01-08,2026-01-12}", "on 8 and 12 January 2026", "el 8 y el 12 de enero de 2026"},
		{"{2026-01-12..2026-01-14}", "from 12 to 14 January 2026", "del 12 al 14 de enero de 2026"},
		{"{..1984}", "up to 1984", "hasta 1984"},
		{"{2026-01-13..}", "from 13 January 2026 on", "desde el 13 de enero de 2026 en adelante"},

		{"2024-07-28/..", "from 28 July 2024, still going on", "desde el 28 de julio de 2024, y continúa"},
		{"2024-07-28/", "from 28 July 2024, end unknown", "desde el 28 de julio de 2024, sin que se conozca el final"},
		{"2024-07-28/2026-01-13", "from 28 July 2024 to 13 January 2026", "del 28 de julio de 2024 al 13 de enero de 2026"},
		{"2026-01-08/2026-01-12", "from 8 to 12 January 2026", "del 8 al 12 de enero de 2026"},
		{"2026-01-30/2026-02-02", "from 30 January to 2 February 2026", "del 30 de enero al 2 de febrero de 2026"},
		{"2024-07/2026-01", "from July 2024 to January 2026", "de julio de 2024 a enero de 2026"},
		{"2024-07?/2026-01~", "from July 2024 (uncertain) to about January 2026", "de julio de 2024 (fecha incierta) a aproximadamente enero de 2026"},
		{"2025-36/2026-01-13", "from the fourth quarter of 2025 to 13 January 2026", "del cuarto trimestre de 2025 al 13 de enero de 2026"},
		{"2026-01-XX/..", "from some day in January 2026, still going on", "desde algún día de enero de 2026, y continúa"},
		{"../2026-01-13", "until 13 January 2026", "hasta el 13 de enero de 2026"},
		{"/2026-01-13", "until 13 January 2026, start unknown", "hasta el 13 de enero de 2026, sin que se conozca el inicio"},
		{"/..", "start unknown, still going on", "inicio desconocido, y continúa"},
		{"../", "start open, end unknown", "inicio abierto, final desconocido"},
		{"../..", "open at both ends", "sin inicio ni final"},
	} {
		check(t, "Date", c.edtf, locale.Date(locale.English, when.MustParse(c.edtf)), c.english)
		check(t, "Date", c.edtf, locale.Date(locale.Spanish, when.MustParse(c.edtf)), c.spanish)
	}
}

func check(t *testing.T, what, of, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s of %q is %q, want %q", what, of, got, want)
	}
}

func TestDatesAreShortInTables(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ edtf, english, spanish string }{
		{"", "not known", "no conocida"},
		{"2026-01-13", "13 Jan 2026", "13 ene 2026"},
		{"2026-01-13?", "13 Jan 2026?", "13 ene 2026?"},
		{"2026-01-10~", "c. 10 Jan 2026", "ca. 10 ene 2026"},
		{"2026-01-10%", "c. 10 Jan 2026?", "ca. 10 ene 2026?"},
		{"2026-01-?13", "13 Jan 2026 (day?)", "13 ene 2026 (¿día?)"},
		{"2026-01", "Jan 2026", "ene 2026"},
		{"2026-33", "Q1 2026", "T1 2026"},
		{"202X", "2020s", "década de 2020"},
		{"20XX", "2000–2099", "2000–2099"},
		{"1950S2", "c. 1950", "ca. 1950"},
		{"2026-01-XX", "? Jan 2026", "? ene 2026"},
		{"2026-01-1X", "10–19 Jan 2026", "10–19 ene 2026"},
		{"2026-XX-15", "15 ? 2026", "15 ? 2026"},
		{"XXXX-12-25", "25 Dec, year ?", "25 dic, año ?"},
		{"1X99-XX-X3", "3 Jan 1099 – 23 Dec 1999", "3 ene 1099 – 23 dic 1999"},
		{"[2026-01-08..2026-01-12]", "8–12 Jan 2026", "8–12 ene 2026"},
		{"[2026-01-30..2026-02-02]", "30 Jan – 2 Feb 2026", "30 ene – 2 feb 2026"},
		{"[2026-01-12,2026-01-14]", "12 or 14 Jan 2026", "12 o 14 ene 2026"},
		{"{2026-01-08,2026-01-12}", "8 and 12 Jan 2026", "8 y 12 ene 2026"},
		{"[..2026-01-13]", "by 13 Jan 2026", "a más tardar 13 ene 2026"},
		{"[2026-01-13..]", "13 Jan 2026 or later", "13 ene 2026 o después"},
		{"2024-07-28/2026-01-13", "28 Jul 2024 – 13 Jan 2026", "28 jul 2024 – 13 ene 2026"},
		{"2024-07-28/..", "since 28 Jul 2024", "desde 28 jul 2024"},
		{"2024-07-28/", "28 Jul 2024 – ?", "28 jul 2024 – ?"},
		{"/2026-01-13", "? – 13 Jan 2026", "? – 13 ene 2026"},
		{"2026-01-26T09:00:00-04:00", "26 Jan 2026, 09:00 (UTC−04:00)", "26 ene 2026, 09:00 (UTC−04:00)"},
	} {
		check(t, "DateShort", c.edtf, locale.DateShort(locale.English, when.MustParse(c.edtf)), c.english)
		check(t, "DateShort", c.edtf, locale.DateShort(locale.Spanish, when.MustParse(c.edtf)), c.spanish)
	}
}

func TestDaysOfTheCalendarAreSaidInWords(t *testing.T) {
	t.Parallel()
	day := when.NewDay(2026, 1, 13)
	check(t, "Day", "13 January", locale.Day(locale.English, day), "13 January 2026")
	check(t, "Day", "13 January", locale.Day(locale.Spanish, day), "13 de enero de 2026")
	check(t, "DayShort", "13 January", locale.DayShort(locale.English, day), "13 Jan 2026")
	check(t, "DayShort", "13 January", locale.DayShort(locale.Spanish, day), "13 ene 2026")
	check(t, "Day", "no day", locale.Day(locale.English, when.Day{}), "date not known")
	check(t, "DayShort", "no day", locale.DayShort(locale.Spanish, when.Day{}), "no conocida")
}

func TestSinceSaysTheStart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ edtf, english, spanish string }{
		{"", "since an unknown date", "desde una fecha desconocida"},
		{"2026-01-13", "since 13 January 2026", "desde el 13 de enero de 2026"},
		{"2026-01", "since January 2026", "desde enero de 2026"},
		{"2026", "since 2026", "desde 2026"},
		{"2026-33", "since the first quarter of 2026", "desde el primer trimestre de 2026"},
		{"2026-01-XX", "since some day in January 2026", "desde algún día de enero de 2026"},
		{"2026-01-1X", "since between 10 and 19 January 2026", "desde algún día entre el 10 y el 19 de enero de 2026"},
		{"2026-01-1X?", "since between 10 and 19 January 2026, uncertain", "desde algún día entre el 10 y el 19 de enero de 2026, fecha incierta"},
		{"2026-01-10~", "since about 10 January 2026", "desde aproximadamente el 10 de enero de 2026"},
		{"2026-01-10%", "since about 10 January 2026, uncertain", "desde aproximadamente el 10 de enero de 2026, fecha incierta"},
		{"2026-01-13?", "since 13 January 2026, uncertain", "desde el 13 de enero de 2026, fecha incierta"},
		{"[2026-01-08..2026-01-12]", "since between 8 and 12 January 2026", "desde algún día entre el 8 y el 12 de enero de 2026"},
		{"[2025-12..2026-01]", "since between December 2025 and January 2026", "desde algún momento entre diciembre de 2025 y enero de 2026"},
		{"[..2026-01-13]", "since some time before 14 January 2026", "desde algún momento anterior al 14 de enero de 2026"},
		{"[..2026-01-13?]", "since some time before 14 January 2026, uncertain", "desde algún momento anterior al 14 de enero de 2026, fecha incierta"},
		{"[2026-01-13..]", "since 13 January 2026 or later", "desde el 13 de enero de 2026 o después"},
		{"[2026-01-12,2026-01-14]", "since 12 or 14 January 2026", "desde el 12 o el 14 de enero de 2026"},
		{"[2026-01]", "since January 2026", "desde enero de 2026"},
		{"2024-07-28/..", "since 28 July 2024", "desde el 28 de julio de 2024"},
		{"/2026-01-13", "since an unknown date", "desde una fecha desconocida"},
		{"/..", "since an unknown date", "desde una fecha desconocida"},
	} {
		check(t, "Since", c.edtf, locale.Since(locale.English, when.MustParse(c.edtf)), c.english)
		check(t, "Since", c.edtf, locale.Since(locale.Spanish, when.MustParse(c.edtf)), c.spanish)
	}
}

func TestLengthsSayTheLeastAndTheMost(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		days                                  when.Days
		english, spanish, custody, enCustodia string
	}{
		{when.Days{}, "length not known", "duración no conocida", "in custody, for how long is not known", "bajo custodia, no se sabe por cuánto tiempo"},
		{when.Days{MostKnown: true}, "less than a day", "menos de un día", "in custody for less than a day", "bajo custodia durante menos de un día"},
		{when.Days{Least: 1, Most: 1, MostKnown: true}, "1 day", "1 día", "in custody for 1 day", "bajo custodia durante 1 día"},
		{when.Days{Least: 534, Most: 534, MostKnown: true}, "534 days", "534 días", "in custody for 534 days", "bajo custodia durante 534 días"},
		{when.Days{Least: 38, Most: 42, MostKnown: true}, "38 to 42 days", "entre 38 y 42 días", "in custody for 38 to 42 days", "bajo custodia durante entre 38 y 42 días"},
		{when.Days{Least: 534}, "at least 534 days", "al menos 534 días", "in custody for at least 534 days", "bajo custodia durante al menos 534 días"},
		{when.Days{Least: 1}, "at least 1 day", "al menos 1 día", "in custody for at least 1 day", "bajo custodia durante al menos 1 día"},
		{when.Days{Most: 18, MostKnown: true}, "at most 18 days", "18 días como máximo", "in custody for at most 18 days", "bajo custodia durante 18 días como máximo"},
		{when.Days{Most: 1, MostKnown: true}, "at most 1 day", "1 día como máximo", "in custody for at most 1 day", "bajo custodia durante 1 día como máximo"},
		{when.Days{Least: 1102, Most: 1102, MostKnown: true}, "1,102 days", "1102 días", "in custody for 1,102 days", "bajo custodia durante 1102 días"},
		{when.Days{Least: 10102}, "at least 10,102 days", "al menos 10.102 días", "in custody for at least 10,102 days", "bajo custodia durante al menos 10.102 días"},
	} {
		check(t, "Days", c.english, locale.Days(locale.English, c.days), c.english)
		check(t, "Days", c.english, locale.Days(locale.Spanish, c.days), c.spanish)
		check(t, "InCustodyFor", c.english, locale.InCustodyFor(locale.English, c.days), c.custody)
		check(t, "InCustodyFor", c.english, locale.InCustodyFor(locale.Spanish, c.days), c.enCustodia)
	}
}

func TestAgoCountsRecentDaysAndNamesOthers(t *testing.T) {
	t.Parallel()
	today := when.NewDay(2026, 1, 19)
	for _, c := range []struct {
		day              when.Day
		english, spanish string
	}{
		{today, "today", "hoy"},
		{today.AddDays(-1), "yesterday", "ayer"},
		{today.AddDays(-3), "3 days ago", "hace 3 días"},
		{today.AddDays(-60), "60 days ago", "hace 60 días"},
		{today.AddDays(-61), "on 19 November 2025", "el 19 de noviembre de 2025"},
		{when.NewDay(2025, 3, 3), "on 3 March 2025", "el 3 de marzo de 2025"},
		{today.AddDays(1), "on 20 January 2026", "el 20 de enero de 2026"},
		{when.Day{}, "on an unknown date", "en una fecha desconocida"},
	} {
		check(t, "Ago", c.day.String(), locale.Ago(locale.English, c.day, today), c.english)
		check(t, "Ago", c.day.String(), locale.Ago(locale.Spanish, c.day, today), c.spanish)
	}
}

func FuzzDate(f *testing.F) {
	for _, text := range []string{"2026-01-13", "[..2026-01-13]", "2024-07?/2026-01~", "1X99-XX-X3", "{1960,1961-12..}", "-1950S2", "2026-?33/..", "XXXX-02-29%"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := when.Parse(text)
		if err != nil {
			return
		}
		for _, l := range locale.Langs {
			for _, said := range []string{locale.Date(l, d), locale.DateShort(l, d), locale.Since(l, d)} {
				if said == "" || containsVerb(said) {
					t.Fatalf("%q in %s is said as %q", text, l, said)
				}
			}
		}
	})
}

// containsVerb finds what a format leaves behind when its arguments are wrong.
func containsVerb(s string) bool {
	for _, r := range s {
		if r == '%' {
			return true
		}
	}
	return false
}

func BenchmarkDate(b *testing.B) {
	for _, text := range []string{"2026-01-13", "[2026-01-08..2026-01-12]"} {
		d := when.MustParse(text)
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				locale.Date(locale.Spanish, d)
			}
		})
	}
}
