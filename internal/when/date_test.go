package when_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/when"
)

func TestStartAndEndOfAnInterval(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, start, end string }{
		{"2024-07?/2026-01~", "2024-07?", "2026-01~"},
		{"2024-07-28/..", "2024-07-28", ""},
		{"2024-07-28/", "2024-07-28", ""},
		{"../2026-01-13", "", "2026-01-13"},
		{"/2026-01-XX", "", "2026-01-XX"},
		{"/..", "", ""},
		{"2026-01-13", "2026-01-13", "2026-01-13"},
		{"[2026-01-12..2026-01-14]", "[2026-01-12..2026-01-14]", "[2026-01-12..2026-01-14]"},
		{"", "", ""},
	} {
		d := when.MustParse(c.text)
		if got := d.Start().String(); got != c.start {
			t.Errorf("%q starts on %q, want %q", c.text, got, c.start)
		}
		if got := d.End().String(); got != c.end {
			t.Errorf("%q ends on %q, want %q", c.text, got, c.end)
		}
	}
}

func TestOnlyADateTimeWithAZoneIsAnInstant(t *testing.T) {
	t.Parallel()
	want := time.Date(2026, 1, 26, 13, 0, 0, 0, time.UTC)
	for _, text := range []string{"2026-01-26T09:00:00-04:00", "2026-01-26T09:00:00-04", "2026-01-26T13:00:00Z"} {
		if got, ok := when.MustParse(text).Instant(); !ok || !got.Equal(want) {
			t.Errorf("%q is the instant %v, %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "2026-01-26", "2026-01-26T09:00:00", "2026-01-26/.."} {
		if got, ok := when.MustParse(text).Instant(); ok {
			t.Errorf("%q is the instant %v, want none", text, got)
		}
	}
}

func TestOfDayIsThatDay(t *testing.T) {
	t.Parallel()
	for _, d := range []when.Day{when.NewDay(2026, 1, 13), when.NewDay(-44, 3, 15), when.NewDay(0, 1, 1)} {
		if got, want := when.OfDay(d), when.MustParse(d.String()); got != want {
			t.Errorf("OfDay(%v) = %v, want %v", d, got, want)
		}
	}
	if !when.OfDay(when.Day{}).IsZero() {
		t.Error("the date of no day is not the zero Date")
	}
	if got := when.OfDay(when.NewDay(12026, 1, 13)).String(); got != "Y12026" {
		t.Errorf("a day beyond what EDTF can write gives %q, want its year", got)
	}
	if got := when.OfDay(when.NewDay(-12026, 1, 13)).String(); got != "Y-12026" {
		t.Errorf("a day before what EDTF can write gives %q, want its year", got)
	}
}

func TestMembersOfASet(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"[2026-01-12,2026-01-14~]":      {"2026-01-12", "2026-01-14~"},
		"[2026-01-12..2026-01-14]":      {"2026-01-12/2026-01-14"},
		"{1667, 1668, 1670..1672}":      {"1667", "1668", "1670/1672"},
		"[..2026-01-13]":                {"../2026-01-13"},
		"[1760-01,1760-12..]":           {"1760-01", "1760-12/.."},
		"2026-01-12/2026-01-14":         nil,
		"":                              nil,
		"2026-01-13":                    nil,
		"{2026-01-08?,2026-01-1X,Y1E5}": {"2026-01-08?", "2026-01-1X", "Y1E5"},
	} {
		var got []string
		for _, m := range when.MustParse(text).Members() {
			got = append(got, m.String())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("members of %q (-want +got):\n%s", text, diff)
		}
	}
}

func TestPartsTellTheirDigitsAndDoubts(t *testing.T) {
	t.Parallel()
	type part struct {
		Digits                 string
		Uncertain, Approximate bool
	}
	for text, want := range map[string][3]part{
		"2026-01-13":          {{"2026", false, false}, {"01", false, false}, {"13", false, false}},
		"2026-01-?13":         {{"2026", false, false}, {"01", false, false}, {"13", true, false}},
		"2026~-01-1X":         {{"2026", false, true}, {"01", false, false}, {"1X", false, false}},
		"?2004-06~-%11":       {{"2004", true, true}, {"06", false, true}, {"11", true, true}},
		"-0044-03?":           {{"0044", true, false}, {"03", true, false}, {"", false, false}},
		"1950S2":              {{"1950", false, false}, {}, {}},
		"2026-01-26T09:00:00": {{"2026", false, false}, {"01", false, false}, {"26", false, false}},
		"2026/2027":           {},
		"Y17000":              {},
		"":                    {},
	} {
		d := when.MustParse(text)
		var got [3]part
		for i, p := range []when.Part{when.YearPart, when.MonthPart, when.DayPart} {
			got[i] = part{d.Digits(p), d.UncertainPart(p), d.ApproximatePart(p)}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("parts of %q (-want +got):\n%s", text, diff)
		}
	}
}

func TestYearsToldBySignificantDigitsKeepTheirEstimate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"1950S2": 1950, "-1950S2": -1950, "Y171010000S3": 171010000, "Y17101E4S3": 171010000, "Y1950S2": 1950, "Y-1950S2": -1950} {
		if got, ok := when.MustParse(text).Estimate(); !ok || got != want {
			t.Errorf("%q stands for %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"1950", "", "Y17000"} {
		if got, ok := when.MustParse(text).Estimate(); ok {
			t.Errorf("%q stands for %d, want no estimate", text, got)
		}
	}
}

func TestSeasonAndClockAreThereForTheirKind(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"2026-33": 33, "2026-21~": 21, "2026-01": 0, "2026": 0} {
		if got := when.MustParse(text).Season(); got != want {
			t.Errorf("the season of %q is %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]string{"2026-01-26T09:00:00-04:00": "09:00|-04:00", "2026-01-26T23:59:01Z": "23:59|Z", "2026-01-26T09:00:00": "09:00|", "2026-01-26": "|"} {
		clock, zone := when.MustParse(text).Clock()
		if got := clock + "|" + zone; got != want {
			t.Errorf("the clock of %q is %q, want %q", text, got, want)
		}
	}
}

func TestPrecisionsHaveCodes(t *testing.T) {
	t.Parallel()
	if got := when.Precision(200).String(); got != "none" {
		t.Errorf("a precision that does not exist is %q, want none", got)
	}
	if got := (when.Date{}).Precision(); got != when.PrecisionNone {
		t.Errorf("no date has the precision %v, want none", got)
	}
}
