package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"strings"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/evidence"
)

// Append adds revisions to the history, each chained to the one before it.
func (tx *Tx) Append(revisions ...casebook.Revision) error {
	if len(revisions) == 0 {
		return nil
	}
	tx.recorded = true
	if tx.head == nil {
		head, err := endOfChain(tx.ctx, tx.reads)
		if err != nil {
			return asFault(err)
		}
		tx.head = &head
	}
	for from := 0; from < len(revisions); from += chainRows {
		if err := tx.appendSome(revisions[from:min(from+chainRows, len(revisions))]); err != nil {
			tx.head = nil
			return asFault(err)
		}
	}
	return nil
}

// chainRows is how many entries one statement carries.
const chainRows = 32

// Head gives the end of the chain.
func (r reads) Head(ctx context.Context) (evidence.Head, error) {
	head, err := endOfChain(ctx, r)
	return head, asFault(err)
}

func endOfChain(ctx context.Context, r reads) (h evidence.Head, err error) {
	var hash []byte
	err = r.db.Statement.ConnPool.QueryRowContext(ctx, "SELECT id, at, hash FROM chain ORDER BY id DESC LIMIT 1").Scan(&h.Count, &h.At, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return h, nil
	}
	copy(h.Hash[:], hash)
	return h, err
}

// appendSome writes the entries and beside them what people wrote.
func (tx *Tx) appendSome(revisions []casebook.Revision) error {
	salts := make([]evidence.Salt, len(revisions))
	for i := range salts {
		if _, err := rand.Read(salts[i][:]); err != nil {
			return err
		}
	}
	entries, texts := make([]any, 0, 12*len(revisions)), make([]any, 0, 6*len(revisions))
	for i, r := range revisions {
		e, text := entryOf(r, tx.head.Count+1), textOf(r)
		e.Commitment = text.Commitment(salts[i])
		prev := tx.head.Hash
		*tx.head = evidence.Head{Count: e.Seq, Hash: e.Sum(prev), At: e.At}
		entries = append(entries, e.Seq, e.At, e.By, e.Operation, e.SubjectKind, e.SubjectID, r.CaseID, e.Field, e.Erases, e.Commitment[:], prev[:], sliceOf(tx.head.Hash))
		texts = append(texts, e.Seq, salts[i][:], text.ByName, text.Was, text.Now, text.Reason)
	}
	if err := tx.many(insertEntries, 12, entries); err != nil {
		return err
	}
	return tx.many(insertTexts, 6, texts)
}

const (
	insertEntries = `INSERT INTO chain (id, at, "by", operation, subject_kind, subject_id, case_id, field, erases, commitment, prev, hash) VALUES `
	insertTexts   = `INSERT INTO revision_payloads (id, salt, by_name, was, now, reason) VALUES `
)

// many runs an insert of as many rows as there are values for, past GORM, which
// would make every row anew out of a struct.
func (tx *Tx) many(insert string, columns int, values []any) error {
	row := ", (?" + strings.Repeat(", ?", columns-1) + ")"
	_, err := tx.db.Statement.ConnPool.ExecContext(tx.ctx, insert+strings.Repeat(row, len(values)/columns)[2:], values...)
	return err
}

func sliceOf(h evidence.Hash) []byte { return h[:] }

// entryOf gives what stays of a revision for good, but for the commitment.
func entryOf(r casebook.Revision, seq int64) evidence.Entry {
	return evidence.Entry{
		Seq: seq, At: r.At.UTC().Truncate(time.Microsecond), By: string(r.By), Operation: r.Operation,
		SubjectKind: string(r.SubjectKind), SubjectID: string(r.SubjectID), CaseID: string(r.CaseID), Field: r.Field, Erases: r.Erases,
	}
}

// textOf gives what people wrote in a revision.
func textOf(r casebook.Revision) evidence.Text {
	return evidence.Text{ByName: r.ByName, Was: r.Was, Now: r.Now, Reason: r.Reason}
}

