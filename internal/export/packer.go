package export

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
)

// packer writes one data package.
type packer struct {
	p      Package
	zip    *zip.Writer
	dir    string // of what waits
	sheets map[string]*sheet
	record *spool // the published documents, one a line
	files  []PackedFile
	met    met
}

// met is what the cases of a package name, which then comes along.
type met struct {
	countries map[string]bool
	events    map[string]bool
	places    map[string]string // by slug; the name
	sources   map[string]bool
	positions map[string]bool
}

func newPacker(p Package, w io.Writer) (k *packer, err error) {
	k = &packer{p: p, zip: zip.NewWriter(bufio.NewWriterSize(w, full)), sheets: map[string]*sheet{}}
	k.met = met{map[string]bool{}, map[string]bool{}, map[string]string{}, map[string]bool{}, map[string]bool{}}
	if k.dir, err = os.MkdirTemp("", "habeas-package-"); err != nil {
		return nil, err
	}
	return k, nil
}

func (k *packer) close() {
	for _, s := range k.sheets {
		s.spool.close()
	}
	k.record.close()
	_ = os.RemoveAll(k.dir) // the system empties its folder when we cannot
}

// digest counts and hashes what is written through it.
type digest struct {
	to    io.Writer
	sha   hash.Hash
	bytes int64
}

func newDigest(to io.Writer) *digest { return &digest{to: to, sha: sha256.New()} }

func (d *digest) Write(piece []byte) (int, error) {
	n, err := d.to.Write(piece)
	d.sha.Write(piece[:n])
	d.bytes += int64(n)
	return n, err
}

func (d *digest) file(name string, rows int) PackedFile {
	return PackedFile{Name: name, Bytes: d.bytes, SHA256: hex.EncodeToString(d.sha.Sum(nil)), Rows: rows}
}

// now writes a file into the package as it comes.
func (k *packer) now(name string, rows func() int, fn func(w io.Writer) error) error {
	to, err := k.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: k.p.made()})
	if err != nil {
		return err
	}
	d := newDigest(to)
	if err := fn(d); err != nil {
		return err
	}
	k.files = append(k.files, d.file(name, rows()))
	return nil
}

func noRows() int { return -1 }

// text writes a short file.
func (k *packer) text(name, body string) error {
	return k.now(name, noRows, func(w io.Writer) error {
		_, err := io.WriteString(w, body)
		return err
	})
}

// spool is a file that waits until it is its turn to be written, compressed as
// it will be in the package.
type spool struct {
	*digest
	crc  hash.Hash32
	pack *flate.Writer
	file *os.File
}

func (k *packer) newSpool(name string) (*spool, error) {
	file, err := os.Create(filepath.Join(k.dir, name))
	if err != nil {
		return nil, err
	}
	pack, err := flate.NewWriter(file, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	s := &spool{crc: crc32.NewIEEE(), pack: pack, file: file}
	s.digest = newDigest(io.MultiWriter(pack, s.crc))
	return s, nil
}

func (s *spool) close() {
	if s != nil && s.file != nil {
		_ = s.file.Close() // it was read to its end, or is not needed any more
	}
}

// append writes what waited into the package.
func (k *packer) append(name string, s *spool, rows int) error {
	if err := s.pack.Close(); err != nil {
		return err
	}
	length, err := s.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	h := &zip.FileHeader{
		Name: name, Method: zip.Deflate, CRC32: s.crc.Sum32(),
		CompressedSize64: uint64(length), UncompressedSize64: uint64(s.bytes),
	}
	//lint:ignore SA1019 an entry that is copied as it is has no other way to a date
	h.SetModTime(k.p.made())
	to, err := k.zip.CreateRaw(h)
	if err != nil {
		return err
	}
	if _, err := io.Copy(to, s.file); err != nil {
		return err
	}
	k.files = append(k.files, s.digest.file(name, rows))
	s.close()
	return os.Remove(filepath.Join(k.dir, name))
}

// sheet is one table of the package while it is written.
type sheet struct {
	spool *spool // nil for one that is written as it comes
	out   *buffer
	cells *csvCells
	cols  columns
	rows  int
}

// newSheet begins a table with its headings.
func (k *packer) newSheet(t packageTable, to io.Writer) *sheet {
	s := &sheet{out: &buffer{to: to}}
	s.cells = &csvCells{buffer: s.out}
	s.cols = k.p.style().columns(s.cells)
	s.cols.both = true
	s.out.header(t.names())
	return s
}

// add writes one row.
func (s *sheet) add(row func(c columns)) error {
	s.cells.first = true
	row(s.cols)
	s.out.text("\r\n")
	s.rows++
	return s.out.flushFull()
}

// put writes one row of a table that waits.
func (k *packer) put(table string, row func(c columns)) error {
	s := k.sheets[table]
	if s == nil {
		waiting, err := k.newSpool(table + ".csv")
		if err != nil {
			return err
		}
		s = k.newSheet(tableNamed(table), waiting)
		s.spool = waiting
		k.sheets[table] = s
	}
	return s.add(row)
}

// spooled writes the tables that waited, and the record.
func (k *packer) spooled(context.Context) error {
	for _, t := range packageTables {
		if t.name == casesTable || t.name == codebookTable {
			continue
		}
		if k.sheets[t.name] == nil { // without a row it is there with its headings
			waiting, err := k.newSpool(t.name + ".csv")
			if err != nil {
				return err
			}
			s := k.newSheet(t, waiting)
			s.spool = waiting
			k.sheets[t.name] = s
		}
		s := k.sheets[t.name]
		if err := s.out.flush(); err != nil {
			return err
		}
		if err := k.append(t.name+".csv", s.spool, s.rows); err != nil {
			return err
		}
	}
	return k.append(recordFile, k.record, -1)
}
