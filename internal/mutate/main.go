// Command mutate removes every single permission check of the program, one at a
// time, and runs the tests: each removal must make one of them fail. It prints
// which were noticed, and those that were not.
//
// The checks are found in the source (package go/ast) and wrapped in a switch
// that an environment variable turns off, so that each package of tests is
// compiled once, with `go test -overlay`, and not once for each check.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// suite is one package of tests that may notice a missing check.
type suite struct{ pkg, run string }

// The suites that are quick notice most; the others are asked one test at a
// time about what is left, those that come to the check alone.
var (
	quick = []suite{
		{"./internal/desk", "TestEveryOperationAsks"},
		{"./internal/store", "TestWhatIsRestricted|TestAnIdCannot"},
		{"./internal/access", "."},
		{"./internal/web", "TestTheLineOfARoute|TestIdsOfARestricted"},
	}
	thorough = []string{"./internal/access", "./internal/store", "./internal/desk", "./internal/web"}
)

// secondLineTest is the test of what catches a forgotten check.
const secondLineTest = "TestAnOperationThatForgetsItsCaseIsCaught"

// workers is how many checks are taken away at a time: the machine that this
// is made for has two cores.
const workers = 2

// atMost is how long one suite may run.
const atMost = 15 * time.Minute

// patience is how often a suite that ran out of time is tried again.
const patience = 2

func main() {
	only := flag.String("only", "", "a part of the place of the checks to try")
	list := flag.Bool("list", false, "list the checks and stop")
	flag.Parse()
	if err := run(*only, *list); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(only string, list bool) error {
	scratch, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	checks, overlay, err := instrument(scratch)
	if err != nil {
		return err
	}
	if list {
		for _, c := range checks {
			fmt.Println(c)
		}
		return nil
	}
	binaries, err := compile(scratch, overlay)
	if err != nil {
		return err
	}
	tried := slices.DeleteFunc(checks, func(c check) bool { return !strings.Contains(c.String(), only) })
	began := time.Now()
	left, err := notNoticed(tried, binaries, check.first, quick)
	if err == nil && len(left) > 0 {
		fmt.Printf("%d of %d were noticed by the quick tests, in %s; asking the others about the rest\n", len(tried)-len(left), len(tried), time.Since(began).Round(time.Second))
		left, err = askEach(left, scratch, binaries)
	}
	if err != nil {
		return err
	}
	for _, c := range left {
		fmt.Println("SURVIVED", c)
	}
	fmt.Printf("%d of %d removed checks were noticed, in %s\n", len(tried)-len(left), len(tried), time.Since(began).Round(time.Second))
	if len(left) > 0 {
		return fmt.Errorf("%d checks can be removed and no test fails", len(left))
	}
	return nil
}

// notNoticed takes away one check after the other and gives those that none of
// some suites noticed, asked in the order that a check makes of them. Suites
// that fail with every check in place are an error.
func notNoticed(checks []check, binaries map[string]string, order func(check, []suite) []suite, suites []suite) ([]check, error) {
	for number, state := range map[int]string{0: "with every check in place", -1: "without the second line"} {
		if killer := notice(binaries, suites, number, number != 0); killer != "" {
			return nil, fmt.Errorf("%s %s fails: mend that first", state, killer)
		}
	}
	return sift(checks, func(c check) string { return notice(binaries, order(c, suites), c.number, c.with != "secondLine") }), nil
}

// sift takes away one check after the other and gives those for which killer
// names no test.
func sift(checks []check, killer func(check) string) (left []check) {
	var mu sync.Mutex
	each(checks, func(c check) {
		by := killer(c)
		mu.Lock()
		defer mu.Unlock()
		if by == "" {
			left = append(left, c)
			return
		}
		fmt.Println("noticed ", c, "by", by)
	})
	slices.SortFunc(left, func(a, b check) int { return a.number - b.number })
	return left
}

// each calls fn with every item, as many at a time as there are workers.
func each[T any](items []T, fn func(T)) {
	var group sync.WaitGroup
	turns := make(chan struct{}, workers)
	for _, item := range items {
		turns <- struct{}{}
		group.Go(func() {
			defer func() { <-turns }()
			fn(item)
		})
	}
	group.Wait()
}

// compile builds the tests of each package once.
func compile(scratch, overlay string) (map[string]string, error) {
	binaries := map[string]string{}
	for _, pkg := range thorough {
		out := filepath.Join(scratch, filepath.Base(pkg)+".test")
		build := exec.Command("go", "test", "-c", "-overlay", overlay, "-o", out, pkg)
		if text, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%s: %w\n%s", pkg, err, text)
		}
		binaries[pkg] = out
	}
	return binaries, nil
}

// notice gives the suite that fails without a check, empty when none does.
// Number 0 takes nothing away, any other the second line as well; its own test
// is then left out.
func notice(binaries map[string]string, suites []suite, number int, leaveOut bool) string {
	for _, s := range suites {
		if failing := s.fails(binaries[s.pkg], number, leaveOut, patience); failing != "" {
			return s.pkg + " " + failing
		}
	}
	return ""
}

// fails runs a suite and gives the test that failed, empty when none did. A
// suite that ran out of time proves nothing: it is run again.
func (s suite) fails(binary string, number int, leaveOut bool, tries int) string {
	ctx, cancel := context.WithTimeout(context.Background(), atMost)
	defer cancel()
	test := exec.CommandContext(ctx, binary, "-test.run", s.run, "-test.failfast")
	if leaveOut {
		test.Args = append(test.Args, "-test.skip", secondLineTest)
	}
	test.Dir = s.pkg
	test.Env = append(os.Environ(), "HABEAS_WITHOUT_CHECK="+strconv.Itoa(number))
	said, err := test.CombinedOutput()
	if err == nil {
		return ""
	}
	if ctx.Err() != nil && tries > 1 {
		return s.fails(binary, number, leaveOut, tries-1)
	}
	if number <= 0 {
		fmt.Printf("%s\n", said)
	}
	if ctx.Err() != nil {
		return ""
	}
	if at := bytes.Index(said, []byte("--- FAIL: ")); at >= 0 {
		name, _, _ := strings.Cut(string(said[at+len("--- FAIL: "):]), " ")
		return name
	}
	return s.run
}

// writeOverlay writes what `go test -overlay` reads.
func writeOverlay(scratch string, replace map[string]string) (string, error) {
	body, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(scratch, "overlay.json")
	return path, os.WriteFile(path, body, 0o600)
}
