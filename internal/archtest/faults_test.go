package archtest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/locale"
)

// onTheTerminal are the packages whose faults only the person who starts the
// program meets, on a terminal that speaks English.
var onTheTerminal = []string{"cmd/habeas", "internal/config", "internal/demo", "internal/synth", "internal/bench"}

func TestEverySentenceOfAFaultIsTranslated(t *testing.T) {
	t.Parallel()
	said, program := map[string]string{}, compiled(t)
	for _, pkg := range program.own {
		if !under(strings.TrimPrefix(pkg.ImportPath, "habeas/"), onTheTerminal) {
			program.formats(t, pkg, said)
		}
	}
	if len(said) < 150 {
		t.Fatalf("only %d sentences were found: the search is broken", len(said))
	}
	for _, l := range locale.Langs {
		if l != locale.English {
			compareSentences(t, l, said)
		}
	}
}

// compareSentences holds a language's errors*.json against what is said, by
// sentence and with the place in the source.
func compareSentences(t *testing.T, l locale.Lang, said map[string]string) {
	have, file := map[string]string{}, string(l)+"/errors*.json"
	paths, err := filepath.Glob(filepath.Join(root, "internal/locale/words", file))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: there is no such file (%v)", file, err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(text, &have)
		}
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	for english, where := range said {
		translated, ok := have[english]
		switch {
		case !ok:
			t.Errorf("%s: %s lacks %q", where, file, english)
		case strings.TrimSpace(translated) != translated || translated == "":
			t.Errorf("%s: %q is %q", file, english, translated)
		default:
			if diff := cmp.Diff(verbs(english), verbs(translated)); diff != "" {
				t.Errorf("%s: %q has other verbs in the translation (-English +%s):\n%s", file, english, l, diff)
			}
		}
	}
	for english := range have {
		if _, ok := said[english]; !ok {
			t.Errorf("%s: nothing says %q any more", file, english)
		}
	}
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+# 0]*[0-9.]*([a-zA-Z%])`)

// verbs lists which argument a sentence shows how, in the order of arguments.
func verbs(format string) []string {
	used, next := []string{}, 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		used = append(used, fmt.Sprintf("argument %d as %s", next, m[2]))
		next++
	}
	slices.Sort(used)
	return slices.Compact(used)
}

// program is the module as the compiler sees it.
type program struct {
	own     []listed
	imports types.Importer
	fset    *token.FileSet
}

// listed is what “go list” tells of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	Standard                bool
	Module                  *struct{ Main bool }
}

// compiled asks the go command for the packages of the module and for what
// the compiler knows of those they import.
func compiled(t *testing.T) program {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,Standard,Module", "./cmd/...", "./internal/...", "./views/...")
	list.Dir = root
	var stderr bytes.Buffer
	list.Stderr = &stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	p, exports := program{fset: token.NewFileSet()}, map[string]string{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var pkg listed
		if err := d.Decode(&pkg); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		exports[pkg.ImportPath] = pkg.Export
		if pkg.Module != nil && pkg.Module.Main {
			p.own = append(p.own, pkg)
		}
	}
	p.imports = importer.ForCompiler(p.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	return p
}

// formats adds every constant of type fault.Format in a package, which is
// everything that can become a sentence of a fault, with where it stands.
func (p program) formats(t *testing.T, pkg listed, said map[string]string) {
	t.Helper()
	var files []*ast.File
	for _, name := range pkg.GoFiles {
		file, err := parser.ParseFile(p.fset, filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	if _, err := (&types.Config{Importer: p.imports}).Check(pkg.ImportPath, p.fset, files, info); err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			expr, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			p.arguments(t, info, expr)
			if text, ok := p.format(t, info, expr); ok {
				if hasWords(text) {
					said[text] = p.where(expr)
				}
				return false // the parts of a sentence are none of their own
			}
			return true
		})
	}
}

// format gives the sentence of an expression. A conversion of what is put
// together at run time would go around the translations, and fails the test.
func (p program) format(t *testing.T, info *types.Info, expr ast.Expr) (string, bool) {
	tv := info.Types[expr]
	if tv.Type == nil || tv.Type.String() != "habeas/internal/fault.Format" || !tv.IsValue() {
		return "", false
	}
	if tv.Value != nil {
		return constant.StringVal(tv.Value), true
	}
	call, ok := expr.(*ast.CallExpr)
	if ok && info.Types[call.Fun].IsType() && !strings.HasPrefix(p.where(expr), "internal/fault/") {
		t.Errorf("%s: a sentence of a fault is a constant; hand its parts over as arguments", p.where(expr))
	}
	return "", false
}

// arguments checks that a call hands over as many arguments as its sentence
// has verbs for, which vet sees in formats of type string only.
func (p program) arguments(t *testing.T, info *types.Info, expr ast.Expr) {
	call, ok := expr.(*ast.CallExpr)
	if !ok || call.Ellipsis.IsValid() {
		return
	}
	sig, ok := info.Types[call.Fun].Type.(*types.Signature)
	if !ok || !sig.Variadic() || sig.Params().Len() < 2 || len(call.Args) < sig.Params().Len()-1 {
		return
	}
	at := sig.Params().Len() - 2
	if text, ok := p.format(t, info, call.Args[at]); ok {
		if got, want := len(call.Args)-at-1, len(verbs(text)); got != want {
			t.Errorf("%s: %d arguments for %d verbs in %q", p.where(expr), got, want, text)
		}
	}
}

func (p program) where(n ast.Node) string {
	at := p.fset.Position(n.Pos())
	if path, err := filepath.Rel(absolute(root), at.Filename); err == nil {
		return filepath.ToSlash(path) + ":" + strconv.Itoa(at.Line)
	}
	return at.String()
}

func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

// hasWords reports whether there is anything to translate besides verbs.
func hasWords(format string) bool {
	return regexp.MustCompile(`\pL`).MatchString(verb.ReplaceAllString(format, ""))
}
