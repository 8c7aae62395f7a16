// Command bench prints how fast Habeas is and how much memory it takes, beside
// a bare net/http answer and the sqlite3 shell on the same rows, all in one
// run: machines differ, ratios less so. It asserts nothing.
//
//	go run ./internal/bench
//
// Settings: BENCH_N cases (100000), BENCH_BIN the binary (bin/habeas),
// BENCH_DIR a folder to keep the synthetic casebooks in. Traffic goes over the
// loopback only.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	if len(os.Args) > 1 && os.Args[1] == "hello" {
		err = hello()
	} else {
		err = run(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// line is one line of the table. Met is empty where nothing is aimed at.
type line struct {
	Row    string `json:"row"`
	Job    string `json:"job"`
	Ours   string `json:"ours"`
	Limit  string `json:"limit"` // what it is held against
	Ratio  string `json:"ratio"`
	Target string `json:"target"`
	Met    string `json:"met"`
}

// bench is one run.
type bench struct {
	ctx   context.Context
	n     int
	bin   string
	dir   string
	lines []line
	refs  []string // of cases that no window has asked for yet
}

func run(ctx context.Context) error {
	b := &bench{ctx: ctx, n: 100_000, bin: "bin/habeas", dir: os.Getenv("BENCH_DIR")}
	if v := os.Getenv("BENCH_N"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil {
			return fmt.Errorf("BENCH_N: %w", err)
		}
		b.n = n
	}
	if v := os.Getenv("BENCH_BIN"); v != "" {
		b.bin = v
	}
	if b.dir == "" {
		dir, err := os.MkdirTemp("", "habeas-bench")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		b.dir = dir
	}
	start := time.Now()
	if err := b.all(); err != nil {
		return err
	}
	fmt.Printf("\n%d cases, %s in all; written to bench.json\n", b.n, time.Since(start).Round(time.Second))
	out, err := json.MarshalIndent(map[string]any{"cases": b.n, "at": start.UTC(), "lines": b.lines}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile("bench.json", append(out, '\n'), 0o644)
}

// all makes the casebooks, starts both servers and measures row after row.
func (b *bench) all() error {
	small, large := filepath.Join(b.dir, "1000"), filepath.Join(b.dir, strconv.Itoa(b.n))
	for data, n := range map[string]int{small: 1000, large: b.n} {
		if err := b.synth(data, n); err != nil {
			return err
		}
	}
	fmt.Printf("%-4s %-52s %16s %16s %8s  %-18s %s\n", "row", "job", "ours", "limit", "ratio", "target", "met")
	if err := b.starts(small, large); err != nil {
		return err
	}
	bare, err := startHello()
	if err != nil {
		return err
	}
	defer bare.stop()
	s, err := startHabeas(b.ctx, b.bin, large)
	if err != nil {
		return err
	}
	defer s.stop()
	m, err := readMaterial(b.ctx, large)
	if err != nil {
		return err
	}
	b.refs = m.refs
	b.memory("16", "memory, idle", s.rss(), 45)
	for _, measure := range []func(bare, s *server, m *material) error{b.pages, b.lists, b.walks, b.searches, b.counters, b.exports, b.sizes} {
		if err := measure(bare, s, m); err != nil {
			return err
		}
	}
	b.memory("16", "memory, most through all of the above", s.peak(), 200)
	return nil
}

// say prints one line and keeps it.
func (b *bench) say(l line, met bool) {
	if l.Target != "" {
		l.Met = "no"
		if met {
			l.Met = "yes"
		}
	}
	b.lines = append(b.lines, l)
	fmt.Printf("%-4s %-52s %16s %16s %8s  %-18s %s\n", l.Row, l.Job, l.Ours, l.Limit, l.Ratio, l.Target, l.Met)
}

// rate says a rate beside that of the bare answer, with the processor time of one answer; share is what is aimed at.
func (b *bench) rate(row, job string, ours, bare speed, share float64) {
	l := line{
		Row: row, Job: job, Ours: fmt.Sprintf("%.0f/s %4.0f µs", ours.rate, ours.cpu),
		Limit: fmt.Sprintf("%.0f/s %3.0f µs", bare.rate, bare.cpu), Ratio: fmt.Sprintf("%.2f", ours.rate/bare.rate),
	}
	if share > 0 {
		l.Target = fmt.Sprintf("≥ %.2f H", share)
	}
	b.say(l, ours.rate/bare.rate >= share)
}

// took says a time; most is what is aimed at, zero for nothing.
func (b *bench) took(row, job string, ours, most time.Duration) {
	l := line{Row: row, Job: job, Ours: short(ours)}
	if most > 0 {
		l.Target = "≤ " + short(most)
	}
	b.say(l, ours <= most)
}

// times says a time beside another as a ratio.
func (b *bench) times(row, job string, ours, limit time.Duration, what string, most float64) {
	ratio := float64(ours) / float64(limit)
	b.say(line{Row: row, Job: job, Ours: short(ours), Limit: short(limit) + " " + what, Ratio: fmt.Sprintf("%.2f", ratio), Target: fmt.Sprintf("≤ %.1f ×", most)}, ratio <= most)
}

func (b *bench) memory(row, job string, kb, mostMB int) {
	b.say(line{Row: row, Job: job, Ours: fmt.Sprintf("%d MB", kb/1024), Target: fmt.Sprintf("≤ %d MB", mostMB)}, kb/1024 <= mostMB)
}

func short(d time.Duration) string {
	if d < 10*time.Millisecond {
		return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000)
	}
	return fmt.Sprintf("%d ms", d.Milliseconds())
}
