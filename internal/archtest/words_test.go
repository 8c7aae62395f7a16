package archtest_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// banned are ways of writing that have been seen to lose or leak data, or that
// make a package hard to find one's way in.
var banned = []struct {
	pattern *regexp.Regexp
	why     string
	except  []string
}{
	{regexp.MustCompile(`\.AutoMigrate\(|\.Migrator\(\)`), "GORM's migrator deletes child rows and drops triggers on SQLite", nil},
	{regexp.MustCompile(`\.Save\(`), "Save inserts a missing row and writes every column: name the columns", nil},
	{regexp.MustCompile(`\.First\(&?\w+, *"`), "a string condition in First is SQL from wherever it came", nil},
	{regexp.MustCompile(`gorm\.Model|gorm\.DeletedAt`), "rows are the casebook's structs; nothing is half deleted", nil},
	{regexp.MustCompile(`"math/rand(/v2)?"`), "secrets and ids come from crypto/rand", []string{"internal/synth", "internal/demo", "internal/bench", "internal/shelf/shelftest"}},
	{regexp.MustCompile(`middleware\.(Static|MethodOverride|AddTrailingSlash|RemoveTrailingSlash|Logger|LoggerWithConfig|CSRF)\b`), "these parts of Echo have let people past a guard or write addresses into logs", nil},
	{regexp.MustCompile(`\.RealIP\(\)|\.Scheme\(\)`), "Echo believes what a header says", nil},
	{regexp.MustCompile(`templ\.SafeURL\(|templ\.Raw\(`), "this switches off the escaping that keeps scripts out", nil},
	{regexp.MustCompile(`\bcontext\.TODO\(`), "hand the context down", nil},
	{regexp.MustCompile(`^func init\(\)`), "nothing happens before main", nil},
	{regexp.MustCompile(`\bTODO\b|\bFIXME\b|\bXXX\b`), "finish it, or file it", nil},
}

func TestNothingBannedIsWritten(t *testing.T) {
	t.Parallel()
	eachGoFile(t, func(path string) {
		if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go") {
			return
		}
		text := read(t, path)
		for _, b := range banned {
			if under(path, b.except) {
				continue
			}
			for n, line := range strings.Split(text, "\n") {
				if code, _, _ := strings.Cut(line, "//"); b.pattern.MatchString(code) {
					t.Errorf("%s:%d: %s", path, n+1, b.why)
				}
			}
		}
	})
}

func TestPackagesHaveNamesThatSayWhatTheyProvide(t *testing.T) {
	t.Parallel()
	vague := regexp.MustCompile(`(^|/)(utils?|common|helpers?|base|misc|shared|models?|lib)$`)
	for pkg := range packages(t, true) {
		if vague.MatchString(pkg) {
			t.Errorf("%s: name the thing that the package provides", pkg)
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	t.Parallel()
	said := map[string]bool{}
	eachGoFile(t, func(path string) {
		if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go") {
			return
		}
		text := read(t, path)
		said[filepath.Dir(path)] = said[filepath.Dir(path)] || strings.Contains(text, "\n// Package ") || strings.HasPrefix(text, "// Package ") || strings.HasPrefix(text, "// Command ")
	})
	for pkg, ok := range said {
		if !ok {
			t.Errorf("%s has no package comment: say what it provides, what it never does and what to read first", pkg)
		}
	}
}

func TestNoPathOfSomebodysMachineIsInTheTree(t *testing.T) {
	t.Parallel()
	machine := regexp.MustCompile(`(^|[^a-z.])/(work|home|root|Users)/[a-z]`)
	eachGoFile(t, func(path string) {
		if strings.HasSuffix(path, "archtest/words_test.go") {
			return
		}
		if found := machine.FindString(read(t, path)); found != "" {
			t.Errorf("%s holds a path of one machine: %q", path, found)
		}
	})
}

// The pure-Go SQLite is generated against one version of its C library; a
// newer one in go.mod builds and then fails in ways that are hard to trace.
func TestTheCLibraryOfSQLiteIsTheOneItPins(t *testing.T) {
	t.Parallel()
	want := regexp.MustCompile(`modernc\.org/libc (v\S+)`).FindStringSubmatch(read(t, "go.mod"))
	sqlite := regexp.MustCompile(`modernc\.org/sqlite (v\S+)`).FindStringSubmatch(read(t, "go.mod"))
	if want == nil || sqlite == nil {
		t.Fatal("go.mod names neither modernc.org/libc nor modernc.org/sqlite")
	}
	if pins := map[string]string{"v1.60.1": "v1.77.1"}; pins[sqlite[1]] != want[1] {
		t.Errorf("modernc.org/sqlite %s with libc %s: look up the version that its go.mod pins, and write it here", sqlite[1], want[1])
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
