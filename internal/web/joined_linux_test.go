package web_test

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"syscall"
	"testing"
	"unsafe"
)

// The head of a page and its body come in one piece, in each way that a page
// is answered: made, made to be kept, and from what is kept.
func TestAPageComesInOnePiece(t *testing.T) {
	t.Parallel()
	_, c := onTheWire(t)
	in := bufio.NewReader(c)
	for i := range 3 {
		before := segments(t, c)
		_, err := fmt.Fprintf(c, "GET /cases/VE-2026-0001 HTTP/1.1\r\nHost: habeas.example\r\nAccept-Encoding: gzip\r\n\r\n")
		must(t, err)
		answer, err := http.ReadResponse(in, nil)
		must(t, err)
		length, err := io.Copy(io.Discard, answer.Body)
		must(t, err)
		if length <= 4<<10 {
			t.Fatalf("the page has %d bytes: one that fits into the buffer of the server proves nothing", length)
		}
		if got := segments(t, c) - before; got != 1 {
			t.Errorf("answer %d came in %d pieces, want 1", i, got)
		}
	}
}

// segments is how many packets with data a connection has received: the field
// tcpi_data_segs_in of the kernel's struct tcp_info.
func segments(t *testing.T, c net.Conn) uint32 {
	t.Helper()
	const at = 152
	raw, err := c.(*net.TCPConn).SyscallConn()
	must(t, err)
	var info [at + 4]byte
	size, failed := uint32(len(info)), syscall.Errno(0)
	must(t, raw.Control(func(fd uintptr) {
		_, _, failed = syscall.Syscall6(syscall.SYS_GETSOCKOPT, fd, syscall.IPPROTO_TCP, syscall.TCP_INFO,
			uintptr(unsafe.Pointer(&info)), uintptr(unsafe.Pointer(&size)), 0)
	}))
	if failed != 0 {
		t.Fatal(failed)
	}
	if size < at+4 {
		t.Skip("this kernel does not count packets")
	}
	return binary.NativeEndian.Uint32(info[at:])
}
