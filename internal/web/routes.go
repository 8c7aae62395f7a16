package web

import "github.com/labstack/echo/v4"

// routes is the whole table of addresses.
func (s *Server) routes() {
	s.staffRoutes(s.echo.Group(""))
}

// get answers GET, and HEAD with the same headers: link checkers and feed
// readers ask with HEAD.
func (s *Server) get(path string, h echo.HandlerFunc) {
	s.echo.GET(path, h)
	s.echo.HEAD(path, h)
}
