package web

// Routes lists what the router knows, "METHOD /path", for the test that no
// address is forgotten.
func (s *Server) Routes() []string {
	var all []string
	for _, r := range s.echo.Routes() {
		all = append(all, r.Method+" "+r.Path)
	}
	return all
}

// Bind, Unbind and DeskPath are tested from outside.
var (
	Bind     = bind
	Unbind   = unbind
	DeskPath = deskPath
)
