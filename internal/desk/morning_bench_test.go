package desk_test

import (
	"crypto/rand"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/desk"
	"habeas/internal/shelf"
	"habeas/internal/store/storetest"
	"habeas/internal/synth"
	"habeas/internal/when"
)

// synthetic is a desk over a synthetic casebook of a size, looked over once.
func synthetic(t testing.TB, cases int) *desk.Desk {
	t.Helper()
	folder := t.TempDir()
	st := storetest.At(t, filepath.Join(folder, "casebook.db"))
	sh, err := shelf.Open(t.Context(), filepath.Join(folder, "shelf.db"), shelf.Options{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sh.Close() })
	if err := synth.Fill(t.Context(), st, synth.Options{Cases: cases, Seed: 8}); err != nil {
		t.Fatal(err)
	}
	d := desk.New(desk.Options{Store: st, Shelf: sh, Passwords: access.NewPasswords(), Rand: rand.Reader, Log: slog.New(slog.DiscardHandler)})
	return d
}

// BenchmarkMorning measures the morning page of five thousand cases; it is to
// answer within 50 ms.
func BenchmarkMorning(b *testing.B) {
	d := synthetic(b, 5000)
	for _, mine := range []bool{false, true} {
		b.Run(map[bool]string{false: "all", true: "mine"}[mine], func(b *testing.B) {
			for b.Loop() {
				if _, err := d.Morning(b.Context(), editor, when.NewDay(2026, 1, 20), mine); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
