package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// check is one permission check that can be taken away.
type check struct {
	number int
	place  string // file:line
	with   string // the switch it stands behind
	what   string
}

func (c check) String() string { return fmt.Sprintf("%s %s", c.place, c.what) }

// first puts the suites of its own package before the others.
func (c check) first(suites []suite) []suite {
	own := "./" + filepath.Dir(c.place)
	var first, then []suite
	for _, s := range suites {
		if s.pkg == own {
			first = append(first, s)
		} else {
			then = append(then, s)
		}
	}
	return append(first, then...)
}

// searched are the packages in which checks stand.
var searched = []string{"internal/desk", "internal/store", "internal/access", "internal/web"}

// refusing are the methods whose error refuses somebody.
var refusing = []string{"May", "MayWith", "relate", "guard", "settled", "inHistoryOf", "mayShut"}

// finder walks one package and wraps what it finds.
type finder struct {
	files  *token.FileSet
	pkg    string
	checks *[]check
}

// instrument wraps every check of the program and gives the overlay that
// builds it that way.
func instrument(scratch string) ([]check, string, error) {
	var checks []check
	replace := map[string]string{}
	for _, pkg := range searched {
		paths, err := filepath.Glob(filepath.Join(pkg, "*.go"))
		if err != nil {
			return nil, "", err
		}
		slices.Sort(paths)
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			before := len(checks)
			body, err := wrapFile(path, pkg, &checks)
			if err != nil {
				return nil, "", err
			}
			if len(checks) > before {
				if err := put(scratch, path, body, replace); err != nil {
					return nil, "", err
				}
			}
		}
		if err := put(scratch, filepath.Join(pkg, "zz_switch.go"), []byte(switchText(filepath.Base(pkg))), replace); err != nil {
			return nil, "", err
		}
	}
	overlay, err := writeOverlay(scratch, replace)
	return checks, overlay, err
}

// put keeps the wrapped text of a file beside the others.
func put(scratch, path string, body []byte, replace map[string]string) error {
	whole, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	out := filepath.Join(scratch, strings.ReplaceAll(path, "/", "_"))
	replace[whole] = out
	return os.WriteFile(out, body, 0o600)
}

func wrapFile(path, pkg string, checks *[]check) ([]byte, error) {
	f := &finder{token.NewFileSet(), filepath.Base(pkg), checks}
	file, err := parser.ParseFile(f.files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
			f.within(fn)
		}
	}
	var out bytes.Buffer
	err = printer.Fprint(&out, f.files, file)
	return out.Bytes(), err
}

// within wraps the checks of one function.
func (f *finder) within(fn *ast.FuncDecl) {
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			f.call(fn, n)
		case *ast.IfStmt:
			if s, ok := n.Init.(*ast.AssignStmt); ok {
				f.results(s.Rhs)
			}
		case *ast.AssignStmt:
			if len(n.Lhs) == 1 {
				f.results(n.Rhs)
			}
		case *ast.ReturnStmt:
			f.results(n.Results)
		case *ast.BinaryExpr:
			n.X, n.Y = f.operand(n.X), f.operand(n.Y)
		case *ast.CompositeLit:
			if f.pkg == "store" && (fn.Name.Name == "lying" || fn.Name.Name == "secrets") {
				f.rows(n)
			}
		}
		return true
	})
}

// operand wraps one side of an operator.
func (f *finder) operand(e ast.Expr) ast.Expr {
	call, ok := e.(*ast.CallExpr)
	switch {
	case ok && f.refuses(call):
		return f.wrap("withoutError", call, call)
	case ok && f.pkg == "store" && shuts(call):
		return f.wrap("withoutCondition", call, call)
	}
	return e
}

// rows wraps the parts of a list of what is shut.
func (f *finder) rows(list *ast.CompositeLit) {
	for i, e := range list.Elts {
		switch e := e.(type) {
		case *ast.KeyValueExpr:
			e.Value = f.wrap("withoutRows", e, e.Value)
		case *ast.BinaryExpr, *ast.CallExpr, *ast.BasicLit:
			list.Elts[i] = f.wrap("withoutRows", e, e)
		}
	}
}

// results wraps those of some expressions that refuse.
func (f *finder) results(all []ast.Expr) {
	for i, e := range all {
		if call, ok := e.(*ast.CallExpr); ok && f.refuses(call) {
			all[i] = f.wrap("withoutError", call, call)
		}
	}
}

// refuses reports whether a call answers with an error that refuses somebody.
func (f *finder) refuses(call *ast.CallExpr) bool {
	switch fn := call.Fun.(type) {
	case *ast.SelectorExpr:
		return slices.Contains(refusing, fn.Sel.Name) && (f.pkg == "desk" || f.pkg == "web" || f.pkg == "access" && fn.Sel.Name == "May")
	case *ast.Ident:
		return f.pkg == "desk" && (fn.Name == "related" || fn.Name == "nameOnly" || fn.Name == "ofAccount")
	}
	return false
}

