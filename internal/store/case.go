package store

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/names"
)

// CaseFilter narrows the desk's list of cases. After is the id of the last
// case of the page before.
type CaseFilter struct {
	Text        string // words of a name, a label or a reference, in any script
	Publication casebook.Publication
	Country     string
	Limit       int
	After       casebook.ID
}

// CaseLine is one line of the desk's list.
type CaseLine struct {
	Case    casebook.Case
	Name    string // the name to show, or the label, or the phrase of a group
	Changed bool   // published, and changed since
}

// told is how a case is called: its name, the label of its person, or the
// phrase and population of its group.
const told = `(SELECT n.text FROM names n WHERE n.person_id = cases.person_id ORDER BY n.display DESC, n.created_at LIMIT 1) AS told_name,
	(SELECT p.label FROM people p WHERE p.id = cases.person_id) AS told_label,
	(SELECT g.phrase FROM "groups" g WHERE g.case_id = cases.id) AS told_phrase,
	(SELECT g.population FROM "groups" g WHERE g.case_id = cases.id) AS told_population`

// changed holds for a published case with a revision after its last publication.
const changed = `(cases.publication = 'published' AND EXISTS (SELECT 1 FROM revisions r WHERE r.case_id = cases.id
	AND r.at > (SELECT max(p.at) FROM publications p WHERE p.kind = 'case' AND p."key" = cases.ref))) AS changed`

type lineRow struct {
	casebook.Case
	ToldName       *string
	ToldLabel      locale.Text
	ToldPhrase     *string
	ToldPopulation locale.Text
	Changed        bool
}

// Cases lists cases, those last changed first.
func (r reads) Cases(ctx context.Context, f CaseFilter) ([]CaseLine, error) {
	q := r.db.WithContext(ctx).Table("cases").Select("cases.*, " + told + ", " + changed).Order("cases.updated_at DESC, cases.id DESC")
	if f.Publication != "" {
		q = q.Where("cases.publication = ?", f.Publication)
	}
	if f.Country != "" {
		q = q.Where("cases.country = ?", f.Country)
	}
	if f.After != "" {
		q = q.Where("(cases.updated_at, cases.id) < (SELECT updated_at, id FROM cases WHERE id = ?)", f.After)
	}
	if strings.TrimSpace(f.Text) != "" {
		ids, err := r.caseSearch(ctx, f.Text)
		if err != nil {
			return nil, err
		}
		q = q.Where("cases.id IN ?", ids)
	}
	if f.Limit > 0 {
		q = q.Limit(f.Limit)
	}
	var rows []lineRow
	if err := q.Scan(&rows).Error; err != nil {
		return nil, asFault(err)
	}
	lines := make([]CaseLine, len(rows))
	for i, row := range rows {
		lines[i] = CaseLine{Case: row.Case, Name: row.name(), Changed: row.Changed}
	}
	return lines, nil
}

func (l lineRow) name() string {
	for _, text := range []*string{l.ToldName, &l.ToldLabel.En, &l.ToldLabel.Es, &l.ToldPopulation.En, &l.ToldPopulation.Es, l.ToldPhrase} {
		if text != nil && *text != "" {
			return *text
		}
	}
	return string(l.Ref)
}

func (r reads) nameOf(ctx context.Context, id casebook.ID) (string, error) {
	var row lineRow
	err := r.db.WithContext(ctx).Table("cases").Select("cases.*, "+told).Where("cases.id = ?", id).Scan(&row).Error
	return row.name(), asFault(err)
}

// maxFound bounds a search at the desk, whose list shows fewer.
const maxFound = 500

// caseSearch gives the cases whose reference, names or labels answer a search
// as typed. It folds every name as it goes: a tenth of a second for a hundred
// thousand, which spares the private file an index of folded names.
func (r reads) caseSearch(ctx context.Context, text string) ([]casebook.ID, error) {
	rows, err := r.db.WithContext(ctx).Raw(`SELECT c.id, c.ref, n.text FROM cases c JOIN names n ON n.person_id = c.person_id
		UNION ALL SELECT c.id, c.ref, p.label FROM cases c JOIN people p ON p.id = c.person_id
		UNION ALL SELECT c.id, c.ref, g.phrase || ' ' || g.population FROM cases c JOIN "groups" g ON g.case_id = c.id`).Rows()
	if err != nil {
		return nil, asFault(err)
	}
	defer rows.Close()
	wanted, ref := names.Query(text), strings.ToUpper(strings.TrimSpace(text))
	found := []casebook.ID{}
	for rows.Next() && len(found) < maxFound {
		var id, have string
		var said *string
		if err := rows.Scan(&id, &have, &said); err != nil {
			return nil, asFault(err)
		}
		if strings.HasPrefix(have, ref) || said != nil && len(wanted) > 0 && names.Match(names.SearchText(*said), wanted) {
			found = append(found, casebook.ID(id))
		}
	}
	return found, asFault(rows.Err())
}

