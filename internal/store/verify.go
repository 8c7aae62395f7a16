package store

import (
	"context"
	"maps"
	"reflect"

	"gorm.io/gorm"

	"habeas/internal/casebook"
	"habeas/internal/evidence"
)

// Verify walks the whole history, compares what it says with every row of the
// casebook, and looks for heads that were kept elsewhere. It gives the end of
// the chain and what does not hold.
func (r reads) Verify(ctx context.Context, kept ...evidence.Head) (evidence.Head, []evidence.Finding, error) {
	var walk *evidence.Walk
	var ledger *evidence.Ledger
	err := r.snapshot(ctx, func(r reads) (err error) {
		if walk, ledger, err = r.walk(ctx, kept); err != nil {
			return err
		}
		return r.compare(ctx, ledger)
	})
	if err != nil {
		return evidence.Head{}, nil, err
	}
	return walk.Head, append(walk.Findings, ledger.Findings...), nil
}

// walk goes along the chain.
func (r reads) walk(ctx context.Context, kept []evidence.Head) (*evidence.Walk, *evidence.Ledger, error) {
	walk, ledger := &evidence.Walk{}, &evidence.Ledger{}
	walk.Keep(kept...)
	err := r.eachLink(ctx, -1, -1, func(l evidence.Link) error {
		walk.Next(l)
		ledger.Note(l)
		if l.Operation == loading {
			ledger.Loaded()
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	given := int64(0)
	row := r.db.Statement.ConnPool.QueryRowContext(ctx, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'chain'), 0)")
	if err := row.Scan(&given); err != nil {
		return nil, nil, asFault(err)
	}
	var loose int64 // texts of entries that are not there
	err = r.db.Raw("SELECT count(*) FROM revision_payloads WHERE id NOT IN (SELECT id FROM chain)").Scan(&loose).Error
	if loose > 0 {
		walk.Findings = append(walk.Findings, evidence.Finding{Wrong: evidence.TextExtra})
	}
	walk.End(given)
	return walk, ledger, asFault(err)
}

// told are the types of rows whose every field stands in the history, with the
// kind of subject under which it stands there.
func told() map[reflect.Type]casebook.SubjectKind {
	all := maps.Clone(kinds)
	all[reflect.TypeFor[casebook.Nationality]()] = casebook.OnPerson
	all[reflect.TypeFor[casebook.Derivation]()] = casebook.OnSource
	all[reflect.TypeFor[casebook.Citation]()] = casebook.OnCitation
	return all
}

// compare goes through every row of the casebook.
func (r reads) compare(ctx context.Context, ledger *evidence.Ledger) error {
	fields := map[string]map[string]string{}
	for t, kind := range told() {
		unsaid := casebook.Fields(reflect.New(t).Interface())
		if fields[string(kind)] == nil {
			fields[string(kind)] = map[string]string{}
		}
		maps.Copy(fields[string(kind)], unsaid)
		if err := r.compareTable(ctx, ledger, t, string(kind), unsaid); err != nil {
			return asFault(err)
		}
	}
	ledger.End(fields)
	return nil
}

func (r reads) compareTable(ctx context.Context, ledger *evidence.Ledger, t reflect.Type, kind string, unsaid map[string]string) error {
	rows, err := r.db.WithContext(ctx).Model(reflect.New(t).Interface()).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		row := reflect.New(t).Interface()
		if err := r.db.Session(&gorm.Session{}).ScanRows(rows, row); err != nil {
			return err
		}
		ledger.Row(kind, reflect.ValueOf(row).Elem().FieldByName("ID").String(), casebook.Fields(row), unsaid)
	}
	return rows.Err()
}
