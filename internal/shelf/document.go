package shelf

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/when"
)

// prepared are the statements of the hottest paths.
type prepared struct {
	meta      *sql.Stmt
	document  *sql.Stmt
	facet     *sql.Stmt
	corrected *sql.Stmt
}

func (p *prepared) prepare(ctx context.Context, db *sql.DB) (err error) {
	for query, stmt := range map[string]**sql.Stmt{
		"SELECT value FROM meta WHERE name = ?":                                           &p.meta,
		"SELECT document, at, change, moved_to FROM documents WHERE kind = ? AND key = ?": &p.document,
		"SELECT id, n FROM facets WHERE filter = ? AND value = ?":                         &p.facet,
		"SELECT EXISTS (SELECT 1 FROM corrections WHERE kind = ? AND key = ?)":            &p.corrected,
	} {
		if *stmt, err = db.PrepareContext(ctx, query); err != nil {
			return err
		}
	}
	return nil
}

func (p *prepared) close() {
	for _, stmt := range []*sql.Stmt{p.meta, p.document, p.facet, p.corrected} {
		if stmt != nil {
			stmt.Close()
		}
	}
}

// Case gives a published case by its ref: fault.NotFound when there never was
// one, fault.Gone with the day when it was withdrawn.
func (s *Shelf) Case(ctx context.Context, ref string) (*public.Case, error) {
	return Document[public.Case](ctx, s, public.DocCase, ref)
}

// Document gives one document by its key: fault.NotFound when it is not on the
// shelf, fault.Gone when it is a case or a release event that was withdrawn.
func Document[T any](ctx context.Context, s *Shelf, kind, key string) (*T, error) {
	var raw, change, movedTo sql.RawBytes
	var at int64
	out := new(T)
	// A Rows, not a Row: only it lends its memory, and a document is long.
	rows, err := s.hot.document.QueryContext(ctx, kind, key)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if !rows.Next() {
		return nil, errors.Join(notOnShelf(), rows.Err())
	}
	if err := rows.Scan(&raw, &at, &change, &movedTo); err != nil {
		return nil, err
	}
	if raw == nil && len(movedTo) > 0 {
		return nil, merged(key, string(movedTo))
	}
	if raw == nil {
		return nil, withdrawn(kind, at, string(change))
	}
	if err := decode(raw, out); err != nil {
		return nil, err
	}
	return out, rows.Close()
}

func notOnShelf() error {
	return fault.New(fault.NotFound, "There is nothing published at this address.")
}

// Unpublished is the change of a document that was taken off and may come
// back; any other that is gone was withdrawn.
const Unpublished = "unpublished"

var errTakenOff = errors.New("shelf: taken off")

// TakenOff reports whether a fault.Gone is of a document that may come back,
// so that its page does not call it withdrawn.
func TakenOff(err error) bool { return errors.Is(err, errTakenOff) }

// Merged is the change of a case that was found to be another one.
const Merged = "merged"

// movedErr is what became of a key that was found to be another one.
type movedErr struct{ from, to string }

func (e movedErr) Error() string { return "shelf: " + e.from + " is " + e.to }

// MovedTo gives the refs of a case that was found to be another one, and of
// that one: whoever asks for the first is to be sent to the second.
func MovedTo(err error) (from, to string, moved bool) {
	var e movedErr
	moved = errors.As(err, &e)
	return e.from, e.to, moved
}

func merged(from, to string) error {
	return fault.New(fault.Gone, "This was found to be the same case as %s. Read it there.", to).Because(movedErr{from, to})
}

// withdrawn says what became of a document. That a source, a place or a number
// was ever there is nobody's business; a case leaves its ref and the day.
func withdrawn(kind string, at int64, change string) error {
	if kind != public.DocCase && kind != public.DocReleaseEvent {
		return notOnShelf()
	}
	if change == Unpublished {
		return fault.New(fault.Gone, "This was taken off on %s. It may come back here.", when.DayOf(time.UnixMicro(at))).Because(errTakenOff)
	}
	return fault.New(fault.Gone, "This was withdrawn on %s. Its reference is kept so that it is not used again.", when.DayOf(time.UnixMicro(at)))
}

// Filter narrows a list of documents. The zero Filter takes them all.
type Filter struct {
	Country string // ISO 3166-1 alpha-2
	Newest  bool   // newest first; otherwise oldest first. Undated ones stand at the late end
	Limit   int    // 0: all
}

// Documents gives the documents of a kind in the order of their own dates.
func Documents[T any](ctx context.Context, s *Shelf, kind string, f Filter) ([]T, error) {
	query, args := "SELECT document FROM documents WHERE kind = ?", []any{kind}
	if f.Country != "" {
		query, args = query+" AND country = ?", append(args, f.Country)
	}
	query += " AND document IS NOT NULL ORDER BY day"
	if f.Newest {
		query += " DESC, key DESC"
	} else {
		query += ", key"
	}
	if f.Limit > 0 {
		query, args = query+" LIMIT ?", append(args, f.Limit)
	}
	stmt, err := s.statements.get(ctx, s.read, query)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	var raw sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&raw); err != nil {
			return nil, err
		}
		var v T
		if err := decode(raw, &v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// latestChanges names its index: left to itself the planner takes one that
// finds the kinds, and then sorts every case for the first dozen of them.
const latestChanges = `SELECT at, kind, key, change, title FROM documents INDEXED BY documents_changes
	WHERE kind IN ('case', 'release_event', 'count', 'position', 'advisory', 'context')
	ORDER BY at DESC, seq DESC LIMIT ?`

// Changes gives the latest change of each document, newest first. Documents
// that are no news of their own, such as sources, are left out.
func (s *Shelf) Changes(ctx context.Context, limit int) ([]public.Change, error) {
	rows, err := s.read.QueryContext(ctx, latestChanges, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []public.Change
	for rows.Next() {
		var c public.Change
		var at int64
		var title string
		if err := rows.Scan(&at, &c.Kind, &c.Key, &c.What, &title); err != nil {
			return nil, err
		}
		c.At = time.UnixMicro(at).UTC()
		if c.Title, err = readTitle(title); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

func readTitle(title string) (t public.Text, err error) {
	if title != "" {
		err = decode([]byte(title), &t)
	}
	return t, err
}

// CountryState is how many cases of a country are in a state, and how many
// people they are about: at least Least; at most Most in the cases that have
// an upper bound, which Open of them have not.
type CountryState struct {
	Country, State           string
	Cases, Least, Most, Open int
}

// CountryStates gives the numbers of each country and state in which there is
// a case, in the order of their codes. They are kept as things change, so that
// asking costs the same at any size.
func (s *Shelf) CountryStates(ctx context.Context) ([]CountryState, error) {
	stmt, err := s.statements.get(ctx, s.read,
		"SELECT substr(value, 1, 2), substr(value, 4), n, least, most, open FROM facets WHERE filter = 'country_state' AND n > 0 ORDER BY value")
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []CountryState
	for rows.Next() {
		var c CountryState
		if err := rows.Scan(&c.Country, &c.State, &c.Cases, &c.Least, &c.Most, &c.Open); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}
