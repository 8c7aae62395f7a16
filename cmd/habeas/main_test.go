package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"habeas": main})
}

// TestCommands runs the scripts in testdata/script against the real program.
func TestCommands(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			address, err := freeAddress()
			env.Setenv("ADDR", address)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"await": await, "get": get, "mode": mode, "pages": pages,
		},
	})
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// await waits until the server at $ADDR answers.
func await(ts *testscript.TestScript, neg bool, args []string) {
	for range 200 {
		if resp, err := http.Get("http://" + ts.Getenv("ADDR") + "/healthz"); err == nil {
			resp.Body.Close()
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	ts.Fatalf("the server did not answer within four seconds")
}

// get PATH STATUS [TEXT] asks the server at $ADDR for a page.
func get(ts *testscript.TestScript, neg bool, args []string) {
	resp, err := http.Get("http://" + ts.Getenv("ADDR") + args[0])
	ts.Check(err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	ts.Check(err)
	if got := fmt.Sprint(resp.StatusCode); got != args[1] {
		ts.Fatalf("%s: status %s, want %s", args[0], got, args[1])
	}
	if len(args) > 2 && !strings.Contains(string(body), args[2]) {
		ts.Fatalf("%s does not say %q", args[0], args[2])
	}
}

// mode FILE PERMISSIONS checks who may read a file.
func mode(ts *testscript.TestScript, neg bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := fmt.Sprintf("%o", info.Mode().Perm()); got != args[1] {
		ts.Fatalf("%s has mode %s, want %s", args[0], got, args[1])
	}
}

func TestTheDemonstrationStartsInTwoSeconds(t *testing.T) {
	old := syscall.Umask(0o077)
	defer syscall.Umask(old)
	address, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan int, 1)
	start := time.Now()
	go func() {
		done <- run(ctx, []string{"serve", "--demo", "--addr", address, "--data", t.TempDir(), "--log-level", "error"}, strings.NewReader(""), io.Discard, os.Stderr)
	}()
	for {
		resp, err := http.Get("http://" + address + "/cases")
		if err == nil {
			resp.Body.Close()
			break
		}
		if time.Since(start) > 20*time.Second {
			t.Fatal("no answer in 20 seconds")
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Logf("empty folder to first answer: %s", time.Since(start).Round(time.Millisecond))
	stop()
	if code := <-done; code != exitDone {
		t.Errorf("the server ended with %d", code)
	}
}

// pages LIST FILE reads a list for programs to its end, as anybody would who has
// its first address, and compares the number of rows with that of a CSV.
func pages(ts *testscript.TestScript, neg bool, args []string) {
	read := func(address string) []byte {
		resp, err := http.Get(address)
		ts.Check(err)
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		ts.Check(err)
		if resp.StatusCode != http.StatusOK {
			ts.Fatalf("%s: status %d\n%s", address, resp.StatusCode, body)
		}
		return body
	}
	site, got := "http://"+ts.Getenv("ADDR"), 0
	for next := site + args[0]; next != ""; {
		var page struct {
			Data  []json.RawMessage
			Links struct{ Next string }
		}
		ts.Check(json.Unmarshal(read(next), &page))
		got, next = got+len(page.Data), page.Links.Next
	}
	rows, err := csv.NewReader(bytes.NewReader(read(site + args[1]))).ReadAll()
	ts.Check(err)
	if want := len(rows) - 1; got != want || want == 0 {
		ts.Fatalf("%s has %d rows, %s has %d", args[0], got, args[1], want)
	}
}
