package shelf

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"hash"
)

// fingerprinted are the queries whose answers make the fingerprint. They name
// things as the world does, never by the ids of rows, and leave out the numbers
// of publications, which order what is done and are no content.
var fingerprinted = []string{
	"SELECT kind, key, version, at, change, country, day, title, first, tells, moved_to, document FROM documents ORDER BY kind, key",
	"SELECT kind, key, version, at, change, document FROM editions ORDER BY kind, key, seq",
	"SELECT kind, key, at, country, correction FROM corrections ORDER BY at, kind, key",
	"SELECT ref, id, oldest, updated, held, taken_low, taken_high, released_low, released_high FROM cases ORDER BY ref",
	"SELECT id, line FROM lines ORDER BY id",
	"SELECT filter, value, n, least, most, open FROM facets ORDER BY filter, value",
	`SELECT f.filter, f.value, c.ref, t.oldest, t.updated, t.held, t.least, t.most, t.open
		FROM facets f JOIN tags t ON t.facet = f.id JOIN cases c ON c.id = t.id ORDER BY f.filter, f.value, c.ref`,
	"SELECT c.ref, t.names, t.body FROM texts t JOIN cases c ON c.id = t.id ORDER BY c.ref",
	"SELECT form, word FROM spellings ORDER BY form, word",
	"SELECT c.ref, p.person FROM persons p JOIN cases c ON c.id = p.id ORDER BY c.ref",
	"SELECT person FROM shared ORDER BY person",
	"SELECT source, kind, key FROM citations ORDER BY source, kind, key",
}

// Fingerprint gives a hash of all that is on the shelf, the same for every
// shelf with the same content however it came about.
func (s *Shelf) Fingerprint(ctx context.Context) (string, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return "", err
	}
	defer tx.Rollback()
	h := sha256.New()
	for _, query := range fingerprinted {
		if err := hashRows(ctx, tx, h, query); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func hashRows(ctx context.Context, tx *sql.Tx, h hash.Hash, query string) error {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	n := int64(0)
	for ; rows.Next(); n++ {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for _, v := range values {
			h.Write(binary.AppendVarint(nil, int64(len(v)))) // a length before each: fields cannot run together
			h.Write(v)
		}
	}
	h.Write(binary.AppendVarint(nil, n))
	return rows.Err()
}
