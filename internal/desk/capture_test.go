package desk_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
)

const article = "At least five Americans were released on Tuesday, the government said.\nAna Ejemplo is still held in Ramo Verde."

// started begins an article from its text.
func (b *bench) started(text string) casebook.ID {
	b.t.Helper()
	kept, err := b.Stow(b.ctx, worker, desk.Paste(text))
	b.must(err)
	id, err := b.StartSource(b.ctx, worker, casebook.SourceDraft{Title: "An article", Kind: "news_article", Published: "2026-01-14"}, kept)
	b.must(err)
	return id
}

func TestAnArticleIsKeptAsItWasPastedWithItsLog(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	id := b.started(article)
	kept, err := b.Captures(b.ctx, reader, id)
	b.must(err)
	if len(kept) != 1 || kept[0].How != casebook.Pasted || kept[0].ByName != worker.Name || kept[0].MediaType != casebook.PlainText {
		t.Fatalf("kept %+v, want one pasted text by %s", kept, worker.Name)
	}
	_, file, err := b.HandOut(b.ctx, reader, id, kept[0].ID)
	b.must(err)
	file.Close()
	kept, err = b.Captures(b.ctx, reader, id)
	b.must(err)
	if log := kept[0].Custody; len(log) != 2 || log[0].What != casebook.Received || log[1].What != casebook.HandedOut || log[1].ByName != reader.Name {
		t.Errorf("the log says %+v, want received and then handed out to %s", log, reader.Name)
	}
}

func TestASourceIsLaidOutWithWhatItsTextSuggests(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ref := b.person("Ana Ejemplo", b.source("Another"))
	laid, err := b.SourceDesk(b.ctx, worker, b.started(article))
	b.must(err)
	r := laid.Reading
	if len(r.Counts) != 1 || r.Counts[0].AsOf.String() != "2026-01-13" {
		t.Errorf("counts %+v, want one as of 2026-01-13", r.Counts)
	}
	if len(r.People) == 0 || r.People[0].Key != string(ref) {
		t.Errorf("people %+v, want the one of %s", r.People, ref)
	}
}

func TestAReaderHandsNothingIn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	if _, err := b.Stow(b.ctx, reader, desk.Paste(article)); !fault.Is(err, fault.Denied) {
		t.Errorf("a reader hands in a text: %v, want denied", err)
	}
}

func TestTheSameFileIsKeptOnceWithASource(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	id := b.started(article)
	again, err := b.Stow(b.ctx, worker, desk.Paste(article))
	b.must(err)
	if _, err := b.KeepCapture(b.ctx, worker, id, again); !fault.Is(err, fault.Invalid) {
		t.Errorf("the same text again: %v, want invalid", err)
	}
}

func TestHostileFilesAreRefusedOrMerelyStored(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, tt := range []struct {
		name, body string
		code       fault.Code
	}{
		{"empty.pdf", "", fault.Invalid},
		{"program.pdf", "MZ\x90\x00\x03", fault.Invalid},
		{"sheet.xlsx", "PK\x03\x04rest", fault.Invalid},
		{"bomb.wacz", "PK\x03\x04" + strings.Repeat("\x00", 5000), ""},
		{"page.html", "<html><script>alert(1)</script></html>", ""},
	} {
		_, err := b.Stow(b.ctx, worker, desk.Handed{How: casebook.Uploaded, Name: tt.name, Body: strings.NewReader(tt.body)})
		if tt.code == "" && err != nil || tt.code != "" && !fault.Is(err, tt.code) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.code)
		}
	}
	long := strings.NewReader(strings.Repeat("a", casebook.MaxCapture+1))
	if _, err := b.Stow(b.ctx, worker, desk.Handed{How: casebook.Uploaded, Name: "long.txt", Body: long}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("a byte too many: %v, want too_large", err)
	}
}

func TestAPageIsReadAsTextAndNothingInItRuns(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	page := "<!doctype html><head><title>x</title><script>steal()</script></head><nav>Menu</nav><p>Five  men\nwere <b>freed</b>.</p><style>p{}</style><p>Caf\xe9</p>"
	kept, err := b.Stow(b.ctx, worker, desk.Handed{How: casebook.Uploaded, Name: "a.html", Body: strings.NewReader(page)})
	b.must(err)
	id, err := b.StartSource(b.ctx, worker, casebook.SourceDraft{Title: "A page"}, kept)
	b.must(err)
	says, err := b.CaptureText(b.ctx, reader, id)
	b.must(err)
	if want := "Five men were freed.\nCafé"; says.Text != want {
		t.Errorf("the page reads %q, want %q", says.Text, want)
	}
}

func TestVerifyNamesWhatIsDamagedAndWhatIsMissing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	id := b.started(article)
	if done, err := b.VerifyCaptures(b.ctx); err != nil || done.Captures != 1 {
		t.Fatalf("as kept: %+v, %v", done, err)
	}
	kept, err := b.Captures(b.ctx, reader, id)
	b.must(err)
	hash := kept[0].SHA256
	path := filepath.Join(b.folder, "evidence", hash[:2], hash)
	b.must(os.WriteFile(path, []byte("another text"), 0o600))
	for _, want := range []string{"damaged", "missing"} {
		_, err := b.VerifyCaptures(b.ctx)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.Conflict || !strings.Contains(f.Message.String(), want+": capture "+string(kept[0].ID)) {
			t.Errorf("got %v, want the capture named as %s", err, want)
		}
		_ = os.Remove(path)
	}
}
