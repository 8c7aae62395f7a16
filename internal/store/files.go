package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"habeas/internal/fault"
)

// Files keeps evidence: each file under its hash, so that the same file is kept
// once and a changed one is found out. It reads and writes nothing of what is
// in them.
type Files struct{ folder string }

// Kept says what became of a file that was handed in.
type Kept struct {
	SHA256 string // in hexadecimal
	Size   int64  // in bytes
}

// OpenFiles keeps files in a folder, which it makes for its owner alone.
func OpenFiles(folder string) (*Files, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fault.New(fault.Unavailable, "The folder for evidence cannot be made. See that the data folder belongs to whoever runs the server.").Because(err)
	}
	f := &Files{folder}
	return f, errors.Join(os.Chmod(folder, 0o700), f.sweep(time.Now().AddDate(0, 0, -1))) // it may have been made by hand
}

// sweep removes what was left behind, before an instant, by files that never
// came to their end because the power or the program did.
func (f *Files) sweep(before time.Time) error {
	left, err := filepath.Glob(filepath.Join(f.folder, coming+"*"))
	for _, name := range left {
		if about, err := os.Stat(name); err == nil && about.ModTime().Before(before) {
			_ = os.Remove(name)
		}
	}
	return err
}

// coming begins the names of files that are not whole yet.
const coming = ".coming-"

// Keep takes a file as it comes, hashes it on the way and puts it in its place
// only when it is whole and on the disk. It gives fault.TooLarge for one of
// more than limit bytes, and fault.Unavailable when there is no room.
func (f *Files) Keep(r io.Reader, limit int64) (kept Kept, err error) {
	temp, err := os.CreateTemp(f.folder, coming+"*") // made with 0600
	if err != nil {
		return kept, noRoom(err)
	}
	defer func() {
		_ = temp.Close() // a second time, when all went well
		_ = os.Remove(temp.Name())
	}()
	hash := sha256.New()
	sink := &sink{w: io.MultiWriter(temp, hash)}
	if kept.Size, err = io.Copy(sink, io.LimitReader(r, limit+1)); sink.failed {
		return kept, noRoom(err)
	} else if err != nil {
		return kept, err
	}
	if kept.Size > limit {
		return kept, fault.New(fault.TooLarge, "This file is larger than %d megabytes, and nothing of it was kept. Keep the part that matters, as a PDF or as text.", limit>>20)
	}
	kept.SHA256 = hex.EncodeToString(hash.Sum(nil))
	if err := errors.Join(temp.Sync(), temp.Close()); err != nil {
		return kept, noRoom(err)
	}
	return kept, f.place(temp.Name(), kept.SHA256)
}

// place gives a file its name, and writes the folder so that it is found after
// a power cut.
func (f *Files) place(temp, hash string) error {
	at := f.path(hash)
	if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
		return noRoom(err)
	}
	if err := os.Rename(temp, at); err != nil { // over the same bytes, if they are there
		return noRoom(err)
	}
	for _, name := range []string{filepath.Dir(at), f.folder} {
		folder, err := os.Open(name)
		if err != nil {
			return noRoom(err)
		}
		if err := errors.Join(folder.Sync(), folder.Close()); err != nil {
			return noRoom(err)
		}
	}
	return nil
}

// sink tells a disk that fails from a sender that does.
type sink struct {
	w      io.Writer
	failed bool
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	s.failed = s.failed || err != nil
	return n, err
}

func noRoom(err error) error {
	return fault.New(fault.Unavailable, "The file could not be written to the evidence folder, and nothing of it was kept. Make room on the disk and send it again.").Because(err)
}

// hashes are the names that files have.
var hashes = regexp.MustCompile(`^[0-9a-f]{64}$`)

// path gives where a file is. The first two digits are a folder, so that no
// folder grows without end.
func (f *Files) path(hash string) string { return filepath.Join(f.folder, hash[:2], hash) }

// Open gives a file to be read. It gives fault.NotFound when it is not there.
func (f *Files) Open(hash string) (*os.File, error) {
	if !hashes.MatchString(hash) {
		return nil, missing()
	}
	file, err := os.Open(f.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "The file is not in the evidence folder any more. Run “habeas verify”, and restore it from a backup.").Because(err)
	}
	return file, err
}

// Check hashes a file anew. It gives fault.NotFound for one that is gone and
// fault.Conflict for one that is not what was kept.
func (f *Files) Check(ctx context.Context, hash string) error {
	file, err := f.Open(hash)
	if err != nil {
		return err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, &patient{ctx, file}); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return fault.New(fault.Conflict, "The file is not what was kept.")
	}
	return nil
}

// patient reads until the context ends.
type patient struct {
	ctx context.Context
	io.Reader
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.Reader.Read(b)
}

// Names lists the names of all files, without those that are still coming.
func (f *Files) Names() ([]string, error) {
	var names []string
	err := filepath.WalkDir(f.folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), coming) {
			names = append(names, d.Name())
		}
		return err
	})
	return names, err
}
