package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"gorm.io/gorm"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/when"
)

// WatchLine is one thing to keep an eye on, as it is kept: its text in every
// language, since the rules that wrote it are not asked again.
type WatchLine struct {
	CaseID casebook.ID
	N      int
	List   casebook.WatchList
	Day    when.Day
	Code   string
	OnKind casebook.SubjectKind
	OnID   casebook.ID
	Text   locale.Text
	Field  string // that sources tell differently
}

// WatchQuery asks for one list: of all cases or of those of one person, with
// days from and until, both included; none leaves that end open. Undated says
// that lines without a day are meant as well.
type WatchQuery struct {
	List        casebook.WatchList
	From, Until when.Day
	Undated     bool
	Mine        casebook.ID // whose own cases; none: all
	Limit       int
}

// watchWhere is the condition of a query on watch_lines, by its index.
func (r reads) watchWhere(q WatchQuery) (string, []any) {
	from, until := "", "9999"
	if !q.Undated {
		from = "0"
	}
	if !q.From.IsZero() {
		from = q.From.String()
	}
	if !q.Until.IsZero() {
		until = q.Until.String()
	}
	where, args := "list = ? AND day >= ? AND day <= ? AND "+r.open("watch_lines.case_id"), []any{q.List, from, until}
	if q.Mine != "" {
		where += " AND case_id IN (SELECT case_id FROM assignments WHERE user_id = ? AND part <> 'named')"
		args = append(args, q.Mine)
	}
	return where, args
}

// Watching gives the first lines of a list, by day, and how many it has.
func (r reads) Watching(ctx context.Context, q WatchQuery) (lines []WatchLine, n int, err error) {
	where, args := r.watchWhere(q)
	if err := r.db.WithContext(ctx).Raw("SELECT count(*) FROM watch_lines WHERE "+where, args...).Scan(&n).Error; err != nil || n == 0 || q.Limit == 0 {
		return nil, n, asFault(err)
	}
	lines, err = r.watchRows(ctx, "SELECT case_id, n, list, day, code, on_kind, on_id, text, field FROM watch_lines WHERE "+where+" ORDER BY day, case_id LIMIT ?", append(args, q.Limit)...)
	return lines, n, err
}

// Yearly gives the anniversaries that fall on some days of the year, each as
// month and day: "01-25".
func (r reads) Yearly(ctx context.Context, days []string, mine casebook.ID, limit int) ([]WatchLine, error) {
	query, args := "SELECT case_id, n, list, day, code, on_kind, on_id, text, field FROM watch_lines WHERE list = 'anniversary' AND substr(day, 6) IN ? AND "+r.open("watch_lines.case_id"), []any{days}
	if mine != "" {
		query += " AND case_id IN (SELECT case_id FROM assignments WHERE user_id = ? AND part <> 'named')"
		args = append(args, mine)
	}
	return r.watchRows(ctx, query+" ORDER BY substr(day, 6), case_id LIMIT ?", append(args, limit)...)
}

func (r reads) watchRows(ctx context.Context, query string, args ...any) ([]WatchLine, error) {
	rows, err := r.db.WithContext(ctx).Raw(query, args...).Rows()
	if err != nil {
		return nil, asFault(err)
	}
	defer rows.Close()
	var all []WatchLine
	for rows.Next() {
		var l WatchLine
		var day, text string
		if err := rows.Scan(&l.CaseID, &l.N, &l.List, &day, &l.Code, &l.OnKind, &l.OnID, &text, &l.Field); err != nil {
			return nil, asFault(err)
		}
		if day != "" {
			if l.Day, err = when.ParseDay(day); err != nil {
				return nil, err
			}
		}
		if text != "" {
			if err := json.Unmarshal([]byte(text), &l.Text); err != nil {
				return nil, err
			}
		}
		all = append(all, l)
	}
	return all, asFault(rows.Err())
}

// WatchedLater gives how many cases are still to be looked over.
func (r reads) WatchedLater(ctx context.Context) (n int, err error) {
	err = r.db.WithContext(ctx).Raw("SELECT count(*) FROM watch_due").Scan(&n).Error
	return n, asFault(err)
}

