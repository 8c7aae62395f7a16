package shelf

import (
	"context"
	"iter"
	"log/slog"
	"time"

	"habeas/internal/public"
	"habeas/internal/when"
)

// Options are what a shelf works with. Log may be nil.
type Options struct {
	Log *slog.Logger
	Now func() time.Time
}

// Shelf is the public database. It is safe for concurrent use.
type Shelf struct{}

// Filter narrows a list of documents. The zero Filter takes them all.
type Filter struct {
	Country string // ISO 3166-1 alpha-2
	Newest  bool   // newest first; otherwise oldest first, undated ones last in both
	Limit   int    // 0: all
}

// CountryState is how many cases of a country are in a state, and how many
// people they are about. Open is the number of cases with no upper bound.
type CountryState struct {
	Country, State           string
	Cases, Least, Most, Open int
}

func Open(ctx context.Context, path string, o Options) (*Shelf, error)         { panic("todo") }
func OpenReadOnly(ctx context.Context, path string, o Options) (*Shelf, error) { panic("todo") }
func (s *Shelf) Close() error                                                  { panic("todo") }
func (s *Shelf) Apply(ctx context.Context, pubs ...public.Publication) error   { panic("todo") }
func (s *Shelf) Rebuild(ctx context.Context, fn func(put func(public.Publication) error) error) error {
	panic("todo")
}
func (s *Shelf) AppliedSeq(ctx context.Context) (int64, error)              { panic("todo") }
func (s *Shelf) Generation() uint64                                         { panic("todo") }
func (s *Shelf) Fingerprint(ctx context.Context) (string, error)            { panic("todo") }
func (s *Shelf) Case(ctx context.Context, ref string) (*public.Case, error) { panic("todo") }
func (s *Shelf) List(ctx context.Context, q public.Query, today when.Day) (public.Page, error) {
	panic("todo")
}
func (s *Shelf) Each(ctx context.Context, q public.Query) iter.Seq2[*public.Row, error] {
	panic("todo")
}
func Document[T any](ctx context.Context, s *Shelf, kind, key string) (*T, error) { panic("todo") }
func Documents[T any](ctx context.Context, s *Shelf, kind string, f Filter) ([]T, error) {
	panic("todo")
}
func (s *Shelf) Taken(ctx context.Context, sourceID string) ([]public.Taken, error) { panic("todo") }
func (s *Shelf) CasesWith(ctx context.Context, kind, key string, limit int) ([]public.Row, error) {
	panic("todo")
}
func (s *Shelf) Changes(ctx context.Context, limit int) ([]public.Change, error) { panic("todo") }
func (s *Shelf) CountryStates(ctx context.Context) ([]CountryState, error)       { panic("todo") }
