package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"habeas/internal/casebook"
	"habeas/internal/names"
)

// touched remembers whose names, labels or phrases a transaction changed, and
// what it changed that a list of the desk is searched for.
type touched struct {
	people, cases map[casebook.ID]bool
	listed        map[casebook.SubjectKind][]casebook.ID
}

// note remembers a row that search looks at.
func (t *touched) note(row any) {
	switch r := row.(type) {
	case *casebook.Person:
		t.people[r.ID] = true
	case *casebook.Name:
		t.people[r.PersonID] = true
	case *casebook.Case:
		t.cases[r.ID] = true
	case *casebook.Group:
		t.cases[r.CaseID] = true
	default:
		if on, ok := listedAs(row); ok {
			t.listed[on.Kind] = append(t.listed[on.Kind], on.ID)
		}
	}
}

func newTouched() touched {
	return touched{map[casebook.ID]bool{}, map[casebook.ID]bool{}, map[casebook.SubjectKind][]casebook.ID{}}
}

// index folds the names of the cases and the titles that a transaction touched.
func (tx *Tx) index() error {
	for kind, ids := range tx.touched.listed {
		if err := tx.indexListed(tx.ctx, kind, ids); err != nil {
			return err
		}
	}
	ids := keys(tx.touched.cases)
	for chunk := range slices.Chunk(keys(tx.touched.people), many) {
		var theirs []casebook.ID
		if err := tx.db.Table("cases").Where("person_id IN ?", chunk).Pluck("id", &theirs).Error; err != nil {
			return asFault(err)
		}
		ids = append(ids, theirs...)
	}
	slices.Sort(ids)
	return tx.indexCases(slices.Compact(ids))
}

func keys(m map[casebook.ID]bool) []casebook.ID {
	var all []casebook.ID
	for k := range m {
		all = append(all, k)
	}
	return all
}

// found is the folded text under which a case is found.
type found struct {
	CaseID casebook.ID
	Text   string
}

// TableName tells GORM.
func (found) TableName() string { return "case_search" }

// indexCases writes what the cases are found by. The text begins and ends with
// a space, so that a search can ask for the beginning of a word.
func (r reads) indexCases(ids []casebook.ID) error {
	ctx := context.Background()
	for chunk := range slices.Chunk(ids, bulkRows) {
		cases, err := in[casebook.Case](ctx, r.whole(), "id", chunk)
		if err != nil {
			return err
		}
		texts, err := r.whole().texts(ctx, cases)
		if err != nil {
			return err
		}
		if err := r.db.Where("case_id IN ?", chunk).Delete(&found{}).Error; err != nil {
			return asFault(err)
		}
		rows, merged := make([]found, len(cases)), map[casebook.ID]bool{}
		for i, c := range cases {
			merged[c.ID] = c.MergedInto != ""
			rows[i] = found{c.ID, " " + names.SearchText(texts[c.ID]...) + " "}
		}
		rows = slices.DeleteFunc(rows, func(f found) bool { return merged[f.CaseID] })
		if len(rows) == 0 {
			continue
		}
		if err := r.db.Create(&rows).Error; err != nil {
			return asFault(err)
		}
	}
	return nil
}

// texts gives everything that staff may type to find a case.
func (r reads) texts(ctx context.Context, cases []casebook.Case) (map[casebook.ID][]string, error) {
	var persons, ids []casebook.ID
	for _, c := range cases {
		if ids = append(ids, c.ID); c.PersonID != "" {
			persons = append(persons, c.PersonID)
		}
	}
	people, err := in[casebook.Person](ctx, r, "id", persons)
	if err != nil {
		return nil, err
	}
	written, err := in[casebook.Name](ctx, r, "person_id", persons)
	if err != nil {
		return nil, err
	}
	groups, err := in[casebook.Group](ctx, r, "case_id", ids)
	if err != nil {
		return nil, err
	}
	of, texts := map[casebook.ID][]string{}, map[casebook.ID][]string{}
	for _, n := range written {
		if n.Visibility == casebook.Restricted { // to be found by it would tell of it
			continue
		}
		of[n.PersonID] = append(of[n.PersonID], n.Text)
	}
	for _, p := range people {
		of[p.ID] = append(of[p.ID], p.Label.En, p.Label.Es)
	}
	for _, g := range groups {
		texts[g.CaseID] = append(texts[g.CaseID], g.Phrase, g.Population.En, g.Population.Es)
	}
	for _, c := range cases {
		texts[c.ID] = append(texts[c.ID], of[c.PersonID]...)
	}
	return texts, nil
}

// forget removes what a case is found by.
func forget(db *gorm.DB, id casebook.ID) error {
	return asFault(db.Where("case_id = ?", id).Delete(&found{}).Error)
}
