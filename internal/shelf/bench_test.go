package shelf_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/shelf/shelftest"
)

// benchCases is how many cases benchmarks run on: BENCH_N, or ten thousand.
func benchCases() int {
	if n, err := strconv.Atoi(os.Getenv("BENCH_N")); err == nil {
		return n
	}
	return 10_000
}

// big is one large shelf for all benchmarks of a run. BENCH_DIR keeps it.
var big = sync.OnceValues(func() (*shelf.Shelf, error) {
	n := benchCases()
	dir := os.Getenv("BENCH_DIR")
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "shelf"); err != nil {
			return nil, err
		}
	}
	s, err := shelf.Open(context.Background(), filepath.Join(dir, fmt.Sprintf("bench%d.db", n)), shelf.Options{})
	if err != nil {
		return nil, err
	}
	if seq, err := s.AppliedSeq(context.Background()); err != nil || seq == int64(n) {
		return s, err
	}
	start, r := time.Now(), rand.New(rand.NewPCG(1, 1))
	err = s.Rebuild(context.Background(), func(put func(public.Publication) error) error {
		for i := range n {
			c := shelftest.Rich(r, i+1)
			doc, err := json.Marshal(c)
			if err != nil {
				return err
			}
			if err := put(public.Publication{Seq: int64(i + 1), Kind: "case", Key: c.Ref, Version: 1, At: shelftest.Now, Document: doc, Change: "published"}); err != nil {
				return err
			}
		}
		return nil
	})
	fmt.Printf("rebuilt %d cases in %v\n", n, time.Since(start))
	return s, err
})

func bigShelf(b *testing.B) *shelf.Shelf {
	s, err := big()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	return s
}

func BenchmarkCase(b *testing.B) {
	s := bigShelf(b)
	for i := 0; b.Loop(); i++ {
		n := i%benchCases() + 1
		ref := fmt.Sprintf("%s-%d-%04d", []string{"VE", "NI", "CU", "IR", "BY"}[n%5], 2024+n%3, n)
		if _, err := s.Case(b.Context(), ref); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkList(b *testing.B) {
	two := map[string][]string{"country": {"VE"}, "state": {"in_custody"}}
	for name, q := range map[string]public.Query{
		"all": {}, "two_filters": {Filters: two}, "oldest": {Sort: "oldest", Filters: two},
		"three_filters": {Filters: map[string][]string{"country": {"VE"}, "state": {"in_custody"}, "nationality": {"US"}}},
		"name":          {Text: "ana garcia"}, "common_word": {Text: "detained"}, "two_common": {Text: "detained airport"},
	} {
		b.Run(name, func(b *testing.B) {
			s := bigShelf(b)
			for b.Loop() {
				if _, err := s.List(b.Context(), q, shelftest.Today); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFacetsAnew(b *testing.B) {
	for name, q := range map[string]public.Query{
		"two_filters": {Filters: map[string][]string{"country": {"VE"}, "state": {"in_custody"}}}, "common_word": {Text: "detained"},
	} {
		b.Run(name, func(b *testing.B) {
			s := bigShelf(b)
			for b.Loop() {
				if err := shelf.CountAnew(b.Context(), s, q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEach(b *testing.B) {
	s := bigShelf(b)
	for b.Loop() {
		for _, err := range s.Each(b.Context(), public.Query{}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkCountryStates(b *testing.B) {
	s := bigShelf(b)
	for b.Loop() {
		if _, err := s.CountryStates(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
