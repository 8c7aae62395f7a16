package export_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/export"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
	"habeas/internal/when"
)

// record is a shelf on which a test publishes, and the clock of its readers.
type record struct {
	testing.TB
	shelf *shelf.Shelf
	room  *reading.Room
	today when.Day
	seq   int64
}

func newRecord(t *testing.T) *record {
	t.Helper()
	sh, err := shelf.Open(t.Context(), filepath.Join(t.TempDir(), "shelf.db"), shelf.Options{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	r := &record{TB: t, shelf: sh}
	r.room = reading.New(sh, func() when.Day { return r.today })
	t.Cleanup(func() { r.room.Close(); sh.Close() })
	return r
}

// apply puts a publication on the shelf at noon of today.
func (r *record) apply(p public.Publication) {
	r.Helper()
	r.seq++
	p.Seq, p.At = r.seq, r.today.Time().Add(12*time.Hour)
	if err := r.shelf.Apply(r.Context(), p); err != nil {
		r.Fatal(err)
	}
}

// publish shows somebody in a state.
func (r *record) publish(n int, state, name string) {
	r.Helper()
	taken := when.MustParse("2026-01-05")
	c := &public.Case{
		Ref: fmt.Sprintf("VE-2026-%04d", n), Kind: "person", Name: public.Name{Text: name}, Country: "VE", Captor: "state", Deprivation: "detention",
		State: public.State{Code: state, Since: taken, Sureness: public.Outlined}, Held: public.Held{Taken: taken, End: when.EndOpen},
		PublishedAt: r.today.Time(), UpdatedAt: r.today.Time(), Version: 1,
	}
	c.States = []public.Stand{{At: taken, State: c.State}}
	r.apply(shelftest.PublishCase(r, r.seq, c))
}

// snapshot takes the snapshot that is due, as the program does once a day.
func (r *record) snapshot() public.Snapshot {
	r.Helper()
	day, due, err := r.room.Due(r.Context())
	if err != nil || !due {
		r.Fatalf("no snapshot is due: %v", err)
	}
	var s public.Snapshot
	if err := r.room.Apart(r.Context(), reading.Past{KnownAt: day}, func(then *reading.Room) error {
		s, err = export.Freeze(r.Context(), r.room, then, site)
		return err
	}); err != nil {
		r.Fatal(err)
	}
	body, err := json.Marshal(s)
	if err != nil {
		r.Fatal(err)
	}
	r.apply(public.Publication{Kind: public.DocSnapshot, Key: day.String(), Version: 1, Change: "published", Document: body})
	return s
}

// again makes the package of a day anew, as a reader downloads it.
func (r *record) again(day when.Day) []byte {
	r.Helper()
	q, err := public.ParseQuery(url.Values{"known_at": {day.String()}})
	if err != nil {
		r.Fatal(err)
	}
	room, done, err := r.room.At(r.Context(), reading.Past{KnownAt: day})
	if err != nil {
		r.Fatal(err)
	}
	defer done()
	p, err := export.NewPackage(r.Context(), r.room, room, q, site)
	if err != nil {
		r.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := p.Write(r.Context(), &out); err != nil {
		r.Fatal(err)
	}
	return out.Bytes()
}

func hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// heldIn counts those in custody in the cases of a package, as somebody with a
// spreadsheet would.
func heldIn(t testing.TB, body []byte) (n int) {
	t.Helper()
	for _, row := range table(t, unpack(t, body), "cases") {
		if row["state"] == "in_custody" {
			n++
		}
	}
	return n
}

func TestAFigureOfASnapshotIsCountedAgainAYearLater(t *testing.T) {
	t.Parallel()
	r := newRecord(t)
	r.today = when.NewDay(2026, 1, 10)
	r.publish(1, "in_custody", "Ana Uno")
	r.publish(2, "in_custody", "Bea Dos")
	r.today = when.NewDay(2026, 1, 11)
	first := r.snapshot()
	r.publish(3, "in_custody", "Cal Tres")
	r.today = when.NewDay(2026, 1, 12)
	printed := r.snapshot()
	if first.Held.Least != 2 || printed.Held.Least != 3 || printed.Cases != 3 || printed.Day != when.NewDay(2026, 1, 11) {
		t.Fatalf("the snapshots say %d and %d people held", first.Held.Least, printed.Held.Least)
	}
	r.publish(1, "at_liberty", "Ana Uno")
	r.publish(4, "in_custody", "Dom Cuatro")
	r.today = when.NewDay(2027, 1, 12)
	r.publish(2, "at_liberty", "Bea Dos")

	body := r.again(printed.Day)
	if got := hash(body); got != printed.SHA256 || int64(len(body)) != printed.Bytes {
		t.Errorf("a year later the package of the snapshot has the hash %s, want %s", got, printed.SHA256)
	}
	if got := heldIn(t, body); got != printed.Held.Least {
		t.Errorf("a year later %d are counted, %d were printed", got, printed.Held.Least)
	}
	if changes := unpack(t, body)["CHANGES.md"]; !strings.Contains(changes, "- VE-2026-0003: newly taken") && !strings.Contains(changes, "- VE-2026-0003: learned late (+1)") {
		t.Errorf("it does not say what changed since the snapshot before:\n%s", changes)
	}
}

func TestWhatIsTakenOffLeavesThePackagesOfEarlierDaysAndTheirNumbersStay(t *testing.T) {
	t.Parallel()
	r := newRecord(t)
	r.today = when.NewDay(2026, 1, 10)
	r.publish(1, "in_custody", "Ana Uno")
	r.publish(2, "in_custody", "Planted Name")
	r.today = when.NewDay(2026, 1, 11)
	printed := r.snapshot()
	r.today = when.NewDay(2026, 6, 1)
	r.apply(shelftest.Remove(r.seq, public.DocCase, "VE-2026-0002"))

	page, err := r.room.Snapshot(t.Context(), printed.Day)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]reading.TakenOff{{Ref: "VE-2026-0002", On: r.today}}, page.Off); diff != "" || page.Whole() || page.Snapshot.Held.Least != 2 {
		t.Errorf("the page of the snapshot says otherwise (-want +got):\n%s", diff)
	}
	files := unpack(t, r.again(printed.Day))
	for name, text := range files {
		if strings.Contains(text, "Planted") {
			t.Errorf("%s still holds the name of whom was taken off", name)
		}
		if name != "README.md" && name != "LEEME.md" && strings.Contains(text, "VE-2026-0002") {
			t.Errorf("%s still tells of the case", name)
		}
	}
	for _, want := range []string{"This package was cut", "counted 2 cases; 1 are here", "VE-2026-0002, taken off on 1 June 2026"} {
		if !strings.Contains(strings.ReplaceAll(files["README.md"], "\u00a0", " "), want) {
			t.Errorf("the README does not say %q:\n%s", want, files["README.md"])
		}
	}
	if got := heldIn(t, r.again(printed.Day)) + len(page.Off); got != printed.Held.Least {
		t.Errorf("what is counted again and what was taken off make %d, %d were printed", got, printed.Held.Least)
	}
}

func TestASnapshotNamesNobody(t *testing.T) {
	t.Parallel()
	r := newRecord(t)
	r.today = when.NewDay(2026, 1, 10)
	r.publish(1, "in_custody", "Planted Name")
	r.today = when.NewDay(2026, 1, 11)
	body, err := json.Marshal(r.snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if text := string(body); strings.Contains(text, "Planted") || strings.Contains(text, "VE-2026") {
		t.Errorf("the snapshot says %s", text)
	}
}

func TestDaysWithoutASnapshotAreMadeUpFor(t *testing.T) {
	t.Parallel()
	r := newRecord(t)
	r.today = when.NewDay(2026, 1, 10)
	if _, due, err := r.room.Due(t.Context()); due || err != nil {
		t.Errorf("an empty record is due a snapshot (%v)", err)
	}
	r.publish(1, "in_custody", "Ana Uno")
	if _, due, err := r.room.Due(t.Context()); due || err != nil {
		t.Errorf("a day that is not over is due a snapshot (%v)", err)
	}
	r.today = when.NewDay(2026, 1, 11)
	r.snapshot()
	r.today = when.NewDay(2026, 1, 14)
	var got []string
	for range 3 {
		got = append(got, r.snapshot().Day.String())
	}
	if diff := cmp.Diff([]string{"2026-01-11", "2026-01-12", "2026-01-13"}, got); diff != "" {
		t.Errorf("snapshots were taken of (-want +got):\n%s", diff)
	}
	if day, due, err := r.room.Due(t.Context()); due || err != nil {
		t.Errorf("%v is due another one (%v)", day, err)
	}
	r.today = when.NewDay(2027, 6, 1)
	if day, due, err := r.room.Due(t.Context()); !due || err != nil || day != when.NewDay(2027, 5, 1) {
		t.Errorf("after a long time the oldest day that is due is %v, %v, %v", day, due, err)
	}
}
