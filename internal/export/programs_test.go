package export_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/export"
	"habeas/internal/locale"
)

// program finds a program that readers of the files use, and skips the test
// where it is not installed.
func program(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skipf("skipped: %s is not installed", strings.Join(names, " or "))
	return ""
}

// laid writes the files of a package of the demonstration into a folder.
func laid(t *testing.T) (dir string, files map[string]string) {
	t.Helper()
	dir, files = t.TempDir(), unpack(t, pack(t, demonstration(t), ""))
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, files
}

func TestTheSqliteShellImportsEveryTable(t *testing.T) {
	t.Parallel()
	shell := program(t, "sqlite3")
	dir, files := laid(t)
	var script strings.Builder
	var want []string
	for name := range files {
		if base, ok := strings.CutSuffix(name, ".csv"); ok {
			script.WriteString(".import --csv " + filepath.Join(dir, name) + " " + base + "\n")
		}
	}
	for name := range files {
		if base, ok := strings.CutSuffix(name, ".csv"); ok {
			script.WriteString("SELECT '" + base + "', count(*) FROM " + base + ";\n")
			want = append(want, base+"|"+strconv.Itoa(len(table(t, files, base))))
		}
	}
	script.WriteString("SELECT 'joined', count(*) > 0 FROM events e JOIN cases c ON c.ref = e.case_ref JOIN sources s ON instr(e.source_ids, s.id);\n")
	run := exec.CommandContext(t.Context(), shell, "-bail", ":memory:")
	run.Stdin = strings.NewReader(script.String())
	var out, warnings bytes.Buffer
	run.Stdout, run.Stderr = &out, &warnings
	if err := run.Run(); err != nil || warnings.Len() > 0 {
		t.Fatalf("the shell says %v\n%s", err, warnings.String())
	}
	if diff := cmp.Diff(strings.Join(append(want, "joined|1"), "\n"), strings.TrimSpace(out.String())); diff != "" {
		t.Errorf("rows (-csv +shell):\n%s", diff)
	}
}

// LibreOffice opens every list as a workbook and as a CSV, and finds in both
// what was written: no cell was run, cut, or taken for a number or a date that
// it is not.
func TestLibreOfficeReadsWhatWasWritten(t *testing.T) {
	t.Parallel()
	office := program(t, "soffice", "libreoffice")
	lists := map[string]func() export.Table{
		"cases":    func() export.Table { return seq(rows()) },
		"counts":   func() export.Table { return export.Counts(counts()) },
		"releases": func() export.Table { return export.Releases(parts()) },
		"sources":  func() export.Table { return export.Sources(sources()) },
	}
	dir, want := t.TempDir(), map[string][][]string{}
	for name, table := range lists {
		var plain, book bytes.Buffer
		if err := export.CSV(&plain, style(locale.English, site), table()); err != nil {
			t.Fatal(err)
		}
		if err := export.XLSX(&book, style(locale.English, site), table()); err != nil {
			t.Fatal(err)
		}
		for ending, body := range map[string][]byte{"csv": plain.Bytes(), "xlsx": book.Bytes()} {
			if err := os.WriteFile(filepath.Join(dir, name+"."+ending), body, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want[name] = cellsOf(t, &plain)
	}
	for _, ending := range []string{"csv", "xlsx"} {
		for name, got := range converted(t, office, dir, ending) {
			sameCells(t, name+"."+ending, want[name], got, ending == "csv")
		}
	}
}

// converted lets LibreOffice open all files of a kind and write each as a CSV.
func converted(t *testing.T, office, dir, ending string) map[string][][]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*."+ending))
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out-"+ending)
	args := []string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1", "--outdir", out}
	if ending == "csv" {
		args = append(args, "--infilter=CSV:44,34,76,1,"+textColumns(60)+",1033,true,false")
	}
	if said, err := exec.CommandContext(t.Context(), office, append(args, files...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	all := map[string][][]string{}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), "."+ending)
		made, err := filepath.Glob(filepath.Join(out, name+"*.csv")) // with the name of the sheet
		if err != nil || len(made) != 1 {
			t.Fatalf("%s was converted into %d files (%v)", name, len(made), err)
		}
		text, err := os.Open(made[0])
		if err != nil {
			t.Fatal(err)
		}
		all[name] = cellsOf(t, text)
		text.Close()
	}
	return all
}

// sameCells compares cell by cell; guarded says that the apostrophe before what
// would be run stands there, as it does in a CSV.
func sameCells(t *testing.T, file string, want, got [][]string, guarded bool) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s has %d rows, LibreOffice reads %d", file, len(want), len(got))
		return
	}
	for i := range want {
		for j, cell := range want[i] {
			if !guarded {
				cell = strings.TrimPrefix(cell, "'")
			}
			have := ""
			if j < len(got[i]) {
				have = got[i][j]
			}
			if have != cell {
				t.Errorf("%s: %s of row %d is %q, LibreOffice reads %q", file, want[0][j], i, cell, have)
			}
		}
	}
}

// textColumns says of each column that it is text, in the words of LibreOffice.
func textColumns(n int) string {
	var all []string
	for i := range n {
		all = append(all, strconv.Itoa(i+1)+"/2")
	}
	return strings.Join(all, "/")
}

func cellsOf(t *testing.T, r io.Reader) [][]string {
	t.Helper()
	all := csv.NewReader(r)
	all.FieldsPerRecord = -1
	lines, err := all.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// The reference implementation of the standard checks types, keys and sums.
func TestFrictionlessFindsNothingWrongWithAPackage(t *testing.T) {
	t.Parallel()
	checker := program(t, "frictionless")
	dir, _ := laid(t)
	run := exec.CommandContext(t.Context(), checker, "validate", "datapackage.json")
	run.Dir = dir
	if said, err := run.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}
