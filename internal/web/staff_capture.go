package web

import (
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/views/staff"
)

// Addresses of what is kept of a source.
const (
	startPath    = staff.SourcesPath + "/start"
	capturesPath = "/captures/new"
)

// captureRoutes are starting from an article, the desk of a source, and what
// is kept of it.
func (s *Server) captureRoutes(d door) {
	at := func(more string) string { return staff.SourcesPath + "/:id" + more }
	d.sheet(startPath, s.startSource, access.EditCasebook)
	d.page(at("/desk"), s.sourceDesk, access.ReadCasebook)
	d.sheet(at(capturesPath), s.keepCapture, access.EditCasebook)
	d.page(at("/captures/:capture/file"), s.captureFile, access.ReadCasebook)
}

// started is the form with which an article is begun: the source and what it
// says, pasted or as a file.
type started struct {
	casebook.SourceDraft
	Text string `form:"text"`
}

// startSource saves an article together with its text or its file, and leads
// to the desk on which it is logged. Nothing is ever fetched from its address.
func (s *Server) startSource(w work) error {
	defer w.finish()
	return serve(w, sheet[started]{
		name: "source", title: w.t("capture.start"), button: w.t("capture.start.save"), back: staff.SourcesPath, dates: []string{"published"},
		draft:  started{SourceDraft: casebook.SourceDraft{Kind: "news_article", Reliability: "F"}},
		fields: func(f *staff.Form) templ.Component { f.Upload = true; return staff.StartFields(f) },
		save: func(in started) (string, error) {
			if _, err := in.Source(); err != nil { // before a file is taken in
				return "", err
			}
			handed, err := w.stow(in.Text)
			if err != nil {
				return "", err
			}
			if len(handed) == 0 {
				return "", fault.Field("text", "Paste the text of the article, or choose a file of it: what is logged must be found again when the page is gone.")
			}
			id, err := s.o.Desk.StartSource(w.ctx(), w.by, in.SourceDraft, handed...)
			return staff.Under(staff.SourcesPath, id, "desk"), err
		},
	})
}

// stow takes in what was handed in: the pasted text, the file, or both.
func (w work) stow(text string) ([]desk.Stowed, error) {
	var all []desk.Stowed
	if strings.TrimSpace(text) != "" {
		kept, err := w.s.o.Desk.Stow(w.ctx(), w.by, desk.Paste(text))
		if err != nil {
			return nil, renamed(err, "file", "text")
		}
		all = append(all, kept)
	}
	if in := w.file(); in != nil {
		kept, err := w.s.o.Desk.Stow(w.ctx(), w.by, desk.Handed{How: casebook.Uploaded, Name: in.FileName(), Body: in})
		if err != nil {
			return nil, brokenOff(err)
		}
		all = append(all, kept)
	}
	return all, nil
}

// brokenOff tells a sender that stopped, or sent too much, from a failure of
// ours.
func brokenOff(err error) error {
	switch fault.CodeOf(err) {
	case fault.TooLarge: // at its field, so that what was typed stays
		return fault.Field("file", "This file is larger than %d megabytes, and nothing of it was kept. Keep the part that matters, as a PDF or as text.", casebook.MaxCapture>>20)
	case fault.Internal:
		return unreadable(err)
	}
	return err
}

// renamed moves the complaint about one field to another.
func renamed(err error, from, to string) error {
	fields := fault.FieldsOf(err)
	if text, ok := fields[from]; ok {
		return fault.InvalidFields(fault.Fields{to: text})
	}
	return err
}

// handedIn is the form with which more is kept of a source.
type handedIn struct {
	Text string `form:"text"`
}

// keepCapture keeps one more file or text of a source.
func (s *Server) keepCapture(w work) error {
	defer w.finish()
	file, err := s.o.Desk.Source(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	back := staff.Under(staff.SourcesPath, file.Source.ID, "desk")
	return serve(w, sheet[handedIn]{
		name: "capture", title: w.t("capture.add_to", "what", staff.SourceTitle(w.words, file.Source)), back: back,
		fields: func(f *staff.Form) templ.Component { f.Upload = true; return staff.CaptureFields(f) },
		save: func(in handedIn) (string, error) {
			handed, err := w.stow(in.Text)
			if err != nil {
				return "", err
			}
			if len(handed) == 0 {
				return "", fault.Field("file", "Choose a file, or paste the text.")
			}
			for _, h := range handed {
				if _, err := s.o.Desk.KeepCapture(w.ctx(), w.by, file.Source.ID, h); err != nil {
					return "", err
				}
			}
			return back, nil
		},
	})
}

// capturePolicy is what a browser may do with a captured file: nothing. A page
// that somebody saved must not run or load anything under our address.
const capturePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// captureFile hands a captured file out, to be saved and never shown here.
func (s *Server) captureFile(w work) error {
	row, file, err := s.o.Desk.HandOut(w.ctx(), w.by, w.id(), casebook.ID(w.Param("capture")))
	if err != nil {
		return err
	}
	defer file.Close()
	h := w.Response().Header()
	h.Set("Content-Security-Policy", capturePolicy)
	h.Set("Content-Type", contentType(row.MediaType))
	h.Set("Content-Length", strconv.FormatInt(row.Size, 10))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": fileName(row)}))
	w.Response().WriteHeader(http.StatusOK)
	if w.Request().Method == http.MethodHead {
		return nil
	}
	_, err = io.Copy(w.Response(), file)
	return err
}

// contentType names the character set of text that was pasted here; what a
// file is in, it says itself or nobody knows.
func contentType(media string) string {
	if media == casebook.WACZ {
		return "application/zip"
	}
	return media
}

// extensions end the names of files that came without one.
var extensions = map[string]string{
	casebook.PDF: ".pdf", casebook.HTML: ".html", casebook.PlainText: ".txt", casebook.WACZ: ".wacz",
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
}

// fileName gives the name under which a capture is saved by whoever takes it.
func fileName(c *casebook.Capture) string {
	if c.Name != "" {
		return c.Name
	}
	return "capture-" + string(c.ID) + extensions[c.MediaType]
}
