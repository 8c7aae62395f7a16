package shelf

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"time"

	"habeas/internal/public"
	"habeas/internal/when"
)

// few is how many documents are read at once; between two readings nothing is
// held open, so that a slow reader does not keep the log from being cleared.
const few = 500

// columnsOf are those of a document with all that its publication said.
const columnsOf = "kind, key, seq, version, at, change, first, tells, moved_to, document"

// Standing gives all documents of a kind as they were published, in the order
// of their own dates and then of their keys, in constant memory.
func (s *Shelf) Standing(ctx context.Context, kind string, f Filter) iter.Seq2[*public.Publication, error] {
	return func(yield func(*public.Publication, error) bool) {
		var from *Mark
		for {
			page, next, err := s.StandingAfter(ctx, kind, f, from)
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range page {
				if !yield(&page[i], nil) {
					return
				}
			}
			if from = next; from == nil {
				return
			}
		}
	}
}

// Mark is where a document stands in the order of its kind.
type Mark struct {
	Day int64 // number of its day, the greatest for none
	Key string
}

// MarkOf gives where a document of a date and a key stands.
func MarkOf(d when.Date, key string) Mark { return Mark{dateNumber(d), key} }

// StandingAfter gives the documents of a kind that come after a mark, or from
// the first; f.Limit of them, and 500 when it says nothing. Next marks the last
// of them when there are more.
func (s *Shelf) StandingAfter(ctx context.Context, kind string, f Filter, from *Mark) (page []public.Publication, next *Mark, err error) {
	limit := f.Limit
	if limit <= 0 {
		limit = few
	}
	query, args := "SELECT day, "+columnsOf+" FROM documents WHERE kind = ?", []any{kind}
	if f.Country != "" {
		query, args = query+" AND country = ?", append(args, f.Country)
	}
	sign, turn := " > ", ""
	if f.Newest {
		sign, turn = " < ", " DESC"
	}
	if from != nil {
		query, args = query+" AND (day, key)"+sign+"(?, ?)", append(args, from.Day, from.Key)
	}
	query += " AND document IS NOT NULL ORDER BY day" + turn + ", key" + turn + " LIMIT ?"
	stmt, err := s.statements.get(ctx, s.read, query)
	if err != nil {
		return nil, nil, err
	}
	rows, err := stmt.QueryContext(ctx, append(args, limit+1)...)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	var last Mark
	for rows.Next() {
		if len(page) == limit {
			return page, &last, nil
		}
		p, err := standingRow(rows, &last.Day)
		if err != nil {
			return nil, nil, err
		}
		last.Key, page = p.Key, append(page, p)
	}
	return page, nil, rows.Err()
}

// StandingOf gives one document as it was published; fault.NotFound when it
// does not stand.
func (s *Shelf) StandingOf(ctx context.Context, kind, key string) (p public.Publication, err error) {
	stmt, err := s.statements.get(ctx, s.read, "SELECT day, "+columnsOf+" FROM documents WHERE kind = ? AND key = ? AND document IS NOT NULL")
	if err != nil {
		return p, err
	}
	rows, err := stmt.QueryContext(ctx, kind, key)
	if err != nil {
		return p, err
	}
	defer rows.Close()
	if !rows.Next() {
		return p, errors.Join(notOnShelf(), rows.Err())
	}
	var day int64
	return standingRow(rows, &day)
}

func standingRow(rows *sql.Rows, day *int64) (p public.Publication, err error) {
	var at, first int64
	err = rows.Scan(day, &p.Kind, &p.Key, &p.Seq, &p.Version, &at, &p.Change, &first, &p.Tells, &p.MovedTo, &p.Document)
	p.At, p.First = time.UnixMicro(at).UTC(), time.UnixMicro(first).UTC()
	return p, err
}

// Gone gives the cases and release events that were taken off, or found to be
// another one, each with the day and the change, in the order of their keys:
// all that is kept of them beside what they say on earlier days.
func (s *Shelf) Gone(ctx context.Context) ([]public.Publication, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT day, "+columnsOf+" FROM documents WHERE kind IN ('case', 'release_event') AND document IS NULL ORDER BY kind, key")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []public.Publication
	for rows.Next() {
		var day int64
		p, err := standingRow(rows, &day)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}