// NoticeChanges marks the cases that changed since it was last asked as to be
// looked over, and gives some of them, up to limit. The first time it is all.
func (s *Store) NoticeChanges(ctx context.Context, limit int) (ids []casebook.ID, err error) {
	err = s.transact(ctx, func(db *gorm.DB) error {
		var last, cursor sql.NullInt64
		if err := db.Raw("SELECT max(id) FROM chain").Scan(&last).Error; err != nil {
			return err
		}
		if err := db.Raw("SELECT revision FROM watch_cursor").Scan(&cursor).Error; err != nil {
			return err
		}
		switch {
		case !cursor.Valid:
			if err := db.Exec("INSERT OR IGNORE INTO watch_due SELECT id FROM cases").Error; err != nil {
				return err
			}
		case last.Int64 > cursor.Int64:
			for _, changed := range changedCases {
				if err := db.Exec("INSERT OR IGNORE INTO watch_due "+changed, cursor.Int64).Error; err != nil {
					return err
				}
			}
		}
		if !cursor.Valid || last.Int64 > cursor.Int64 {
			if err := db.Exec("INSERT INTO watch_cursor VALUES (1, ?) ON CONFLICT DO UPDATE SET revision = excluded.revision", last.Int64).Error; err != nil {
				return err
			}
		}
		return db.Raw("SELECT case_id FROM watch_due LIMIT ?", limit).Scan(&ids).Error
	})
	return ids, err
}

// changedCases find the cases that revisions after a number may have changed:
// their own, those that rest on a source, those in a release event.
var changedCases = []string{
	"SELECT DISTINCT case_id FROM chain WHERE id > ? AND case_id IS NOT NULL",
	`SELECT w.id FROM chain v JOIN citations c ON c.source_id = v.subject_id
		LEFT JOIN events e ON c.subject_kind = 'event' AND e.id = c.subject_id
		JOIN cases w ON w.id = CASE c.subject_kind WHEN 'case' THEN c.subject_id ELSE e.case_id END WHERE v.id > ? AND v.subject_kind = 'source'`,
	`SELECT r.case_id FROM chain v JOIN releases r ON r.release_event_id = v.subject_id WHERE v.id > ? AND v.subject_kind = 'release_event'`,
}

// WatchLines writes what is watched about a case as it is kept.
func WatchLines(f *casebook.File) []WatchLine {
	var lines []WatchLine
	for _, w := range f.Watch() {
		l := WatchLine{CaseID: f.Case.ID, N: len(lines), List: w.List, Day: w.Day, Code: w.Code, OnKind: w.On.Kind, OnID: w.On.ID, Field: w.Field}
		if !w.Text.IsZero() {
			l.Text = locale.Text{En: locale.For(locale.English).Fault(w.Text), Es: locale.For(locale.Spanish).Fault(w.Text)}
		}
		lines = append(lines, l)
	}
	return lines
}

// addWatchLine adds one line; its values come from [WatchLine.row].
const addWatchLine = "INSERT INTO watch_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

func (l WatchLine) row() ([]any, error) {
	text := ""
	if !l.Text.IsZero() {
		body, err := json.Marshal(l.Text)
		if err != nil {
			return nil, err
		}
		text = string(body)
	}
	return []any{l.CaseID, l.N, l.List, l.Day.String(), l.Code, l.OnKind, string(l.OnID), text, l.Field}, nil
}

