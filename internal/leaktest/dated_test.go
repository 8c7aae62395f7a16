package leaktest_test

import (
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/api"
	"habeas/internal/casebook"
	"habeas/internal/config"
	"habeas/internal/desk"
	"habeas/internal/locale"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/store"
	"habeas/internal/web"
	"habeas/internal/when"
)

// dated is a house in which the days go by as a test wishes, and which knows
// the earlier days of its record.
type dated struct {
	*house
	mu    sync.Mutex
	now   time.Time
	room  *reading.Room
	pasts string // where the records of earlier days lie
	place string // of the planted case
}

var (
	reviewer = access.Actor{ID: "r", Name: "Rita", Role: access.Reviewer}
	program  = access.Actor{ID: "system", Name: "Habeas", Role: access.System}
)

// clock gives instants of the day, each after the one before.
func (d *dated) clock() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = d.now.Add(time.Millisecond)
	return d.now
}

// day moves the house to the noon of a day of January 2026.
func (d *dated) day(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = time.Date(2026, 1, n, 12, 0, 0, 0, time.UTC)
}

func newDated(t *testing.T) *dated {
	t.Helper()
	h := &dated{house: &house{by: access.Actor{ID: "e", Name: "Edith", Role: access.Editor}, log: &lockedBuffer{}, folder: t.TempDir()}, pasts: filepath.Join(t.TempDir(), "past")}
	h.day(10)
	log := slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	st := must[*store.Store](t)(store.Open(t.Context(), filepath.Join(t.TempDir(), "casebook.db"), store.Options{Now: h.clock}))
	t.Cleanup(func() { st.Close() })
	h.shelf = must[*shelf.Shelf](t)(shelf.Open(t.Context(), filepath.Join(h.folder, "shelf.db"), shelf.Options{Log: log, Now: h.clock}))
	t.Cleanup(func() { h.shelf.Close() })
	h.desk = desk.New(desk.Options{Store: st, Shelf: h.shelf, Passwords: access.NewPasswords(), Rand: rand.NewChaCha8([32]byte{7}), Log: log})
	h.room = reading.New(h.shelf, func() when.Day { return when.DayOf(h.clock()) })
	ok(t, h.room.KeepPast(h.pasts))
	t.Cleanup(func() { h.room.Close() })
	site := config.Default()
	site.BaseURL = "http://127.0.0.1:8080"
	server := must[*web.Server](t)(web.New(web.Options{Reading: h.room, Config: site, Log: log, Now: h.clock, API: api.New(api.Options{Reading: h.room, BaseURL: site.Base()})}))
	h.server = httptest.NewServer(server.Handler())
	t.Cleanup(h.server.Close)
	return h
}

// publishNow publishes by the program itself.
func (d *dated) publishNow(t *testing.T, kind casebook.SubjectKind, id casebook.ID) {
	t.Helper()
	ok(t, d.desk.Publish(t.Context(), program, casebook.Subject{Kind: kind, ID: id}))
}

func (d *dated) file(t *testing.T, ref casebook.Ref) *casebook.File {
	t.Helper()
	return must[*casebook.File](t)(d.desk.File(t.Context(), d.by, ref))
}

// kept gives every file of the shelf and of the records of earlier days.
func (d *dated) kept(t *testing.T) map[string][]byte {
	t.Helper()
	found := d.files(t)
	entries := must[[]os.DirEntry](t)(os.ReadDir(d.pasts))
	for _, e := range entries {
		if body, err := os.ReadFile(filepath.Join(d.pasts, e.Name())); err == nil { // it may have gone just now
			found["the file "+e.Name()+" of an earlier day"] = body
		}
	}
	return found
}

func en(text string) locale.Text { return locale.Text{En: text} }
