// Package store keeps the private casebook: rows in, rows out. It knows no
// rules of the trade and has no opinion on who may do what; package desk does.
// Nothing public ever opens it.
//
// The structs of package casebook are the rows; the schema is the SQL in
// migrations, never GORM's migrator, which has been seen to delete child rows
// and drop triggers. There is one connection that writes, with full
// synchronisation, so that an acknowledged write survives a power cut, and a
// pool that can only read. [Store.Write] refuses to commit a change to the
// casebook that has no revision. Start reading there.
package store

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"

	"habeas/internal/fault"
	cellar "habeas/internal/sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options are what a store works with. Now gives the instant that a
// transaction stamps on what it writes.
type Options struct {
	Log *slog.Logger
	Now func() time.Time
}

// Store is the private database. It is safe for concurrent use.
type Store struct {
	reads
	write *gorm.DB
	log   *slog.Logger
	now   func() time.Time

	closing sync.Once
	closed  error
}

// Open opens the casebook in the file at path, which it makes and brings up to
// date as needed. It gives fault.Unavailable for a file that a newer program
// wrote.
func Open(ctx context.Context, path string, o Options) (s *Store, err error) {
	defer fault.Wrap(&err, "open the store")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	if err := look(path); err != nil {
		return nil, err
	}
	writer, err := cellar.OpenWriter(ctx, path)
	if err != nil {
		return nil, asFault(err)
	}
	if err := recognise(ctx, writer); err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	if err := cellar.Migrate(ctx, writer, migrations, keepCopy(ctx, writer, path, o)); err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	readers, err := cellar.OpenReaders(ctx, path)
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	s = &Store{log: o.Log, now: o.Now}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.write, err = over(writer, s.log); err == nil {
		s.reads.db, err = over(readers, s.log)
	}
	if err == nil {
		err = s.fillLists(ctx)
	}
	if err == nil {
		err = s.fillChain(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, readers.Close(), writer.Close())
	}
	return s, nil
}

// keepCopy gives what is done before the tables of a casebook change: a copy
// of the whole file is put beside it and stays, for whoever has to go back to
// the program of before. Without room for it nothing is changed.
func keepCopy(ctx context.Context, db *sql.DB, path string, o Options) func(from int) error {
	return func(from int) error {
		now := time.Now
		if o.Now != nil {
			now = o.Now
		}
		name := fmt.Sprintf("%s.schema-%d.%s.backup", filepath.Base(path), from, now().UTC().Format("20060102T150405.000000Z"))
		if err := cellar.CopyTo(ctx, db, filepath.Join(filepath.Dir(path), name)); err != nil {
			return fault.New(fault.Unavailable, "This version of the program changes the tables of the casebook, and keeps a copy of the file first. The copy could not be written, so nothing was changed: make room in the data folder, see that it belongs to whoever runs the server, and start again.").Because(err)
		}
		if o.Log != nil {
			o.Log.Info("store: a copy from before the change of the tables is kept; delete it when the new version has proved itself", slog.String("file", name))
		}
		return nil
	}
}

// applicationID is what the first migration writes into the header of the file.
const applicationID = 0x48434241

// look refuses a file of another program by its header, before SQLite opens it
// and changes it. The header says 0 until the first migration is in the file.
func look(path string) error {
	header := make([]byte, 100)
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	defer f.Close()
	n, err := io.ReadFull(f, header)
	if n == 0 && errors.Is(err, io.EOF) {
		return nil // new
	}
	id := binary.BigEndian.Uint32(header[68:])
	if err != nil || !bytes.HasPrefix(header, []byte("SQLite format 3\x00")) || id != 0 && id != applicationID {
		return strange().Because(err)
	}
	return nil
}

// recognise refuses a file that has tables but is not ours.
func recognise(ctx context.Context, db *sql.DB) error {
	var id, tables int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return asFault(err)
	}
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name <> 'migrations'").Scan(&tables); err != nil {
		return asFault(err)
	}
	if id != applicationID && (id != 0 || tables > 0) {
		return strange()
	}
	return nil
}

// over lays GORM over a pool.
func over(pool *sql.DB, log *slog.Logger) (*gorm.DB, error) {
	return gorm.Open(translating{sqlite.Dialector{Conn: pool}}, &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         true,
		DisableAutomaticPing:   true,
		NowFunc:                func() time.Time { return time.Now().UTC().Truncate(time.Microsecond) },
		Logger:                 quiet{log},
	})
}

// Close closes the store, the readers first, so that the writer can fold its
// log into the file: a copy of the file alone is then a whole casebook. To
// close it again does nothing.
func (s *Store) Close() error {
	s.closing.Do(func() { s.closed = s.close() })
	return s.closed
}

func (s *Store) close() error {
	readers, err := s.reads.db.DB()
	if err != nil {
		return err
	}
	writer, err := s.write.DB()
	if err != nil {
		return err
	}
	errs := []error{readers.Close()}
	_, err = writer.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	return errors.Join(append(errs, err, writer.Close())...)
}

// CutLog empties the write-ahead log into the file and cuts it to nothing, so
// that text which was withdrawn does not linger there. A reader in its way is
// waited for; fault.Unavailable says that it was still there.
func (s *Store) CutLog(ctx context.Context) (err error) {
	defer fault.Wrap(&err, "cut the store's log")
	var busy, frames, moved int
	err = s.write.WithContext(ctx).Raw("PRAGMA wal_checkpoint(TRUNCATE)").Row().Scan(&busy, &frames, &moved)
	if err == nil && busy != 0 {
		return fault.New(fault.Unavailable, "Somebody is reading at this moment; the log is emptied at the next withdrawal.")
	}
	return asFault(err)
}

// Check looks the whole file over: pages, indexes, and rows that point at rows
// which are not there.
func (s *Store) Check(ctx context.Context) (err error) {
	defer fault.Wrap(&err, "check the store")
	pool, err := s.reads.db.DB()
	if err != nil {
		return err
	}
	var answer string
	if err := pool.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&answer); err != nil {
		return err
	}
	if answer != "ok" {
		return fault.New(fault.Unavailable, "The casebook's file is damaged (%s). Stop the server and restore a backup.", answer)
	}
	return cellar.CheckForeignKeys(ctx, pool)
}

// Lock takes a data folder for one server, and gives how to let go of it. It
// gives fault.Conflict while another server has it. The lock ends with the
// process, however that ends.
func Lock(folder string) (release func(), err error) {
	file, err := os.OpenFile(filepath.Join(folder, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fault.New(fault.Conflict, "Another server works on this data folder. Stop it first, or choose another folder with --data.").Because(err), file.Close())
	}
	return func() { file.Close() }, nil
}
