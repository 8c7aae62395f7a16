package web_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/pdftext"
	"habeas/internal/store"
)

func evidence(t *testing.T) *store.Files {
	t.Helper()
	files, err := store.OpenFiles(filepath.Join(t.TempDir(), "evidence"))
	must(t, err)
	return files
}

const articleText = "At least five American citizens are held, U.S. officials say.\nDozens of inmates were released on Thursday, according to Foro Penal."

// keepAnArticle begins an article, as somebody at the desk would.
func (o *office) keepAnArticle() {
	ctx := o.t.Context()
	handed, err := o.Stow(ctx, system, desk.Paste(articleText))
	must(o.t, err)
	o.has.keptOf, err = o.StartSource(ctx, system, casebook.SourceDraft{Title: "A kept article", Published: "2026-01-02"}, handed)
	must(o.t, err)
	kept, err := o.Captures(ctx, system, o.has.keptOf)
	must(o.t, err)
	o.has.kept = kept[0].ID
}

// captureRows are the addresses of starting from an article.
func captureRows(h things) []route {
	at := "/staff/sources/" + string(h.keptOf)
	return []route{
		{"/staff/sources/start", "/staff/sources/start", access.Reader, access.Caseworker, url.Values{"title": {"A pasted article"}, "published": {"2026-01-02"}, "text": {"Somebody was taken on Thursday."}}},
		{"/staff/sources/:id/desk", at + "/desk", "", access.Reader, nil},
		{"/staff/sources/:id/captures/new", at + "/captures/new", access.Reader, access.Caseworker, url.Values{"text": {"A correction of it."}}},
		{"/staff/sources/:id/captures/:capture/file", at + "/captures/" + string(h.kept) + "/file", "", access.Reader, nil},
	}
}

// part is one field or file of a form that is sent in parts.
type part struct{ name, file, body string }

// upload sends a form in parts, in their order.
func (p *person) upload(path string, parts ...part) answer {
	p.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, x := range append([]part{{"csrf", "", p.token}}, parts...) {
		field, err := w.CreateFormField(x.name)
		if x.file != "" {
			field, err = w.CreateFormFile(x.name, x.file)
		}
		must(p.t, err)
		_, err = field.Write([]byte(x.body))
		must(p.t, err)
	}
	must(p.t, w.Close())
	req, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.site+path, &body)
	must(p.t, err)
	req.Header.Set("Content-Type", w.FormDataContentType())
	return p.do(req)
}

func TestAnUploadedPageIsHandedOutAndNeverShown(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Caseworker)
	page := "<html><script>alert(1)</script><p>Two men were freed on Monday.</p></html>"
	got := p.upload("/staff/sources/start", part{"title", "", "A page"}, part{"published", "", "2026-01-14"}, part{"file", "../../page.html", page})
	if got.status != http.StatusSeeOther || !strings.HasSuffix(got.location, "/desk") {
		t.Fatalf("starting from a page = %d to %q, want 303 to its desk\n%s", got.status, got.location, summaryOf(got.body))
	}
	laid := p.get(got.location)
	if strings.Contains(laid.body, "alert(1)") || !strings.Contains(laid.body, "Two men were freed on Monday.") {
		t.Error("the desk does not show the text of the page, and only that")
	}
	if !strings.Contains(laid.header.Get("Content-Security-Policy"), "script-src 'self'") {
		t.Errorf("the desk of a text runs under %q", laid.header.Get("Content-Security-Policy"))
	}
	link := laid.body[strings.Index(laid.body, strings.TrimSuffix(got.location, "desk")+"captures/"):]
	for !strings.HasPrefix(link[strings.Index(link, `"`)-5:], "/file") {
		link = link[1:]
		link = link[strings.Index(link, strings.TrimSuffix(got.location, "desk")+"captures/"):]
	}
	file := p.get(link[:strings.Index(link, `"`)])
	for name, want := range map[string]string{
		"Content-Type": "text/html", "X-Content-Type-Options": "nosniff", "Content-Disposition": "attachment; filename=page.html",
		"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'", "Cache-Control": "no-store",
	} {
		if got := file.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if file.body != page {
		t.Errorf("the file reads back %q", file.body)
	}
}

// pdfs reads PDFs in the process of the test.
type pdfs struct{}

func (pdfs) Read(ctx context.Context, file io.Reader) (pdftext.Document, error) {
	return pdftext.Read(ctx, file)
}

