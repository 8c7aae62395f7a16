package shelf

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"habeas/internal/public"
)

// standing is a document as it stood before a publication.
type standing struct {
	seq, at, first int64
	version        int
	change         string
	tells          bool
	document       []byte
}

// replace keeps what stood under a key as an earlier edition, or lets go of
// all earlier editions when the key is taken off or its past is to be
// forgotten. What is taken off is forgotten in everything else, too, and so is
// what was said under keys that were found to be it. A case that is found to be
// another one keeps its past: the record of an earlier day still counts it.
func (w *writer) replace(p public.Publication, was standing) error {
	if p.Document == nil && p.Change != Merged {
		if err := w.forgetTold(p.Kind, p.Key, was.document); err != nil {
			return err
		}
		if p.Forget {
			if err := w.forgetNamed(p.Kind, p.Key); err != nil {
				return err
			}
		}
		if err := w.exec("DELETE FROM editions WHERE kind = ?1 AND key IN ("+withMerged+")", p.Kind, p.Key); err != nil {
			return err
		}
		return w.forgetCorrections(p.Kind, p.Key)
	}
	if p.Forget {
		if err := w.exec("DELETE FROM editions WHERE kind = ? AND key = ?", p.Kind, p.Key); err != nil {
			return err
		}
		return w.exec(pairless)
	}
	if was.document == nil || was.tells {
		return nil
	}
	return w.exec("INSERT INTO editions (kind, key, seq, version, at, change, document) VALUES (?, ?, ?, ?, ?, ?, ?)",
		p.Kind, p.Key, was.seq, was.version, was.at, was.change, was.document)
}

// forgetTold takes away the earlier editions of all documents that tell of a
// case which is being taken off, and marks those that stand: they are not kept
// when they are replaced. The store does the same with what it keeps.
func (w *writer) forgetTold(kind, key string, document []byte) error {
	if kind != public.DocCase || document == nil {
		return nil
	}
	of := [][]byte{document}
	if err := w.each("SELECT document FROM editions WHERE kind = ?1 AND key IN ("+withMerged+")", []any{kind, key}, func(_ int64, edition []byte) {
		of = append(of, edition)
	}); err != nil {
		return err
	}
	merged, err := w.merged(kind, key)
	if err != nil {
		return err
	}
	telling := public.TellingOf(key, of, merged...)
	for table, forget := range map[string]string{
		"editions": "DELETE FROM editions WHERE id = ?", "documents": "UPDATE documents SET tells = 1 WHERE id = ?",
		"corrections": "UPDATE corrections SET correction = NULL, country = '' WHERE seq = ?",
	} {
		id, column := "id", "document"
		if table == "corrections" {
			id, column = "seq", "correction"
		}
		var told []int64
		for _, words := range telling.Words() {
			if err := w.each("SELECT "+id+", "+column+" FROM "+table+" WHERE instr("+column+", ?) > 0 AND NOT (kind = ? AND key = ?)", []any{words, kind, key}, func(id int64, found []byte) {
				if telling.In(found) {
					told = append(told, id)
				}
			}); err != nil {
				return err
			}
		}
		for _, id := range told {
			if err := w.exec(forget, id); err != nil {
				return err
			}
		}
	}
	return w.exec(pairless)
}

// withMerged gives a key (?2) and those of its kind (?1) that were found to be
// it, over any number of steps.
const withMerged = `WITH RECURSIVE same(ref) AS (VALUES (?2) UNION SELECT d.key FROM documents d JOIN same ON d.moved_to = same.ref WHERE d.moved_to <> '' AND d.kind = ?1)
	SELECT ref FROM same`

// merged gives the keys that were found to be one.
func (w *writer) merged(kind, key string) (keys []string, err error) {
	rows, err := w.tx.QueryContext(w.ctx, "SELECT ref FROM ("+withMerged+") WHERE ref <> ?2", kind, key)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var ref string
		if err := rows.Scan(&ref); err != nil {
			return nil, err
		}
		keys = append(keys, ref)
	}
	return keys, rows.Err()
}

