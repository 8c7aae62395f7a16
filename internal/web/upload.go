package web

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// maxSent is how much of an upload that is too large is still read, so that
// the form comes back with what was typed and a sentence; more is cut off.
const maxSent = 2 * casebook.MaxCapture

// How long a sender may be silent, and how long one file may take: from a
// telephone in a valley it comes slowly, and it still comes.
const (
	silence     = 30 * time.Second
	longestTake = 20 * time.Minute
)

// fileKey finds the file that comes with a form, in the context of a request.
const fileKey = "file"

// incoming is a file that is still on its way, behind the fields of its form.
type incoming struct {
	*multipart.Part
	rest io.Reader // the whole body, to be drained
}

// isUpload reports that a request may bring a file, before it is known who
// sends it: by its address and its type.
func isUpload(r *http.Request) bool {
	p := r.URL.Path
	return r.Method == http.MethodPost && isMultipart(r) &&
		(p == startPath || strings.HasPrefix(p, "/staff/cases/") && strings.HasSuffix(p, exhibitsPath) || strings.HasPrefix(p, "/staff/sources/") && strings.HasSuffix(p, capturesPath))
}

func isMultipart(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "multipart/form-data"
}

// readFields reads the fields of a form, and of one with a file those before
// the file, which stays to be read: nothing of it goes into memory or into a
// temporary file of the library's. Where a form carries its token comes first.
func readFields(c echo.Context) (url.Values, error) {
	r := c.Request()
	if !isUpload(r) {
		return readForm(c.Response(), r)
	}
	body := patiently(c, http.MaxBytesReader(c.Response(), r.Body, maxSent))
	r.Body = body
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, unreadable(err)
	}
	form, left := url.Values{}, int64(maxForm)
	for {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return form, nil
		case err != nil:
			return nil, unreadable(err)
		case part.FileName() != "":
			c.Set(fileKey, &incoming{part, body})
			return form, nil
		}
		value, err := io.ReadAll(io.LimitReader(part, left+1))
		if err != nil {
			return nil, unreadable(err)
		}
		if left -= int64(len(value) + len(part.FormName())); left < 0 {
			drain(body)
			return nil, tooLarge()
		}
		if part.FormName() != "" {
			form.Add(part.FormName(), string(value))
		}
	}
}

func unreadable(err error) error {
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return fileTooLarge()
	}
	return fault.New(fault.Invalid, "This form could not be read. Go back, reload the page and send it again.").Because(err)
}

func fileTooLarge() error {
	return fault.New(fault.TooLarge, "This file is larger than %d megabytes, and nothing of it was kept. Keep the part that matters, as a PDF or as text.", casebook.MaxCapture>>20)
}

// patiently reads a body for as long as something comes, up to a bound.
func patiently(c echo.Context, body io.ReadCloser) io.ReadCloser {
	return &patient{body, http.NewResponseController(c.Response()), time.Now().Add(longestTake)}
}

type patient struct {
	io.ReadCloser
	deadlines *http.ResponseController
	end       time.Time
}

func (p *patient) Read(b []byte) (int, error) {
	next := time.Now().Add(silence)
	if next.After(p.end) {
		next = p.end
	}
	// A recorder in a test has no deadlines, and needs none.
	_ = p.deadlines.SetReadDeadline(next)
	_ = p.deadlines.SetWriteDeadline(next.Add(silence))
	return p.ReadCloser.Read(b)
}

// file gives the file that came with the form, nil without one. Browsers send
// a part without a name when nobody chose a file.
func (w work) file() *incoming {
	in, _ := w.Get(fileKey).(*incoming)
	return in
}

// finish reads what nobody read of an upload, so that the browser sees the
// answer in place of a broken connection.
func (w work) finish() {
	if in := w.file(); in != nil {
		_, _ = io.CopyN(io.Discard, in.rest, maxSent)
	}
}
