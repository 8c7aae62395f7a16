package store

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"gorm.io/gorm"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/names"
	"habeas/internal/when"
)

// CaseFilter narrows the desk's list of cases. After is the id of the last
// case of the page before.
type CaseFilter struct {
	Text        string // words of a name, a label or a reference, in any script
	Publication casebook.Publication
	Country     string
	AssignedTo  casebook.ID // whose own they are
	Tag         string      // a word that staff put on them
	Verified    when.Day    // held, and last verified on that day or before, or never
	Limit       int
	After       casebook.ID
}

// CaseLine is one line of the desk's list.
type CaseLine struct {
	Case    casebook.Case
	Name    string      // the name to show, or the label, or the phrase of a group
	Called  locale.Text // the same in every language in which it is known
	Changed bool        // published, and changed since
}

// Cases lists cases, those last changed first.
func (r reads) Cases(ctx context.Context, f CaseFilter) (lines []CaseLine, err error) {
	err = r.snapshot(ctx, func(r reads) error {
		q := r.db.WithContext(ctx).Table("cases").Order("updated_at DESC, id DESC").Where(r.open("cases.id"))
		if f.AssignedTo != "" {
			q = q.Where("id IN (SELECT case_id FROM assignments WHERE user_id = ? AND part <> ?)", f.AssignedTo, casebook.PartNamed)
		}
		if f.Tag != "" {
			q = q.Where("id IN (SELECT case_id FROM case_tags WHERE tag = ?)", f.Tag)
		}
		if !f.Verified.IsZero() {
			q = q.Where("id IN (SELECT case_id FROM watch_lines WHERE list = 'verify' AND day <= ?)", f.Verified)
		}
		if f.Publication != "" {
			q = q.Where("publication = ?", f.Publication)
		} else if !refLike.MatchString(strings.ToUpper(strings.TrimSpace(f.Text))) {
			q = q.Where("merged_into IS NULL") // found by its reference alone: what it held is in another case
		}
		if f.Country != "" {
			q = q.Where("country = ?", f.Country)
		}
		if f.After != "" {
			q = q.Where("(updated_at, id) < (SELECT updated_at, id FROM cases WHERE id = ?)", f.After)
		}
		if strings.TrimSpace(f.Text) != "" {
			q = searched(q, f.Text)
		}
		if f.Limit > 0 {
			q = q.Limit(f.Limit)
		}
		var ids []casebook.ID
		if err := q.Pluck("id", &ids).Error; err != nil {
			return err
		}
		byID, err := r.lines(ctx, ids)
		for _, id := range ids {
			lines = append(lines, byID[id])
		}
		return err
	})
	return lines, err
}

// searched narrows a list to the cases whose reference begins as typed, or
// whose folded names hold every word of what was typed.
func searched(q *gorm.DB, text string) *gorm.DB {
	words := names.Query(text)
	if ref := strings.ToUpper(strings.TrimSpace(text)); len(words) == 0 || refLike.MatchString(ref) {
		return q.Where("ref >= ? AND ref < ?", ref, ref+"\U0010FFFF")
	}
	for i, w := range words {
		if i < len(words)-1 {
			w += " "
		}
		// A folded word holds letters and digits only: nothing that LIKE reads.
		q = q.Where("id IN (SELECT case_id FROM case_search WHERE text LIKE ?)", "% "+w+"%")
	}
	return q
}

// refLike tells the beginning of a reference from a name.
var refLike = regexp.MustCompile(`^[A-Z]{2}-[0-9]`)

// lines gives the lines of some cases.
func (r reads) lines(ctx context.Context, ids []casebook.ID) (map[casebook.ID]CaseLine, error) {
	cases, err := in[casebook.Case](ctx, r, "id", ids)
	if err != nil {
		return nil, err
	}
	called, err := r.called(ctx, cases)
	if err != nil {
		return nil, err
	}
	changed, err := r.changedSince(ctx, ids)
	if err != nil {
		return nil, err
	}
	lines := map[casebook.ID]CaseLine{}
	for _, c := range cases {
		lines[c.ID] = CaseLine{Case: c, Name: said(called[c.ID]), Called: called[c.ID], Changed: c.Publication == casebook.Published && changed[c.ID]}
	}
	return lines, nil
}

// called says how cases are called among staff: by the name to show or any
// other, the label of the person, or the population or phrase of the group.
func (r reads) called(ctx context.Context, cases []casebook.Case) (map[casebook.ID]locale.Text, error) {
	var ids, persons []casebook.ID
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
	slices.SortStableFunc(written, func(a, b casebook.Name) int { return rank(a) - rank(b) })
	byPerson, byCase := map[casebook.ID]locale.Text{}, map[casebook.ID]locale.Text{}
	for _, n := range written {
		if byPerson[n.PersonID].IsZero() {
			byPerson[n.PersonID] = locale.Text{En: n.Text}
		}
	}
	for _, p := range people {
		if byPerson[p.ID].IsZero() {
			byPerson[p.ID] = p.Label
		}
	}
	for _, g := range groups {
		if byCase[g.CaseID] = g.Population; g.Population.IsZero() {
			byCase[g.CaseID] = locale.Text{En: g.Phrase}
		}
	}
	for _, c := range cases {
		if name := byPerson[c.PersonID]; !name.IsZero() {
			byCase[c.ID] = name
		} else if byCase[c.ID].IsZero() {
			byCase[c.ID] = locale.Text{En: string(c.Ref)}
		}
	}
	return byCase, nil
}

// rank is 0 for the name to show, 1 for a primary one, 2 for others.
func rank(n casebook.Name) int {
	switch {
	case n.Display:
		return 0
	case n.Kind == "primary":
		return 1
	}
	return 2
}

func said(t locale.Text) string {
	text, _ := t.In(locale.English)
	return text
}

// changedSince says which cases have a revision after their last publication.
func (r reads) changedSince(ctx context.Context, ids []casebook.ID) (map[casebook.ID]bool, error) {
	changed := map[casebook.ID]bool{}
	for chunk := range slices.Chunk(ids, many) {
		var found []casebook.ID
		err := r.db.WithContext(ctx).Raw(`SELECT c.id FROM cases c WHERE c.id IN ?
			AND (SELECT p.at FROM publications p WHERE p.kind = 'case' AND p."key" = c.ref ORDER BY p.seq DESC LIMIT 1) < (
			SELECT v.at FROM revisions v WHERE v.case_id = c.id ORDER BY v.id DESC LIMIT 1)`, chunk).Scan(&found).Error
		if err != nil {
			return nil, asFault(err)
		}
		for _, id := range found {
			changed[id] = true
		}
	}
	return changed, nil
}

// CasesOf gives the cases of one person, oldest first.
func (r reads) CasesOf(ctx context.Context, person casebook.ID) ([]casebook.Case, error) {
	return List[casebook.Case](ctx, r, map[string]any{"person_id": person, "merged_into": casebook.ID("")})
}
