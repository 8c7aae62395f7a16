package store

import "habeas/internal/casebook"

// MoveWalks makes what is to be looked through of a case that of another one,
// after what it is about has moved there.
func (tx *Tx) MoveWalks(from, to casebook.ID) error {
	tx.changed = true
	return asFault(tx.db.Exec("UPDATE walk_steps SET case_id = ? WHERE case_id = ?", to, from).Error)
}
