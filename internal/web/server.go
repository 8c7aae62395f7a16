// Package web is the door for browsers: it reads addresses and forms, asks one
// room for what they mean, and answers with a page. It decides nothing about
// cases; a question of the trade that turns up here belongs further down.
//
// Start reading at the table of routes in routes.go.
package web

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"habeas/internal/config"
	"habeas/internal/locale"
	"habeas/internal/reading"
)

// Options is what a server is made of. With no desk it serves the public
// record alone.
type Options struct {
	Reading *reading.Room
	Config  config.Config
	Log     *slog.Logger
	Now     func() time.Time
	API     Door // nil: there is none
	Staff
}

// Door puts addresses of its own into the server of the site. It returns its
// faults, and the server answers them.
type Door interface{ Routes(e *echo.Echo) }

// Server answers requests.
type Server struct {
	o         Options
	echo      *echo.Echo
	pages     *pageCache
	exports   chan struct{} // one token for each export that may run
	workbooks chan struct{} // the token of the one that may be a workbook
	staff     staffDoor
	family    familyDoor
}

// maxExports is how many exports run at a time: each holds a reader of the
// database and writes as fast as its client reads.
const maxExports = 2

// New makes a server. It fails when the words of the site are broken.
func New(o Options) (*Server, error) {
	if err := locale.Load(); err != nil {
		return nil, err
	}
	s := &Server{o: o, echo: echo.New(), pages: newPageCache(o.Now()), exports: make(chan struct{}, maxExports), workbooks: make(chan struct{}, 1), family: newFamilyDoor(o.Now)}
	s.echo.HideBanner, s.echo.HidePort = true, true
	s.echo.IPExtractor = echo.ExtractIPDirect()
	s.echo.HTTPErrorHandler = s.answerError
	s.echo.Pre(s.frame, s.moved)
	if err := s.furnishStaff(); err != nil {
		return nil, err
	}
	s.routes()
	return s, nil
}

// Handler is the whole site.
func (s *Server) Handler() http.Handler { return s.echo }

// HTTP is a server around [Server.Handler] that does not wait for slow or
// silent clients for ever. Exports move their own deadline on as they go. Serve
// it on a listener made by [Joined].
func (s *Server) HTTP() *http.Server {
	return &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ConnContext:       withConn,
		ErrorLog:          slog.NewLogLogger(s.o.Log.Handler(), slog.LevelDebug),
	}
}
