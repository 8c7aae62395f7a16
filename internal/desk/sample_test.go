package desk_test

import (
	"context"
	"io"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/pdftext"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/store"
	"habeas/internal/store/storetest"
)

var (
	editor = access.Actor{ID: "editor", Name: "Edith", Role: access.Editor}
	worker = access.Actor{ID: "worker", Name: "Wanda", Role: access.Caseworker}
	reader = access.Actor{ID: "reader", Name: "Rita", Role: access.Reader}
	admin  = access.Actor{ID: "admin", Name: "Adam", Role: access.Administrator}
	second = access.Actor{ID: "second", Name: "Sam", Role: access.Reviewer}
	system = access.Actor{ID: "system", Name: "Habeas", Role: access.System}
)

// bench is a desk with its two databases and nothing on it.
type bench struct {
	*desk.Desk
	t      *testing.T
	ctx    context.Context
	store  *store.Store
	folder string // of the store
	shelf  *shelf.Shelf
}

func newBench(t *testing.T) *bench {
	t.Helper()
	folder := t.TempDir()
	st := storetest.At(t, filepath.Join(folder, "casebook.db"))
	sh, err := shelf.Open(t.Context(), filepath.Join(t.TempDir(), "shelf.db"), shelf.Options{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sh.Close() })
	files, err := store.OpenFiles(filepath.Join(folder, "evidence"))
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(desk.Options{Store: st, Shelf: sh, Files: files, PDFs: inProcess{}, Passwords: access.NewPasswords(), Rand: rand.NewChaCha8([32]byte{1}), Log: slog.New(slog.DiscardHandler)})
	return &bench{Desk: d, t: t, ctx: t.Context(), store: st, folder: folder, shelf: sh}
}

// inProcess reads PDFs here, as the process does that the program starts.
type inProcess struct{}

func (inProcess) Read(ctx context.Context, file io.Reader) (pdftext.Document, error) {
	return pdftext.Read(ctx, file)
}

// Publish lets somebody ask and the second person decide: the way everything
// becomes public. What may not be asked for is refused with its reason.
func (b *bench) Publish(ctx context.Context, by access.Actor, on casebook.Subject) error {
	b.t.Helper()
	id, err := b.RequestReview(ctx, by, on, "", "")
	if err != nil {
		return err
	}
	return b.ApproveReview(ctx, second, id, "")
}

func en(text string) locale.Text { return locale.Text{En: text} }

// source adds a public source.
func (b *bench) source(title string) string {
	b.t.Helper()
	id, err := b.AddSource(b.ctx, editor, casebook.SourceDraft{Title: title, Kind: "news_article", Visibility: "public"})
	b.must(err)
	return string(id)
}

// person opens a case of a named person that may be published.
func (b *bench) person(name, source string) casebook.Ref {
	b.t.Helper()
	ref, err := b.OpenCase(b.ctx, editor, casebook.CaseDraft{
		Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: name}, Summary: en("A person is held."),
	}, cite(source))
	b.must(err)
	b.must(b.RecordConsent(b.ctx, editor, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{"publish_name"}}))
	_, err = b.RecordEvent(b.ctx, editor, ref, casebook.EventDraft{Kind: "taken", Date: "2025-12-08", What: en("Taken."), Visibility: "public", Cites: cite(source)})
	b.must(err)
	return ref
}

func cite(source string) []casebook.CitationDraft {
	return []casebook.CitationDraft{{Source: source, Place: "paragraph 1"}}
}

func (b *bench) file(ref casebook.Ref) *casebook.File {
	b.t.Helper()
	f, err := b.File(b.ctx, editor, ref)
	b.must(err)
	return f
}

// on gives the subject of a case, for publishing.
func (b *bench) on(ref casebook.Ref) casebook.Subject {
	b.t.Helper()
	return casebook.Subject{Kind: casebook.OnCase, ID: b.file(ref).Case.ID}
}

// shown gives what the public sees of a case now.
func (b *bench) shown(ref casebook.Ref) *public.Case {
	b.t.Helper()
	c, err := b.shelf.Case(b.ctx, string(ref))
	b.must(err)
	return c
}

func (b *bench) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err, fault.FieldsOf(err))
	}
}

// want checks the code of a refusal.
func (b *bench) want(err error, code fault.Code) {
	b.t.Helper()
	if !fault.Is(err, code) {
		b.t.Errorf("got %v, want %s", err, code)
	}
}
