package when_test

import (
	"testing"
	"time"

	"habeas/internal/when"
)

func TestParseDayReadsISODaysOnly(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"2026-01-13", "2024-02-29", "0000-01-01", "9999-12-31", "-0044-03-15", "+12026-01-13", "-12026-01-13"} {
		d, err := when.ParseDay(text)
		if err != nil || d.String() != text {
			t.Errorf("ParseDay(%q) = %v, %v, want it back", text, d, err)
		}
	}
	for _, text := range []string{"", "2026-01", "2026-02-30", "2026-1-3", "13/01/2026", "2026-01-13?", "2026-01-13/..", "-0000-01-01", "+2026-01-13", "+012026-01-13", "2026-01-1X", " 2026-01-13", "-0045-02-29", "+99999999999-01-01"} {
		if d, err := when.ParseDay(text); err == nil || message(err) == "" {
			t.Errorf("ParseDay(%q) = %v, %v, want a refusal with a sentence", text, d, err)
		}
	}
}

func TestDaysCountAsTheCalendarDoes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2024-07-28", "2026-01-13", 534},
		{"2026-01-13", "2024-07-28", -534},
		{"2026-01-13", "2026-01-13", 0},
		{"2024-02-28", "2024-03-01", 2},
		{"2026-02-28", "2026-03-01", 1},
		{"1900-02-28", "1900-03-01", 1},
		{"2000-01-01", "2400-01-01", 146097},
		{"-0001-12-31", "0000-01-01", 1},
		{"1899-12-30", "2017-04-19", 42844},
	} {
		from, to := day(t, c.from), day(t, c.to)
		if got := to.Sub(from); got != c.want {
			t.Errorf("%s minus %s is %d days, want %d", c.to, c.from, got, c.want)
		}
		if got := from.AddDays(c.want); got != to {
			t.Errorf("%s plus %d days is %s, want %s", c.from, c.want, got, c.to)
		}
		if got, want := from.Before(to), c.want > 0; got != want {
			t.Errorf("%s before %s: %v, want %v", c.from, c.to, got, want)
		}
		if got, want := from.After(to), c.want < 0; got != want {
			t.Errorf("%s after %s: %v, want %v", c.from, c.to, got, want)
		}
	}
}

func TestDaysAgreeWithPackageTime(t *testing.T) {
	t.Parallel()
	start := time.Date(-405, 2, 27, 0, 0, 0, 0, time.UTC)
	first := when.DayOf(start)
	for n := 0; n < 1_000_000; n += 37 {
		want := when.DayOf(start.AddDate(0, 0, n))
		if got := first.AddDays(n); got != want || want.Sub(first) != n || !got.Time().Equal(start.AddDate(0, 0, n)) {
			t.Fatalf("%v plus %d days is %v, want %v", first, n, got, want)
		}
	}
}

func TestDayOfTakesTheDayInUTC(t *testing.T) {
	t.Parallel()
	caracas := time.FixedZone("VET", -4*3600)
	if got, want := when.DayOf(time.Date(2026, 1, 13, 23, 0, 0, 0, caracas)), when.NewDay(2026, 1, 14); got != want {
		t.Errorf("23:00 in Caracas on 13 January is %v, want %v", got, want)
	}
}

func TestNoDayStaysNoDay(t *testing.T) {
	t.Parallel()
	var none when.Day
	if !none.IsZero() || none.String() != "" || !none.Time().IsZero() || !none.AddDays(3).IsZero() {
		t.Errorf("the zero Day gives %q, %v, %v", none.String(), none.Time(), none.AddDays(3))
	}
	if yearZero := when.NewDay(0, 1, 1); yearZero.IsZero() {
		t.Error("1 January of year 0 is taken for no day")
	}
}

func day(tb testing.TB, iso string) when.Day {
	tb.Helper()
	d, err := when.ParseDay(iso)
	if err != nil {
		tb.Fatalf("ParseDay(%q): %s", iso, message(err))
	}
	return d
}
