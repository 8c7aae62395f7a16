package shelf

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"

	"habeas/internal/fault"
	"habeas/internal/public"
)

var errReadOnly = errors.New("this shelf was opened to be read only")

// Apply puts documents on the shelf and removes others, all or none. Per
// document the highest number wins: an older publication, or the same one
// again, changes nothing.
//
// What is taken away or replaced is overwritten in the file, and the log that
// may still hold it is cut.
func (s *Shelf) Apply(ctx context.Context, pubs ...public.Publication) (err error) {
	defer fault.Wrap(&err, "shelf: apply")
	if s.write == nil {
		return errReadOnly
	}
	if len(pubs) == 0 {
		return nil
	}
	var w *writer
	err = inTx(ctx, s.write, func(tx *sql.Tx) error {
		w = newWriter(ctx, tx)
		defer w.close()
		for _, p := range pubs {
			if err := w.put(p); err != nil {
				return err
			}
		}
		return w.finish()
	})
	if err != nil {
		return err
	}
	if err := s.refresh(ctx); err != nil {
		return err
	}
	if w.replaced {
		s.cutLog(ctx)
	}
	return nil
}

// cutLog empties the write-ahead log, where removed text may still stand. A
// reader in its way delays it until the next change.
func (s *Shelf) cutLog(ctx context.Context) {
	var busy, frames, moved int
	err := s.write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	if err != nil || busy != 0 {
		s.log.Warn("shelf: log not cut, will be at the next change", "busy", busy, "error", err)
	}
}

// writer writes publications in one transaction.
type writer struct {
	ctx      context.Context
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
	facets   map[facetKey]int64
	applied  int64 // the highest number seen
	turn     int64 // of the last document that changed; 0 until it was read
	changed  bool
	replaced bool
	anew     bool // everything is made anew: what can be made at the end waits
}

func newWriter(ctx context.Context, tx *sql.Tx) *writer {
	return &writer{ctx: ctx, tx: tx, prepared: map[string]*sql.Stmt{}, facets: map[facetKey]int64{}}
}

func (w *writer) close() {
	for _, stmt := range w.prepared {
		stmt.Close()
	}
}

