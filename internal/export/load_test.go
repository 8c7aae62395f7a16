package export_test

import (
	"archive/zip"
	"bytes"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/demo"
	"habeas/internal/desk"
	"habeas/internal/export"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/store"
	"habeas/internal/when"
)

var system = access.Actor{ID: "system", Name: "Habeas", Role: access.System}

// empty is a Habeas in which nothing was entered.
func empty(t *testing.T) (*desk.Desk, *reading.Room) {
	t.Helper()
	quiet, dir := slog.New(slog.DiscardHandler), t.TempDir()
	st, err := store.Open(t.Context(), filepath.Join(dir, "casebook.db"), store.Options{Log: quiet, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	sh, err := shelf.Open(t.Context(), filepath.Join(dir, "shelf.db"), shelf.Options{Log: quiet, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	room := reading.New(sh, func() when.Day { return when.NewDay(2026, 1, 19) })
	t.Cleanup(func() { room.Close(); sh.Close(); st.Close() })
	return desk.New(desk.Options{Store: st, Shelf: sh, Rand: demo.Rand(), Log: quiet}), room
}

func TestAPackageThatWasLoadedGivesTheSameRecord(t *testing.T) {
	t.Parallel()
	first := demonstration(t)
	body := pack(t, first, "")
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	if err := export.CheckSums(z); err != nil {
		t.Fatal(err)
	}
	d, second := empty(t)
	if n, err := d.LoadRecord(t.Context(), system, export.Record(z)); err != nil || n < 30 {
		t.Fatalf("%d documents were loaded: %v", n, err)
	}
	if again := pack(t, second, ""); !bytes.Equal(body, again) {
		was, is := unpack(t, body), unpack(t, again)
		for name := range was {
			if diff := cmp.Diff(was[name], is[name]); diff != "" && !strings.HasPrefix(name, "SHA") {
				t.Errorf("%s is another one (-first +loaded):\n%.2000s", name, diff)
			}
		}
	}
	var pages [2][]any
	for i, room := range []*reading.Room{first, second} {
		home, err := room.Home(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		home.Changes = nil // of one instant, in whichever order
		found, err := room.Cases(t.Context(), public.Query{Text: "luckey", Filters: map[string][]string{}})
		if err != nil {
			t.Fatal(err)
		}
		country, err := room.Country(t.Context(), "VE")
		if err != nil {
			t.Fatal(err)
		}
		pages[i] = []any{home, found, country}
	}
	if diff := cmp.Diff(pages[0], pages[1], cmp.Comparer(func(a, b when.Date) bool { return a.Equal(b) })); diff != "" {
		t.Errorf("the pages of the record that was loaded differ (-first +loaded):\n%.2000s", diff)
	}
}

// What was taken off, or found to be another case, is so in the record that was
// loaded, too.
func TestTombstonesAndMergersAreLoaded(t *testing.T) {
	t.Parallel()
	r := newRecord(t)
	r.today = when.NewDay(2026, 1, 18)
	for n, name := range []string{"", "Ana Uno", "Planted Name", "Ana I"} {
		if n > 0 {
			r.publish(n, "in_custody", name)
		}
	}
	r.apply(shelftest.Remove(r.seq, public.DocCase, "VE-2026-0002"))
	r.apply(public.Publication{Kind: public.DocCase, Key: "VE-2026-0003", Version: 2, Change: "merged", MovedTo: "VE-2026-0001"})
	r.today = when.NewDay(2026, 1, 19)
	body := pack(t, r.room, "")
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	d, room := empty(t)
	if n, err := d.LoadRecord(t.Context(), system, export.Record(z)); err != nil || n != 3 {
		t.Fatalf("%d documents were loaded: %v", n, err)
	}
	if again := pack(t, room, ""); !bytes.Equal(body, again) {
		t.Errorf("the record that was loaded differs (-first +loaded):\n%s", cmp.Diff(unpack(t, body), unpack(t, again)))
	}
	if _, err := room.Case(t.Context(), "VE-2026-0002"); !fault.Is(err, fault.Gone) {
		t.Errorf("the case that was taken off gives %v", err)
	}
}

func TestALoadedRefIsNotGivenAgain(t *testing.T) {
	t.Parallel()
	body := pack(t, demonstration(t), "")
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	d, room := empty(t)
	if _, err := d.LoadRecord(t.Context(), system, export.Record(z)); err != nil {
		t.Fatal(err)
	}
	if _, err := d.LoadRecord(t.Context(), system, export.Record(z)); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second record over the first gives %v", err)
	}
	if _, err := d.LoadRecord(t.Context(), access.Actor{ID: "a", Name: "A", Role: access.Administrator}, export.Record(z)); !fault.Is(err, fault.Denied) {
		t.Errorf("somebody who is not the program gets %v", err)
	}
	page, err := room.Cases(t.Context(), public.Query{Filters: map[string][]string{"country": {"VE"}}})
	if err != nil || page.Total.N == 0 {
		t.Fatalf("there are %d cases (%v)", page.Total.N, err)
	}
	taken := map[string]bool{}
	for _, row := range page.Rows {
		taken[row.Ref] = true
	}
	if ref := opened(t, d); taken[ref] {
		t.Errorf("a new case got the reference %s, which a loaded one has", ref)
	}
}

func TestWhatIsNoPackageIsNotLoaded(t *testing.T) {
	t.Parallel()
	for name, files := range map[string]fstest.MapFS{
		"nothing":         {},
		"another file":    {"SHA256SUMS": {Data: []byte(strings.Repeat("0", 64) + "  record.ndjson\n")}, "record.ndjson": {Data: []byte("{}")}},
		"without records": {"SHA256SUMS": {Data: []byte(hash([]byte("x")) + "  cases.csv\n")}, "cases.csv": {Data: []byte("x")}},
	} {
		if err := export.CheckSums(files); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s gives %v", name, err)
		}
	}
	for _, line := range []string{"{", `{"kind":"case","key":"VE-2026-0001"}`, `{"kind":"case","key":"VE-2026-0001","at":"2026-01-01T00:00:00Z","version":1,"change":"published"}`,
		`{"kind":"secret","key":"x","at":"2026-01-01T00:00:00Z","version":1,"change":"published","document":{}}`,
		`{"kind":"case","key":"x","at":"2026-01-01T00:00:00Z","version":1,"change":"published","document":{"ref":"x"}}`} {
		d, _ := empty(t)
		if _, err := d.LoadRecord(t.Context(), system, export.Record(fstest.MapFS{"record.ndjson": {Data: []byte(line + "\n")}})); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s gives %v", line, err)
		}
	}
}

// opened opens a case in Venezuela and gives its reference.
func opened(t *testing.T, d *desk.Desk) string {
	t.Helper()
	by := access.Actor{ID: "editor", Name: "Editor", Role: access.Administrator}
	ref, err := d.OpenCase(t.Context(), by, casebook.CaseDraft{
		Kind: "unnamed", Country: "VE", Captor: "unknown", Deprivation: "detention", Label: locale.Text{En: "A US citizen"}, Gender: "unknown",
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(ref)
}

// Whoever runs a copy of a record must be able to take somebody off it, too.
func TestACaseThatWasLoadedIsTakenOff(t *testing.T) {
	t.Parallel()
	first := demonstration(t)
	body := pack(t, first, "")
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	d, room := empty(t)
	if _, err := d.LoadRecord(t.Context(), system, export.Record(z)); err != nil {
		t.Fatal(err)
	}
	const name = "Luckey"
	if page, err := room.Case(t.Context(), "VE-2026-0001"); err != nil || !strings.Contains(page.Case.Name.Text, name) {
		t.Fatalf("the case is %+v (%v)", page, err)
	}
	if err := d.TakeOffLoaded(t.Context(), system, "VE-2026-0001"); err != nil {
		t.Fatal(err)
	}
	if _, err := room.Case(t.Context(), "VE-2026-0001"); !fault.Is(err, fault.Gone) {
		t.Errorf("its page gives %v", err)
	}
	files := unpack(t, pack(t, room, ""))
	for _, table := range []string{"cases.csv", "names.csv", "events.csv", "claims.csv", "links.csv"} {
		if strings.Contains(files[table], name) || strings.Contains(files[table], "VE-2026-0001") {
			t.Errorf("%s still tells of it", table)
		}
	}
	if withdrawn := table(t, files, "withdrawn"); len(withdrawn) != 1 || withdrawn[0]["on_id"] != "VE-2026-0001" {
		t.Errorf("the package says that %v was taken off", withdrawn)
	}
	if was, is := len(table(t, unpack(t, body), "sources")), len(table(t, files, "sources")); is > was {
		t.Errorf("there were %d sources, now there are %d", was, is)
	}
	for ref, want := range map[casebook.Ref]fault.Code{"VE-2026-0001": fault.NotFound, "VE-2026-9999": fault.NotFound} {
		if err := d.TakeOffLoaded(t.Context(), system, ref); !fault.Is(err, want) {
			t.Errorf("taking %s off gives %v", ref, err)
		}
	}
}
