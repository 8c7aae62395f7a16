package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/config"
	"habeas/internal/export"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf"
)

// exportCommand has the filters of the list of cases under their own names.
type exportCommand struct {
	config.Config
	Out string `required:"" placeholder:"DIR|FILE.zip" help:"Folder that is made for the files, or a ZIP file to make. Neither may be there yet."`

	Q            string   `name:"q" help:"Words to search for."`
	Country      []string `help:"Country of detention, like VE; repeat it for any of several."`
	Nationality  []string `help:"Nationality, like US."`
	State        []string `help:"Where people stand, like in_custody."`
	Captor       []string `help:"In whose hands."`
	Role         []string `help:"Role, like journalist."`
	Facility     []string `help:"Place of detention."`
	ReleaseEvent []string `name:"release_event" help:"Release event."`
	Mechanism    []string `help:"How a release came about."`
	DetainedFrom string   `name:"detained_from" help:"Taken on or after this day."`
	DetainedTo   string   `name:"detained_to" help:"Taken on or before this day."`
	ReleasedFrom string   `name:"released_from" help:"Released on or after this day."`
	ReleasedTo   string   `name:"released_to" help:"Released on or before this day."`
	UpdatedSince string   `name:"updated_since" help:"Updated on or after this day."`
	AsOf         string   `name:"as_of" help:"What was true at the end of this day."`
	KnownAt      string   `name:"known_at" help:"What the record said at the end of this day."`
}

// query gives the filters as an address of the site would.
func (e *exportCommand) query() (public.Query, error) {
	v := url.Values{
		"country": e.Country, "nationality": e.Nationality, "state": e.State, "captor": e.Captor, "role": e.Role,
		"facility": e.Facility, "release_event": e.ReleaseEvent, "mechanism": e.Mechanism,
		"q": {e.Q}, "detained_from": {e.DetainedFrom}, "detained_to": {e.DetainedTo}, "released_from": {e.ReleasedFrom},
		"released_to": {e.ReleasedTo}, "updated_since": {e.UpdatedSince}, "as_of": {e.AsOf}, "known_at": {e.KnownAt},
	}
	q, err := public.ParseQuery(v)
	q.Limit = 0
	return q, err
}

// Run writes the data package of the public record. The server may run
// meanwhile: only the public file is opened, and only to read.
func (e *exportCommand) Run(ctx context.Context, c console) (err error) {
	q, err := e.query()
	if err != nil {
		return err
	}
	if _, err := os.Stat(e.Out); err == nil {
		return fault.New(fault.Conflict, "%s is there already. Name a file or a folder that is not.", e.Out)
	}
	sh, err := shelf.OpenReadOnly(ctx, e.ShelfFile(), shelf.Options{Log: logger(e.Config, c.err), Now: time.Now})
	if err != nil {
		return err
	}
	base := reading.New(sh, today)
	defer func() { err = errors.Join(err, base.Close(), sh.Close()) }()
	unfinished, err := os.CreateTemp(filepath.Dir(filepath.Clean(e.Out)), ".habeas-export-*")
	if err != nil {
		return fault.New(fault.Unavailable, "Nothing can be written beside %s (%v).", e.Out, err)
	}
	defer os.Remove(unfinished.Name()) // once it was renamed there is nothing to remove
	packed, err := e.write(ctx, base, q, unfinished)
	if err := errors.Join(err, unfinished.Close()); err != nil {
		return err
	}
	if strings.HasSuffix(e.Out, ".zip") {
		err = os.Rename(unfinished.Name(), e.Out)
	} else {
		err = unzip(unfinished.Name(), e.Out)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Wrote %d files to %s.\n", len(packed.Files), e.Out)
	return nil
}

// write writes the package of a query, as of the day that it asks for.
func (e *exportCommand) write(ctx context.Context, base *reading.Room, q public.Query, to io.Writer) (packed export.Packed, err error) {
	give := func(room *reading.Room) error {
		if err := room.Known(ctx, q); err != nil {
			return err
		}
		p, err := export.NewPackage(ctx, base, room, q, e.Base())
		if err != nil {
			return err
		}
		packed, err = p.Write(ctx, to)
		return err
	}
	if q.AsOf.IsZero() && (q.KnownAt.IsZero() || q.KnownAt == today()) {
		err = give(base)
		return packed, err
	}
	err = base.Apart(ctx, reading.Past{AsOf: q.AsOf, KnownAt: q.KnownAt}, give)
	return packed, err
}

// unzip lays the files of a package, none of which is in a folder, into a
// folder that it makes.
func unzip(from, to string) error {
	z, err := zip.OpenReader(from)
	if err != nil {
		return err
	}
	defer z.Close()
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, f := range z.File {
		if err := lay(f, filepath.Join(to, filepath.Base(f.Name))); err != nil {
			return err
		}
	}
	return nil
}

func lay(f *zip.File, path string) (err error) {
	from, err := f.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}

type loadCommand struct {
	config.Config
	From    string `arg:"" name:"package" optional:"" placeholder:"DIR|ZIP" help:"A data package, as a ZIP file or unpacked into a folder."`
	TakeOff string `name:"take-off" placeholder:"REF" help:"Instead of loading: take a case that was loaded off the public record for good."`
}

// Run fills an empty data folder with the public record of a data package, or
// takes a case off one that was filled so.
func (l *loadCommand) Run(ctx context.Context, c console) error {
	switch {
	case (l.From == "") == (l.TakeOff == ""):
		return fault.New(fault.Invalid, "Name a data package to load, or a case with --take-off, and not both.")
	case l.TakeOff != "":
		return l.takeOff(ctx, c)
	}
	files, done, err := openPackage(l.From)
	if err != nil {
		return err
	}
	defer done()
	if err := export.CheckSums(files); err != nil {
		return err
	}
	return with(ctx, l.Config, c.err, true, func(r *rooms) error {
		n, err := r.desk.LoadRecord(ctx, system, export.Record(files))
		if err != nil {
			return err
		}
		fmt.Fprintf(c.out, "Loaded %d published documents. The public record is that of the package; the casebook is empty.\n", n)
		return nil
	})
}

func (l *loadCommand) takeOff(ctx context.Context, c console) error {
	if err := exists(l.Config); err != nil {
		return err
	}
	return with(ctx, l.Config, c.err, true, func(r *rooms) error {
		if err := r.desk.TakeOffLoaded(ctx, system, casebook.Ref(l.TakeOff)); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "%s was taken off. Its reference stays, with the day.\n", l.TakeOff)
		return nil
	})
}

// openPackage opens a folder or a ZIP file to read.
func openPackage(path string) (files fs.FS, done func() error, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, fault.New(fault.NotFound, "There is no %s. Name a data package, as a ZIP file or a folder.", path)
	}
	if info.IsDir() {
		return os.DirFS(path), func() error { return nil }, nil
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, nil, fault.New(fault.Invalid, "%s is no data package: it cannot be read as a ZIP file (%v).", path, err)
	}
	return z, z.Close, nil
}
