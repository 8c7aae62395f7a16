package export

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
)

// PackageFormat counts the ways in which data packages were put together.
// Whoever changes what is in one, or how it is written, adds one: a package of
// an earlier day then has other bytes than it had, and can say why.
const PackageFormat = 2

// Package is what a data package is made from.
type Package struct {
	Room    *reading.Room // as of the day that the package is of
	Query   public.Query  // which cases; what stands beside them follows from it
	BaseURL string
	Since   *reading.Since // what changed since the snapshot before; nil for a package that says nothing of it
	Cut     *reading.Cut   // the snapshot of the same day, and what was taken off since; nil when there is none
}

// NewPackage says what the package of a query is made from. Base is the room of
// the present, room the one as of the day that the query asks for.
func NewPackage(ctx context.Context, base, room *reading.Room, q public.Query, baseURL string) (p Package, err error) {
	p = Package{Room: room, Query: q, BaseURL: baseURL}
	if p.narrowed() || !q.AsOf.IsZero() {
		return p, nil
	}
	if p.Since, err = base.Since(ctx, room); err != nil {
		return p, err
	}
	p.Cut, err = base.Cut(ctx, q.KnownAt)
	return p, err
}

// Packed is a data package that was written.
type Packed struct {
	Files []PackedFile
}

// PackedFile is one file of a data package.
type PackedFile struct {
	Name   string
	Bytes  int64
	SHA256 string // in hexadecimal
	Rows   int    // of a table, without its headings; -1 for what is none
}

// Write writes a data package as a ZIP file. The same record on the same day
// gives the same bytes. Cases are read once, one after the other, and written
// as they are read; what belongs into later files waits, compressed, in a
// folder of the system's for temporary files. What it keeps in memory are the
// ids that the cases name, of their sources above all. It stops at the first
// error.
func (p Package) Write(ctx context.Context, w io.Writer) (done Packed, err error) {
	k, err := newPacker(p, w)
	if err != nil {
		return done, err
	}
	defer k.close()
	for _, step := range []func(context.Context) error{
		k.citation, k.casesFirst, k.others, k.sources, k.codebook, k.spooled, k.changes, k.descriptor, k.readmes, k.sums,
	} {
		if err := step(ctx); err != nil {
			return done, err
		}
	}
	return Packed{k.files}, k.zip.Close()
}

// Freeze makes the snapshot of a day that is over: its numbers, and the hash of
// the package that room, the record as of that day, gives for it.
func Freeze(ctx context.Context, base, room *reading.Room, baseURL string) (public.Snapshot, error) {
	q, err := public.ParseQuery(url.Values{"known_at": {room.Today().String()}})
	if err != nil {
		return public.Snapshot{}, err
	}
	p, err := NewPackage(ctx, base, room, q, baseURL)
	if err != nil {
		return public.Snapshot{}, err
	}
	p.Cut = nil // nothing was taken off since when there was no snapshot yet
	d := newDigest(io.Discard)
	packed, err := p.Write(ctx, d)
	if err != nil {
		return public.Snapshot{}, err
	}
	s, err := room.Figures(ctx)
	if err != nil {
		return s, err
	}
	whole := d.file("", -1)
	s.Bytes, s.SHA256, s.Format, s.BaseURL = whole.Bytes, whole.SHA256, PackageFormat, baseURL
	for _, f := range packed.Files {
		if name, table := strings.CutSuffix(f.Name, ".csv"); table {
			s.Tables = append(s.Tables, public.TableRows{Name: name, Rows: f.Rows})
		}
	}
	return s, nil
}

// narrowed reports whether the package holds a part of the record.
func (p Package) narrowed() bool { return p.Query.Narrowed() }

func (p Package) day() when.Day { return p.Room.Today() }

// made is when a package says that it was made: as of its day, whenever
// somebody asked for it, so that it says the same to everybody.
func (p Package) made() time.Time { return p.day().Time() }

// style is how the tables of a package are written: codes with their English
// labels, prose in every language there is, each in a column of its own.
func (p Package) style() Style {
	return Style{Words: locale.For(locale.English), Today: p.day(), BaseURL: p.BaseURL}
}

// version is that of the package as its readers compare them.
func (p Package) version() string {
	d := p.day()
	return fmt.Sprintf("%d.%d.%d", d.Year, d.Month, d.Day)
}
