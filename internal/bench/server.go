package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is a process that answers on a port of the loopback.
type server struct {
	cmd  *exec.Cmd
	addr string
}

// freeAddr gives a port that is free now.
func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// start runs a program and waits for its first answer.
func start(cmd *exec.Cmd, addr, path string) (*server, error) {
	// Output goes nowhere: a pipe would be read by this process, at its cost.
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{cmd, addr}
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(500 * time.Microsecond) {
		c, err := dial(addr)
		if err != nil {
			continue
		}
		_, err = c.get(path, false)
		c.Close()
		if err == nil {
			return s, nil
		}
	}
	s.stop()
	return nil, fmt.Errorf("%s does not answer", cmd.Path)
}

func startHabeas(ctx context.Context, bin, data string) (*server, error) {
	addr, err := freeAddr()
	if err != nil {
		return nil, err
	}
	return start(exec.CommandContext(ctx, bin, "serve", "--data", data, "--addr", addr), addr, "/")
}

// startHello runs this program again as a bare server.
func startHello() (*server, error) {
	addr, err := freeAddr()
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, "hello")
	cmd.Env = append(os.Environ(), "BENCH_ADDR="+addr)
	return start(cmd, addr, "/")
}

// hello answers every request with one word: as little as net/http can do.
func hello() error {
	return http.ListenAndServe(os.Getenv("BENCH_ADDR"), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "hello")
	}))
}

// stop ends the process and waits for it.
func (s *server) stop() {
	s.cmd.Process.Signal(syscall.SIGTERM)
	done := make(chan struct{})
	go func() { s.cmd.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(15 * time.Second):
		s.cmd.Process.Kill()
		<-done
	}
}

// rss and peak give the memory of the process now and at most, in kB.
func (s *server) rss() int  { return s.status("VmRSS:") }
func (s *server) peak() int { return s.status("VmHWM:") }

// forget makes peak start from now.
func (s *server) forget() {
	os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", s.cmd.Process.Pid), []byte("5"), 0)
}

// worked gives the processor time the process has used, to a hundredth of a
// second.
func (s *server) worked() time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	var ticks int
	for _, field := range strings.Fields(rest)[11:13] { // utime, stime
		n, _ := strconv.Atoi(field)
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

func (s *server) status(field string) int {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	defer f.Close()
	for scan := bufio.NewScanner(f); scan.Scan(); {
		if rest, ok := strings.CutPrefix(scan.Text(), field); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kb
		}
	}
	return 0
}

// synth makes a synthetic casebook unless the folder holds one.
func (b *bench) synth(data string, n int) error {
	if _, err := os.Stat(filepath.Join(data, "shelf.db")); err == nil {
		return nil
	}
	fmt.Printf("making %d cases …\n", n)
	cmd := exec.CommandContext(b.ctx, b.bin, "synth", "--cases", strconv.Itoa(n), "--seed", "1", "--data", data)
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// starts measures row 15: from the process to its first answer.
func (b *bench) starts(small, large string) error {
	var at [2]time.Duration
	for i, data := range []string{small, large} {
		var all []time.Duration
		for range 5 {
			began := time.Now()
			s, err := startHabeas(b.ctx, b.bin, data)
			if err != nil {
				return err
			}
			all = append(all, time.Since(began))
			s.stop()
		}
		at[i] = median(all)
	}
	b.took("15", "start to first answer, 1,000 cases", at[0], 150*time.Millisecond)
	b.took("15", fmt.Sprintf("start to first answer, %d cases", b.n), at[1], 150*time.Millisecond)
	return nil
}
