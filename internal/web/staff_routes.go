package web

import "github.com/labstack/echo/v4"

// Staff is what the desk's side of the server needs; empty for the public
// record alone.
type Staff struct{}

// staffDoor is what the desk's side keeps while it runs.
type staffDoor struct{}

func (s *Server) furnishStaff() error { return nil }

// hasDesk reports whether people can sign in here.
func (s *Server) hasDesk() bool { return false }

// staffRoutes are the addresses of the desk and of accounts.
func (s *Server) staffRoutes(g *echo.Group) {}
