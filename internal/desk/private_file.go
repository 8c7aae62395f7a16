package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"slices"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/store"
)

// Kinds of line in a private file. Each is the field that a line is bound to.
const (
	lineContact  = "contact"
	lineNeed     = "need"
	lineNote     = "note"
	lineTask     = "task"
	lineExhibit  = "exhibit"
	lineHandling = "handling"
)

// PrivateFile opens the private file of a case, and notes who looked. It gives
// fault.Unavailable without the master key, and when what is stored does not
// open: somebody changed it, or it was sealed with another key.
func (d *Desk) PrivateFile(ctx context.Context, by access.Actor, ref casebook.Ref) (*casebook.PrivateFile, error) {
	f, err := d.privateCase(ctx, by, ref)
	if err != nil {
		return nil, err
	}
	whole := d.store.Whole() // whether they may is settled
	key, err := d.keyOf(ctx, whole, f.Case.ID)
	if err != nil || key == nil {
		return &casebook.PrivateFile{}, err
	}
	rows, err := store.List[store.SealedRow](ctx, whole, map[string]any{"case_id": f.Case.ID})
	if err != nil {
		return nil, err
	}
	file := &casebook.PrivateFile{}
	for _, row := range rows {
		if err := openLine(file, *key, row); err != nil {
			return nil, d.broken(row, err)
		}
	}
	sortTasks(file.Tasks)
	return file, nil
}

// privateCase gives the case of a private file to whoever may read that file,
// and notes that they looked: without the note nothing is shown.
func (d *Desk) privateCase(ctx context.Context, by access.Actor, ref casebook.Ref) (*casebook.File, error) {
	f, err := d.file(ctx, by, access.ReadPrivateFile, ref)
	if err != nil {
		return nil, err
	}
	return f, d.looked(ctx, by, f.Case.ID, true)
}

// openLine opens one line into its place in the file. Handlings follow their
// exhibit, since they were added after it.
func openLine(file *casebook.PrivateFile, key seal.Key, row store.SealedRow) (err error) {
	switch row.Kind {
	case lineContact:
		err = opened(key, row, &file.Contacts, func(c *casebook.Contact) { c.Line = lineOf(row) })
	case lineNeed:
		err = opened(key, row, &file.Needs, func(n *casebook.Need) { n.Line = lineOf(row) })
	case lineNote:
		err = opened(key, row, &file.Notes, func(n *casebook.PrivateNote) { n.Line = lineOf(row) })
	case lineTask:
		err = opened(key, row, &file.Tasks, func(t *casebook.Task) {
			t.Line, t.Due, t.Assignee, t.DoneAt = lineOf(row), row.Due, row.Assignee, row.DoneAt
		})
	case lineExhibit:
		err = opened(key, row, &file.Exhibits, func(e *casebook.Exhibit) { e.Line = lineOf(row) })
	case lineHandling:
		i := slices.IndexFunc(file.Exhibits, func(e casebook.Exhibit) bool { return e.ID == row.ParentID })
		if i < 0 {
			return seal.ErrBroken
		}
		err = opened(key, row, &file.Exhibits[i].Custody, func(h *casebook.Handling) { h.Line = lineOf(row) })
	}
	return err
}

// opened adds what a line holds to a list, with what stands open on it.
func opened[T any](key seal.Key, row store.SealedRow, list *[]T, open func(*T)) error {
	var line T
	if err := unseal(key, row, &line); err != nil {
		return err
	}
	open(&line)
	*list = append(*list, line)
	return nil
}

func lineOf(row store.SealedRow) casebook.Line {
	return casebook.Line{ID: row.ID, Version: row.Version, CreatedAt: row.CreatedAt, UpdatedAt: row.UpdatedAt}
}

func unseal(key seal.Key, row store.SealedRow, into any) error {
	text, err := key.Open(placeOf(row), row.Sealed)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// placeOf binds a line to its case, its id and its kind; a handling also to
// the exhibit it is about.
func placeOf(row store.SealedRow) seal.Place {
	field := row.Kind
	if row.ParentID != "" {
		field += " of " + string(row.ParentID)
	}
	return seal.Place{Case: string(row.CaseID), Row: string(row.ID), Field: field}
}

// broken tells people what to do about a line that does not open, and the log
// which line it is.
func (d *Desk) broken(row store.SealedRow, err error) error {
	d.log.Error("a sealed line does not open", slog.String("id", string(row.ID)), slog.String("kind", row.Kind))
	return fault.New(fault.Unavailable, "A part of this private file does not open: it was changed outside the program, or sealed with another key. Whoever runs the server restores it from a backup.").Because(err)
}

// keyOf gives the key of a case, nil when it has none yet.
func (d *Desk) keyOf(ctx context.Context, r keyReader, id casebook.ID) (*seal.Key, error) {
	if d.ring == nil {
		return nil, casebook.ErrNoKey()
	}
	row, err := r.CaseKeyOf(ctx, id)
	if err != nil || row == nil {
		return nil, err
	}
	key, err := d.ring.Unwrap(row.Master, string(id), row.Wrapped)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "The key of this private file was wrapped by another master key than the one the server was started with. Whoever runs it restores that key.").Because(err)
	}
	return &key, nil
}

