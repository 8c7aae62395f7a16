package store

import (
	"context"

	"habeas/internal/casebook"
)

// inCase says for each kind of subject which query leads to its case.
var inCase = map[casebook.SubjectKind]string{
	casebook.OnCase:         `SELECT ref FROM cases WHERE id = ?`,
	casebook.OnPerson:       `SELECT ref FROM cases WHERE person_id = ? AND merged_into IS NULL ORDER BY rowid DESC`,
	casebook.OnName:         `SELECT c.ref FROM names n JOIN cases c ON c.person_id = n.person_id WHERE n.id = ? AND c.merged_into IS NULL ORDER BY c.rowid DESC`,
	casebook.OnGroup:        `SELECT c.ref FROM "groups" g JOIN cases c ON c.id = g.case_id WHERE g.id = ?`,
	casebook.OnSlot:         `SELECT c.ref FROM slots s JOIN "groups" g ON g.id = s.group_id JOIN cases c ON c.id = g.case_id WHERE s.id = ?`,
	casebook.OnOverlap:      `SELECT c.ref FROM overlaps o JOIN cases c ON c.id = o.case_id WHERE o.id = ?`,
	casebook.OnConsent:      `SELECT c.ref FROM consents o JOIN cases c ON c.id = o.case_id WHERE o.id = ?`,
	casebook.OnCharge:       `SELECT c.ref FROM charges o JOIN cases c ON c.id = o.case_id WHERE o.id = ?`,
	casebook.OnEvent:        `SELECT c.ref FROM events e JOIN cases c ON c.id = e.case_id WHERE e.id = ?`,
	casebook.OnRelease:      `SELECT c.ref FROM releases r JOIN cases c ON c.id = r.case_id WHERE r.id = ?`,
	casebook.OnConfirmation: `SELECT c.ref FROM confirmations k JOIN releases r ON r.id = k.release_id JOIN cases c ON c.id = r.case_id WHERE k.id = ?`,
	casebook.OnCondition:    `SELECT c.ref FROM conditions k JOIN releases r ON r.id = k.release_id JOIN cases c ON c.id = r.case_id WHERE k.id = ?`,
	casebook.OnAwaiting:     `SELECT c.ref FROM awaitings w JOIN cases c ON c.id = w.case_id WHERE w.id = ?`,
	casebook.OnAssessment:   `SELECT c.ref FROM assessments a JOIN cases c ON c.id = a.case_id WHERE a.id = ?`,
	casebook.OnFinding:      `SELECT c.ref FROM findings n JOIN cases c ON c.id = n.case_id WHERE n.id = ?`,
	casebook.OnProceeding:   `SELECT c.ref FROM proceedings l JOIN cases c ON c.id = l.case_id WHERE l.id = ?`,
	casebook.OnEntry:        `SELECT c.ref FROM list_entries y JOIN cases c ON c.id = y.case_id WHERE y.id = ?`,
	casebook.OnPosition:     `SELECT c.ref FROM positions p JOIN cases c ON c.id = p.subject_id AND p.subject_kind = 'case' WHERE p.id = ?`,
}

// FileRef gives the reference of the case that a subject lies in; false when
// it lies in none, and fault.NotFound when that case is not there for whoever
// reads.
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
	q, err := from[casebook.Case](r)
	if err != nil {
		return "", false, err
	}
	if _, err := q.Where("ref = ?", refs[0]).Take(ctx); err != nil {
		return "", false, asFault(err)
	}
	return refs[0], true, nil
}