// call wraps, in one call, a permission that is asked for and a condition that
// shuts rows.
func (f *finder) call(fn *ast.FuncDecl, call *ast.CallExpr) {
	name := ""
	switch callee := call.Fun.(type) {
	case *ast.SelectorExpr:
		name = callee.Sel.Name
	case *ast.Ident:
		name = callee.Name
	}
	if wrapping(name) {
		return
	}
	if f.pkg == "desk" && name == "edit" && len(call.Args) == 4 {
		callee := call.Fun.(*ast.SelectorExpr)
		callee.Sel = ast.NewIdent("do")
		asked := &ast.SelectorExpr{X: ast.NewIdent("access"), Sel: ast.NewIdent("EditCasebook")}
		call.Args = slices.Insert(call.Args, 2, f.wrap("lesser", call, asked))
		return
	}
	for i, arg := range call.Args {
		switch {
		case (f.pkg == "desk" || f.pkg == "web") && isPermission(arg) && name != "May" && name != "MayWith":
			call.Args[i] = f.wrap("lesser", call, arg)
		case f.pkg == "store" && shuts(arg):
			call.Args[i] = f.wrap("withoutCondition", call, arg)
		}
	}
}

// isPermission reports whether an argument is a permission of package access
// that not everybody has.
func isPermission(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, ok := s.X.(*ast.Ident)
	known := []string{"EditCasebook", "PublishRecord", "ManageAccounts", "ReviewRecord", "SecondPerson", "AssignCases", "ReadPrivateFile", "EditPrivateFile", "ExportUnpublished", "ReadAccessLog"}
	return ok && pkg.Name == "access" && slices.Contains(known, s.Sel.Name)
}

// shuts reports whether an argument is a condition that keeps rows from those
// who may not see them.
func shuts(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	switch fn := call.Fun.(type) {
	case *ast.SelectorExpr:
		return fn.Sel.Name == "seen" || fn.Sel.Name == "open" || fn.Sel.Name == "openHistory"
	case *ast.Ident:
		return fn.Name == "notAmong"
	}
	return false
}

// wrapping reports whether a name is that of a switch.
func wrapping(name string) bool {
	return slices.Contains([]string{"lesser", "withoutError", "withoutCondition", "withoutRows", "secondLine"}, name)
}

// wrap puts an expression behind a switch of its own.
func (f *finder) wrap(with string, at ast.Node, e ast.Expr) ast.Expr {
	if inner, ok := e.(*ast.CallExpr); ok {
		if id, ok := inner.Fun.(*ast.Ident); ok && wrapping(id.Name) {
			return e
		}
	}
	if call, ok := e.(*ast.CallExpr); ok && with == "withoutError" {
		if s, ok := call.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "guard" {
			with = "secondLine"
		}
	}
	number := len(*f.checks) + 1
	pos := f.files.Position(at.Pos())
	var what bytes.Buffer
	_ = printer.Fprint(&what, f.files, e)
	first, _, _ := strings.Cut(what.String(), "\n")
	*f.checks = append(*f.checks, check{number, fmt.Sprintf("%s:%d", pos.Filename, pos.Line), with, first})
	return &ast.CallExpr{Fun: ast.NewIdent(with), Args: []ast.Expr{&ast.BasicLit{Kind: token.INT, Value: strconv.Itoa(number)}, e}}
}

// switchText is the file that turns one check off, by its number.
func switchText(pkg string) string {
	text := `package ` + pkg + `

import (
	"os"
	"strconv"
	"sync"
)

var withoutCheck, _ = strconv.Atoi(os.Getenv("HABEAS_WITHOUT_CHECK"))

var reachedChecks sync.Map

// off reports whether a check is taken away, and notes that it was come to.
func off(n int) bool {
	if path := os.Getenv("HABEAS_REACHED"); path != "" {
		if _, before := reachedChecks.LoadOrStore(n, true); !before {
			f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
			if err != nil {
				panic(err)
			}
			f.WriteString(strconv.Itoa(n) + "\n")
			f.Close()
		}
	}
	return n == withoutCheck
}

func withoutError(n int, err error) error {
	if off(n) {
		return nil
	}
	return err
}

// The second line catches what the first forgot: with it no single check would
// matter, so it is off whenever one is taken away.
func secondLine(n int, err error) error {
	off(n)
	if withoutCheck != 0 {
		return nil
	}
	return err
}

func withoutRows(n int, rows string) string {
	if off(n) {
		return "SELECT id FROM cases WHERE 0"
	}
	return rows
}

func withoutCondition(n int, condition string) string {
	if off(n) {
		return "1 = 1"
	}
	return condition
}

var _, _, _, _ = withoutError, withoutCondition, withoutRows, secondLine
`
	if pkg == "desk" || pkg == "web" {
		text = strings.Replace(text, "import (", "import (\n\t\"habeas/internal/access\"", 1) + `
func lesser(n int, p access.Permission) access.Permission {
	if off(n) {
		return access.ReadCasebook
	}
	return p
}

var _ = lesser
`
	}
	return text
}
