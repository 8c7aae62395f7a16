package web

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"habeas/internal/export"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/links"
)

// exporter writes a table as one kind of file.
type exporter struct {
	media string
	write func(w io.Writer, style export.Style, t export.Table) error
}

// exporters by the ending of their address.
var exporters = map[string]exporter{
	"csv":    {"text/csv; charset=utf-8", export.CSV},
	"json":   {"application/json", export.JSON},
	"ndjson": {"application/x-ndjson", export.NDJSON},
	"xlsx":   {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", export.XLSX},
}

// rowsOf gives the rows of a list, from the record as of the day it was asked
// for.
type rowsOf func(ctx context.Context, room *reading.Room) (export.Table, error)

// listing is a list that can be had as a file, with the filters of its page.
type listing struct {
	name string
	page func(locale.Lang) string
	read func(asked url.Values) (reading.Past, rowsOf, error)
}

// listings are the lists that are handed out as files.
var listings = []listing{
	{"cases", links.Cases, readCases},
	{"counts", func(l locale.Lang) string { return links.Counts(l, "") }, readCounts},
	{"releases", links.Releases, readReleases},
	{"sources", links.Sources, readSources},
	{"corrections", links.Corrections, readCorrectionsFile},
}

func readCases(asked url.Values) (reading.Past, rowsOf, error) {
	q, err := public.ParseQuery(asked)
	q.Limit = 0
	return reading.Past{AsOf: q.AsOf, KnownAt: q.KnownAt}, func(ctx context.Context, room *reading.Room) (export.Table, error) {
		if err := room.Known(ctx, q); err != nil {
			return export.Table{}, err
		}
		return export.Cases(room.EachCase(ctx, q)), nil
	}, err
}

func readCounts(asked url.Values) (reading.Past, rowsOf, error) {
	past, only, err := readOnly(asked, "country")
	return past, func(ctx context.Context, room *reading.Room) (export.Table, error) {
		return export.Counts(room.EachCount(ctx, only["country"])), nil
	}, err
}

func readReleases(asked url.Values) (reading.Past, rowsOf, error) {
	past, _, err := readOnly(asked)
	return past, func(ctx context.Context, room *reading.Room) (export.Table, error) {
		return export.Releases(room.EachPart(ctx)), nil
	}, err
}

func readSources(asked url.Values) (reading.Past, rowsOf, error) {
	past, _, err := readOnly(asked)
	return past, func(ctx context.Context, room *reading.Room) (export.Table, error) {
		return export.Sources(room.EachSource(ctx)), nil
	}, err
}

// readOnly reads the day that a file is of, and the parameters that it takes.
func readOnly(asked url.Values, names ...string) (past reading.Past, given map[string]string, err error) {
	if past, err = readPast(asked); err != nil {
		return past, nil, err
	}
	given, err = only(visit{asked: asked}, names...)
	return past, given, err
}

// byteOrderMark tells old spreadsheets that a file is UTF-8; a CSV begins with
// it when it is asked for with bom=1.
const byteOrderMark = "\ufeff"

// patience is how long a client may take to read one piece of an export, some
// sixty kilobytes, before it gives its place to somebody else.
const patience = 30 * time.Second

// export streams what the filters of a list find, in the words of a language.
// It answers with fault.Invalid for a filter that does not exist, and with
// fault.Unavailable while as many exports run as may.
func (s *Server) export(l locale.Lang, list listing, format string) echo.HandlerFunc {
	kind, words := exporters[format], locale.For(l)
	return func(c echo.Context) error {
		asked, past, rows, err := readExport(c, list, format)
		if err != nil {
			return err
		}
		ctx := c.Request().Context()
		room, done, err := s.o.Reading.At(ctx, past)
		if err != nil {
			return err
		}
		defer done()
		table, err := rows(ctx, room)
		if err != nil {
			return err
		}
		today := room.Today()
		out := &stream{c: c, media: kind.media, name: exportName(list.name, past, today) + "." + format}
		if asked.Has("bom") {
			out.mark = byteOrderMark
		}
		if c.Request().Method == http.MethodHead {
			out.begin()
			return nil
		}
		free, err := s.room(format)
		if err != nil {
			return err
		}
		defer free()
		if err := kind.write(out, export.Style{Words: words, Today: today, BaseURL: s.o.Config.Base()}, table); err != nil {
			return out.broken(err)
		}
		out.begin()
		return nil
	}
}

// room takes a place for one export, and gives how to leave it. A workbook is
// put together in memory, and most of a package in a file, so that there is one
// of them at a time.
func (s *Server) room(format string) (free func(), err error) {
	places := []chan struct{}{s.exports}
	if format == "xlsx" || format == "zip" {
		places = append(places, s.workbooks)
	}
	for i, p := range places {
		select {
		case p <- struct{}{}:
		default:
			for _, taken := range places[:i] {
				<-taken
			}
			return nil, fault.New(fault.Unavailable, "Two exports are running already. Try again in a few seconds.")
		}
	}
	return func() {
		for _, p := range places {
			<-p
		}
	}, nil
}

// readExport reads the filters of an export. An export is whole, so that what
// cuts a list into pages is refused: half a file must not look like all of it.
func readExport(c echo.Context, list listing, format string) (asked url.Values, past reading.Past, rows rowsOf, err error) {
	if asked, err = readQuery(c); err != nil {
		return nil, past, nil, err
	}
	if asked == nil {
		asked = url.Values{}
	}
	wrong := fault.Fields{}
	for _, name := range []string{"limit", "after", "before"} {
		if asked.Has(name) {
			wrong[name] = fault.Say("A file holds everything that the filters find. Leave this out.")
		}
	}
	if bom := asked["bom"]; len(bom) > 0 && (format != "csv" || len(bom) > 1 || bom[0] != "1") {
		wrong["bom"] = fault.Say("A byte order mark is asked for with bom=1, and only of CSV.")
	}
	if err := fault.InvalidFields(wrong); err != nil {
		return nil, past, nil, err
	}
	filters := maps.Clone(asked)
	delete(filters, "bom")
	past, rows, err = list.read(filters)
	return asked, past, rows, err
}

// exportName names a file by the days it was made for.
func exportName(list string, past reading.Past, today when.Day) string {
	name := "habeas-" + list + "-" + today.String()
	if !past.AsOf.IsZero() && !past.KnownAt.IsZero() {
		name += "-known-" + past.KnownAt.String()
	}
	return name
}

// stream sends an export as it comes. Nothing is sent before the first piece
// is ready, so that what fails at once is still answered with its own status.
type stream struct {
	c           echo.Context
	media, name string
	mark        string // before everything else
	begun       bool
}

func (s *stream) begin() {
	if s.begun {
		return
	}
	s.begun = true
	h := s.c.Response().Header()
	h.Set("Content-Type", s.media)
	h.Set("Content-Disposition", `attachment; filename="`+s.name+`"`)
	s.c.Response().WriteHeader(http.StatusOK)
	if s.mark != "" && s.c.Request().Method != http.MethodHead {
		_, _ = io.WriteString(s.c.Response(), s.mark) // what fails here fails at the next piece
	}
}

// Write sends one piece, and gives the client time for it.
func (s *stream) Write(piece []byte) (int, error) {
	if len(piece) == 0 {
		return 0, nil
	}
	s.begin()
	// The deadline of the server is for pages. Not every writer has one: a
	// recorder in a test does not.
	_ = http.NewResponseController(s.c.Response()).SetWriteDeadline(time.Now().Add(patience))
	return s.c.Response().Write(piece)
}

// broken answers an export that failed. When some of it was sent already, the
// connection is cut: a file must not look whole when it is not.
func (s *stream) broken(err error) error {
	if !s.begun {
		return err
	}
	panic(http.ErrAbortHandler)
}

// caseData is one case as data: the published document itself.
func (s *Server) caseData(v visit) (templ.Component, error) {
	ref, _ := refOrFile(v.Param("ref"))
	page, err := v.room.Case(v.ctx(), ref)
	if err != nil {
		return nil, err
	}
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		return out.Encode(page.Case)
	}), nil
}

// refOrFile parts the address of a case from that of its data.
func refOrFile(param string) (ref string, file bool) { return strings.CutSuffix(param, ".json") }
