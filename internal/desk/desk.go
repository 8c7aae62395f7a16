package desk

import (
	"context"
	"encoding/base32"
	"io"
	"log/slog"
	"reflect"
	"strings"
	"sync"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/seal"
	"habeas/internal/shelf"
	"habeas/internal/store"
)

// Desk does what staff ask for, on the private store and towards the shelf.
type Desk struct {
	store       *store.Store
	shelf       *shelf.Shelf
	files       *store.Files
	pdfs        PDFReader
	sealedFiles *store.Files
	ring        *seal.Ring
	looks       looks
	watching    sync.Mutex // one at a time looks cases over
	passwords   *access.Passwords
	secrets     *access.Passwords // of relatives, apart so that neither door holds up the other
	rand        io.Reader
	log         *slog.Logger
	shelving    sync.Mutex // one hand on the shelf at a time
}

// Options are what a desk works with. Rand gives the letters of new ids; in
// production it is crypto/rand.
type Options struct {
	Store     *store.Store
	Shelf     *shelf.Shelf
	Files     *store.Files // evidence; nil for a desk that keeps none
	PDFs      PDFReader    // reads what a PDF says; nil for a desk that keeps them unread
	Sealed    *store.Files // sealed exhibits of private files; nil for a desk that keeps none
	Ring      *seal.Ring   // master keys; without them private files stay closed
	Passwords *access.Passwords
	Rand      io.Reader
	Log       *slog.Logger
}

// New gives a desk.
func New(o Options) *Desk {
	return &Desk{store: o.Store, shelf: o.Shelf, files: o.Files, pdfs: o.PDFs, sealedFiles: o.Sealed, ring: o.Ring, passwords: o.Passwords, secrets: access.NewPasswords(), rand: o.Rand, log: o.Log}
}

var idLetters = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// newID gives ten random letters (50 bits): ids in addresses must not be
// countable, or they would tell how much is kept back.
func (d *Desk) newID() (casebook.ID, error) {
	var b [7]byte
	if _, err := io.ReadFull(d.rand, b[:]); err != nil {
		return "", err
	}
	return casebook.ID(idLetters.EncodeToString(b[:])[:10]), nil
}

// act is one operation in its transaction: who does it, what it is called in
// the history, and in which case's history it stands.
type act struct {
	*store.Tx
	ctx    context.Context
	desk   *Desk
	by     access.Actor
	name   string
	caseID casebook.ID
	needs  access.Permission    // what whoever does it must be allowed, in every case it touches
	asked  map[casebook.ID]bool // the cases for which that was decided
	reason string
	agreed bool                 // a second person has agreed to what is being done
	shown  []public.Publication // what it means to show, whether or not it is shown already
	sent   []public.Publication // what it wrote to the outbox
	lost   []store.Spot         // sources and places that a document names no longer
	taking string               // why a document comes off the shelf; empty: withdrawn
	merges bool                 // it moves what hangs on a case that is being merged

	unnaming   bool                 // what comes off may not be named in earlier editions either
	correction *casebook.Correction // what is published puts something right
}

// do checks the permission and runs fn in one transaction.
func (d *Desk) do(ctx context.Context, by access.Actor, p access.Permission, name string, fn func(a *act) error) error {
	if err := by.May(p); err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		a := &act{Tx: tx, ctx: ctx, desk: d, by: by, name: name, needs: p, reason: by.Why}
		a.look()
		if err := fn(a); err != nil {
			return err
		}
		if err := a.sweep(); err != nil {
			return err
		}
		if err := a.settled(); err != nil {
			return err
		}
		if isRehearsal(ctx) {
			return errRehearsed
		}
		return nil
	})
}

// edit is do for operations that change the casebook.
func (d *Desk) edit(ctx context.Context, by access.Actor, name string, fn func(a *act) error) error {
	return d.do(ctx, by, access.EditCasebook, name, fn)
}

// insert gives the row an id and its times, writes it and records one revision
// for each field that says something.
func insert[T any](a *act, kind casebook.SubjectKind, row *T) error {
	id, err := a.desk.newID()
	if err != nil {
		return err
	}
	setNew(row, id, a)
	if err := a.second(new(T), row); err != nil {
		return err
	}
	if err := store.Insert(a.Tx, row); err != nil {
		return err
	}
	if err := a.sayWhyNew(casebook.Subject{Kind: kind, ID: id}, row); err != nil {
		return err
	}
	if err := a.nameOn(casebook.Subject{Kind: kind, ID: id}, row); err != nil {
		return err
	}
	var empty T
	return a.record(casebook.Subject{Kind: kind, ID: id}, casebook.Changes(&empty, row))
}

// setNew fills what every row has: its id, its first version, its times.
func setNew(row any, id casebook.ID, a *act) {
	v := reflect.ValueOf(row).Elem()
	v.FieldByName("ID").SetString(string(id))
	if f := v.FieldByName("Version"); f.IsValid() {
		f.SetInt(1)
	}
	for _, name := range []string{"CreatedAt", "UpdatedAt"} {
		if f := v.FieldByName(name); f.IsValid() {
			f.Set(reflect.ValueOf(a.Now))
		}
	}
}

