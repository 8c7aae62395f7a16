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

// startedFrom begins an article from a file.
func (b *bench) startedFrom(name, body string) (casebook.ID, desk.Kept) {
	b.t.Helper()
	stowed, err := b.Stow(b.ctx, worker, desk.Handed{How: casebook.Uploaded, Name: name, Body: strings.NewReader(body)})
	b.must(err)
	id, err := b.StartSource(b.ctx, worker, casebook.SourceDraft{Title: "A file", Published: "2025-03-07"}, stowed)
	b.must(err)
	kept, err := b.Captures(b.ctx, reader, id)
	b.must(err)
	return id, kept[0]
}

func printed(t *testing.T) string {
	t.Helper()
	body, err := os.ReadFile("../pdftext/testdata/article.pdf")
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestAPDFIsReadWhenItComesAndItsPagesAreKnown(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	id, kept := b.startedFrom("article.pdf", printed(t))
	if kept.TextHash == "" || kept.NoText != "" {
		t.Fatalf("kept %+v, want its text beside it", kept.Capture)
	}
	laid, err := b.SourceDesk(b.ctx, worker, id)
	b.must(err)
	paragraphs := strings.Split(laid.Text, "\n")
	for words, want := range map[string][2]int{
		"Three sailors held": {1, 1}, "A spokeswoman of": {1, 4}, "王例子": {2, 2}, "On the second page": {3, 1},
	} {
		at := -1
		for i, p := range paragraphs {
			if strings.HasPrefix(p, words) {
				at = i + 1
			}
		}
		if page, n := laid.Place(at); page != want[0] || n != want[1] {
			t.Errorf("%q stands at page %d, paragraph %d; want %v", words, page, n, want)
		}
	}
	if len(laid.Reading.Counts) == 0 {
		t.Error("the text suggests no count, want at least three sailors")
	}
}

func TestATextWithoutPagesCountsItsParagraphs(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	says, err := b.CaptureText(b.ctx, reader, b.started(article))
	b.must(err)
	if page, n := says.Place(2); page != 0 || n != 2 {
		t.Errorf("got page %d, paragraph %d; want no page and paragraph 2", page, n)
	}
}

func TestAPDFThatCannotBeReadIsKeptWithItsReason(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	id, kept := b.startedFrom("damaged.pdf", "%PDF-1.7 and nothing more")
	if kept.TextHash != "" || kept.NoText != "broken" {
		t.Errorf("kept %+v, want no text because it is broken", kept.Capture)
	}
	says, err := b.CaptureText(b.ctx, reader, id)
	if b.must(err); says.Text != "" {
		t.Errorf("it reads %q, want nothing", says.Text)
	}
	// The newest capture that can be read is the one that is read.
	pasted, err := b.Stow(b.ctx, worker, desk.Paste(article))
	b.must(err)
	_, err = b.KeepCapture(b.ctx, worker, id, pasted)
	b.must(err)
	if says, err = b.CaptureText(b.ctx, reader, id); err != nil || says.Text != article {
		t.Errorf("it reads %q, %v; want what was pasted beside it", says.Text, err)
	}
}

func TestVerifyLooksAtTheTextOfAPDFToo(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	_, kept := b.startedFrom("article.pdf", printed(t))
	done, err := b.VerifyCaptures(b.ctx)
	if err != nil || done.Captures != 1 || done.Loose != 0 {
		t.Fatalf("as kept: %+v, %v; want one capture and no loose file", done, err)
	}
	path := filepath.Join(b.folder, "evidence", kept.TextHash[:2], kept.TextHash)
	b.must(os.WriteFile(path, []byte("At least thirty sailors"), 0o600))
	_, err = b.VerifyCaptures(b.ctx)
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != fault.Conflict || !strings.Contains(f.Message.String(), "damaged: capture "+string(kept.ID)) {
		t.Errorf("got %v, want the capture named as damaged", err)
	}
}
