package when_test

import (
	"testing"

	"habeas/internal/fault"
	"habeas/internal/when"
)

func FuzzParse(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.edtf)
	}
	for _, text := range []string{"13/01/2026", "8-12 January 2026", "a más tardar el 13 de enero", "2026-02-30", "[..]", "Y1E99", "-0000", "٢٠٢٦"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := when.Parse(text)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Fatalf("Parse(%q): %v, want an invalid fault", text, err)
			}
			return
		}
		checkDate(t, d)
	})
}

// checkDate holds what is true of every date.
func checkDate(t *testing.T, d when.Date) {
	t.Helper()
	again, err := when.Parse(d.String())
	if err != nil || again != d {
		t.Fatalf("Parse(%q) = %+v, %v, want the same date again: %+v", d.String(), again, err, d)
	}
	early, late := d.Earliest(), d.Latest()
	if !early.IsZero() && !late.IsZero() && late.Before(early) {
		t.Fatalf("%q: latest %v is before earliest %v", d, late, early)
	}
	for _, day := range []when.Day{early, late} {
		back, err := when.ParseDay(day.String())
		if !day.IsZero() && (err != nil || back != day) {
			t.Fatalf("%q: bound %v reads back as %v, %v", d, day, back, err)
		}
	}
	if !d.IsZero() && (early.IsZero() != (d.OpenStart() || d.UnknownStart()) || late.IsZero() != (d.OpenEnd() || d.UnknownEnd())) {
		t.Fatalf("%q: a bound is missing without being open or unknown, or the other way", d)
	}
	if order := d.Compare(d); order == when.Before || order == when.After {
		t.Fatalf("%q compares with itself as %v", d, order)
	}
	d.Start()
	d.End()
	for _, m := range d.Members() {
		checkDate(t, m)
	}
	if days := (when.Span{From: d, End: when.EndOpen}).Days(when.NewDay(2026, 1, 19)); days.Least < 0 || days.Most < 0 {
		t.Fatalf("%q open: %+v, want nothing negative", d, days)
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("2026-01-13", "2026-01")
	f.Add("2024-07-28/", "2026-01-13")
	f.Add("[..2026-01-13]", "/..")
	f.Fuzz(func(t *testing.T, a, b string) {
		d, errD := when.Parse(a)
		e, errE := when.Parse(b)
		if errD != nil || errE != nil {
			return
		}
		mirror := map[when.Order]when.Order{when.Unknown: when.Unknown, when.Before: when.After, when.Overlaps: when.Overlaps, when.After: when.Before}
		if got, want := e.Compare(d), mirror[d.Compare(e)]; got != want {
			t.Fatalf("%q compared with %q is %v, want %v, the mirror of the other way round", e, d, got, want)
		}
		span := when.Span{From: d, To: e, SeenUntil: when.NewDay(2026, 1, 13)}
		for _, span.End = range []when.End{when.EndKnown, when.EndOpen, when.EndUnknown} {
			days := span.Days(when.NewDay(2026, 1, 19))
			if days.Least < 0 || (days.MostKnown && days.Most < days.Least) || (!days.MostKnown && days.Most != 0) {
				t.Fatalf("span from %q to %q, end %d: %+v", d, e, span.End, days)
			}
		}
	})
}

func FuzzSuggest(f *testing.F) {
	for _, text := range []string{"13/01/2026", "entre el 8 y el 12 de enero de 2026", "Q1 2026", "2026-01-26T09:00-0400", "early 2026?", "12 o 14 de mayo"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range when.Suggest(text) {
			if d, err := when.Parse(s); err != nil || d.IsZero() {
				t.Fatalf("Suggest(%q) gives %q, which is no date: %v", text, s, err)
			}
		}
	})
}
