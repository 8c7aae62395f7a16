package when_test

import (
	"encoding/csv"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/fault"
	"habeas/internal/when"
)

// vector is one line of testdata/vectors.csv.
type vector struct{ edtf, earliest, latest, precision, flags string }

func vectors(tb testing.TB) []vector {
	tb.Helper()
	var out []vector
	for _, row := range table(tb, "testdata/vectors.csv", 5) {
		out = append(out, vector{row[0], row[1], row[2], row[3], row[4]})
	}
	return out
}

// table reads a file of columns parted by semicolons, with # before comments.
func table(tb testing.TB, path string, columns int) [][]string {
	tb.Helper()
	file, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.Comment, r.FieldsPerRecord, r.LazyQuotes = ';', '#', columns, true
	rows, err := r.ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	return rows
}

func TestParseKnowsBoundsPrecisionAndFlags(t *testing.T) {
	t.Parallel()
	all := vectors(t)
	if len(all) < 200 {
		t.Errorf("the table has %d vectors, want at least 200", len(all))
	}
	for _, want := range all {
		t.Run(want.edtf, func(t *testing.T) {
			t.Parallel()
			d, err := when.Parse(want.edtf)
			if err != nil {
				t.Fatalf("Parse(%q): %s", want.edtf, message(err))
			}
			got := vector{d.String(), d.Earliest().String(), d.Latest().String(), d.Precision().String(), flags(d)}
			want.flags = sorted(want.flags)
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(vector{})); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", want.edtf, diff)
			}
			checkDate(t, d)
		})
	}
}

func flags(d when.Date) string {
	var out []string
	for name, set := range map[string]bool{
		"uncertain": d.Uncertain(), "approximate": d.Approximate(),
		"open_start": d.OpenStart(), "open_end": d.OpenEnd(),
		"unknown_start": d.UnknownStart(), "unknown_end": d.UnknownEnd(),
		"interval": d.IsInterval(), "set": d.IsSet(), "list": d.IsList(),
	} {
		if set {
			out = append(out, name)
		}
	}
	return sorted(strings.Join(out, " "))
}

func sorted(words string) string {
	list := strings.Fields(words)
	slices.Sort(list)
	return strings.Join(list, " ")
}

// message gives the sentence for people, which Error() leaves out.
func message(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Message.String()
	}
	return err.Error()
}

func TestParseRefusesWhatIsNoDateAndOffersTheLikelyRepair(t *testing.T) {
	t.Parallel()
	for _, row := range table(t, "testdata/refused.csv", 3) {
		text, say, repairs := row[0], row[1], row[2]
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			d, err := when.Parse(text)
			var f *fault.Error
			if !errors.As(err, &f) || f.Code != fault.Invalid {
				t.Fatalf("Parse(%q) = %v, %v, want an invalid fault", text, d, err)
			}
			if !strings.Contains(f.Message.String(), say) {
				t.Errorf("Parse(%q) says %q, want it to contain %q", text, f.Message, say)
			}
			var want []string
			for _, r := range strings.Split(repairs, "|") {
				if r != "" {
					want = append(want, "Write “"+r+"”.")
				}
			}
			var got []string
			for _, fix := range f.Fixes {
				got = append(got, fix.String())
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Parse(%q) fixes (-want +got):\n%s", text, diff)
			}
			for _, fix := range got {
				fix = strings.TrimSuffix(strings.TrimPrefix(fix, "Write “"), "”.")
				if _, err := when.Parse(fix); err != nil {
					t.Errorf("the repair %q is no date either: %s", fix, message(err))
				}
			}
		})
	}
}

func TestParseTrimsAndTakesNothingForNoDate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                         "",
		" \t\n":                    "",
		" 2026-01-13\n":            "2026-01-13",
		"\u00a02026-01~":           "2026-01~",
		"[1667, 1668, 1670..1672]": "[1667,1668,1670..1672]",
		"{1960, 1961-12}":          "{1960,1961-12}",
	} {
		d, err := when.Parse(text)
		if err != nil || d.String() != want {
			t.Errorf("Parse(%q) = %q, %v, want %q", text, d, err, want)
		}
	}
}

func TestParseKeepsWhatWasTypedOutOfTheLog(t *testing.T) {
	t.Parallel()
	_, err := when.Parse("when Jane Doe was taken")
	if err == nil || strings.Contains(err.Error(), "Jane") {
		t.Errorf("the log would read %q, want a fault without the typed text", err)
	}
}

func TestParseQuotesLongAndUnprintableTextSafely(t *testing.T) {
	t.Parallel()
	_, err := when.Parse("\u202e" + strings.Repeat("so long ", 30))
	if got := message(err); strings.ContainsRune(got, '\u202e') || len(got) > 400 {
		t.Errorf("the message is %q, want it short and without direction signs", got)
	}
	if _, err = when.Parse("[" + strings.Repeat("2026-01-13,", 1000) + "2026]"); !strings.Contains(message(err), "too long") {
		t.Errorf("a set of a thousand days: %q, want it refused as too long", message(err))
	}
}

func TestMustParsePanicsOnWhatIsNoDate(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("MustParse did not panic")
		}
	}()
	when.MustParse("soon")
}

func BenchmarkParsePlainDay(b *testing.B) {
	for b.Loop() {
		if _, err := when.Parse("2026-01-13"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnmarshalPlainDay(b *testing.B) {
	data := []byte(`"2026-01-13"`)
	var d when.Date
	for b.Loop() {
		if err := d.UnmarshalJSON(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseOther(b *testing.B) {
	for _, text := range []string{"2026-01", "2026-01-XX", "2024-07-28/..", "[2026-01-12..2026-01-14]"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				if _, err := when.Parse(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
