package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/demo"
	"habeas/internal/desk"
	"habeas/internal/export"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/store"
	"habeas/internal/when"
)

const site = "https://habeas.example"

// published is the shelf of the demonstration, as a file: made once, since
// logging it takes a second.
var published = sync.OnceValues(func() (file []byte, err error) {
	folder, err := os.MkdirTemp("", "habeas")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	ctx, quiet, path := context.Background(), slog.New(slog.DiscardHandler), filepath.Join(folder, "shelf.db")
	clock := func() time.Time { return time.Date(2026, 1, 19, 12, 0, 0, 0, time.UTC) }
	st, err := store.Open(ctx, filepath.Join(folder, "casebook.db"), store.Options{Log: quiet, Now: clock})
	if err != nil {
		return nil, err
	}
	defer st.Close()
	sh, err := shelf.Open(ctx, path, shelf.Options{Log: quiet, Now: clock})
	if err != nil {
		return nil, err
	}
	d := desk.New(desk.Options{Store: st, Shelf: sh, Rand: demo.Rand(), Log: quiet})
	if err := errors.Join(demo.Load(ctx, d, access.Actor{ID: "system", Name: "Habeas", Role: access.System}), sh.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// demonstration is a reading room over the published demonstration.
func demonstration(t testing.TB) *reading.Room {
	t.Helper()
	file, err := published()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "shelf.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	sh, err := shelf.Open(t.Context(), path, shelf.Options{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	room := reading.New(sh, func() when.Day { return when.NewDay(2026, 1, 19) })
	t.Cleanup(func() { room.Close(); sh.Close() })
	return room
}

// pack writes the package of a query, as name=value&name=value.
func pack(t testing.TB, room *reading.Room, asked string) []byte {
	t.Helper()
	values, err := url.ParseQuery(asked)
	if err != nil {
		t.Fatal(err)
	}
	q, err := public.ParseQuery(values)
	if err != nil {
		t.Fatal(err)
	}
	q.Limit = 0
	p, err := export.NewPackage(t.Context(), room, room, q, site)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := p.Write(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// unpack reads a package, file by file.
func unpack(t testing.TB, body []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// table reads a table of a package: its rows by the names of the columns.
func table(t testing.TB, files map[string]string, name string) []map[string]string {
	t.Helper()
	text, ok := files[name+".csv"]
	if !ok {
		t.Fatalf("there is no %s.csv", name)
	}
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

func TestAPackageOfTheSameRecordOnTheSameDayHasTheSameBytes(t *testing.T) {
	t.Parallel()
	one, other := pack(t, demonstration(t), ""), pack(t, demonstration(t), "")
	if !bytes.Equal(one, other) {
		t.Error("two packages of one record differ")
	}
}

func TestEveryColumnOfAPackageIsExplainedInBothLanguages(t *testing.T) {
	t.Parallel()
	rows := table(t, unpack(t, pack(t, demonstration(t), "")), "codebook")
	if len(rows) < 300 {
		t.Errorf("the codebook has %d lines only", len(rows))
	}
	missing := map[string]bool{}
	for _, r := range rows {
		for _, said := range []string{r["meaning"], r["meaning_es"]} {
			if said == "" || strings.HasPrefix(said, "[") {
				missing[r["column"]+r["code"]] = true
			}
		}
	}
	for name := range missing {
		t.Errorf("%s is not explained", name)
	}
}

// A row of a table that names a row of another must find it, and what names a
// row must be there once, as datapackage.json promises.
func TestAPackageKeepsWhatItsDescriptionPromises(t *testing.T) {
	t.Parallel()
	room := demonstration(t)
	for _, asked := range []string{"", "state=in_custody&country=VE", "q=luckey", "as_of=2026-01-12"} {
		files := unpack(t, pack(t, room, asked))
		var d descriptor
		if err := json.Unmarshal([]byte(files["datapackage.json"]), &d); err != nil {
			t.Fatal(err)
		}
		if len(d.Resources) != 20 || d.Name == "" || d.Licenses == nil || d.Created == "" {
			t.Errorf("%q: datapackage.json describes %d resources", asked, len(d.Resources))
		}
		tables := map[string][]map[string]string{}
		for _, r := range d.Resources {
			checkResource(t, asked, r, files)
			if r.Type == "table" {
				tables[r.Name] = table(t, files, r.Name)
			}
		}
		for _, r := range d.Resources {
			r.checkKeys(t, asked, tables)
		}
		if asked == "" && (len(tables["cases"]) < 7 || len(tables["events"]) < 10 || len(tables["release_events"]) == 0 || len(tables["claims"]) == 0) {
			t.Errorf("the demonstration gives %d cases, %d events", len(tables["cases"]), len(tables["events"]))
		}
		checkSums(t, files)
	}
}

// descriptor is what the test reads of datapackage.json: what the published
// profile requires, and what joins the tables.
type descriptor struct {
	Schema    string `json:"$schema"`
	Name      string
	Created   string
	Licenses  []struct{ Name, Path string }
	Resources []resource
}

type resource struct {
	Name, Path, Type, Format, Encoding, Hash string
	Bytes                                    int
	Schema                                   struct {
		Fields []struct {
			Name, Type    string
			MissingValues []string
			Categories    []struct{ Value string }
		}
		PrimaryKey  []string
		ForeignKeys []struct {
			Fields    []string
			Reference struct {
				Resource string
				Fields   []string
			}
		}
	}
}

func checkResource(t *testing.T, asked string, r resource, files map[string]string) {
	t.Helper()
	text, ok := files[r.Path]
	if sum := sha256.Sum256([]byte(text)); !ok || r.Hash != "sha256:"+hex.EncodeToString(sum[:]) || r.Bytes != len(text) || r.Encoding != "utf-8" {
		t.Errorf("%q: what is said of %s does not hold", asked, r.Path)
	}
	if r.Type != "table" {
		return
	}
	head, _, _ := strings.Cut(text, "\r\n")
	var names []string
	for _, f := range r.Schema.Fields {
		names = append(names, f.Name)
	}
	if strings.Join(names, ",") != head {
		t.Errorf("%q: the columns of %s are %s, the schema says %s", asked, r.Name, head, names)
	}
	for _, row := range table(t, files, r.Name) {
		for _, f := range r.Schema.Fields {
			if v := row[f.Name]; v != "" && !slices.Contains(f.MissingValues, v) && !fits(f.Type, v) {
				t.Errorf("%q: %s.%s holds %q, which is no %s", asked, r.Name, f.Name, v, f.Type)
			}
			if v := row[f.Name]; v != "" && f.Categories != nil && !slices.Contains(f.MissingValues, v) && !slices.ContainsFunc(f.Categories, func(c struct{ Value string }) bool { return c.Value == v }) {
				t.Errorf("%q: %s.%s holds %q, which is none of its codes", asked, r.Name, f.Name, v)
			}
		}
	}
}

// fits reports whether a cell can be read as its type.
func fits(kind, v string) (ok bool) {
	var err error
	switch kind {
	case "integer":
		_, err = strconv.Atoi(v)
	case "date":
		_, err = time.Parse(time.DateOnly, v)
	case "datetime":
		_, err = time.Parse(time.RFC3339, v)
	case "boolean":
		return v == "yes" || v == "no"
	}
	return err == nil
}

func (r resource) checkKeys(t *testing.T, asked string, tables map[string][]map[string]string) {
	t.Helper()
	cells := func(row map[string]string, names []string) string {
		var all []string
		for _, n := range names {
			all = append(all, row[n])
		}
		return strings.Join(all, "|")
	}
	seen := map[string]bool{}
	for _, row := range tables[r.Name] {
		key := cells(row, r.Schema.PrimaryKey)
		if len(r.Schema.PrimaryKey) > 0 && (seen[key] || strings.Trim(key, "|") == "") {
			t.Errorf("%q: %s has the key %q twice, or none", asked, r.Name, key)
		}
		seen[key] = true
	}
	for _, f := range r.Schema.ForeignKeys {
		there := map[string]bool{"": true}
		for _, row := range tables[f.Reference.Resource] {
			there[cells(row, f.Reference.Fields)] = true
		}
		for _, row := range tables[r.Name] {
			if v := cells(row, f.Fields); !there[v] {
				t.Errorf("%q: %s.%s names %q, which %s does not have", asked, r.Name, f.Fields, v, f.Reference.Resource)
			}
		}
	}
}

func checkSums(t *testing.T, files map[string]string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(files["SHA256SUMS"]), "\n")
	if len(lines) != len(files)-1 {
		t.Errorf("SHA256SUMS names %d of %d files", len(lines), len(files))
	}
	for _, line := range lines {
		sum, name, _ := strings.Cut(line, "  ")
		if have := sha256.Sum256([]byte(files[name])); sum != hex.EncodeToString(have[:]) {
			t.Errorf("the sum of %q does not hold", name)
		}
	}
}

func TestAPackageSaysWhatItIsInBothLanguages(t *testing.T) {
	t.Parallel()
	files := unpack(t, pack(t, demonstration(t), "country=VE"))
	for name, want := range map[string]string{
		"README.md": "country=VE", "LEEME.md": "country=VE", "CITATION.cff": `date-released: "2026-01-19"`,
		"CHANGES.md": "https://habeas.example/changes", "CAMBIOS.md": "https://habeas.example/changes",
	} {
		if text := files[name]; !strings.Contains(text, want) || strings.Contains(text, "[package.") {
			t.Errorf("%s does not say %q:\n%s", name, want, text)
		}
	}
	for _, want := range []string{"19 January 2026", "| cases.csv | ", "Creative Commons", "known_at=2026-01-19"} {
		if !strings.Contains(strings.ReplaceAll(files["README.md"], "\u00a0", " "), want) {
			t.Errorf("the README does not say %q:\n%s", want, files["README.md"])
		}
	}
}