// keyReader is the store, or a transaction.
type keyReader interface {
	CaseKeyOf(ctx context.Context, id casebook.ID) (*store.CaseKey, error)
}

// locked is an operation on a private file: an act with the key of the case.
type locked struct {
	*act
	key seal.Key
}

// private runs fn on the private file of a case, which it opens with a key of
// its own when there was none. It is the one way in which a private file is
// changed.
func (d *Desk) private(ctx context.Context, by access.Actor, ref casebook.Ref, name string, fn func(l *locked) error) error {
	return d.do(ctx, by, access.EditPrivateFile, name, func(a *act) error {
		if _, err := a.inCase(ref); err != nil {
			return err
		}
		key, err := d.keyOf(ctx, a.Tx, a.caseID)
		if err == nil && key == nil {
			key, err = a.newCaseKey()
		}
		if err != nil {
			return err
		}
		return fn(&locked{a, *key})
	})
}

// newCaseKey makes a random key for the case and keeps it wrapped.
func (a *act) newCaseKey() (*seal.Key, error) {
	key, raw, err := seal.NewKey(a.desk.rand)
	if err != nil {
		return nil, err
	}
	defer clear(raw)
	wrapped, err := a.desk.ring.Wrap(a.desk.rand, string(a.caseID), raw)
	if err != nil {
		return nil, err
	}
	return &key, a.InsertCaseKey(&store.CaseKey{CaseID: a.caseID, Wrapped: wrapped, Master: a.desk.ring.ID(), CreatedAt: a.Now})
}

// add seals a new line. The history says that it was written, not what it says.
func (l *locked) add(row store.SealedRow, text any) (casebook.ID, error) {
	id, err := l.desk.newID()
	if err != nil {
		return "", err
	}
	row.ID, row.CaseID, row.Version, row.CreatedAt, row.UpdatedAt = id, l.caseID, 1, l.Now, l.Now
	if row.Sealed, err = l.sealed(row, text); err != nil {
		return "", err
	}
	if err := store.Insert(l.Tx, &row); err != nil {
		return "", err
	}
	return id, l.record(casebook.Subject{Kind: casebook.OnPrivate, ID: id}, nil)
}

// change seals a line anew, as set leaves it.
func (l *locked) change(kind string, id casebook.ID, version int, text any, set func(row *store.SealedRow)) error {
	row, err := l.line(kind, id)
	if err != nil {
		return err
	}
	if err := stale(row.Version, version); err != nil {
		return err
	}
	if set != nil {
		set(row)
	}
	if row.Sealed, err = l.sealed(*row, text); err != nil {
		return err
	}
	if err := store.Update(l.Tx, row, "Sealed", "Due", "Assignee", "DoneAt"); err != nil {
		return err
	}
	return l.record(casebook.Subject{Kind: casebook.OnPrivate, ID: id}, nil)
}

// line finds a line of this case: one of another case is not there.
func (l *locked) line(kind string, id casebook.ID) (*store.SealedRow, error) {
	row, err := store.Get[store.SealedRow](l.ctx, l.Tx, id)
	if err == nil && (row.CaseID != l.caseID || row.Kind != kind) {
		return nil, fault.New(fault.NotFound, "This is not in the private file of this case. It may have been removed.")
	}
	return row, err
}

func (l *locked) sealed(row store.SealedRow, text any) ([]byte, error) {
	plain, err := json.Marshal(text)
	if err != nil {
		return nil, err
	}
	return l.key.Seal(l.desk.rand, placeOf(row), plain)
}

// put adds a line, or changes the one with an id.
func (l *locked) put(kind string, id casebook.ID, version int, text any, set func(row *store.SealedRow)) error {
	if id != "" {
		return l.change(kind, id, version, text, set)
	}
	row := store.SealedRow{Kind: kind}
	if set != nil {
		set(&row)
	}
	_, err := l.add(row, text)
	return err
}

// KeepContact adds somebody who may be reached, or changes one with an id.
func (d *Desk) KeepContact(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, version int, in casebook.ContactDraft) error {
	row, err := in.Contact()
	if err != nil {
		return err
	}
	return d.private(ctx, by, ref, "KeepContact", func(l *locked) error { return l.put(lineContact, id, version, row, nil) })
}

// KeepNeed adds something that is needed, or changes one with an id.
func (d *Desk) KeepNeed(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, version int, in casebook.NeedDraft) error {
	row, err := in.Need()
	if err != nil {
		return err
	}
	return d.private(ctx, by, ref, "KeepNeed", func(l *locked) error { return l.put(lineNeed, id, version, row, nil) })
}

// KeepNote adds a note, or changes one with an id. It stands under the name of
// whoever wrote it last.
func (d *Desk) KeepNote(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, version int, in casebook.NoteDraft) error {
	row, err := in.Note()
	if err != nil {
		return err
	}
	row.ByName = by.Name
	return d.private(ctx, by, ref, "KeepNote", func(l *locked) error { return l.put(lineNote, id, version, row, nil) })
}