// update saves what differs between the row as it was and as it is, with one
// revision for each changed field. It gives fault.Conflict when somebody else
// saved in between.
func update[T any](a *act, kind casebook.SubjectKind, id casebook.ID, was, row *T) error {
	changes := casebook.Changes(was, row)
	if len(changes) == 0 {
		return nil
	}
	if err := a.second(was, row); err != nil {
		return err
	}
	if err := a.mayShut(casebook.Subject{Kind: kind, ID: id}, was, row); err != nil {
		return err
	}
	if err := a.sayWhy(casebook.Subject{Kind: kind, ID: id}, changes); err != nil {
		return err
	}
	fields := make([]string, len(changes))
	for i, c := range changes {
		fields[i] = c.Field
	}
	if err := store.Update(a.Tx, row, fields...); err != nil {
		return err
	}
	if err := a.nameOn(casebook.Subject{Kind: kind, ID: id}, row); err != nil {
		return err
	}
	return a.record(casebook.Subject{Kind: kind, ID: id}, changes)
}

// remove deletes a row and records what it held.
func remove[T any](a *act, kind casebook.SubjectKind, id casebook.ID) error {
	row, err := store.Get[T](a.ctx, a.Tx, id)
	if err != nil {
		return err
	}
	if err := a.guard(casebook.Subject{Kind: kind, ID: id}); err != nil {
		return err
	}
	var empty T
	if err := a.sayWhy(casebook.Subject{Kind: kind, ID: id}, casebook.Changes(row, &empty)); err != nil {
		return err
	}
	if err := store.Delete[T](a.Tx, id); err != nil {
		return err
	}
	return a.record(casebook.Subject{Kind: kind, ID: id}, casebook.Changes(row, &empty))
}

// record writes the revisions of one subject.
func (a *act) record(on casebook.Subject, changes []casebook.Change) error {
	if err := a.guard(on); err != nil {
		return err
	}
	if len(changes) == 0 {
		changes = []casebook.Change{{}}
	}
	revisions := make([]casebook.Revision, len(changes))
	for i, c := range changes {
		revisions[i] = casebook.Revision{
			At: a.Now, By: a.by.ID, ByName: a.by.Name, Operation: a.name,
			SubjectKind: on.Kind, SubjectID: on.ID, CaseID: a.caseID,
			Field: c.Field, Was: c.Was, Now: c.Now, Reason: a.reason,
		}
	}
	return a.Append(revisions...)
}

// stale gives the conflict of a form that was opened on an older version.
func stale(have, want int) error {
	if have == want {
		return nil
	}
	return fault.New(fault.Conflict, "Somebody else saved this while you were writing. Your text is kept below: compare it with what is stored now, and save again.")
}

// cite writes the citations that came with an operation.
func (a *act) cite(on casebook.Subject, drafts []casebook.CitationDraft) error {
	for i, draft := range drafts {
		if draft.IsZero() {
			continue
		}
		if err := a.citeOne(on, draft); err != nil {
			return underPrefix(err, "cites."+itoa(i)+".")
		}
	}
	return nil
}

func (a *act) citeOne(on casebook.Subject, draft casebook.CitationDraft) error {
	row, err := draft.Citation()
	if err != nil {
		return err
	}
	for field, id := range map[string]casebook.ID{"source": row.SourceID, "origin": row.OriginID} {
		if id == "" {
			continue
		}
		if _, err := store.Get[casebook.Source](a.ctx, a.Tx, id); fault.Is(err, fault.NotFound) {
			return fault.Field(field, "There is no such source. Add the source first, then cite it.")
		} else if err != nil {
			return err
		}
	}
	row.SubjectKind, row.SubjectID = on.Kind, on.ID
	return insert(a, casebook.OnCitation, &row)
}

// underPrefix moves the fields of a fault under the name of a part of a form.
func underPrefix(err error, prefix string) error {
	fields := fault.FieldsOf(err)
	if fields == nil {
		return err
	}
	moved := fault.Fields{}
	for name, text := range fields {
		moved[prefix+name] = text
	}
	return fault.InvalidFields(moved)
}

// inCase finds the case by its ref and puts the operation in its history.
func (a *act) inCase(ref casebook.Ref) (*casebook.File, error) {
	f, err := a.File(a.ctx, ref)
	if err != nil {
		return nil, err
	}
	if err := a.notMerged(&f.Case); err != nil {
		return nil, err
	}
	return f, a.relate(f.Case.ID)
}

// inHistoryOf puts the operation in the history of the case a subject lies in.
func (a *act) inHistoryOf(on casebook.Subject) error {
	ref, ok, err := a.FileRef(a.ctx, on)
	if err != nil || !ok {
		return err
	}
	_, err = a.inCase(ref)
	return err
}

// because takes the reason that a person gave for a change; without one, what
// they gave with the operation stays.
func (a *act) because(reason string) {
	if reason = strings.TrimSpace(reason); reason != "" {
		a.reason = reason
	}
}

// idOf reads the id that insert gave a row.
func idOf(row any) casebook.ID {
	return casebook.ID(reflect.ValueOf(row).Elem().FieldByName("ID").String())
}
