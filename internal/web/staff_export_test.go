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

// ForgetPages lets go of the pages that are kept, so that the next is made.
func (s *Server) ForgetPages() { s.pages = newPageCache(s.o.Now()) }

// Bind, Unbind, DeskPath and DeskAction are tested from outside.
var (
	Bind       = bind
	Unbind     = unbind
	DeskPath   = deskPath
	DeskAction = deskAction
)
