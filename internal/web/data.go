package web

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"habeas/internal/export"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/visitor"
)

const zipFile = "application/zip"

// dataPackage streams the data package of what the filters of the list of cases
// find. It is the same in every language: it speaks all of them.
func (s *Server) dataPackage(locale.Lang) echo.HandlerFunc {
	return func(c echo.Context) error {
		asked, err := readQuery(c)
		if err != nil {
			return err
		}
		wrong := fault.Fields{}
		for _, name := range []string{"limit", "after", "before"} {
			if asked.Has(name) {
				wrong[name] = fault.Say("A file holds everything that the filters find. Leave this out.")
			}
		}
		if err := fault.InvalidFields(wrong); err != nil {
			return err
		}
		q, err := public.ParseQuery(asked)
		if err != nil {
			return err
		}
		q.Limit = 0
		return s.sendPackage(c, q, s.o.Config.Base())
	}
}

// snapshotPackage streams the package of a snapshot: what the record said at
// the end of its day, less what was taken off since, with the addresses that
// the site had then.
func (s *Server) snapshotPackage(locale.Lang) echo.HandlerFunc {
	return unasked(func(c echo.Context) error {
		day, err := snapshotDay(c.Param("day"))
		if err != nil {
			return err
		}
		found, err := s.o.Reading.Snapshot(c.Request().Context(), day)
		if err != nil {
			return err
		}
		q, err := public.ParseQuery(url.Values{"known_at": {day.String()}})
		if err != nil {
			return err
		}
		q.Limit = 0
		return s.sendPackage(c, q, found.Snapshot.BaseURL)
	})
}

// sendPackage streams a data package. It takes the place of a workbook
// among the exports that may run.
func (s *Server) sendPackage(c echo.Context, q public.Query, baseURL string) error {
	ctx := c.Request().Context()
	past := reading.Past{AsOf: q.AsOf, KnownAt: q.KnownAt}
	room, done, err := s.o.Reading.At(ctx, past)
	if err != nil {
		return err
	}
	defer done()
	if err := room.Known(ctx, q); err != nil {
		return err
	}
	out := &stream{c: c, media: zipFile, name: exportName("package", past, room.Today()) + ".zip"}
	if c.Request().Method == http.MethodHead {
		out.begin()
		return nil
	}
	free, err := s.room("zip")
	if err != nil {
		return err
	}
	defer free()
	p, err := export.NewPackage(ctx, s.o.Reading, room, q, baseURL)
	if err != nil {
		return err
	}
	if _, err := p.Write(ctx, out); err != nil {
		return out.broken(err)
	}
	return nil
}

// snapshots lists the days of which a snapshot was taken.
func (s *Server) snapshots(v visit) (templ.Component, error) {
	asked, err := only(v, "before")
	if err != nil {
		return nil, err
	}
	if err := noPast(v); err != nil {
		return nil, err
	}
	var before when.Day
	if asked["before"] != "" {
		if before, err = when.ParseDay(asked["before"]); err != nil {
			return nil, fault.Field("before", "“%s” is not a day like 2026-01-13.", asked["before"])
		}
	}
	found, err := v.room.Snapshots(v.ctx(), before)
	if err != nil {
		return nil, err
	}
	page := s.layoutOf(v, links.SnapshotsBefore(en, before.String()), v.words.T("snapshots.title"), layout.None)
	page.Description, page.NoIndex = v.words.T("snapshots.lead"), page.NoIndex || !before.IsZero()
	return visitor.Snapshots(visitor.SnapshotsProps{Page: page, Found: found}), nil
}

// noPast refuses a day to read the page as of: it is about days of its own.
func noPast(v visit) error {
	if v.past.IsZero() {
		return nil
	}
	return fault.InvalidFields(fault.Fields{"as_of": fault.Say("This page is about days of its own. Leave this out.")})
}

// snapshotPage answers for a snapshot, and for its data where the address ends
// so: the router cannot part the two.
func (s *Server) snapshotPage(l locale.Lang) echo.HandlerFunc {
	page, data := s.keeping(l, htmlPage, bare(s.snapshot)), s.keeping(l, "application/json", bare(s.snapshotData))
	return func(c echo.Context) error {
		if strings.HasSuffix(c.Param("day"), ".json") {
			return data(c)
		}
		return page(c)
	}
}

// snapshotDay reads the day in an address; what is none has no snapshot.
func snapshotDay(param string) (when.Day, error) {
	day, err := when.ParseDay(strings.TrimSuffix(param, ".json"))
	if err != nil {
		return day, fault.New(fault.NotFound, "There is nothing at this address.")
	}
	return day, nil
}

func (s *Server) foundSnapshot(v visit) (*reading.SnapshotPage, error) {
	if err := noPast(v); err != nil {
		return nil, err
	}
	day, err := snapshotDay(v.Param("day"))
	if err != nil {
		return nil, err
	}
	return v.room.Snapshot(v.ctx(), day)
}

func (s *Server) snapshot(v visit) (templ.Component, error) {
	found, err := s.foundSnapshot(v)
	if err != nil {
		return nil, err
	}
	day := found.Snapshot.Day
	page := s.layoutOf(v, links.Snapshot(en, day.String()), v.words.T("snapshot.title", "day", locale.Day(v.lang, day)), layout.None)
	return visitor.Snapshot(visitor.NewSnapshot(page, found, export.PackageFormat)), nil
}

// snapshotFile is a snapshot as programs read it: the numbers of its day, and
// what was taken off since.
type snapshotFile struct {
	public.Snapshot
	TakenOff  []offFile `json:"taken_off_since"`
	Forgotten int       `json:"texts_forgotten_since"`
	Package   string    `json:"package"`
	Citation  citations `json:"citation"`
}

type citations struct {
	En string `json:"en"`
	Es string `json:"es"`
}

func (s *Server) snapshotData(v visit) (templ.Component, error) {
	found, err := s.foundSnapshot(v)
	if err != nil {
		return nil, err
	}
	base, day := s.o.Config.Base(), found.Snapshot.Day.String()
	file := snapshotFile{Snapshot: found.Snapshot, TakenOff: []offFile{}, Forgotten: found.Forgotten, Package: links.Absolute(base, links.SnapshotPackage(en, day))}
	for _, o := range found.Off {
		file.TakenOff = append(file.TakenOff, offFile(o))
	}
	file.Citation.En = visitor.Citation(locale.For(locale.English), base, found.Snapshot)
	file.Citation.Es = visitor.Citation(locale.For(locale.Spanish), base, found.Snapshot)
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		return out.Encode(file)
	}), nil
}
