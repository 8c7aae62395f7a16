package desk

import (
	"encoding/json"

	"habeas/internal/casebook"
	"habeas/internal/seal"
	"habeas/internal/store"
)

// movePrivateFile opens every line of one private file and seals it anew with
// the key of another case, under its own id; then the first key is destroyed,
// so that what was sealed with it opens nowhere again. The files themselves
// stay as they are, each under a key that came along in its line. The custody
// log of each exhibit goes on with an entry that says where it came from.
func (a *act) movePrivateFile(stays, goes casebook.ID, ref casebook.Ref) error {
	sealed, err := a.CaseKeyOf(a.ctx, goes)
	if err != nil || sealed == nil {
		return err
	}
	old, err := a.desk.keyOf(a.ctx, a.Tx, goes)
	if err != nil {
		return err
	}
	key, err := a.desk.keyOf(a.ctx, a.Tx, stays)
	if err == nil && key == nil {
		key, err = a.newCaseKey()
	}
	if err != nil {
		return err
	}
	rows, err := store.List[store.SealedRow](a.ctx, a.Tx, map[string]any{"case_id": goes})
	if err != nil {
		return err
	}
	l := &locked{a, *key}
	for i, row := range rows {
		if rows[i], err = l.resealed(*old, row); err != nil {
			return a.desk.broken(row, err)
		}
	}
	codes, err := a.FamilyCodes(a.ctx, goes)
	if err != nil {
		return err
	}
	if err := a.ShredCase(goes); err != nil {
		return err
	}
	if err := l.takeIn(rows, ref); err != nil {
		return err
	}
	for _, code := range codes { // cards that were given stay good
		if err := l.PutFamilyCode(&code); err != nil {
			return err
		}
	}
	return nil
}

// resealed gives a line as it is sealed for this case.
func (l *locked) resealed(old seal.Key, row store.SealedRow) (store.SealedRow, error) {
	plain, err := old.Open(placeOf(row), row.Sealed)
	if err != nil {
		return row, err
	}
	defer clear(plain)
	if row.Kind == lineExhibit {
		if plain, err = boundTo(plain, row.CaseID); err != nil {
			return row, err
		}
	}
	row.CaseID = l.caseID
	row.Sealed, err = l.key.Seal(l.desk.rand, placeOf(row), plain)
	return row, err
}

// boundTo writes into an exhibit which case its file was sealed for, unless
// it came along from another one before.
func boundTo(plain []byte, id casebook.ID) ([]byte, error) {
	var e casebook.Exhibit
	if err := json.Unmarshal(plain, &e); err != nil {
		return nil, err
	}
	if e.Bound == "" {
		e.Bound = id
	}
	return json.Marshal(e)
}

// takeIn writes the lines that came along, and says so in the history of each
// and in the custody log of each exhibit.
func (l *locked) takeIn(rows []store.SealedRow, from casebook.Ref) error {
	for _, row := range rows {
		if err := store.Insert(l.Tx, &row); err != nil {
			return err
		}
		if err := l.record(casebook.Subject{Kind: casebook.OnPrivate, ID: row.ID}, nil); err != nil {
			return err
		}
	}
	for _, row := range rows {
		if row.Kind != lineExhibit {
			continue
		}
		if err := l.handle(row.ID, casebook.Handling{What: casebook.ExhibitMoved, Note: string(from)}); err != nil {
			return err
		}
	}
	return nil
}
