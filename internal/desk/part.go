package desk

import (
	"context"
	"reflect"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// keep carries over from a row, into what a form made of it, what no form sets:
// its id, version, times and publication, and the fields that are named.
func keep(now, was any, more ...string) {
	to, from := reflect.ValueOf(now).Elem(), reflect.ValueOf(was).Elem()
	for _, name := range append([]string{"ID", "Version", "CreatedAt", "UpdatedAt", "Publication"}, more...) {
		if field := to.FieldByName(name); field.IsValid() {
			field.Set(from.FieldByName(name))
		}
	}
}

// versionOf gives the version that a row carries.
func versionOf(row any) int { return int(reflect.ValueOf(row).Elem().FieldByName("Version").Int()) }

// editCited changes a row to what a draft says and adds citations. The fields
// named in more are carried over beside those that no form sets.
func editCited[T any](a *act, kind casebook.SubjectKind, id casebook.ID, version int, reason string, cites []casebook.CitationDraft, now *T, more ...string) error {
	was, err := store.Get[T](a.ctx, a.Tx, id)
	if err != nil {
		return err
	}
	a.because(reason)
	if err := stale(versionOf(was), version); err != nil {
		return err
	}
	keep(now, was, more...)
	if err := update(a, kind, id, was, now); err != nil {
		return err
	}
	return a.cite(casebook.Subject{Kind: kind, ID: id}, cites)
}

// editPart is editCited for a row that hangs on something else: it stands in
// the history of its case, and takes a reason where the public reads it.
func editPart[T any](a *act, kind casebook.SubjectKind, id casebook.ID, version int, reason string, cites []casebook.CitationDraft, now *T, more ...string) error {
	if err := a.openPart(casebook.Subject{Kind: kind, ID: id}, reason); err != nil {
		return err
	}
	return editCited(a, kind, id, version, reason, cites, now, more...)
}

// removePart takes a row that hangs on something else away, with its
// citations. The history keeps what it said.
func removePart[T any](a *act, kind casebook.SubjectKind, id casebook.ID, version int, reason string) error {
	row, err := store.Get[T](a.ctx, a.Tx, id)
	if err != nil {
		return err
	}
	if err := a.openPart(casebook.Subject{Kind: kind, ID: id}, reason); err != nil {
		return err
	}
	if versionOf(row) != version {
		return fault.New(fault.Conflict, "Somebody else changed this while you were looking at it. Read below what it says now, and remove it again if it should go.")
	}
	return a.removeCited(kind, id, func() error { return remove[T](a, kind, id) })
}

// openPart puts the operation in the history of the case that a part hangs on,
// and asks for a reason where the public reads of it: a correction to a public
// page says why.
func (a *act) openPart(on casebook.Subject, reason string) error {
	a.because(reason)
	if a.caseID == "" {
		if err := a.inHistoryOf(on); err != nil {
			return err
		}
	}
	if a.reason != "" {
		return nil
	}
	if on.Kind == casebook.OnClaim { // a claim that only staff see still belongs to a public page
		claim, err := store.Get[casebook.Claim](a.ctx, a.Tx, on.ID)
		if err != nil {
			return err
		}
		on = casebook.Subject{Kind: claim.SubjectKind, ID: claim.SubjectID}
	}
	shown, err := a.isPublic(on)
	if err != nil || !shown {
		return err
	}
	return fault.Field("reason", "This is public. Say why it changes: the reason stands in the history beside what it said before.")
}

// part gives a row that hangs on a case for its form, with the reference of
// that case.
func part[T any](ctx context.Context, d *Desk, by access.Actor, kind casebook.SubjectKind, id casebook.ID) (*T, casebook.Ref, error) {
	row, err := get[T](ctx, d, by, id)
	if err != nil {
		return nil, "", err
	}
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, "", err
	}
	ref, err := d.lookedAt(ctx, v, by, casebook.Subject{Kind: kind, ID: id})
	return row, ref, err
}
