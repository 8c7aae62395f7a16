package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// conn is one connection that asks for one thing after the other. It is much
// leaner than net/http's client, which would take more of the machine than a
// bare answer does.
type conn struct {
	net.Conn
	in  *bufio.Reader
	out []byte
}

func dial(addr string) (*conn, error) {
	c, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return nil, err
	}
	return &conn{Conn: c, in: bufio.NewReaderSize(c, 64<<10)}, nil
}

// answer is what came back.
type answer struct {
	status int
	size   int
	first  time.Duration // until the first byte
	body   []byte        // when it was asked for
}

// get asks for a path and reads all of the answer.
func (c *conn) get(path string, keep bool, headers ...string) (a answer, err error) {
	c.out = append(c.out[:0], "GET "+path+" HTTP/1.1\r\nHost: localhost\r\n"...)
	for _, h := range headers {
		c.out = append(c.out, h+"\r\n"...)
	}
	c.out = append(c.out, "\r\n"...)
	began := time.Now()
	if _, err := c.Write(c.out); err != nil {
		return a, err
	}
	status, err := c.in.ReadSlice('\n')
	if err != nil || len(status) < 12 {
		return a, fmt.Errorf("no answer to %s: %w", path, err)
	}
	a.first = time.Since(began)
	if a.status, err = strconv.Atoi(string(status[9:12])); err != nil {
		return a, err
	}
	length := 0
	for {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return a, err
		}
		if len(line) <= 2 {
			break
		}
		if n, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			length, _ = strconv.Atoi(string(bytes.TrimSpace(n)))
		} else if bytes.HasPrefix(line, []byte("Transfer-Encoding: chunked")) {
			length = -1
		}
	}
	if a.status == 304 {
		return a, nil
	}
	to := io.Discard
	var kept bytes.Buffer
	if keep {
		to = &kept
	}
	if length >= 0 {
		_, err = io.CopyN(to, c.in, int64(length))
		a.size = length
	} else {
		a.size, err = c.chunks(to)
	}
	a.body = kept.Bytes()
	return a, err
}

func (c *conn) chunks(to io.Writer) (size int, err error) {
	for {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return size, err
		}
		n, err := strconv.ParseInt(string(bytes.TrimSpace(line)), 16, 64)
		if err != nil {
			return size, err
		}
		size += int(n)
		if _, err := io.CopyN(to, c.in, n); err != nil {
			return size, err
		}
		if _, err := c.in.Discard(2); err != nil || n == 0 {
			return size, err
		}
	}
}

// window asks as fast as it can over some connections for a while, and gives
// answers per second. next says for what; it is called from all of them.
func window(s *server, conns int, long time.Duration, next func() string, headers ...string) (speed, error) {
	var done atomic.Int64
	var failed atomic.Value
	var wait sync.WaitGroup
	began, worked := time.Now(), s.worked()
	for range conns {
		wait.Add(1)
		go func() {
			defer wait.Done()
			c, err := dial(s.addr)
			if err != nil {
				failed.Store(err)
				return
			}
			defer c.Close()
			for time.Since(began) < long {
				path := next()
				a, err := c.get(path, false, headers...)
				if err == nil && a.status >= 400 {
					err = fmt.Errorf("%s answers %d", path, a.status)
				}
				if err != nil {
					failed.Store(err)
					return
				}
				done.Add(1)
			}
		}()
	}
	wait.Wait()
	if err, ok := failed.Load().(error); ok {
		return speed{}, err
	}
	n := float64(done.Load())
	return speed{n / time.Since(began).Seconds(), float64((s.worked() - worked).Microseconds()) / n}, nil
}

// speed is answers per second, and what one answer took of a processor in
// microseconds: on a machine with other work the second is the steadier.
type speed struct{ rate, cpu float64 }

// turns measures two servers in turns, three windows each, and gives the
// middle rate of both.
func turns(bare, s *server, conns int, next func() string, headers ...string) (ours, hello speed, err error) {
	const long = 1500 * time.Millisecond
	var a, h [2][]float64
	for range 3 {
		for i, at := range []*server{bare, s} {
			asked, with, kept := next, headers, &a
			if i == 0 {
				asked, with, kept = func() string { return "/" }, nil, &h
			}
			got, err := window(at, conns, long, asked, with...)
			if err != nil {
				return ours, hello, err
			}
			kept[0], kept[1] = append(kept[0], got.rate), append(kept[1], got.cpu)
		}
	}
	return speed{median(a[0]), median(a[1])}, speed{median(h[0]), median(h[1])}, nil
}

// latency asks for each path once, one after the other, and gives the middle
// of the times until the whole answer was there.
func latency(s *server, paths []string) (time.Duration, error) {
	c, err := dial(s.addr)
	if err != nil {
		return 0, err
	}
	defer c.Close()
	var all []time.Duration
	for _, path := range paths {
		began := time.Now()
		a, err := c.get(path, false)
		if err == nil && a.status != 200 {
			err = fmt.Errorf("%s answers %d", path, a.status)
		}
		if err != nil {
			return 0, err
		}
		all = append(all, time.Since(began))
	}
	return median(all), nil
}

func median[T float64 | time.Duration](all []T) T {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}
