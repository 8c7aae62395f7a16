package web

import (
	"context"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"habeas/internal/locale"
	"habeas/views/layout"
)

// visit is one request for a public page.
type visit struct {
	echo.Context
	lang  locale.Lang
	words *locale.Words
}

func (v visit) ctx() context.Context { return v.Request().Context() }

// pageHandler reads an address, asks the reading room, and gives the page.
type pageHandler func(v visit) (templ.Component, error)

// layoutOf gives what every page has; path is its address in English.
func (s *Server) layoutOf(v visit, path, title string, section layout.Section) layout.Page {
	return layout.Page{Words: v.words, Title: title, Path: path, BaseURL: s.o.Config.Base(), Section: section, NoDesk: !s.hasDesk()}
}

// pageCache is empty yet.
type pageCache struct{}

func newPageCache(started time.Time) *pageCache { return &pageCache{} }
