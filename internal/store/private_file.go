package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"gorm.io/gorm"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/when"
)

// CaseKey is the key of a case, wrapped by a master key that is not here.
type CaseKey struct {
	CaseID    casebook.ID `gorm:"primaryKey"`
	Wrapped   []byte
	Master    string // which master key wrapped it
	CreatedAt time.Time
}

// SealedRow is one line of a private file. The store cannot open it.
type SealedRow struct {
	ID        casebook.ID `gorm:"primaryKey"`
	CaseID    casebook.ID
	Kind      string      // contact, need, note, task, exhibit, handling, relative, shared, told, answer
	ParentID  casebook.ID // of a handling: the exhibit; of the last three: the relative
	Sealed    []byte
	Due       when.Day // of a task, as the next two
	Assignee  casebook.ID
	DoneAt    *time.Time // of what a relative told as well
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// CaseKeyOf gives the wrapped key of a case, nil when the case has none.
func (r reads) CaseKeyOf(ctx context.Context, id casebook.ID) (*CaseKey, error) {
	row, err := rowsOf[CaseKey](r.db).Where("case_id = ?", id).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) || fault.Is(asFault(err), fault.NotFound) {
		return nil, nil
	}
	return &row, asFault(err)
}

// CaseKeys gives every wrapped key.
func (r reads) CaseKeys(ctx context.Context) ([]CaseKey, error) {
	rows, err := rowsOf[CaseKey](r.db).Order("case_id").Find(ctx)
	return rows, asFault(err)
}

// HasCaseKeys reports whether anything was ever sealed here that still is.
func (r reads) HasCaseKeys(ctx context.Context) (has bool, err error) {
	err = r.db.WithContext(ctx).Raw("SELECT EXISTS (SELECT 1 FROM case_keys) OR EXISTS (SELECT 1 FROM users WHERE secret IS NOT NULL)").Scan(&has).Error
	return has, asFault(err)
}

// InsertCaseKey keeps the wrapped key of a case that has none.
func (tx *Tx) InsertCaseKey(k *CaseKey) error {
	return asFault(rowsOf[CaseKey](tx.db).Create(tx.ctx, k))
}

// RewrapCaseKey puts another wrapping of the same key in place.
func (tx *Tx) RewrapCaseKey(id casebook.ID, wrapped []byte, master string) error {
	tx.changed = true
	return asFault(tx.db.Exec("UPDATE case_keys SET wrapped = ?, master = ? WHERE case_id = ?", wrapped, master, id).Error)
}

// ShredCase deletes the key of a case with every line sealed by it. The pages
// they stood on are overwritten; the log is for CutLog.
func (tx *Tx) ShredCase(id casebook.ID) error {
	tx.changed = true
	for _, statement := range []string{
		"DELETE FROM family_codes WHERE relative_id IN (SELECT id FROM sealed_rows WHERE case_id = ?)",
		"DELETE FROM sealed_rows WHERE case_id = ? AND parent_id IS NOT NULL",
		"DELETE FROM sealed_rows WHERE case_id = ?",
		"DELETE FROM case_keys WHERE case_id = ?",
	} {
		if err := tx.db.Exec(statement, id).Error; err != nil {
			return asFault(err)
		}
	}
	return nil
}

// TasksUntil gives the open tasks that are due by a day, those due first.
func (r reads) TasksUntil(ctx context.Context, day when.Day, limit int) ([]SealedRow, error) {
	rows, err := rowsOf[SealedRow](r.db).Where(r.open("sealed_rows.case_id")).Where("due <= ? AND due IS NOT NULL AND done_at IS NULL AND kind = 'task'", day).Order("due, id").Limit(limit).Find(ctx)
	return rows, asFault(err)
}

// CasesOfTasks gives the cases of some tasks, and who has which part in them.
func (r reads) CasesOfTasks(ctx context.Context, rows []SealedRow) (map[casebook.ID]casebook.Case, map[casebook.ID][]casebook.Assignment, error) {
	var ids []casebook.ID
	for _, row := range rows {
		ids = append(ids, row.CaseID)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	found, err := in[casebook.Case](ctx, r, "id", ids)
	if err != nil {
		return nil, nil, err
	}
	parts, err := in[casebook.Assignment](ctx, r, "case_id", ids)
	cases, byCase := map[casebook.ID]casebook.Case{}, map[casebook.ID][]casebook.Assignment{}
	for _, c := range found {
		cases[c.ID] = c
	}
	for _, p := range parts {
		byCase[p.CaseID] = append(byCase[p.CaseID], p)
	}
	return cases, byCase, err
}

// Remove takes a file away for good; one that is gone already is no fault.
func (f *Files) Remove(hash string) error {
	if !hashes.MatchString(hash) {
		return missing()
	}
	if err := os.Remove(f.path(hash)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.Unavailable, "A sealed file could not be removed from the data folder. Tell whoever runs the server.").Because(err)
	}
	return nil
}
