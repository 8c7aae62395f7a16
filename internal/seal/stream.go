package seal

import (
	"encoding/binary"
	"errors"
	"io"
)

// chunk is how much of a file is sealed at a time, in bytes: a file of any
// size passes through as much memory.
const chunk = 64 << 10

// SealStream closes a file for a place while it passes through. Each chunk is
// bound to its number and to whether it is the last, so that chunks cannot be
// swapped, left out, or cut off at the end.
func (k Key) SealStream(dst io.Writer, rand io.Reader, at Place, src io.Reader) error {
	text, ahead := make([]byte, chunk), make([]byte, chunk)
	n, err := fill(src, text)
	if err != nil {
		return err
	}
	for number := uint64(0); ; number++ {
		next := 0
		if n == chunk {
			if next, err = fill(src, ahead); err != nil {
				return err
			}
		}
		last := next == 0
		sealed, err := k.close(rand, chunkOf(at, number, last), text[:n])
		if err != nil {
			return err
		}
		if _, err := dst.Write(sealed); err != nil {
			return err
		}
		if last {
			return nil
		}
		text, ahead, n = ahead, text, next
	}
}

// OpenStream writes what was sealed for a place, chunk by chunk. When it gives
// [ErrBroken], what was written before is genuine but not all of it: whoever
// sends it on must make the end look broken, too.
func (k Key) OpenStream(dst io.Writer, at Place, src io.Reader) error {
	if k.gcm == nil {
		return ErrBroken
	}
	size := 1 + k.gcm.NonceSize() + chunk + k.gcm.Overhead()
	text, ahead := make([]byte, size), make([]byte, size)
	n, err := fill(src, text)
	if err != nil {
		return err
	}
	for number := uint64(0); ; number++ {
		next := 0
		if n == size {
			if next, err = fill(src, ahead); err != nil {
				return err
			}
		}
		last := next == 0
		plain, err := k.open(chunkOf(at, number, last), text[:n])
		if err != nil {
			return err
		}
		if _, err := dst.Write(plain); err != nil {
			return err
		}
		if last {
			return nil
		}
		text, ahead, n = ahead, text, next
	}
}

// chunkOf is the place of one chunk of a file.
func chunkOf(at Place, number uint64, last bool) []byte {
	end := byte(0)
	if last {
		end = 1
	}
	return append(binary.BigEndian.AppendUint64(at.bytes("file"), number), end)
}

// fill reads until the buffer is full or the source ends, and gives how much
// it got.
func fill(src io.Reader, buf []byte) (int, error) {
	n, err := io.ReadFull(src, buf)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return n, err
}
