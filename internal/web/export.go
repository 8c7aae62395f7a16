package web

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
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
)

// exporter writes cases as one kind of file.
type exporter struct {
	media string
	write func(w io.Writer, words *locale.Words, today when.Day, baseURL string, rows export.Cases) error
}

// exporters by the ending of their address.
var exporters = map[string]exporter{
	"csv":    {"text/csv; charset=utf-8", export.CSV},
	"json":   {"application/json", export.JSON},
	"ndjson": {"application/x-ndjson", export.NDJSON},
	"xlsx":   {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", export.XLSX},
}

// byteOrderMark tells old spreadsheets that a file is UTF-8; a CSV begins with
// it when it is asked for with bom=1.
const byteOrderMark = "\ufeff"

// patience is how long a client may take to read one piece of an export, some
// sixty kilobytes, before it gives its place to somebody else.
const patience = 30 * time.Second

// export streams the cases that the filters of the list find, in the words of
// a language. It answers with fault.Invalid for a filter that does not exist,
// and with fault.Unavailable while as many exports run as may.
func (s *Server) export(l locale.Lang, format string) echo.HandlerFunc {
	kind, words := exporters[format], locale.For(l)
	return func(c echo.Context) error {
		q, room, done, err := s.readExport(c, format)
		if err != nil {
			return err
		}
		defer done()
		today := room.Today()
		out := &stream{c: c, media: kind.media, name: exportName(q, today) + "." + format}
		if c.QueryParam("bom") == "1" {
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
		rows := room.EachCase(c.Request().Context(), q)
		if err := kind.write(out, words, today, s.o.Config.Base(), rows); err != nil {
			return out.broken(err)
		}
		out.begin()
		return nil
	}
}

// room takes a place for one export, and gives how to leave it. A workbook is
// put together in memory, so that there is one at a time.
func (s *Server) room(format string) (free func(), err error) {
	places := []chan struct{}{s.exports}
	if format == "xlsx" {
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
func (s *Server) readExport(c echo.Context, format string) (q public.Query, room *reading.Room, done func(), err error) {
	asked, err := readQuery(c)
	if err != nil {
		return q, nil, nil, err
	}
	wrong := fault.Fields{}
	for _, name := range []string{"limit", "after", "before"} {
		if asked.Has(name) {
			wrong[name] = fault.Say("A file holds everything that the filters find. Leave this out.")
		}
	}
	if bom := asked["bom"]; len(bom) > 0 {
		if format != "csv" || len(bom) > 1 || bom[0] != "1" {
			wrong["bom"] = fault.Say("A byte order mark is asked for with bom=1, and only of CSV.")
		}
		delete(asked, "bom")
	}
	if err := fault.InvalidFields(wrong); err != nil {
		return q, nil, nil, err
	}
	if q, err = public.ParseQuery(asked); err != nil {
		return q, nil, nil, err
	}
	q.Limit = 0
	ctx := c.Request().Context()
	room, done, err = s.o.Reading.At(ctx, reading.Past{AsOf: q.AsOf, KnownAt: q.KnownAt})
	if err != nil {
		return q, nil, nil, err
	}
	if err := room.Known(ctx, q); err != nil {
		done()
		return q, nil, nil, err
	}
	return q, room, done, nil
}

// exportName names a file by the days it was made for.
func exportName(q public.Query, today when.Day) string {
	name := "habeas-cases-" + today.String()
	if !q.AsOf.IsZero() && !q.KnownAt.IsZero() {
		name += "-known-" + q.KnownAt.String()
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
