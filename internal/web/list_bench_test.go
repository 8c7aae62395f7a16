package web_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"testing"
	"time"

	"habeas/internal/config"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/internal/web"
	"habeas/internal/when"
)

// BenchmarkPages makes list and case pages of a synthetic shelf anew, without
// the network: HABEAS_BENCH_SHELF names its file.
func BenchmarkPages(b *testing.B) {
	path := os.Getenv("HABEAS_BENCH_SHELF")
	if path == "" {
		b.Skip("HABEAS_BENCH_SHELF names no shelf to read.")
	}
	sh, err := shelf.OpenReadOnly(b.Context(), path, shelf.Options{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	defer sh.Close()
	room := reading.New(sh, func() when.Day { return when.DayOf(time.Now()) })
	server, err := web.New(web.Options{Reading: room, Config: config.Config{}, Log: slog.New(slog.DiscardHandler), Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	states, err := sh.CountryStates(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	var lists, cases []string
	for _, s := range states {
		for limit := 40; limit <= 60; limit++ {
			for _, sort := range []string{"oldest", "newest", "updated", "longest_held"} {
				lists = append(lists, fmt.Sprintf("/cases?country=%s&limit=%d&sort=%s&state=%s", s.Country, limit, sort, s.State))
			}
		}
	}
	for row, err := range sh.Each(b.Context(), public.Query{}) {
		if err != nil {
			b.Fatal(err)
		}
		cases = append(cases, "/cases/"+row.Ref)
	}
	for name, paths := range map[string][]string{"list": lists, "case": cases} {
		b.Run(name, func(b *testing.B) {
			for i := 0; name == "list" && i < len(paths); i += 84 { // the counts beside a list are kept
				r, _ := http.NewRequest(http.MethodGet, paths[i], nil)
				server.Handler().ServeHTTP(&sink{h: http.Header{}}, r)
			}
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				r, _ := http.NewRequest(http.MethodGet, paths[i*7919%len(paths)], nil)
				r.RemoteAddr = "127.0.0.1:1"
				server.Handler().ServeHTTP(&sink{h: http.Header{}}, r)
			}
		})
	}
}

// sink takes an answer and forgets it.
type sink struct{ h http.Header }

func (s *sink) Header() http.Header         { return s.h }
func (s *sink) Write(p []byte) (int, error) { return len(p), nil }
func (s *sink) WriteHeader(int)             {}
