package desk_test

import (
	"bytes"
	"crypto/rand"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/store/storetest"
)

const draftPath = "/staff/cases/new"

// typist has an account of its own: a draft belongs to one.
func typist(b *bench) access.Actor {
	b.t.Helper()
	id, err := b.AddUser(b.ctx, system, "typist", "A typist", access.Caseworker, "a long enough password")
	b.must(err)
	return access.Actor{ID: id, Name: "A typist", Role: access.Caseworker}
}

func drafts(b *bench, d *desk.Desk, by access.Actor) []desk.Draft {
	b.t.Helper()
	got, err := d.Drafts(b.ctx, by, "")
	b.must(err)
	return got
}

func TestNoByteOfADraftLiesInTheOpen(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	by := typist(b)
	b.must(b.KeepDraft(b.ctx, by, draftPath, "Title-of-Quispe", "summary=zuleima-hides-here"))
	want := []desk.Draft{{Path: draftPath, Title: "Title-of-Quispe", Form: "summary=zuleima-hides-here"}}
	if diff := cmp.Diff(want, drafts(b, b.Desk, by), cmpopts.IgnoreFields(desk.Draft{}, "ID", "UpdatedAt")); diff != "" {
		t.Errorf("the draft differs (-typed +kept):\n%s", diff)
	}
	for name, body := range everyByte(t, b.folder) {
		for _, typed := range []string{"Quispe", "zuleima"} {
			if bytes.Contains(body, []byte(typed)) {
				t.Errorf("%s tells %q", name, typed)
			}
		}
	}
}

func TestADraftOpensAfterTheMasterKeyIsRotated(t *testing.T) {
	t.Parallel()
	b, old := newLocked(t)
	by := typist(b)
	b.must(b.KeepDraft(b.ctx, by, draftPath, "A title", "kind=person"))
	before := drafts(b, b.Desk, by)
	both, err := old.Renewed(rand.Reader)
	b.must(err)
	_, err = b.RotateMaster(b.ctx, system, both)
	b.must(err)
	for name, d := range map[string]*desk.Desk{"the running desk": b.Desk, "one started with the new key alone": b.withRing(both.First())} {
		if diff := cmp.Diff(before, drafts(b, d, by)); diff != "" {
			t.Errorf("%s (-before +after):\n%s", name, diff)
		}
	}
	if got := drafts(b, b.withRing(old), by); len(got) != 0 {
		t.Errorf("the old key still opens %d drafts", len(got))
	}
}

// A draft that does not open must not stop a rotation, and neither the person
// from beginning the form anew.
func TestADraftOfAnotherKeyIsLeftOut(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	by := typist(b)
	b.must(b.KeepDraft(b.ctx, by, draftPath, "A title", "kind=person"))
	stranger, err := seal.NewRing(rand.Reader)
	b.must(err)
	other := b.withRing(stranger)
	if got := drafts(b, other, by); len(got) != 0 {
		t.Errorf("a strange key opens %d drafts", len(got))
	}
	_, err = other.RotateMaster(b.ctx, system, stranger)
	b.must(err)
	b.must(other.KeepDraft(b.ctx, by, draftPath, "Another", "kind=group"))
	if got := drafts(b, other, by); len(got) != 1 || got[0].Title != "Another" {
		t.Errorf("the draft is %+v, want the one typed anew", got)
	}
}

func TestWithoutTheMasterKeyNothingIsKeptInTheOpen(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	by := typist(b)
	b.must(b.KeepDraft(b.ctx, by, draftPath, "A title", "kind=person"))
	bare := b.withRing(nil)
	b.want(bare.KeepDraft(b.ctx, by, draftPath, "A title", "kind=group"), fault.Unavailable)
	if got := drafts(b, bare, by); len(got) != 0 {
		t.Errorf("without the key %d drafts are told", len(got))
	}
}

func TestADraftGoesAfterThirtyDaysByItself(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	by := typist(b)
	b.must(b.KeepDraft(b.ctx, by, draftPath, "A title", "kind=person"))
	for _, test := range []struct {
		days int
		want int
	}{{29, 1}, {31, 0}} {
		_, err := b.store.ExpireDrafts(b.ctx, storetest.Now.AddDate(0, 0, test.days).Add(-30*24*time.Hour))
		b.must(err)
		if got := drafts(b, b.Desk, by); len(got) != test.want {
			t.Errorf("after %d days %d drafts are left, want %d", test.days, len(got), test.want)
		}
	}
	b.must(b.ExpireDrafts(b.ctx))
}

func TestADraftOpensForItsOwnerAndItsFormAlone(t *testing.T) {
	t.Parallel()
	b, _ := newLocked(t)
	by := typist(b)
	b.must(b.KeepDraft(b.ctx, by, draftPath, "A title", "kind=person"))
	if got := drafts(b, b.Desk, access.Actor{ID: casebook.ID("somebody"), Role: access.Administrator}); len(got) != 0 {
		t.Errorf("somebody else reads %d drafts", len(got))
	}
}
