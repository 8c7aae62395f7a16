package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/export"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

var update = flag.Bool("update", false, "write the golden files anew")

var today = when.NewDay(2026, 1, 20)

func number(n int) *int { return &n }

// rows are one of each kind: a person in custody, one freed, one whose name is
// withheld, a group, and a name that would run as a formula.
func rows() []public.Row {
	at := time.Date(2026, 1, 15, 9, 30, 0, 0, time.UTC)
	base := public.Row{Kind: "person", Country: "VE", Captor: "state", Deprivation: "detention", Gender: "male",
		PublishedAt: at, UpdatedAt: at.Add(time.Hour), Version: 2, OriginsCount: 2, SourceIDs: []string{"aaaa000001", "bbbb000002"}}
	held := base
	held.Ref, held.Name, held.NameNative, held.AliasesCount = "VE-2026-0001", "Ana “La Rubia” García, hija", "王伟", 1
	held.State, held.StateSince, held.Nationalities = "in_custody", when.MustParse("2026-01-1X"), []string{"US", "ES"}
	held.Held = public.Held{Taken: when.MustParse("2026-01-1X"), End: when.EndOpen, SeenUntil: when.NewDay(2026, 1, 19)}
	held.FacilitySlug, held.FacilityName, held.Age, held.AgeAsOf = "el-helicoide", "El Helicoide", number(28), when.MustParse("2026-01")
	freed := base
	freed.Ref, freed.Name, freed.State, freed.StateSince = "VE-2026-0002", "José Martínez", "at_liberty", when.MustParse("2026-01-13?")
	freed.Held = public.Held{Taken: when.MustParse("2024-07-28"), Ended: when.MustParse("2026-01-13?"), End: when.EndKnown}
	freed.Released, freed.Confirmation = when.MustParse("2026-01-13?"), "left_facility"
	freed.Mechanisms, freed.Conditions = []string{"unilateral_gesture", "not_stated"}, []string{"travel_ban"}
	secret := base
	secret.Ref, secret.NameWithheld, secret.State = "VE-2026-0003", true, "unknown"
	secret.Held.End = when.EndUnknown
	group := base
	group.Ref, group.Kind, group.GroupMin, group.GroupPhrase = "VE-2026-0004", "group", number(5), "at least five"
	group.Gender, group.State, group.Held.End = "", "in_custody", when.EndOpen
	formula := base
	formula.Ref, formula.Name, formula.State = "VE-2026-0005", "=HYPERLINK(\"http://x\",\"y\")", "in_custody"
	formula.SourceIDs = []string{`a;b\c`, "d"}
	return []public.Row{held, freed, secret, group, formula}
}

func seq(rows []public.Row) export.Table {
	return export.Cases(func(yield func(*public.Row, error) bool) {
		for i := range rows {
			if !yield(&rows[i], nil) {
				return
			}
		}
	})
}

// style is how the files of the tests are written.
func style(l locale.Lang, base string) export.Style {
	return export.Style{Words: locale.For(l), Today: today, BaseURL: base}
}

func TestExportsAreAsTheyWere(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		file  string
		lang  locale.Lang
		write func(*bytes.Buffer, locale.Lang) error
	}{
		{"cases.csv", locale.English, func(b *bytes.Buffer, l locale.Lang) error {
			return export.CSV(b, style(l, "https://example.org/"), seq(rows()))
		}},
		{"cases.es.csv", locale.Spanish, func(b *bytes.Buffer, l locale.Lang) error {
			return export.CSV(b, style(l, "https://example.org"), seq(rows()))
		}},
		{"cases.json", locale.English, func(b *bytes.Buffer, l locale.Lang) error {
			return export.JSON(b, style(l, "https://example.org"), seq(rows()))
		}},
		{"cases.ndjson", locale.English, func(b *bytes.Buffer, l locale.Lang) error {
			return export.NDJSON(b, style(l, "https://example.org"), seq(rows()))
		}},
		{"none.json", locale.English, func(b *bytes.Buffer, l locale.Lang) error {
			return export.JSON(b, style(l, "https://example.org"), seq(nil))
		}},
	} {
		t.Run(test.file, func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			if err := test.write(&got, test.lang); err != nil {
				t.Fatal(err)
			}
			golden(t, test.file, got.Bytes())
		})
	}
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-golden +got); if it is meant, go test -update:\n%s", file, diff)
	}
}

func TestTheColumnsAreTheOnesPromised(t *testing.T) {
	t.Parallel()
	const want = "ref, name, name_native, aliases_count, name_withheld, kind, group_min, group_max, group_phrase, birth, age, age_as_of, gender, nationalities, roles, country, country_label, captor_type, deprivation, state, state_label, state_since, taken, taken_earliest, taken_latest, taken_precision, facility, released, released_earliest, released_latest, release_confirmation, mechanism, conditions, days_held_min, days_held_max, charges_count, origins_count, source_ids, last_verified, published_at, updated_at, version, url, spells, person_ref, gender_label, nationalities_labels, roles_labels, captor_type_label, deprivation_label, facility_label, release_confirmation_label, mechanism_labels, conditions_labels"
	if got := strings.Join(export.CaseColumns(locale.For(locale.English)), ", "); got != want {
		t.Errorf("columns are\n%s\nwant\n%s", got, want)
	}
}

func TestJSONIsRead(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := export.JSON(&b, style(locale.English, "https://example.org"), seq(rows())); err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 5 || len(got[0]) != len(export.CaseColumns(locale.For(locale.English))) || got[4]["name"] != rows()[4].Name {
		t.Errorf("JSON gives %d rows, the last is %v", len(got), got[len(got)-1])
	}
}

func TestAnErrorOfTheCasesEndsTheExport(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	err := export.CSV(&bytes.Buffer{}, style(locale.English, ""), export.Cases(func(yield func(*public.Row, error) bool) { yield(nil, broken) }))
	if !errors.Is(err, broken) {
		t.Errorf("CSV gives %v", err)
	}
}

// unguard takes off what makes a text safe, as a careful reader would.
func unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && export.Dangerous(rest) {
		return rest
	}
	return cell
}

func FuzzNoCellRunsAndEveryCellComesBack(f *testing.F) {
	for _, s := range []string{"=1+1", "+1", "-1", "@x", "|x", "%x", "\t=1", "\r=1", " =1", "\ufeff=1", "＝1", "'=1", "''=1", "'Abd", "a,b", `a"b`, "a\nb", "\u200b@x", "x ", "-", "\x00=1", "\u2066+1", "王伟", "a\r\nb", "\xff=1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		row := public.Row{Ref: "VE-2026-0001", Kind: "person", Name: name}
		var b bytes.Buffer
		if err := export.CSV(&b, style(locale.English, ""), seq([]public.Row{row})); err != nil {
			t.Fatal(err)
		}
		got, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(got) != 2 {
			t.Fatalf("%q gives %d lines, %v", name, len(got), err)
		}
		cell := got[1][1]
		if cell != "" && export.Dangerous(cell) && !strings.HasPrefix(cell, "'") {
			t.Errorf("%q is written as %q, which may run", name, cell)
		}
		lines := strings.ReplaceAll(strings.ReplaceAll(name, "\r\n", "\n"), "\r", "\n")
		if back := unguard(cell); back != lines {
			t.Errorf("%q is written as %q and comes back as %q", name, cell, back)
		}
	})
}