// EraseText deletes what people wrote in a revision. The caller appends the
// revision that says so, in the same transaction, naming this one in Erases.
func (tx *Tx) EraseText(revision int64) error {
	_, err := tx.db.Statement.ConnPool.ExecContext(tx.ctx, "DELETE FROM revision_payloads WHERE id = ?", revision)
	return asFault(err)
}

// eachLink calls fn with the entries of the chain after a number, oldest first,
// each with its text. A negative limit stands for none.
func (r reads) eachLink(ctx context.Context, after int64, limit int, fn func(evidence.Link) error) error {
	rows, err := r.db.Statement.ConnPool.QueryContext(ctx, `SELECT c.id, c.at, c."by", c.operation, c.subject_kind, c.subject_id, coalesce(c.case_id, ''), c.field, c.erases,
		c.commitment, c.prev, c.hash, p.salt, p.by_name, p.was, p.now, p.reason
		FROM chain c LEFT JOIN revision_payloads p ON p.id = c.id WHERE c.id > ? ORDER BY c.id LIMIT ?`, after, limit)
	if err != nil {
		return asFault(err)
	}
	defer rows.Close()
	for rows.Next() {
		l, err := scanLink(rows)
		if err != nil {
			return asFault(err)
		}
		if err := fn(l); err != nil {
			return err
		}
	}
	return asFault(rows.Err())
}

// scanLink reads one entry. A hash or a salt of the wrong length is none of
// ours, and is read as one that cannot fit.
func scanLink(rows *sql.Rows) (l evidence.Link, err error) {
	var commitment, prev, hash, salt []byte
	var byName, was, now, reason sql.NullString
	err = rows.Scan(&l.Seq, &l.At, &l.By, &l.Operation, &l.SubjectKind, &l.SubjectID, &l.CaseID, &l.Field, &l.Erases,
		&commitment, &prev, &hash, &salt, &byName, &was, &now, &reason)
	l.Commitment, l.Prev, l.Hash = hashOf(commitment), hashOf(prev), hashOf(hash)
	if byName.Valid || salt != nil {
		l.Salt = new(evidence.Salt)
		if len(salt) == len(l.Salt) {
			copy(l.Salt[:], salt)
		}
		l.Text = evidence.Text{ByName: byName.String, Was: was.String, Now: now.String, Reason: reason.String}
	}
	return l, err
}

func hashOf(b []byte) (h evidence.Hash) {
	if len(b) == len(h) {
		copy(h[:], b)
	}
	return h
}

// fillChain chains a history from before there was a chain, once after the
// migration: hashing is no work for SQL. A chain that has a first hash is left
// as it is, whatever is wrong with it: that is for Verify to say.
func (s *Store) fillChain(ctx context.Context) error {
	var unfilled int
	err := s.reads.db.WithContext(ctx).Raw("SELECT count(*) FROM chain WHERE id = (SELECT min(id) FROM chain) AND hash = x''").Scan(&unfilled).Error
	if err != nil || unfilled == 0 {
		return asFault(err)
	}
	return s.Write(ctx, func(tx *Tx) error {
		var head evidence.Head
		for {
			var page []evidence.Link
			err := tx.eachLink(ctx, head.Count, bulkRows, func(l evidence.Link) error { page = append(page, l); return nil })
			if err != nil || len(page) == 0 {
				return err
			}
			for _, l := range page {
				if head, err = tx.fillLink(l, head.Hash); err != nil {
					return asFault(err)
				}
			}
		}
	})
}

// fillLink chains one entry to the one before it.
func (tx *Tx) fillLink(l evidence.Link, prev evidence.Hash) (evidence.Head, error) {
	if l.Salt != nil {
		l.Commitment = l.Text.Commitment(*l.Salt)
	}
	head := evidence.Head{Count: l.Seq, Hash: l.Sum(prev), At: l.At}
	_, err := tx.db.Statement.ConnPool.ExecContext(tx.ctx, "UPDATE chain SET commitment = ?, prev = ?, hash = ? WHERE id = ?", l.Commitment[:], prev[:], head.Hash[:], l.Seq)
	return head, err
}