// privateKinds are the kinds of line that a person may remove. The custody log
// and what it is about stay until the whole file is erased.
var privateKinds = []string{lineContact, lineNeed, lineNote, lineTask}

// RemovePrivate takes a line of a private file away for good: the history says
// that it was removed, and nothing keeps what it said.
func (d *Desk) RemovePrivate(ctx context.Context, by access.Actor, ref casebook.Ref, kind string, id casebook.ID, version int) error {
	if !slices.Contains(privateKinds, kind) {
		return fault.New(fault.NotFound, "This cannot be removed from a private file.")
	}
	defer d.forgetText(ctx)
	return d.private(ctx, by, ref, "RemovePrivate", func(l *locked) error {
		row, err := l.line(kind, id)
		if err != nil {
			return err
		}
		if err := stale(row.Version, version); err != nil {
			return err
		}
		if err := store.Delete[store.SealedRow](l.Tx, id); err != nil {
			return err
		}
		return l.record(casebook.Subject{Kind: casebook.OnPrivate, ID: id}, nil)
	})
}

// ErasePrivateFile destroys the key of a case, so that nothing sealed with it
// opens again, here or in any copy that is older, and deletes what it sealed.
// It is done when the family asks for it, and takes the right to withdraw.
func (d *Desk) ErasePrivateFile(ctx context.Context, by access.Actor, ref casebook.Ref, reason string) error {
	var blobs []string
	err := d.do(ctx, by, access.PublishRecord, "ErasePrivateFile", func(a *act) error {
		if _, err := a.inCase(ref); err != nil {
			return err
		}
		if err := related(ctx, a.Tx, by, access.EditPrivateFile, a.caseID); err != nil {
			return err
		}
		if a.because(reason); a.reason == "" {
			return fault.Field("reason", "Say who asked for this. The reason stays in the history; what is erased does not.")
		}
		var err error
		if blobs, err = a.sealedBlobs(); err != nil {
			return err
		}
		if err := a.ShredCase(a.caseID); err != nil {
			return err
		}
		return a.record(casebook.Subject{Kind: casebook.OnCase, ID: a.caseID}, nil)
	})
	if err != nil {
		return err
	}
	d.forgetText(ctx)
	for _, hash := range blobs {
		if err := d.sealedFiles.Remove(hash); err != nil {
			return err
		}
	}
	return nil
}

// sealedBlobs lists the sealed files of the case. Without the key they cannot
// be told apart, and stay behind as bytes that nobody can open.
func (a *act) sealedBlobs() ([]string, error) {
	key, err := a.desk.keyOf(a.ctx, a.Tx, a.caseID)
	if err != nil || key == nil {
		return nil, nil
	}
	rows, err := store.List[store.SealedRow](a.ctx, a.Tx, map[string]any{"case_id": a.caseID, "kind": lineExhibit})
	if err != nil {
		return nil, err
	}
	var hashes []string
	for _, row := range rows {
		var e casebook.Exhibit
		if err := unseal(*key, row, &e); err == nil {
			hashes = append(hashes, e.Blob)
		}
	}
	return hashes, nil
}

// RotateMaster wraps the key of every case with the first key of a ring that
// holds the old one as well, and gives how many were wrapped. What is sealed
// stays as it is. Afterwards the old key opens nothing here any more.
func (d *Desk) RotateMaster(ctx context.Context, by access.Actor, ring *seal.Ring) (n int, err error) {
	err = d.do(ctx, by, access.ManageAccounts, "RotateMaster", func(a *act) error {
		keys, err := a.CaseKeys(ctx)
		if err != nil {
			return err
		}
		for _, k := range keys {
			if k.Master == ring.ID() {
				continue
			}
			wrapped, err := ring.Rewrap(d.rand, k.Master, string(k.CaseID), k.Wrapped)
			if err != nil {
				return fault.New(fault.Conflict, "The key of a private file was wrapped by a master key that is not at hand. Nothing was changed; restore the key it was made with first.").Because(err)
			}
			if err := a.RewrapCaseKey(k.CaseID, wrapped, ring.ID()); err != nil {
				return err
			}
			n++
		}
		accounts, err := a.rewrapAccounts(ring)
		if err != nil {
			return err
		}
		n += accounts
		if err := a.rewrapDrafts(ring); err != nil {
			return err
		}
		return a.record(casebook.Subject{Kind: casebook.OnPrivate, ID: casebook.ID(ring.ID())}, nil)
	})
	if err != nil {
		return 0, err
	}
	d.ring = ring.First()
	return n, d.store.CutLog(ctx)
}

// sortTasks puts open tasks first, by the day they are due, those without a
// day after them, and what is done last.
func sortTasks(tasks []casebook.Task) {
	rank := func(t casebook.Task) int {
		switch {
		case t.DoneAt != nil:
			return 2
		case t.Due.IsZero():
			return 1
		}
		return 0
	}
	slices.SortStableFunc(tasks, func(a, b casebook.Task) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(a.Due.String(), b.Due.String()), cmp.Compare(a.ID, b.ID))
	})
}
