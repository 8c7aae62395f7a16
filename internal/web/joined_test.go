package web_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"habeas/internal/web"
)

// onTheWire serves a library on a port as the program does, and gives one
// connection to it.
func onTheWire(t *testing.T) (*library, net.Conn) {
	t.Helper()
	l := newLibrary(t)
	port, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	server := l.web.HTTP()
	go server.Serve(web.Joined(port))
	t.Cleanup(func() { server.Close() })
	c, err := net.Dial("tcp", port.Addr().String())
	must(t, err)
	t.Cleanup(func() { c.Close() })
	must(t, c.SetDeadline(time.Now().Add(20*time.Second)))
	return l, c
}

// One connection asks for large and small answers, bodies and heads alone, one
// after the other: each is what it would be alone.
func TestAnswersOnOneConnectionAreWhole(t *testing.T) {
	t.Parallel()
	l, c := onTheWire(t)
	in := bufio.NewReader(c)
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodGet, http.MethodGet} {
		for _, path := range []string{"/", "/healthz", "/cases", "/cases.csv", "/nothing", "/robots.txt", "/cases.json", "/methodology", "/static/x/app.css"} {
			_, err := fmt.Fprintf(c, "%s %s HTTP/1.1\r\nHost: habeas.example\r\n\r\n", method, path)
			must(t, err)
			asked, err := http.NewRequest(method, path, nil)
			must(t, err)
			answer, err := http.ReadResponse(in, asked)
			must(t, err)
			got, err := io.ReadAll(answer.Body)
			must(t, err)
			want := l.get(path)
			if answer.StatusCode != want.Code {
				t.Errorf("%s %s = %d, alone %d", method, path, answer.StatusCode, want.Code)
			}
			if method == http.MethodGet && len(got) != want.Body.Len() || method == http.MethodHead && len(got) != 0 {
				t.Errorf("%s %s has %d bytes, alone %d", method, path, len(got), want.Body.Len())
			}
		}
	}
}
