package main

import (
	"context"
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"time"

	"habeas/internal/public"
	"habeas/internal/shelf"
)

// material is what requests are made of, read from the shelf itself.
type material struct {
	shelf string
	refs  []string
	names []string
	pairs [][2]string // country and state
}

func readMaterial(ctx context.Context, data string) (*material, error) {
	m := &material{shelf: filepath.Join(data, "shelf.db")}
	s, err := shelf.OpenReadOnly(ctx, m.shelf, shelf.Options{})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	for row, err := range s.Each(ctx, public.Query{}) {
		if err != nil {
			return nil, err
		}
		m.refs = append(m.refs, row.Ref)
		if row.Name != "" && len(m.refs)%97 == 0 && len(m.names) < 200 {
			m.names = append(m.names, row.Name)
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	r.Shuffle(len(m.refs), func(i, j int) { m.refs[i], m.refs[j] = m.refs[j], m.refs[i] })
	states, err := s.CountryStates(ctx)
	for _, c := range states {
		m.pairs = append(m.pairs, [2]string{c.Country, c.State})
	}
	return m, err
}

// each gives the paths one after the other, from the start again at the end.
func each(paths []string) func() string {
	var mu sync.Mutex
	i := -1
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		i = (i + 1) % len(paths)
		return paths[i]
	}
}

// pages measures rows 1 and 2. No page is asked for twice in row 1: the server
// keeps those that are.
func (b *bench) pages(bare, s *server, m *material) error {
	paths := make([]string, len(m.refs))
	for i, ref := range m.refs {
		paths[i] = "/cases/" + ref
	}
	next := each(paths)
	for i, conns := range []int{2, 32} {
		ours, hello, err := turns(bare, s, conns, next)
		if err != nil {
			return err
		}
		b.rate("1", fmt.Sprintf("case page, each once, %d connections", conns), ours, hello, []float64{0.14, 0.10}[i])
	}
	again := each(paths[:20])
	for _, conns := range []int{2, 32} {
		ours, hello, err := turns(bare, s, conns, again, "Accept-Encoding: gzip")
		if err != nil {
			return err
		}
		b.rate("2", fmt.Sprintf("the same pages asked again, %d connections", conns), ours, hello, 0.65)
	}
	return nil
}

// lists measures row 4. Addresses differ by language, order and length, and
// there are more of them than all windows ask for, so that the server makes
// each page: one asked for again would be compressed to be kept. The counts
// beside it are remembered from the first time, which is measured apart.
func (b *bench) lists(bare, s *server, m *material) error {
	var first, paths []string
	for _, p := range m.pairs {
		filters := "country=" + p[0] + "&state=" + p[1]
		first = append(first, "/cases?"+filters)
		for limit := 20; limit <= 80; limit++ {
			for _, sort := range []string{"oldest", "newest", "updated", "longest_held"} {
				for _, lang := range []string{"", "/es"} {
					paths = append(paths, fmt.Sprintf("%s/cases?%s&limit=%d&sort=%s", lang, filters, limit, sort))
				}
			}
		}
	}
	cold, err := latency(s, first)
	if err != nil {
		return err
	}
	rand.New(rand.NewPCG(2, 2)).Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
	next := each(paths)
	for _, conns := range []int{2, 32} {
		ours, hello, err := turns(bare, s, conns, next)
		if err != nil {
			return err
		}
		b.rate("4", fmt.Sprintf("list, two filters, facets, %d connections", conns), ours, hello, 0.08)
	}
	b.took("4", "the same, its facets counted for the first time, p50", cold, 0)
	return nil
}

var nextLink = regexp.MustCompile(`href="(/cases\?[^"]*after=[^"]*)"`)

// walks measures row 5: lists are walked page by page, each page asked once.
func (b *bench) walks(_, s *server, _ *material) error {
	c, err := dial(s.addr)
	if err != nil {
		return err
	}
	defer c.Close()
	var early, late, last []time.Duration
	for i := range 8 {
		path := fmt.Sprintf("/cases?sort=%s&limit=%d", public.Sorts[i%4], 90+i)
		var all []time.Duration
		for path != "" && (len(all) < 201 || i == 0) {
			began := time.Now()
			a, err := c.get(path, true)
			if err != nil || a.status != 200 {
				return fmt.Errorf("%s answers %d: %w", path, a.status, err)
			}
			all = append(all, time.Since(began))
			link := nextLink.FindSubmatch(a.body)
			path = ""
			if link != nil {
				path = html.UnescapeString(string(link[1]))
			}
		}
		early = append(early, all[1:min(8, len(all))]...)
		if len(all) > 200 {
			late = append(late, all[194:201]...)
		}
		if i == 0 {
			last = all[max(1, len(all)-12) : len(all)-1]
		}
	}
	if len(late) > 0 {
		b.times("5", "list, page 200 against page 1, p50", median(late), median(slices.Clone(early)), "first", 1.2)
	}
	b.times("5", "list, the last full pages against page 1, p50", median(last), median(early), "first", 1.2)
	return nil
}

// searches measures rows 6 and 7.
func (b *bench) searches(_, s *server, m *material) error {
	var names []string
	for _, n := range m.names {
		names = append(names, "/cases?q="+url.QueryEscape(n))
	}
	if len(names) > 0 {
		p50, err := latency(s, names)
		if err != nil {
			return err
		}
		b.took("6", "search, a distinguishing name, p50", p50, 2*time.Millisecond)
	}
	var first, again, relevance []string
	for _, word := range []string{"synthetic", "invented", "measuring", "nobody", "court", "prison"} {
		first = append(first, "/cases?q="+word)
		relevance = append(relevance, "/cases?sort=relevance&q="+word)
		for limit := 40; limit < 60; limit++ {
			again = append(again, fmt.Sprintf("/cases?limit=%d&q=%s", limit, word))
		}
	}
	for _, r := range []struct {
		job   string
		paths []string
		most  time.Duration
	}{
		{"search, a word in every text, with facets, p50", again, 15 * time.Millisecond},
		{"the same by relevance (falls back), p50", relevance, 150 * time.Millisecond},
	} {
		if r.job[0] == 's' {
			cold, err := latency(s, first)
			if err != nil {
				return err
			}
			defer b.took("7", "the same, its facets counted for the first time, p50", cold, 0)
		}
		p50, err := latency(s, r.paths)
		if err != nil {
			return err
		}
		b.took("7", r.job, p50, r.most)
	}
	return nil
}

// counters measures row 8 beside counting anew with the sqlite3 shell.
func (b *bench) counters(_, _ *server, m *material) error {
	var at [2]time.Duration
	for i, path := range []string{filepath.Join(b.dir, "1000", "shelf.db"), m.shelf} {
		s, err := shelf.OpenReadOnly(b.ctx, path, shelf.Options{})
		if err != nil {
			return err
		}
		var all []time.Duration
		for range 200 {
			began := time.Now()
			if _, err := s.CountryStates(b.ctx); err != nil {
				return err
			}
			all = append(all, time.Since(began))
		}
		s.Close()
		at[i] = median(all)
	}
	b.times("8", fmt.Sprintf("counts country × state, %d against 1,000, p50", b.n), at[1], at[0], "at 1,000", 1.2)
	return nil
}
