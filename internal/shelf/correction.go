package shelf

import (
	"context"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
	"time"

	"habeas/internal/fault"
	"habeas/internal/public"
)

// corrected notes that a publication puts something right. Where what it says
// of itself is not kept, only that it did is.
func (w *writer) corrected(p public.Publication, country string) error {
	said := p.Correction
	if p.Document == nil || string(said) == "{}" {
		said, country = nil, ""
	}
	if w.changed = true; said == nil {
		return w.exec("INSERT INTO corrections (seq, corrects, kind, key, at, country) VALUES (?, ?, ?, ?, ?, '') ON CONFLICT DO NOTHING",
			p.Seq, p.Corrects, p.Kind, p.Key, p.At.UnixMicro())
	}
	return w.exec("INSERT INTO corrections (seq, corrects, kind, key, at, country, correction) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		p.Seq, p.Corrects, p.Kind, p.Key, p.At.UnixMicro(), country, said)
}

// When the documents of a correction c are on the shelf: the right one, which
// may have been replaced since, and the wrong one.
const (
	standsNow   = "EXISTS (SELECT 1 FROM documents d WHERE d.kind = c.kind AND d.key = c.key AND d.seq = c.seq AND d.document IS NOT NULL)"
	standsThen  = "EXISTS (SELECT 1 FROM editions e WHERE e.kind = c.kind AND e.key = c.key AND e.seq = c.seq)"
	standsWrong = "EXISTS (SELECT 1 FROM editions e WHERE e.kind = c.kind AND e.key = c.key AND e.seq = c.corrects)"
)

// pairless wipes what the corrections say of which one of the two editions is
// not kept any more, and forgets where they were made.
const pairless = "UPDATE corrections AS c SET correction = NULL, country = '' WHERE correction IS NOT NULL AND NOT (" +
	standsWrong + " AND (" + standsNow + " OR " + standsThen + "))"

// forgetCorrections wipes what the corrections of a key say that was taken off,
// and of those that were found to be it. Of what is no case and no release
// event nobody is told that it was ever there, and so nothing of its
// corrections.
func (w *writer) forgetCorrections(kind, key string) error {
	if kind != public.DocCase && kind != public.DocReleaseEvent {
		return w.exec("DELETE FROM corrections WHERE kind = ? AND key = ?", kind, key)
	}
	return w.exec(pairless)
}

// forgetNamed takes a source or a place that may not be named any more out of
// the earlier editions of all documents. Those that stand are published anew
// without it.
func (w *writer) forgetNamed(kind, key string) error {
	without := map[string]func(string, []byte, string) ([]byte, bool, error){
		public.DocSource: public.WithoutSource, public.DocFacility: public.WithoutFacility,
	}[kind]
	if without == nil {
		return nil
	}
	type edition struct {
		id   int64
		body []byte
	}
	for _, of := range []string{public.DocCase, public.DocReleaseEvent, public.DocCount, public.DocPosition, public.DocAdvisory,
		public.DocContext, public.DocCountry, public.DocFacility, public.DocSource} {
		var changed []edition
		var broken error
		err := w.each("SELECT id, document FROM editions WHERE kind = ? AND instr(document, ?) > 0", []any{of, []byte(key)}, func(id int64, document []byte) {
			body, did, err := without(of, document, key)
			if broken = errors.Join(broken, err); did {
				changed = append(changed, edition{id, body})
			}
		})
		if err := errors.Join(err, broken); err != nil {
			return err
		}
		for _, e := range changed {
			if err := w.exec("UPDATE editions SET document = ? WHERE id = ?", e.body, e.id); err != nil {
				return err
			}
		}
	}
	return nil
}

// Correction is one publication that put something right: what it says of
// itself, and the two editions. All three are nil when one is not kept.
type Correction struct {
	At        time.Time
	Kind, Key string
	Country   string
	Title     public.Text // as the document is called now
	Said      []byte
	Was, Now  []byte
}

// Corrections says which corrections are wanted; its zero value gives all.
type Corrections struct {
	Kind, Key string
	Country   string
	From, To  time.Time // To is not among them
	After     string    // cursor
	Limit     int       // 0: a hundred
}

// CorrectionsOf gives corrections, newest first, and the cursor of those after
// them, empty at the end. A cursor that none gave is fault.Invalid.
func (s *Shelf) CorrectionsOf(ctx context.Context, q Corrections) (all []Correction, next string, err error) {
	var b sqlText
	b.add(`SELECT c.at, c.kind, c.key, c.country, coalesce(d.title, ''), c.correction, w.document, CASE WHEN d.seq = c.seq THEN d.document ELSE e.document END
		FROM corrections c LEFT JOIN documents d ON d.kind = c.kind AND d.key = c.key
		LEFT JOIN editions w ON w.kind = c.kind AND w.key = c.key AND w.seq = c.corrects
		LEFT JOIN editions e ON e.kind = c.kind AND e.key = c.key AND e.seq = c.seq WHERE TRUE`)
	if q.Key != "" {
		b.add(" AND c.kind = ? AND c.key = ?", q.Kind, q.Key)
	}
	if q.Country != "" {
		b.add(" AND c.country = ?", q.Country)
	}
	if !q.From.IsZero() {
		b.add(" AND c.at >= ?", q.From.UnixMicro())
	}
	if !q.To.IsZero() {
		b.add(" AND c.at < ?", q.To.UnixMicro())
	}
	if q.After != "" {
		at, kind, key, err := readCorrectionCursor(q.After)
		if err != nil {
			return nil, "", err
		}
		b.add(" AND (c.at, c.kind, c.key) < (?, ?, ?)", at, kind, key)
	}
	limit := orDefault(q.Limit)
	b.add(" ORDER BY c.at DESC, c.kind DESC, c.key DESC LIMIT ?", limit+1)
	rows, err := s.read.QueryContext(ctx, b.sql, b.args...)
	if err != nil {
		return nil, "", err
	}
	defer rows.Close()
	for rows.Next() {
		var c Correction
		var at int64
		var title string
		if err := rows.Scan(&at, &c.Kind, &c.Key, &c.Country, &title, &c.Said, &c.Was, &c.Now); err != nil {
			return nil, "", err
		}
		if c.At = time.UnixMicro(at).UTC(); len(all) == limit {
			last := all[limit-1]
			return all, correctionCursor(last), nil
		}
		if c.Title, err = readTitle(title); err != nil {
			return nil, "", err
		}
		all = append(all, c)
	}
	return all, "", rows.Err()
}

// HasCorrections reports whether anything of a document was put right.
func (s *Shelf) HasCorrections(ctx context.Context, kind, key string) (has bool, err error) {
	err = s.hot.corrected.QueryRowContext(ctx, kind, key).Scan(&has)
	return has, err
}

func correctionCursor(c Correction) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(c.At.UnixMicro(), 36) + " " + c.Kind + " " + c.Key))
}

func readCorrectionCursor(text string) (at int64, kind, key string, err error) {
	bad := fault.Field("after", "This is not a cursor that a page of this list gave. Start from the first page.")
	body, err := base64.RawURLEncoding.DecodeString(text)
	parts := strings.Split(string(body), " ")
	if err != nil || len(parts) != 3 {
		return 0, "", "", bad
	}
	if at, err = strconv.ParseInt(parts[0], 36, 64); err != nil {
		return 0, "", "", bad
	}
	return at, parts[1], parts[2], nil
}
