package shelf

import (
	"context"
	"time"

	"habeas/internal/public"
)

// forgottenSince counts the documents that stand, stood at an instant (?1), and
// of whose text from then nothing is kept.
const forgottenSince = `SELECT count(*) FROM documents d WHERE document IS NOT NULL AND at > ?1 AND first <= ?1
	AND NOT EXISTS (SELECT 1 FROM editions s WHERE s.kind = d.kind AND s.key = d.key AND s.at <= ?1)`

// CutSince gives what the record of an instant cannot say any more: the cases
// and release events that were taken off since, oldest first, and of how many
// documents the text of that time was forgotten.
func (s *Shelf) CutSince(ctx context.Context, at time.Time) (off []public.Publication, forgotten int, err error) {
	rows, err := s.read.QueryContext(ctx, "SELECT day, "+columnsOf+` FROM documents
		WHERE kind IN ('case', 'release_event') AND document IS NULL AND moved_to = '' AND first <= ?1 AND at > ?1 ORDER BY at, kind, key`, at.UnixMicro())
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var day int64
		p, err := standingRow(rows, &day)
		if err != nil {
			return nil, 0, err
		}
		off = append(off, p)
	}
	if err := rows.Err(); err != nil {
		return nil, 0, err
	}
	err = s.read.QueryRowContext(ctx, forgottenSince, at.UnixMicro()).Scan(&forgotten)
	return off, forgotten, err
}

// SaidAnything reports whether anything was public by an instant that still is.
func (s *Shelf) SaidAnything(ctx context.Context, by time.Time) (said bool, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM documents WHERE document IS NOT NULL AND first <= ?)", by.UnixMicro()).Scan(&said)
	return said, err
}