// each walks the rows of a query that gives documents, with their ids before
// them or alone.
func (w *writer) each(query string, args []any, fn func(id int64, document []byte)) error {
	rows, err := w.tx.QueryContext(w.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	for rows.Next() {
		var id int64
		var document []byte
		into := []any{&id, &document}
		if err := rows.Scan(into[2-len(columns):]...); err != nil {
			return err
		}
		fn(id, document)
	}
	return rows.Err()
}

// edition reads one row of what a query for editions gives.
func edition(rows *sql.Rows) (p public.Publication, err error) {
	var at int64
	err = rows.Scan(&p.Kind, &p.Key, &p.Seq, &p.Version, &at, &p.Change, &p.MovedTo, &p.Document)
	p.At = time.UnixMicro(at).UTC()
	return p, err
}

// saidAt finds the edition of every key that stood at an instant (?1). Of a key
// that was public then, and whose editions of that time were forgotten, it
// gives the oldest there is: that something was said is true, what it was is
// not kept. What was taken off since is not given; a key that was found to be
// another one is, without a document.
const saidAt = `SELECT kind, key, seq, version, at, change, moved_to, document FROM documents WHERE (document IS NOT NULL OR moved_to <> '') AND at <= ?1
	UNION ALL
	SELECT e.kind, e.key, e.seq, e.version, e.at, e.change, '', e.document FROM editions e
		JOIN documents d ON d.kind = e.kind AND d.key = e.key
		WHERE d.at > ?1 AND d.first <= ?1 AND e.seq = coalesce(
			(SELECT max(seq) FROM editions s WHERE s.kind = e.kind AND s.key = e.key AND s.at <= ?1),
			(SELECT min(seq) FROM editions s WHERE s.kind = e.kind AND s.key = e.key))
	UNION ALL
	SELECT kind, key, seq, version, at, change, moved_to, document FROM documents d WHERE document IS NOT NULL AND at > ?1 AND first <= ?1
		AND NOT EXISTS (SELECT 1 FROM editions s WHERE s.kind = d.kind AND s.key = d.key)`

// SaidAt calls fn with each document as it stood at an instant, without what
// was taken off since; with none for a key that had been found to be another.
func (s *Shelf) SaidAt(ctx context.Context, at time.Time, fn func(public.Publication) error) error {
	rows, err := s.read.QueryContext(ctx, saidAt, at.UnixMicro())
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		p, err := edition(rows)
		if err != nil {
			return err
		}
		if err := fn(p); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Editions gives all that a key has said and still says, oldest first: none
// when it was taken off or never was.
func (s *Shelf) Editions(ctx context.Context, kind, key string) ([]public.Publication, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT kind, key, seq, version, at, change, '', document FROM editions WHERE kind = ?1 AND key = ?2
		UNION ALL SELECT kind, key, seq, version, at, change, moved_to, document FROM documents WHERE kind = ?1 AND key = ?2 AND document IS NOT NULL ORDER BY seq`, kind, key)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []public.Publication
	for rows.Next() {
		p, err := edition(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// changedCases finds the cases that may have changed between two instants.
const changedCases = `SELECT key FROM documents WHERE kind = 'case' AND at > ?1 UNION SELECT key FROM editions WHERE kind = 'case' AND at > ?1 AND at <= ?2 ORDER BY key`

// saidOf finds the edition of one key that stood at an instant (?1).
const saidOf = "SELECT * FROM (" + saidAt + ") WHERE kind = ?2 AND key = ?3"

// Pair is a case as the record had it at two instants; nil where it had none.
// Off says when it was taken off, if that was between them: what it was before
// is not kept. Into is the case that it was found to be between them.
type Pair struct {
	Ref      string
	Was, Now *public.Case
	Off      time.Time
	Into     string
}

// CasesBetween calls fn with each case that the record has otherwise at the
// later of two instants than at the earlier.
func (s *Shelf) CasesBetween(ctx context.Context, from, to time.Time, fn func(Pair) error) error {
	refs, err := s.keysOf(ctx, changedCases, from.UnixMicro(), to.UnixMicro())
	if err != nil {
		return err
	}
	for _, ref := range refs {
		p := Pair{Ref: ref}
		was, err := s.saidOf(ctx, from, ref)
		if err != nil {
			return err
		}
		now, err := s.saidOf(ctx, to, ref)
		if err != nil {
			return err
		}
		if p.Off, err = s.takenOff(ctx, ref, from, to); err != nil {
			return err
		}
		if was.Seq == now.Seq && p.Off.IsZero() {
			continue
		}
		p.Into = now.MovedTo
		for _, side := range []struct {
			p    public.Publication
			into **public.Case
		}{{was, &p.Was}, {now, &p.Now}} {
			if side.p.Document == nil {
				continue
			}
			*side.into = new(public.Case)
			if err := decode(side.p.Document, *side.into); err != nil {
				return err
			}
		}
		if err := fn(p); err != nil {
			return err
		}
	}
	return nil
}

func (s *Shelf) keysOf(ctx context.Context, query string, args ...any) (keys []string, err error) {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, rows.Err()
}

// saidOf gives a case as it stood at an instant, and no document when it did
// not.
func (s *Shelf) saidOf(ctx context.Context, at time.Time, ref string) (p public.Publication, err error) {
	rows, err := s.read.QueryContext(ctx, saidOf, at.UnixMicro(), public.DocCase, ref)
	if err != nil {
		return p, err
	}
	defer rows.Close()
	if rows.Next() {
		p, err = edition(rows)
	}
	return p, errors.Join(err, rows.Err())
}

// takenOff gives when a case that had been public by an instant was taken off,
// if that was between two.
func (s *Shelf) takenOff(ctx context.Context, ref string, from, to time.Time) (off time.Time, err error) {
	var at int64
	err = s.read.QueryRowContext(ctx, "SELECT at FROM documents WHERE kind = 'case' AND key = ? AND document IS NULL AND moved_to = '' AND first <= ? AND at > ? AND at <= ?",
		ref, from.UnixMicro(), from.UnixMicro(), to.UnixMicro()).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return off, nil
	}
	return time.UnixMicro(at).UTC(), err
}
