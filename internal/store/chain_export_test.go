package store

// Exec runs a statement in the transaction, past everything that the store
// looks after: tests tamper with it.
func (tx *Tx) Exec(statement string, args ...any) (rows int64, err error) {
	done := tx.db.Exec(statement, args...)
	return done.RowsAffected, done.Error
}

// Column gives the first column of what a question finds, as text.
func (tx *Tx) Column(query string, args ...any) (all []string, err error) {
	err = tx.db.Raw(query, args...).Scan(&all).Error
	return all, err
}

// EachLink is eachLink from the beginning to the end.
var EachLink = reads.eachLink

// Reads gives the reading side of a transaction.
func (tx *Tx) Reads() reads { return tx.reads }
