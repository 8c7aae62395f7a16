package export_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"habeas/internal/export"
	"habeas/internal/locale"
	"habeas/internal/public"
)

// workbook writes rows as a workbook and reads it back.
func workbook(t *testing.T, all []public.Row) *excelize.File {
	t.Helper()
	var out bytes.Buffer
	if err := export.XLSX(&out, style(locale.English, "https://example.org"), seq(all)); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()), excelize.Options{UnzipSizeLimit: 64 << 20, UnzipXMLSizeLimit: 64 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// A workbook holds what the CSV holds, cell by cell, but for the apostrophe
// that keeps a text of the CSV from being run: here texts are texts.
func TestAWorkbookHoldsWhatTheCSVHolds(t *testing.T) {
	t.Parallel()
	all := rows()
	got, err := workbook(t, all).GetRows("cases", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var plain bytes.Buffer
	if err := export.CSV(&plain, style(locale.English, "https://example.org"), seq(all)); err != nil {
		t.Fatal(err)
	}
	want, err := csv.NewReader(&plain).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		for j := range want[i] {
			want[i][j] = strings.TrimPrefix(want[i][j], "'")
		}
		for len(got[i]) < len(want[i]) { // trailing empty cells are not there
			got[i] = append(got[i], "")
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the workbook differs (-csv +xlsx):\n%s", diff)
	}
}

func TestNothingInAWorkbookIsRun(t *testing.T) {
	t.Parallel()
	f := workbook(t, rows())
	for row := 2; row <= 6; row++ {
		for col := 1; col <= 12; col++ {
			cell, err := excelize.CoordinatesToCellName(col, row)
			if err != nil {
				t.Fatal(err)
			}
			if formula, err := f.GetCellFormula("cases", cell); err != nil || formula != "" {
				t.Errorf("%s would run %q (%v)", cell, formula, err)
			}
		}
	}
}

func TestAWorkbookSaysWhatItIs(t *testing.T) {
	t.Parallel()
	about, err := workbook(t, rows()).GetRows("about")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"What this is", "Habeas: https://example.org"}, {"As of the end of the day", "2026-01-20"}, {"Rows", "5"}, {"Licence", "Creative Commons Attribution 4.0"}, {"What the columns mean", "https://example.org/data"}}
	if diff := cmp.Diff(want, about); diff != "" {
		t.Errorf("it says (-want +got):\n%s", diff)
	}
}
