// Package static holds the files that pages refer to: styles and pictures.
// They are part of the program, and their addresses carry a hash of what is in
// them, so that a browser may keep each for good.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"regexp"
	"sync"
)

//go:embed css img js
var embedded embed.FS

// File is one file ready to be sent.
type File struct {
	Name string // below static, css/site.css
	Hash string // of the body, as in the address
	Type string // media type
	Body []byte
}

// files are read once, when the first is asked for.
var files = sync.OnceValue(func() map[string]File {
	found := map[string]File{}
	err := fs.WalkDir(embedded, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := embedded.ReadFile(name)
		if err != nil {
			return err
		}
		if path.Ext(name) == ".css" {
			body = Packed(body)
		}
		sum := sha256.Sum256(body)
		found[name] = File{Name: name, Hash: hex.EncodeToString(sum[:6]), Type: mediaTypes[path.Ext(name)], Body: body}
		return nil
	})
	if err != nil {
		panic(err) // the files are inside the program: only a broken build cannot read them
	}
	return found
})

// mediaTypes are those of the files we have; a file of another kind would be
// sent without a type, which a test refuses.
var mediaTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
	".js":  "text/javascript; charset=utf-8",
}

var (
	comments = regexp.MustCompile(`(?s)/\*.*?\*/`)
	breaks   = regexp.MustCompile(`\s*\n\s*`)
	marks    = regexp.MustCompile(`\s*([{};])\s*`)
	values   = regexp.MustCompile(`([{;])([a-z-]+): `)
)

// Packed gives a style sheet without its comments and indentation, which are a
// sixth of it. It knows no strings: none of ours may hold a brace or a
// semicolon.
func Packed(css []byte) []byte {
	css = comments.ReplaceAll(css, nil)
	css = breaks.ReplaceAll(css, nil)
	css = marks.ReplaceAll(css, []byte("$1"))
	return values.ReplaceAll(css, []byte("$1$2:"))
}

// URL gives the address of a file, /static/HASH/css/site.css. A name that does
// not exist is a mistake of ours and gives an address that answers 404.
func URL(name string) string { return "/static/" + files()[name].Hash + "/" + name }

// Get gives a file by its name. Whether the hash in an address is the present
// one is for the caller to see: an old page may still ask for an old one.
func Get(name string) (File, bool) {
	f, ok := files()[name]
	return f, ok
}

// All lists the files, for tests and for a crawl of everything public.
func All() []File {
	all := make([]File, 0, len(files()))
	for _, f := range files() {
		all = append(all, f)
	}
	return all
}
