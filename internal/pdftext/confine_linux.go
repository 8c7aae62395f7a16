package pdftext

import "syscall"

// confine bounds this process for the rest of its life: address space for
// PDFium's memory twice over, as it is copied when it grows, and half a minute
// of processor; it can write no file.
func confine() error {
	for what, most := range map[int]uint64{syscall.RLIMIT_AS: 3 << 30, syscall.RLIMIT_CPU: 30, syscall.RLIMIT_FSIZE: 0, syscall.RLIMIT_CORE: 0} {
		if err := syscall.Setrlimit(what, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
			return err
		}
	}
	return nil
}