func TestAPDFIsLaidOutWithItsPages(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Caseworker)
	body, err := os.ReadFile("../pdftext/testdata/article.pdf")
	must(t, err)
	got := p.upload("/staff/sources/start", part{"title", "", "A report"}, part{"published", "", "2025-03-07"}, part{"file", "report.pdf", string(body)})
	laid := p.get(got.location)
	for _, want := range []string{`data-place="page 1, paragraph 2"`, `data-place="page 3, paragraph 1"`, "it will count again on Monday"} {
		if !strings.Contains(laid.body, want) {
			t.Errorf("the desk of a PDF lacks %s\n%s", want, summaryOf(laid.body))
		}
	}
	broken := p.upload("/staff/sources/start", part{"title", "", "Damaged"}, part{"file", "a.pdf", "%PDF-1.4 cut off"})
	if laid := p.get(broken.location); !strings.Contains(laid.body, "No text could be read out of this PDF: it is damaged.") {
		t.Error("the desk of a damaged PDF does not say that it could not be read")
	}
}

func TestARefusedUploadKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Caseworker)
	for name, f := range map[string]part{
		"an empty file":         {"file", "a.pdf", ""},
		"a program":             {"file", "a.pdf", "MZ\x00\x01"},
		"an archive of another": {"file", "a.docx", "PK\x03\x04"},
		"51 megabytes":          {"file", "a.txt", strings.Repeat("a", 51<<20)},
	} {
		got := p.upload("/staff/sources/start", part{"title", "", "A title that was typed"}, f)
		if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "A title that was typed") || !strings.Contains(got.body, `href="#f-file"`) {
			t.Errorf("%s = %d, want 422 with the title kept and the file complained about\n%s", name, got.status, summaryOf(got.body))
		}
	}
	if got := p.upload("/staff/sources/start", part{"title", "", "No text"}); got.status != http.StatusUnprocessableEntity {
		t.Errorf("nothing to keep = %d, want 422", got.status)
	}
}

func TestAnUploadWithoutItsTokenIsRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Caseworker)
	p.token = "forged"
	if got := p.upload("/staff/sources/start", part{"title", "", "T"}, part{"file", "a.txt", "text"}); got.status != http.StatusForbidden {
		t.Errorf("a forged upload = %d, want 403", got.status)
	}
}

// A sender that stops in the middle must leave nothing behind but its refusal.
func TestASenderThatBreaksOffLeavesNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Caseworker)
	at, err := url.Parse(o.site.URL)
	must(t, err)
	conn, err := net.DialTimeout("tcp", at.Host, time.Second)
	must(t, err)
	head := "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + p.token + "\r\n--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nT\r\n" +
		"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n" + strings.Repeat("a", 4096)
	cookie := ""
	for _, c := range p.http.Jar.Cookies(at) {
		cookie += c.Name + "=" + c.Value + "; "
	}
	fmt.Fprintf(conn, "POST /staff/sources/start HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n%s", at.Host, cookie, head)
	conn.Close()
	time.Sleep(200 * time.Millisecond)
	if done, err := o.VerifyCaptures(t.Context()); err != nil || done.Loose != 0 || done.Captures != 1 {
		t.Errorf("after a broken upload: %+v (%v), want the one capture there was and no loose file", done, err)
	}
}

func TestASuggestionOpensAFormAndSavesNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	p := o.signedIn(access.Caseworker)
	src := string(o.has.keptOf)
	laid := p.get("/staff/sources/" + src + "/desk").body
	for _, want := range []string{"<mark>At least five American citizens</mark>", `name="group.min" value="5"`, `name="as_of" value="2026-01-01"`, "Foro Penal"} {
		if !strings.Contains(laid, want) {
			t.Errorf("the desk does not say %q", want)
		}
	}
	got := p.post("/staff/counts/new?source="+src, url.Values{
		"more": {"suggested"}, "back": {"/staff/sources/" + src + "/desk"}, "cites.0.source": {src}, "cites.0.quote": {"Dozens of inmates were released on Thursday"},
		"words": {"Dozens"}, "measure": {"released"},
	})
	if got.status != http.StatusOK || !strings.Contains(got.body, `value="Dozens"`) || !strings.Contains(got.body, "Dozens of inmates were released on Thursday") {
		t.Errorf("opening a form from a suggestion = %d\n%s", got.status, summaryOf(got.body))
	}
	if done, err := o.Desk.Source(t.Context(), system, o.has.keptOf); err != nil || len(done.Cited) != 0 {
		t.Errorf("%d statements were made unasked (%v)", len(done.Cited), err)
	}
}

// A position about a case is published by itself: without the way to its own
// page, whoever logged it from an article could not find it.
func TestWhatASourceSaysLeadsToThePageItIsPublishedFrom(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "")
	page := o.signedIn(access.Reader).get("/staff/sources/" + string(o.has.source)).body
	for _, want := range []string{"/staff/positions/" + string(o.has.position), "/staff/counts/" + string(o.has.count), "/staff/cases/" + string(o.has.ref)} {
		if !strings.Contains(page, `href="`+want+`"`) {
			t.Errorf("the page of a source does not lead to %s", want)
		}
	}
}
