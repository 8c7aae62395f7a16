package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// single is one test, with the checks that it comes to and how long it takes.
type single struct {
	suite
	reaches map[int]bool
	took    time.Duration
}

// matrixTest asks for every address as everybody: each of its parts is a test
// by itself here, since one takes seconds and all of them minutes.
const matrixTest = "TestThePolicyIsWhatTheServerDoes"

// askEach takes away each check and runs the tests that come to it, one at a
// time, those that come to the fewest checks first: a test of one operation
// tells in less than a second what a test of everything tells in minutes. It
// gives the checks that no test noticed.
func askEach(checks []check, scratch string, binaries map[string]string) ([]check, error) {
	tests, err := singles(binaries)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := reach(tests, scratch, binaries); err != nil {
		return nil, err
	}
	fmt.Printf("%d tests were run one at a time to see which checks they come to, in %s\n", len(tests), time.Since(began).Round(time.Second))
	slices.SortStableFunc(tests, func(a, b *single) int {
		return cmp.Or(len(a.reaches)-len(b.reaches), cmp.Compare(a.took, b.took))
	})
	return sift(checks, func(c check) string {
		for _, t := range tests {
			if t.reaches[c.number] && t.notices(c, binaries) {
				return t.pkg + " " + t.run
			}
		}
		return ""
	}), nil
}

// notices reports that a test fails without a check, and not with it: one that
// fails now and then notices nothing.
func (t *single) notices(c check, binaries map[string]string) bool {
	leaveOut := c.with != "secondLine"
	if t.fails(binaries[t.pkg], c.number, leaveOut, patience) == "" {
		return false
	}
	with := -1
	if !leaveOut {
		with = 0
	}
	return t.fails(binaries[t.pkg], with, leaveOut, patience) == ""
}

// singles lists the tests of every package.
func singles(binaries map[string]string) ([]*single, error) {
	var all []*single
	for _, pkg := range thorough {
		list := exec.Command(binaries[pkg], "-test.list", "^Test")
		list.Dir = pkg
		names, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("%s does not list its tests: %w", pkg, err)
		}
		for _, name := range strings.Fields(string(names)) {
			if name == matrixTest {
				parts, err := partsOf(pkg, binaries[pkg])
				if err != nil {
					return nil, err
				}
				all = append(all, parts...)
				continue
			}
			all = append(all, &single{suite: suite{pkg, "^" + name + "$"}})
		}
	}
	return all, nil
}

var partName = regexp.MustCompile(`(?m)^ +--- PASS: ` + matrixTest + `/ask/(\S+) `)

// partsOf runs the matrix once and gives each of its parts as a test.
func partsOf(pkg, binary string) ([]*single, error) {
	whole := exec.Command(binary, "-test.v", "-test.run", "^"+matrixTest+"$")
	whole.Dir = pkg
	said, err := whole.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("with every check in place %s fails: mend that first\n%s", matrixTest, said)
	}
	var all []*single
	for _, m := range partName.FindAllSubmatch(said, -1) {
		all = append(all, &single{suite: suite{pkg, "^" + matrixTest + "$/^ask$/^" + string(m[1]) + "$"}})
	}
	if len(all) == 0 {
		return nil, errors.New(matrixTest + " has no parts; the tool has lost its way")
	}
	return all, nil
}

// reach runs every test once and notes the checks it comes to. The second line
// is off as it is when a check is taken away, but for its own test.
func reach(tests []*single, scratch string, binaries map[string]string) error {
	var mu sync.Mutex
	var failed []error
	each(tests, func(t *single) {
		notes := filepath.Join(scratch, "reached-"+strconv.Itoa(slices.Index(tests, t)))
		began := time.Now()
		state := "-1"
		if t.run == "^"+secondLineTest+"$" {
			state = "0"
		}
		run := exec.Command(binaries[t.pkg], "-test.run", t.run)
		run.Dir = t.pkg
		run.Env = append(os.Environ(), "HABEAS_WITHOUT_CHECK="+state, "HABEAS_REACHED="+notes)
		said, err := run.CombinedOutput()
		t.took = time.Since(began)
		if err == nil {
			t.reaches, err = numbers(notes)
		}
		if err != nil {
			mu.Lock()
			defer mu.Unlock()
			failed = append(failed, fmt.Errorf("with no check taken away (state %s) %s %s fails: mend that first\n%s", state, t.pkg, t.run, said))
		}
	})
	return errors.Join(failed...)
}

// numbers reads what a test came to; a test that came to nothing wrote nothing.
func numbers(path string) (map[int]bool, error) {
	body, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	found := map[int]bool{}
	for _, word := range strings.Fields(string(body)) {
		n, err := strconv.Atoi(word)
		if err != nil {
			return nil, err
		}
		found[n] = true
	}
	return found, err
}
