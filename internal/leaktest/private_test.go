package leaktest_test

import (
	"crypto/rand"
	"errors"
	"strings"
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/store"
)

// newRing gives a master key for one test.
func newRing(t *testing.T) *seal.Ring {
	t.Helper()
	return must[*seal.Ring](t)(seal.NewRing(rand.Reader))
}

func newSealed(t *testing.T, folder string) *store.Files {
	t.Helper()
	return must[*store.Files](t)(store.OpenFiles(folder))
}

// plantPrivate fills the private file of the published case, and tags it.
func (h *house) plantPrivate(t *testing.T, p *plants) {
	ctx, d, by := t.Context(), h.desk, h.by
	ok(t, d.KeepContact(ctx, by, h.ref, "", 0, casebook.ContactDraft{
		Name: p.in("name of a contact"), Relation: p.in("relation of a contact"), Phone: p.in("telephone of a contact"), Email: p.in("mail of a contact") + "@example.org",
		Address: p.in("address of a contact"), Reach: p.in("how to reach a contact"), Note: p.in("note on a contact"),
	}))
	ok(t, d.KeepNeed(ctx, by, h.ref, "", 0, casebook.NeedDraft{What: p.in("a need")}))
	ok(t, d.KeepNote(ctx, by, h.ref, "", 0, casebook.NoteDraft{Text: p.in("a private note")}))
	ok(t, d.KeepTask(ctx, by, h.ref, "", 0, casebook.TaskDraft{What: p.in("a task"), Due: "2026-01-22"}))
	ok(t, d.KeepExhibit(ctx, by, h.ref, casebook.ExhibitDraft{From: p.in("giver of a file"), Note: p.in("note on a file")}, p.in("name of a file")+".txt", strings.NewReader(p.in("text of a file"))))
	ok(t, d.TagCase(ctx, by, h.ref, p.in("a tag of staff"), true))
}

// saidBy is what a person would read of a refusal.
func saidBy(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) {
		return ""
	}
	return f.Message.String()
}
