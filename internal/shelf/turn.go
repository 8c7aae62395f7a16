package shelf

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"habeas/internal/public"
)

// Every change of a document takes the next turn, in the transaction that makes
// it. There is one writer, so that turns appear in their order: whoever has
// read up to one has read all before it, in whatever order publications came.
//
// A rebuild gives all documents new turns, and what is not in it any more
// leaves no trace. It therefore begins a new age, and so does a new file;
// turns of different ages have nothing to do with each other.

// nextTurn gives the turn of a document that is about to change.
func (w *writer) nextTurn() (int64, error) {
	if w.turn == 0 {
		if _, err := w.get("SELECT value FROM meta WHERE name = 'turn'", nil, &w.turn); err != nil {
			return 0, err
		}
	}
	w.turn++
	return w.turn, nil
}

// newAge says that turns count anew from an instant, later than the one before.
func (w *writer) newAge(at time.Time) error {
	return w.exec("UPDATE meta SET value = max(value + 1, ?) WHERE name = 'age'", at.UnixMicro())
}

// begin gives a new file its age.
func (s *Shelf) begin(ctx context.Context) error {
	_, err := s.write.ExecContext(ctx, "UPDATE meta SET value = ? WHERE name = 'age' AND value = 0", s.now().UnixMicro())
	return err
}

// Turned is a document at the turn of its last change. It has none of its text.
type Turned struct {
	public.Publication
	Turn int64
}

// Followed are the kinds of document whose turns can be read.
var Followed = []string{public.DocCase, public.DocReleaseEvent, public.DocCount}

// turned names its index and repeats its condition, or the planner would walk
// the whole table.
const turned = `SELECT turn, kind, key, version, at, change, moved_to FROM documents INDEXED BY documents_turn
	WHERE kind IN ('case', 'release_event', 'count') AND turn > ?`

// TurnedAfter gives the documents of some kinds, of all that are followed when
// none is named, whose last change is after a turn, in the order of their turns;
// limit of them at most. What was taken off is among them.
func (s *Shelf) TurnedAfter(ctx context.Context, turn int64, kinds []string, limit int) ([]Turned, error) {
	query, args := turned, []any{turn}
	if len(kinds) > 0 {
		query += " AND kind IN (?" + strings.Repeat(", ?", len(kinds)-1) + ")"
		for _, kind := range kinds {
			args = append(args, kind)
		}
	}
	stmt, err := s.statements.get(ctx, s.read, query+" ORDER BY turn LIMIT ?")
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, append(args, limit)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Turned
	for rows.Next() {
		var t Turned
		var at int64
		if err := rows.Scan(&t.Turn, &t.Kind, &t.Key, &t.Version, &at, &t.Change, &t.MovedTo); err != nil {
			return nil, err
		}
		t.At = time.UnixMicro(at).UTC()
		out = append(out, t)
	}
	return out, rows.Err()
}

// TurnBefore gives the turn before the first of all that changed since an
// instant: whoever reads after it misses none of them, and may meet others.
func (s *Shelf) TurnBefore(ctx context.Context, at time.Time) (turn int64, err error) {
	var first, last sql.NullInt64
	err = s.read.QueryRowContext(ctx, `SELECT (SELECT min(turn) FROM documents INDEXED BY documents_changes
			WHERE kind IN ('case', 'release_event', 'count', 'position', 'advisory', 'context') AND at >= ?),
		(SELECT value FROM meta WHERE name = 'turn')`, at.UnixMicro()).Scan(&first, &last)
	if !first.Valid {
		return last.Int64, err
	}
	return first.Int64 - 1, err
}

// Age gives since when turns count, in microseconds since 1970.
func (s *Shelf) Age(ctx context.Context) (age int64, err error) {
	err = s.hot.meta.QueryRowContext(ctx, "age").Scan(&age)
	return age, err
}
