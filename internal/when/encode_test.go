package when_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/fault"
	"habeas/internal/when"
)

type dated struct {
	Date when.Date `json:"date"`
	Day  when.Day  `json:"day"`
	None when.Date `json:"none,omitzero"`
}

func TestJSONCarriesTheTextAndBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		value dated
		want  string
	}{
		{dated{Date: when.MustParse("2026-01-13"), Day: when.NewDay(2026, 1, 13)}, `{"date":"2026-01-13","day":"2026-01-13"}`},
		{dated{Date: when.MustParse("2024-07-28?/..")}, `{"date":"2024-07-28?/..","day":""}`},
		{dated{Date: when.MustParse("[2026-01-12,2026-01-14]"), Day: when.NewDay(-44, 3, 15)}, `{"date":"[2026-01-12,2026-01-14]","day":"-0044-03-15"}`},
		{dated{}, `{"date":"","day":""}`},
	} {
		got, err := json.Marshal(c.value)
		if err != nil || string(got) != c.want {
			t.Errorf("marshalled %s, %v, want %s", got, err, c.want)
		}
		var back dated
		if err := json.Unmarshal(got, &back); err != nil {
			t.Errorf("unmarshal %s: %v", got, err)
		}
		if diff := cmp.Diff(c.value, back); diff != "" {
			t.Errorf("%s read back (-want +got):\n%s", got, diff)
		}
	}
}

func TestJSONNullAndEscapesAreRead(t *testing.T) {
	t.Parallel()
	got := dated{Date: when.MustParse("2026"), Day: when.NewDay(2026, 1, 1)}
	if err := json.Unmarshal([]byte(`{"date":null,"day":null}`), &got); err != nil || !got.Date.IsZero() || !got.Day.IsZero() {
		t.Errorf("null read as %+v, %v, want no date and no day", got, err)
	}
	if err := json.Unmarshal([]byte(`{"date":"2024-07-28\/.."}`), &got); err != nil || got.Date.String() != "2024-07-28/.." {
		t.Errorf("an escaped slash read as %v, %v", got.Date, err)
	}
	for _, bad := range []string{`{"date":20260113}`, `{"date":"soon"}`, `{"date":"2026-02-30"}`, `{"day":"2026-01"}`, `{"day":7}`} {
		if err := json.Unmarshal([]byte(bad), &got); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v, want an invalid fault", bad, err)
		}
	}
}

func TestTextIsReadAndWritten(t *testing.T) {
	t.Parallel()
	var date when.Date
	var d when.Day
	if err := date.UnmarshalText([]byte("2026-01~")); err != nil || date.String() != "2026-01~" {
		t.Errorf("date read as %v, %v", date, err)
	}
	if err := d.UnmarshalText([]byte("2026-01-13")); err != nil || d != when.NewDay(2026, 1, 13) {
		t.Errorf("day read as %v, %v", d, err)
	}
	if got, err := json.Marshal(map[when.Day]when.Date{d: date}); err != nil || string(got) != `{"2026-01-13":"2026-01~"}` {
		t.Errorf("as key and value: %s, %v", got, err)
	}
}

func TestColumnsHoldTextOrNull(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"2026-01-13", "[..2026-01-13]", ""} {
		want := when.MustParse(text)
		stored, err := want.Value()
		if err != nil || (stored == nil) != want.IsZero() {
			t.Errorf("%q is stored as %v, %v", text, stored, err)
		}
		var got when.Date
		if err := got.Scan(stored); err != nil || got != want {
			t.Errorf("%q comes back as %v, %v", text, got, err)
		}
	}
	for _, want := range []when.Day{{}, when.NewDay(2026, 1, 13)} {
		stored, err := want.Value()
		if err != nil || (stored == nil) != want.IsZero() {
			t.Errorf("%v is stored as %v, %v", want, stored, err)
		}
		got := when.NewDay(1999, 9, 9)
		if err := got.Scan(stored); err != nil || got != want {
			t.Errorf("%v comes back as %v, %v", want, got, err)
		}
	}
}

func TestColumnsAreReadAsDriversGiveThem(t *testing.T) {
	t.Parallel()
	for _, src := range []any{"2026-01-13", []byte("2026-01-13"), time.Date(2026, 1, 13, 0, 0, 0, 0, time.UTC)} {
		var date when.Date
		var d when.Day
		if err := date.Scan(src); err != nil || date.String() != "2026-01-13" {
			t.Errorf("date from %T: %v, %v", src, date, err)
		}
		if err := d.Scan(src); err != nil || d != when.NewDay(2026, 1, 13) {
			t.Errorf("day from %T: %v, %v", src, d, err)
		}
	}
	for _, src := range []any{int64(42844), "soon", 3.5} {
		var date when.Date
		if err := date.Scan(src); !fault.Is(err, fault.Invalid) {
			t.Errorf("date from %v: %v, want an invalid fault", src, err)
		}
		var d when.Day
		if err := d.Scan(src); !fault.Is(err, fault.Invalid) {
			t.Errorf("day from %v: %v, want an invalid fault", src, err)
		}
	}
}
