package shelf

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"habeas/internal/fault"

	_ "modernc.org/sqlite" // the driver named "sqlite"
)

// readers is how many connections read at once: twice the cores of the small
// machine that this is meant for.
const readers = 4

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
	if err := touch(path); err != nil {
		return nil, err
	}
	write, err := sql.Open("sqlite", dsn(path, url.Values{"_txlock": {"immediate"}},
		"page_size(8192)", "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(1)", "foreign_keys(1)"))
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	if err := prepare(ctx, write); err != nil {
		return nil, errors.Join(err, write.Close())
	}
	s, err = openReaders(ctx, path, o)
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	s.write = write
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
	read, err := sql.Open("sqlite", dsn(path, url.Values{"mode": {"ro"}}, "query_only(1)", "cache_size(-8000)"))
	if err != nil {
		return nil, err
	}
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
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
	if err := checkVersion(ctx, s.read); err != nil {
		return err
	}
	if err := assertPragmas(ctx, s.read, map[string]string{"query_only": "1", "mmap_size": "0", "trusted_schema": "0"}); err != nil {
		return err
	}
	if err := s.hot.prepare(ctx, s.read); err != nil {
		return err
	}
	return s.refresh(ctx)
}

// prepare brings the file up to date and checks that it keeps what it is told.
func prepare(ctx context.Context, write *sql.DB) error {
	if err := migrate(ctx, write); err != nil {
		return err
	}
	return assertPragmas(ctx, write, map[string]string{
		"journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "foreign_keys": "1",
		"trusted_schema": "0", "mmap_size": "0", "busy_timeout": "5000",
	})
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

// dsn names the file and the settings every connection starts with.
func dsn(path string, v url.Values, pragmas ...string) string {
	for _, p := range append([]string{"busy_timeout(5000)", "trusted_schema(0)", "temp_store(2)", "mmap_size(0)"}, pragmas...) {
		v.Add("_pragma", p)
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + v.Encode()
}

// assertPragmas fails when a setting did not take: SQLite ignores what it does
// not know, and a database that forgets writes looks like any other.
func assertPragmas(ctx context.Context, db *sql.DB, want map[string]string) error {
	for name, value := range want {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+name).Scan(&got); err != nil {
			if errors.Is(err, sql.ErrNoRows) && value == "0" {
				continue // compiled without it
			}
			return fmt.Errorf("pragma %s: %w", name, err)
		}
		if !strings.EqualFold(got, value) {
			return fmt.Errorf("pragma %s is %s, not %s", name, got, value)
		}
	}
	return nil
}

// touch creates an empty file that its owner alone can read.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
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