func (w *writer) stmt(query string) (*sql.Stmt, error) {
	if stmt := w.prepared[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := w.tx.PrepareContext(w.ctx, query)
	if err == nil {
		w.prepared[query] = stmt
	}
	return stmt, err
}

func (w *writer) exec(query string, args ...any) error {
	stmt, err := w.stmt(query)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(w.ctx, args...)
	return err
}

// get reads one row; false when there is none.
func (w *writer) get(query string, args []any, into ...any) (bool, error) {
	stmt, err := w.stmt(query)
	if err != nil {
		return false, err
	}
	err = stmt.QueryRowContext(w.ctx, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// put carries out one publication.
func (w *writer) put(p public.Publication) error {
	w.applied = max(w.applied, p.Seq)
	if p.Document == nil && p.Correction != nil {
		return w.corrected(p, "") // of an edition that is not kept
	}
	var was standing
	removed := "" // the names that are taken away
	known, err := w.get("SELECT seq, version, at, change, first, tells, document FROM documents WHERE kind = ? AND key = ?", []any{p.Kind, p.Key},
		&was.seq, &was.version, &was.at, &was.change, &was.first, &was.tells, &was.document)
	if err != nil || known && was.seq >= p.Seq {
		return err
	}
	f := face{day: noDay}
	if p.Document != nil {
		if f, err = faceOf(p.Kind, p.Document); err != nil {
			return err
		}
	}
	if known {
		w.replaced = true
		if err := w.replace(p, was); err != nil {
			return err
		}
		if removed, err = w.remove(p); err != nil {
			return err
		}
	}
	w.changed = true
	first := p.At.UnixMicro()
	switch {
	case !p.First.IsZero():
		first = p.First.UnixMicro()
	case known && was.document != nil:
		first = was.first
	}
	if err := w.document(p, f, first); err != nil {
		return err
	}
	if p.Correction != nil {
		if err := w.corrected(p, f.country); err != nil {
			return err
		}
	}
	if known && was.tells { // it was not kept, and something may have put it right
		if err := w.exec(pairless+" AND kind = ? AND key = ?", p.Kind, p.Key); err != nil {
			return err
		}
	}
	for _, id := range f.sourceIDs() {
		if err := w.exec("INSERT INTO citations (source, kind, key) VALUES (?, ?, ?)", id, p.Kind, p.Key); err != nil {
			return err
		}
	}
	if f.cased == nil {
		return w.forgetSpellings(removed)
	}
	if f.cased.Ref != p.Key {
		return fmt.Errorf("the document of case %s is about another one", p.Key)
	}
	if err := w.addCase(f.cased); err != nil {
		return err
	}
	return w.forgetSpellings(removed)
}

func (w *writer) document(p public.Publication, f face, first int64) error {
	title := ""
	if !f.title.IsZero() {
		b, err := json.Marshal(f.title)
		if err != nil {
			return err
		}
		title = string(b)
	}
	version, change := p.Version, p.Change
	if p.Document == nil {
		if version = 0; change != Unpublished && change != Merged {
			change = "withdrawn"
		}
	}
	turn, err := w.nextTurn()
	if err != nil {
		return err
	}
	return w.exec(`INSERT INTO documents (kind, key, seq, version, at, change, country, day, title, first, tells, moved_to, turn, document)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq, version = excluded.version, at = excluded.at,
			change = excluded.change, country = excluded.country, day = excluded.day, title = excluded.title,
			first = excluded.first, tells = excluded.tells, moved_to = excluded.moved_to,
			turn = excluded.turn, document = excluded.document`,
		p.Kind, p.Key, p.Seq, version, p.At.UnixMicro(), change, f.country, f.day, title, first, p.Tells, p.MovedTo, turn, p.Document)
}

// remove takes away all but the document itself, and gives the folded names
// that are no longer found.
func (w *writer) remove(p public.Publication) (nameText string, err error) {
	if err := w.exec("DELETE FROM citations WHERE kind = ? AND key = ?", p.Kind, p.Key); err != nil {
		return "", err
	}
	if p.Kind != public.DocCase {
		return "", nil
	}
	var id int64
	var packed []byte
	found, err := w.get("SELECT c.id, c.facets, t.names FROM cases c JOIN texts t ON t.id = c.id WHERE c.ref = ?", []any{p.Key}, &id, &packed, &nameText)
	if err != nil || !found {
		return "", err
	}
	for facet := range unpackIDs(packed) {
		if err := w.exec("DELETE FROM tags WHERE facet = ? AND id = ?", facet, id); err != nil {
			return "", err
		}
	}
	clear(w.facets) // a facet that lost its last case is gone, and so is its id
	for _, query := range []string{"DELETE FROM texts WHERE id = ?", "DELETE FROM lines WHERE id = ?", "DELETE FROM persons WHERE id = ?", "DELETE FROM cases WHERE id = ?"} {
		if err := w.exec(query, id); err != nil {
			return "", err
		}
	}
	return nameText, nil
}

func (w *writer) addCase(c *public.Case) error {
	keys, err := keysOf(c)
	if err != nil {
		return err
	}
	row := rowOf(c)
	least, most, open := people(c)
	var packed []byte
	for _, key := range facetsOf(c, row) {
		facet, err := w.facet(key)
		if err != nil {
			return err
		}
		packed = binary.AppendUvarint(packed, uint64(facet))
		if err := w.exec("INSERT INTO tags (facet, id, oldest, updated, held, least, most, open) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			facet, keys.id, keys.oldest, keys.updated, keys.held, least, most, open); err != nil {
			return err
		}
	}
	takenLow, takenHigh := bounds(c.Held.Taken)
	releasedLow, releasedHigh := bounds(row.Released)
	if err := w.exec(`INSERT INTO cases (id, ref, oldest, updated, held, taken_low, taken_high, released_low, released_high, facets)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		keys.id, c.Ref, keys.oldest, keys.updated, keys.held, takenLow, takenHigh, releasedLow, releasedHigh, packed); err != nil {
		return err
	}
	if err := w.exec("INSERT INTO lines (id, line) VALUES (?, ?)", keys.id, packRow(row)); err != nil {
		return err
	}
	if c.Person != "" {
		if err := w.exec("INSERT INTO persons (id, person) VALUES (?, ?)", keys.id, c.Person); err != nil {
			return err
		}
	}
	nameText, body := textsOf(c)
	if err := w.exec("INSERT INTO texts (id, names, body) VALUES (?, ?, ?)", keys.id, nameText, body); err != nil || w.anew {
		return err
	}
	return w.addSpellings(nameText)
}

// facet gives the id of a value, which it makes when it is new.
func (w *writer) facet(key facetKey) (int64, error) {
	if id, ok := w.facets[key]; ok {
		return id, nil
	}
	if err := w.exec("INSERT INTO facets (filter, value) VALUES (?, ?) ON CONFLICT DO NOTHING", key.filter, key.value); err != nil {
		return 0, err
	}
	var id int64
	if _, err := w.get("SELECT id FROM facets WHERE filter = ? AND value = ?", []any{key.filter, key.value}, &id); err != nil {
		return 0, err
	}
	w.facets[key] = id
	return id, nil
}

// finish writes how far the shelf has come.
func (w *writer) finish() error {
	if err := w.exec("UPDATE meta SET value = max(value, ?) WHERE name = 'applied_seq'", w.applied); err != nil || !w.changed {
		return err
	}
	if err := w.exec("UPDATE meta SET value = max(value, ?) WHERE name = 'turn'", w.turn); err != nil {
		return err
	}
	return w.exec("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
}

// unpackIDs walks the ids packed into a column.
func unpackIDs(packed []byte) func(yield func(int64) bool) {
	return func(yield func(int64) bool) {
		for len(packed) > 0 {
			id, n := binary.Uvarint(packed)
			if n <= 0 || !yield(int64(id)) {
				return
			}
			packed = packed[n:]
		}
	}
}
