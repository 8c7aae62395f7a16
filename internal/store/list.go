package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/names"
)

// ListFilter narrows a list of things that stand outside any case. After is
// the id of the last thing of the page before; a Limit of 0 gives 50.
type ListFilter struct {
	Text  string // words of a title, a publisher, a name, in any script
	Limit int
	After casebook.ID
}

// Page gives one page of a list, what was added last first. It gives
// fault.Invalid at the field “after” for a thing that is not on the list.
func Page[T any](ctx context.Context, r Reader, f ListFilter) ([]T, error) {
	table, err := shape(r.handle().db, new(T))
	if err != nil {
		return nil, err
	}
	on, listed := listedAs(any(new(T)))
	if !listed {
		return nil, fmt.Errorf("store: %s is no list of the desk", table.Table)
	}
	q := rowsOf[T](r.handle().db).Where(r.handle().seen(table)).Order(made + " DESC").Limit(50)
	if f.Limit > 0 {
		q = q.Limit(f.Limit)
	}
	if f.After != "" {
		at, err := rowOf(ctx, r.handle(), table, f.After)
		if err != nil {
			return nil, err
		}
		q = q.Where(made+" < ?", at)
	}
	if strings.TrimSpace(f.Text) != "" {
		where, args := holding(on.Kind, f.Text)
		q = q.Where(where, args...)
	}
	rows, err := q.Find(ctx)
	return rows, asFault(err)
}

// rowOf gives the place of a row in the order in which rows were added.
func rowOf(ctx context.Context, r reads, table *schema.Schema, id casebook.ID) (int64, error) {
	var at []int64
	if err := r.db.WithContext(ctx).Table(table.Table).Where("id = ?", id).Where(r.seen(table)).Pluck(made, &at).Error; err != nil {
		return 0, asFault(err)
	}
	if len(at) == 0 {
		return 0, fault.Field("after", "The thing after which this page began is gone. Open the list again and follow its links.")
	}
	return at[0], nil
}

// holding gives the condition that holds for what every word of a search
// begins a word of. A search without a letter or digit finds nothing.
func holding(kind casebook.SubjectKind, text string) (where string, args []any) {
	words := names.Query(text)
	if len(words) == 0 {
		return "1 = 0", nil
	}
	where, args = "id IN (SELECT id FROM subject_search WHERE kind = ?", []any{kind}
	for _, w := range words { // a folded word holds letters and digits only: nothing that LIKE reads
		where, args = where+" AND text LIKE ?", append(args, "% "+w+"%")
	}
	return where + ")", args
}

// Chosen gives the rows whose column holds one of the values, in the order in
// which they were added: what a form chose before, to be named in it again.
func Chosen[T any](ctx context.Context, r Reader, column string, values []string) ([]T, error) {
	table, err := shape(r.handle().db, new(T))
	if err != nil {
		return nil, err
	}
	if table.FieldsByDBName[column] == nil {
		return nil, fmt.Errorf("store: %s has no column %q", table.Table, column)
	}
	return in[T](ctx, r.handle(), column, values)
}

// listedAs says which kind of thing a row of a searched list is.
func listedAs(row any) (on casebook.Subject, ok bool) {
	switch r := row.(type) {
	case *casebook.Source:
		return casebook.Subject{Kind: casebook.OnSource, ID: r.ID}, true
	case *casebook.Facility:
		return casebook.Subject{Kind: casebook.OnFacility, ID: r.ID}, true
	case *casebook.Count:
		return casebook.Subject{Kind: casebook.OnCount, ID: r.ID}, true
	case *casebook.ReleaseEvent:
		return casebook.Subject{Kind: casebook.OnReleaseEvent, ID: r.ID}, true
	case *casebook.Position:
		return casebook.Subject{Kind: casebook.OnPosition, ID: r.ID}, true
	case *casebook.Advisory:
		return casebook.Subject{Kind: casebook.OnAdvisory, ID: r.ID}, true
	case *casebook.ContextEvent:
		return casebook.Subject{Kind: casebook.OnContext, ID: r.ID}, true
	}
	return casebook.Subject{}, false
}

// lists are the kinds of thing that have a searched list, with their tables.
var lists = map[casebook.SubjectKind]string{
	casebook.OnSource: "sources", casebook.OnFacility: "facilities", casebook.OnCount: "counts", casebook.OnReleaseEvent: "release_events",
	casebook.OnPosition: "positions", casebook.OnAdvisory: "advisories", casebook.OnContext: "context_events",
}

// entry is the folded text under which a thing of a list is found.
type entry struct {
	Kind casebook.SubjectKind
	ID   casebook.ID
	Text string
}

