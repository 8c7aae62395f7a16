package web_test

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// The head of a page and its body come in one piece, in each way that a page
// is answered: made, made to be kept, and from what is kept. Some fit into the
// buffer of the server, of some the body alone does, and of some not even that.
func TestAPageComesInOnePiece(t *testing.T) {
	t.Parallel()
	_, c := onTheWire(t)
	in := bufio.NewReader(c)
	met := map[string]bool{}
	for _, path := range []string{"/cases/VE-2026-0001", "/cases", "/releases", "/counts", "/countries", "/countries/VE", "/methodology", "/data", "/corrections"} {
		for i := range 3 {
			before := segments(t, c)
			_, err := fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: habeas.example\r\nAccept-Encoding: gzip\r\n\r\n", path)
			must(t, err)
			answer, err := http.ReadResponse(in, nil)
			must(t, err)
			var head strings.Builder
			must(t, answer.Header.Write(&head))
			body, err := io.Copy(io.Discard, answer.Body)
			must(t, err)
			switch whole := int64(head.Len()) + body; {
			case body > 4<<10:
				met["a body beyond the buffer"] = true
			case whole > 4<<10:
				met["a head and a body beyond the buffer"] = true
			default:
				met["an answer within the buffer"] = true
			}
			if got := segments(t, c) - before; got != 1 {
				t.Errorf("answer %d to %s, of %d bytes, came in %d pieces, want 1", i, path, body, got)
			}
		}
	}
	if len(met) < 3 {
		t.Errorf("of three sizes there were only %v: add a page of another", met)
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
