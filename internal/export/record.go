package export

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"time"

	"habeas/internal/fault"
	"habeas/internal/public"
)

// CheckSums holds the files of an unpacked package against its checksums. It
// answers with fault.Invalid for a file that is missing, or another one than
// was written, and for a folder that is no package.
func CheckSums(files fs.FS) error {
	sums, err := fs.ReadFile(files, "SHA256SUMS")
	if err != nil {
		return fault.New(fault.Invalid, "This is no data package: it has no SHA256SUMS. Name the ZIP file, or the folder that it was unpacked into.")
	}
	known := false
	for line := range strings.Lines(string(sums)) {
		want, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		have, err := sumOf(files, name)
		if err != nil || have != want {
			return fault.New(fault.Invalid, "%s is not the file that was written into this package. Get the package again.", name)
		}
		known = known || name == recordFile
	}
	if !known {
		return fault.New(fault.Invalid, "This package has no %s, from which it could be loaded.", recordFile)
	}
	return nil
}

func sumOf(files fs.FS, name string) (string, error) {
	f, err := files.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), err
}

// recordLine is one document of a package as it was published, or what is kept
// of one that was taken off.
type recordLine struct {
	Kind     string          `json:"kind"`
	Key      string          `json:"key"`
	Version  int             `json:"version"`
	At       time.Time       `json:"at"`
	First    time.Time       `json:"first"`
	Change   string          `json:"change"`
	MovedTo  string          `json:"moved_to"` // of a case that was found to be another one
	Document json.RawMessage `json:"document"`
}

// maxLine is how long a document may be, in bytes. The longest cases have some
// hundred kilobytes.
const maxLine = 32 << 20

// Record gives the published documents of an unpacked package, one after the
// other. A line that is none is fault.Invalid.
func Record(files fs.FS) iter.Seq2[public.Publication, error] {
	return func(yield func(public.Publication, error) bool) {
		f, err := files.Open(recordFile)
		if err != nil {
			yield(public.Publication{}, err)
			return
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(make([]byte, 0, 64<<10), maxLine)
		for n := 1; lines.Scan(); n++ {
			p, err := publication(lines.Bytes())
			if err != nil {
				err = fault.New(fault.Invalid, "Line %d of %s is no published document.", n, recordFile).Because(err)
			}
			if !yield(p, err) || err != nil {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(public.Publication{}, err)
		}
	}
}

// publication reads a line. What has a document was published or updated; what
// has none was taken off.
func publication(line []byte) (p public.Publication, err error) {
	var l recordLine
	if err := json.Unmarshal(line, &l); err != nil {
		return p, err
	}
	changes := []string{"published", "updated"}
	if l.Document == nil {
		changes = []string{"withdrawn", "unpublished", "merged"}
	}
	if (l.Change == "merged") != (l.MovedTo != "") {
		return p, errors.New("what was merged says into what, and nothing else does")
	}
	if l.Kind == "" || l.Key == "" || l.At.IsZero() || l.Version < 0 || !slices.Contains(changes, l.Change) {
		return p, errors.New("it lacks what every document has")
	}
	return public.Publication{
		Kind: l.Kind, Key: l.Key, Version: l.Version, At: l.At, First: l.First, Change: l.Change, MovedTo: l.MovedTo, Document: slices.Clone(l.Document),
	}, nil
}