// TableName tells GORM.
func (entry) TableName() string { return "subject_search" }

// indexListed writes what things of one kind are found by; what is gone is
// found no more.
func (r reads) indexListed(ctx context.Context, kind casebook.SubjectKind, ids []casebook.ID) error {
	for chunk := range slices.Chunk(ids, bulkRows) {
		entries, err := r.whole().entries(ctx, kind, chunk)
		if err != nil {
			return err
		}
		if err := r.db.Where("kind = ? AND id IN ?", kind, chunk).Delete(&entry{}).Error; err != nil {
			return asFault(err)
		}
		if len(entries) == 0 {
			continue
		}
		if err := r.db.Create(&entries).Error; err != nil {
			return asFault(err)
		}
	}
	return nil
}

// entries reads what staff may type to find each of some things.
func (r reads) entries(ctx context.Context, kind casebook.SubjectKind, ids []casebook.ID) ([]entry, error) {
	switch kind {
	case casebook.OnSource:
		return entriesOf(ctx, r, ids, func(s casebook.Source) []string {
			return []string{s.Title, s.Label.En, s.Label.Es, s.Publisher, s.Author, s.URL}
		})
	case casebook.OnFacility:
		return entriesOf(ctx, r, ids, func(f casebook.Facility) []string { return []string{f.Name, f.OtherNames, f.Place.En, f.Place.Es} })
	case casebook.OnCount:
		return entriesOf(ctx, r, ids, func(c casebook.Count) []string {
			return []string{c.Claimant.En, c.Claimant.Es, c.Population.En, c.Population.Es}
		})
	case casebook.OnReleaseEvent:
		return entriesOf(ctx, r, ids, func(e casebook.ReleaseEvent) []string { return []string{e.Title.En, e.Title.Es} })
	case casebook.OnPosition:
		return entriesOf(ctx, r, ids, func(p casebook.Position) []string {
			return []string{p.Authority.En, p.Authority.Es, p.What.En, p.What.Es}
		})
	case casebook.OnAdvisory:
		return entriesOf(ctx, r, ids, func(a casebook.Advisory) []string { return []string{a.Issuer.En, a.Issuer.Es, a.What.En, a.What.Es} })
	case casebook.OnContext:
		return entriesOf(ctx, r, ids, func(c casebook.ContextEvent) []string { return []string{c.What.En, c.What.Es} })
	}
	return nil, fmt.Errorf("store: %s has no list", kind)
}

// entriesOf folds the words of some rows. The text begins and ends with a
// space, so that a search can ask for the beginning of a word.
func entriesOf[T any](ctx context.Context, r reads, ids []casebook.ID, words func(T) []string) ([]entry, error) {
	rows, err := in[T](ctx, r, "id", ids)
	entries := make([]entry, len(rows))
	for i := range rows {
		on, _ := listedAs(&rows[i])
		entries[i] = entry{on.Kind, on.ID, " " + names.SearchText(words(rows[i])...) + " "}
	}
	return entries, err
}

// fillLists folds what every list holds, once after the migration that made
// the index: folding is no work for SQL.
func (s *Store) fillLists(ctx context.Context) error {
	var unfilled int
	err := s.reads.db.WithContext(ctx).Raw("SELECT count(*) FROM subject_search WHERE kind = ''").Scan(&unfilled).Error
	if err != nil || unfilled == 0 {
		return asFault(err)
	}
	return s.Write(ctx, func(tx *Tx) error {
		if err := tx.indexLists(); err != nil {
			return err
		}
		return asFault(tx.db.Where("kind = ''").Delete(&entry{}).Error)
	})
}

// indexLists folds what every list holds, a page at a time.
func (tx *Tx) indexLists() error {
	for kind, table := range lists {
		err := eachPage(tx.db, table, func(ids []casebook.ID) error { return tx.indexListed(tx.ctx, kind, ids) })
		if err != nil {
			return err
		}
	}
	return nil
}

// eachPage calls fn with the ids of a table, a page at a time, in the order in
// which the rows were added.
func eachPage(db *gorm.DB, table string, fn func(ids []casebook.ID) error) error {
	for last := int64(0); ; {
		var page []struct {
			ID    casebook.ID
			Rowid int64
		}
		err := db.Table(table).Select("id, rowid").Where("rowid > ?", last).Order(made).Limit(bulkRows).Scan(&page).Error
		if err != nil || len(page) == 0 {
			return asFault(err)
		}
		ids := make([]casebook.ID, len(page))
		for i, row := range page {
			ids[i], last = row.ID, row.Rowid
		}
		if err := fn(ids); err != nil {
			return err
		}
	}
}