// KeepWatch puts the lines of some cases in place of those there were. It is no
// change to the casebook: the lines say nothing that is not in it.
func (s *Store) KeepWatch(ctx context.Context, of map[casebook.ID][]WatchLine) error {
	if len(of) == 0 {
		return nil
	}
	return s.transact(ctx, func(db *gorm.DB) error {
		for id, lines := range of {
			if err := db.Exec("DELETE FROM watch_lines WHERE case_id = ?", id).Error; err != nil {
				return err
			}
			for _, l := range lines {
				row, err := l.row()
				if err != nil {
					return err
				}
				if err := db.Exec(addWatchLine, row...).Error; err != nil {
					return err
				}
			}
			if err := db.Exec("DELETE FROM watch_due WHERE case_id = ?", id).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

// Watch writes what is watched about a case that a load has made, so that it
// need not be looked over once more. A load does so for all of its cases or
// for none.
func (b *Bulk) Watch(f *casebook.File) error {
	stmt := b.prepared[addWatchLine]
	if stmt == nil {
		var err error
		if stmt, err = b.db.Statement.ConnPool.PrepareContext(b.ctx, addWatchLine); err != nil {
			return asFault(err)
		}
		b.prepared[addWatchLine] = stmt
	}
	b.watched = true
	for _, l := range WatchLines(f) {
		row, err := l.row()
		if err == nil {
			_, err = stmt.ExecContext(b.ctx, row...)
		}
		if err != nil {
			return asFault(err)
		}
	}
	return nil
}

// noticed says that a load's cases were looked over, or are still to be.
func (b *Bulk) noticed() error {
	if !b.watched {
		return asFault(b.db.Exec("INSERT OR IGNORE INTO watch_due SELECT id FROM cases").Error)
	}
	return asFault(b.db.Exec("INSERT INTO watch_cursor SELECT 1, max(id) FROM chain WHERE true ON CONFLICT DO UPDATE SET revision = excluded.revision").Error)
}

// CaseChange is a case that was changed by others, and how often.
type CaseChange struct {
	CaseID casebook.ID
	At     time.Time
	By     string
	Last   string // the last operation
	Times  int
}

// maxSince is how many revisions are gathered: after months away the newest
// thousand say enough.
const maxSince = 1000

// ChangedSince gives the cases that others changed after an instant, those
// changed last first.
func (r reads) ChangedSince(ctx context.Context, since time.Time, me casebook.ID, limit int) (all []CaseChange, err error) {
	rows, err := r.db.WithContext(ctx).Raw(`SELECT case_id, count(*), max(id) FROM (SELECT id, case_id FROM chain
		WHERE at > ? AND "by" <> ? AND case_id IS NOT NULL AND `+r.open("case_id")+` ORDER BY at DESC LIMIT ?) GROUP BY case_id ORDER BY max(id) DESC LIMIT ?`, since.UTC(), me, maxSince, limit).Rows()
	if err != nil {
		return nil, asFault(err)
	}
	defer rows.Close()
	var last []int64
	for rows.Next() {
		var c CaseChange
		var id int64
		if err := rows.Scan(&c.CaseID, &c.Times, &id); err != nil {
			return nil, asFault(err)
		}
		all, last = append(all, c), append(last, id)
	}
	if err := rows.Err(); err != nil {
		return nil, asFault(err)
	}
	newest, err := gorm.G[casebook.Revision](r.db).Where("id IN ?", last).Find(ctx)
	for _, v := range newest {
		for i := range all {
			if last[i] == v.ID {
				all[i].At, all[i].By, all[i].Last = v.At, v.ByName, v.Operation
			}
		}
	}
	return all, asFault(err)
}

// CasesNamed gives the lines of some cases, by id.
func (r reads) CasesNamed(ctx context.Context, ids []casebook.ID) (map[casebook.ID]CaseLine, error) {
	return r.lines(ctx, ids)
}

// Visit notes that somebody is here, and gives since when they want to know
// what changed: the end of their last visit. A pause longer than away begins a
// new visit.
func (s *Store) Visit(ctx context.Context, who casebook.ID, away time.Duration) (since time.Time, err error) {
	now := s.Instant()
	err = s.transact(ctx, func(db *gorm.DB) error {
		var v struct{ Since, Touched time.Time }
		found := db.Raw("SELECT since, touched FROM desk_visits WHERE user_id = ?", who).Scan(&v)
		switch {
		case found.Error != nil:
			return found.Error
		case found.RowsAffected == 0:
			since = now.AddDate(0, 0, -7)
		case now.Sub(v.Touched) > away:
			since = v.Touched
		case now.Sub(v.Touched) < time.Minute: // every page would be a write otherwise
			since = v.Since
			return nil
		default:
			since = v.Since
		}
		return db.Exec("INSERT INTO desk_visits VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET since = excluded.since, touched = excluded.touched", who, since, now).Error
	})
	return since, err
}
