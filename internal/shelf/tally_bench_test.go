package shelf_test

import (
	"log/slog"
	"net/url"
	"os"
	"testing"
	"time"

	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// BenchmarkFirstCount counts a word that stands in every text for the first
// time. HABEAS_BENCH_SHELF names the file to read.
func BenchmarkFirstCount(b *testing.B) {
	path := os.Getenv("HABEAS_BENCH_SHELF")
	if path == "" {
		b.Skip("HABEAS_BENCH_SHELF names no shelf to read.")
	}
	sh, err := shelf.OpenReadOnly(b.Context(), path, shelf.Options{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	defer sh.Close()
	q, err := public.ParseQuery(url.Values{"q": {"synthetic"}})
	if err != nil {
		b.Fatal(err)
	}
	for i := range b.N {
		q.UpdatedSince = when.NewDay(1970, 1, 1+i%28)
		q.DetainedFrom = when.NewDay(1200+i/28, 1, 1) // nothing is that old: only the key of the memory differs
		if _, err := sh.List(b.Context(), q, when.Day{}); err != nil {
			b.Fatal(err)
		}
	}
}
