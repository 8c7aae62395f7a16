package desk

import (
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
	lineRelative = "relative"
	lineShared   = "shared" // with a relative, as are the next two
	lineTold     = "told"   // by the relative
	lineAnswer   = "answer" // of staff
)

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
	case lineRelative, lineShared, lineTold, lineAnswer:
		err = openFamily(file, key, row)
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
