package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"habeas/internal/casebook"
	"habeas/internal/when"
)

// FamilyCode is the code of a relative: the number finds it, the hash proves
// the secret that belongs to it.
type FamilyCode struct {
	RelativeID casebook.ID `gorm:"primaryKey"`
	Number     string
	Hash       string
	IssuedAt   time.Time
	Expires    when.Day
	EndedAt    *time.Time
	UsedMonth  string
}

// State gives what staff see of it.
func (c FamilyCode) State() casebook.CodeState {
	return casebook.CodeState{Number: c.Number, IssuedAt: c.IssuedAt, Expires: c.Expires, EndedAt: c.EndedAt, UsedMonth: c.UsedMonth}
}

// FamilyCodeByNumber finds a code, nil when there is none.
func (r reads) FamilyCodeByNumber(ctx context.Context, number string) (*FamilyCode, error) {
	return r.familyCode(ctx, "number = ?", number)
}

// FamilyCodeOf gives the code of a relative, nil when there is none.
func (r reads) FamilyCodeOf(ctx context.Context, relative casebook.ID) (*FamilyCode, error) {
	return r.familyCode(ctx, "relative_id = ?", relative)
}

func (r reads) familyCode(ctx context.Context, where string, value any) (*FamilyCode, error) {
	row, err := rowsOf[FamilyCode](r.db).Where(where, value).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	return &row, asFault(err)
}

// FamilyCodes gives the codes of the relatives in one case, by relative.
func (r reads) FamilyCodes(ctx context.Context, id casebook.ID) (map[casebook.ID]FamilyCode, error) {
	rows, err := rowsOf[FamilyCode](r.db).Where("relative_id IN (SELECT id FROM sealed_rows WHERE case_id = ? AND kind = 'relative')", id).Find(ctx)
	all := map[casebook.ID]FamilyCode{}
	for _, row := range rows {
		all[row.RelativeID] = row
	}
	return all, asFault(err)
}

// ToldWaiting gives what relatives wrote and nobody has dealt with, the oldest
// first.
func (r reads) ToldWaiting(ctx context.Context, limit int) ([]SealedRow, error) {
	rows, err := rowsOf[SealedRow](r.db).Where(r.open("sealed_rows.case_id")).Where("kind = 'told' AND done_at IS NULL").Order("created_at, id").Limit(limit).Find(ctx)
	return rows, asFault(err)
}

// UseFamilyCode notes the month in which a code was used and until when it
// opens now. It needs no revision, and there must be none: its time would tell.
func (tx *Tx) UseFamilyCode(relative casebook.ID, month string, until when.Day) error {
	return asFault(tx.db.Exec("UPDATE family_codes SET used_month = ?, expires = ? WHERE relative_id = ?", month, until, relative).Error)
}

// PutFamilyCode gives a relative a code, in place of the one they had.
func (tx *Tx) PutFamilyCode(c *FamilyCode) error {
	tx.changed = true
	err := tx.db.Exec(`INSERT INTO family_codes (relative_id, number, hash, issued_at, expires, ended_at, used_month) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (relative_id) DO UPDATE SET number = excluded.number, hash = excluded.hash, issued_at = excluded.issued_at, expires = excluded.expires, ended_at = excluded.ended_at, used_month = excluded.used_month`,
		c.RelativeID, c.Number, c.Hash, c.IssuedAt, c.Expires, c.EndedAt, c.UsedMonth).Error
	return asFault(err)
}
