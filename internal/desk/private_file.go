package desk

import (
	"cmp"
	"context"
	"slices"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
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
	return file, d.withCodes(ctx, f.Case.ID, file)
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
