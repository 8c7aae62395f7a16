package archtest_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// rule says who may not import what, and why. Packages are paths below the
// module; a rule on a folder holds for everything below it.
type rule struct {
	who    []string
	not    []string
	except []string
	why    string
}

var (
	ground  = []string{"internal/fault", "internal/when", "internal/names", "internal/locale", "internal/config"}
	facts   = []string{"internal/casebook", "internal/access", "internal/public"}
	cellars = []string{"internal/store", "internal/shelf"}
	visible = []string{"internal/reading", "internal/export", "internal/wording", "views/visitor", "views/picture"}
)

var rules = []rule{
	{who: ground, not: append(append([]string{"internal/desk", "internal/reading", "internal/web", "views"}, facts...), cellars...), why: "the ground floor carries everything and knows nothing above it"},
	{who: append(ground, facts...), not: []string{"gorm.io", "github.com/labstack/echo", "github.com/a-h/templ"}, why: "rules must run in a test without a database or a server"},
	{who: []string{"internal/casebook", "internal/public"}, not: []string{"internal/access"}, why: "what is known and what may be shown does not depend on who asks"},
	{who: []string{"internal/casebook"}, not: []string{"internal/public"}, why: "the casebook does not know what is published of it"},
	{who: facts, not: append([]string{"internal/desk", "internal/reading", "internal/web", "views"}, cellars...), why: "facts and rules know nothing of where they are kept or shown"},
	{who: visible, not: []string{"internal/casebook", "internal/store", "internal/desk", "internal/access"}, why: "they cannot leak what they cannot name"},
	{who: []string{"internal/api"}, not: []string{"internal/casebook", "internal/store", "internal/desk", "internal/access", "internal/shelf", "internal/web", "gorm.io"}, why: "the door for programs reads the reading room alone, and serves where there is nothing else"},
	{who: []string{"internal/shelf"}, not: []string{"internal/casebook", "internal/store", "internal/desk", "internal/access"}, why: "the shelf holds published types only"},
	{who: []string{"internal/store"}, not: []string{"internal/public", "internal/desk", "internal/access", "internal/shelf"}, why: "storage has no opinion on who may do what, nor on what is shown"},
	{who: []string{"internal/desk"}, not: []string{"github.com/labstack/echo", "gorm.io", "views", "internal/web"}, why: "operations know neither pages nor rows of a library"},
	{who: []string{"views"}, not: []string{"internal/store", "internal/shelf", "internal/desk", "internal/reading", "internal/web", "github.com/labstack/echo"}, except: []string{"views/visitor:internal/reading", "views/picture:internal/reading", "views/staff:internal/store"}, why: "views receive what they show"},
	{who: []string{"internal/sqlite"}, not: []string{"internal/casebook", "internal/public", "internal/desk", "gorm.io"}, why: "it opens files and knows nothing of what is in them"},
	{who: []string{"internal/jobs"}, not: append(append([]string{"internal/desk", "internal/web", "views", "gorm.io", "github.com/labstack/echo"}, facts...), cellars...), why: "timed work is handed in: the door knows when, the rooms know what"},
	{who: []string{"internal/difference"}, not: append(append([]string{"internal/desk", "internal/web", "views"}, facts...), cellars...), why: "it compares pages and knows nothing of what they are about"},
	{who: []string{"internal/intake"}, not: append([]string{"internal/desk", "internal/web", "views", "gorm.io"}, cellars...), why: "reading a text takes its words and nothing else"},
	{who: []string{"internal/pdftext"}, not: append(append([]string{"internal/desk", "internal/web", "views", "gorm.io"}, facts...), cellars...), why: "a hostile file is read where there is nothing to be had"},
	{who: []string{"internal/web"}, not: []string{"gorm.io"}, why: "SQL has two homes, the store and the shelf"},
}

// homes are libraries that may be imported in certain places only.
var homes = map[string][]string{
	"github.com/labstack/echo": {"internal/web", "internal/api"},
	"gorm.io":                  {"internal/store", "internal/shelf"},
	"modernc.org/sqlite":       {"internal/store", "internal/sqlite"},
	"github.com/tetratelabs":   {"internal/pdftext"},
	"github.com/getkin":        {"tests alone"}, // which hold what is said of the addresses for programs against what they answer
	"github.com/alecthomas":    {"cmd/habeas", "internal/config", "internal/bench"},
}

func TestImportsPointDownward(t *testing.T) {
	t.Parallel()
	checked := 0
	for pkg, imports := range packages(t, false) {
		for path := range imports {
			checked++
			for _, r := range rules {
				if under(pkg, r.who) && under(path, r.not) && !excepted(r, pkg, path) {
					t.Errorf("%s imports %s: %s", pkg, path, r.why)
				}
			}
		}
	}
	if checked < 100 {
		t.Errorf("looked at %d imports only; the test has lost its way", checked)
	}
}

func TestLibrariesStayAtHome(t *testing.T) {
	t.Parallel()
	for pkg, imports := range packages(t, false) {
		for path := range imports {
			for library, home := range homes {
				if within(path, library) && !under(pkg, home) {
					t.Errorf("%s imports %s, which is at home in %s", pkg, path, strings.Join(home, " and "))
				}
			}
		}
	}
}

func TestTheRulesAreAboutPackagesThatExist(t *testing.T) {
	t.Parallel()
	for _, r := range rules {
		for _, path := range append(append([]string{}, r.who...), r.not...) {
			if strings.Contains(strings.SplitN(path, "/", 2)[0], ".") {
				continue // a library
			}
			if _, err := os.Stat(filepath.Join(root, path)); err != nil {
				t.Errorf("a rule is about %s, which does not exist", path)
			}
		}
	}
}

const root = "../.."

// packages gives the imports of every package of the module, own packages as
// paths below it. Tests may import more, and are left out unless asked for.
func packages(t *testing.T, tests bool) map[string]map[string]bool {
	t.Helper()
	found := map[string]map[string]bool{}
	eachGoFile(t, func(path string) {
		if strings.HasSuffix(path, "_test.go") && !tests || strings.Contains(path, "storetest") || strings.HasPrefix(path, "internal/tools") {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, path), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		pkg := filepath.Dir(path)
		if found[pkg] == nil {
			found[pkg] = map[string]bool{}
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			found[pkg][strings.TrimPrefix(imported, "habeas/")] = true
		}
	})
	return found
}

// eachGoFile calls fn with the path below the module of every Go file.
func eachGoFile(t *testing.T, fn func(path string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || d.Name() == "bin" || d.Name() == "data") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") {
			below, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			fn(filepath.ToSlash(below))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func under(path string, folders []string) bool {
	for _, f := range folders {
		if within(path, f) {
			return true
		}
	}
	return false
}

func within(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}

func excepted(r rule, pkg, path string) bool {
	for _, e := range r.except {
		who, what, _ := strings.Cut(e, ":")
		if within(pkg, who) && within(path, what) {
			return true
		}
	}
	return false
}
