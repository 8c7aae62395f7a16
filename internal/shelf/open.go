package shelf

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"log/slog"
	"os"
	"sync/atomic"
	"time"

	"habeas/internal/fault"
	"habeas/internal/sqlite"
)

// Migrations are numbered, go forward only and never change once released.
//
//go:embed schema/*.sql
var schema embed.FS

// Options are what a shelf works with. Log may be nil.
type Options struct {
	Log *slog.Logger
	Now func() time.Time
}

// Shelf is the public database. It is safe for concurrent use.
type Shelf struct {
	write *sql.DB // nil when read-only
	read  *sql.DB
	log   *slog.Logger
	now   func() time.Time

	hot        prepared
	statements statements
	facets     facetBook
	counted    countCache
	lines      lineBook

	generation atomic.Uint64
	looked     atomic.Int64 // when generation was last read from the file, in microseconds
}

// Open opens the shelf in the file at path, which it creates and brings up to
// date as needed. The file is readable by its owner alone.
//
// Pages are of 8 KiB, so that the document of most cases lies in one, and
// readers keep 8 MB of them: a case page reads the upper levels of its indexes
// from memory. Neither is taken before it is needed.
func Open(ctx context.Context, path string, o Options) (s *Shelf, err error) {
	defer fault.Wrap(&err, "open the shelf")
	write, err := sqlite.OpenWriter(ctx, path, "page_size(8192)")
	if err != nil {
		return nil, err
	}
	if err := sqlite.Migrate(ctx, write, schema, nil); err != nil {
		return nil, errors.Join(err, write.Close())
	}
	s, err = openReaders(ctx, path, o)
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	s.write = write
	if err := s.begin(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// OpenReadOnly opens a shelf that another process fills. It gives
// fault.Unavailable while there is none at path, or one of another version.
func OpenReadOnly(ctx context.Context, path string, o Options) (s *Shelf, err error) {
	defer fault.Wrap(&err, "open the shelf to read")
	if _, err := os.Stat(path); err != nil {
		return nil, fault.New(fault.Unavailable, "There is no public database yet.").Because(err)
	}
	return openReaders(ctx, path, o)
}

func openReaders(ctx context.Context, path string, o Options) (*Shelf, error) {
	read, err := sqlite.OpenReaders(ctx, path, "cache_size(-4000)")
	if err != nil {
		return nil, err
	}
	s := &Shelf{read: read, log: o.Log, now: o.Now}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if err := s.start(ctx); err != nil {
		return nil, errors.Join(err, read.Close())
	}
	return s, nil
}

// start checks what is read from and prepares the statements of the hot paths.
func (s *Shelf) start(ctx context.Context) error {
	if err := sqlite.CheckVersion(ctx, s.read, schema); err != nil {
		return err
	}
	if err := s.hot.prepare(ctx, s.read); err != nil {
		return err
	}
	return s.refresh(ctx)
}

// Close closes the shelf. The writer goes last, so that it can clear the log.
func (s *Shelf) Close() error {
	s.hot.close()
	s.statements.close()
	err := s.read.Close()
	if s.write != nil {
		err = errors.Join(err, s.write.Close())
	}
	return err
}

// Generation grows whenever anything on the shelf changes. Changes by another
// process are seen within a second.
func (s *Shelf) Generation() uint64 {
	now, looked := s.now().UnixMicro(), s.looked.Load()
	if d := now - looked; (d > 1e6 || d < 0) && s.looked.CompareAndSwap(looked, now) {
		if err := s.refresh(context.Background()); err != nil {
			s.log.Warn("shelf: generation not read", "error", err)
		}
	}
	return s.generation.Load()
}

// refresh reads the generation from the file; it never goes back.
func (s *Shelf) refresh(ctx context.Context) error {
	var g uint64
	if err := s.hot.meta.QueryRowContext(ctx, "generation").Scan(&g); err != nil {
		return err
	}
	for {
		have := s.generation.Load()
		if have >= g || s.generation.CompareAndSwap(have, g) {
			return nil
		}
	}
}

// AppliedSeq gives the number of the last publication applied, 0 before any.
func (s *Shelf) AppliedSeq(ctx context.Context) (seq int64, err error) {
	err = s.hot.meta.QueryRowContext(ctx, "applied_seq").Scan(&seq)
	return seq, err
}