// CasesOf gives the cases of one person, oldest first.
func (r reads) CasesOf(ctx context.Context, person casebook.ID) ([]casebook.Case, error) {
	return List[casebook.Case](ctx, r, map[string]any{"person_id": person}, "created_at", "id")
}

// inCase says for each kind of subject which query leads to its case.
var inCase = map[casebook.SubjectKind]string{
	casebook.OnCase:         `SELECT ref FROM cases WHERE id = ?`,
	casebook.OnPerson:       `SELECT ref FROM cases WHERE person_id = ? ORDER BY created_at DESC`,
	casebook.OnName:         `SELECT c.ref FROM names n JOIN cases c ON c.person_id = n.person_id WHERE n.id = ? ORDER BY c.created_at DESC`,
	casebook.OnGroup:        `SELECT c.ref FROM "groups" g JOIN cases c ON c.id = g.case_id WHERE g.id = ?`,
	casebook.OnSlot:         `SELECT c.ref FROM slots s JOIN "groups" g ON g.id = s.group_id JOIN cases c ON c.id = g.case_id WHERE s.id = ?`,
	casebook.OnOverlap:      `SELECT c.ref FROM overlaps o JOIN cases c ON c.id = o.case_id WHERE o.id = ?`,
	casebook.OnConsent:      `SELECT c.ref FROM consents o JOIN cases c ON c.id = o.case_id WHERE o.id = ?`,
	casebook.OnCharge:       `SELECT c.ref FROM charges o JOIN cases c ON c.id = o.case_id WHERE o.id = ?`,
	casebook.OnEvent:        `SELECT c.ref FROM events e JOIN cases c ON c.id = e.case_id WHERE e.id = ?`,
	casebook.OnRelease:      `SELECT c.ref FROM releases r JOIN cases c ON c.id = r.case_id WHERE r.id = ?`,
	casebook.OnConfirmation: `SELECT c.ref FROM confirmations k JOIN releases r ON r.id = k.release_id JOIN cases c ON c.id = r.case_id WHERE k.id = ?`,
	casebook.OnCondition:    `SELECT c.ref FROM conditions k JOIN releases r ON r.id = k.release_id JOIN cases c ON c.id = r.case_id WHERE k.id = ?`,
	casebook.OnPosition:     `SELECT c.ref FROM positions p JOIN cases c ON c.id = p.subject_id AND p.subject_kind = 'case' WHERE p.id = ?`,
}

// FileRef gives the reference of the case that a subject lies in; false when
// it lies in none.
func (r reads) FileRef(ctx context.Context, on casebook.Subject) (casebook.Ref, bool, error) {
	switch on.Kind { // these lead on to what they are about
	case casebook.OnClaim:
		c, err := Get[casebook.Claim](ctx, r, on.ID)
		if err != nil {
			return "", false, err
		}
		return r.FileRef(ctx, casebook.Subject{Kind: c.SubjectKind, ID: c.SubjectID})
	case casebook.OnCitation:
		c, err := Get[casebook.Citation](ctx, r, on.ID)
		if err != nil {
			return "", false, err
		}
		return r.FileRef(ctx, casebook.Subject{Kind: c.SubjectKind, ID: c.SubjectID})
	}
	query, ok := inCase[on.Kind]
	if !ok {
		return "", false, nil
	}
	var refs []casebook.Ref
	err := r.db.WithContext(ctx).Raw(query, on.ID).Scan(&refs).Error
	if err != nil || len(refs) == 0 {
		return "", false, asFault(err)
	}
	return refs[0], true, nil
}

// RevisionFilter narrows the history. Before is the id of the last revision of
// the page before.
type RevisionFilter struct {
	CaseID      casebook.ID
	SubjectKind casebook.SubjectKind
	SubjectID   casebook.ID
	Limit       int
	Before      int64
}

// Revisions gives the history, newest first.
func (r reads) Revisions(ctx context.Context, f RevisionFilter) ([]casebook.Revision, error) {
	q := gorm.G[casebook.Revision](r.db).Where("1 = 1")
	if f.CaseID != "" {
		q = q.Where("case_id = ?", f.CaseID)
	}
	if f.SubjectKind != "" {
		q = q.Where("subject_kind = ? AND subject_id = ?", f.SubjectKind, f.SubjectID)
	}
	if f.Before > 0 {
		q = q.Where("id < ?", f.Before)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 200
	}
	rows, err := q.Order("id DESC").Limit(limit).Find(ctx)
	return rows, asFault(err)
}
